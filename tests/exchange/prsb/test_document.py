"""The whole standard is accounted for, every place named is a column, and the page is the one that was written last."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import String

from linkdesk.exchange.prsb import document
from linkdesk.exchange.prsb import rules
from linkdesk.exchange.prsb.rules import Conformance
from linkdesk.exchange.prsb.rules import Home
from linkdesk.exchange.prsb.rules import Line

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "prsb.md"
ELEMENTS = 355


def test_the_standard_is_whole() -> None:
    elements = document.elements()
    assert len({each.path for each in elements}) == len(elements) == ELEMENTS
    assert [each.path for each in elements if not each.is_group and each.conformance is Conformance.MANDATORY] == [
        "Person demographics / Person name / Person first name",
        "Person demographics / Person name / Person family name",
        "Person demographics / Date of birth",
        "GP practice / GP practice record entry / GP practice identifier",
        "Referral details / Referral details record entry / Referrer details / Name",
        "Referral details / Referral details record entry / Referrer details / Contact details",
    ]


def test_every_element_has_a_home_or_a_reason() -> None:
    assert rules.gaps(document.accounted()) == ()


def test_only_what_is_still_to_be_built_is_waited_for() -> None:
    assert rules.wrongly_put_off(document.accounted()) == ()


def test_every_home_is_a_column() -> None:
    assert document.homeless() == ()


def test_a_home_that_is_no_column_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = (Home("clients", "client", "shoe_size"), Home("plans", "client", "given_name"))
    monkeypatch.setattr(document, "lines", lambda: (Line("Person demographics", wrong, ""),))
    assert document.homeless() == ("clients.client.shoe_size", "plans.client.given_name")


def test_nothing_is_shorter_than_the_standard_asks() -> None:
    """Several homes of one element hold it together; a column without a length holds any."""
    held = document.columns()
    short = []
    for each in document.accounted():
        kinds = [held[home.room, home.table, home.column].type for home in each.homes]
        lengths = [kind.length for kind in kinds if type(kind) is String]
        if each.element.most and lengths and len(lengths) == len(kinds):
            short += [each.element.path] if sum(filter(None, lengths)) < each.element.most else []
    assert short == []


def test_the_page_is_the_one_that_was_written_last(tmp_path: Path) -> None:
    fresh = tmp_path / "prsb.md"
    subprocess.run([sys.executable, "-m", "linkdesk.exchange.prsb", str(fresh)], cwd=ROOT, check=True)
    assert PAGE.read_text("utf-8") == fresh.read_text("utf-8") == document.written(), (
        "write it anew: python -m linkdesk.exchange.prsb docs/prsb.md"
    )


def test_the_page_has_a_line_for_each_element() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    sections = {each.section for each in document.elements()}
    assert len(rows) == ELEMENTS + len(sections)  # and one head a section
