"""The index is true after every way to write a table: by page, by plain statement, changed, moved and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from linkdesk.record.base import Base
from linkdesk.record.migrations.versions.r0041_finding import DUE
from linkdesk.record.session import brief_write
from linkdesk.record.session import unit_of_work
from linkdesk.services import queries
from linkdesk.services import service as services
from linkdesk.services.finding import service
from linkdesk.services.finding.models import WORDS_TABLE
from linkdesk.services.finding.queries import Asked
from linkdesk.services.finding.queries import find
from linkdesk.services.rules import AddService
from tests.services.invented.region import fill
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

UNSEARCHED = {
    *("local_contact", "local_phone", "local_postcode", "local_postcode_file"),
    *("local_said", "local_source", "local_source_row", "local_taxonomy_term"),
}
"""Who to ask for and their numbers are not searched; postcodes and what a source said are not."""


def names(session: Session, what: str) -> list[str]:
    return [each.record.name for each in find(session, Asked(what=what)).whole]


def all_of(session: Session) -> list[tuple[object, ...]]:
    columns = "s.service_id, s.name_key, s.unused, s.minimum_age, s.postcode, w.*"
    asked = f"SELECT {columns} FROM service_search s JOIN {WORDS_TABLE} w ON w.rowid = s.number ORDER BY 1"  # noqa: S608 - names of ours
    return [tuple(row) for row in session.execute(text(asked))]


def test_every_table_that_is_searched_notes_what_is_due() -> None:
    searched = {name for name in Base.metadata.tables if name.startswith("local_")} - UNSEARCHED
    assert searched == set(DUE), "a new table of local services needs its triggers, or stands in UNSEARCHED"


def test_a_plain_statement_on_any_table_makes_its_entries_due(session: Session, actor: Actor) -> None:
    services.add_service(session, actor, GARDEN)
    for table in DUE:
        for statement in (f"UPDATE {table} SET version = version", f"DELETE FROM {table}"):  # noqa: S608 - names of ours
            with brief_write(session):
                session.execute(text("PRAGMA defer_foreign_keys = ON"))
                session.execute(text(statement))
                due = session.scalar(text("SELECT count(*) FROM service_due"))
                assert due, statement
                session.rollback()


def test_the_index_follows_pages_and_statements(session: Session, actor: Actor) -> None:
    services.add_service(session, actor, GARDEN)
    assert names(session, "gardning") == [GARDEN.name]
    with unit_of_work(session, actor, "test") as work:
        work.session.execute(text("UPDATE local_service SET name = 'Zebra Riders', description = ''"))
        work.session.execute(text("UPDATE local_location SET name = 'Quagga House'"))
    assert names(session, "zebra quagga") == ["Zebra Riders"]
    with brief_write(session):
        session.execute(text("UPDATE local_service SET name = 'Okapi Club'"))
    assert not service.is_current(session), "outside a unit of work it is due, and the next one follows"
    services.add_service(session, actor, AddService(name="Another"))
    assert service.is_current(session) or session.scalar(text("SELECT count(*) FROM service_due")) == 0
    assert names(session, "okapi") == ["Okapi Club"]
    with unit_of_work(session, actor, "test") as work:
        work.session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for table in ("local_service_at_location", "local_schedule", "local_cost_option", "local_language"):
            work.session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - a name of ours
        for table in ("local_phone", "local_contact", "local_service"):
            work.session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - a name of ours
    assert queries.services(session) == ()
    assert all_of(session) == []


def test_an_index_made_anew_is_the_index_that_followed(session: Session, actor: Actor) -> None:
    fill(session, actor, 120)
    services.add_service(session, actor, GARDEN)
    followed = all_of(session)
    assert len(followed) == 121
    with brief_write(session):
        service.rebuild(session)
    assert service.is_current(session)
    assert all_of(session) == followed


def test_other_plain_words_ask_for_another_index(session: Session) -> None:
    with brief_write(session):
        service.rebuild(session)
        session.execute(text("UPDATE service_search_state SET fingerprint = 'older'"))
    assert not service.is_current(session)
