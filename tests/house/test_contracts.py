"""Arrows point down, and the words of the house rules hold in every file."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "linkdesk").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    if name
]
MOST_LINES = 500
DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "info"}

FORBIDDEN_IN_CODE = {
    r"KEY ''": "writes the whole store in clear",
    r"temp_store\s*=\s*FILE": "writes temp files in clear",
    r"""["']VACUUM["']""": "holds the whole store in memory",
    r"\.backup\(": "a stepped backup never ends while someone writes",
    r"render_template_string": "text must never become a template",
    r"\bpickle\b": "runs what it reads",
    r"yaml\.load\(": "runs what it reads",
    r"datetime\.now\((?!UTC)": "times are UTC and injected",
    r"\bdebug=True": "opens developer tools",
}
ONLY_HERE = {
    # The only markup made outside templates: the span round words that are still English, or run the other way.
    r"\bMarkup\(": ("linkdesk/languages/speech.py", "linkdesk/printing/words.py"),
    r"\bimport webview|from webview": ("linkdesk/desktop/",),
    r"from sqlcipher3|import sqlcipher3": ("linkdesk/vault/cipher.py", "linkdesk/doctor.py"),
    r"from weasyprint|import weasyprint": ("linkdesk/printing/",),
    r"from argon2|import argon2|from cryptography": ("linkdesk/vault/",),
    r"library\.(forms|form|has)\(": ("linkdesk/assessments/shelf/", "linkdesk/assessments/library.py"),
    # Desktop: the pages' own door on loopback; it listens, and asks only whether another LinkDesk runs here.
    r"^\s*(import|from) (socket|asyncio)\b": ("linkdesk/desktop/instance.py", "linkdesk/desktop/server.py"),
    r"^\s*(import|from) (requests|httpx|aiohttp|urllib3|ssl|ftplib|smtplib)\b|urllib\.request|from urllib import"
    r"|http\.client|from http import client": ("linkdesk/exchange/network.py",),
}
FORBIDDEN_IN_TEMPLATES = {
    r"\|\s*safe\b": "text must never become markup",
    r"<script(?![^>]*\bsrc=)": "no inline script",
    r"\sstyle\s*=": "no inline style",
    r"<style": "no inline style",
    r"\son[a-z]+\s*=\s*[\"']": "no inline handler",
}
# Split so that this file does not hold the words itself.
NEVER_COMMITTED = {
    "py" + r"pi\.org|python" + r"hosted|registry\.npm" + r"js|(deb|security)\.debian" + r"\.": "a registry's address",
    r"(^|[^A-Za-z0-9_.])/(wo" + r"rk|fa" + r"rm)/": "a path of one machine",
}


def places(pattern: str, files: list[Path]) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if found.search(line)
    ]


def test_import_contracts_are_kept() -> None:
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("pattern", FORBIDDEN_IN_CODE)
def test_no_forbidden_words_in_code(pattern: str) -> None:
    assert places(pattern, CODE) == [], FORBIDDEN_IN_CODE[pattern]


@pytest.mark.parametrize("pattern", ONLY_HERE)
def test_dangerous_libraries_have_one_home(pattern: str) -> None:
    strays = [place for place in places(pattern, CODE) if not place.startswith(ONLY_HERE[pattern])]
    assert strays == []


@pytest.mark.parametrize("pattern", FORBIDDEN_IN_TEMPLATES)
def test_no_forbidden_words_in_templates(pattern: str) -> None:
    screen = [path for path in TEMPLATES if "printing" not in path.parts]
    assert places(pattern, screen) == [], FORBIDDEN_IN_TEMPLATES[pattern]


@pytest.mark.parametrize("pattern", NEVER_COMMITTED)
def test_nothing_of_this_machine_is_committed(pattern: str) -> None:
    text = [path for path in TRACKED if path.suffix not in {".png", ".ttf"} and path.is_file()]
    assert places(pattern, text) == [], NEVER_COMMITTED[pattern]


def test_the_scan_can_find() -> None:
    """The positive control of every scan above."""
    assert places("positive control of every scan", [Path(__file__)])


def test_no_file_is_a_drawer() -> None:
    assert [path.name for path in CODE if path.stem in DRAWERS] == []


def test_files_stay_small() -> None:
    long = {str(p.relative_to(ROOT)): n for p in CODE if (n := len(p.read_text("utf-8").splitlines())) > MOST_LINES}
    assert long == {}


def test_third_party_files_are_not_committed() -> None:
    assert [
        p for p in TRACKED if re.search(r"\.min\.(js|css)$|node_modules|static/vendor", str(p.relative_to(ROOT)))
    ] == []
