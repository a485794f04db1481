"""The index equals the records after whatever was done, and is made anew where it is missing or older."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy import update

from linkdesk.assessments import library
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.service import add_client
from linkdesk.desk.search import rules
from linkdesk.desk.search.models import WORDS_TABLE
from linkdesk.desk.search.models import SearchNote
from linkdesk.desk.search.models import SearchState
from linkdesk.desk.search.service import bring_up_to_date
from linkdesk.desk.search.service import is_current
from linkdesk.desk.search.service import rebuild
from linkdesk.desk.search.sources import SOURCES
from linkdesk.plans.models import Goal
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import start_plan
from linkdesk.record.session import brief_write
from linkdesk.record.session import unit_of_work
from tests.clients.finding import test_service as persons
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

    Notes = set[tuple[str, UUID, UUID, str]]

WORDS = ("garden", "music", "the library", "Łódź", "", "sleep better", "a walk by the sea")


def kept(session: Session) -> Notes:
    """Return every indexed note with its words."""
    rows = session.execute(text(f"SELECT rowid, words FROM {WORDS_TABLE}"))  # noqa: S608 - a name of ours
    words: dict[int, str] = {number: found for number, found in rows}  # noqa: C416 - rows are no pairs to mypy
    notes = session.scalars(select(SearchNote)).all()
    assert set(words) == {note.number for note in notes}
    return {(note.source, note.row_id, note.client_id, words[note.number]) for note in notes}


def wanted(session: Session) -> Notes:
    """Return what the records ask for."""
    found = set()
    for source in SOURCES:
        for row in session.scalars(select(source.table)):
            words = rules.note_words(" ".join(each for each in source.texts(row) if each))
            if words:
                found.add((source.key, row.id, row.client_id, words))  # type: ignore[attr-defined]  # tested with the sources
    return found


def require_true(session: Session) -> None:
    session.rollback()
    assert kept(session) == wanted(session)
    assert persons.kept(session) == persons.wanted(session)
    session.rollback()


def test_the_index_equals_the_records_after_random_verbs(session: Session, actor: Actor) -> None:
    """Adding, answering, changing, planning, moving to another record and deleting, in any order."""
    source = random.Random(7)  # noqa: S311 - an order, not a secret
    clients = [add_client(session, actor, people.new_client(number)) for number in range(3)]
    talks = [
        start_assessment(session, actor, StartAssessment(each, library.WHAT_MATTERS, Setting.WORKER))
        for each in clients
    ]
    plans = [start_plan(session, actor, StartPlan(each)) for each in clients]
    goals: list[UUID] = []

    def answer() -> None:
        give_answer(session, actor, GiveAnswer(source.choice(talks), "matters-words", source.choice(WORDS) or None))

    def plan_goal() -> None:
        plan = source.choice(plans)
        step = StepDraft(what=source.choice(WORDS) or "phone", if_hard=source.choice(WORDS))
        version = plan_record(session, plan).version
        goals.append(add_goal(session, actor, AddGoal(plan, version, source.choice(WORDS) or "rest", 5, None, (step,))))

    def change_goal() -> None:
        with unit_of_work(session, actor, "change_goal") as work:
            for goal in work.session.scalars(select(Goal)):
                goal.title = source.choice(WORDS) or "new"

    def move() -> None:
        """What a merge does to a row."""
        with unit_of_work(session, actor, "merge") as work:
            found = work.session.scalars(select(Goal)).first()
            if found is not None:
                found.client_id = source.choice(clients)

    def remove() -> None:
        with unit_of_work(session, actor, "remove_goal") as work:
            found = work.session.scalars(select(Goal).order_by(Goal.id)).first()
            if found is not None:
                work.session.delete(found)

    for _ in range(40):
        source.choice((answer, answer, plan_goal, plan_goal, change_goal, move, remove))()
        require_true(session)
    assert len(kept(session)) > 5, "the test saw notes"


def test_an_index_that_is_missing_or_older_is_made_anew(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client(1))
    plan = start_plan(session, actor, StartPlan(client_id))
    with unit_of_work(session, actor, "change_plan") as work:
        row = work.session.get(Plan, plan)
        assert row is not None
        row.if_harder = "Phone Robin"
    assert bring_up_to_date(session), "a new vault has no mark yet"
    assert not bring_up_to_date(session)
    with brief_write(session):
        session.execute(update(SearchState).values(fingerprint="older"))
        session.execute(delete(SearchNote))
        session.execute(text(f"DELETE FROM {WORDS_TABLE}"))  # noqa: S608 - a name of ours
    assert not is_current(session)
    assert bring_up_to_date(session)
    require_true(session)
    assert [words for *_, words in kept(session)] == ["phone robin"]


def test_an_erased_word_leaves_the_index_at_once(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client(1))
    plan = start_plan(session, actor, StartPlan(client_id))
    with unit_of_work(session, actor, "change_plan") as work:
        row = work.session.get(Plan, plan)
        assert row is not None
        row.if_harder = "xylophone"
    with unit_of_work(session, actor, "erase") as work:
        row = work.session.get(Plan, plan)
        assert row is not None
        work.session.delete(row)
    blocks = session.execute(text(f"SELECT block FROM {WORDS_TABLE}_data")).scalars().all()  # noqa: S608 - a name of ours
    assert not [block for block in blocks if b"xylophone" in block]


def test_made_anew_it_is_the_same(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client(1))
    talk = start_assessment(session, actor, StartAssessment(client_id, library.WHAT_MATTERS, Setting.WORKER))
    give_answer(session, actor, GiveAnswer(talk, "matters-words", "I love my garden"))
    before = kept(session)
    session.rollback()
    with brief_write(session):
        rebuild(session)
    assert kept(session) == before != set()
