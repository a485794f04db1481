"""The forms of assessments: one made for each question, one to start a talk, one to take the screen back."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID
from uuid import uuid4

from flask import current_app
from flask import g
from flask import request
from flask import url_for
from sqlalchemy.exc import SQLAlchemyError
from wtforms import HiddenField
from wtforms.validators import DataRequired
from wtforms.validators import ValidationError

from linkdesk.assessments import answers
from linkdesk.assessments.packs.queries import in_use
from linkdesk.assessments.presence import forms as presence
from linkdesk.assessments.rules import FACE_POINTS
from linkdesk.assessments.rules import AskAlone
from linkdesk.assessments.rules import AskWaiting
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.rules import face_for
from linkdesk.assessments.shelf import queries as shelf
from linkdesk.assessments.shelf.rules import file_id_of
from linkdesk.easyread.pictures import picture
from linkdesk.languages.speech import current
from linkdesk.languages.speech import say_both
from linkdesk.record.errors import LinkDeskError
from linkdesk.web import fields
from linkdesk.web.addresses import static_address
from linkdesk.web.database import session
from linkdesk.web.errors import is_shut
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from wtforms import Field

    from linkdesk.assessments.packs.rules import PackPicture
    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.rules import AnswerValue

NAME = "answer"
SHEET = "sheet"
"""Under this name a page sends the token it was made with."""
MANY = 12
"""A version has fewer digits."""
_ANY = 1_000_000
"""Letters a field takes: what is too long is said in easy words by `answers.read`."""
_DATE_PARTS = ("day", "month", "year")
_PACKS = "linkdesk_pack_pictures"
_FACES_FROM_TO = (FACE_POINTS[0], FACE_POINTS[-1])


class AnswerForm(BaseForm):
    """One question; `answer` is added by `answer_form` to fit it."""

    question: Question

    def to_command(self) -> AnswerValue:
        """Return the value given; the route adds which talk it belongs to and where to go on.

        Raises:
            ValueError: one easy-read sentence that says what to do.
        """
        return value_of(self.question, _multi(request.form))


def setting_field(*more: fields.Option) -> fields.ChoiceField:
    """Return the question who holds the screen."""
    return fields.ChoiceField(
        "Who answers on the screen?",
        [DataRequired("Choose who answers on the screen.")],
        options=(
            fields.Option(
                Setting.CLIENT,
                "The client: turn the screen to them",
                hint="Only these questions can be reached until you type your short code.",
            ),
            fields.Option(Setting.WORKER, "I write down what the client says"),
            *more,
        ),
    )


class BeginningForm(BaseForm):
    """A page that begins a talk; `once` is the id it gives the talk, so that two presses begin one."""

    once = HiddenField(default=lambda: str(uuid4()))

    @property
    def talk_id(self) -> UUID | None:
        """Return the id that the page gives the talk; None where it gives none that is one."""
        try:
            return UUID(str(self.once.data))
        except ValueError:
            return None


class StartForm(BeginningForm):
    """Which questions, who holds the screen and who is here; `must_say` where an interpreter may be needed."""

    form = fields.ChoiceField("Which questions do you want to ask?", [DataRequired("Choose the questions to ask.")])
    setting = setting_field(
        fields.Option(
            Setting.PAPER,
            "Nobody: I type in a paper form that was filled in",
            hint="It is kept as completed on paper, never as answered on this screen.",
        )
    )
    paper_on = fields.DateField("When was the paper form filled in?", hint="The day that is written on it.")
    here = presence.here_field(presence.ON_PAPER)

    def __init__(self, *args: Any, must_say: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        presence.ask_who(self.here, must_say=must_say and not self.on_paper)
        self.form.options = tuple(
            fields.Option(found.url, found.title, hint=found.description) for found in shelf.offers(session())
        )

    @property
    def on_paper(self) -> bool:
        """Say whether a paper form is typed in."""
        return bool(self.setting.data == Setting.PAPER)

    @property
    def day_to_be_said(self) -> bool:
        """Say whether the day on the paper was not asked yet: it has a page of its own."""
        return self.on_paper and self.paper_on.raw_data is None

    def validate_here(self, field: fields.ChoiceField) -> None:
        """Of a talk that is held now somebody knows who is here."""
        if field.data == presence.PAPER and not self.on_paper:
            raise ValidationError("Say who is here. Only of a paper form that is not known.")

    def rows(self) -> Iterator[Field]:
        """Return what the first page asks."""
        return (field for field in super().rows() if field is not self.paper_on)

    def command_for(self, client_id: UUID) -> StartAssessment:
        """Return the command to start the chosen talk with this client; of a paper form nobody knows who was here."""
        setting = Setting(self.setting.data)
        here = None if setting is Setting.PAPER else presence.said(self.here)
        day = self.paper_on.data
        return StartAssessment(client_id, self.form.data, setting, presence=here, paper_on=day, once=self.talk_id)


class AloneForm(BeginningForm):
    """Who holds the screen and who is here, to ask what a talk set aside."""

    setting = setting_field()
    here = presence.here_field()

    def __init__(self, *args: Any, must_say: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        presence.ask_who(self.here, must_say=must_say)

    def command_for(self, assessment_id: UUID) -> AskAlone:
        """Return the command to ask what this talk set aside."""
        return AskAlone(assessment_id, Setting(self.setting.data), presence.said(self.here), self.talk_id)


class WaitingForm(AloneForm):
    """Who holds the screen and who is here, to talk about the areas that waited."""

    def command_for(self, assessment_id: UUID) -> AskWaiting:
        """Return the command to talk about the areas that waited."""
        return AskWaiting(assessment_id, Setting(self.setting.data), presence.said(self.here), self.talk_id)


class LeaveForm(BaseForm):
    """The worker's short code, to take the screen back."""

    code = fields.PassphraseField("Your short code", [DataRequired("Type your short code.")])


def answer_form(question: Question, value: AnswerValue, version: int = 0) -> AnswerForm:
    """Return the form for one question, filled with the value kept and its version."""
    made = type("OneAnswerForm", (AnswerForm,), {NAME: _field(question), "question": question})
    form: AnswerForm = made(data={NAME: _data(question, value), "version": version})
    return form


def sheet_of(sent: Mapping[str, str]) -> str:
    """Return the token of the page that sent this, or a fresh one for a page that is made now."""
    return sent.get(SHEET, "") or uuid4().hex


def seen_in(sent: Mapping[str, str]) -> int | None:
    """Return the version of what a page showed, as its form carries it along; None where it says none."""
    text = sent.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < MANY else None


def value_of(question: Question, posted: Mapping[str, Sequence[str]]) -> AnswerValue:
    """Return the value in what a page or its autosave sent, within the limits of this run.

    Raises:
        ValueError: one easy-read sentence that says what to do.
    """
    return answers.read(question, given(question, posted), current_app.config["LINKDESK_LIMITS"])


def given(question: Question, posted: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what was typed or chosen, as `answers.read` takes it.

    A script sends several chosen cards as lines of one text.
    """
    if question.kind is Kind.DATE:
        return [next(iter(posted.get(f"{NAME}-{part}", ())), "") for part in _DATE_PARTS]
    found = list(posted.get(NAME, ()))
    if question.kind is Kind.MULTI:
        return [key for text in found for key in text.splitlines()]
    return found


def picture_url(key: str | None) -> str:
    """Return the address of a picture, or an empty text; of the dictionary, or a file of the shelf."""
    if file_id := file_id_of(key):
        return _file_url(file_id)
    return (pack_url(key) or dictionary_url(key)) if key else ""


def dictionary_url(key: str) -> str:
    """Return the address of a picture as LinkDesk brings it; no record is asked, so it is there whatever is wrong."""
    return static_address(picture(key).colour_path)


def calm_url(key: str) -> str:
    """Return the address of a picture for a page that comes while something is wrong: a pack's, or LinkDesk's own.

    Behind a lock nothing of the record is given, and where it cannot be read the page must still come.
    """
    if is_shut():
        return dictionary_url(key)
    try:
        return pack_url(key) or dictionary_url(key)
    except (LinkDeskError, SQLAlchemyError):
        return dictionary_url(key)


def pack_url(key: str) -> str:
    """Return the address of the service's own picture in place of one of the dictionary, nothing where it has none.

    The packs are read once for a page; a list of pictures asks hundreds of times.
    """
    found: dict[str, PackPicture] | None = g.get(_PACKS)
    if found is None:
        found = in_use(session())
        setattr(g, _PACKS, found)
    return url_for("packs.give", file_id=found[key].file_id) if key in found else ""


def _file_url(file_id: str) -> str:
    """Return the address of a file where the page that shows it lies: a talk in a client's hands reaches no other."""
    here = request.view_args or {}
    if "assessment_id" in here:
        return url_for("talk_files.give", assessment_id=here["assessment_id"], file_id=file_id)
    if "form_id" in here:
        return url_for("shelf.media", form_id=here["form_id"], file_id=file_id)
    return url_for("pictures.give", file_id=file_id)


def _multi(posted: Any) -> dict[str, list[str]]:
    return {name: posted.getlist(name) for name in posted}


def _field(question: Question) -> Any:
    """Return the field that fits the question; its label is the heading of the page."""
    asked = replace(question, text=_with_english(question, question.text))
    return _FIELDS.get(question.kind, _line)(asked, {"hint": _with_english(question, question.helper), "heading": True})


def _with_english(question: Question, words: str) -> str:
    """Return words about danger with the English beside them; in a draft they never stand alone."""
    return say_both(words) if question.tender and words and not current().english else words


def _line(question: Question, shared: dict[str, Any]) -> Any:
    return fields.LineField(question.text, limit=_ANY, **shared)


def _text(question: Question, shared: dict[str, Any]) -> Any:
    return fields.TextField(question.text, rows=6, limit=_ANY, **shared)


def _number(question: Question, shared: dict[str, Any]) -> Any:
    return fields.NumberTextField(question.text, width=10, **shared)


def _date(question: Question, shared: dict[str, Any]) -> Any:
    return fields.DateField(question.text, **shared)


def _choice(question: Question, shared: dict[str, Any]) -> Any:
    """Return picture cards where there are pictures, else plain buttons."""
    made = fields.CardField if _drawn(question) else fields.ChoiceField
    return made(question.text, options=_options(question), **shared)


def _choices(question: Question, shared: dict[str, Any]) -> Any:
    """Return picture cards where there are pictures, else plain boxes."""
    made = fields.CardsField if _drawn(question) else fields.ChoicesField
    return made(question.text, options=_options(question), **shared)


def _drawn(question: Question) -> bool:
    return any(option.picture or option.sound for option in question.offered)


def _options(question: Question) -> tuple[fields.Option, ...]:
    return tuple(
        fields.Option(
            option.key,
            _with_english(question, option.text),
            picture=picture_url(option.picture),
            sound=picture_url(option.sound),
            alone=option.exclusive,
        )
        for option in question.offered
    )


def _yes_no(question: Question, shared: dict[str, Any]) -> Any:
    # A tick, not a thumb: “Yes” may be the answer to “Are you afraid of anybody?”.
    options = (
        fields.Option("yes", _with_english(question, answers.YES), picture=picture_url("tick")),
        fields.Option("no", _with_english(question, answers.NO), picture=picture_url("no")),
    )
    return fields.CardField(question.text, options=options, **shared)


def _scale(question: Question, shared: dict[str, Any]) -> Any:
    """Return the row of numbers; faces stand at five points of a 0 to 10 row only."""
    scale = question.scale
    if scale is None:
        raise ValueError("A row of numbers needs its two ends.")
    faces = {}
    if scale.faces and (scale.low, scale.high) == _FACES_FROM_TO:
        faces = {
            point: picture_url(face_for(point, scale.low, scale.high, high_is_good=scale.high_is_good))
            for point in FACE_POINTS
        }
    ends: dict[str, Any] = {
        "low": _with_english(question, scale.lower_words),
        "high": _with_english(question, scale.upper_words),
        "least": scale.low,
        "most": scale.high,
    }
    return fields.ScaleField(question.text, faces=faces, **ends, **shared)


_FIELDS: dict[Kind, Callable[[Question, dict[str, Any]], Any]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.MULTI: _choices,
    Kind.BOOLEAN: _yes_no,
    Kind.SCALE: _scale,
    Kind.WHOLE: _number,
    Kind.DECIMAL: _number,
    Kind.DATE: _date,
}


def _data(question: Question, value: AnswerValue) -> Any:
    """Return a kept value as the field wants it."""
    if question.kind is Kind.MULTI:
        return list(answers.boxes(question, value))
    if question.kind is Kind.SCALE:
        return value
    if question.kind is Kind.DATE:
        return answers.day(value)
    return next(iter(answers.boxes(question, value)), "")
