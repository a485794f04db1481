"""Exports for the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from linkdesk.exchange.items import export
from linkdesk.record.errors import RuleBroken
from tests.exchange import record

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_the_report_warns_and_says_what_is_left_out(session: Session, actor: Actor, tmp_path: Path) -> None:
    record.start(session, actor)
    client_id = record.whole_client(session, actor)
    report = export(session, actor, "fhir", client_id, tmp_path / "one.json")
    assert json.loads(report.path.read_text(encoding="utf-8"))["type"] == "transaction"
    assert report.sentence.startswith(f"1 client written to {tmp_path / 'one.json'}. This file is not encrypted.")
    assert "Safeguarding concerns are never in this file." in report.sentence


def test_everyone_goes_into_a_folder(session: Session, actor: Actor, tmp_path: Path) -> None:
    record.start(session, actor)
    for number in range(2):
        record.whole_client(session, actor, number)
    report = export(session, actor, "csv", None, tmp_path / "all")
    assert (report.clients, (tmp_path / "all" / "clients.csv").is_file()) == (2, True)
    assert report.sentence.startswith("2 clients written")


def test_a_second_export_does_not_overwrite(session: Session, actor: Actor, tmp_path: Path) -> None:
    record.start(session, actor)
    record.whole_client(session, actor)
    export(session, actor, "csv", None, tmp_path / "all.zip")
    with pytest.raises(RuleBroken, match="already"):
        export(session, actor, "csv", None, tmp_path / "all.zip")
