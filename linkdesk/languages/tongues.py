"""The languages in which LinkDesk's own client-facing words are kept, and which of them fits a client's language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from babel import Locale
from babel import UnknownLocaleError

from linkdesk.languages.writing import OWN_NAMES
from linkdesk.languages.writing import direction

ENGLISH = "en-GB"
_COMMAS = {"ur": "، ", "ar": "، ", "zh-Hans": "、"}


@dataclass(frozen=True)
class Tongue:
    """One language: its tag (BCP-47), its English name, its own name, and the tag of its locale data (CLDR)."""

    tag: str
    name: str
    own_name: str

    @cached_property
    def locale(self) -> Locale:
        """Return the locale, for dates and the direction of the page."""
        return Locale.parse(self.tag, sep="-")

    @property
    def comma(self) -> str:
        """Return what stands between the parts of a list."""
        return _COMMAS.get(self.tag, ", ")

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr"."""
        return direction(self.tag)


TONGUES = (
    Tongue("cy", "Welsh", OWN_NAMES["cy"]),
    Tongue("pl", "Polish", OWN_NAMES["pl"]),
    Tongue("uk", "Ukrainian", OWN_NAMES["uk"]),
    Tongue("ur", "Urdu", OWN_NAMES["ur"]),
    Tongue("ar", "Arabic", OWN_NAMES["ar"]),
    Tongue("bn", "Bengali", OWN_NAMES["bn"]),
    Tongue("pa", "Punjabi (Gurmukhi)", OWN_NAMES["pa"]),
    Tongue("ro", "Romanian", OWN_NAMES["ro"]),
    Tongue("zh-Hans", "Chinese (Simplified)", OWN_NAMES["zh-Hans"]),
)
"""English is not among them: it is the language that all the others are made from."""

IN_ENGLISH = Tongue(ENGLISH, "English", "English")

_SAME = {"pa-guru": "pa", "zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans"}
"""Other tags of the same written language. Punjabi in Shahmukhi (pa-Arab) and traditional Chinese are not."""
_OTHER_WRITING = ("pa-arab", "zh-hant", "zh-tw", "zh-hk", "zh-mo")


def is_english(tag: str) -> bool:
    """Say whether a tag is English of any place; no tag is English too."""
    return tag.lower().partition("-")[0] in {"", "en"}


def tongue(tag: str) -> Tongue | None:
    """Return the language whose written words fit a tag, or nothing where LinkDesk has none."""
    wanted = _SAME.get(tag.lower(), tag.lower())
    if wanted.startswith(_OTHER_WRITING):
        return None
    by_tag = {each.tag.lower(): each for each in TONGUES}
    return by_tag.get(wanted) or by_tag.get(wanted.partition("-")[0])


def name_of(tag: str) -> str:
    """Return the English name of a language, or its tag where nobody knows one."""
    if found := IN_ENGLISH if is_english(tag) else tongue(tag):
        return found.name
    try:
        return str(Locale.parse(tag, sep="-").get_display_name("en") or tag)
    except (UnknownLocaleError, ValueError):
        return tag
