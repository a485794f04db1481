"""How languages are written: the script and direction of a tag (BCP-47), and how each language names itself."""

from __future__ import annotations

NASTALIQ = "Aran"
"""The script code (ISO 15924) of the style in which Urdu is most often written by hand and in print."""

OWN_NAMES = {
    "en": "English",
    "cy": "Cymraeg",
    "sq": "Shqip",
    "am": "አማርኛ",
    "ar": "العربية",
    "hy": "Հայերեն",
    "bn": "বাংলা",
    "bs": "Bosanski",
    "bg": "Български",
    "yue": "廣東話",
    "zh": "中文",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "hr": "Hrvatski",
    "cs": "Čeština",
    "prs": "دری",
    "nl": "Nederlands",
    "fa": "فارسی",
    "tl": "Tagalog",
    "fr": "Français",
    "ka": "ქართული",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "gu": "ગુજરાતી",
    "he": "עברית",
    "hi": "हिन्दी",
    "hu": "Magyar",
    "ig": "Igbo",
    "ga": "Gaeilge",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "ku": "Kurdî",
    "ku-Latn": "Kurmancî",
    "ckb": "سۆرانی",
    "lv": "Latviešu",
    "ln": "Lingála",
    "lt": "Lietuvių",
    "ml": "മലയാളം",
    "cmn": "普通话",
    "mr": "मराठी",
    "ne": "नेपाली",
    "om": "Oromoo",
    "ps": "پښتو",
    "pl": "Polski",
    "pt": "Português",
    "pa": "ਪੰਜਾਬੀ",
    "pa-Guru": "ਪੰਜਾਬੀ",
    "pa-Arab": "پنجابی",
    "rom": "Romani",
    "ro": "Română",
    "ru": "Русский",
    "sr": "Српски",
    "sr-Cyrl": "Српски",
    "sr-Latn": "Srpski",
    "sn": "chiShona",
    "si": "සිංහල",
    "sk": "Slovenčina",
    "so": "Soomaali",
    "es": "Español",
    "sw": "Kiswahili",
    "syl": "সিলেটি",
    "ta": "தமிழ்",
    "te": "తెలుగు",
    "th": "ไทย",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    "tw": "Twi",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "yi": "ייִדיש",
    "yo": "Yorùbá",
}
"""How each offered language names itself, in its own script: what its readers look for."""

_FROM_THE_RIGHT = frozenset({"Adlm", "Arab", NASTALIQ, "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""Scripts (ISO 15924) that are written from right to left (Unicode Standard, Bidi_Class R and AL)."""
USUALLY_FROM_THE_RIGHT = frozenset(
    {
        *("aii", "ar", "arb", "arc", "arz", "azb", "bal", "bqi", "ckb", "dv", "fa", "glk", "haz", "he", "iw", "ks"),
        *("lrc", "mzn", "nqo", "pes", "pnb", "prs", "ps", "sd", "sdh", "skr", "syr", "ug", "ur", "yi", "ydd"),
    }
)
"""Languages whose usual script is one of these, where a tag names none (CLDR, likely subtags)."""
SCRIPT_LENGTH = 4


def parts(tag: str) -> tuple[str, str]:
    """Return language and script of a tag; the script is empty where the tag names none."""
    language, *rest = tag.replace("_", "-").split("-")
    second = rest[0].title() if rest else ""
    return language.casefold(), second if len(second) == SCRIPT_LENGTH and second.isalpha() else ""


def direction(tag: str) -> str:
    """Return "rtl" for a tag that is written from right to left, else "ltr"; a script in the tag decides."""
    language, script = parts(tag)
    turned = script in _FROM_THE_RIGHT if script else language in USUALLY_FROM_THE_RIGHT
    return "rtl" if turned else "ltr"
