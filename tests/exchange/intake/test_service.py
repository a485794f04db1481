"""A file is staged, checked and brought in whole, or nothing of it is in the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.service import FORM
from linkdesk.clients.service import NEW
from linkdesk.episodes.models import Episode
from linkdesk.exchange.intake import service
from linkdesk.exchange.intake.cells import DateOrder
from linkdesk.exchange.intake.job import Stopped
from linkdesk.exchange.intake.models import IntakeFile
from linkdesk.exchange.intake.models import IntakeRow
from linkdesk.exchange.intake.queries import columns_of
from linkdesk.exchange.intake.queries import file_report
from linkdesk.exchange.intake.queries import first_rows
from linkdesk.exchange.intake.queries import rows_left_out
from linkdesk.exchange.intake.rules import Outcome
from linkdesk.exchange.intake.rules import State
from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import verify
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import Actor
from tests.data.referrals import FAULTS
from tests.data.referrals import referral_file
from tests.furnished import PASSPHRASE
from tests.furnished import House
from tests.furnished import open_house

Opened = tuple[Session, Actor]
SMALL = b'Name,DOB,NHS number\n"QUILL, Ada",13/2/1984,998 000 0015\n"Wren, Bo",1984-03-04,\n'


@pytest.fixture
def opened(house: House) -> Iterator[Opened]:
    with open_session(house.settings, house.vault) as pair:
        yield pair


def count(session: Session, table: type[Client | Episode | IntakeRow | IntakeFile]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def checked(opened: Opened, data: bytes, order: DateOrder | None = DateOrder.DAY_FIRST) -> UUID:
    """Stage a file, take the guess of its columns, check its rows."""
    session, actor = opened
    file_id = service.stage(session, actor, "a.csv", data)
    columns = {column.place: column.target for column in file_report(session, actor, file_id).columns if column.target}
    service.choose_columns(session, actor, file_id, columns, order)
    service.check_rows(session, actor, file_id)
    return file_id


def test_staging_changes_nothing_of_the_record(opened: Opened) -> None:
    session, actor = opened
    before = count(session, Client)
    file_id = service.stage(session, actor, "x" * 300, SMALL)
    report = file_report(session, actor, file_id)
    assert (report.rows, report.state, len(report.name)) == (2, State.COLUMNS, 120)
    assert count(session, Client) == before
    with pytest.raises(RuleBroken, match="moved on"):
        service.bring_in(session, actor, file_id)


def test_what_is_brought_in_is_audited_and_the_staging_is_gone(opened: Opened, house: House) -> None:
    session, actor = opened
    save_draft(session, actor, FORM, NEW, {"given_name": "Half typed"})
    file_id = checked(opened, SMALL)
    assert [row.number for row in first_rows(session, file_id)] == [2, 3]
    assert service.bring_in(session, actor, file_id) == 2
    assert count(session, IntakeRow) == 0
    assert file_report(session, actor, file_id).state is State.DONE
    verbs = session.scalars(select(AuditEntry.table_name).where(AuditEntry.verb == service.VERB)).all()
    assert sorted(verbs) == ["client", "client", "episode", "episode", "episode_event", "episode_event"]
    assert verify(session, house.vault.subkey("audit")).faults == ()
    assert load_draft(session, actor, FORM, NEW) is not None
    service.forget(session, actor, file_id)
    with pytest.raises(NotFound):
        file_report(session, actor, file_id)


def test_a_second_referral_of_somebody_known_is_added_to_them(opened: Opened) -> None:
    session, actor = opened
    service.bring_in(session, actor, checked(opened, SMALL))
    before = count(session, Client), count(session, Episode)
    again = checked(opened, SMALL)
    assert file_report(session, actor, again).counts[Outcome.BAD] == 1
    assert "open referral" in rows_left_out(session, again)[0].reasons[0]
    session.rollback()
    _close_all(opened)
    closed = checked(opened, SMALL)
    assert file_report(session, actor, closed).counts[Outcome.AGAIN] == 1
    assert service.bring_in(session, actor, closed) == 1
    assert (count(session, Client), count(session, Episode)) == (before[0], before[1] + 1)


def _close_all(opened: Opened) -> None:
    from datetime import date

    from linkdesk.record.session import unit_of_work

    session, actor = opened
    with unit_of_work(session, actor, "close_all"):
        for episode in session.scalars(select(Episode)):
            episode.closed_on = date(2026, 11, 1)


def test_what_was_saved_meanwhile_is_not_doubled(opened: Opened) -> None:
    session, actor = opened
    first, second = checked(opened, SMALL), checked(opened, SMALL)
    service.bring_in(session, actor, first)
    before = count(session, Client)
    with pytest.raises(RuleBroken, match="no row that can be brought in"):
        service.bring_in(session, actor, second)
    assert count(session, Client) == before


def test_a_stopped_file_leaves_nothing_behind(opened: Opened) -> None:
    session, actor = opened
    file_id = checked(opened, referral_file(300, 0).data)
    before = count(session, Client)

    def stop_late(done: int, _total: int) -> None:
        if done >= 275:
            raise Stopped

    with pytest.raises(Stopped):
        service.bring_in(session, actor, file_id, stop_late)
    assert count(session, Client) == before
    assert file_report(session, actor, file_id).rows == 300
    assert service.bring_in(session, actor, file_id) == 300


def test_progress_is_told_from_the_first_row_to_the_last(opened: Opened) -> None:
    session, actor = opened
    told: list[tuple[int, int]] = []
    file_id = checked(opened, referral_file(60, 0).data)
    service.bring_in(session, actor, file_id, lambda done, total: told.append((done, total)))
    assert told == [(0, 60), (25, 60), (50, 60), (60, 60)]


def test_every_planted_fault_is_named_with_its_row(opened: Opened) -> None:
    session, actor = opened
    planted = referral_file(400, 3 * (len(FAULTS) + 1))
    file_id = checked(opened, planted.data)
    found = {row.number: " ".join(row.reasons) for row in rows_left_out(session, file_id)}
    assert set(found) == set(planted.faults)
    for number, words in planted.faults.items():
        assert words in found[number], (number, found[number])
    assert service.bring_in(session, actor, file_id) == 400 - len(planted.faults)
    assert {row.number for row in rows_left_out(session, file_id)} == set(planted.faults)
    cells = session.scalars(select(IntakeRow.cells)).all()
    assert all(each == [] for each in cells)


def test_a_file_on_its_way_survives_lock_and_restart(practice: Path, tmp_path: Path) -> None:
    house = open_house(practice, tmp_path / "house")
    with open_session(house.settings, house.vault) as opened:
        file_id = checked(opened, SMALL)
    house.vault.lock()
    house.vault.unlock(PASSPHRASE)
    with open_session(house.settings, house.vault) as (session, actor):
        assert file_report(session, actor, file_id).state is State.CHECKED
        assert service.bring_in(session, actor, file_id) == 2
    house.vault.lock()


def test_an_unsure_date_is_asked_about_before_anything_is_checked(opened: Opened) -> None:
    session, actor = opened
    file_id = service.stage(session, actor, "a.csv", b"Name,DOB\nA B,1/2/1984\n")
    columns = columns_of({"0": "full-name", "1": "birth-date"})
    service.choose_columns(session, actor, file_id, columns, None)
    with pytest.raises(RuleBroken, match="1/2/1984 can be read in two ways"):
        service.check_rows(session, actor, file_id)


def test_back_to_the_columns_forgets_what_was_found(opened: Opened) -> None:
    session, actor = opened
    file_id = checked(opened, SMALL)
    service.reopen(session, actor, file_id)
    assert file_report(session, actor, file_id).state is State.COLUMNS
    with pytest.raises(RuleBroken, match="date of birth"):
        service.choose_columns(session, actor, file_id, columns_of({"0": "full-name"}), None)


@pytest.mark.parametrize(
    ("data", "words"), [(b"a,b\nc,d\n", "no row with headings"), (b"Name,DOB\n", "no rows below them")]
)
def test_a_file_without_people_is_refused(opened: Opened, data: bytes, words: str) -> None:
    session, actor = opened
    with pytest.raises(FileRefused, match=words):
        service.stage(session, actor, "a.csv", data)
    assert count(session, IntakeFile) == 0


def test_a_row_wider_than_the_headings_has_its_columns_too(opened: Opened) -> None:
    session, actor = opened
    file_id = service.stage(session, actor, "a.csv", b"Name,DOB\nA B,13/2/84,more\n")
    assert [column.heading for column in file_report(session, actor, file_id).columns] == ["Name", "DOB", ""]
