"""What is looked at in every print: copied text, fonts, sizes, places, languages, contrast."""

from __future__ import annotations

import ctypes
import html as entities
import itertools
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from typing import NamedTuple

import page as page_validation
from PIL import Image
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
from pypdfium2 import raw

from tests.counting import uncounted

POINTS_PER_MM = 72 / 25.4
WIDTH, HEIGHT = 595.28, 841.89
"""A4, in points."""
EDGE = 14 * POINTS_PER_MM
"""Printers cannot reach the edge of the paper: no word may stand there."""
BOTTOM = 5 * POINTS_PER_MM
"""The same below the footer; ink is measured, for the boxes of Arabic and Bengali letters have much air under them."""
SMALLER = 0.25
"""Points by which rounding may make a letter smaller."""
CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""
IGNORED_IN = {"bn": "ToUnicode", "pa": "ToUnicode"}
"""Scripts whose glyphs stand for parts of letters: veraPDF passes them, and the real text stands in ActualText."""


class Letter(NamedTuple):
    """One sign on a page: its size in points, its font, its colour and where it stands."""

    sign: str
    size: float
    font: str
    colour: tuple[int, int, int]
    box: tuple[float, float, float, float]


def faults(pdf: bytes, tag: str = "en-GB") -> list[str]:
    """Return what page-validation finds against PDF/UA-1."""
    with uncounted():
        report = page_validation.validate_pdf_bytes(pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    allowed = IGNORED_IN.get(tag)
    return [str(one) for one in report.failures if allowed is None or allowed not in str(one)]


def read_by_poppler(pdf: bytes, folder: Path) -> str:
    """Return the text as poppler copies it."""
    file = folder / "read.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, text=True).stdout


def read_by_pdfium(pdf: bytes) -> str:
    """Return the text as PDFium (Chrome) copies it."""
    return "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf))


def read_by_tags(pdf: bytes, folder: Path) -> str:
    """Return the text in the order of the tags, which is the order that a screen reader reads in.

    Poppler writes it as it is drawn: a line from right to left stands turned round there, and is turned back here.
    """
    file = folder / "tags.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True, text=True).stdout
    return "\n".join(map(_turned_back, re.findall(r'^ +"(.*)"$', said, flags=re.MULTILINE)))


def _turned_back(words: str) -> str:
    if not any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in words):
        return words
    return re.sub(r"[0-9]+", lambda found: found[0][::-1], words[::-1])


def in_order(html: str, said: str) -> float:
    """Return how much of the words that both have stand in the order of the document, from 0 to 1.

    Words are held together by their letters, whatever their order: here the order of the words alone is looked at.
    """
    wanted = [_loose(word) for word in words_of(html)]
    heard = [_loose(word) for word in put_together(tokens(said), words_of(html))]
    return _in_order(wanted, heard) / max(1, (Counter(wanted) & Counter(heard)).total())


def likeness(html: str, said: str, *, ordered: bool = True) -> float:
    """Return how much of the words of a document was read, from 0 to 1.

    Without `ordered` the place of a word does not count: readers put Latin words inside a line from right to left where
    they are seen, and copy two letters that are drawn as one, like lam and alef, in either order.
    """
    wanted = words_of(html)
    heard = put_together(tokens(said), wanted)
    if ordered:
        return _in_order(wanted, heard) / max(1, len(wanted))
    written, read = (Counter(map(_loose, words)) for words in (wanted, heard))
    return (written & read).total() / max(1, written.total())


def words_of(html: str) -> list[str]:
    """Return the words of a document in their order, without its footers."""
    body = html.partition("<main>")[2] or html
    body = re.sub(r'<div class="(?:foot|mark)">.*?</div>', " ", body, flags=re.DOTALL)
    body = re.sub(r"<(?:title|style)\b.*?</(?:title|style)>", " ", body, flags=re.DOTALL)
    # A block parts words; a change of weight or direction inside a line does not.
    body = re.sub(r"</?(?:b|bdi|span|svg|path)\b[^>]*>", "", body)
    return tokens(entities.unescape(re.sub(r"<[^>]*>", " ", body)))


def _loose(word: str) -> str:
    return "".join(sorted(sign for sign in word if unicodedata.category(sign) != "Mn"))


WORDS = re.compile("[\u2e80-\uffef]|[0-9]+|[a-z\u00c0-\u024f]+|[^ 0-9a-z\u00c0-\u024f\u2e80-\uffef]+")
"""Where the script changes a word ends, for readers set a space there or none; of Chinese each sign is one."""


def tokens(text: str) -> list[str]:
    """Return the words of a text: letters, figures and their marks; all else parts them, but for what shows nothing."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    kept = (sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in plain if sign not in NO_SPACE)
    return WORDS.findall("".join(kept))


NO_SPACE = "\ufffe\u00ad\u200b\u200c\u200d\u2060"
"""Signs that show nothing and part no word; those that turn a line round do, and come between words only."""


def put_together(heard: list[str], wanted: list[str]) -> list[str]:
    """Return what was read with the parts of a word that the end of a line, or a reader, set apart made one again."""
    known = set(wanted)
    begins = {word[:length] for word in known for length in range(1, len(word))}
    found, place = [], 0
    while place < len(heard):
        joined, whole = heard[place], 0
        for later in range(place + 1, len(heard)):
            if joined not in begins:
                break
            joined += heard[later]
            whole = later if joined in known else whole
        if whole and heard[place] not in known:
            found.append("".join(heard[place : whole + 1]))
            place = whole + 1
        else:
            found.append(heard[place])
            place += 1
    return found


def _in_order(wanted: list[str], heard: list[str]) -> int:
    """Return how many words were read in the order they were written: the longest row of words that both have.

    Counted with one bit a word (Hyyrö 2004), for a plan of many pages has thousands.
    """
    places: dict[str, int] = {}
    for place, word in enumerate(wanted):
        places[word] = places.get(word, 0) | 1 << place
    every = (1 << len(wanted)) - 1
    row = every
    for word in heard:
        met = row & places.get(word, 0)
        row = ((row + met) | (row - met)) & every
    return (~row & every).bit_count()


def letters(pdf: bytes) -> Iterator[list[Letter]]:
    """Yield the signs of each page."""
    for page in PdfDocument(pdf):
        text = page.get_textpage()
        found = []
        for place in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, place)
            if not code or chr(code).isspace():
                continue
            found.append(
                Letter(chr(code), _size(text, place), _font(text, place), _colour(text, place), text.get_charbox(place))
            )
        yield found


def _size(text: Any, place: int) -> float:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, place, matrix)
    return float(raw.FPDFText_GetFontSize(text, place) * (matrix.c**2 + matrix.d**2) ** 0.5)


def _font(text: Any, place: int) -> str:
    room = ctypes.create_string_buffer(200)
    raw.FPDFText_GetFontInfo(text, place, room, 200, ctypes.c_int())
    return room.value.decode(errors="replace").partition("+")[2]


def _colour(text: Any, place: int) -> tuple[int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, place, *parts)
    return parts[0].value, parts[1].value, parts[2].value


def fonts_of(pdf: bytes, signs: str) -> set[str]:
    """Return the families of our fonts that these signs are drawn with."""
    return {
        re.sub(r"-(?:Bold|Regular)$|,.*", "", letter.font)
        for page in letters(pdf)
        for letter in page
        if letter.sign in signs
    }


def smallest(pdf: bytes) -> float:
    """Return the size of the smallest letter, in points."""
    return min((letter.size for page in letters(pdf) for letter in page), default=999.0)


def not_embedded(pdf: bytes, folder: Path) -> list[str]:
    """Return fonts that are not in the file, or are not ours."""
    file = folder / "fonts.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdffonts", file], capture_output=True, check=True, text=True).stdout.splitlines()[2:]
    return [line for line in said if "LinkDesk-" not in line or " yes yes " not in line]


def misplaced(pdf: bytes, folder: Path) -> list[str]:
    """Return words of which a letter stands off the page's sheet, and words that lie on another."""
    file = folder / "places.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True, text=True).stdout
    found = [f"page {number}: off the sheet: {run}" for number, run in _off(pdf)]
    pattern = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
    for number, sheet in enumerate(said.split("<page ")[1:], start=1):
        words = [(*map(float, one[:4]), one[4]) for one in pattern.findall(sheet) if any(map(str.isalnum, one[4]))]
        for place, one in enumerate(words):
            found += [
                f"page {number}: {one[4]} lies on {other[4]}" for other in words[place + 1 :] if _over(one, other)
            ]
    return found


def _off(pdf: bytes) -> Iterator[tuple[int, str]]:
    """Yield the letters whose ink stands where no printer reaches, a run of them at a time, with their page."""
    for number, signs in enumerate(letters(pdf), start=1):
        for is_off, run in itertools.groupby(signs, key=_is_off):
            if is_off:
                yield number, "".join(letter.sign for letter in run)


def _is_off(letter: Letter) -> bool:
    left, low, right, high = letter.box
    return bool(left < EDGE or right > WIDTH - EDGE or low < BOTTOM or high > HEIGHT - BOTTOM)


def _over(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Tell whether two words share ink, leaving out the air above and below letters."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return bool(wide > 2 and high > 0.5 * min(one[3] - one[1], other[3] - other[1]))


def languages_in(pdf: bytes) -> set[str]:
    """Return the languages that passages of the pages are marked with, besides that of the document."""
    found = set()
    for page in PdfDocument(pdf):
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=8):
            for number in range(raw.FPDFPageObj_CountMarks(thing.raw)):
                mark = raw.FPDFPageObj_GetMark(thing.raw, number)
                room, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
                if raw.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", _wide(room), 64, length):
                    found.add(room.raw[: length.value].decode("utf-16-le").rstrip("\0"))
    return found


def _wide(room: Any) -> Any:
    return ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR))


def languages_wanted(html: str) -> set[str]:
    """Return the languages of passages that have words of their own, besides that of the document."""
    own = re.search(r'<html lang="([^"]+)"', html)
    body = html.partition("<main>")[2]
    found = {tag for tag, words in re.findall(r'<[^>]*\blang="([^"]+)"[^>]*>([^<]*)', body) if words.strip()}
    return found - {own[1] if own else ""}


def faint(pdf: bytes) -> list[str]:
    """Return letters of too little contrast where every page is drawn in grey, as a printer without colour draws it."""
    found = []
    for number, (page, signs) in enumerate(zip(PdfDocument(pdf), letters(pdf), strict=True), start=1):
        drawn = page.render(scale=1, grayscale=True).to_pil().convert("L")
        for letter in signs:
            back = _around(drawn, letter.box, page.get_height())
            ratio = contrast(_grey(letter.colour), back)
            if ratio < CONTRAST:
                found.append(f"page {number}: {letter.sign} {ratio:.1f}")
    return found


def _grey(colour: tuple[int, int, int]) -> float:
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def _around(drawn: Image.Image, box: tuple[float, ...], height: float) -> float:
    """Return what a letter stands on: the lightest grey in and around its box."""
    left, low, right, high = box
    part = drawn.crop((int(left) - 2, int(height - high) - 2, int(right) + 3, int(height - low) + 3))
    extremes = part.getextrema()
    return float(extremes[1]) if isinstance(extremes[1], int | float) else 255.0


def contrast(one: float, other: float) -> float:
    """Return the contrast of two greys from 0 to 255 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(grey: float) -> float:
    part = grey / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
