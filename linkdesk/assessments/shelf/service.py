"""The writing verbs of the shelf: bring a form in, use it, put it away, drop one that was never used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID
from uuid import uuid5

from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select

from linkdesk.assessments import library
from linkdesk.assessments.parse import parse
from linkdesk.assessments.shelf import before
from linkdesk.assessments.shelf import carry
from linkdesk.assessments.shelf import checks
from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import rules
from linkdesk.assessments.shelf import source
from linkdesk.assessments.shelf.before import Ready
from linkdesk.assessments.shelf.dress import dress
from linkdesk.assessments.shelf.layer import read_layer
from linkdesk.assessments.shelf.layer import written
from linkdesk.assessments.shelf.media import safe_file
from linkdesk.assessments.shelf.media import safe_picture
from linkdesk.assessments.shelf.models import ShelfFileBody
from linkdesk.assessments.shelf.models import ShelfFileRow
from linkdesk.assessments.shelf.models import ShelfFormBody
from linkdesk.assessments.shelf.models import ShelfFormRow
from linkdesk.assessments.shelf.package import open_package
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.rules import ShelfFile
from linkdesk.assessments.shelf.rules import ShelfState
from linkdesk.easyread.pictures import picture
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Forms
from linkdesk.settings import Shelf

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.shelf.before import Known
    from linkdesk.assessments.shelf.checks import CheckPage
    from linkdesk.assessments.shelf.media import SafeFile
    from linkdesk.assessments.shelf.rules import ChoosePicture
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

LIMITS = Shelf()
FORMS = Forms()

OURS = (
    "This form has the address of a form that comes with LinkDesk. Nothing was brought in. "
    "Give it an address (url) of its own."
)
SAME = (
    "This form is here already, in this version. Nothing was changed. "
    "Other pictures or another licence need a new version."
)
OTHER = (
    "This form is here already with the same version and other words. Nothing was changed. "
    "Give the changed form a new version, then bring it in again."
)
TOO_MANY = f"There are {LIMITS.forms} forms already. Nothing was brought in. Drop some that are not used."
KEPT = "Talks began with this form, so it stays. Nothing was changed. Put it away instead."


def bring_in(session: Session, actor: Actor, data: bytes) -> UUID:
    """Keep a form that came as JSON or as a package, and return its id; it waits until somebody looked at it.

    One with the same address and version that still waits is replaced; the very same again changes nothing. What the
    service chose and checked in the versions that are here is carried over where it still fits; the form says what
    was, and what is to be done anew.

    Raises:
        FileRefused: it cannot be read, is too large, or cannot be asked as it is.
        RuleBroken: that version is here already, its address is one of ours, or there are too many forms.
    """
    ready = look_at(data)
    form = ready.form
    if any(each.url == form.url for each in library.forms()) or form.url == library.PICTURE_SORT:
        raise RuleBroken(OURS)
    with unit_of_work(session, actor, "bring_in_form") as work:
        twin = work.session.scalars(
            select(ShelfFormRow).where(ShelfFormRow.url == form.url, ShelfFormRow.form_version == form.version)
        ).first()
        if twin is not None and before.is_here(work.session, twin, ready):
            return twin.id
        known = before.known(work.session, form)
        if twin is not None:
            _replace(work, twin, ready)
        elif (work.session.scalar(select(func.count()).select_from(ShelfFormRow)) or 0) >= LIMITS.forms:
            raise RuleBroken(TOO_MANY)
        return _keep(work, ready, known)


def use(session: Session, actor: Actor, form_id: UUID) -> None:
    """Offer a form for talks; another version that was offered until now is put away, and talks with it go on.

    Raises:
        NotFound: there is no such form.
    """
    with unit_of_work(session, actor, "use_form") as work:
        row = _row(work, form_id)
        for other in work.session.scalars(
            select(ShelfFormRow).where(
                ShelfFormRow.url == row.url, ShelfFormRow.state == ShelfState.USED, ShelfFormRow.id != row.id
            )
        ):
            other.state = ShelfState.AWAY
        row.state = ShelfState.USED


def put_away(session: Session, actor: Actor, form_id: UUID) -> None:
    """Offer a form no more; talks that began with it go on.

    Raises:
        NotFound: there is no such form.
        RuleBroken: nobody looked at it yet; nothing was changed.
    """
    with unit_of_work(session, actor, "put_form_away") as work:
        row = _row(work, form_id)
        if row.state is ShelfState.WAITING:
            raise RuleBroken(rules.WAITS)
        row.state = ShelfState.AWAY


def drop(session: Session, actor: Actor, form_id: UUID) -> None:
    """Take a form away for good, with its files.

    Raises:
        NotFound: there is no such form.
        RuleBroken: talks began with it; nothing was changed.
    """
    with unit_of_work(session, actor, "drop_form") as work:
        row = _row(work, form_id)
        if queries.is_answered(work.session, row.url, row.form_version):
            raise RuleBroken(KEPT)
        _delete(work, row)


def choose_picture(session: Session, actor: Actor, command: ChoosePicture) -> None:
    """Put a picture beside a question or an answer of a form; the form itself stays as it was written.

    Raises:
        NotFound: there is no such form or question, or no such picture.
        Stale: somebody chose a picture for this form after the page was opened.
    """
    with unit_of_work(session, actor, "choose_picture") as work:
        row = _row(work, command.form_id)
        if row.version != command.version:
            raise Stale
        spot = queries.spot(work.session, row.id, command.number)
        chosen = queries.places(row.pictures)
        chosen.pop(spot.place, None)
        if command.picture:
            bare = command.picture == rules.NO_PICTURE and spot.place.option
            chosen[spot.place] = command.picture if bare else _known_picture(work, row, command.picture)
        if (lines := written(chosen)) != row.pictures:
            row.pictures = lines
        if (told := carry.written(carry.without(carry.read(row.carried), place=spot.place))) != row.carried:
            row.carried = told


def check_translation(session: Session, actor: Actor, command: CheckPage) -> None:
    """Keep who checked the sentences of one page of a form's translation; the form itself stays as it was written.

    Raises:
        NotFound: there is no such form, or it has no words in that language.
        Stale: somebody changed the form's pictures or checks after the page was opened.
        RuleBroken: who or when is missing or cannot be; nothing was changed.
    """
    with unit_of_work(session, actor, "check_translation") as work:
        row = _row(work, command.form_id)
        if row.version != command.version:
            raise Stale
        form = queries.form_on_shelf(work.session, row.id)
        today = work.now.astimezone().date()
        try:
            kept = checks.after(command, form, checks.fitting(form, checks.read(row.checks)), today)
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        if (rows := checks.written(kept)) != row.checks:
            row.checks = rows
        if (told := carry.written(carry.without(carry.read(row.carried), tag=command.tag))) != row.carried:
            row.carried = told


def add_own_picture(session: Session, actor: Actor, data: bytes, words: str) -> UUID:
    """Keep a picture of the service's own, with the words that say what it shows, and return its id.

    Raises:
        FileRefused: it is no picture, too large, or damaged.
        RuleBroken: it has no words, or there are too many; nothing was changed.
    """
    if not words or len(words) > rules.WORDS_LENGTH:
        raise RuleBroken(rules.SAY_WHAT)
    file = safe_picture(words, data, LIMITS)
    with unit_of_work(session, actor, "add_own_picture") as work:
        own = (ShelfFileRow.form_id.is_(None), ShelfFileRow.kind.not_in(rules.APART))
        kept = work.session.scalar(select(func.count()).where(*own)) or 0
        if kept >= LIMITS.own_pictures:
            raise RuleBroken(
                f"There are {LIMITS.own_pictures} pictures already. Nothing was kept. Take one away first."
            )
        return add_file(work, None, words, file, words).id


def keep_logo(session: Session, actor: Actor, logo: SafeFile, words: str) -> UUID:
    """Keep the logo of the service in place of the one before, with the words that say what it shows; return its id.

    Raises:
        RuleBroken: it has no words; nothing was changed.
    """
    if not words or len(words) > rules.WORDS_LENGTH:
        raise RuleBroken(rules.SAY_WHAT)
    with unit_of_work(session, actor, "keep_logo") as work:
        _drop_logo(work)
        return add_file(work, None, "logo", replace(logo, kind=FileKind.LOGO), words).id


def drop_logo(session: Session, actor: Actor) -> None:
    """Take the logo of the service away for good; without one nothing happens."""
    with unit_of_work(session, actor, "drop_logo") as work:
        _drop_logo(work)


def _drop_logo(work: Work) -> None:
    for file_id in work.session.scalars(select(ShelfFileRow.id).where(ShelfFileRow.kind == FileKind.LOGO)).all():
        drop_file(work, file_id)
    work.session.flush()


def drop_file(work: Work, file_id: UUID) -> None:
    """Take a file away with its bytes inside the caller's unit of work; one that is gone is no fault."""
    row = work.session.get(ShelfFileRow, file_id)
    if row is not None:
        work.session.execute(delete(ShelfFileBody).where(ShelfFileBody.id == file_id))
        work.session.delete(row)


def drop_own_picture(session: Session, actor: Actor, file_id: UUID) -> None:
    """Take a picture of the service's own away for good.

    Raises:
        NotFound: there is no such picture.
        RuleBroken: it stands in a form, or beside an answer on record; nothing was changed.
    """
    with unit_of_work(session, actor, "drop_own_picture") as work:
        row = work.session.get(ShelfFileRow, file_id)
        if (
            row is None
            or row.form_id is not None
            or row.kind in rules.APART
            or row.organisation_id != work.actor.organisation_id
        ):
            raise NotFound
        if queries.is_shown(work.session, f"{rules.KEY}{file_id}"):
            raise RuleBroken(rules.SHOWN)
        work.session.execute(delete(ShelfFileBody).where(ShelfFileBody.id == file_id))
        work.session.delete(row)


def _known_picture(work: Work, row: ShelfFormRow, key: str) -> str:
    """Return the key of a picture of the dictionary, of this form, or of the service's own. Raises NotFound."""
    if not rules.file_id_of(key):
        return picture(key).key
    own = (*queries.files_of(work.session, row.id), *queries.files_of(work.session, None))
    if key not in {file.key for file in own if file.kind is FileKind.PICTURE}:
        raise NotFound
    return key


def look_at(data: bytes) -> Ready:
    """Read a form that came as JSON or as a package, with all its files, and keep nothing.

    Raises:
        FileRefused: it cannot be read, is too large, or cannot be asked as it is.
    """
    package = open_package(data, FORMS, LIMITS)
    form = parse(
        source.as_form(package.form), FORMS
    )  # what is no form is refused as one, before anything in it is unpacked
    found = source.questionnaire(package.form)
    given = {**package.media, **source.inline_files(found)}
    if len(given) > LIMITS.members:
        raise FileRefused("This form has too many pictures. Nothing was brought in. Leave some out.")
    files = {name: safe_file(name, body, LIMITS) for name, body in given.items()}
    there = {
        name: ShelfFile(uuid5(NAMESPACE_OID, name), file.kind, name, file.media_type) for name, file in files.items()
    }
    return Ready(dress(form, found, there, {}, FORMS), package, files)


def _replace(work: Work, twin: ShelfFormRow, ready: Ready) -> None:
    """Make room for a form whose address and version are here: only one that nobody looked at gives way."""
    if twin.state is not ShelfState.WAITING:
        raise RuleBroken(SAME if twin.sha256 == queries.digest(ready.package.form) else OTHER)
    _delete(work, twin)
    work.session.flush()


def _keep(work: Work, ready: Ready, known: Known) -> UUID:
    form, package = ready.form, ready.package
    row = ShelfFormRow(
        id=work.new_id(),
        url=form.url,
        form_version=form.version,
        title=form.title,
        description=form.description,
        language=form.language,
        state=ShelfState.WAITING,
        licence=package.licence,
        notes=list(ready.notes),
        pictures=[],
        checks=[],
        carried=[],
        size=len(package.form),
        sha256=queries.digest(package.form),
    )
    work.session.add(row)
    work.session.flush()
    work.session.execute(insert(ShelfFormBody).values(id=row.id, body=package.form))
    kept = {name: add_file(work, row.id, name, file) for name, file in sorted(ready.files.items())}
    own = [file.key for file in queries.files_of(work.session, None)]
    carried = carry.carry(form, kept, own, known.olders, known.called)
    layer = read_layer(package.pictures, form, kept) if package.pictures else {}
    row.pictures = written({**layer, **carried.pictures})
    row.checks = checks.written(carried.checks)
    row.carried = carry.written((*carried.told, *known.unread))
    return row.id


def add_file(work: Work, form_id: UUID | None, name: str, file: SafeFile, words: str = "") -> ShelfFile:
    """Keep a file inside the caller's unit of work."""
    row = ShelfFileRow(
        id=work.new_id(),
        form_id=form_id,
        kind=file.kind,
        name=name[: rules.FILE_NAME_LENGTH],
        words=words,
        media_type=file.media_type,
        size=len(file.body),
        sha256=queries.digest(file.body),
    )
    work.session.add(row)
    work.session.flush()
    work.session.execute(insert(ShelfFileBody).values(id=row.id, body=file.body))
    return ShelfFile(row.id, row.kind, row.name, row.media_type, row.words)


def _delete(work: Work, row: ShelfFormRow) -> None:
    files = work.session.scalars(select(ShelfFileRow).where(ShelfFileRow.form_id == row.id)).all()
    work.session.execute(delete(ShelfFileBody).where(ShelfFileBody.id.in_([file.id for file in files])))
    work.session.execute(delete(ShelfFormBody).where(ShelfFormBody.id == row.id))
    for file in files:
        work.session.delete(file)
    work.session.flush()
    work.session.delete(row)


def _row(work: Work, form_id: UUID) -> ShelfFormRow:
    row = work.session.get(ShelfFormRow, form_id)
    if row is None or row.organisation_id != work.actor.organisation_id:
        raise NotFound
    return row
