"""Keeping a service and its numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.organisation import queries
from linkdesk.organisation.rules import ChangeHelpNumbers
from linkdesk.organisation.rules import ChangeOrganisation
from linkdesk.organisation.rules import ExtraNumber
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import OwnNumber
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.organisation.service import change_help_numbers
from linkdesk.organisation.service import change_organisation
from linkdesk.organisation.service import start_organisation
from linkdesk.record.audit import AuditEntry
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.settings import Locks

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

START = StartOrganisation("Practice Link Workers", "01632 960 000", {OwnKey.DUTY: OwnNumber("01632 960 002")})
CHANGE = ChangeOrganisation(
    version=1,
    name="Other name",
    phone="",
    email="team@example.org",
    address_lines=("1 Invented Street",),
    out_of_hours="We answer on Monday.",
    privacy_contact="Privacy officer",
    curtain_minutes=2,
)


def test_a_start_makes_the_service_of_this_vault(session: Session, actor: Actor) -> None:
    assert start_organisation(session, actor, START, Locks(curtain_after=240)) == actor.organisation_id
    kept = queries.organisation(session, actor.organisation_id)
    assert (kept.name, kept.phone, kept.curtain_minutes, kept.practice) == (
        "Practice Link Workers",
        "01632 960 000",
        4,
        False,
    )
    assert kept.own_numbers[OwnKey.DUTY] == OwnNumber("01632 960 002")
    assert kept.own_numbers[OwnKey.CRISIS] == OwnNumber()


def test_a_second_start_is_refused(session: Session, actor: Actor) -> None:
    start_organisation(session, actor, START)
    with pytest.raises(RuleBroken, match="already"):
        start_organisation(session, actor, replace(START, name="Another"))
    assert queries.organisation(session, actor.organisation_id).name == "Practice Link Workers"


def test_a_change_is_kept_and_audited(session: Session, actor: Actor) -> None:
    start_organisation(session, actor, START)
    change_organisation(session, actor, CHANGE)
    kept = queries.organisation(session, actor.organisation_id)
    assert (kept.name, kept.email, kept.address_lines, kept.curtain_minutes, kept.version) == (
        "Other name",
        "team@example.org",
        ("1 Invented Street",),
        2,
        2,
    )
    verbs = list(session.scalars(select(AuditEntry.verb).order_by(AuditEntry.seq)))
    assert verbs == ["start_organisation", "change_organisation"]


def test_own_numbers_are_kept_with_their_date(session: Session, actor: Actor) -> None:
    start_organisation(session, actor, START)
    number = OwnNumber("01632 960 001", "Day and night", date(2026, 11, 25))
    change_help_numbers(session, actor, ChangeHelpNumbers(1, {OwnKey.CRISIS: number}))
    kept = queries.organisation(session, actor.organisation_id)
    assert kept.own_numbers == {
        OwnKey.CRISIS: number,
        OwnKey.DUTY: OwnNumber(),
        OwnKey.SAFEGUARDING: OwnNumber(),
    }


def test_numbers_are_added_and_national_ones_hidden_but_never_999(session: Session, actor: Actor) -> None:
    start_organisation(session, actor, START)
    extra = ExtraNumber("Lifeline", "You feel you cannot cope.", "01632 960 004", "Day and night", date(2026, 11, 25))
    change_help_numbers(session, actor, ChangeHelpNumbers(1, {}, (extra, ExtraNumber()), frozenset({"nhs-111", "old"})))
    kept = queries.organisation(session, actor.organisation_id)
    assert (kept.extra_numbers, kept.hidden_numbers) == ((extra,), frozenset({"nhs-111"}))
    keys = [number.key for number in queries.help_now(session, actor.organisation_id).numbers]
    assert "extra-1" in keys
    assert "nhs-111" not in keys
    with pytest.raises(RuleBroken, match="999 cannot be taken away"):
        change_help_numbers(session, actor, ChangeHelpNumbers(2, {}, (), frozenset({"emergency"})))


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        ((ExtraNumber("Lifeline"),), "needs a name and a phone number"),
        ((ExtraNumber("", "", "01632 960 004"),), "needs a name and a phone number"),
        ((ExtraNumber("Lifeline", "", "ring me"),), "phone number"),
        ((ExtraNumber("A", "", "111"),) * 4, "at most 3"),
    ],
)
def test_an_added_number_must_be_whole(
    session: Session, actor: Actor, extra: tuple[ExtraNumber, ...], sentence: str
) -> None:
    start_organisation(session, actor, START)
    with pytest.raises(RuleBroken, match=sentence):
        change_help_numbers(session, actor, ChangeHelpNumbers(1, {}, extra))


def test_a_stale_page_is_refused(session: Session, actor: Actor) -> None:
    start_organisation(session, actor, START)
    with pytest.raises(Stale):
        change_organisation(session, actor, replace(CHANGE, version=9))
    with pytest.raises(Stale):
        change_help_numbers(session, actor, ChangeHelpNumbers(9, {}))


def test_a_change_before_the_start_is_refused(session: Session, actor: Actor) -> None:
    with pytest.raises(NotFound):
        change_organisation(session, actor, CHANGE)
    with pytest.raises(NotFound):
        change_help_numbers(session, actor, ChangeHelpNumbers(1, {}))


@pytest.mark.parametrize("minutes", [0, 16])
def test_the_curtain_stays_within_its_bounds(session: Session, actor: Actor, minutes: int) -> None:
    start_organisation(session, actor, START)
    with pytest.raises(RuleBroken, match=r"1 to 15 minutes\. Nothing was changed\."):
        change_organisation(session, actor, replace(CHANGE, curtain_minutes=minutes))


def test_a_wrong_number_is_refused(session: Session, actor: Actor) -> None:
    with pytest.raises(RuleBroken, match="phone number"):
        start_organisation(session, actor, replace(START, own_numbers={OwnKey.CRISIS: OwnNumber("soon")}))
    assert queries.find_organisation(session, actor.organisation_id) is None
