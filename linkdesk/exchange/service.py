"""Making an export: what is read, the trace it leaves, the last check, the files."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from functools import partial
from typing import TYPE_CHECKING
from typing import Any

from linkdesk import __version__
from linkdesk.assessments.library import FOLDER
from linkdesk.assessments.shelf.queries import questionnaire_of
from linkdesk.clients.queries import client_record
from linkdesk.clients.queries import client_records
from linkdesk.clients.sharing.queries import may_share
from linkdesk.clients.sharing.service import note_passed
from linkdesk.exchange import queries
from linkdesk.exchange import rules
from linkdesk.exchange.audience import OWN
from linkdesk.exchange.audience import Audience
from linkdesk.exchange.audience import ForWhom
from linkdesk.exchange.audience import Leave
from linkdesk.exchange.audience import limited
from linkdesk.exchange.audience import withheld
from linkdesk.exchange.csv_files import csv_parcel
from linkdesk.exchange.fhir.assessment import outline
from linkdesk.exchange.fhir.bundle import bundles
from linkdesk.exchange.fhir.check import faults
from linkdesk.exchange.rules import ExportKind
from linkdesk.exchange.rules import FileMade
from linkdesk.exchange.rules import Note
from linkdesk.exchange.rules import Parcel
from linkdesk.exchange.rules import Sender
from linkdesk.organisation.queries import organisation
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import doors_of
from linkdesk.team.queries import find_worker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.exchange.fhir.names import Resource
    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.rules import Outline
    from linkdesk.exchange.rules import Outlines
    from linkdesk.record.session import Actor

READING = "export"


def make_parcel(
    session: Session, actor: Actor, kind: ExportKind, client_id: UUID | None, audience: Audience = OWN
) -> Parcel:
    """Make an export of one client, or of all when `client_id` is None, in memory; nothing is written yet.

    Only those whose permission (or a decision to share without it) covers the audience are in it. The trace that it
    was made is committed before anything is read; what goes to a recipient is noted before it goes.

    Raises:
        NotFound: there is no such client.
        RuleBroken: there is nobody who may be in it, or our own checks found a fault.
    """
    if client_id is not None:
        client_record(session, client_id)
    leave = leave_for(session, client_id, audience)
    recipient = audience.recipient
    record_reading(session, actor, READING if recipient is None else f"{READING}-{audience.kind}", client_id)
    sender = sender_of(session, actor)
    made_at = doors_of(session).clock.now()
    make = partial(fhir_parcel, outlines=outlines(session)) if kind is ExportKind.FHIR else csv_parcel
    note = Note(audience.words, withheld(kind, leave))
    parcel = make(_dossiers(session, client_id, leave, kind), sender, made_at, note)
    if not parcel.clients:
        raise RuleBroken("There is nobody on the caseload yet, so no file was made. Add a client first.")
    if recipient is not None:
        because = [(each, found.sentence) for each, found in leave.verdicts.items()]
        note_passed(session, actor, because, recipient, f"A file of the record ({kind.value.upper()})")
    return parcel


def leave_for(session: Session, client_id: UUID | None, audience: Audience) -> Leave:
    """Return what may go to an audience.

    Raises:
        RuleBroken: nobody may be in the file; the sentence says why.
    """
    recipient = audience.recipient
    if recipient is None:
        return Leave()
    if audience.kind is ForWhom.SERVICE and not audience.name.strip():
        raise RuleBroken("Which service is it for? Nothing was written. Write its name.")
    if audience.kind is ForWhom.PERSON and client_id is None:
        raise RuleBroken("A file for the person is about one client. Nothing was written. Choose the client.")
    everyone = [client_id] if client_id else [client.id for client in client_records(session)]
    found = {each: may_share(session, each, recipient) for each in everyone}
    allowed = {each: verdict for each, verdict in found.items() if verdict.allowed}
    if client_id and not allowed:
        raise RuleBroken(f"{found[client_id].sentence} Nothing was written.")
    if everyone and not allowed:
        raise RuleBroken(f"Nobody has agreed to sharing with {recipient.long_words}. Nothing was written.")
    return Leave(audience, allowed, len(found) - len(allowed))


def fhir_parcel(
    dossiers: Iterable[Dossier],
    sender: Sender,
    made_at: datetime,
    note: Note | None = None,
    outlines: Outlines | None = None,
) -> Parcel:
    """Return one FHIR transaction (or a few, numbered) for each client, and a manifest.

    Raises:
        RuleBroken: our own checks found a fault; no file is made from a faulty record.
    """
    note = note or Note()
    files: list[FileMade] = []
    clients = 0
    for clients, dossier in enumerate(dossiers, start=1):  # noqa: B007 - the count is wanted after the loop
        parts = bundles(dossier, sender, outlines or outline_of)
        if found := faults(parts):
            raise RuleBroken(f"The FHIR file would not be right ({found[0]}). Nothing was written. Tell your support.")
        files += [FileMade(f"{name}.json", _json(part)) for name, part in _named(dossier, parts)]
    manifest = FileMade("manifest.json", _json(_manifest(files, sender, made_at, clients, note), indent=1))
    return Parcel(ExportKind.FHIR, (*files, manifest), clients, note.withheld, note.for_whom)


def sender_of(session: Session, actor: Actor) -> Sender:
    """Return the service and the worker that a file comes from."""
    service = organisation(session, actor.organisation_id)
    worker = find_worker(session, actor.worker_id)
    return Sender(
        organisation_id=actor.organisation_id,
        organisation_name=service.name,
        worker_id=actor.worker_id,
        worker_name=worker.name if worker else "",
        practice=service.practice,
    )


@cache
def outline_of(url: str, version: str) -> Outline:
    """Return which groups stand around each question of a form of the library; empty for any other form."""
    for path in sorted(FOLDER.glob("*.json")):
        form: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if (form["url"], form["version"]) == (url, version):
            return outline(form)
    return {}


def outlines(session: Session) -> Outlines:
    """Return how to find the groups of a form, of the library or of the service's own shelf; each is read once."""

    @cache
    def find(url: str, version: str) -> Outline:
        found = outline_of(url, version)
        if found:
            return found
        form = questionnaire_of(session, url, version)
        return {} if form is None else outline(form)

    return find


def _dossiers(session: Session, client_id: UUID | None, leave: Leave, kind: ExportKind) -> Iterator[Dossier]:
    """What may not go is not even read."""
    clients = client_records(session) if client_id is None else iter([client_record(session, client_id)])
    read = queries.whole if kind is ExportKind.CSV and not leave.audience.is_outside else queries.work
    for client in clients:
        if leave.audience.recipient and client.id not in leave.verdicts:
            continue
        yield limited(read(session, client), leave)


def _named(dossier: Dossier, parts: tuple[Resource, ...]) -> Iterator[tuple[str, Resource]]:
    """A client's id is the name of their file; a second part says so. No name of a person is ever a file name."""
    for number, part in enumerate(parts, start=1):
        yield (str(dossier.client.id) if number == 1 else f"{dossier.client.id}-{number}", part)


def _manifest(files: list[FileMade], sender: Sender, made_at: datetime, clients: int, note: Note) -> dict[str, Any]:
    return {
        "format": "FHIR R4 (4.0.1) transaction bundles, to be sent in this order",
        "made_by": f"LinkDesk {__version__}",
        "made_at": made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "organisation": sender.organisation_name,
        "practice": sender.practice,
        "clients": clients,
        "not_encrypted": rules.NOT_ENCRYPTED,
        "for": note.for_whom,
        "withheld": list(note.withheld),
        "files": [
            {"path": made.name, "bytes": len(made.data), "sha256": hashlib.sha256(made.data).hexdigest()}
            for made in files
        ],
    }


def _json(value: Any, indent: int | None = None) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()
