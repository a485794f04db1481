"""`run.sh`: sets up once, passes everything on, names the exact line when it may not install, redoes half work.

It runs for real, in a copy of the checkout whose Python, apt and sudo are small scripts that note how they were called.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INPUTS = (
    "run.sh",
    "pyproject.toml",
    "requirements/base.txt",
    "requirements/run.txt",
    "requirements/test.txt",
    "requirements/browser/vendor.py",
    "requirements/browser/package-lock.json",
    "linkdesk/easyread/pictures.csv",
)
# Makes an environment with `-m venv`, notes every call, and plays vendor.py and LinkDesk's own program.
PYTHON = """#!/bin/sh
printf '%s\\n' "$*" >>"{notes}"
case "$*" in
  *"-m venv "*) mkdir -p "{venv}/bin" && cp "$0" "{venv}/bin/python"
    printf '#!/bin/sh\\necho "args: $*"; echo "in: $PWD"\\n' >"{venv}/bin/linkdesk" && chmod +x "{venv}/bin/linkdesk" ;;
  *vendor.py*) mkdir -p "{here}/static/vendor" && : >"{here}/static/vendor/stamp.json" ;;
  *require-hashes*) test ! -e "{here}/no-network" ;;
esac
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="run.cmd is its twin there")


@dataclass(frozen=True)
class Checkout:
    """A copy of what `run.sh` reads, and the folder of programs that it finds first."""

    here: Path
    path: Path

    @property
    def venv(self) -> Path:
        return self.here / ".venv"

    def command(self, name: str, body: str) -> None:
        """Puts one small program in front of the machine's own."""
        script = self.path / name
        script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        script.chmod(0o755)

    def run(self, *args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.here / "run.sh"), *args],
            cwd=cwd or self.here,
            env={"PATH": f"{self.path}:/usr/bin:/bin", "HOME": str(self.here)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def calls(self) -> list[str]:
        """What Python was asked to do since the last time, one line a call."""
        notes = self.here / "notes"
        lines = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
        notes.unlink(missing_ok=True)
        return lines


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Everything installed by apt already, nothing of Python yet. The folder's name has a space and a quote."""
    made = Checkout(tmp_path / "Ann's desk", tmp_path / "path")
    for name in INPUTS:
        (made.here / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, made.here / name)
    made.path.mkdir()
    made.command("apt-get", "exit 100")
    made.command("apt-cache", "exit 100")
    made.command("dpkg-query", "echo installed")
    made.command("sudo", "exit 1")
    made.command("id", "echo 1000")
    python = PYTHON.format(notes=made.here / "notes", venv=made.venv, here=made.here)
    made.command("python3", python.removeprefix("#!/bin/sh\n"))
    return made


def test_the_first_run_sets_up_and_starts(checkout: Checkout) -> None:
    done = checkout.run("list", "clients", "--json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "args: list clients --json"
    calls = checkout.calls()
    installs = [line for line in calls if " install " in line and "-r " in line]
    assert [Path(line).name for line in installs] == ["base.txt", "run.txt"]
    assert all("--require-hashes" in line and "--no-deps" in line for line in installs)
    assert all("--no-build-isolation" in line for line in installs), "nothing unpinned is fetched to build with"


def test_the_next_run_does_nothing_but_start(checkout: Checkout, tmp_path: Path) -> None:
    checkout.run()
    checkout.calls()
    (checkout.here / "no-network").touch()
    done = checkout.run("print", "a b", "*", cwd=tmp_path)
    assert done.stdout.splitlines() == ["args: print a b *", f"in: {tmp_path}"], "arguments and folder stay as given"
    assert done.stderr == ""
    assert checkout.calls() == []


@pytest.mark.parametrize("name", [name for name in INPUTS if name != "requirements/test.txt"])
def test_a_changed_input_sets_up_again(checkout: Checkout, name: str) -> None:
    checkout.run()
    checkout.calls()
    with (checkout.here / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    checkout.run()
    assert any("run.txt" in line for line in checkout.calls())


def test_test_sets_up_more_and_passes_its_arguments_to_pytest(checkout: Checkout) -> None:
    done = checkout.run("test", "tests/house", "-k", "two words")
    assert done.returncode == 0, done.stderr
    calls = checkout.calls()
    assert any(line.endswith("test.txt") for line in calls)
    assert any(line.endswith("vendor.py --dev") for line in calls)
    assert calls[-1] == "-m pytest tests/house -k two words"
    checkout.run()
    assert checkout.calls() == [], "what the tests need holds what LinkDesk needs"


def test_without_the_right_to_install_it_names_the_exact_line(checkout: Checkout) -> None:
    checkout.command("dpkg-query", 'case "$*" in *libasound2*|*libnss3*) exit 1;; *) echo installed;; esac')
    done = checkout.run()
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == (
        "  sudo apt-get update && sudo apt-get install --no-install-recommends libnss3 libasound2"
    )
    assert not checkout.venv.exists()


def test_the_newer_name_of_a_library_is_used_where_it_exists(checkout: Checkout) -> None:
    checkout.command("dpkg-query", 'case "$*" in *libasound2*) exit 1;; *) echo installed;; esac')
    checkout.command("apt-cache", '[ "$2" = libasound2t64 ]')
    assert checkout.run().stderr.splitlines()[-1].endswith("--no-install-recommends libasound2t64")


@pytest.mark.parametrize("way", ["root", "sudo"])
def test_with_the_right_it_installs_what_is_missing_and_only_that(checkout: Checkout, way: str) -> None:
    asked = checkout.here / "asked"
    checkout.command("dpkg-query", 'case "$*" in *libnss3*) exit 1;; *) echo installed;; esac')
    checkout.command("apt-get", f'echo "$*" >>"{asked}"')
    if way == "root":
        checkout.command("id", "echo 0")
    else:
        checkout.command("sudo", 'shift; exec "$@"')
    assert checkout.run().returncode == 0
    update, install = asked.read_text(encoding="utf-8").splitlines()
    assert update.endswith("update")
    assert "--no-install-recommends" in install
    assert install.endswith(" libnss3")


def test_when_apt_fails_its_reason_and_the_line_are_shown(checkout: Checkout) -> None:
    checkout.command("id", "echo 0")
    checkout.command("dpkg-query", 'case "$*" in *libnss3*) exit 1;; *) echo installed;; esac')
    checkout.command("apt-get", "echo 'E: no such mirror' >&2; exit 100")
    done = checkout.run()
    assert done.returncode == 1
    assert "E: no such mirror" in done.stderr
    assert done.stderr.splitlines()[-1].endswith("libnss3")


def test_a_set_up_cut_off_is_made_again_from_nothing(checkout: Checkout) -> None:
    (checkout.here / "no-network").touch()
    done = checkout.run()
    assert done.returncode == 1
    assert "Is there a network?" in done.stderr
    assert (checkout.venv / "half").exists()
    (checkout.venv / "left-over").touch()
    checkout.calls()
    (checkout.here / "no-network").unlink()
    assert checkout.run().returncode == 0
    assert not (checkout.venv / "left-over").exists()
    assert not (checkout.venv / "half").exists()
    assert any("-m venv" in line for line in checkout.calls())


def test_of_two_at_once_the_second_waits_and_finds_it_done(checkout: Checkout) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = [future.result() for future in [pool.submit(checkout.run) for _ in range(2)]]
    assert [done.returncode for done in both] == [0, 0]
    assert sum(line.endswith("run.txt") for line in checkout.calls()) == 1


def test_an_environment_someone_else_made_is_kept(checkout: Checkout) -> None:
    checkout.run()
    (checkout.venv / "place").unlink()
    (checkout.venv / "set-up-run").unlink()
    (checkout.venv / "mine").touch()
    assert checkout.run().returncode == 0
    assert (checkout.venv / "mine").exists()


def test_a_moved_checkout_is_set_up_anew(checkout: Checkout) -> None:
    checkout.run()
    (checkout.venv / "place").write_text("/elsewhere\n", encoding="utf-8")
    (checkout.venv / "set-up-run").write_text("0\n", encoding="utf-8")
    checkout.calls()
    checkout.run()
    assert any("-m venv" in line for line in checkout.calls())


def test_too_old_a_python_is_refused_in_one_sentence(checkout: Checkout) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        checkout.command(name, "exit 1")
    done = checkout.run()
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr.splitlines()[-1]
    assert not checkout.venv.exists()
