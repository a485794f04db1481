"""The form about a client: in, out, and what it refuses."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

import pytest
from werkzeug.datastructures import MultiDict

from linkdesk.clients import forms
from linkdesk.clients import needs
from linkdesk.clients import rules
from linkdesk.clients.forms import GROUPS
from linkdesk.clients.forms import ClientForm
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.rules import ClientDetails
from linkdesk.clients.rules import Need
from linkdesk.clients.rules import NoNhsReason
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PhoneKind
from linkdesk.clients.rules import PrintFormat
from tests.data import people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

BAD_DIGIT = Need(None, "Requires information in aphasia-accessible format")
RARE = Need("445129003", "Uses cued speech transliterator")


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"nhs_number": "", "no_nhs_reason": NoNhsReason.NOT_KNOWN},
        {"needs": (people.EASY_READ, BAD_DIGIT, RARE, Need(None, "Own words"))},
        {"language": "qu", "chosen_format": PrintFormat.STANDARD, "chosen_size": 24},
        {"phones": (Phone("01632 960001"), Phone("01632 960002", PhoneKind.OTHER, safe_to_leave_message=False))},
        {"address_lines": ("1", "2", "3", "4"), "preferred_name": "Mo"},
        {"phones": (), "needs": (), "address_lines": ()},
        {"needs": (Need(people.EASY_READ.code, people.EASY_READ.text, "with big pictures"),)},
        people.WHOLE,
        {"is_carer": False},
        {"language": "pa", "reading_language": "pa-Arab", "does_not_read": False},
        {"reading_language": "ha", "does_not_read": None},
    ],
)
def test_a_record_goes_through_the_form_unchanged(change: dict[str, object]) -> None:
    client = people.client(1, **change)
    details = ClientForm.of(client).details()
    expected = {each.name: getattr(client, each.name) for each in fields(ClientDetails)}
    assert {**details, "needs": set(details["needs"])} == {**expected, "needs": set(client.needs)}


def test_typed_words_come_back_as_typed() -> None:
    form = ClientForm.typed(
        {"given_name": "Zoë", "birth_date-day": "3", "needs_first": "796161000000101\n957351000000102"}, version=4
    )
    assert form.given_name.data == "Zoë"
    assert form.birth_date.parts()["day"] == "3"
    assert form.needs_first.data == ["796161000000101", "957351000000102"]
    assert form.version.data == 4


def sent(**words: str) -> ClientForm:
    least = {"given_name": "Zoë", "family_name": "Ng"}
    born = {"birth_date-day": "3", "birth_date-month": "feb", "birth_date-year": "1950"}
    return ClientForm(formdata=MultiDict({**least, **born, **words}), meta={"csrf": False})


def test_names_and_date_of_birth_are_enough() -> None:
    form = sent()
    assert form.validate(), form.errors
    assert form.to_command() == rules.AddClient(
        given_name="Zoë", family_name="Ng", birth_date=date(1950, 2, 3), language="en"
    )


@pytest.mark.parametrize(
    ("words", "field", "said"),
    [
        ({"given_name": " "}, "given_name", "Enter the first name"),
        ({"family_name": "x" * 36}, "family_name", "1 too many"),
        ({"birth_date-year": ""}, "birth_date", "year"),
        ({"nhs_number": "9990000011"}, "nhs_number", "wrong digit"),
        ({"postcode": "LEEDS"}, "postcode", "full UK postcode"),
        ({"phone_3": "12"}, "phone_3", "too short"),
        ({"email": "nobody"}, "email", "email address"),
        ({"other_language": "Polish"}, "other_language", "language code"),
        ({"other_reading_language": "<b>"}, "other_reading_language", "language code"),
        ({"reading_language": "pa"}, "reading_language", "Choose one"),
        ({"does_not_read": "perhaps"}, "does_not_read", "Choose one"),
        ({"needs_format": "made-up"}, "needs_format", "Choose one"),
        ({"own_needs": "x" * 151}, "own_needs", "150"),
        ({"nhs_number": people.nhs_number(1), "no_nhs_reason": "overseas-patient"}, "no_nhs_reason", "not both"),
        ({"chosen_size": "15"}, "chosen_size", "Choose one"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(words: dict[str, str], field: str, said: str) -> None:
    form = sent(**words)
    assert not form.validate()
    assert said in form.errors[field][0]


def test_a_date_of_birth_in_the_future_is_refused_at_its_field() -> None:
    form = sent()
    assert form.validate()
    assert form.fits(date(1950, 2, 3))
    assert not form.fits(date(1950, 2, 2))
    assert "future" in form.birth_date.errors[0]


def test_every_fault_is_said_at_once_and_names_its_field() -> None:
    form = sent(phone_1="x", phone_2="x", gp_practice_code="A123456", own_needs="x" * 151)
    assert not form.passes(date(1950, 2, 2))
    assert [line.text for line in form.error_lines()] == [
        "A date of birth cannot be in the future.",
        "Phone: Enter a phone number with digits only, like 01632 960 001.",
        "Needs in your own words: Use 150 characters or fewer a line.",
        "Practice code: Use 6 characters or fewer. This is 1 too many.",
        "Second phone: Enter a phone number with digits only, like 01632 960 001.",
    ]


def test_every_field_is_in_exactly_one_group() -> None:
    grouped = [name for group in GROUPS for name in group.names]
    made = {field.name for field in ClientForm()} - {"version", "csrf_token", "not_the_same"}
    assert sorted(grouped) == sorted(made)


def test_a_folded_group_opens_for_answers_and_errors() -> None:
    by_heading = {group.heading: group for group in GROUPS}
    empty, filled, wrong = sent(), sent(town="Testham"), sent(postcode="LEEDS")
    wrong.validate()
    assert not any(empty.is_open(group) for group in GROUPS if group.folded)
    assert filled.is_open(by_heading["Address"])
    assert wrong.is_open(by_heading["Address"])


def test_a_rare_need_on_record_stays_a_tick_box() -> None:
    form = ClientForm.of(people.client(1, needs=(RARE,)))
    assert form.needs_support.data == [RARE.code]
    assert RARE.code in {option.value for option in form.needs_support.options}
    assert RARE.code not in {option.value for option in ClientForm().needs_support.options}


def test_every_offered_need_is_on_the_form() -> None:
    form = ClientForm()
    shown = {option.value for name in forms.NEED_FIELDS for option in form[name].options}
    assert {line.key for line in needs.known_needs() if line.offered} == shown


def test_a_phone_can_be_rung_before_the_others() -> None:
    typed = {"phone_1": "01632 960001", "phone_2": "01632 960002", "phone_3": "01632 960003", "phone_3_first": "y"}
    phones = ClientForm.typed(typed).details()["phones"]
    assert [each.number[-1] for each in phones] == ["3", "1", "2"]


def test_the_short_form_asks_for_little() -> None:
    """The hour begins with names, birth date, one phone and needs; everything else is folded away."""
    shown = [name for group in GROUPS if not group.folded for name in group.names]
    assert shown == [
        "given_name",
        "family_name",
        "preferred_name",
        "birth_date",
        "phone_1",
        "phone_1_kind",
        "phone_1_no_message",
        "email",
        "needs_first",
    ]
    assert not [group.heading for group in GROUPS if group.folded and ClientForm().is_open(group)]


def test_every_field_stands_in_one_group() -> None:
    names = [name for group in GROUPS for name in group.names]
    drawn = {field.name for field in ClientForm().rows()} - {forms.NOBODY_ELSE}
    assert sorted(names) == sorted(drawn)


def test_a_word_about_a_missing_nhs_number_is_refused() -> None:
    form = ClientForm.typed({"nhs_status": "01"})
    assert not form.validate()
    assert "relied on" in form.nhs_status.errors[0]


def test_several_limits_of_contact_come_back_from_a_draft() -> None:
    form = ClientForm.typed({"contact_limits": "no-calls\nno-post"})
    assert form.details()["contact_limits"] == (ContactLimit.NO_CALLS, ContactLimit.NO_POST)
