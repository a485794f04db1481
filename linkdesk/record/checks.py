"""Pure checks of what is typed; forms and imports use the same ones, so they agree."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from linkdesk.languages.sentences import Sentence

NHS_DIGITS = 10
NHS_WEIGHTS = range(10, 1, -1)
NHS_NO_CHECK_DIGIT = 10
OLDEST_YEAR = 1900
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
POSTCODE = re.compile(
    r"GIR ?0AA|ZZ99 ?[0-9][A-Z]{2}|([A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW]))"
    r" ?[0-9][ABD-HJLNP-UW-Z]{2}"
)
"""The pattern that GOV.UK publishes with its bulk data transfer guide; the form, not that the address exists.

ZZ99 are the postcodes of people without one; ZZ99 3VZ is "no fixed abode" in England (ONS Postcode Directory).
"""
PHONE_DIGITS = (9, 15)
EMAIL_LENGTH = 254


def nhs_number(text: str) -> str:
    """Return the ten digits of an NHS number whose check digit is right.

    Raises ValueError with a sentence. Source: NHS Data Dictionary, "NHS NUMBER", modulus 11.
    """
    digits = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text))
    if not (len(digits) == NHS_DIGITS and digits.isascii() and digits.isdigit()):
        raise ValueError("An NHS number has 10 digits, like 999 000 0018.")
    total = sum(int(digit) * weight for digit, weight in zip(digits, NHS_WEIGHTS, strict=False))
    check = 11 - total % 11
    if check == NHS_NO_CHECK_DIGIT or int(digits[-1]) != check % 11:
        raise ValueError("This NHS number has a wrong digit. Check it against the letter or card.")
    return digits


def postcode(text: str) -> str:
    """Return a UK postcode in capitals with one space. Raises ValueError with a sentence."""
    tight = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    if not POSTCODE.fullmatch(tight):
        raise ValueError("Enter a full UK postcode, like LS1 4AP.")
    return f"{tight[:-3]} {tight[-3:]}"


def phone(text: str) -> str:
    """Return a phone number as it is dialled from the UK, spaces kept single. Raises ValueError with a sentence.

    +44 becomes 0 (a cell that begins with + is a formula in a spreadsheet).
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = re.sub(r"^(\+|00)44\s*(\(0\))?\s*0?", "0", plain)
    if not re.fullmatch(r"[0-9 ()+.\-/]+", plain):
        raise ValueError("Enter a phone number with digits only, like 01632 960 001.")
    plain = re.sub(r"[()./\-]", " ", plain)
    digits = re.sub(r"\D", "", plain)
    if not PHONE_DIGITS[0] <= len(digits) <= PHONE_DIGITS[1]:
        raise ValueError("This phone number is too short or too long. Check the digits.")
    return re.sub(r"\s+", " ", plain).strip()


def email(text: str) -> str:
    """Return an email address that has the right form; whether it exists, only a letter to it can tell.

    Raises ValueError with a sentence.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", plain) or len(plain) > EMAIL_LENGTH:
        raise ValueError("Enter an email address like name@example.org.")
    return plain


_MISSING = {
    "day": Sentence("Enter the day too."),
    "month": Sentence("Enter the month too."),
    "year": Sentence("Enter the year too."),
    "day month": Sentence("Enter the day and the month too."),
    "day year": Sentence("Enter the day and the year too."),
    "month year": Sentence("Enter the month and the year too."),
    "day month year": Sentence("Enter the day and the month and the year too."),
}


def not_both(answer: str) -> Sentence:
    """Return what is wrong when an answer that stands alone was chosen with others; the answer is said too."""
    return Sentence("Choose “%(answer)s” or the other answers. You cannot choose both.", answer=Sentence(answer))


_OTHER_SIGNS = str.maketrans({"\u066b": ".", "\uff0e": ".", "\uff0d": "-", "\u2212": "-", "\uff0b": "+"})
"""The decimal point of Arabic letters, and point, minus and plus as wide as a Chinese sign."""


def plain_digits(text: str) -> str:
    """Return text with the digits of any script as 0 to 9, with its point and its sign: a person types their own."""
    known = (unicodedata.decimal(sign, None) for sign in text)
    return "".join(sign if n is None else str(n) for sign, n in zip(text, known, strict=True)).translate(_OTHER_SIGNS)


def date_parts(day: str, month: str, year: str) -> date:
    """Return the date of three boxes; the month as number or name ("3", "March", "mar"), the year in four digits.

    Digits may be of any script. Raises ValueError with a sentence that names what is missing.
    """
    boxes = {"day": day, "month": month, "year": year}
    parts = {name: plain_digits(text.strip()) for name, text in boxes.items()}
    missing = [name for name, text in parts.items() if not text]
    if missing:
        raise ValueError(_MISSING[" ".join(missing)])
    number = _month(parts["month"])
    if number is None or not parts["day"].isdecimal() or not re.fullmatch(r"[0-9]{4}", parts["year"]):
        raise ValueError(Sentence("Enter a date like 27 3 1984 or 27 March 1984."))
    try:
        return date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:
        raise ValueError(Sentence("There is no such day. Check the day and the month.")) from None


_HOUR = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s*(?P<half>am|pm)?", re.IGNORECASE)
_NOON, _LAST_MINUTE, _LAST_HOUR = 12, 59, 23


def clock_time(text: str) -> str:
    """Return a time of day as 14:30, from 14:30, 14.30, 2:30 pm or 9am; an empty text stays empty.

    Raises:
        ValueError: one plain sentence.
    """
    if not text:
        return ""
    found = _HOUR.fullmatch(text.strip())
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (99, 99)
    half = (found["half"] or "").lower() if found else ""
    if half:
        hour = 99 if not 1 <= hour <= _NOON else hour % _NOON + (_NOON if half == "pm" else 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise ValueError("Enter a time like 14:30 or 2:30 pm.")
    return f"{hour:02d}:{minute:02d}"


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    low = text.lower().rstrip(".")
    least = 3
    found = [n for n, name in enumerate(MONTHS, 1) if len(low) >= least and (name.startswith(low) or low == "sept")]
    return found[0] if len(found) == 1 else (9 if low == "sept" else None)


def birth_date(value: date, today: date) -> date:
    """Return a believable date of birth. Raises ValueError with a sentence."""
    if value > today:
        raise ValueError("A date of birth cannot be in the future.")
    if value.year < OLDEST_YEAR:
        raise ValueError("Check the year of birth.")
    return value


UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that cannot be seen and that can hide or turn round a name. Joiners stay: Persian and Bengali need them."""


_LINE_ENDS = re.compile("\r\n?|\x85")
_NO_SIGNS = range(0xFDD0, 0xFDF0)
"""With the last two of every plane: code points that are no signs and that XML and HTML do not allow."""


def seen_text(text: str) -> str:
    """Return text without control characters (NUL cannot be stored), halves of signs, unseen ones; lines stay."""
    if text.isprintable():
        return text
    return "".join(sign for sign in _LINE_ENDS.sub("\n", text) if sign in "\n\t" or _is_seen(sign))


def _is_seen(sign: str) -> bool:
    return sign not in UNSEEN and is_sign(sign)


def is_sign(sign: str) -> bool:
    """Say whether a code point is a sign: no control, no half of one, none that Unicode keeps for no sign at all."""
    number = ord(sign)
    no_sign = number in _NO_SIGNS or number & 0xFFFE == 0xFFFE  # noqa: PLR2004 - as Unicode defines them
    return unicodedata.category(sign) not in {"Cc", "Cs"} and not no_sign


def plain_text(text: str) -> str:
    """Return text as `seen_text` does, its ends trimmed."""
    return seen_text(text).strip()


def search_key(text: str) -> str:
    """Return text as it is searched: lower case, no accents, single spaces."""
    if text.isascii():  # most of a directory: nothing to fold away, and thousands of texts are indexed at once
        return re.sub(r"\s+", " ", text).strip().casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare).strip().casefold()
