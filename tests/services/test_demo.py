"""The invented services of the practice vault: easy words, every state, and a sound record."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from linkdesk.desk.demo_way import StoryClock
from linkdesk.easyread.rules import lint
from linkdesk.record.audit import verify
from linkdesk.record.session import doors_of
from linkdesk.services import demo
from linkdesk.services import queries
from linkdesk.services import rules
from linkdesk.services.rules import Assurance
from linkdesk.services.sheet import ServiceSheet
from linkdesk.services.sheet import sheet_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock


@pytest.fixture
def furnished(session: Session, actor: Actor, clock: FakeClock) -> Session:
    """A directory with the invented services; the doors keep the clock of the test, so all were added today."""
    demo.furnish(session, actor, StoryClock(clock, clock.now()))
    return session


def test_every_state_is_there_and_the_record_is_sound(furnished: Session) -> None:
    every = queries.services(furnished)
    assert len(every) == len(demo.SERVICES) + 2
    assert {each.assurance for each in every} == set(Assurance)
    assert [each.name for each in every if each.why_not] == [demo.LUNCH.name]
    assert any(each.contact_name and not each.contact_agreed for each in every)
    assert any(each.checked_on is None for each in every)
    assert verify(furnished, doors_of(furnished).audit_key()).faults == ()


def test_what_a_client_reads_of_them_is_easy(furnished: Session) -> None:
    for each in queries.services(furnished):
        if each.why_not:
            continue
        sheet = sheet_of(each)
        own = [getattr(sheet, one.name) for one in fields(ServiceSheet) if one.type == "str"]
        names = {sheet.name, sheet.phone, sheet.who, sheet.amount}
        lines = [line for text in own if text not in names for line in text.splitlines()]
        text = "\n".join(line if line.endswith(".") else f"{line}." for line in lines)
        assert [str(found) for found in lint(text)] == [], each.name


@pytest.mark.parametrize("each", [*demo.SERVICES, demo.WALKS, demo.LUNCH])
def test_they_are_as_a_worker_would_type_them(each: rules.AddService) -> None:
    assert rules.tidied(each) == each
    assert each.name.startswith("Practice")
