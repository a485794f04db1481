"""The languages offered by name; any other is typed as its code (BCP-47)."""

from __future__ import annotations

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
"""Code to English name, by name after the first two: the languages most asked for in England's services.

Sign languages stand among the needs, where an interpreter and a picture belong to them.
"""

NAMES = {**OFFERED, "bfi": "British Sign Language"}
"""Every language that has a name here, offered or not."""


def name(tag: str) -> str:
    """Return the English name of a language, or its code where we have no name for it."""
    return NAMES.get(tag) or NAMES.get(tag.split("-", 1)[0]) or tag
