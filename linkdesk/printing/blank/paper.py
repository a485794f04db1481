"""Blank forms and a blank plan: every question with its number, boxes and lines, or fields to fill in on a screen.

The number of a question on paper is the number of its page in a talk (`Question.number`), so that whoever types it in
later finds each answer by the paper's own numbers. Fields of a fillable file are tagged and named by their question.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import partial
from functools import reduce
from typing import TYPE_CHECKING

from linkdesk.assessments.questionnaire import Form
from linkdesk.assessments.questionnaire import Question
from linkdesk.assessments.shelf.queries import form_of
from linkdesk.assessments.shelf.queries import offers
from linkdesk.assessments.spoken import spoken_with
from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import say_plain
from linkdesk.languages.speech import speaking
from linkdesk.organisation.queries import find_organisation
from linkdesk.printing.blank import parts
from linkdesk.printing.blank.pictures import WHOLE
from linkdesk.printing.blank.pictures import own_pictures
from linkdesk.printing.blank.pictures import picture_style
from linkdesk.printing.blank.pictures import style_of
from linkdesk.printing.compose import dressed
from linkdesk.printing.compose import footer_sheet
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.head.queries import look_of
from linkdesk.printing.pdf import press
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import at_least_readable
from linkdesk.record.session import doors_of
from linkdesk.web.speech import long_date

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from linkdesk.languages.speech import Speech
    from linkdesk.printing.pdf import Press
    from linkdesk.printing.rules import PrintOptions
    from linkdesk.record.session import Actor

PLAN = "plan"
PACK = "pack"
PLAN_TITLE = Sentence("My plan")
PACK_TITLE = Sentence("Paper forms")
NAME_MM = 11
"""Room over a footer, at 16 points, to write a name by hand: sheets part from each other."""


@dataclass(frozen=True)
class BlankPaper:
    """All that one blank print is made from; `key` is a form's address, or the plan, or everything.

    `not_drawn` is how many of the forms' own pictures cannot be printed.
    """

    key: str
    versions: tuple[str, ...]
    service: str
    day: date
    options: PrintOptions
    fillable: bool = False
    forms: tuple[Form, ...] = field(default=(), hash=False)
    not_drawn: int = 0

    @property
    def title(self) -> str:
        """What the paper is called."""
        if self.key in {PLAN, PACK}:
            return PLAN_TITLE if self.key == PLAN else PACK_TITLE
        return self.forms[0].title

    @property
    def with_plan(self) -> bool:
        """Say whether a blank plan is part of it."""
        return self.key in {PLAN, PACK}

    @property
    def name(self) -> str:
        """A neutral file name."""
        return f"{'Plan' if self.key == PLAN else 'Forms' if self.key == PACK else 'Form'} {self.day.isoformat()}.pdf"

    def make(self, on: Press | None = None) -> bytes:
        """Return a tagged PDF/UA-1, with fields to fill in when it is fillable.

        Raises:
            RuleBroken: too long to print.
            FileRefused: a font or a picture is missing.
            PrintFailed: the document could not be laid out.
        """
        written, *sheets = self.written()
        return (on or press()).pdf(written, *sheets)

    def written(self) -> tuple[str, ...]:
        """Return its words as HTML, and its style sheets."""
        options = at_least_readable(self.options)
        with speaking(options.speech):
            about = say_plain(self.title)
            if len(self.versions) == 1:
                about = say_plain("%(paper)s, version %(number)s", paper=about, number=self.versions[0])
            footer = Footer(about, long_date(self.day))
            words, *own = dressed(
                "blank.html",
                options,
                paper=self,
                footer=footer,
                shows=shows,
                parts=parts,
                picture=partial(picture_style, own=options.look.pictures),
                whole={style: one for style, one in options.look.pictures.items() if style.endswith(WHOLE)},
                style_of=style_of,
                after=WHOLE,
            )
            room = NAME_MM * options.size / 16
            named = page_sheet(options, footer, above_mm=room) + f".name-line{{min-height:{room:.1f}mm}}"
            return words, picture_sheet(mono=options.mono), *own, named, footer_sheet(footer)


def shows(question: Question) -> bool:
    """Say whether a question stands on paper: nobody knows who reads a paper, so one that is sensitive never does."""
    return question.sensitive is None


def left_out(form: Form) -> int:
    """Return how many questions of a form are not on its paper."""
    return sum(1 for question in form.questions if not shows(question))


def blank(session: Session, actor: Actor, key: str, options: PrintOptions, *, fillable: bool = False) -> BlankPaper:
    """Return a blank form by its address, the blank plan, or all of them.

    Raises:
        NotFound: LinkDesk does not have that form.
    """
    if key == PLAN:
        forms: tuple[Form, ...] = ()
    elif key == PACK:
        forms = tuple(form_of(session, each.url) for each in offers(session))
    else:
        forms = (form_of(session, key),)
    service = find_organisation(session, actor.organisation_id)
    look = look_of(session, actor, mono=options.mono)
    own, not_drawn = own_pictures(session, forms, mono=options.mono)
    return BlankPaper(
        key=key,
        versions=tuple(form.version for form in forms),
        service=service.name if service else "",
        day=doors_of(session).clock.now().astimezone().date(),
        options=replace(
            options,
            speech=spoken(options.speech, forms),
            practice=service is not None and service.practice,
            look=replace(look, pictures={**look.pictures, **own}),
        ),
        fillable=fillable,
        forms=forms,
        not_drawn=not_drawn,
    )


def spoken(speech: Speech, forms: tuple[Form, ...]) -> Speech:
    """Return the speech with what the forms bring along, as on the screen: see `spoken_with`."""
    if speech.english:
        return speech
    return reduce(spoken_with, forms, speech)
