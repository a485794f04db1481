"""The locks: every package pinned by hash, no address of any registry, all three systems in one file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "requirements"
LOCKS = sorted(FOLDER.glob("*.txt"))


def entries(lock: Path) -> dict[str, str]:
    """Package -> its whole entry (version, marker, hashes) in a lock."""
    joined = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    return {line.split("==")[0]: line for line in joined.splitlines() if line and not line.startswith("#")}


def test_there_is_a_lock_for_each_list() -> None:
    assert [path.stem for path in LOCKS] == [path.stem for path in sorted(FOLDER.glob("*.in"))]
    assert [path.stem for path in LOCKS] == ["base", "build", "node", "run", "test"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_each_package_is_pinned_by_hash(lock: Path) -> None:
    found = entries(lock)
    assert found
    for name, entry in found.items():
        assert re.match(r"[a-z0-9-]+==[0-9][^ ]* ", entry), name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), name


@pytest.mark.parametrize("path", [*LOCKS, *FOLDER.glob("browser/*.json")], ids=lambda path: path.name)
def test_no_lock_names_an_address(path: Path) -> None:
    assert not re.search(r"https?:|://|index-url|find-links|\"resolved\"", path.read_text(encoding="utf-8"))


def test_each_browser_package_is_pinned_by_its_digest() -> None:
    packages = json.loads((FOLDER / "browser" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((FOLDER / "browser" / "package.json").read_text(encoding="utf-8"))
    names = {path.removeprefix("node_modules/") for path in packages if path}
    assert names >= {*wanted["dependencies"], *wanted["devDependencies"]}
    for path, entry in packages.items():
        assert not path or re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", entry["integrity"]), path


def test_what_is_checked_is_what_is_shipped() -> None:
    shipped = entries(FOLDER / "run.txt")
    checked = entries(FOLDER / "test.txt")
    for name, entry in shipped.items():
        assert checked[name].split()[0] == entry.split()[0], name


def test_the_window_is_qt_on_linux_only() -> None:
    shipped = entries(FOLDER / "run.txt")
    assert "sys_platform == 'linux'" in shipped["pyside6-webengine"]
    assert "sys_platform == 'win32'" in shipped["pythonnet"]
    assert "sys_platform == 'darwin'" in shipped["pyobjc-framework-webkit"]


def test_the_look_and_its_macros_are_the_pair_that_was_compared() -> None:
    """Version 4.1.0 of the macros renders as 6.3.0 of the look; other pairs differ."""
    wanted = json.loads((FOLDER / "browser" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert wanted["govuk-frontend"] == "6.3.0"
    assert entries(FOLDER / "run.txt")["govuk-frontend-jinja"].startswith("govuk-frontend-jinja==4.1.0 ")
