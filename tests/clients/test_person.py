"""The parts of a person: one way of writing each, and plain sentences for what cannot be right."""

from __future__ import annotations

import pytest

from linkdesk.clients import person
from linkdesk.clients.person import Address
from linkdesk.clients.person import AddressKind
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.person import Email
from linkdesk.clients.person import Identifier
from linkdesk.clients.person import PersonDetails

TEMPORARY = AddressKind.TEMPORARY


def test_every_list_has_words_for_each_of_its_values() -> None:
    for kind, words in person.WORDS.items():
        assert list(words) == list(kind), kind
        assert len(set(words.values())) == len(words), kind


def test_an_address_is_read_in_one_line() -> None:
    assert person.address_words(Address(TEMPORARY, ("1 High Street",), "LS1 4AP")) == (
        "Where they stay for now: 1 High Street, LS1 4AP"
    )


def test_parts_are_written_one_way() -> None:
    typed = PersonDetails(
        other_addresses=(Address(TEMPORARY, ("1 High Street", ""), "ls14ap"), Address(TEMPORARY, ("Shed",))),
        other_emails=(Email(" a@example.org "),),
        contact_limits=(ContactLimit.NO_POST, ContactLimit.NO_CALLS, ContactLimit.NO_POST),
    )
    made = person.tidied(typed)
    assert made.other_addresses[0] == Address(TEMPORARY, ("1 High Street",), "LS1 4AP")
    assert made.other_emails == (Email("a@example.org"),)
    assert made.contact_limits == (ContactLimit.NO_CALLS, ContactLimit.NO_POST)


@pytest.mark.parametrize(
    ("details", "words"),
    [
        (PersonDetails(other_addresses=(Address(TEMPORARY, ("",), note="x"),)), "a line or a postcode"),
        (PersonDetails(other_addresses=(Address(TEMPORARY, ("x",) * 6),)), "5 lines"),
        (PersonDetails(other_addresses=(Address(TEMPORARY, ("x" * 36,)),)), "35 characters"),
        (PersonDetails(other_addresses=(Address(TEMPORARY, ("x",), note="x" * 151),)), "150 characters"),
        (PersonDetails(other_addresses=(Address(TEMPORARY, ("x",), "LEEDS"),)), "postcode"),
        (PersonDetails(other_addresses=(Address(TEMPORARY, ("x",)),) * 3), "too many"),
        (PersonDetails(other_emails=(Email("nobody"),)), "email address"),
        (PersonDetails(other_emails=(Email("a@example.org"),) * 3), "too many"),
        (PersonDetails(other_identifiers=(Identifier("", "1"),)), "what it is and the number"),
        (PersonDetails(other_identifiers=(Identifier("Local", ""),)), "what it is and the number"),
        (PersonDetails(other_identifiers=(Identifier("Local", "x" * 21),)), "20 characters"),
        (PersonDetails(other_identifiers=(Identifier("x" * 71, "1"),)), "20 characters"),
        (PersonDetails(other_identifiers=(Identifier("Local", "1"),) * 5), "too many"),
    ],
)
def test_what_cannot_be_right_is_refused(details: PersonDetails, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        person.tidied(details)


def test_a_part_is_read_as_words() -> None:
    assert person.part_words("1 High Street") == "1 High Street"
    assert person.part_words(ContactLimit.NO_POST) == "Do not post letters"
