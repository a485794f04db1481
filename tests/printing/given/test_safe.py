"""Is it safe to take? What is on record answers first, the strictest word wins, and nothing leaves unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkdesk.clients.keepsafe.rules import ALONE
from linkdesk.clients.keepsafe.rules import NO_PAPER
from linkdesk.clients.keepsafe.rules import NO_WRITING
from linkdesk.clients.keepsafe.rules import PLAIN_PAPER
from linkdesk.clients.keepsafe.rules import SAFE_PAPER
from linkdesk.clients.keepsafe.rules import line_of
from linkdesk.clients.person import ContactLimit
from linkdesk.printing.given.safe import NO_POST
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.given.safe import advice
from linkdesk.printing.given.safe import answered
from linkdesk.printing.given.safe import plain_advice
from linkdesk.record.errors import RuleBroken
from tests.data import people

CLIENT = people.client(1)


@pytest.mark.parametrize(
    ("phrases", "own", "limits", "why", "standing", "safe"),
    [
        ((), "", (), (), "", True),
        (("See alone",), "Phone before noon", (), (), "", True),
        ((SAFE_PAPER,), "", (), (SAFE_PAPER,), SAFE_PAPER, True),
        ((NO_PAPER,), "", (), (NO_PAPER,), NO_PAPER, False),
        ((PLAIN_PAPER,), "", (), (PLAIN_PAPER,), PLAIN_PAPER, False),
        ((NO_PAPER, PLAIN_PAPER, SAFE_PAPER), "", (), (NO_PAPER, PLAIN_PAPER), NO_PAPER, False),
        ((NO_WRITING, SAFE_PAPER), "", (), (NO_WRITING,), "", False),
        ((), "", (ContactLimit.NO_POST, ContactLimit.NO_CALLS), (NO_POST,), "", False),
        ((), "Letters go to her sister", (), ("Letters go to her sister",), "", False),
        ((), "Postpone nothing, poster outside", (), (), "", True),
    ],
)
def test_what_is_on_record_answers_and_says_why(
    phrases: tuple[str, ...],
    own: str,
    limits: tuple[ContactLimit, ...],
    why: tuple[str, ...],
    standing: str,
    *,
    safe: bool,
) -> None:
    client = replace(CLIENT, keep_safe=line_of(phrases, own), contact_limits=limits)
    asked = advice(client, "plan")
    assert asked is not None
    assert (asked.why, asked.standing, asked.is_safe) == (why, standing, safe)
    assert asked.question == "Safe to take home?"


@pytest.mark.parametrize(
    ("own", "limits", "home", "letter"),
    [
        ("Do not post letters", (ContactLimit.NO_POST,), (NO_POST,), (NO_POST, ALONE)),
        (
            "Do not text. Do not post letters",
            (ContactLimit.NO_TEXTS, ContactLimit.NO_POST),
            (NO_POST,),
            (NO_POST, ALONE, "Do not text"),
        ),
        (
            "Do not post letters. Letters go to her sister",
            (ContactLimit.NO_POST,),
            (NO_POST, "Letters go to her sister"),
            (NO_POST, "Letters go to her sister", ALONE),
        ),
        ("Do not post letters", (), ("Do not post letters",), ("Do not post letters", ALONE)),
        (
            "Do not post letters to number 4",
            (ContactLimit.NO_POST,),
            (NO_POST, "Do not post letters to number 4"),
            (NO_POST, "Do not post letters to number 4", ALONE),
        ),
    ],
)
def test_what_the_line_only_repeats_from_the_limits_of_contact_is_said_once(
    own: str, limits: tuple[ContactLimit, ...], home: tuple[str, ...], letter: tuple[str, ...]
) -> None:
    client = replace(
        CLIENT, keep_safe=line_of((ALONE,), own), contact_limits=limits, address_note="", other_addresses=()
    )
    for item, why in (("plan", home), ("closing", letter)):
        asked = advice(client, item)
        assert asked is not None
        assert (asked.why, asked.is_safe) == (why, False)


def test_a_letter_is_asked_about_the_post_and_cards_about_nothing() -> None:
    letter = advice(CLIENT, "closing")
    assert letter is not None
    assert letter.question == "Safe to post?"
    assert advice(CLIENT, "sort-cards") is None


@pytest.mark.parametrize(
    ("line", "note", "why", "safe"),
    [
        ("", "", (), True),
        (NO_PAPER, "", (NO_PAPER,), False),
        (PLAIN_PAPER, "", (PLAIN_PAPER,), True),
        (SAFE_PAPER, "", (SAFE_PAPER,), True),
        (line_of((NO_PAPER, PLAIN_PAPER), ""), "", (NO_PAPER, PLAIN_PAPER), False),
        (SAFE_PAPER, "Do not post here", (SAFE_PAPER, "the address says “Do not post here”"), False),
    ],
)
def test_a_plain_page_is_paper_too(line: str, note: str, why: tuple[str, ...], *, safe: bool) -> None:
    client = replace(CLIENT, keep_safe=line, contact_limits=(), address_note=note, other_addresses=())
    asked = plain_advice(client)
    assert (asked.why, asked.is_safe) == (why, safe)


def test_nothing_leaves_without_an_answer() -> None:
    asked = advice(CLIENT, "plan")
    assert answered(asked, "yes") is Safe.YES
    assert answered(None, "") is Safe.NOT_ASKED
    for told in ("", "no", "not-asked", "YES"):
        with pytest.raises(RuleBroken, match="Nothing was printed"):
            answered(asked, told)


def test_no_post_is_said_as_what_to_do() -> None:
    assert NO_POST.startswith("Do not "), "a line read in haste must not begin with what nobody may do"
