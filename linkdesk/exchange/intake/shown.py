"""A row as it was understood, in words for the page; what was typed stands beside it only where it differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients import rules as clients
from linkdesk.exchange.intake import cells
from linkdesk.exchange.intake.rules import Prepared
from linkdesk.exchange.intake.rules import Target
from linkdesk.exchange.intake.rules import Understood
from linkdesk.web.display import long_date
from linkdesk.web.display import phone

if TYPE_CHECKING:
    from linkdesk.exchange.intake.rows import Reader

MOST_TYPED = 80
ALL_KEPT = "The whole text is kept with the referral."
_NAMES = (Target.FULL_NAME, Target.TITLE, Target.GIVEN_NAME, Target.FAMILY_NAME)
_PHONES = (Target.MOBILE, Target.HOME_PHONE, Target.PHONES)


def understood(reader: Reader, row: tuple[str, ...]) -> tuple[Understood, ...]:
    """Return the name, date of birth, NHS number, phones, postcode and reason of a row; nothing of one with faults."""
    read = reader.read(row)
    if not isinstance(read, Prepared):
        return ()
    person, reason = read.client, read.referral.reason

    def typed(*targets: Target) -> str:
        """Return the cells that hold these, as they stand, the columns in the order of a name."""
        held = (place for wanted in targets for place, target in reader.columns.items() if target is wanted)
        return " ".join(text for place in held if place < len(row) and (text := cells.words(row[place])))

    def code(label: str, words: tuple[str, ...], *targets: Target) -> Understood:
        """Return a number or a code, of which spaces and capitals say nothing."""
        same = _bare("".join(words)) == _bare(typed(*targets))
        return Understood(label, words, "" if same else _aside(typed(*targets)), is_code=True)

    name = clients.full_name(person.title, person.given_name, person.family_name)
    born = long_date(person.birth_date)
    return (
        Understood("Name", (name,), "" if name == typed(*_NAMES) else _aside(typed(*_NAMES))),
        code("Date of birth", (born,), Target.BIRTH_DATE),
        code("NHS number", _given(clients.spaced_nhs_number(person.nhs_number)), Target.NHS_NUMBER),
        code("Phone", tuple(phone(each.number) for each in person.phones), *_PHONES),
        code("Postcode", _given(person.postcode), Target.POSTCODE),
        Understood("Reason", _given(reason), ALL_KEPT if read.referral.background else ""),
    )


def _given(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _aside(typed: str) -> str:
    return f"In the file: {typed[:MOST_TYPED]}" if typed else ""


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign == "+")
