"""Two versions of a client side by side, in words."""

from __future__ import annotations

from datetime import date

from linkdesk.clients.compare import differences
from linkdesk.clients.rules import Need
from linkdesk.clients.rules import NoNhsReason
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PhoneKind
from tests.data import people


def test_what_is_the_same_is_not_shown() -> None:
    assert differences(people.client(1), people.client(1)) == ()


def test_each_sort_of_detail_is_shown_in_words() -> None:
    typed = people.new_client(
        1,
        town="",
        birth_date=date(1950, 2, 3),
        nhs_number="",
        no_nhs_reason=NoNhsReason.OVERSEAS,
        phones=(Phone("01632 960777", PhoneKind.WORK, safe_to_leave_message=False),),
        needs=(),
        language="pl",
        reading_language="pa-Arab",
        does_not_read=True,
        interpreter_needed=True,
        address_lines=("Other Road",),
        chosen_size=24,
    )
    found = {each.name: (each.kept, each.typed) for each in differences(people.client(1), typed)}
    assert found["Town"] == ("Testham", "Nothing")
    assert found["Birth date"] == ("2.2.1931", "3.2.1950")
    assert found["No nhs reason"] == ("Nothing", "Overseas patient")
    assert found["Phones"][1] == "01632 960777 (Work, do not leave messages)"
    assert found["Needs"] == ("Easy read; Likes a quiet room", "Nothing")
    assert found["Language"] == ("English", "Polish")
    assert found["Interpreter needed"] == ("No", "Yes")
    assert found["Reading language"] == ("The same as they speak", "Punjabi, Shahmukhi script")
    assert found["Does not read"] == ("Nothing", "Yes")
    assert found["Address lines"] == ("1 Made Up Street; Nowhere", "Other Road")
    assert found["Chosen size"] == ("Nothing", "24")


def test_the_parts_of_a_person_are_shown_in_words() -> None:
    typed = people.new_client(3, needs=(Need(people.EASY_READ.code, people.EASY_READ.text, "big pictures"),))
    bare = people.client(3, **dict.fromkeys(("gender", "marital_status", "is_carer")), other_addresses=())
    found = {each.name: each.typed for each in differences(bare, typed)}
    assert found == {
        "Gender": "Neither male nor female",
        "Marital status": "Widowed, or surviving civil partner",
        "Is carer": "Yes",
        "Other addresses": "Where they stay for now: Flat 2, 3 Made Up Lane, LS1 4AP (Until 3 May); "
        "Where letters go: PO Box 9 (Do not post anywhere else)",
        "Needs": "Easy read (big pictures)",
    }


def test_limits_numbers_and_emails_are_shown_in_words() -> None:
    bare = people.client(3, contact_limits=(), other_identifiers=(), other_emails=())
    found = {each.name: each.typed for each in differences(bare, people.new_client(3))}
    assert found == {
        "Contact limits": "Do not leave messages; Do not post letters",
        "Other identifiers": "Council or social care number: SC-1234; Local number: 77",
        "Other emails": "desk@example.org (Work)",
    }
