"""What may be spoken in a talk: the words of its own form, its answers, and the fixed words of the client's pages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from linkdesk.assessments import answers
from linkdesk.assessments.aloud.rules import name_of
from linkdesk.assessments.aloud.rules import pieces
from linkdesk.assessments.aloud.rules import plain
from linkdesk.assessments.flow import check_lines
from linkdesk.easyread.client_words import template_pages
from linkdesk.languages.speech import say_plain
from linkdesk.settings import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.assessments.flow import Talk
    from linkdesk.assessments.questionnaire import Question


def spoken(talk: Talk, texts: list[str], most: int) -> list[list[str]]:
    """Return for each text of a page the names of its pieces; a text that is not of this talk has none."""
    own = set(words_of(talk))
    return [[name_of(piece) for piece in pieces(text, most)] if plain(text) in own else [] for text in texts]


def piece_of(talk: Talk, name: str, most: int) -> str | None:
    """Return the piece with this name, or nothing where it is not of this talk."""
    found = (piece for text in words_of(talk) for piece in pieces(text, most))
    return next((piece for piece in found if name_of(piece) == name), None)


def words_of(talk: Talk) -> Iterator[str]:
    """Return every text that may stand on a page of this talk, in the language of the page and in English."""
    for text in _in_english(talk):
        yield text
        said = plain(say_plain(text))
        if said != text:
            yield said
            yield f"{said} {text}"  # where the English stands beside it


def _in_english(talk: Talk) -> Iterator[str]:
    yield plain(talk.form.title)
    for question in talk.form.questions:
        yield from (plain(text) for text in _of_question(question))
    for line in check_lines(talk):
        yield plain(line.answer)
    yield from fixed()


def _of_question(question: Question) -> Iterator[str]:
    yield question.text
    yield question.helper
    yield question.section
    yield from (option.text for option in question.options)
    scale = question.scale
    if scale is not None:
        yield from (str(point) for point in scale.points)
        for point, words in ((scale.low, scale.lower_words), (scale.high, scale.upper_words)):
            yield f"{point}, {words}"
            yield f"{point}, {say_plain(words)}"
    yield from ("Yes", "No", answers.NOT_ASKED)


@cache
def fixed() -> tuple[str, ...]:
    """Return the words that LinkDesk itself puts on the client's pages."""
    folder = resources() / "templates"
    found = (path for room in ("assessments", "web") for path in sorted((folder / room).rglob("client_*.html")))
    sources = ((path.name, path.read_text(encoding="utf-8")) for path in found)
    pages = (page for name, source in sources for page in template_pages(name, source))
    return tuple(dict.fromkeys(plain(line) for page in pages for line in page.text.splitlines()))
