"""Each limit has something to do, its numbers are real ones of “Help now”, and a concern brings up the right ones."""

from __future__ import annotations

from datetime import date

import pytest

from linkdesk.concerns import boundaries
from linkdesk.concerns.boundaries import BOUNDARIES
from linkdesk.concerns.choices import Danger
from linkdesk.concerns.choices import Kind
from linkdesk.concerns.rules import ConcernDetails
from linkdesk.organisation.national import national_numbers
from linkdesk.organisation.rules import HelpNow
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import OwnNumber
from linkdesk.organisation.rules import help_page
from linkdesk.organisation.rules import own_page

OWN = {OwnKey.CRISIS: OwnNumber("01632 960 111", "Day and night", date(2026, 11, 1))}


def page(own: dict[OwnKey, OwnNumber], hidden: tuple[str, ...] = ()) -> HelpNow:
    shown = tuple(one for one in national_numbers() if one.key not in hidden)
    return help_page("A service", "", own_page(own, ()), shown)


def test_every_number_that_is_named_is_one_of_help_now() -> None:
    known = {str(number.key) for number in page(OWN).numbers}
    named = {key for each in BOUNDARIES for key in each.numbers}
    assert named <= known
    assert all(each.steps and each.notice for each in BOUNDARIES)
    assert len({each.key for each in BOUNDARIES}) == len(BOUNDARIES)


def test_numbers_come_in_the_order_of_the_limit_and_only_if_they_can_be_rung() -> None:
    suicide = next(each for each in BOUNDARIES if each.key == "suicide")
    full = [str(number.key) for number in boundaries.numbers_of(suicide, page(OWN))]
    assert full == ["emergency", "crisis", "nhs-111", "samaritans", "shout"]
    less = [str(number.key) for number in boundaries.numbers_of(suicide, page({}, hidden=("shout",)))]
    assert less == ["emergency", "nhs-111", "samaritans"]


@pytest.mark.parametrize(
    ("concern", "expected"),
    [
        (ConcernDetails(kinds=(Kind.SELF_HARM,)), ["suicide"]),
        (ConcernDetails(danger=Danger.NOW), ["life"]),
        (ConcernDetails(danger=Danger.NOW, kinds=(Kind.DOMESTIC, Kind.SELF_HARM)), ["life", "suicide", "harm"]),
        (ConcernDetails(danger=Danger.NOT_NOW, kinds=(Kind.MONEY,)), []),
    ],
)
def test_a_concern_brings_up_what_it_is_about(concern: ConcernDetails, expected: list[str]) -> None:
    assert [each.key for each in boundaries.brought_up(concern)] == expected
