"""What a service may be: tidy, dated, and in words."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.organisation.rules import STALE_AFTER_DAYS
from linkdesk.services import rules
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Assure
from linkdesk.services.rules import ServiceRecord
from linkdesk.services.rules import ServiceWords
from linkdesk.services.rules import Status
from linkdesk.services.rules import Times
from tests.services.samples import GARDEN

TODAY = date(2026, 11, 30)
ANY = uuid.UUID(int=5)


def record(**more: object) -> ServiceRecord:
    """Return the garden group as it is read."""
    words = {name: getattr(GARDEN, name) for name in ServiceWords.__dataclass_fields__}
    return ServiceRecord(**{**words, "id": ANY, "version": 1, **more})  # type: ignore[arg-type]  # a table of fields


def test_what_is_tidy_stays_as_it_is_and_what_is_not_is_trimmed() -> None:
    assert rules.tidied(GARDEN) == GARDEN
    rough = replace(
        GARDEN,
        name="  Testham  Garden\nGroup ",
        phone="+44 1632 960 010",
        postal_code="ls14ap",
        amount="£2.5",
        url="https://www.example.org/garden/",
        languages=("Polish", " ", "Polish", "Urdu"),
        times=(*GARDEN.times, Times()),
    )
    assert rules.tidied(rough) == GARDEN


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("name", " "),
        ("name", "x" * 121),
        ("phone", "ring Ola"),
        ("postal_code", "LS1"),
        ("amount", "-1"),
        ("amount", "1.234"),
        ("email", "ola"),
        ("url", "javascript"),
        ("description", "x" * 1001),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(part: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        rules.tidied(replace(GARDEN, **{part: text}))  # type: ignore[arg-type]  # a table of fields


@pytest.mark.parametrize(
    "times",
    [
        Times(opens_at="12:00", closes_at="10:00"),
        Times(opens_at="25:00"),
        Times(notes="x" * 201),
    ],
)
def test_a_time_that_cannot_be_is_refused(times: Times) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        rules.tidied(replace(GARDEN, times=(times,)))


def test_unknown_days_are_left_out_and_days_stand_in_the_order_of_the_week() -> None:
    assert rules.tidied(replace(GARDEN, times=(Times(("SU", "XX", "MO")),))).times == (Times(("MO", "SU")),)


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 12 lines"):
        rules.tidied(replace(GARDEN, languages=tuple(f"Language {number}" for number in range(13))))


def test_nobody_agreed_where_nobody_is_named() -> None:
    assert not rules.tidied(replace(GARDEN, contact_name="", contact_phone="")).contact_agreed


@given(st.integers(0, 99999), st.integers(0, 99))
def test_an_amount_is_read_as_it_is_written(pounds: int, pence: int) -> None:
    assert rules.amount(f"£ {pounds}.{pence:02}") == (f"{pounds}.{pence:02}" if pence else str(pounds))


def test_free_is_nothing() -> None:
    assert rules.is_free(rules.amount("Free"))
    assert rules.amount("2.5") == "2.50"
    assert record(amount="0", cost="").cost_words == "Free"
    assert record().cost_words == "£2.50, Each time, with tea"


def test_it_is_to_be_checked_after_half_a_year_or_if_nobody_ever_did() -> None:
    assert record().is_stale(TODAY)
    edge = TODAY - timedelta(days=STALE_AFTER_DAYS)
    assert not record(checked_on=edge).is_stale(TODAY)
    assert record(checked_on=edge - timedelta(days=1)).is_stale(TODAY)


def test_nobody_is_sent_where_it_is_not_used_or_does_not_run() -> None:
    assert record().why_not == ""
    assert "do not use" in record(assurance=Assurance.DO_NOT_USE).why_not
    assert "closed for a time" in record(status=Status.CLOSED_FOR_A_TIME).why_not


def test_a_time_in_words() -> None:
    assert GARDEN.times[0].words == "Every week: Tuesday, Thursday, 10:00 to 12:00. Not in the school holidays"
    assert Times(opens_at="09:00").words == "09:00"
    assert Times(notes="Ask them").words == "Ask them"
    assert GARDEN.times[1].short == "Saturday, 14:00"
    assert record().place == "Testham Park, 1 Park Lane, Testham, LS1 4AP"


def test_how_safe_it_is_says_with_what_or_why() -> None:
    asked = Assure(ANY, 1, Assurance.CHECKED, " Insurance ", None, "left over")
    assert rules.check_assurance(asked, TODAY) == Assure(ANY, 1, Assurance.CHECKED, "Insurance", TODAY, "")
    never = rules.check_assurance(Assure(ANY, 1, Assurance.DO_NOT_USE, "Insurance", TODAY, "A complaint"), TODAY)
    assert (never.assured_with, never.assured_date, never.reason) == ("", None, "A complaint")
    not_yet = rules.check_assurance(replace(asked, assurance=Assurance.NOT_CHECKED), TODAY)
    assert (not_yet.assured_with, not_yet.assured_date, not_yet.reason) == ("", None, "")


@pytest.mark.parametrize(
    "asked",
    [
        Assure(ANY, 1, Assurance.DO_NOT_USE, reason=" "),
        Assure(ANY, 1, Assurance.CHECKED),
        Assure(ANY, 1, Assurance.CHECKED, "Insurance", TODAY + timedelta(days=1)),
        Assure(ANY, 1, Assurance.DO_NOT_USE, reason="x" * 1001),
    ],
)
def test_how_safe_it_is_cannot_stand_without_its_words(asked: Assure) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        rules.check_assurance(asked, TODAY)


def test_only_what_differs_is_shown_in_words() -> None:
    assert rules.differences(record(), GARDEN) == ()
    typed = replace(GARDEN, name="Garden", times=(), steps=None, contact_agreed=False, status=Status.DEFUNCT)
    found = {each.name: (each.kept, each.typed) for each in rules.differences(record(), typed)}
    assert found["Name"] == ("Testham Garden Group", "Garden")
    assert found["Steps"] == ("No steps", "Nothing")
    assert found["Their name and number may be printed"] == ("Yes", "No")
    assert found["Does it run?"] == ("It runs", "Closed for good")
    assert found["When"][1] == "Nothing"
    assert len(found) == 5


def test_every_field_has_a_length_or_is_a_choice() -> None:
    others = {"status", "times", "steps", "accessibility", "languages", "contact_agreed"}
    assert set(rules.LENGTHS) | others == set(ServiceWords.__dataclass_fields__)
    assert set(asdict(GARDEN)) >= set(rules.LENGTHS)
