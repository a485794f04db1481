"""What a letter seems to say, with the words it was read from; nothing that is not in it."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.exchange.letters.rules import Part
from linkdesk.exchange.letters.rules import suggestions

TODAY = date(2026, 11, 20)
LETTER = """Elm Tree Surgery
12 Elm Road, Leeds LS1 4AP

3 November 2026

Dear link worker,

Re: Mrs Ada Quill, DOB 13/02/1984, NHS No 998 000 0015

I am referring this lady because she has been lonely since her husband died. She would like to meet people.
Her phone is 07700 900123 or 0113 496 0000.

Yours sincerely,
Dr N. Ayo
GP partner
Elm Tree Surgery
"""
MAIL = """From: Sam Carter
Patient name: SMITH, John (Mr)
Date of birth: 1st of March 1961
NHS number: 9980000023
Mobile: 7700900456
Email: john.smith@example.org
Postcode: ls2 7ew
GP surgery: The Oaks
Referrer role: Social worker
Reason for referral: Money worries and a cold house
"""


def read(text: str) -> dict[Part, str]:
    return {part: found.value for part, found in suggestions(text, TODAY).items()}


def test_a_letter_on_paper() -> None:
    assert read(LETTER) == {
        Part.NAME: "Mrs Ada Quill",
        Part.BIRTH_DATE: "1984-02-13",
        Part.NHS_NUMBER: "9980000015",
        Part.PHONE: "07700 900123",
        Part.OTHER_PHONE: "0113 496 0000",
        Part.POSTCODE: "LS1 4AP",
        Part.GP_PRACTICE: "Elm Tree Surgery",
        Part.REFERRER: "Dr N. Ayo",
        Part.ROLE: "GP partner",
        Part.ORGANISATION: "Elm Tree Surgery",
        Part.REFERRED_ON: "2026-11-03",
        Part.REASON: "I am referring this lady because she has been lonely since her husband died.",
    }


def test_an_e_mail_with_labels() -> None:
    assert read(MAIL) == {
        Part.NAME: "Mr John Smith",
        Part.BIRTH_DATE: "1961-03-01",
        Part.NHS_NUMBER: "9980000023",
        Part.PHONE: "07700900456",
        Part.EMAIL: "john.smith@example.org",
        Part.POSTCODE: "LS2 7EW",
        Part.GP_PRACTICE: "The Oaks",
        Part.REFERRER: "Sam Carter",
        Part.ROLE: "Social worker",
        Part.REASON: "Money worries and a cold house",
    }


def test_each_suggestion_stands_beside_its_words() -> None:
    found = suggestions(LETTER, TODAY)
    assert found[Part.BIRTH_DATE].words == "Re: Mrs Ada Quill, DOB 13/02/1984, NHS No 998 000 0015"
    assert found[Part.REFERRER].words == "Dr N. Ayo"


@pytest.mark.parametrize(
    "text",
    ["", "Hello", "DOB: 31/02/1984", "NHS No: 998 000 0016", "Name: Ada", "Tel: 12", "Email: nobody", "DOB 1/1/2031"],
)
def test_what_cannot_be_right_is_not_suggested(text: str) -> None:
    assert read(text) == {}


def test_a_ten_digit_number_with_a_wrong_check_digit_is_no_nhs_number() -> None:
    assert Part.NHS_NUMBER not in read("Our reference is 998 000 0016.")


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    for found in suggestions(text, TODAY).values():
        assert found.value


@pytest.mark.parametrize("piece", ["a", " ", "1", ":", "re Mr A", "\n", "a@", "x.", "refer ", ",", "Dr "])
def test_no_text_takes_long(piece: str) -> None:
    started = time.process_time()
    suggestions(piece * (20_000 // len(piece)), TODAY)
    assert time.process_time() - started < 5
