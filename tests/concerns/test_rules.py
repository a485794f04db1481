"""What a concern says, what is due and when, who may read it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any

import pytest

from linkdesk.concerns import rules
from linkdesk.concerns.choices import CARE_ACT
from linkdesk.concerns.choices import ENDED
from linkdesk.concerns.choices import KIND_WORDS
from linkdesk.concerns.choices import STEP_WORDS
from linkdesk.concerns.choices import About
from linkdesk.concerns.choices import Answer
from linkdesk.concerns.choices import Consent
from linkdesk.concerns.choices import Danger
from linkdesk.concerns.choices import Kind
from linkdesk.concerns.choices import State
from linkdesk.concerns.choices import Step
from linkdesk.concerns.rules import ConcernDetails
from linkdesk.concerns.rules import ConcernRecord
from linkdesk.concerns.rules import StepRecord
from linkdesk.concerns.rules import WriteStep
from linkdesk.record.errors import RuleBroken

DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
ONE, TWO, THREE = (uuid.UUID(int=number) for number in (1, 2, 3))


def concern(**more: Any) -> ConcernRecord:
    given = {"id": ONE, "client_id": TWO, "author_id": THREE, "created_at": AT, "version": 1, "state": State.OPEN}
    return ConcernRecord(**{**given, **more})


def step(which: Step, on: date = DAY, **more: Any) -> StepRecord:
    given = {"time": "", "who": "", "whom": "", "words": "", "written_at": AT, "worker_id": THREE}
    return StepRecord(step=which, on=on, **{**given, **more})


def due(*steps: StepRecord, lead: bool = False, **more: Any) -> list[tuple[str, int]]:
    found = rules.duties(concern(steps=steps, **more), author_leads=lead)
    return [(duty.words.split()[0], (duty.by - DAY).days) for duty in found]


def test_the_ten_kinds_of_the_care_act_come_first() -> None:
    assert len(CARE_ACT) == 10
    assert CARE_ACT[-1] is Kind.SELF_NEGLECT
    assert set(KIND_WORDS) == set(Kind)
    assert set(STEP_WORDS) == set(Step)


@pytest.mark.parametrize(
    ("steps", "more", "expected"),
    [
        ((), {}, [("Tell", 0), ("Decide:", 2)]),
        ((), {"lead": True}, [("Decide:", 2)]),
        ((step(Step.TOLD_LEAD),), {}, [("Decide:", 2)]),
        ((step(Step.TOLD_LEAD), step(Step.TOLD_COUNCIL, date(2026, 11, 27))), {}, [("Ask", 12)]),
        ((step(Step.TOLD_LEAD), step(Step.TOLD_COUNCIL), step(Step.ANSWER)), {}, []),
        ((step(Step.TOLD_LEAD), step(Step.ANSWER, date(2026, 11, 1)), step(Step.TOLD_COUNCIL)), {}, [("Ask", 10)]),
        ((), {"look_again_on": date(2026, 11, 26)}, [("Tell", 0), ("Look", 1), ("Decide:", 2)]),
        ((step(Step.TOLD_POLICE),), {"state": State.WITH_COUNCIL}, [("Tell", 0), ("Decide:", 2)]),
    ],
)
def test_what_is_due(steps: tuple[StepRecord, ...], more: dict[str, Any], expected: list[tuple[str, int]]) -> None:
    assert due(*steps, **more) == expected


@pytest.mark.parametrize("state", sorted(ENDED))
def test_nothing_is_due_once_it_has_ended(state: State) -> None:
    assert due(state=state, look_again_on=DAY) == []
    assert concern(state=state).has_ended


def test_a_duty_is_counted_from_the_day_where_the_worker_is() -> None:
    late = concern(created_at=datetime(2026, 3, 31, 23, 30, tzinfo=UTC))
    assert rules.duties(late, author_leads=False)[0].by == late.created_at.astimezone().date()


@pytest.mark.parametrize(
    ("viewer", "roles", "readers", "expected"),
    [
        (THREE, (), (), True),
        (ONE, ("safeguarding lead",), (), True),
        (ONE, ("link worker",), (ONE,), True),
        (ONE, ("link worker", "team lead", "administrator"), (TWO,), False),
        (ONE, (), (), False),
    ],
)
def test_who_may_read(
    viewer: uuid.UUID, roles: tuple[str, ...], readers: tuple[uuid.UUID, ...], *, expected: bool
) -> None:
    assert rules.may_read(viewer, roles, THREE, readers) is expected


def test_a_concern_says_something() -> None:
    with pytest.raises(RuleBroken, match="Nothing is written yet"):
        rules.check(ConcernDetails(about=About.CHILD, look_again_on=DAY), DAY)
    for said in ({"danger": Danger.NOW}, {"facts": "x"}, {"kinds": (Kind.MONEY,)}, {"consent": Consent.NO}):
        rules.check(ConcernDetails(**said), DAY)
    with pytest.raises(RuleBroken, match="still to come"):
        rules.check(ConcernDetails(happened_on=date(2026, 11, 26)), DAY)


def test_a_step_says_something_and_was_in_the_past() -> None:
    good = WriteStep(client_id=ONE, concern_id=TWO, step=Step.CRISIS, on=DAY, words="Agreed: back at six")
    rules.check_step(good, DAY)
    for wrong in (
        replace(good, words=""),
        replace(good, on=date(2026, 11, 26)),
        replace(good, step=Step.MOVED),
        replace(good, step=Step.RAISED),
    ):
        with pytest.raises(RuleBroken):
            rules.check_step(wrong, DAY)


def test_a_reason_is_understood_later() -> None:
    assert rules.checked_reason("  Her sister moved in ") == "Her sister moved in"
    for wrong in ("", "ok  ", "x" * 4001):
        with pytest.raises(RuleBroken):
            rules.checked_reason(wrong)


def test_parts_are_read_in_words() -> None:
    said = ConcernDetails(
        kinds=(Kind.MONEY, Kind.PHYSICAL), ongoing=Answer.NOT_SURE, happened_on=date(2026, 2, 5), facts="A bruise"
    )
    assert rules.said_of(said, "kinds") == "Financial or material abuse, Physical abuse"
    assert rules.said_of(said, "ongoing") == "I do not know"
    assert rules.said_of(said, "happened_on") == "5 February 2026"
    assert rules.said_of(said, "facts") == "A bruise"
    assert rules.said_of(said, "consent") == ""
    assert rules.differing(said, replace(said, facts="Two", consent=Consent.NO)) == (
        ("What you saw or heard", "A bruise", "Two"),
        ("Do they agree to passing it on?", "", "No"),
    )
    assert set(rules.PARTS) == set(rules.details_of(said))


def test_a_step_is_one_sentence() -> None:
    assert (
        step(Step.CRISIS, who="Ann", whom="the crisis team").sentence == "A call in a crisis: Ann rang the crisis team"
    )
    assert step(Step.TOLD_LEAD, who="Robin", whom="Lena").sentence == "Told the safeguarding lead: Robin to Lena"
    assert step(Step.MOVED, state=State.LOWERED).sentence == "Decided: Not a safeguarding concern after all"
    assert step(Step.RAISED).sentence == "Raised"


def test_counts_say_a_kind_once_a_concern() -> None:
    found = rules.counted(
        [
            concern(kinds=(Kind.MONEY, Kind.DOMESTIC)),
            concern(kinds=(Kind.MONEY,), state=State.CLOSED),
            concern(state=State.LOWERED),
            concern(state=State.WITH_COUNCIL),
        ]
    )
    assert (found.open, found.with_council, found.lowered, found.closed) == (1, 1, 1, 1)
    assert found.kinds == (("Domestic abuse", 1), ("Financial or material abuse", 2))
    assert concern().kinds_words == "No kind is chosen yet"


def test_a_child_is_under_eighteen() -> None:
    assert [rules.about_of(age) for age in (0, 17, 18, 90)] == [About.CHILD, About.CHILD, About.ADULT, About.ADULT]


def test_words_are_looked_for_in_every_part_and_step() -> None:
    one = concern(
        facts="Café, by the door", kinds=(Kind.MONEY,), steps=(step(Step.CRISIS, words="Agreed: back at six"),)
    )
    other = concern(facts="A bruise")
    for words in ("cafe", "FINANCIAL café", "six", "back  door"):
        assert rules.found_in((one, other), words) == (one,), words
    assert rules.found_in((one, other), "cafe bruise") == ()
    assert rules.found_in((one, other), "   ") == ()
