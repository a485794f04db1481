"""A file is read by its kind and answered with a report that claims no more than it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.easyread import lint as report_module
from linkdesk.easyread.lint import LARGEST
from linkdesk.easyread.lint import lint_pages
from linkdesk.easyread.lint import lint_path
from linkdesk.record.errors import FileRefused

if TYPE_CHECKING:
    from pathlib import Path


def test_a_path_is_read_by_its_kind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We will phone you soon.", encoding="utf-8")
    (tmp_path / "a.html").write_text("<p>We will phone you soon.</p>", encoding="utf-8")
    (tmp_path / "a.json").write_text('{"title": "We will phone you soon."}', encoding="utf-8")
    for path in tmp_path.iterdir():
        report = lint_path(path)
        assert [finding.rule for _, finding in report.findings] == ["T10"], path.name
        assert report.lines()[0].startswith(f"{path.name}")
        assert report.lines()[-1].startswith("1 finding.")


def test_a_clean_text_is_never_called_easy_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("We phone you on Monday.", encoding="utf-8")
    (line,) = lint_path(path).lines()
    assert line.startswith("Follows the easy-read rules that a machine can check.")
    assert "certified" not in line


def test_the_report_says_when_rarity_was_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_there() -> bool:
        return False

    monkeypatch.setattr(report_module, "rarity_is_checked", not_there)
    assert "Rare words were not checked" in lint_pages(()).lines()[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{"),
        ("a.json", b"[]"),
        ("a.json", b"[" * 100_000),
        ("a.html", b"{% if %}"),
        ("a.txt", b"\xff\xfe\x00"),
        ("a.txt", b"x" * (LARGEST + 1)),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileRefused):
        lint_path(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"gone\.txt"):
        lint_path(tmp_path / "gone.txt")
