"""Every form a talk can use: those that come with LinkDesk and those on the shelf of this vault."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import String
from sqlalchemy import cast
from sqlalchemy import exists
from sqlalchemy import or_
from sqlalchemy import select

from linkdesk.assessments import library
from linkdesk.assessments.models import Answer
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.shelf import carry
from linkdesk.assessments.shelf import checks
from linkdesk.assessments.shelf import source
from linkdesk.assessments.shelf.layer import written
from linkdesk.assessments.shelf.models import ShelfFileBody
from linkdesk.assessments.shelf.models import ShelfFileRow
from linkdesk.assessments.shelf.models import ShelfFormBody
from linkdesk.assessments.shelf.models import ShelfFormRow
from linkdesk.assessments.shelf.rules import APART
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.rules import Offer
from linkdesk.assessments.shelf.rules import Place
from linkdesk.assessments.shelf.rules import ShelfEntry
from linkdesk.assessments.shelf.rules import ShelfFile
from linkdesk.assessments.shelf.rules import ShelfState
from linkdesk.assessments.shelf.rules import Spot
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.elements import Node
    from linkdesk.assessments.questionnaire import Form

LIMITS = Shelf()
_CHANGED = "This {what} was changed outside LinkDesk, so it is not used. Nothing else was changed. Bring it in again."


def offers(session: Session) -> tuple[Offer, ...]:
    """Return the forms a talk can be started with, those of LinkDesk first, then those of the service by title."""
    ours = (Offer(each.url, each.title, each.description) for each in library.forms())
    rows = session.scalars(
        select(ShelfFormRow)
        .where(ShelfFormRow.state == ShelfState.USED)
        .order_by(ShelfFormRow.title, ShelfFormRow.id)
        .limit(LIMITS.forms)
    )
    return (*ours, *(Offer(row.url, row.title, row.description) for row in rows))


def form_of(session: Session, url: str, version: str = "") -> Form:
    """Return the form with that address: the version offered now, or exactly the one that is named.

    A version that was put away is still found by its name, so that talks go on with the words they began with.

    Raises:
        NotFound: LinkDesk does not have that form or version.
        RuleBroken: its bytes are not those that were kept.
    """
    try:
        return library.form(url, version)
    except NotFound:
        row = _named(session, url, version)
        if row is None:
            raise
    return _form(session, row)


def has(session: Session, url: str, version: str) -> bool:
    """Say whether exactly that version of a form is here."""
    return library.has(url, version) or _named(session, url, version) is not None


def questionnaire_of(session: Session, url: str, version: str) -> Node | None:
    """Return a form of the shelf as FHIR Questionnaire; None where there is none."""
    row = _named(session, url, version)
    return None if row is None else source.questionnaire(_body(session, row))


def form_on_shelf(session: Session, form_id: UUID) -> Form:
    """Return one form of the shelf, in whatever state. Raises NotFound, RuleBroken."""
    return _form(session, _row(session, form_id))


def entries(session: Session) -> tuple[ShelfEntry, ...]:
    """Return every form of the shelf: by title, the newest version first."""
    rows = session.scalars(
        select(ShelfFormRow)
        .order_by(ShelfFormRow.title, ShelfFormRow.created_at.desc(), ShelfFormRow.id)
        .limit(LIMITS.forms)
    )
    return tuple(_entry(row) for row in rows)


def entry(session: Session, form_id: UUID) -> ShelfEntry:
    """Return one form of the shelf without its words. Raises NotFound."""
    return _entry(_row(session, form_id))


def versions_of(session: Session, url: str) -> tuple[ShelfEntry, ...]:
    """Return every version of one form that is here, in whatever state, the newest first."""
    rows = session.scalars(
        select(ShelfFormRow)
        .where(ShelfFormRow.url == url)
        .order_by(ShelfFormRow.created_at.desc(), ShelfFormRow.id.desc())
        .limit(LIMITS.forms)
    )
    return tuple(_entry(row) for row in rows)


def body_of(session: Session, form_id: UUID) -> bytes:
    """Return a form exactly as it came in. Raises NotFound, RuleBroken."""
    return _body(session, _row(session, form_id))


def is_answered(session: Session, url: str, version: str) -> bool:
    """Say whether a talk began with that version of a form, ended or not."""
    found = exists().where(Assessment.form_url == url, Assessment.form_version == version)
    return bool(session.scalar(select(found)))


def files_of(session: Session, form_id: UUID | None) -> tuple[ShelfFile, ...]:
    """Return the files of one form, or with None the pictures of the service's own."""
    rows = session.scalars(
        select(ShelfFileRow)
        .where(ShelfFileRow.form_id == form_id, ShelfFileRow.kind.not_in(APART))
        .order_by(ShelfFileRow.words, ShelfFileRow.name, ShelfFileRow.id)
        .limit(max(LIMITS.own_pictures, LIMITS.members))
    )
    return tuple(_file(row) for row in rows)


def logo(session: Session) -> ShelfFile | None:
    """Return the logo of the service, None where it has none."""
    row = session.scalars(select(ShelfFileRow).where(ShelfFileRow.kind == FileKind.LOGO).limit(1)).first()
    return None if row is None else _file(row)


def file_of(session: Session, file_id: UUID, form_id: UUID | None) -> ShelfFile:
    """Return a file of this form, or a picture of the service's own. Raises NotFound for one of another form."""
    row = session.get(ShelfFileRow, file_id)
    if row is None or row.form_id not in {None, form_id}:
        raise NotFound
    return _file(row)


def any_file(session: Session, file_id: UUID) -> ShelfFile:
    """Return a file of the shelf, of whichever form. Raises NotFound."""
    row = session.get(ShelfFileRow, file_id)
    if row is None:
        raise NotFound
    return _file(row)


def file_body(session: Session, file_id: UUID) -> bytes:
    """Return the bytes of a file, compared with the audited digest. Raises NotFound, RuleBroken."""
    row = session.get(ShelfFileRow, file_id)
    if row is None:
        raise NotFound
    body = session.scalar(select(ShelfFileBody.body).where(ShelfFileBody.id == file_id))
    return _sound(body, row.sha256, "picture")


def file_of_talk(session: Session, file_id: UUID, assessment_id: UUID) -> ShelfFile:
    """Return a file of the form of a talk, or a picture of the service's own. Raises NotFound for any other."""
    talk = session.get(Assessment, assessment_id)
    if talk is None:
        raise NotFound
    form_id = session.scalar(
        select(ShelfFormRow.id).where(ShelfFormRow.url == talk.form_url, ShelfFormRow.form_version == talk.form_version)
    )
    return file_of(session, file_id, form_id)


def spots(session: Session, form_id: UUID) -> tuple[Spot, ...]:
    """Return every question and answer of a form beside which a picture can stand, in order. Raises NotFound."""
    row = _row(session, form_id)
    chosen = places(row.pictures)
    plain = {place: picture for _, place, _, picture in _places(_form(session, row, {}))}
    return tuple(
        Spot(number, place, words, shown, place in chosen, question, plain.get(place))
        for number, (question, place, words, shown) in enumerate(_places(_form(session, row)), start=1)
    )


def spots_of(session: Session, form_id: UUID, question: int) -> tuple[Spot, ...]:
    """Return one question of a form and each of its answers. Raises NotFound."""
    found = tuple(each for each in spots(session, form_id) if each.question == question)
    if not found:
        raise NotFound
    return found


def _places(form: Form) -> Iterator[tuple[int, Place, str, str | None]]:
    for question in form.questions:
        yield question.number, Place(question.link_id), question.text, question.picture
        for each in question.options:
            yield question.number, Place(question.link_id, each.key), each.text, each.picture


def spot(session: Session, form_id: UUID, number: int) -> Spot:
    """Return one question or answer of a form by its number. Raises NotFound."""
    found = spots(session, form_id)
    if not 1 <= number <= len(found):
        raise NotFound
    return found[number - 1]


def is_shown(session: Session, key: str) -> bool:
    """Say whether a form of the shelf, or an answer on record, shows a file."""
    chosen = exists().where(cast(ShelfFormRow.pictures, String).contains(key))
    answered = exists().where(or_(Answer.picture == key, cast(Answer.chosen, String).contains(key)))
    return bool(session.scalar(select(or_(chosen, answered))))


def digest(body: bytes) -> str:
    """Return the digest by which bytes are known again."""
    return hashlib.sha256(body).hexdigest()


def places(kept: Iterable[dict[str, Any]]) -> dict[Place, str]:
    """Return the chosen pictures of a row by the question or answer they stand beside."""
    return {Place(each["link_id"], each["option"]): each["picture"] for each in kept}


def _named(session: Session, url: str, version: str) -> ShelfFormRow | None:
    wanted = select(ShelfFormRow).where(ShelfFormRow.url == url)
    if version:
        wanted = wanted.where(ShelfFormRow.form_version == version, ShelfFormRow.state != ShelfState.WAITING)
    else:
        wanted = wanted.where(ShelfFormRow.state == ShelfState.USED)
    return session.scalars(wanted.limit(1)).first()


def _row(session: Session, form_id: UUID) -> ShelfFormRow:
    row = session.get(ShelfFormRow, form_id)
    if row is None:
        raise NotFound
    return row


def _form(session: Session, row: ShelfFormRow, chosen: dict[Place, str] | None = None) -> Form:
    """Return a form dressed with the pictures that the service chose, or with these."""
    beside = places(row.pictures) if chosen is None else chosen
    said = [str(row.id), row.sha256, written(beside), row.checks]
    key = digest(json.dumps(said, sort_keys=True).encode())

    def make() -> Form:
        files = {each.name: each for each in files_of(session, row.id)}
        form = source.read(_body(session, row), files, beside)
        return replace(form, checked=checks.checked_words(checks.fitting(form, checks.read(row.checks))))

    return source.KNOWN.get(key, make)


def _body(session: Session, row: ShelfFormRow) -> bytes:
    return _sound(session.scalar(select(ShelfFormBody.body).where(ShelfFormBody.id == row.id)), row.sha256, "form")


def _sound(body: bytes | None, sha256: str, what: str) -> bytes:
    if body is None or not hmac.compare_digest(digest(body), sha256):
        raise RuleBroken(_CHANGED.format(what=what))
    return body


def _entry(row: ShelfFormRow) -> ShelfEntry:
    return ShelfEntry(
        id=row.id,
        url=row.url,
        form_version=row.form_version,
        title=row.title,
        description=row.description,
        language=row.language,
        state=row.state,
        licence=row.licence,
        notes=tuple(row.notes),
        pictures=places(row.pictures),
        checks=checks.read(row.checks),
        carried=carry.read(row.carried),
        size=row.size,
        created_at=row.created_at,
        version=row.version,
    )


def _file(row: ShelfFileRow) -> ShelfFile:
    return ShelfFile(row.id, row.kind, row.name, row.media_type, row.words)
