@echo off
rem One command for LinkDesk on Windows: sets up what is missing, then runs it. Twin of run.sh.
rem   run.cmd [ARGS]              linkdesk ARGS (nothing: open the window)
rem   run.cmd test [PYTEST ARGS]  sets up what the tests need, then pytest with these arguments
rem Set-up happens once and again only when a lock changes; after that no network is needed. See docs\set-up.md.
rem Needs Python 3.11 or newer with its launcher. The window is WebView2, which Windows brings.
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0"
set "HERE=%HERE:~0,-1%"
set "VENV=%HERE%\.venv"
set "KIND=run"
set "DEV="
if "%~1"=="test" set "KIND=test"
if "%KIND%"=="test" set "DEV=--dev"

call :is_ready
if not errorlevel 1 goto start
call :set_up 1>&2
if errorlevel 1 exit /b 1

:start
if "%KIND%"=="test" goto tests
"%VENV%\Scripts\linkdesk.exe" %*
exit /b %ERRORLEVEL%

:tests
rem The first argument is the word "test"; pytest gets the rest.
cd /d "%HERE%"
"%VENV%\Scripts\python.exe" -c "import sys, pytest; sys.exit(pytest.main(sys.argv[2:]))" %*
exit /b %ERRORLEVEL%

rem --- is_ready: 0 when everything was set up from just these inputs, in this place
:is_ready
if not exist "%VENV%\Scripts\linkdesk.exe" exit /b 1
if not exist "%HERE%\static\vendor\stamp.json" exit /b 1
if not exist "%VENV%\set-up-%KIND%\place" exit /b 1
set "PLACE="
set /p PLACE=<"%VENV%\set-up-%KIND%\place"
if not "%PLACE%"=="%HERE%" exit /b 1
for %%F in (run.cmd pyproject.toml requirements\base.txt requirements\%KIND%.txt requirements\browser\vendor.py requirements\browser\package-lock.json linkdesk\easyread\pictures.csv) do (
  fc /b "%HERE%\%%F" "%VENV%\set-up-%KIND%\%%~nxF" >nul 2>&1
  if errorlevel 1 exit /b 1
)
exit /b 0

rem --- set_up: the environment, the packages by hash, the browser files; then the copies that is_ready compares
:set_up
echo Setting up LinkDesk. The first time this takes a minute or two and needs a network.
if exist "%VENV%\half" rmdir /s /q "%VENV%"
if exist "%VENV%" if not exist "%VENV%\Scripts\python.exe" rmdir /s /q "%VENV%"
if exist "%VENV%\Scripts\python.exe" goto packages
call :find_python
if errorlevel 1 exit /b 1
mkdir "%VENV%"
type nul >"%VENV%\half"
%PYTHON% -m venv "%VENV%"
if errorlevel 1 (
  echo The Python environment could not be made. Nothing else was changed.
  exit /b 1
)

:packages
echo Installing Python packages ...
call :pip base.txt
if errorlevel 1 goto no_packages
call :pip %KIND%.txt
if errorlevel 1 goto no_packages
"%VENV%\Scripts\python.exe" -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e "%HERE%"
if errorlevel 1 goto no_packages
if exist "%VENV%\half" del "%VENV%\half"
echo Fetching the look, fonts and pictures ...
"%VENV%\Scripts\python.exe" "%HERE%\requirements\browser\vendor.py" %DEV%
if errorlevel 1 exit /b 1
call :remember run
if "%KIND%"=="test" call :remember test
echo LinkDesk is set up.
exit /b 0

:no_packages
echo The Python packages could not be installed. Is there a network? run.cmd goes on from here next time.
exit /b 1

rem --- find_python: sets PYTHON to a command that is 3.11 or newer
:find_python
set "PYTHON=py -3"
%PYTHON% -c "import sys, venv; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if not errorlevel 1 exit /b 0
set "PYTHON=python"
%PYTHON% -c "import sys, venv; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if not errorlevel 1 exit /b 0
echo LinkDesk needs Python 3.11 or newer and found none. Install it from the Microsoft Store, then run this again.
exit /b 1

rem --- pip LOCK: only what the lock holds, checked by hash; nothing else is fetched, not even to build
:pip
"%VENV%\Scripts\python.exe" -m pip --disable-pip-version-check --no-input install --quiet --no-cache-dir --no-deps --require-hashes --no-build-isolation --use-pep517 -r "%HERE%\requirements\%~1"
exit /b %ERRORLEVEL%

rem --- remember KIND: copies of the inputs, last of all the place
:remember
if not exist "%VENV%\set-up-%~1" mkdir "%VENV%\set-up-%~1"
for %%F in (run.cmd pyproject.toml requirements\base.txt requirements\%~1.txt requirements\browser\vendor.py requirements\browser\package-lock.json linkdesk\easyread\pictures.csv) do (
  copy /y "%HERE%\%%F" "%VENV%\set-up-%~1\%%~nxF" >nul
)
>"%VENV%\set-up-%~1\place" echo %HERE%
exit /b 0
