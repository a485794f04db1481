"""What a risk is, what is said before a visit."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta

import pytest

from linkdesk.clients.risks import rules
from linkdesk.clients.risks.rules import ChangeRisk
from linkdesk.clients.risks.rules import EndRisk
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.rules import RiskRecord
from linkdesk.clients.risks.rules import RisksPage
from linkdesk.clients.risks.rules import VisitWarning

TODAY = date(2026, 11, 25)
CLIENT = uuid.UUID(int=5)


def risk(kind: RiskKind = RiskKind.PERSON, words: str = "Falls", minutes: int = 0) -> RiskRecord:
    return RiskRecord(
        id=uuid.UUID(int=minutes + 10),
        client_id=CLIENT,
        version=1,
        kind=kind,
        risk=words,
        comment="",
        started_on=date(2026, 3, 2),
        ended_on=None,
        end_comment="",
        created_at=datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=minutes),
    )


NOTE = NoteRisk(CLIENT, RiskKind.PERSON, "Falls")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"risk": ""}, "Say what the risk is"),
        ({"kind": RiskKind.NONE}, "Choose at whom"),
        ({"risk": "x" * 151}, "Use 150"),
        ({"comment": "x" * 151}, "Use 150"),
        ({"started_on": date(2026, 11, 26)}, "cannot begin in the future"),
    ],
)
def test_what_no_risk_can_be_is_refused(change: dict[str, object], sentence: str) -> None:
    rules.check(replace(NOTE, started_on=TODAY, risk="x" * 150, comment="x" * 150), TODAY)
    with pytest.raises(ValueError, match=sentence):
        rules.check(replace(NOTE, **change), TODAY)  # type: ignore[arg-type]  # one field at a time


@pytest.mark.parametrize(
    ("kept", "change", "sentence"),
    [
        ({"ended_on": TODAY}, {}, "has ended already"),
        ({}, {"ended_on": date(2026, 11, 26)}, "today or earlier"),
        ({}, {"ended_on": date(2026, 3, 1)}, "before it began"),
        ({}, {"end_comment": "x" * 151}, "Use 150"),
    ],
)
def test_an_end_that_cannot_be_is_refused(kept: dict[str, object], change: dict[str, object], sentence: str) -> None:
    end = EndRisk(CLIENT, uuid.UUID(int=10), 1, TODAY)
    rules.check_end(risk(), end, TODAY)
    rules.check_end(replace(risk(), started_on=None), replace(end, ended_on=date(1999, 1, 1)), TODAY)
    with pytest.raises(ValueError, match=sentence):
        rules.check_end(replace(risk(), **kept), replace(end, **change), TODAY)  # type: ignore[arg-type]  # the same


def test_risks_to_workers_stand_first_and_the_newest_before_the_older() -> None:
    old, new = risk(minutes=1), risk(minutes=2)
    dog, alone = risk(RiskKind.HOME_VISIT, "Dog"), risk(RiskKind.LONE_WORKING, "Threats")
    assert rules.in_order((old, dog, new, alone)) == (alone, dog, new, old)


def test_before_a_visit_risks_to_workers_are_read_and_the_others_counted() -> None:
    dog, falls = risk(RiskKind.HOME_VISIT, "Dog"), risk()
    none = risk(RiskKind.NONE, rules.NONE_KNOWN)
    assert rules.warning(RisksPage((dog, falls), (none,))) == VisitWarning((dog,), 1, missing=False)
    asked = rules.warning(RisksPage((none,), ()))
    assert (asked, asked.is_calm) == (VisitWarning(), True)
    nobody = rules.warning(RisksPage((), (falls,)))
    assert (nobody.missing, nobody.is_calm) == (True, False)


def test_differences_are_in_words() -> None:
    kept = risk()
    typed = ChangeRisk(CLIENT, kept.id, 1, RiskKind.HOME_VISIT, "Stairs", "Hold on", None)
    assert [(each.name, each.kept, each.typed) for each in rules.differences(kept, typed)] == [
        ("At whom it points", rules.KIND_WORDS[RiskKind.PERSON], rules.KIND_WORDS[RiskKind.HOME_VISIT]),
        ("Risk", "Falls", "Stairs"),
        ("Comment", "Nothing", "Hold on"),
        ("Since", "2.3.2026", "Nothing"),
    ]
    same = ChangeRisk(CLIENT, kept.id, 1, kept.kind, kept.risk, kept.comment, kept.started_on)
    assert rules.differences(kept, same) == ()


def test_ready_words_fit_and_stand_once() -> None:
    words = [each for ready in rules.READY.values() for each in ready]
    assert len(set(words)) == len(words)
    assert max(map(len, words)) <= rules.RISK_LENGTH
    assert set(rules.READY) == set(RiskKind) - {RiskKind.NONE}
