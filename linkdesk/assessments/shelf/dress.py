"""Putting pictures, sounds and films beside the questions of a form: those it came with, and those a service chose."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.assessments import elements
from linkdesk.assessments.elements import SDC
from linkdesk.assessments.elements import Node
from linkdesk.assessments.shelf.media import INLINE
from linkdesk.assessments.shelf.package import FOLDER
from linkdesk.assessments.shelf.rules import NO_PICTURE
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.rules import Place

if TYPE_CHECKING:
    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.questionnaire import Option
    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.shelf.rules import ShelfFile
    from linkdesk.settings import Forms

ITEM_MEDIA = SDC + "sdc-questionnaire-itemMedia"
ANSWER_MEDIA = SDC + "sdc-questionnaire-itemAnswerMedia"
GENERAL_NOTE = "Not used: a picture that came with the form."
"""What reading a form says of media; here each is said by name."""

_ADDRESS = 2000
_NOTED = 20


@dataclass(frozen=True)
class Attachment:
    """One picture, sound or film that a form names; `data` is base64 text where it lies in the form itself."""

    address: str
    title: str
    data: str

    @property
    def name(self) -> str:
        """The name under which its file is kept."""
        if self.data:
            return INLINE + hashlib.sha256(self.data.encode()).hexdigest()[:40]
        plain = self.address.removeprefix("./")
        return plain if plain.startswith(FOLDER) else FOLDER + plain


@dataclass
class _Given:
    """What is beside one question and each of its listed answers."""

    own: list[Attachment] = field(default_factory=list)
    answers: list[list[Attachment]] = field(default_factory=list)


def attachments(found: Node, limits: Forms) -> Iterator[Attachment]:
    """Yield every picture, sound and film that a form names.

    Raises:
        FileRefused: one is not built as FHIR asks.
    """
    for given in _given(found, limits).values():
        yield from given.own
        for listed in given.answers:
            yield from listed


def dress(form: Form, found: Node, files: Mapping[str, ShelfFile], chosen: Mapping[Place, str], limits: Forms) -> Form:
    """Return the form with its pictures, sounds and films; what is named and not here stands in its notes.

    A picture that the service chose stands in place of the form's own.
    """
    given = _given(found, limits)
    questions = tuple(_dressed(question, given.get(question.link_id, _Given()), files) for question in form.questions)
    questions = tuple(_chosen(question, chosen) for question in questions)
    asked = {question.link_id for question in form.questions}
    notes = (*(note for note in form.notes if not note.startswith(GENERAL_NOTE)), *_notes(given, files, asked))
    return replace(form, questions=questions, notes=tuple(dict.fromkeys(notes)))


def _given(found: Node, limits: Forms) -> dict[str, _Given]:
    made: dict[str, _Given] = {}
    stack = list(elements.nodes(found, "item", limits.items))
    while stack:
        item = stack.pop()
        stack.extend(elements.nodes(item, "item", limits.items))
        given = _Given(_of(item, ITEM_MEDIA, limits))
        for entry in elements.nodes(item, "answerOption", limits.items):
            coding = entry.get("valueCoding")
            inside = _of(coding, ANSWER_MEDIA, limits) if isinstance(coding, dict) else []
            given.answers.append([*_of(entry, ANSWER_MEDIA, limits), *inside])
        made[elements.text(item, "linkId", _ADDRESS)] = given
    return made


def _of(holder: Node, url: str, limits: Forms) -> list[Attachment]:
    return [
        _attachment(elements.node(entry.get("valueAttachment", {}), "a picture"), limits)
        for entry in elements.extensions(holder, limits.items).get(url, [])
    ]


def _attachment(found: Node, limits: Forms) -> Attachment:
    return Attachment(
        address=elements.text(found, "url", _ADDRESS),
        title=elements.text(found, "title", limits.text),
        data=elements.text(found, "data", limits.file_bytes),
    )


def _first(given: list[Attachment], files: Mapping[str, ShelfFile], kind: FileKind) -> tuple[str, str]:
    """Return key and words of the first file of a kind, or two empty texts."""
    for each in given:
        kept = files.get(each.name)
        if kept is not None and kept.kind is kind:
            return kept.key, each.title
    return "", ""


def _dressed(question: Question, given: _Given, files: Mapping[str, ShelfFile]) -> Question:
    picture, words = _first(given.own, files, FileKind.PICTURE)
    sound, _ = _first(given.own, files, FileKind.SOUND)
    film, _ = _first(given.own, files, FileKind.FILM)
    options = question.options
    if len(given.answers) == len(options):
        options = tuple(_option(*pair, files) for pair in zip(options, given.answers, strict=True))
    if not (picture or sound or film) and options == question.options:
        return question
    return replace(
        question,
        picture=picture or question.picture,
        picture_words=words,
        sound=sound,
        film=film,
        options=options,
    )


def _option(option: Option, given: list[Attachment], files: Mapping[str, ShelfFile]) -> Option:
    picture, _ = _first(given, files, FileKind.PICTURE)
    sound, _ = _first(given, files, FileKind.SOUND)
    return replace(option, picture=picture or option.picture, sound=sound) if picture or sound else option


def _chosen(question: Question, chosen: Mapping[Place, str]) -> Question:
    options = tuple(
        replace(option, picture=None if key == NO_PICTURE else key or option.picture)
        for option in question.options
        for key in (chosen.get(Place(question.link_id, option.key)),)
    )
    own = chosen.get(Place(question.link_id))
    words = question.picture_words if own is None else ""
    return replace(question, picture=own or question.picture, picture_words=words, options=options)


def _notes(given: Mapping[str, _Given], files: Mapping[str, ShelfFile], asked: set[str]) -> Iterator[str]:
    """Say of each picture, sound and film that is not shown why; remote ones are never fetched."""
    said: dict[str, None] = {}
    for link_id, each in given.items():
        for place in (each.own, *each.answers):
            said.update(dict.fromkeys(_unused(place, files, is_asked=link_id in asked)))
    yield from list(said)[:_NOTED]
    if len(said) > _NOTED:
        yield f"Not used: {len(said) - _NOTED} more pictures, sounds or films."


def _unused(place: list[Attachment], files: Mapping[str, ShelfFile], *, is_asked: bool) -> Iterator[str]:
    kinds = set()
    for one in place:
        kept = files.get(one.name)
        if kept is None and ":" in one.address:
            yield f"Not used: what lies at {one.address[:80]}. LinkDesk fetches nothing. Put the file in the package."
        elif kept is None:
            yield f"Not used: the file “{one.address[:80]}”, which is not in the package."
        elif not is_asked:
            yield "Not used: a picture, sound or film beside a heading, or beside a question that is not asked."
        elif kept.kind in kinds:
            yield "Not used: a second picture, sound or film of one kind beside the same question."
        else:
            kinds.add(kept.kind)
