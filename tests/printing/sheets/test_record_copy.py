"""The copy holds what the person may see; what others wrote and what may endanger is counted, never shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

import pytest

from linkdesk.application import open_session
from linkdesk.clients.queries import client_record
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.sheets.record_copy import OTHERS
from linkdesk.printing.sheets.record_copy import TOGETHER
from linkdesk.printing.sheets.record_copy import plan_lines
from linkdesk.printing.sheets.record_copy import record_copy
from linkdesk.printing.sheets.rules import Sheet
from tests.safety.ink import Ink
from tests.safety.poison import colleague
from tests.safety.poison import poison

if TYPE_CHECKING:
    from tests.furnished import House

DAY = date(2026, 11, 30)
ONE = UUID("00000000-0000-4000-8000-000000000001")
NEVER = (
    *("client.keep_safe", "risk.", "sharing_override.", "restriction.", "glass_broken.", "handover", "draft."),
    *("episode.reason", "episode.background", "episode.outcome", "episode.did_not_work", "episode.decision_words"),
    *("connection_event.note", "connection_barrier.", "connection.who_does", "unmet_need.words"),
    *("episode_event.words", "circle_person.note", "sensitive", "sharing_decision.reason", "attachment."),
)
"""What others wrote, what may endanger when it lies open at home, and what is our own."""
THEIRS = {
    *("client.given_name", "client.family_name", "client.preferred_name", "client.needs text", "client.email"),
    *("connection.feedback", "connection.service_name"),
    *("about_me.most_important", "about_me.people", "episode.own_words", "plan_goal.title", "plan_step.what"),
    *("plan.what_matters text", "plan.if_harder", "parting.words", "parting.next_place", "reminder.words"),
}


@pytest.fixture
def copied(house: House) -> tuple[Ink, Sheet]:
    ink = Ink(("plain words",))
    found = poison(house, ink, colleague(house))
    with open_session(house.settings, house.vault) as (session, actor):
        return ink, record_copy(session, actor, client_record(session, found.client))


def test_of_words_in_every_field_theirs_are_there_and_others_are_counted(copied: tuple[Ink, Sheet]) -> None:
    ink, sheet = copied
    text = "\n".join(line for each in sheet.sections for line in (each.heading, *each.lines))
    held = {name for name, _words in ink.of(text)}
    assert held >= THEIRS & set(ink.written), THEIRS - held
    assert list(ink.of(sheet.whose)), "their name stands under every page"
    assert len(THEIRS & set(ink.written)) >= len(THEIRS) - 2
    assert [name for name in held if name.startswith(NEVER)] == []
    left = next(each for each in sheet.sections if each.heading == "What is not in this copy").lines
    counts = {
        kind: int(line.split(": ")[1].split(".")[0]) for kind in (OTHERS, TOGETHER) for line in left if kind in line
    }
    assert counts[OTHERS] >= 5
    assert counts[TOGETHER] >= 3


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ({}, "This plan is a draft: nobody has said yes to it."),
        ({"agreed_on": DAY, "agreed_by": DecidedBy.PERSON}, "You said yes on 30 November 2026."),
        (
            {"agreed_on": DAY, "agreed_by": DecidedBy.REPRESENTATIVE, "agreed_name": "Joy Sample"},
            "Your representative said yes to it for you on 30 November 2026.",
        ),
        (
            {"agreed_on": DAY, "agreed_by": DecidedBy.BEST_INTERESTS, "agreed_name": "Tess Test"},
            "It was decided on 30 November 2026 that this plan is best for you. You did not say yes to it yourself.",
        ),
    ],
)
def test_who_agreed_a_plan_is_said_as_it_was(plan: dict[str, Any], sentence: str) -> None:
    found = PlanRecord(id=ONE, client_id=ONE, number=1, status=PlanStatus.AGREED, **plan)
    assert next(plan_lines(found)) == sentence


def test_the_count_says_nothing_of_danger(copied: tuple[Ink, Sheet]) -> None:
    _ink, sheet = copied
    text = " ".join(line for each in sheet.sections if each.heading.startswith("What is not") for line in each.lines)
    assert [word for word in ("risk", "safeguarding", "danger", "abuse") if word in text.casefold()] == []
