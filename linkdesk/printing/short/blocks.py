"""The sentences of each card and letter with their pictures, once for every format and language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jinja2 import pass_eval_context

from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import current
from linkdesk.languages.speech import say
from linkdesk.languages.speech import say_both
from linkdesk.languages.speech import say_plain
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.short.rules import LETTERS
from linkdesk.printing.short.rules import SQUARE_PLACE
from linkdesk.printing.short.rules import begins
from linkdesk.printing.short.rules import clock_words
from linkdesk.printing.words import apart
from linkdesk.printing.words import own
from linkdesk.printing.words import own_plain
from linkdesk.web.speech import day_date
from linkdesk.web.squares import meeting
from linkdesk.web.squares import square
from linkdesk.web.squares import whole_day

if TYPE_CHECKING:
    from datetime import date

    from jinja2.nodes import EvalContext

    from linkdesk.printing.leaflet import LeafletPaper
    from linkdesk.web.squares import Square


class Kind(StrEnum):
    """How a line is said; BOTH with the English beside a draft, OWN in a person's words, GAP is a line to write on."""

    SAY = "say"
    BOTH = "both"
    OWN = "own"
    DAY = "day"
    NUMBER = "number"
    GAP = "gap"


@dataclass(frozen=True)
class Line:
    """One line of a row; `strong` stands out."""

    words: str | date = ""
    kind: Kind = Kind.SAY
    strong: bool = False


@dataclass(frozen=True)
class Row:
    """One idea: the key of its picture and its lines.

    `code` rings the number that stands in the lines before it.
    """

    picture: str
    lines: tuple[Line, ...]
    code: Square | None = None


@dataclass(frozen=True)
class Part:
    """Rows under a heading; those of a card stand in its frame."""

    rows: tuple[Row, ...]
    heading: Sentence | str = ""
    framed: bool = False


GAP = Line(kind=Kind.GAP)


CLOSER = (
    ".short{line-height:1.3}.short .row{min-height:30mm;background-size:30mm 30mm}"
    ".card .row{min-height:20mm;background-size:20mm 20mm;margin:0}.card h2{margin-top:.5em}"
    "html .card p{margin-bottom:0}.card .sign-line{height:1.4em}.card .credit{margin-top:0}.card h1{font-size:1.6em}"
    ".card .framed{margin:.3em 0;padding:2mm 4mm}.card .head{margin-bottom:.2em}"
    ".card .row>.first:only-child{padding-top:4mm}"
    ".short.standard .bare{margin:.25em 0}.large .framed{break-inside:auto}"
)
"""A card is for one page; where it needs two it is set closer, never smaller."""


def values_of(paper: LeafletPaper, title: Sentence, parts: tuple[Part, ...] | None = None) -> dict[str, object]:
    """Return what the templates of cards and letters are filled with, in the language that is spoken now.

    Args:
        paper: the card or letter.
        title: what it is called.
        parts: what it says, where that is not one of ours.
    """
    parts = parts_of(paper) if parts is None else parts
    sender = (paper.service.name, *paper.service.contact) if paper.item in LETTERS else ()
    carded = any(part.framed for part in parts)
    return {
        "parts": parts,
        "line": line_in_template,
        "title": title,
        "carded": carded,
        "sender": sender,
        "visit": _visit(paper, title),
    }


def _visit(paper: LeafletPaper, title: Sentence) -> Square | None:
    """Return the square that puts the next visit into a phone; it names no service, no worker and no topic."""
    said = paper.said
    if paper.item is not ClientItem.APPOINTMENT or said.day is None:
        return None
    when, words, place = begins(said), say_plain(title), said.place[:SQUARE_PLACE]
    return square(meeting(when, words, place) if when else whole_day(said.day, words, place))


def parts_of(paper: LeafletPaper) -> tuple[Part, ...]:
    """Return what one card or letter says, from top to bottom."""
    return _MAKERS[paper.item](paper)


@pass_eval_context
def line_in_template(context: EvalContext, line: Line) -> str:
    """Say one line in a template: markup on a page, plain words in a plain text."""
    page = context.autoescape
    if line.kind is Kind.GAP:
        return "" if page else "____"
    if line.kind is Kind.DAY:
        return apart(day_date(line.words)) if page else own_plain(day_date(line.words))  # type: ignore[arg-type]
    if line.kind is Kind.NUMBER:
        return apart(line.words) if page else own_plain(line.words)
    words = line.words
    if not isinstance(words, Sentence):
        return own(words) if page else own_plain(words)
    filled = {name: _value(value, page=page) for name, value in words.filled.items()}
    if line.kind is Kind.BOTH:
        return say_both(words.pattern, **filled) if page else current().both_plain(words.pattern, **filled)
    return say(words.pattern, **filled) if page else say_plain(words.pattern, **filled)


def _value(value: object, *, page: bool) -> str:
    """Return what is filled into a sentence; a name in the words of its writer, a number from left to right."""
    return own(value) if page else own_plain(value)


def own_rows(picture: str, text: str) -> tuple[Row, ...]:
    """Return one row a line of what a worker typed."""
    return tuple(Row(picture, (Line(line, Kind.OWN),)) for line in text.splitlines() if line.strip())


def _row(picture: str, *sentences: Sentence) -> Row:
    return Row(picture, tuple(Line(each) for each in sentences))


def _hello(paper: LeafletPaper) -> Row:
    return Row("hello", (Line(Sentence("Hello %(name)s.", name=paper.client.called)),))


def _appointment(paper: LeafletPaper) -> tuple[Part, ...]:
    said = paper.said
    day = Line(said.day, Kind.DAY, strong=True) if said.day else GAP
    time = Line(clock_words(said.time), strong=True) if said.time else GAP
    rows = [
        Row("calendar", (Line(Sentence("When:")), day)),
        Row("clock", (Line(Sentence("What time:")), time)),
        Row("place", (Line(Sentence("Where:")), Line(said.place, Kind.OWN, strong=True) if said.place else GAP)),
    ]
    worker = paper.service.worker_name
    if worker:
        rows.append(Row("link-worker", (Line(Sentence("You will meet:")), Line(worker, Kind.OWN, strong=True))))
    if said.bring:
        rows.append(Row("purse", (Line(Sentence("Bring this:")), Line(said.bring, Kind.OWN, strong=True))))
    cannot = (Line(Sentence("If you cannot come, phone us.")), Line(Sentence("We find another day.")))
    rows.append(Row("phone", (*cannot, *_phone(paper))))
    return (Part(tuple(rows), framed=True), Part(own_rows("information", said.words)))


def _phone(paper: LeafletPaper) -> tuple[Line, ...]:
    number = paper.service.worker_phone
    return (Line(number, Kind.NUMBER, strong=True),) if number else ()


def _calling_card(paper: LeafletPaper) -> tuple[Part, ...]:
    said, service = paper.said, paper.service
    name = Line(Sentence("My name is %(name)s.", name=service.worker_name)) if service.worker_name else GAP
    who = [
        Row("hello", (name, Line(Sentence("I am a link worker.")))),
        _row("heart", Sentence("A link worker helps you with what matters to you.")),
        Row("group", (Line(Sentence("I work for %(name)s.", name=service.name)),)),
    ]
    if said.hours:
        hours = tuple(Line(line, Kind.OWN) for line in said.hours.splitlines() if line.strip())
        who.append(Row("clock", (Line(Sentence("When you can phone:")), *hours)))
    if service.worker_phone:
        who.append(Row("phone", (Line(Sentence("Phone me:")), *_phone(paper))))
    return (
        Part(tuple(who), framed=True),
        Part(own_rows("information", said.words)),
        Part(
            (
                Row("calendar", (Line(Sentence("I cannot come on this day:")), GAP)),
                Row("again", (Line(Sentence("This day is better for me:")), GAP)),
                Row("person", (Line(Sentence("Your name")), GAP)),
                _row("letter", Sentence("Give this paper to your link worker.")),
            ),
            Sentence("If you cannot come"),
        ),
    )


def _what_happens(paper: LeafletPaper) -> tuple[Part, ...]:
    return (
        Part(
            (
                _row("link-worker", Sentence("We meet and talk."), Sentence("You can bring a person you trust.")),
                _row("heart", Sentence("You tell us what matters to you."), Sentence("You do not have to answer.")),
                _row("goal", Sentence("You say what you want to do.")),
            ),
            Sentence("First"),
        ),
        Part(
            (
                _row("form", Sentence("We make a plan together."), Sentence("You get the plan on paper.")),
                _row("steps", Sentence("You choose your first small step."), Sentence("We help you with it.")),
                _row("calendar", Sentence("We meet again and look at your plan.")),
            ),
            Sentence("Then"),
        ),
        Part(
            (
                *own_rows("information", paper.said.words),
                Row("stop", (Line(Sentence("You can stop at any time."), Kind.BOTH),)),
            ),
            Sentence("Good to know"),
        ),
    )


def _cannot_reach(paper: LeafletPaper) -> tuple[Part, ...]:
    by = Line(paper.said.day, Kind.DAY, strong=True) if paper.said.day else GAP
    return (
        Part(
            (
                _hello(paper),
                _row("phone", Sentence("We tried to talk to you."), Sentence("We could not find you.")),
                _row("question", Sentence("Do you want to meet us?")),
                *own_rows("information", paper.said.words),
            )
        ),
        Part(
            (
                Row("mobile", (Line(Sentence("Please phone us.")), Line(Sentence("Phone before this day:")), by)),
                Row("no", (Line(Sentence("You can say no."), Kind.BOTH),)),
                _row("stop", Sentence("If you do not phone, we stop for now.")),
                _row("again", Sentence("You can come back at any time.")),
            ),
            Sentence("What you can do"),
        ),
    )


def _closing(paper: LeafletPaper) -> tuple[Part, ...]:
    parts = [Part((_hello(paper), _row("finish", Sentence("We have finished our work together."))))]
    if paper.said.did:
        parts.append(Part(own_rows("star", paper.said.did), Sentence("What we worked on")))
    if paper.said.words:
        parts.append(Part(own_rows("information", paper.said.words), Sentence("What I want to tell you")))
    after = (
        _row("again", Sentence("You can come back at any time."), Sentence("Phone us and we talk again.")),
        Row("private", (Line(Sentence("We keep what you told us safe."), Kind.BOTH),)),
    )
    return (*parts, Part(after, Sentence("After today")))


def _introduction(paper: LeafletPaper) -> tuple[Part, ...]:
    said = paper.said
    first = [
        Row("letter", (Line(Sentence("This letter is for %(name)s.", name=said.to), Kind.BOTH),)),
        Row("person", (Line(Sentence("My name is %(name)s.", name=paper.client.full_name), Kind.BOTH),)),
    ]
    if said.phone:
        number = Line(said.phone, Kind.NUMBER, strong=True)
        first.append(Row("phone", (Line(Sentence("My phone number:"), Kind.BOTH), number)))
    parts = [Part(tuple(first))]
    if said.want:
        parts.append(Part(own_rows("goal", said.want), Sentence("What I want")))
    if said.helps:
        parts.append(Part(own_rows("help", said.helps), Sentence("What helps me")))
    if said.words:
        parts.append(Part(own_rows("information", said.words), Sentence("What my link worker wants to tell you")))
    yes = Row("yes", (Line(Sentence("I said yes to this letter."), Kind.BOTH),))
    return (*parts, Part((yes,), Sentence("My yes")))


_MAKERS = {
    ClientItem.APPOINTMENT: _appointment,
    ClientItem.CALLING_CARD: _calling_card,
    ClientItem.WHAT_HAPPENS: _what_happens,
    ClientItem.CANNOT_REACH: _cannot_reach,
    ClientItem.CLOSING: _closing,
    ClientItem.INTRODUCTION: _introduction,
}
