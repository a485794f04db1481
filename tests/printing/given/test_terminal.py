"""The terminal asks what the window asks, keeps what the window keeps, and leaves no file that is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.queries import client_record
from linkdesk.clients.sharing.models import SharingPassed
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.printing.given import terminal
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.given.terminal import PrintTo
from linkdesk.printing.given.terminal import print_to
from linkdesk.printing.items import AskedHow
from linkdesk.record.errors import Busy
from linkdesk.record.errors import RuleBroken
from tests.clients.sharing import samples
from tests.clients.sharing.samples import GP

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plans.site import Site

pytestmark = pytest.mark.prints
TEXT = AskedHow("text")


def kept(site: Site) -> list[tuple[str, int | None, Way, Safe]]:
    with Session(site.engine) as store:
        return [(one.item, one.plan_number, one.way, one.safe) for one in prints_of(store, site.client_id)]


def test_nothing_is_written_before_somebody_says_that_it_is_safe(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "plan.txt"
    with Session(site.engine) as store:
        version = client_record(store, site.client_id).version
        set_keep_safe(store, site.actor, SetKeepSafe(site.client_id, version, "Give no paper"))
        for told in ("", "no", "maybe"):
            with pytest.raises(RuleBroken, match=r"Safe to take home\? On record: Give no paper\."):
                print_to(store, site.actor, PrintTo("plan", site.client_id, out, told, TEXT))
    assert not out.exists()
    assert kept(site) == []


def test_what_was_written_stands_in_the_history(site: Site, tmp_path: Path) -> None:
    with Session(site.engine) as store:
        print_to(store, site.actor, PrintTo("plan", site.client_id, tmp_path / "plan.txt", "yes", TEXT))
        print_to(store, site.actor, PrintTo("plan", site.client_id, tmp_path / "page.txt", "plain", TEXT))
    assert "Meet people" in (tmp_path / "plan.txt").read_text("utf-8")
    assert "Meet people" not in (tmp_path / "page.txt").read_text("utf-8")
    assert sorted(kept(site), key=str) == [
        ("plain", None, Way.SAVED, Safe.PLAIN), ("plan", 1, Way.SAVED, Safe.YES),
    ]  # fmt: skip


def test_a_message_is_passed_on_when_it_is_written(site: Site, tmp_path: Path) -> None:
    with Session(site.engine) as store:
        record_decisions(store, site.actor, samples.decisions(samples.yes(GP), client_id=site.client_id))
        print_to(store, site.actor, PrintTo("gp-message", site.client_id, tmp_path / "message.pdf"))
        passed = store.scalars(select(SharingPassed.what)).all()
    assert passed == ["Message to the GP"]
    assert kept(site) == [("gp-message", None, Way.SAVED, Safe.NOT_ASKED)]


def test_a_handover_sheet_stands_in_the_history_too(site: Site, tmp_path: Path) -> None:
    with Session(site.engine) as store:
        print_to(store, site.actor, PrintTo("handover-sheet", site.client_id, tmp_path / "sheet.pdf"))
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert kept(site) == [("handover-sheet", None, Way.SAVED, Safe.NOT_ASKED)]


def test_what_cannot_be_kept_leaves_no_file(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise Busy

    monkeypatch.setattr(terminal, "note_print", refuse)
    out = tmp_path / "plan.txt"
    with Session(site.engine) as store, pytest.raises(Busy):
        print_to(store, site.actor, PrintTo("plan", site.client_id, out, "yes", TEXT))
    assert list(tmp_path.glob("*.txt")) == []
