"""Reading clients: one record, its banner, the caseload, who may be the same person."""

from __future__ import annotations

from dataclasses import fields
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import and_
from sqlalchemy import false
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from linkdesk.clients import languages
from linkdesk.clients import needs
from linkdesk.clients import rules
from linkdesk.clients.finding import likeness
from linkdesk.clients.finding.likeness import Known
from linkdesk.clients.finding.models import SearchTerm
from linkdesk.clients.models import Client
from linkdesk.clients.person import Address
from linkdesk.clients.person import AddressKind
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.person import Email
from linkdesk.clients.person import EmailKind
from linkdesk.clients.person import Identifier
from linkdesk.clients.risks.queries import has_risks
from linkdesk.clients.rules import Banner
from linkdesk.clients.rules import BannerNeed
from linkdesk.clients.rules import CaseloadPage
from linkdesk.clients.rules import CaseloadRow
from linkdesk.clients.rules import ClientRecord
from linkdesk.clients.rules import DetailsChanged
from linkdesk.clients.rules import Impairment
from linkdesk.clients.rules import Likeness
from linkdesk.clients.rules import Need
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PhoneKind
from linkdesk.easyread.pictures import picture
from linkdesk.record.audit import AuditEntry
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy import Row
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientDetails

LIMITS = Limits()
MOST_ALIKE = 5
MOST_CANDIDATES = 500
CHANGE = "change_client"
"""The verb under which the audit keeps a change of details."""

_ESCAPE = "\\"
_LINE = (
    Client.id,
    Client.title,
    Client.given_name,
    Client.family_name,
    Client.preferred_name,
    Client.birth_date,
    Client.nhs_number,
    Client.needs,
    Client.interpreter_needed,
    Client.does_not_read,
    Client.keep_safe,
    Client.created_at,
    Client.family_key,
    Client.given_key,
)
"""What a line of a list is made of, and by what lists are ordered."""


def client_record(session: Session, client_id: UUID) -> ClientRecord:
    """Return one client.

    Raises:
        NotFound: there is no such client.
    """
    row = session.get(Client, client_id)
    if row is None:
        raise NotFound
    return replace(_record(row), has_risks=has_risks(session, client_id))


def record_of(row: Client) -> ClientRecord:
    """Return a row as every page, print and export reads it."""
    return _record(row)


def client_records(session: Session) -> Iterator[ClientRecord]:
    """Yield every client by family name, for exports; a few rows in memory at a time."""
    rows = session.scalars(select(Client).order_by(Client.family_key, Client.given_key, Client.id))
    return (_record(row) for row in rows.yield_per(100))


def changes(session: Session, client_id: UUID, most: int = 50) -> tuple[DetailsChanged, ...]:
    """Return when the details of a client were changed and by whom, newest first."""
    found = (
        select(AuditEntry.at, AuditEntry.actor_id)
        .where(AuditEntry.client_id == client_id, AuditEntry.verb == CHANGE)
        .where(AuditEntry.table_name == Client.__tablename__)
        .order_by(AuditEntry.seq.desc())
        .limit(most)
    )
    return tuple(DetailsChanged(at, actor_id) for at, actor_id in session.execute(found))


def banner(session: Session, client_id: UUID, today: date) -> Banner:
    """Return who this is, for the top of every page about them.

    Raises:
        NotFound: there is no such client.
    """
    return banner_of(client_record(session, client_id), today)


def banner_of(client: ClientRecord, today: date) -> Banner:
    """Return the banner of a client that was read already."""
    shown = []
    if client.interpreter_needed:
        shown.append(BannerNeed(f"Interpreter needed: {languages.name(client.language)}", picture("talk").colour_path))
    if client.does_not_read:
        shown.append(BannerNeed("Does not read: read out loud", picture("reading").colour_path))
    shown += [needs.shown(need) for need in client.needs]
    reason = client.no_nhs_reason
    return Banner(
        client_id=client.id,
        full_name=rules.full_name(client.title, client.given_name, client.family_name),
        preferred_name=client.preferred_name,
        birth_date=client.birth_date,
        age=rules.age(client.birth_date, client.deceased_on or today),
        nhs_number=rules.spaced_nhs_number(client.nhs_number),
        no_nhs_reason=rules.NO_NHS_REASON_WORDS[reason] if reason else "",
        needs=tuple(shown),
        keep_safe=client.keep_safe,
        pronouns=client.pronouns,
        deceased_on=client.deceased_on,
        has_risks=client.has_risks,
    )


def caseload(
    session: Session, search: str = "", page: int = 1, rows: int = LIMITS.page_rows, first: tuple[UUID, ...] = ()
) -> CaseloadPage:
    """Return one page of the clients who match every word of `search`, by family name.

    The cases of the workers in `first` (one's own, and those of whom one covers) stand before all others.
    Words are compared without case or accents; digits with the NHS number and the telephones.
    """
    found = _matching(search)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    pages = max(1, -(-total // rows))
    number = min(max(page, 1), pages)
    shown = _shown(session, found, first, rows, (number - 1) * rows)
    return CaseloadPage(
        rows=tuple(_caseload_row(row) for row in shown),
        total=total,
        number=number,
        pages=pages,
    )


def caseload_rows(session: Session, ids: Sequence[UUID]) -> Iterator[CaseloadRow]:
    """Yield these clients as lines of a list, in the order asked for; who is not there is left out."""
    rows = {row.id: row for row in session.execute(select(*_LINE).where(Client.id.in_(ids)))}
    return (_caseload_row(rows[each]) for each in ids if each in rows)


def _caseload_row(row: Row[Any]) -> CaseloadRow:
    return CaseloadRow(
        client_id=row.id,
        full_name=rules.full_name(row.title, row.given_name, row.family_name),
        preferred_name=row.preferred_name,
        birth_date=row.birth_date,
        nhs_number=rules.spaced_nhs_number(row.nhs_number),
        has_needs=bool(row.needs) or row.interpreter_needed or bool(row.does_not_read),
        created_at=row.created_at,
        keep_safe=row.keep_safe,
    )


def _shown(session: Session, found: Select[Any], first: tuple[UUID, ...], rows: int, skip: int) -> list[Row[Any]]:
    """Return the rows of one page; two questions that an index answers, instead of sorting everybody."""
    ordered = found.order_by(Client.family_key, Client.given_key, Client.id)
    if not first:
        return list(session.execute(ordered.limit(rows).offset(skip)))
    own = ordered.where(Client.owner_id.in_(first))
    count = session.scalar(select(func.count()).select_from(own.subquery())) or 0
    shown = list(session.execute(own.limit(rows).offset(skip))) if skip < count else []
    if len(shown) < rows:
        others = ordered.where(Client.owner_id.not_in(first))
        shown += session.execute(others.limit(rows - len(shown)).offset(max(0, skip - count)))
    return shown


def alike(session: Session, details: ClientDetails | Known, besides: UUID | None = None) -> tuple[Likeness, ...]:
    """Return clients who may be the person typed in, the likeliest first, and why we think so."""
    typed = details if isinstance(details, Known) else likeness.known(details)
    found = []
    for row in _candidates(session, typed):
        sign = likeness.sign(typed, likeness.known(_record(row))) if row.id != besides else None
        if sign is not None:
            name = rules.full_name(row.title, row.given_name, row.family_name)
            found.append((sign, name, Likeness(row.id, name, row.birth_date, likeness.SIGN_WORDS[sign])))
    return tuple(like for *_, like in sorted(found, key=lambda each: each[:2])[:MOST_ALIKE])


def _candidates(session: Session, typed: Known) -> Sequence[Client]:
    """Return who shares a number, a phone or almost a date of birth with the person typed in."""
    texts = {typed.nhs_number, *typed.phones} - {""}
    if typed.birth_date is not None:
        days = {typed.birth_date, likeness.turned(typed.birth_date), *likeness.near(typed.birth_date)}
        texts |= {day.isoformat() for day in days if day is not None}
    ids = select(SearchTerm.client_id).where(SearchTerm.text.in_(sorted(texts))).limit(MOST_CANDIDATES)
    chosen = select(Client).where(Client.id.in_(ids)).order_by(Client.family_key, Client.given_key, Client.id)
    return session.scalars(chosen).all()


def _matching(search: str) -> Select[tuple[object, ...]]:
    return select(*_LINE).where(*_wanted(search[: LIMITS.search_text].strip()))


def _wanted(search: str) -> list[ColumnElement[bool]]:
    """Return what a client must fulfil to be found; a search that holds only signs finds nobody."""
    born, rest = rules.search_date(search)
    if born is None:
        words = rules.search_words(search)
        return [_has(word) for word in words] if words or not search else [false()]
    if rest:
        return [Client.birth_date == born, *(_has(word) for word in rules.search_words(rest))]
    return [or_(Client.birth_date == born, and_(*(_has(word) for word in rules.search_words(search))))]


def _has(word: str) -> ColumnElement[bool]:
    safe = word.replace(_ESCAPE, _ESCAPE * 2).replace("%", _ESCAPE + "%").replace("_", _ESCAPE + "_")
    return Client.search_text.like(f"%{safe}%", escape=_ESCAPE)


_LISTS = frozenset(
    {
        "address_lines",
        "phones",
        "needs",
        "other_identifiers",
        "other_addresses",
        "other_emails",
        "contact_limits",
        "impairments",
        "mobility",
        "other_requirements",
    }
)
"""What lies in one column of the row as a list."""
_MADE = frozenset({"id", "organisation_id", "created_at", "updated_at", "version", "print_reason", "print_format"})
_PLAIN = tuple(
    each.name for each in fields(ClientRecord) if each.name not in _LISTS | _MADE | {"print_size", "has_risks"}
)


def needs_of(kept: list[dict[str, Any]]) -> tuple[Need, ...]:
    """Return needs as they lie in a row; those of older rows have no detail."""
    return tuple(Need(need["code"], need["text"], need.get("detail", "")) for need in kept)


def _record(row: Client) -> ClientRecord:
    details = ClientRecord(
        id=row.id,
        organisation_id=row.organisation_id,
        created_at=row.created_at,
        updated_at=row.updated_at,
        version=row.version,
        **{name: getattr(row, name) for name in _PLAIN},
        address_lines=tuple(row.address_lines),
        phones=tuple(
            Phone(phone["number"], PhoneKind(phone["kind"]), phone["safe_to_leave_message"]) for phone in row.phones
        ),
        needs=needs_of(row.needs),
        other_identifiers=tuple(Identifier(**kept) for kept in row.other_identifiers),
        other_addresses=tuple(
            Address(AddressKind(kept["kind"]), tuple(kept["lines"]), kept["postcode"], kept["note"])
            for kept in row.other_addresses
        ),
        other_emails=tuple(Email(kept["address"], EmailKind(kept["kind"])) for kept in row.other_emails),
        contact_limits=tuple(map(ContactLimit, row.contact_limits)),
        impairments=tuple(Impairment(**kept) for kept in row.impairments),
        mobility=tuple(row.mobility),
        other_requirements=tuple(row.other_requirements),
    )
    return rules.with_print(details)
