"""A stack has a cover slip on top of each person's pages, and everybody's pages stay together."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

from linkdesk.printing.given.batch import Stack
from linkdesk.printing.given.batch import Waits
from linkdesk.printing.given.plain import PlainPaper
from linkdesk.printing.given.rules import PrintRecord
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import PrintOptions
from linkdesk.vault.pdfium import opened

pytestmark = pytest.mark.prints
DAY = date(2026, 11, 30)


@dataclass(frozen=True)
class Person:
    """Who gets a print."""

    id: uuid.UUID
    name: str


ANA, BEN = Person(uuid.UUID(int=1), "Ana Sample"), Person(uuid.UUID(int=2), "Ben Sample")


def waits(person: Person, number: int, item: str = "plain") -> Waits:
    kept = PrintRecord(
        id=uuid.UUID(int=100 + number),
        client_id=person.id,
        plan_id=None,
        plan_number=number,
        item=item,
        format=Format.STANDARD,
        size=16,
        mono=False,
        language="en-GB",
        way=Way.WAITING,
        safe=Safe.PLAIN,
        seal="0" * 32,
        asked_at=datetime(2026, 11, 30, tzinfo=UTC),
        asked_by=uuid.UUID(int=9),
    )
    paper = PlainPaper(f"Page {number} of {person.name}", None, "", DAY, PrintOptions(Format.STANDARD))
    return Waits(kept, person.name, date(1956, 2, 3), paper)


def test_each_person_has_a_slip_and_no_page_lies_under_another_persons() -> None:
    stack = Stack((waits(ANA, 1), waits(ANA, 2), waits(BEN, 3)), DAY, practice=False)
    with opened(stack.make()) as pages:
        words = [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in pages]
    assert len(words) == 5
    for page, slip in ((words[0], "Ana Sample"), (words[3], "Ben Sample")):
        assert page.startswith("Internal. Take this slip off before the pages leave the office.")
        assert f"{slip} Born 3 February 1956" in page
        assert "Page 1 of 1" in page
    assert "Plain page, version 1: without name or topic" in words[0]
    assert "version 3" not in words[0]
    assert [("Ana" in page, "Ben" in page) for page in words] == [(True, False)] * 3 + [(False, True)] * 2
    assert stack.ids == (uuid.UUID(int=101), uuid.UUID(int=102), uuid.UUID(int=103))
    assert stack.name == "Stack 2026-11-30.pdf"


def test_equal_stacks_are_one_and_another_order_is_another() -> None:
    one, other = waits(ANA, 1), waits(BEN, 2)
    assert hash(Stack((one, other), DAY, practice=True)) == hash(Stack((one, other), DAY, practice=True))
    assert Stack((one, other), DAY, practice=True) != Stack((other, one), DAY, practice=True)
