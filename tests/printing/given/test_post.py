"""Where a letter would go, and what speaks against the post: every note of every address, every keep-safe word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.keepsafe.rules import NO_PAPER
from linkdesk.clients.keepsafe.rules import SAFE_PAPER
from linkdesk.clients.keepsafe.rules import line_of
from linkdesk.clients.person import Address
from linkdesk.clients.person import AddressKind
from linkdesk.printing.given.post import NO_ADDRESS
from linkdesk.printing.given.post import against_batch
from linkdesk.printing.given.post import against_post
from linkdesk.printing.given.post import where_to
from linkdesk.printing.given.safe import advice
from tests.data import people

if TYPE_CHECKING:
    from linkdesk.clients.rules import ClientRecord

HOMELESS = replace(
    people.client(1), address_lines=(), town="", postcode="", address_note="", other_addresses=(), keep_safe=""
)
AT_HOME = replace(HOMELESS, address_lines=("1 Test Street",), town="Leeds", postcode="LS1 1AA")
FOR_NOW = Address(AddressKind.TEMPORARY, ("Room 3", "Hostel"), "", "Post is opened")
LETTERS = Address(AddressKind.CORRESPONDENCE, (), "LS2 2BB")


@pytest.mark.parametrize(
    ("client", "words"),
    [
        (HOMELESS, NO_ADDRESS),
        (AT_HOME, "It would go to the usual address: 1 Test Street, Leeds, LS1 1AA."),
        (
            replace(HOMELESS, other_addresses=(FOR_NOW,)),
            "It would go to the address where they stay for now: Room 3, Hostel.",
        ),
        (
            replace(AT_HOME, other_addresses=(FOR_NOW, LETTERS)),
            (
                "It would go to the address where letters go: LS2 2BB. Also on record: the usual address, "
                "1 Test Street, Leeds, LS1 1AA. Also on record: the address where they stay for now, Room 3, Hostel."
            ),
        ),
    ],
)
def test_the_page_says_where_a_letter_would_go(client: ClientRecord, words: str) -> None:
    assert where_to(client) == words
    letter, paper = advice(client, "closing"), advice(client, "plan")
    assert letter is not None
    assert paper is not None
    assert (letter.where, paper.where) == (words, "")


@pytest.mark.parametrize(
    ("changes", "against"),
    [
        ({}, ()),
        ({"address_note": " "}, ()),
        ({"address_note": "husband opens it"}, ("the address says “husband opens it”",)),
        ({"other_addresses": (LETTERS,)}, ()),
        ({"other_addresses": (FOR_NOW,)}, ("the address where they stay for now says “Post is opened”",)),
        ({"keep_safe": SAFE_PAPER}, ()),
        ({"keep_safe": line_of(("See alone", SAFE_PAPER), "Phone before noon")}, ("See alone", "Phone before noon")),
    ],
)
def test_a_note_or_a_keep_safe_word_puts_no_first_for_letters_only(
    changes: dict[str, object], against: tuple[str, ...]
) -> None:
    client = replace(AT_HOME, **changes)  # type: ignore[arg-type] # real fields
    assert against_post(client) == against
    letter, paper = advice(client, "cannot-reach"), advice(client, "plan")
    assert letter is not None
    assert paper is not None
    assert against_batch(client) == tuple(words for words in against if words != "Phone before noon")
    assert letter.is_safe is not bool(against)
    if against:
        assert letter.why == against
    assert paper.is_safe


def test_the_standing_answer_stays_first_and_nothing_is_said_twice() -> None:
    client = replace(AT_HOME, keep_safe=line_of(("See alone", NO_PAPER), "No letters"), address_note="Do not post here")
    letter = advice(client, "closing")
    assert letter is not None
    assert letter.standing == NO_PAPER
    assert letter.why == (NO_PAPER, "No letters", "See alone", "the address says “Do not post here”")
