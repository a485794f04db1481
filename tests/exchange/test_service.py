"""Exports from the store: whole, sound, and never without a trace."""

from __future__ import annotations

import csv
import io
import json
import uuid
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.clients.about.rules import SaveAbout
from linkdesk.clients.about.service import save_about
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.queries import client_record
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.service import note_risk
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.exchange import rules
from linkdesk.exchange import service
from linkdesk.exchange.audience import Audience
from linkdesk.exchange.audience import ForWhom
from linkdesk.exchange.csv_files import BOM
from linkdesk.exchange.fhir.check import faults
from linkdesk.exchange.rules import ExportKind
from linkdesk.exchange.service import make_parcel
from linkdesk.record.audit import ReadEntry
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from tests.clients.sharing import samples
from tests.exchange import record

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.exchange.rules import Parcel
    from linkdesk.record.session import Actor
    from tests.exchange.conftest import Validate


@pytest.fixture(autouse=True)
def started(session: Session, actor: Actor) -> None:
    record.start(session, actor)


def named(parcel: Parcel, name: str) -> bytes:
    return next(made.data for made in parcel.files if made.name == name)


def traces(session: Session) -> list[tuple[str, uuid.UUID | None]]:
    return [(entry.kind, entry.client_id) for entry in session.query(ReadEntry).order_by(ReadEntry.at)]


def test_one_client_as_fhir(session: Session, actor: Actor, schema_faults: Validate, fhirkit_faults: Validate) -> None:
    client_id = record.whole_client(session, actor)
    record.whole_client(session, actor, 1)
    parcel = make_parcel(session, actor, ExportKind.FHIR, client_id)
    assert [made.name for made in parcel.files] == [f"{client_id}.json", "manifest.json"]
    whole: dict[str, Any] = json.loads(parcel.files[0].data)
    assert faults([whole]) == ()
    assert schema_faults(whole) == []
    assert fhirkit_faults(whole) == []
    text = parcel.files[0].data.decode()
    for words in (record.SERVICE, record.WORKER, record.GOAL, "Go with a friend", "asked-declined"):
        assert words in text
    assert traces(session) == [("export", client_id)]


def test_everyone_as_fhir_with_a_manifest(session: Session, actor: Actor) -> None:
    ids = {record.whole_client(session, actor, number) for number in range(3)}
    parcel = make_parcel(session, actor, ExportKind.FHIR, None)
    assert {made.name for made in parcel.files} == {f"{one}.json" for one in ids} | {"manifest.json"}
    manifest = json.loads(named(parcel, "manifest.json"))
    assert manifest["clients"] == parcel.clients == 3
    assert manifest["withheld"][0].startswith("Safeguarding")
    assert len(manifest["files"]) == 3
    assert traces(session) == [("export", None)]


def test_one_client_as_csv_holds_nobody_else(session: Session, actor: Actor) -> None:
    client_id = record.whole_client(session, actor)
    record.whole_client(session, actor, 1)
    parcel = make_parcel(session, actor, ExportKind.CSV, client_id)

    def rows(name: str) -> list[dict[str, str]]:
        text = named(parcel, f"{name}.csv").removeprefix(BOM).decode()
        return list(csv.DictReader(io.StringIO(text, newline="")))

    assert [row["id"] for row in rows("clients")] == [str(client_id)]
    assert [(row["name"], row["value"]) for row in rows("scores")][1][1] == "0"
    assert [row["what"] for row in rows("steps")] == ["'=Go with a friend"]
    assert parcel.clients == 1


def test_risks_are_in_a_file_for_our_own_service_alone(session: Session, actor: Actor) -> None:
    client_id = record.whole_client(session, actor)
    note_risk(session, actor, NoteRisk(client_id, RiskKind.HOME_VISIT, "=Dog"))
    set_keep_safe(session, actor, SetKeepSafe(client_id, client_record(session, client_id).version, "See alone"))
    save_about(session, actor, SaveAbout(client_id=client_id, version=0, wellness="@Singing"))
    record_decisions(session, actor, samples.decisions(samples.yes(), client_id=client_id))

    def made(kind: ExportKind, whom: ForWhom) -> tuple[str, Parcel]:
        parcel = make_parcel(session, actor, kind, client_id, Audience(whom))
        return "".join(each.data.decode("utf-8-sig") for each in parcel.files), parcel

    ours, parcel = made(ExportKind.CSV, ForWhom.OWN_SERVICE)
    assert all(words in ours for words in ('"\'=Dog"', '"See alone"', '"\'@Singing"'))
    assert not {rules.OURS, rules.OURS_SAFETY, rules.THEIRS} & set(parcel.withheld)
    theirs, parcel = made(ExportKind.CSV, ForWhom.PERSON)
    assert "Singing" in theirs
    assert {rules.OURS_SAFETY, rules.THEIRS} <= set(parcel.withheld)
    gps, parcel = made(ExportKind.CSV, ForWhom.GP)
    assert "Singing" not in gps
    assert {rules.OURS_SAFETY, rules.OURS} <= set(parcel.withheld)
    fhir, parcel = made(ExportKind.FHIR, ForWhom.OWN_SERVICE)
    assert {rules.OURS_SAFETY, rules.OURS} <= set(parcel.withheld)
    assert not any("Dog" in text or "See alone" in text for text in (theirs, gps, fhir))


def test_the_sender_is_the_service_and_the_worker(session: Session, actor: Actor) -> None:
    sender = service.sender_of(session, actor)
    assert (sender.organisation_name, sender.worker_name) == (record.SERVICE, record.WORKER)
    assert (sender.organisation_id, sender.worker_id) == (actor.organisation_id, actor.worker_id)


def test_an_unknown_client_is_not_found_and_leaves_no_trace(session: Session, actor: Actor) -> None:
    with pytest.raises(NotFound):
        make_parcel(session, actor, ExportKind.FHIR, uuid.uuid4())
    assert traces(session) == []


@pytest.mark.parametrize("kind", list(ExportKind))
def test_an_empty_caseload_makes_no_file(session: Session, actor: Actor, kind: ExportKind) -> None:
    with pytest.raises(RuleBroken, match="nobody on the caseload"):
        make_parcel(session, actor, kind, None)


def test_a_faulty_record_makes_no_file(session: Session, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    record.whole_client(session, actor)
    monkeypatch.setattr(service, "faults", lambda _parts: ("Patient/1: the NHS number has a wrong digit",))
    with pytest.raises(RuleBroken, match=r"wrong digit.*Nothing was written"):
        make_parcel(session, actor, ExportKind.FHIR, None)


def test_outlines_are_those_of_the_library() -> None:
    assert service.outline_of("urn:linkdesk:form:what-matters-to-you", "1")["hopes"][0][0] == "part-hopes"
    assert service.outline_of("urn:linkdesk:form:nothing", "1") == {}
