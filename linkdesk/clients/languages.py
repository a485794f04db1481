"""The languages offered by name, how they are written, and their tags (BCP-47); any other is typed as its tag.

Speaking and reading are two lists: Cantonese is spoken and Chinese is read, and one spoken Punjabi has two scripts.
"""

from __future__ import annotations

import re

from linkdesk.languages.writing import NASTALIQ
from linkdesk.languages.writing import OWN_NAMES
from linkdesk.languages.writing import SCRIPT_LENGTH
from linkdesk.languages.writing import USUALLY_FROM_THE_RIGHT
from linkdesk.languages.writing import parts

LANGUAGE_LENGTH = 35

OFFERED = {
    "en": "English",
    "cy": "Welsh",
    "sq": "Albanian",
    "am": "Amharic",
    "ar": "Arabic",
    "hy": "Armenian",
    "bn": "Bengali",
    "bs": "Bosnian",
    "bg": "Bulgarian",
    "yue": "Cantonese",
    "zh": "Chinese",
    "hr": "Croatian",
    "cs": "Czech",
    "prs": "Dari",
    "nl": "Dutch",
    "fa": "Farsi",
    "tl": "Filipino or Tagalog",
    "fr": "French",
    "ka": "Georgian",
    "de": "German",
    "el": "Greek",
    "gu": "Gujarati",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "ig": "Igbo",
    "ga": "Irish",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "ku": "Kurdish",
    "lv": "Latvian",
    "ln": "Lingala",
    "lt": "Lithuanian",
    "ml": "Malayalam",
    "cmn": "Mandarin",
    "mr": "Marathi",
    "ne": "Nepali",
    "om": "Oromo",
    "ps": "Pashto",
    "pl": "Polish",
    "pt": "Portuguese",
    "pa": "Punjabi",
    "rom": "Romani",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sn": "Shona",
    "si": "Sinhala",
    "sk": "Slovak",
    "so": "Somali",
    "es": "Spanish",
    "sw": "Swahili",
    "syl": "Sylheti",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
    "ti": "Tigrinya",
    "tr": "Turkish",
    "tw": "Twi",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "yi": "Yiddish",
    "yo": "Yoruba",
}
"""Tag to English name, by name after the first two: the languages most asked for in England's services.

Sign languages stand among the needs, where an interpreter and a picture belong to them.
"""

SCRIPTS = {
    "zh": ("zh-Hans", "zh-Hant"),
    "cmn": ("zh-Hans", "zh-Hant"),
    "yue": ("zh-Hant", "zh-Hans"),
    "ku": ("ku-Latn", "ckb"),
    "pa": ("pa-Guru", "pa-Arab"),
    "sr": ("sr-Cyrl", "sr-Latn"),
}
"""Spoken languages that are written in more than one way: whoever reads one often cannot read the other."""

_WRITTEN_NAMES = {
    "zh-Hans": "Chinese, simplified",
    "zh-Hant": "Chinese, traditional",
    "ku-Latn": "Kurdish, Kurmanji (Latin letters)",
    "ckb": "Kurdish, Sorani (Arabic letters)",
    "pa-Guru": "Punjabi, Gurmukhi script",
    "pa-Arab": "Punjabi, Shahmukhi script",
    "sr-Cyrl": "Serbian, Cyrillic letters",
    "sr-Latn": "Serbian, Latin letters",
    "ur-Aran": "Urdu, Nastaliq style",
}
_NOT_WRITTEN = {*SCRIPTS, "syl"}
"""Spoken languages that are read as another, or in scripts that must be named."""


def _by_name(tags: dict[str, str]) -> dict[str, str]:
    """Return tags by name, with English and Welsh first as in the spoken list."""
    first = {tag: tags[tag] for tag in ("en", "cy")}
    return first | dict(sorted(tags.items(), key=lambda each: each[1]))


WRITTEN = _by_name({tag: words for tag, words in OFFERED.items() if tag not in _NOT_WRITTEN} | _WRITTEN_NAMES)
"""Tag to English name of what can be read; scripts are named where there is more than one."""

NAMES = {**OFFERED, **_WRITTEN_NAMES, "bfi": "British Sign Language"}
"""Every language that has a name here, offered or not."""

_SCRIPT_WORDS = {
    "Arab": "Arabic letters",
    "Cyrl": "Cyrillic letters",
    "Deva": "Devanagari script",
    "Guru": "Gurmukhi script",
    "Hebr": "Hebrew letters",
    "Latn": "Latin letters",
    NASTALIQ: "Nastaliq style",
}
_READ_AS = {"cmn": "zh-Hans", "yue": "zh-Hant", "syl": "bn"}
"""What speakers of a language that is hardly written mostly read (CLDR, likely subtags; Sylheti is read as Bengali)."""

# RFC 5646: language, optional script, optional region, then variants; enough to refuse a typing slip.
_LANGUAGE_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.IGNORECASE
)
_REGION_LENGTH = 2


def language_tag(text: str) -> str:
    """Return a language tag (BCP-47) with its usual capitals.

    Raises:
        ValueError: if the text is not shaped like a language tag.
    """
    tag = text.strip().replace("_", "-")
    if len(tag) > LANGUAGE_LENGTH or not _LANGUAGE_TAG.fullmatch(tag):
        raise ValueError("Enter a language code, like pl for Polish or zh-Hant for Chinese.")
    first, *rest = tag.lower().split("-")
    return "-".join([first, *(_capitals(part) for part in rest)])


def _capitals(part: str) -> str:
    """Scripts are written `Hant`, regions `GB`."""
    if len(part) == SCRIPT_LENGTH and part.isalpha():
        return part.title()
    return part.upper() if len(part) == _REGION_LENGTH else part


def name(tag: str) -> str:
    """Return the English name of a language with its script, or its code where we have no name for it."""
    language, script = parts(tag)
    known = NAMES.get(tag) or NAMES.get(f"{language}-{script}")
    if known:
        return known
    spoken = NAMES.get(language) or tag
    words = _SCRIPT_WORDS.get(script, "")
    return f"{spoken}, {words}" if words and spoken != tag else spoken


def own_name(tag: str) -> str:
    """Return how a language names itself (“Polski”), in the script of the tag; its English name where we know none."""
    language, script = parts(tag)
    found = OWN_NAMES.get(f"{language}-{script}") if script else None
    if found is None and script in {"", NASTALIQ}:
        found = OWN_NAMES.get(language)
    return found or name(tag)


def both_names(tag: str) -> str:
    """Return a language by its English name and its own, so that the person can point at it: “Polish: Polski”."""
    shown, own = name(tag), own_name(tag)
    return shown if shown == own else f"{shown}: {own}"


def scripts(tag: str) -> tuple[str, ...]:
    """Return the tags in which a spoken language may be read, where there is more than one; else nothing."""
    language, script = parts(tag)
    return () if script else SCRIPTS.get(language, ())


def read_as(tag: str) -> str:
    """Return the tag of the words that speakers of a language read: another one only where it is hardly written."""
    return _READ_AS.get(parts(tag)[0], tag)


def plain_tag(tag: str) -> str:
    """Return a tag without the style of its letters: `ur-Aran` is Urdu as any other, and words are kept for `ur`."""
    language, *rest = tag.split("-")
    arabic = [] if language in USUALLY_FROM_THE_RIGHT else ["Arab"]
    return "-".join([language, *(each for part in rest for each in (arabic if part == NASTALIQ else [part]))])


def is_nastaliq(tag: str) -> bool:
    """Say whether a tag asks for the Nastaliq style of letters."""
    return parts(tag)[1] == NASTALIQ
