"""Where a letter would go, and what on record speaks against the post; pure.

A letter lies on a mat before anybody knows who opens it, so the post is asked about more strictly than a paper that
is handed over: any note on any address, and any word about how to reach the person safely, is read first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.keepsafe.rules import ALONE
from linkdesk.clients.keepsafe.rules import BETWEEN
from linkdesk.clients.keepsafe.rules import SAFE_PAPER
from linkdesk.clients.keepsafe.rules import parts_of
from linkdesk.clients.person import AddressKind
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.person import part_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.clients.rules import ClientRecord

NO_ADDRESS = "No address is on record."
_NAMES = {
    AddressKind.CORRESPONDENCE: "the address where letters go",
    AddressKind.TEMPORARY: "the address where they stay for now",
}


def where_to(client: ClientRecord) -> str:
    """Return where a letter would go, and which other addresses are on record; a sentence where there is none.

    The address for letters comes first, then the usual one, then the one for now.
    """
    usual = _line((*client.address_lines, client.town), client.postcode)
    found = [*_others(client, AddressKind.CORRESPONDENCE), *([("the usual address", usual)] if usual else [])]
    found += _others(client, AddressKind.TEMPORARY)
    if not found:
        return NO_ADDRESS
    (name, line), *others = found
    more = "".join(f" Also on record: {other}, {words}." for other, words in others)
    return f"It would go to {name}: {line}.{more}"


def _others(client: ClientRecord, kind: AddressKind) -> list[tuple[str, str]]:
    return [(_NAMES[kind], _line(one.lines, one.postcode)) for one in client.other_addresses if one.kind is kind]


def own_words(client: ClientRecord) -> str:
    """Return the own words of the keep-safe line without the sentence that only repeats the limit of contact by post.

    The line follows the limits of contact in their own words; what asks about paper names that limit already.
    """
    _, own = parts_of(client.keep_safe)
    if ContactLimit.NO_POST not in client.contact_limits:
        return own
    said = part_words(ContactLimit.NO_POST).casefold()
    sentences = own.split(BETWEEN)
    return BETWEEN.join(each for each in sentences if each.strip(BETWEEN).casefold() != said)


def against_post(client: ClientRecord) -> tuple[str, ...]:
    """Return what on record speaks against a letter, word for word: keep-safe words, then notes of all addresses."""
    ready, _ = parts_of(client.keep_safe)
    words = (phrase for phrase in (*ready, own_words(client)) if phrase and phrase != SAFE_PAPER)
    return (*words, *address_notes(client))


def against_batch(client: ClientRecord) -> tuple[str, ...]:
    """Return what speaks against paper that is made while nobody can be asked, and that may go by post.

    Other keep-safe words are about phones and visits; in a batch they would leave out nearly everyone who has a line.
    """
    ready, _ = parts_of(client.keep_safe)
    return (*((ALONE,) if ALONE in ready else ()), *address_notes(client))


def address_notes(client: ClientRecord) -> tuple[str, ...]:
    """Return the notes of all addresses on record, each with whose note it is."""
    said = [("the address", client.address_note), *((_NAMES[one.kind], one.note) for one in client.other_addresses)]
    return tuple(f"{name} says “{note.strip()}”" for name, note in said if note.strip())


def _line(lines: Iterable[str], postcode: str) -> str:
    return ", ".join(part for part in (*lines, postcode) if part)
