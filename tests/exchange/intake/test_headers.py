"""The headings that services use lead to the fields of the standard."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from linkdesk.exchange.intake import headers
from linkdesk.exchange.intake.rules import TARGET_WORDS
from linkdesk.exchange.intake.rules import Target


@pytest.mark.parametrize("target", list(Target))
def test_each_synonym_is_understood_however_it_is_written(target: Target) -> None:
    for word in (*headers.SYNONYMS[target], TARGET_WORDS[target], target.value):
        for spelling in (word, word.upper(), word.title(), word.replace(" ", "_"), f" {word}: "):
            assert headers.guess(spelling) is target, spelling


def test_no_synonym_stands_for_two_things() -> None:
    counted = Counter(word for known in headers.SYNONYMS.values() for word in known)
    assert [word for word, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("DateOfBirth", Target.BIRTH_DATE),
        ("D.O.B.", Target.BIRTH_DATE),
        ("DOB (dd/mm/yyyy)", Target.BIRTH_DATE),
        ("NHS No.", Target.NHS_NUMBER),
        ("Interpreter (Y/N)", Target.INTERPRETER),
        ("Reason for Referral", Target.REASON),
        ("Shoe size", None),
        ("", None),
    ],
)
def test_headings_as_they_come(heading: str, target: Target | None) -> None:
    assert headers.guess(heading) is target


def test_where_two_columns_claim_the_same_the_first_has_it() -> None:
    assert headers.guesses(["DOB", "Date of birth", "Phone 1", "Phone 2"]) == {
        0: Target.BIRTH_DATE,
        2: Target.PHONES,
        3: Target.PHONES,
    }


def test_a_full_name_beside_its_parts_is_left_out() -> None:
    assert headers.guesses(["Name", "Forename", "Surname"]) == {1: Target.GIVEN_NAME, 2: Target.FAMILY_NAME}


def test_the_headings_are_found_below_a_title() -> None:
    assert headers.heading_row([("Referrals for May",), (), ("Name", "DOB", "Notes"), ("A B", "1/1/84", "x")]) == 2
    assert headers.heading_row([("Name", "DOB"), ("Name", "DOB")]) == 0
    assert headers.heading_row([("Ada", "Quill"), ("1", "2")]) is None
    assert headers.heading_row([]) is None


def test_the_shape_of_a_file_forgives_case_and_signs_only() -> None:
    assert headers.shape(["Name", "D.O.B."]) == headers.shape(["NAME", "d o b"])
    assert headers.shape(["Name", "DOB"]) != headers.shape(["DOB", "Name"])
    assert headers.shape(["a b"]) != headers.shape(["a", "b"])


def test_the_page_for_services_lists_every_heading() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "import.md").read_text("utf-8")
    assert headers.table() in page
