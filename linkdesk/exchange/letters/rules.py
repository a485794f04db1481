"""What a pasted letter seems to say, each with the words it was read from; nothing here is ever taken unseen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.clients import rules as clients
from linkdesk.episodes import rules as episodes
from linkdesk.exchange.intake import cells
from linkdesk.exchange.intake import headers
from linkdesk.exchange.intake.cells import DateOrder
from linkdesk.exchange.intake.rules import Target
from linkdesk.record import checks

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from datetime import date

WORDS_AROUND = 160
LONGEST_VALUE = 200


class Part(StrEnum):
    """What can be read from a letter, in the order of the page."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    NHS_NUMBER = "nhs_number"
    PHONE = "phone"
    OTHER_PHONE = "other_phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    GP_PRACTICE = "gp_practice"
    REFERRER = "referrer"
    ROLE = "role"
    ORGANISATION = "organisation"
    REFERRED_ON = "referred_on"
    REASON = "reason"


@dataclass(frozen=True)
class Suggestion:
    """What one part may be, written one way, and the line of the letter that it came from.

    A name is there in its parts too: joined to one line they can no longer be told apart.
    """

    part: Part
    value: str
    words: str
    name: cells.Name | None = None


_LABELLED = re.compile(
    r"^[ \t>*•-]{0,10}(?P<label>[A-Za-z][A-Za-z .'()/_-]{1,40}?)[ \t]{0,5}[:=][ \t]{0,20}(?P<value>\S.*)$", re.MULTILINE
)
_TARGETS: dict[Target, Part] = {
    Target.FULL_NAME: Part.NAME,
    Target.BIRTH_DATE: Part.BIRTH_DATE,
    Target.NHS_NUMBER: Part.NHS_NUMBER,
    Target.MOBILE: Part.PHONE,
    Target.PHONES: Part.PHONE,
    Target.HOME_PHONE: Part.OTHER_PHONE,
    Target.EMAIL: Part.EMAIL,
    Target.POSTCODE: Part.POSTCODE,
    Target.GP_PRACTICE: Part.GP_PRACTICE,
    Target.REFERRER: Part.REFERRER,
    Target.REFERRER_ROLE: Part.ROLE,
    Target.REFERRER_ORGANISATION: Part.ORGANISATION,
    Target.REFERRED_ON: Part.REFERRED_ON,
    Target.REASON: Part.REASON,
}
_LABELS = {"re": Part.NAME, "regarding": Part.NAME, "from": Part.REFERRER, "date": Part.REFERRED_ON}
"""Words before a colon that mean something in a letter only."""
_DAY = (
    r"(\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)?[- ](?:of )?[A-Za-z]{3,9}[-, ]+\d{2,4})"
)
_TITLED = rf"\b((?i:{'|'.join(sorted(cells.TITLES, key=len, reverse=True))})\.?(?: [A-Z][\w'’-]{{0,40}}){{2,3}})"
_SENT = r"\bre:?|\brefer(?:ring|red)?\b[^.\n]{0,40}?|\bpatient,?|\bclient,?"
_PLACES = r"Surgery|Medical (?:Centre|Practice|Group)|Health Centre|Practice"
_WHY = r"refer(?:red|ring|ral)?|support with|help with|struggling|lonely|isolated"
_FREE: tuple[tuple[Part, str], ...] = (
    (Part.NAME, rf"(?i:{_SENT})\s{{0,5}}{_TITLED}"),
    (Part.BIRTH_DATE, rf"(?i:\bd\.?o\.?b\.?|\bdate of birth|\bborn(?: on)?)\W{{0,4}}{_DAY}"),
    (Part.NHS_NUMBER, r"(?<!\d)(\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)"),
    (Part.PHONE, r"(?<![\d+])((?:\+44\s?\(?0?\)?|0)7\d{3}[ -]?\d{3}[ -]?\d{3})(?!\d)"),
    (Part.OTHER_PHONE, r"(?<![\d+])((?:\+44\s?\(?0?\)?|0)[12]\d{2,4}[ -]?\d{3}[ -]?\d{3,4})(?!\d)"),
    (Part.EMAIL, r"(?<![\w.%+-])([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})"),
    (Part.POSTCODE, rf"\b({checks.POSTCODE.pattern})\b"),
    (Part.GP_PRACTICE, rf"(?m)^[ \t>]{{0,5}}([A-Z][\w'’.& -]{{2,60}}?(?:{_PLACES}))\b"),
    (Part.REFERRED_ON, rf"(?m)^[ \t>]{{0,5}}(?i:Date:?\s{{0,5}})?{_DAY}[ \t]{{0,5}}$"),
    (Part.REASON, rf"(?m)(?:^|(?<=[.!?]))([^.!?\n]*\b(?i:{_WHY})\b[^.!?\n]*[.!?]?)"),
)
"""What is found without a label, first match first."""
_CLOSING = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|many|warm) (?:regards|wishes)|with thanks|many thanks)"
    r"[,.]?[ \t]{0,5}\n{1,6}[ \t>]{0,5}(?P<who>[^\n]{2,70})\n?"
    r"(?:[ \t>]{0,5}(?P<role>[^\n]{2,100}))?\n?(?:[ \t>]{0,5}(?P<where>[^\n]{2,150}))?",
    re.IGNORECASE,
)


def suggestions(text: str, today: date) -> dict[Part, Suggestion]:
    """Return what a letter seems to say: a label before it counts most, then its form, then where it stands."""
    found: dict[Part, Suggestion] = {}
    for suggestion in (*_labelled(text, today), *_free(text, today), *_signed(text, today)):
        found.setdefault(suggestion.part, suggestion)
    return {part: found[part] for part in Part if part in found}


def _labelled(text: str, today: date) -> Iterator[Suggestion]:
    for match in _LABELLED.finditer(text):
        label = headers.folded(match["label"])
        target = headers.guess(match["label"])
        part = _LABELS.get(label) or (_TARGETS.get(target) if target else None)
        if part and (made := _made(part, match["value"], match[0], today)):
            yield made


def _free(text: str, today: date) -> Iterator[Suggestion]:
    for part, pattern in _FREE:
        for match in re.finditer(pattern, text):
            if made := _made(part, match[1], _line_of(text, match.start(1), match.end(1)), today):
                yield made


def _signed(text: str, today: date) -> Iterator[Suggestion]:
    """Yield who signed the letter; a role and a place below the name, if they stand there."""
    if not (match := _CLOSING.search(text)):
        return
    for part, name in ((Part.REFERRER, "who"), (Part.ROLE, "role"), (Part.ORGANISATION, "where")):
        if match[name] and (made := _made(part, match[name], match[name], today)):
            yield made


def _made(part: Part, value: str, words: str, today: date) -> Suggestion | None:
    """Return a suggestion written one way, or None where the words cannot be that."""
    around = cells.words(words)[:WORDS_AROUND]
    try:
        if part is Part.NAME:
            name = _name(value[:LONGEST_VALUE])
            return Suggestion(part, clients.full_name(name.title, name.given, name.family), around, name)
        shown = _READ[part](value if part is Part.REASON else value[:LONGEST_VALUE], today)
    except ValueError:
        return None
    return Suggestion(part, shown, around) if shown else None


def _line_of(text: str, start: int, end: int) -> str:
    """Return the line around some words."""
    return text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]


def _name(value: str) -> cells.Name:
    """Return the name at the beginning of a value; what a birth date or a number begins belongs to it no more."""
    bare = re.split(r"(?i)[,;(]?\s*\b(?:d\.?o\.?b|date of birth|born|nhs|aged?)\b|\s[-–—]\s|;|\d", value)[0]
    found = cells.name(bare.rstrip(" ,.-–("))
    if max(len(found.given), len(found.family)) > clients.GIVEN_NAME_LENGTH:
        raise ValueError("That is no name.")
    return found


def _born(value: str, today: date) -> str:
    return cells.birth_date(_day_in(value), DateOrder.DAY_FIRST, today).isoformat()


def _referred(value: str, today: date) -> str:
    return cells.past_date(_day_in(value), DateOrder.DAY_FIRST, today).isoformat()


def _day_in(value: str) -> str:
    found = re.search(_DAY, value)
    return found[1] if found else value


def _first(read: Callable[[str], tuple[str, ...]]) -> Callable[[str, date], str]:
    return lambda value, _today: next(iter(read(value)), "")


def _plain(read: Callable[[str], str]) -> Callable[[str, date], str]:
    return lambda value, _today: read(value)


def _text(most: int) -> Callable[[str, date], str]:
    def read(value: str, _today: date) -> str:
        line = cells.words(value)
        return line if len(line) <= most else ""

    return read


_READ: dict[Part, Callable[[str, date], str]] = {
    Part.BIRTH_DATE: _born,
    Part.NHS_NUMBER: _plain(cells.nhs_number),
    Part.PHONE: _first(cells.phones),
    Part.OTHER_PHONE: _first(cells.phones),
    Part.EMAIL: _plain(lambda value: checks.email(cells.words(value))),
    Part.POSTCODE: _plain(checks.postcode),
    Part.GP_PRACTICE: _text(clients.GP_NAME_LENGTH),
    Part.REFERRER: _text(episodes.NAME_LENGTH),
    Part.ROLE: _text(episodes.ROLE_LENGTH),
    Part.ORGANISATION: _text(episodes.TEAM_LENGTH),
    Part.REFERRED_ON: _referred,
    Part.REASON: _text(episodes.TEXT),
}
