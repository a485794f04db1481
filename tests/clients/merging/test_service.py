"""Two records become one and two again, exactly, whatever rows there are."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from linkdesk.clients import queries as clients
from linkdesk.clients.about.models import AboutMe
from linkdesk.clients.merging import queries
from linkdesk.clients.merging import tables
from linkdesk.clients.merging.rules import MergeClients
from linkdesk.clients.merging.rules import Pick
from linkdesk.clients.merging.rules import UndoMerge
from linkdesk.clients.merging.service import merge_clients
from linkdesk.clients.merging.service import undo_merge
from linkdesk.clients.models import Client
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.rules import NoNhsReason
from linkdesk.clients.rules import Phone
from linkdesk.clients.service import add_client
from linkdesk.clients.service import change_client
from linkdesk.clients.sharing.models import SharingDecision
from linkdesk.plans.models import Goal
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from linkdesk.record.audit import verify
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from tests.clients.finding import test_queries as searching
from tests.clients.finding import test_service as index
from tests.clients.merging.rows import everything
from tests.clients.merging.rows import fill
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock


@pytest.fixture
def two(session: Session, actor: Actor) -> tuple[UUID, UUID]:
    kept = people.new_client(1, nhs_number="", town="Leeds", phones=(Phone("01632 960 001"),))
    gone = people.new_client(1, given_name="Zoe", postcode="LS1 4AP", phones=(Phone("01632 960 777"),))
    return add_client(session, actor, kept), add_client(session, actor, gone)


def merge(session: Session, actor: Actor, two: tuple[UUID, UUID], **picks: Pick) -> UUID:
    versions = queries.versions(session, *two)
    return merge_clients(session, actor, MergeClients(two[0], versions[0], two[1], versions[1], picks))


@pytest.mark.parametrize("seed", range(8))
def test_merged_and_taken_apart_every_row_is_as_it_was(
    session: Session, actor: Actor, clock: FakeClock, two: tuple[UUID, UUID], seed: int
) -> None:
    source = random.Random(seed)  # noqa: S311 - rows, not secrets
    assert sum(fill(session, actor, each, source, clock.now()) for each in two) > 10
    before = everything(session)
    clock.pass_time(60)
    picks = {each.name: source.choice(list(Pick)[:2]) for each in queries.details(session, *two)}
    picks |= {"nhs_number": Pick.OTHER, "no_nhs_reason": Pick.KEPT}
    merged = merge(session, actor, two, **picks)
    together = everything(session)
    assert str(two[1]) not in together["client"]
    for name, rows in together.items():
        assert {row.get("client_id") for row in rows.values()} <= {None, two[0]}, name
        assert len(rows) >= len(before[name]) - 1, name
    assert index.kept(session) == index.wanted(session)
    clock.pass_time(60)
    assert undo_merge(session, actor, UndoMerge(two[0], merged, {})) == two[1]
    assert everything(session) == before
    assert index.kept(session) == index.wanted(session)
    session.rollback()
    assert verify(session, b"k" * 32).faults == ()


def test_each_detail_is_chosen(session: Session, actor: Actor, two: tuple[UUID, UUID]) -> None:
    merge(session, actor, two, nhs_number=Pick.OTHER, phones=Pick.BOTH, postcode=Pick.OTHER, given_name=Pick.OTHER)
    record = clients.client_record(session, two[0])
    assert (record.given_name, record.town, record.postcode) == ("Zoe", "Leeds", "LS1 4AP")
    assert record.nhs_number == people.nhs_number(1)
    assert [phone.number for phone in record.phones] == ["01632 960 001", "01632 960 777"]
    assert [match.client_id for match in searching.find(session, "960777").matches] == [two[0]]


def test_both_histories_are_kept_and_the_older_record_leads_on(
    session: Session, actor: Actor, clock: FakeClock, two: tuple[UUID, UUID]
) -> None:
    third = add_client(session, actor, people.new_client(2))
    first = merge(session, actor, two)
    assert queries.leads_to(session, two[1]) == two[0]
    assert queries.all_ids(session, two[0]) == two
    clock.pass_time(60)
    second = merge(session, actor, (third, two[0]))
    assert queries.leads_to(session, two[1]) == queries.leads_to(session, two[0]) == third
    assert set(queries.all_ids(session, third)) == {third, *two}
    with pytest.raises(NotFound, match="a later one"):
        undo_merge(session, actor, UndoMerge(third, first, {}))
    undo_merge(session, actor, UndoMerge(third, second, {}))
    undo_merge(session, actor, UndoMerge(two[0], first, {}))
    assert queries.leads_to(session, two[1]) is queries.leads_to(session, two[0]) is None
    assert [each.undone_at is not None for each in queries.merges_of(session, two[0])] == [True]
    with pytest.raises(NotFound, match="undone already"):
        undo_merge(session, actor, UndoMerge(two[0], first, {}))


def test_what_was_added_since_must_be_decided_and_what_was_changed_since_stays(
    session: Session, actor: Actor, clock: FakeClock, two: tuple[UUID, UUID]
) -> None:
    theirs = start_plan(session, actor, StartPlan(two[1]))
    clock.pass_time(60)
    merged = merge(session, actor, two, town=Pick.OTHER)
    clock.pass_time(60)
    with unit_of_work(session, actor, "agree") as work:
        row = work.session.get_one(Plan, theirs)
        row.status = PlanStatus.AGREED
        goal = Goal(client_id=two[0], plan_id=theirs, position=1, title="New", importance=None, picture=None)
        work.session.add(goal)
    goal_id = goal.id
    new = start_plan(session, actor, StartPlan(two[0]))
    record = clients.client_record(session, two[0])
    details = people.details(1, nhs_number="", town="Hull", phones=(Phone("01632 960 001"),))
    change_client(session, actor, ChangeClient(client_id=two[0], version=record.version, **details))
    (added,) = queries.later(session, two[0], merged)
    assert added.key == f"plan:{new}"
    assert added.words == "Plan"
    with pytest.raises(RuleBroken, match="whose it is"):
        undo_merge(session, actor, UndoMerge(two[0], merged, {}))
    undo_merge(session, actor, UndoMerge(two[0], merged, {added.key: True}))
    assert session.get_one(Plan, new).client_id == two[1]
    assert session.get_one(Plan, theirs).client_id == session.get_one(Goal, goal_id).client_id == two[1]
    assert session.get_one(Plan, theirs).status is PlanStatus.AGREED
    assert clients.client_record(session, two[0]).town == "Hull"
    assert index.kept(session) == index.wanted(session)


def test_of_two_rows_about_them_the_newer_stays_with_what_only_the_older_says(
    session: Session, actor: Actor, clock: FakeClock, two: tuple[UUID, UUID]
) -> None:
    source = random.Random(1)  # noqa: S311 - rows, not secrets
    for each in two:
        fill(session, actor, each, source, clock.now())
        clock.pass_time(60)
    texts = [tables.rows(session, AboutMe, each)[0].most_important for each in two]
    merge(session, actor, two)
    (row,) = tables.rows(session, AboutMe, two[0])
    assert row.most_important == f"{texts[1]}\n\n{texts[0]}"


def test_of_two_agreed_plans_the_newest_counts(session: Session, actor: Actor, two: tuple[UUID, UUID]) -> None:
    for each in two:
        plan = start_plan(session, actor, StartPlan(each))
        with unit_of_work(session, actor, "agree") as work:
            work.session.get_one(Plan, plan).status = PlanStatus.AGREED
    merge(session, actor, two)
    plans = tables.rows(session, Plan, two[0])
    assert sorted((plan.number, plan.status) for plan in plans) == [(1, PlanStatus.REPLACED), (2, PlanStatus.AGREED)]


def test_where_two_answers_about_sharing_differ_the_stricter_counts(
    session: Session, actor: Actor, clock: FakeClock, two: tuple[UUID, UUID]
) -> None:
    source = random.Random(3)  # noqa: S311 - rows, not secrets
    fill(session, actor, two[0], source, clock.now(), least=1)
    sample = tables.rows(session, SharingDecision, two[0])[0]
    kinds = type(sample.answer)
    with unit_of_work(session, actor, "decide") as work:
        for row in tables.rows(work.session, SharingDecision, *two):
            work.session.delete(row)
        work.session.flush()
        columns = {c.name: getattr(sample, c.name) for c in SharingDecision.__table__.columns}
        for number, (client_id, answer) in enumerate(((two[0], kinds.REFUSED), (two[1], kinds.GIVEN)), start=1):
            fresh = {"id": work.new_id(), "client_id": client_id, "answer": answer, "number": 1}
            row = SharingDecision(**{k: v for k, v in columns.items() if k not in {"version", "updated_at"}} | fresh)
            row.created_at = clock.now().replace(minute=number)
            work.session.add(row)
    merge(session, actor, two)
    newest = max(tables.rows(session, SharingDecision, two[0]), key=lambda row: row.number)
    assert newest.answer is kinds.REFUSED


def test_a_merge_that_cannot_be_right_changes_nothing(session: Session, actor: Actor, two: tuple[UUID, UUID]) -> None:
    before = everything(session)
    with unit_of_work(session, actor, "reason") as work:
        work.session.get_one(Client, two[0]).no_nhs_reason = NoNhsReason.NOT_KNOWN
    with pytest.raises(RuleBroken, match="not both"):
        merge(session, actor, two, nhs_number=Pick.OTHER)
    versions = queries.versions(session, *two)
    for command, error in (
        (MergeClients(two[0], versions[0] - 1, two[1], versions[1], {}), Stale),
        (MergeClients(two[0], versions[0], two[1], versions[1] + 1, {}), Stale),
        (MergeClients(two[0], versions[0], two[0], versions[0], {}), NotFound),
        (MergeClients(two[0], versions[0], actor.worker_id, 1, {}), NotFound),
    ):
        with pytest.raises(error):
            merge_clients(session, actor, command)
    after = everything(session)
    after["client"][str(two[0])]["no_nhs_reason"] = None
    assert after == before
