"""The writing verbs of local services: each whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from linkdesk.record.checks import search_key
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.services import rules
from linkdesk.services.models import COUNTRY
from linkdesk.services.models import CURRENCY
from linkdesk.services.models import LocalAccessibility
from linkdesk.services.models import LocalAddress
from linkdesk.services.models import LocalContact
from linkdesk.services.models import LocalCostOption
from linkdesk.services.models import LocalLanguage
from linkdesk.services.models import LocalLocation
from linkdesk.services.models import LocalOrganization
from linkdesk.services.models import LocalPhone
from linkdesk.services.models import LocalSchedule
from linkdesk.services.models import LocalService
from linkdesk.services.models import LocalServiceAtLocation
from linkdesk.services.queries import GONE
from linkdesk.services.rules import FREQ
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import ServiceWords
from linkdesk.team.queries import roles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work
    from linkdesk.services.rules import AddService
    from linkdesk.services.rules import Assure
    from linkdesk.services.rules import ChangeService
    from linkdesk.services.rules import NoteChecked

FORM, NEW_FORM, NEW = "local_service", "local_service_new", "new"
"""Under which names the words of the form are kept while they are typed."""
_OWN = (
    *("name", "description", "url", "email", "status", "eligibility_description", "application_process", "wait_time"),
    *("alert", "first_visit", "quiet_times", "worker_notes"),
)
"""What stands in the row of the service itself, by the same names."""


def add_service(session: Session, actor: Actor, command: AddService) -> UUID:
    """Put a service into the directory and return its id.

    Raises:
        RuleBroken: it cannot be right; nothing was kept.
    """
    words = _sound(command)
    with unit_of_work(session, actor, "add_local_service") as work:
        row = LocalService(
            id=work.new_id(),
            organization_id=_organization(work, words.organization),
            last_modified=work.now,
            assurance=Assurance.NOT_CHECKED,
            assured_with="",
            do_not_use_reason="",
            **{name: getattr(words, name) for name in _OWN},
        )
        work.session.add(row)
        _checked(work, row, now=command.checked)
        work.session.flush()
        _around(work, row, words)
        drop_draft(work.session, actor, NEW_FORM, NEW)
        return row.id


def change_service(session: Session, actor: Actor, command: ChangeService) -> None:
    """Keep what is known of a service.

    Raises:
        NotFound: there is no such service.
        Stale: somebody saved it after the page was opened.
        RuleBroken: it cannot be right; nothing was changed.
    """
    words = _sound(command)
    with unit_of_work(session, actor, "change_local_service") as work:
        row = _row(work, command.service_id, command.version)
        _checked(work, row, now=command.checked)
        write_words(work, row, words)
        drop_draft(work.session, actor, FORM, str(row.id))


def write_words(work: Work, row: LocalService, words: ServiceWords, organizations: Organizations | None = None) -> None:
    """Keep all words of a service in an open unit of work; they were checked before."""
    organization = _organization(
        work, words.organization, organizations
    )  # first: it may write, and one save counts once
    _set(row, {name: getattr(words, name) for name in _OWN} | {"organization_id": organization})
    row.last_modified = work.now
    flag_modified(row, "last_modified")  # its version guards the rows around it too, when only they change
    _around(work, row, words)


def note_checked(session: Session, actor: Actor, command: NoteChecked) -> None:
    """Keep that somebody asked there today and all is as it stands. Raises NotFound, Stale."""
    with unit_of_work(session, actor, "check_local_service") as work:
        _checked(work, _row(work, command.service_id, command.version), now=True)


def assure(session: Session, actor: Actor, command: Assure) -> None:
    """Keep how safe a service is. Anybody may stop using one; only leads may use it again.

    Raises:
        NotFound: there is no such service.
        Stale: somebody saved it after the page was opened.
        NotAllowed: it is not used, and this worker may not change that.
        RuleBroken: it cannot be right; nothing was changed.
    """
    with unit_of_work(session, actor, "assure_local_service") as work:
        try:
            told = rules.check_assurance(command, work.now.astimezone().date())
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        row = _row(work, command.service_id, command.version)
        if row.assurance is Assurance.DO_NOT_USE and not may_lift(work.session, actor):
            raise NotAllowed("Only a lead can change this. Nothing was changed. Ask your team lead.")
        row.last_modified = work.now
        row.assurance, row.assured_with, row.assured_date = told.assurance, told.assured_with, told.assured_date
        row.do_not_use_reason = told.reason


def may_lift(session: Session, actor: Actor) -> bool:
    """Say whether this worker may read why a service is not used, and use it again."""
    return not set(rules.LEADS).isdisjoint(roles(session, actor.worker_id))


def _sound(command: ServiceWords) -> ServiceWords:
    try:
        return rules.tidied(command)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None


def _row(work: Work, service_id: UUID, version: int) -> LocalService:
    row = work.session.get(LocalService, service_id)
    if row is None or row.organisation_id != work.actor.organisation_id:
        raise NotFound(GONE)
    if row.version != version:
        raise Stale
    return row


def _checked(work: Work, row: LocalService, *, now: bool) -> None:
    if now:
        row.checked_on, row.checked_by = work.now.astimezone().date(), work.actor.worker_id


def _set(row: Any, values: Mapping[str, Any]) -> None:
    """Change only what differs, so that the audit says only that."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _around(work: Work, row: LocalService, words: ServiceWords) -> None:
    """Keep what stands in tables around a service; where there are several of a kind, the first is the one we change.

    What a page does not show is never lost.
    """
    location = _place(work, row, words)
    if location is not None:
        _lines(work, LocalAccessibility, {"location_id": location.id}, "description", words.accessibility)
    _lines(work, LocalLanguage, {"service_id": row.id}, "name", words.languages)
    _schedules(work, row, words)
    mine = {"service_id": row.id}
    price = {"option": words.cost, "amount": words.amount, "currency": CURRENCY} if words.cost or words.amount else {}
    _one(work, LocalCostOption, _of(work, LocalCostOption, **mine), mine, price)
    phones = _of(work, LocalPhone, **mine)
    own = [each for each in phones if each.contact_id is None]
    _one(work, LocalPhone, own, mine, {"number": words.phone} if words.phone else {})
    _contact(work, row, words, phones)


class Organizations:
    """Who runs services, by name however it is written; read once for a long work."""

    def __init__(self, work: Work) -> None:
        self._work = work
        known = work.session.execute(select(LocalOrganization.id, LocalOrganization.name)).all()
        self._known = {search_key(name): each for each, name in reversed(known)}

    def of(self, name: str) -> UUID | None:
        """Return the organisation of that name, or a new one; None for no name."""
        if not name:
            return None
        key = search_key(name)
        if key not in self._known:
            self._known[key] = _new(self._work, LocalOrganization, name=name).id
        return self._known[key]


def _organization(work: Work, name: str, known: Organizations | None = None) -> UUID | None:
    """Return who runs it: the organisation of that name, or a new one."""
    return (known or Organizations(work)).of(name)


def _place(work: Work, row: LocalService, words: ServiceWords) -> LocalLocation | None:
    """Keep where it is; a place is made when there is a word about one, and stays when the last one goes."""
    at = next(iter(_of(work, LocalServiceAtLocation, service_id=row.id)), None)
    values: dict[str, Any] = {
        "name": words.location,
        "transportation": words.transportation,
        "landmarks": words.landmarks,
        "parking": words.parking,
        "steps": words.steps,
    }
    address = {"address_1": words.address_1, "city": words.city, "postal_code": words.postal_code}
    if at is None and not any((*values.values(), *address.values(), words.accessibility)):
        return None
    location: LocalLocation
    if at is None:
        location = _new(work, LocalLocation, location_type="physical", **values)
        _new(work, LocalServiceAtLocation, service_id=row.id, location_id=location.id)
    else:
        location = work.session.get_one(LocalLocation, at.location_id)
        _set(location, values)
    mine = {"location_id": location.id}
    whole = {**address, "country": COUNTRY, "address_type": "physical"} if any(address.values()) else {}
    _one(work, LocalAddress, _of(work, LocalAddress, **mine), mine, whole)
    return location


def _schedules(work: Work, row: LocalService, words: ServiceWords) -> None:
    kept = _of(work, LocalSchedule, service_id=row.id, order=LocalSchedule.position)
    for place, times in enumerate(words.times):
        freq, interval = FREQ[times.often]
        values = {
            "position": place,
            "freq": freq,
            "interval": interval,
            "byday": ",".join(times.days),
            "opens_at": times.opens_at,
            "closes_at": times.closes_at,
            "notes": times.notes,
        }
        _one(work, LocalSchedule, kept[place : place + 1], {"service_id": row.id}, values)
    for gone in kept[len(words.times) : rules.TIMES]:
        work.session.delete(gone)


def _contact(work: Work, row: LocalService, words: ServiceWords, phones: Sequence[LocalPhone]) -> None:
    """Keep who to ask for; the day of their yes stays the day on which it was first written down."""
    kept = _of(work, LocalContact, service_id=row.id)
    before = kept[0] if kept else None
    of_theirs = [each for each in phones if before is not None and each.contact_id == before.id]
    named = words.contact_name or words.contact_phone or words.contact_title
    if not named:
        for each in (*of_theirs, *kept[:1]):
            work.session.delete(each)
            work.session.flush()
        return
    same = before is not None and before.name == words.contact_name
    agreed_on = (before.agreed_on if before and same else None) or work.now.astimezone().date()
    values = {
        "name": words.contact_name,
        "title": words.contact_title,
        "agreed_on": agreed_on if words.contact_agreed else None,
    }
    contact = _one(work, LocalContact, kept, {"service_id": row.id}, values)
    about = {"service_id": row.id, "contact_id": contact.id}
    _one(work, LocalPhone, of_theirs, about, {"number": words.contact_phone} if words.contact_phone else {})


def _lines(work: Work, table: Any, about: dict[str, UUID], column: str, lines: tuple[str, ...]) -> None:
    """Keep one row a line, in their order."""
    kept = _of(work, table, **about, order=table.position)
    for place, line in enumerate(lines):
        _one(work, table, kept[place : place + 1], about, {"position": place, column: line})
    for gone in kept[len(lines) :]:
        work.session.delete(gone)


def _one(work: Work, table: Any, kept: Sequence[Any], about: dict[str, UUID], values: dict[str, Any]) -> Any:
    """Change the first of these rows, make one where there is none, or take it away where nothing is to be kept."""
    if kept and values:
        _set(kept[0], values)
        return kept[0]
    if kept:
        work.session.delete(kept[0])
    return _new(work, table, **about, **values) if values and not kept else None


def _new(work: Work, table: Any, **values: Any) -> Any:
    row = table(id=work.new_id(), **values)
    work.session.add(row)
    work.session.flush()  # rows that point to it come after it
    return row


def _of(work: Work, table: Any, order: Any = None, **about: UUID) -> list[Any]:
    query = (
        select(table).filter_by(**about).order_by(*([order] if order is not None else []), table.created_at, table.id)
    )
    return list(work.session.scalars(query))
