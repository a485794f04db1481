"""What is installed, what is missing, and what to do about it; reads only, changes nothing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version

from linkdesk import __version__
from linkdesk.record.errors import LinkDeskError
from linkdesk.settings import Settings
from linkdesk.settings import resources

LEAST_PYTHON = (3, 11)
LEAST_FREE = 500 * 1024 * 1024
PACKAGES = (
    "flask",
    "flask-wtf",
    "flask-sqlalchemy",
    "sqlalchemy",
    "pywebview",
    "weasyprint",
    "waitress",
    "argon2-cffi",
)
VENDOR_SAMPLE = (
    "govuk/govuk-frontend.min.css",
    "fonts/AtkinsonHyperlegibleNext_400Regular.ttf",
    "fonts/NotoSansSC_700Bold.ttf",
    "signature_pad/signature_pad.js",
)


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `words` says what it is and, when it is not good, what to do."""

    good: bool
    words: str


def findings(settings: Settings) -> Iterator[Finding]:
    """Yield what was found, the needful first."""
    yield Finding(good=True, words=f"LinkDesk {__version__}")
    yield Finding(sys.version_info >= LEAST_PYTHON, f"Python {sys.version.split()[0]} (3.11 or newer is needed)")
    for check in (_packages, _cipher, _browser_files, _printing, _window, _folder):
        yield from check(settings)


def _packages(_settings: Settings) -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield Finding(good=True, words=f"{name} {version(name)}")
        except PackageNotFoundError:
            yield Finding(good=False, words=f"{name} is not installed. Run ./run.sh once with a network.")


def _cipher(_settings: Settings) -> Iterator[Finding]:
    from linkdesk.vault.cipher import driver
    from linkdesk.vault.cipher import require_cipher

    def look() -> str:
        module = driver()
        require_cipher(module)
        connection = module.connect(":memory:")
        try:
            cipher, sqlite = (
                connection.execute(q).fetchone()[0] for q in ("PRAGMA cipher_version", "SELECT sqlite_version()")
            )
        finally:
            connection.close()
        return f"SQLCipher {cipher} on SQLite {sqlite}"

    yield _tried(look)


def _browser_files(_settings: Settings) -> Iterator[Finding]:
    vendor = resources() / "static" / "vendor"
    missing = [name for name in VENDOR_SAMPLE if not (vendor / name).is_file()]
    words = (
        "Fonts, pictures and page parts are there"
        if not missing
        else "Fonts or pictures are missing. Run ./run.sh once with a network."
    )
    yield Finding(not missing, words)


def _printing(_settings: Settings) -> Iterator[Finding]:
    from linkdesk.printing.pdf import NoLibrary
    from linkdesk.printing.pdf import press

    try:
        press().pdf("<html lang=en><title>.</title><p>1")
    except (NoLibrary, ImportError, OSError) as missing:
        why = f"PDF prints are not available: {missing.__cause__ or missing}."
        instead = "A plan is printed as a page of the window instead."
        yield Finding(good=False, words=f"{why} {instead} Ask IT to run ./run.sh once.")
    except LinkDeskError as refusal:
        yield Finding(good=False, words=refusal.sentence)
    else:
        yield Finding(good=True, words="Printing works")


def _window(_settings: Settings) -> Iterator[Finding]:
    from linkdesk.desktop.preflight import why_no_window

    reason = why_no_window()
    yield Finding(
        reason is None,
        "A window can be opened" if reason is None else f"No window: {reason}. LinkDesk opens in the browser instead.",
    )


def _folder(settings: Settings) -> Iterator[Finding]:
    from linkdesk.desktop.folder import refuse_unsafe_place

    def look() -> str:
        refuse_unsafe_place(settings.data_dir)
        return f"Data folder {settings.data_dir}" + ("" if settings.vault_file.exists() else " (no vault in it yet)")

    yield _tried(look)
    there = next(folder for folder in (settings.data_dir, *settings.data_dir.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    yield Finding(free >= LEAST_FREE, f"{free // (1024 * 1024)} MB free on its disk (500 MB or more are wise)")


def _tried(look: Callable[[], str]) -> Finding:
    try:
        return Finding(good=True, words=look())
    except LinkDeskError as refusal:
        return Finding(good=False, words=refusal.sentence)
