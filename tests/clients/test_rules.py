"""The rules of a client: names, ages, search, likeness, prints."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.clients import rules
from linkdesk.clients.person import NhsStatus
from linkdesk.clients.rules import Need
from linkdesk.clients.rules import NoNhsReason
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PrintFormat
from tests.data import people

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2000, 2, 29), date(2026, 2, 28), 25),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
        (date(1950, 11, 25), TODAY, 76),
        (date(1950, 11, 26), TODAY, 75),
    ],
)
def test_age_in_whole_years(born: date, today: date, years: int) -> None:
    assert rules.age(born, today) == years


def test_full_name_leaves_out_what_is_not_there() -> None:
    assert rules.full_name("", "Zoë", "Ng") == "Zoë Ng"
    assert rules.full_name("Dr", "Zoë", "Ng") == "Dr Zoë Ng"


@pytest.mark.parametrize(("liked", "said"), [("", "Samuel Ng"), ("Samuel", "Samuel Ng"), ("Sam", "Samuel Ng (Sam)")])
def test_a_name_for_workers_says_how_the_person_likes_to_be_called(liked: str, said: str) -> None:
    assert rules.named("Samuel Ng", liked) == said


def test_nhs_number_is_spaced_for_reading() -> None:
    assert rules.spaced_nhs_number("9990000018") == "999 000 0018"
    assert rules.spaced_nhs_number("") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Łukasz Żelazny", "lukasz zelazny"), ("O’Testly", "otestly"), ("O'Testly", "otestly"), ("A-B  C", "a b c")],
)
def test_names_are_found_without_accents_and_marks(typed: str, kept: str) -> None:
    assert rules.folded(typed) == kept


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = rules.folded(text)
    assert rules.folded(once) == once


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("999 000 0018", ("9990000018",)),
        ("+44 1632 960001", ("01632960001",)),
        ("ng zoë", ("ng", "zoe")),
        ("zoe zoe", ("zoe",)),
        ("   ", ()),
    ],
)
def test_search_words(typed: str, words: tuple[str, ...]) -> None:
    assert rules.search_words(typed) == words


def test_search_text_holds_names_and_digits_only() -> None:
    text = rules.search_text(people.client(0))
    assert text == f"maryam otestly mo {people.nhs_number(0)} 01632960000"


def test_details_are_tidied_one_way() -> None:
    typed = people.new_client(
        nhs_number=f"{people.nhs_number(3)[:3]} {people.nhs_number(3)[3:]}",
        postcode="zz993vz",
        phones=(Phone("+44 1632 960001"),),
        language="zh_hant",
    )
    tidy = rules.tidied(typed)
    assert (tidy.nhs_number, tidy.postcode) == (people.nhs_number(3), "ZZ99 3VZ")
    assert tidy.phones[0].number == "01632 960001"
    assert tidy.language == "zh-Hant"
    empty = rules.tidied(people.new_client(nhs_number="", postcode="", phones=()))
    assert (empty.nhs_number, empty.postcode) == ("", "")


def test_a_believable_person_passes() -> None:
    rules.check(people.new_client(), TODAY)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"given_name": ""}, "first name"),
        ({"family_name": ""}, "family name"),
        ({"birth_date": date(2026, 11, 26)}, "future"),
        ({"birth_date": date(1850, 1, 1)}, "year of birth"),
        ({"no_nhs_reason": NoNhsReason.OVERSEAS}, "not both"),
        ({"chosen_size": 15}, "print sizes"),
        ({"needs": (Need(None, "x"),) * 41}, "too many"),
        ({"phones": (Phone("01632 960001"),) * 6}, "too many"),
        ({"nhs_number": "", "nhs_status": NhsStatus.VERIFIED}, "relied on"),
        ({"needs": (Need(None, "x", "y" * 151),)}, "each need"),
        ({"alias": "x" * 71}, "alias is too long"),
        ({"address_lines": ("x",) * 5}, "too many"),
        ({"given_name": "x" * 36}, "given name is too long"),
        ({"address_lines": ("x" * 36,)}, "address line"),
        ({"needs": (Need(None, "x" * 151),)}, "150"),
        ({"needs": (Need(None, ""),)}, "150"),
    ],
)
def test_what_no_client_can_be_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rules.check(people.new_client(**change), TODAY)


def test_prints_follow_the_needs_and_say_why() -> None:
    choice = rules.print_choice(people.client(needs=(people.EASY_READ, people.LARGE_24)))
    assert (choice.format, choice.size) == (PrintFormat.EASY_READ, 24)
    assert "Easy read" in choice.reason
    assert "24 point" in choice.reason


def test_the_largest_size_wins() -> None:
    needs = tuple(Need(code, "size") for code in rules.LARGE_PRINT_CODES)
    assert rules.print_choice(people.client(needs=needs)).size == 28


def test_without_needs_the_print_is_the_usual_one() -> None:
    choice = rules.print_choice(people.client(needs=(Need(None, "Requires information in Easyread"),)))
    assert (choice.format, choice.size) == (PrintFormat.STANDARD, 16)
    assert choice.reason == "No need asks for another print, so this is the usual one."


def test_who_does_not_read_gets_easy_read_with_the_reason_and_the_size_of_their_needs() -> None:
    usual, large = (
        rules.print_choice(people.client(needs=needs, does_not_read=True)) for needs in ((), (people.LARGE_24,))
    )
    assert (usual.format, usual.size) == (PrintFormat.EASY_READ, 16)
    assert usual.reason == "Recorded: does not read, or only with help; easy read has pictures."
    assert (large.format, large.size) == (PrintFormat.EASY_READ, 24)
    assert large.reason.startswith("Recorded need: Large print, 24 point. Recorded: does not read")
    for reads in (False, None):
        assert rules.print_choice(people.client(needs=(), does_not_read=reads)).format is PrintFormat.STANDARD
    chosen = rules.print_choice(people.client(needs=(), does_not_read=True, chosen_format=PrintFormat.STANDARD))
    assert chosen.format is PrintFormat.STANDARD
    assert chosen.reason.startswith("You chose this for the client. Recorded: does not read")


def test_the_workers_choice_wins_and_the_need_is_still_named() -> None:
    choice = rules.print_choice(people.client(chosen_format=PrintFormat.STANDARD, chosen_size=20))
    assert (choice.format, choice.size) == (PrintFormat.STANDARD, 20)
    assert choice.reason == "You chose this for the client. Recorded need: Easy read."


def test_a_record_carries_its_print() -> None:
    record = rules.with_print(people.client(needs=(people.EASY_READ,)))
    assert (record.print_format, record.print_size) == (PrintFormat.EASY_READ, 16)


def test_a_number_that_is_not_there_may_be_said_to_need_no_trace() -> None:
    rules.check(people.new_client(nhs_number="", nhs_status=NhsStatus.NOT_PRESENT), TODAY)


def test_another_name_is_found_too() -> None:
    assert "formerly" in rules.search_text(people.new_client(3))


def test_who_died_is_known_by_the_day() -> None:
    assert not people.client(1).is_deceased
    assert people.client(1, deceased_on=TODAY).is_deceased


@pytest.mark.parametrize(
    ("spoken", "read", "page"),
    [
        ("pl", "", "pl"),
        ("pl", "en", "en"),
        ("ur", "ur-Aran", "ur"),
        ("pa", "pa-Arab", "pa-Arab"),
        ("yue", "", "zh-Hant"),
        ("yue", "zh-Hans", "zh-Hans"),
        ("ha", "", "ha"),
    ],
)
@pytest.mark.parametrize("does_not_read", [None, False, True])
def test_a_page_comes_in_what_they_read_else_speak(
    spoken: str,
    read: str,
    page: str,
    does_not_read: bool | None,  # noqa: FBT001 - a value of the record
) -> None:
    client = people.client(1, language=spoken, reading_language=read, does_not_read=does_not_read)
    assert rules.page_language(client) == page


def test_a_worker_is_told_to_read_out_or_to_ask_for_the_script() -> None:
    def hint(**details: object) -> str:
        return rules.reading_hint(people.client(1, **details))

    assert hint(language="pl") == ""
    assert hint(language="pl", does_not_read=False) == ""
    assert "Read the page to them" in hint(language="pl", does_not_read=True)
    assert hint(language="pa") == (
        "Punjabi is written in more than one way. Ask which they read: Punjabi, Gurmukhi script or Punjabi, Shahmukhi "
        "script."
    )
    assert hint(language="pa", reading_language="pa-Arab") == ""
    assert hint(language="pa", reading_language="en") == ""
    assert "Chinese, simplified" in hint(language="en", reading_language="zh")


def test_the_reading_language_is_written_one_way_and_refused_when_it_is_none() -> None:
    assert rules.tidied(people.new_client(1, reading_language="PA_arab")).reading_language == "pa-Arab"
    assert rules.tidied(people.new_client(1, reading_language="")).reading_language == ""
    with pytest.raises(ValueError, match="language code"):
        rules.tidied(people.new_client(1, reading_language="Punjabi"))
