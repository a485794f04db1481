"""One cell of somebody else's file, understood or refused with a sentence; never guessed in silence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.record import checks

if TYPE_CHECKING:
    from collections.abc import Iterable

CENTURY = 100
SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of the numbers that spreadsheets keep dates as; right from 1 March 1900 on (Excel has a 29 February 1900)."""
FIRST_REFERRALS = date(1990, 1, 1)
"""No referral in a file of today is older; an earlier day is a slip of the pen."""
TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "revd", "prof", "professor", "sir", "dame", "lady", "lord", "fr",
     "sr", "master", "cllr", "canon", "imam", "rabbi"}
)  # fmt: skip
NOT_KNOWN = frozenset(
    {"", "-", "--", "n/a", "na", "none", "nil", "null", "not known", "unknown", "not recorded", "not stated", "nk", "?",
     "#n/a", "tbc"}
)  # fmt: skip
"""What services write where there is nothing; never used for names: there are people called Null and Na."""
YES = frozenset({"yes", "y", "1", "true", "t", "x", "✓", "✔", "tick", "ticked"})
NO = frozenset({"no", "n", "0", "false", "f", "✗", "✘"})
PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin", "ibn",
     "bint", "st", "o", "ap", "ab", "ter", "ten"}
)  # fmt: skip
"""Small words that belong to the family name after them."""

_TIME = re.compile(r"[T ,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]m)?(Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[-/.,\s]*([A-Za-z]{3,9})\.?[-/.,\s]*(\d{4}|\d{2})")
_WORD_DAY = re.compile(r"([A-Za-z]{3,9})\.?[-/.\s]*(\d{1,2})(?:st|nd|rd|th)?[-/.,\s]+(\d{4}|\d{2})")
_SCIENCE = re.compile(r"[0-9]([.,][0-9]+)?e\+?[0-9]+", re.IGNORECASE)
_LONG_DAY = 8
_SERIAL = re.compile(r"[1-9][0-9]{4}([.,][0-9]+)?")
_MONTHS = 12


class DateOrder(StrEnum):
    """Which number of 1/2/84 is the day; one answer holds for a whole file."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class UnsureDate(ValueError):  # noqa: N818 - the name is what it is
    """A date that can be read in two ways."""


@dataclass(frozen=True)
class Name:
    """A person's name in its parts."""

    given: str
    family: str
    title: str = ""


@dataclass(frozen=True)
class Evidence:
    """What the dates of a file say about their order: those that fit one order only, and the first unsure one."""

    day_first: int = 0
    month_first: int = 0
    unsure: str = ""

    @property
    def likely(self) -> DateOrder | None:
        """The order that at least one date proves and none speaks against."""
        if bool(self.day_first) is bool(self.month_first):
            return None
        return DateOrder.DAY_FIRST if self.day_first else DateOrder.MONTH_FIRST


def words(text: str) -> str:
    """Return a cell as one line of plain words: one form for each sign, no unseen signs, no edge spaces."""
    return " ".join(checks.plain_text(unicodedata.normalize("NFC", text)).split())


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that nothing is known."""
    return words(text).casefold().rstrip(".") in NOT_KNOWN


def yes_or_no(text: str) -> bool:
    """Return what a cell of yes and no says. Raises ValueError with a sentence."""
    said = words(text).casefold().rstrip(".")
    if said in YES:
        return True
    if said in NO or said in NOT_KNOWN:
        return False
    raise ValueError("Write Yes or No.")


def evidence(texts: Iterable[str]) -> Evidence:
    """Return what dates written as numbers say about which number is the day."""
    day_first = month_first = 0
    unsure = ""
    for text in texts:
        found = _NUMBERS.fullmatch(_bare(text))
        if found is None:
            continue
        first, second = int(found[1]), int(found[2])
        day_first += first > _MONTHS >= second
        month_first += second > _MONTHS >= first
        if first != second and first <= _MONTHS and second <= _MONTHS:
            unsure = unsure or words(text)
    return Evidence(day_first, month_first, unsure)


def birth_date(text: str, order: DateOrder | None, today: date) -> date:
    """Return a date of birth. Raises ValueError with a sentence, UnsureDate where two days are possible."""
    year, found = _read(text, order)
    if year >= CENTURY:
        return checks.birth_date(found, today)
    possible = [day for century in (1900, 2000) if (day := _in_century(found, century + year)) and day <= today]
    if len(possible) > 1:
        raise UnsureDate(
            f"The year of birth has two digits and could be {1900 + year} or {2000 + year}. Write all four."
        )
    if not possible:
        raise ValueError("There is no such day. Check the day and the month.")
    return possible[0]


def past_date(text: str, order: DateOrder | None, today: date) -> date:
    """Return a day of the last years, like that of a referral. Raises ValueError with a sentence."""
    year, found = _read(text, order)
    day = found if year >= CENTURY else _in_century(found, 2000 + year)
    if day is None:
        raise ValueError("There is no such day. Check the day and the month.")
    if day > today:
        raise ValueError("This day is in the future.")
    if day < FIRST_REFERRALS:
        raise ValueError("Check the year.")
    return day


def _bare(text: str) -> str:
    """Return a date without the time of day and the day of the week."""
    return _WEEKDAY.sub("", _TIME.sub("", words(unicodedata.normalize("NFKC", text)))).strip(" .,")


def _read(text: str, order: DateOrder | None) -> tuple[int, date]:
    """Return the year as it was written and the day in it; a year of two digits stands in for a leap year's."""
    bare = _bare(text)
    for pattern, names in (
        (_YEAR_FIRST, ("year", "month", "day")),
        (_DAY_WORD, ("day", "month", "year")),
        (_WORD_DAY, ("month", "day", "year")),
    ):
        if found := pattern.fullmatch(bare):
            return _day(dict(zip(names, found.groups(), strict=True)))
    if found := _NUMBERS.fullmatch(bare):
        return _day(_by_order(found, order))
    return _by_digits(bare)


def _by_order(found: re.Match[str], order: DateOrder | None) -> dict[str, str]:
    """Say which number is the day; without an answer for the whole file only where there is no doubt."""
    first, second, year = found.groups()
    if order is None:
        if int(first) <= _MONTHS and int(second) <= _MONTHS and int(first) != int(second):
            raise UnsureDate("This date can be read in two ways. Say which number is the day.")
        order = DateOrder.DAY_FIRST if int(second) <= _MONTHS else DateOrder.MONTH_FIRST
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    return {"day": day, "month": month, "year": year}


def _by_digits(bare: str) -> tuple[int, date]:
    """Read 19840201, 01021984 and the day numbers of spreadsheets.

    A date of the years 1900 to 2099 in eight digits fits one of the two orders only: a month 19 or 20 does not exist.
    """
    if len(bare) == _LONG_DAY and bare.isascii() and bare.isdigit():
        if bare[:2] in {"19", "20"} and int(bare[4:6]) <= _MONTHS:
            return _day({"year": bare[:4], "month": bare[4:6], "day": bare[6:]})
        raise UnsureDate("Write this date with its parts apart, like 1 February 1984.")
    if _SERIAL.fullmatch(bare):
        found = SERIAL_ZERO + timedelta(days=int(bare[:5]))
        return found.year, found
    raise ValueError("This is no date that can be read. Write it like 1 February 1984.")


def _day(parts: dict[str, str]) -> tuple[int, date]:
    year = int(parts["year"])
    shown = parts["year"] if year >= CENTURY else str(2000 + year)
    try:
        return year, checks.date_parts(parts["day"], parts["month"], shown)
    except ValueError:
        if year < CENTURY and (found := _leap_day(parts)):
            return year, found
        raise


def _leap_day(parts: dict[str, str]) -> date | None:
    """29 February of a year in two digits: 1900 and 2000 differ, so the century decides later."""
    try:
        found = checks.date_parts(parts["day"], parts["month"], "2000")
    except ValueError:
        return None
    return found if (found.month, found.day) == (2, 29) else None


def _in_century(found: date, year: int) -> date | None:
    try:
        return found.replace(year=year)
    except ValueError:
        return None


def nhs_number(text: str) -> str:
    """Return the ten digits of an NHS number, or an empty text where none is known. Raises ValueError."""
    if is_nothing(text):
        return ""
    plain = re.sub(r"(?i)^nhs\s*(no|number|num)?\.?\s*[:#]?\s*", "", words(text)).removesuffix(".0")
    _refuse_science(plain)
    digits = checks.nhs_number(plain.replace("‑", "-").replace("–", "-").replace(".", ""))
    if len(set(digits)) == 1:
        raise ValueError("This stands in for an NHS number that is not known. Leave the cell empty.")
    return digits


def _refuse_science(text: str) -> None:
    if _SCIENCE.fullmatch(text):
        raise ValueError("A spreadsheet has cut digits off this number. Set the column to Text and fill it again.")


_KIND_WORDS = r"(?:tel|telephone|phone|mob|mobile|cell|home|landline|work|m|h|w|t)"
_NUMBER_PARTS = re.compile(r"\s*(?:[/;,|\n]|\bor\b|\band\b|&)\s*")
_LOST_ZERO = re.compile(r"[1-37-9][0-9]{9}")


def phones(text: str) -> tuple[str, ...]:
    """Return the telephone numbers of a cell, each as it is dialled. Raises ValueError with a sentence."""
    if is_nothing(text):
        return ()
    found = (_phone(part) for part in _NUMBER_PARTS.split(words(text.replace("\n", ";"))) if part)
    return tuple(dict.fromkeys(found))


def _phone(part: str) -> str:
    bare = re.sub(rf"(?i)^\(?{_KIND_WORDS}\)?\.?\s*(?:no|number)?\.?\s*[:.]?\s*(?=[0-9+(])", "", part).removesuffix(
        ".0"
    )
    bare = re.sub(rf"(?i)\s*\(?\b{_KIND_WORDS}\)?$", "", bare)
    _refuse_science(bare)
    if _LOST_ZERO.fullmatch(re.sub(r"\s", "", bare)):
        bare = f"0{bare}"  # no number that is dialled here begins otherwise: a spreadsheet took the zero away
    return checks.phone(bare)


def is_mobile(number: str) -> bool:
    """Tell whether a number is that of a mobile phone (Ofcom: 071 to 075 and 077 to 079)."""
    return bool(re.match(r"07[1-57-9]", number.replace(" ", "")))


def name(text: str) -> Name:
    """Return a whole name in its parts.

    `SMITH, John (Mr)`, `Mr John Smith` and `John SMITH JONES` leave no doubt. Three words and more without a comma or
    capitals do, so they are refused. Raises ValueError with a sentence.
    """
    title, rest = _without_title(words(text).strip(" ,;"))
    family, comma, given = (part.strip() for part in rest.partition(","))
    if comma:
        second, given = _without_title(given.strip(" ,"))
        title = title or second
        if "," in given or not given or not family:
            raise ValueError("Write the name like SMITH, John.")
        return Name(case(given), case(family), title)
    parts = rest.split()
    if len(parts) < 2:  # noqa: PLR2004 - a first name and a family name
        raise ValueError("There is only one name. Write the first name and the family name.")
    given_parts, family_parts = _split(parts)
    return Name(case(" ".join(given_parts)), case(" ".join(family_parts)), title)


def _split(parts: list[str]) -> tuple[list[str], list[str]]:
    """Part a name without a comma, where capitals, small words or its length leave no doubt."""
    loud = [_is_loud(part) for part in parts]
    if any(loud) and not all(loud):
        first = loud.index(True)
        last = len(loud) - loud[::-1].index(True)
        if all(loud[first:last]) and (first == 0) is not (last == len(parts)):
            return (parts[last:], parts[:last]) if first == 0 else (parts[:first], parts[first:])
    small = [part.casefold() in PARTICLES for part in parts]
    if len(parts) == 2 and not any(small):  # noqa: PLR2004 - a first name and a family name
        return parts[:1], parts[1:]
    if True in small[1:-1] and not small[0]:
        begin = small.index(True)
        if begin == 1 and all(small[begin:-1]):
            return parts[:1], parts[1:]
    raise ValueError("It is not clear which is the family name. Write the name like SMITH, John.")


def _is_loud(part: str) -> bool:
    letters = [sign for sign in part if sign.isalpha()]
    return len(letters) > 1 and all(sign.isupper() for sign in letters)


def _without_title(text: str) -> tuple[str, str]:
    """Take a title off either end, in brackets or not."""
    found = re.match(r"^\(?([A-Za-z]+)\)?\.?,?\s+(.+)$", text)
    if found and found[1].casefold() in TITLES:
        return _title(found[1]), found[2].strip()
    found = re.match(r"^(.+?)[\s,]+\(?([A-Za-z]+)\.?\)?$", text)
    if found and found[2].casefold() in TITLES and (", " in text or text.endswith(")")):
        return _title(found[2]), found[1].strip(" ,")
    return "", text


def _title(text: str) -> str:
    return text.capitalize()


def title(text: str) -> str:
    """Return a title as it is written on a letter; one that we do not know stays as it is."""
    plain = words(text)
    return _title(plain.rstrip(".")) if plain.casefold().rstrip(".") in TITLES else plain


def case(text: str) -> str:
    """Return a name that is all capitals or all small as it is usually written; no letter is ever another."""
    plain = words(text)
    letters = [sign for sign in plain if sign.isalpha()]
    if len(letters) < 2 or not (all(s.isupper() for s in letters) or all(s.islower() for s in letters)):  # noqa: PLR2004 - an initial stays
        return plain
    return re.sub(r"[^\W\d_]+", _capital, plain.lower()) if _same_letters(plain) else plain


def _same_letters(text: str) -> bool:
    """Tell whether small letters say the same as capitals: not so for ß and İ."""
    return text.lower().upper() == text.upper() and len(text.lower()) == len(text)


def _capital(found: re.Match[str]) -> str:
    part = found[0]
    before = found.string[: found.start()]
    if len(part) == 1 and before.endswith(("'", "’")):
        return part  # the s of a possessive
    if part.startswith("mc") and len(part) > 3:  # noqa: PLR2004 - McKay, but Mc alone
        return f"Mc{part[2:].capitalize()}"
    return part if len(part.capitalize()) != len(part) else part.capitalize()
