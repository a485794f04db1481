"""Which words are about danger, safety, consent or privacy; pure.

What a person is told about these must be sure: a translation that nobody checked may say “do not tell” for “tell”. So
the words themselves decide, and no list of pages: a form that somebody brings in is guarded like those that come with
LinkDesk. Words in another language than English are not known here; such a form marks its questions itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_DANGER = (
    r"(?:un)?safe(?:r|ly|ty|guard\w*)?",
    r"danger\w*",
    r"emergenc\w*",
    "999",
    "111",
    "116 123",
    "samaritans",
    "police",
    r"hurts? (?:you|me|them|him|her|yourself|myself|someone|somebody|anyone|anybody)",
    r"(?:self-?)?harm\w*",
    r"abus\w*",
    r"violen\w*",
    r"threat\w*",
    r"scared",
    r"afraid",
    r"suicid\w*",
    r"kill\w*",
    r"end (?:your|my) life",
    r"want to die",
)
_CONSENT = (
    r"consent\w*",
    r"permission",
    r"agree\w*",
    r"allow\w*",
    r"do(?: not|n[’']t) have to",
    r"(?:your|the) help (?:you get )?(?:stays|does not|will not)",
    r"change the help you get",
)
_PRIVACY = (
    r"priva\w*",
    r"confidential\w*",
    r"secrets?",
    r"shar(?:e|es|ed|ing) (?:this|it|your|my|what)",
    r"(?:read|see|sees|know|knows|keep|keeps|kept) (?:this|it|what you \w+|(?:your|my) (?:answers?|words?|record))",
)
_TENDER = re.compile(rf"\b(?:{'|'.join((*_DANGER, *_CONSENT, *_PRIVACY))})\b", re.IGNORECASE)


def is_tender(words: Iterable[str]) -> bool:
    """Say whether any of these English sentences is about danger, safety, consent or privacy."""
    return any(_TENDER.search(text) for text in words)
