"""The stages of the whole check: one failure fails it, hides nothing after it, and the table of times names it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import pytest_collection_modifyitems

ROOT = Path(__file__).resolve().parents[2]
STAGES = ["static", "unit", "window", "browser", "prints", "safety", "coverage"]
TOOLS = ("ruff", "mypy", "lint-imports", "coverage", "python")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX script")


def check(folder: Path, *, failing: str = "nothing at all") -> tuple[int, list[str], list[str]]:
    """Runs the stages with small programs in place of the tools; those called with `failing` fail.

    Returns exit code, output lines, and the calls of the tools.
    """
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "stages.sh", folder / ".ci")
    for name in TOOLS:
        tool = folder / ".venv" / "bin" / name
        calls = f'echo "{name} $*" >>calls; case "{name} $*" in *"{failing}"*) exit 1;; esac'
        tool.write_text(f"#!/bin/sh\n{calls}\n", encoding="utf-8")
        tool.chmod(0o755)
    done = subprocess.run(
        ["sh", ".ci/stages.sh", "7"], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout.splitlines(), (folder / "calls").read_text(encoding="utf-8").splitlines()


def test_every_stage_runs_and_is_in_the_table(tmp_path: Path) -> None:
    code, lines, _calls = check(tmp_path)
    assert code == 0
    table = lines[lines.index("== Where the time went") + 1 :]
    assert [line.split()[0] for line in table] == ["set-up", *STAGES, "all", "All"]
    assert re.fullmatch(r"set-up +7 s", table[0])
    assert all(line.endswith("passed") for line in table[1:-2])


@pytest.mark.parametrize(
    ("failing", "stage"),
    [
        ("ruff check", "static"),
        ("ruff format", "static"),
        ("mypy ", "static"),
        ("vendor.py", "static"),
        ("lint-imports", "static"),
        ("-m not (browser", "unit"),
        ("-m window", "window"),
        ("-m browser", "browser"),
        ("-m prints", "prints"),
        ("-m safety", "safety"),
        ("coverage report", "coverage"),
    ],
)
def test_one_failure_fails_the_check_and_the_others_still_run(tmp_path: Path, failing: str, stage: str) -> None:
    code, lines, calls = check(tmp_path, failing=failing)
    assert code == 1
    table = lines[lines.index("== Where the time went") + 1 :]
    assert [line.split()[0] for line in table if line.endswith("FAILED")] == [stage]
    assert sum("pytest" in call for call in calls) == 5
    assert calls[-1] == "coverage report"


def test_each_test_belongs_to_just_one_stage(tmp_path: Path) -> None:
    """Whatever its marks, but for slow ones, which are not part of the check."""
    _code, _lines, calls = check(tmp_path)
    rules = [
        found.group(1) for call in calls if (found := re.search(r"-m (?!pytest)(.+?)(?: -n 2| --cov| tests/|$)", call))
    ]
    assert len(rules) == 5
    marks = ("browser", "window", "prints", "safety", "slow")
    for number in range(2 ** len(marks)):
        has = {mark: bool(number >> place & 1) for place, mark in enumerate(marks)}
        stages = sum(bool(eval(rule, {}, has)) for rule in rules)  # noqa: S307 - our own words from stages.sh
        assert stages == (0 if has["slow"] else 1), has


def test_no_test_lies_outside_the_folders_of_its_stage(tmp_path: Path) -> None:
    """A file that names marks lies where each stage looks that could run a test with some of them."""
    _code, _lines, calls = check(tmp_path)
    runs = [call.split() for call in calls if "pytest" in call and "-m not" not in call]
    folders = {run[run.index("-m", 3) + 1]: [word for word in run if word.startswith("tests/")] for run in runs}
    assert set(folders) == {"window", "browser", "prints", "safety"}
    later = ["browser", "window", "prints", "safety", "slow"]
    seen = 0
    for file in sorted((ROOT / "tests").rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        marks = {mark for mark in later[:-1] if re.search(rf"mark\.{mark}\b", file.read_text(encoding="utf-8"))}
        whole = re.search(r"^pytestmark = .*", file.read_text(encoding="utf-8"), re.MULTILINE)
        always = {mark for mark in later if whole and f"mark.{mark}" in whole[0]}
        for mark in marks:
            if any(later.index(one) > later.index(mark) for one in always):
                continue  # every test of the file has a mark that leads it to a later stage
            seen += 1
            assert any(name.startswith(folder) for folder in folders[mark]), (name, mark)
    assert seen > 50


def test_coverage_is_gathered_from_unit_and_prints_and_judged_once(tmp_path: Path) -> None:
    _code, _lines, calls = check(tmp_path)
    runs = [call for call in calls if "--cov" in call]
    assert [call.partition("-m ")[2].partition("-m ")[2].split()[0] for call in runs] == ["not", "prints"]
    assert all("--cov-append" in call and "--cov-fail-under=0" in call for call in runs)
    assert [call for call in calls if call.startswith("coverage")] == ["coverage erase", "coverage report"]


class Item(NamedTuple):
    """As much of a collected test as is asked for its place in the list."""

    name: str

    def get_closest_marker(self, name: str) -> bool:
        return self.name.startswith(name)


def test_long_tests_come_first_in_both_halves_and_none_is_lost() -> None:
    """Each of two workers begins with one: the second half goes to the other."""
    names = ["a", "long 1", "b", "long 2", "c", "long 3", "d", "e", "long 4", "f"]
    items = [Item(name) for name in names]
    pytest_collection_modifyitems(items)  # type: ignore[arg-type] # it asks for their marks only
    assert [item.name for item in items] == ["long 1", "long 3", "a", "b", "c", "long 2", "long 4", "d", "e", "f"]


def test_the_build_machine_fails_without_the_test_data_of_others(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    (tmp_path / "run.sh").write_text('#!/bin/sh\necho "$LINKDESK_TESTDATA: $*"\n', encoding="utf-8")
    (tmp_path / "run.sh").chmod(0o755)
    given = tmp_path / "shared" / "data"
    command = ["bash", str(tmp_path / ".ci" / "run")]
    env = {"PATH": "/usr/bin:/bin", "LINKDESK_TESTDATA": str(given)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert str(given) in done.stderr
    given.mkdir(parents=True)
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, f"{given}: test\n")
