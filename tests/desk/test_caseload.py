"""The caseload: one line an episode, own first, by stage and worker; nobody is lost for want of a referral."""

from __future__ import annotations

import uuid
from datetime import date
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.desk import caseload as cases
from linkdesk.desk.caseload import Wanted
from linkdesk.desk.caseload import caseload
from linkdesk.desk.caseload import without_referral
from linkdesk.desk.views.rules import Sort
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.models import Episode
from linkdesk.episodes.service import receive_referral
from linkdesk.episodes.stages import Stage
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from tests.conftest import FakeClock
from tests.episodes.conftest import TODAY
from tests.episodes.conftest import referral

OTHER = uuid.UUID(int=50)


def person(session: Session, actor: Actor, family: str) -> uuid.UUID:
    return add_client(session, actor, AddClient(given_name="Ann", family_name=family, birth_date=date(1956, 3, 27)))


def referred(session: Session, actor: Actor, family: str, **more: Any) -> uuid.UUID:
    """Somebody with an episode whose columns are set as given."""
    client_id = person(session, actor, family)
    columns = {name: more.pop(name) for name in list(more) if hasattr(Episode, name) and name != "worker_id"}
    episode_id = receive_referral(session, actor, referral(client_id, **more))
    with unit_of_work(session, actor, "set") as work:
        row = work.session.get_one(Episode, episode_id)
        for name, value in columns.items():
            setattr(row, name, value)
    return client_id


def families(session: Session, wanted: Wanted, page: int = 1, rows: int = 50) -> list[str]:
    return [row.full_name.split()[-1] for row in caseload(session, wanted, TODAY, page, rows).rows]


def test_own_people_by_name_and_everyones_behind_a_choice(session: Session, actor: Actor) -> None:
    for family in ("Birch", "Ash"):
        referred(session, actor, family)
    referred(session, actor, "Cedar", worker_id=OTHER)
    referred(session, actor, "Dogwood", closed_on=TODAY)
    person(session, actor, "Elm")
    assert families(session, Wanted((actor.worker_id,))) == ["Ash", "Birch"]
    assert families(session, Wanted()) == ["Ash", "Birch", "Cedar"]
    assert families(session, Wanted((OTHER,))) == ["Cedar"]
    assert families(session, Wanted(stage=Stage.CLOSED)) == ["Dogwood"]
    assert families(session, Wanted(unreferred=True)) == ["Elm"]
    assert without_referral(session) == 1


def test_a_stage_is_chosen(session: Session, actor: Actor) -> None:
    referred(session, actor, "Ash")
    referred(session, actor, "Birch", closing_on=TODAY)
    assert families(session, Wanted(stage=Stage.RECEIVED)) == ["Ash"]
    assert families(session, Wanted(stage=Stage.CLOSING)) == ["Birch"]
    row = caseload(session, Wanted(stage=Stage.CLOSING), TODAY).rows[0]
    assert (row.stage_words, row.safe_mark) == ("Closing", "")


def test_last_and_next_contact_are_as_far_as_known(session: Session, actor: Actor) -> None:
    ago, ahead = TODAY - timedelta(days=3), TODAY + timedelta(days=3)
    referred(session, actor, "Ash")
    referred(session, actor, "Birch", last_try_on=ago, first_visit_on=ahead)
    referred(session, actor, "Cedar", first_contact_on=ago - timedelta(days=9), first_visit_on=ago)
    shown = [(row.last_contact, row.next_contact) for row in caseload(session, Wanted(), TODAY).rows]
    assert shown == [(None, None), (ago, ahead), (ago, None)]


def test_pages_follow_each_other(session: Session, actor: Actor) -> None:
    for family in ("Ash", "Birch", "Cedar"):
        referred(session, actor, family)
    assert families(session, Wanted(), 2, 2) == ["Cedar"]
    page = caseload(session, Wanted(), TODAY, 9, 2)
    assert (page.number, page.pages, page.counted) == (2, 2, "3 people")


def test_a_long_list_is_not_counted_to_its_end(session: Session, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "COUNTED_TO", 1)
    assert caseload(session, Wanted(), TODAY).counted == "0 people"
    referred(session, actor, "Ash")
    assert caseload(session, Wanted(), TODAY).counted == "1 person"
    referred(session, actor, "Birch")
    assert caseload(session, Wanted(), TODAY).counted == "More than 1 people"


def test_one_stage_of_everyone_reads_the_same_whether_they_are_few_or_many(
    session: Session, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for family in ("Birch", "Ash", "Cedar"):
        referred(session, actor, family)
    referred(session, actor, "Aspen", decision=Decision.NEED_MORE)
    wanted = Wanted(stage=Stage.RECEIVED)
    few = families(session, wanted), families(session, wanted, page=2, rows=1)
    monkeypatch.setattr(cases, "COUNTED_TO", 2)
    assert caseload(session, wanted, TODAY).more
    assert (families(session, wanted), families(session, wanted, page=2, rows=1)) == few
    assert few == (["Ash", "Birch", "Cedar"], ["Birch"])


def test_without_a_referral_there_is_no_stage(session: Session, actor: Actor) -> None:
    person(session, actor, "Elm")
    row = caseload(session, Wanted(unreferred=True), TODAY).rows[0]
    assert (row.stage, row.stage_words, row.worker) == (None, "No referral yet", "")


def test_the_order_is_chosen(session: Session, actor: Actor) -> None:
    for family, ago in (("Ash", 2), ("Birch", 3), ("Cedar", 1)):
        referred(session, actor, family, received_on=TODAY - timedelta(days=ago))
    whose = (actor.worker_id,)
    assert families(session, Wanted(whose, sort=Sort.OLDEST)) == ["Birch", "Ash", "Cedar"]
    assert families(session, Wanted(sort=Sort.NEWEST)) == ["Cedar", "Ash", "Birch"]
    assert families(session, Wanted(sort=Sort.NEWEST), 2, 2) == ["Birch"]


def test_who_came_without_a_referral_is_ordered_by_the_day_they_were_added(
    session: Session, actor: Actor, clock: FakeClock
) -> None:
    for family in ("Elm", "Alder", "Fir"):
        person(session, actor, family)
        clock.pass_time(60)
    assert families(session, Wanted(unreferred=True)) == ["Alder", "Elm", "Fir"]
    assert families(session, Wanted(unreferred=True, sort=Sort.OLDEST)) == ["Elm", "Alder", "Fir"]
    assert families(session, Wanted(unreferred=True, sort=Sort.NEWEST)) == ["Fir", "Alder", "Elm"]


def test_two_people_of_the_same_name_are_told_apart(session: Session, actor: Actor) -> None:
    older = referred(session, actor, "Ash")
    receive_referral(session, actor, referral(older, although_open=True))
    receive_referral(session, actor, referral(person(session, actor, "Birch")))
    assert not any(row.has_namesake for row in caseload(session, Wanted(), TODAY).rows), "one person, two referrals"
    same = AddClient(title="Ms", given_name="ANN", family_name="Ásh", birth_date=date(1990, 1, 2))
    receive_referral(session, actor, referral(add_client(session, actor, same)))
    rows = caseload(session, Wanted(), TODAY).rows
    told = {row.full_name: row.has_namesake for row in rows}
    assert told == {"Ann Ash": True, "Ms ANN Ásh": True, "Ann Birch": False}
