"""Today and the client page are joined from the rooms below, newest first."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC
from datetime import datetime
from datetime import timedelta

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.rules import ClientDetails
from linkdesk.clients.service import change_client
from linkdesk.desk.queries import SHORT
from linkdesk.desk.queries import backup_age
from linkdesk.desk.queries import client_page
from linkdesk.desk.queries import today
from linkdesk.desk.rules import BackupAge
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus
from linkdesk.record.drafts import save_draft
from tests.furnished import House

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_the_age_of_a_backup_is_in_whole_days() -> None:
    assert backup_age(None, NOW, 7) == BackupAge(None, 7)
    assert backup_age(NOW, NOW, 7).days == 0
    assert backup_age(NOW - timedelta(hours=24), NOW, 7).days == 1
    here = NOW.astimezone().replace(hour=8)
    assert backup_age(here - timedelta(hours=14), here, 7).days == 1, "last night was not today"
    assert backup_age(NOW + timedelta(hours=2), NOW, 7).days == 0, "a clock set back must not count below zero"


def test_a_review_is_due_from_two_weeks_before(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        plan = next(p for p in session.query(Plan) if p.status is PlanStatus.AGREED)
        due = plan.review_date
        assert due is not None
        age = BackupAge(None, 7)
        early = today(session, actor, due - timedelta(days=15), age)
        soon = today(session, actor, due - timedelta(days=14), age)
        late = today(session, actor, due + timedelta(days=400), age)
    assert plan.id not in {line.plan_id for line in early.inbox.due}
    assert plan.id in {line.plan_id for line in soon.inbox.due}
    assert next(line for line in late.inbox.due if line.plan_id == plan.id).late(due + timedelta(days=400))


def test_today_lists_no_draft_of_a_plan_that_cannot_be_reached(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        plans = {p.status: str(p.id) for p in session.query(Plan)}
        kept = (plans[PlanStatus.DRAFT], {"if_harder": "x"}), (plans[PlanStatus.AGREED], {"if_harder": "late"})
        lost: tuple[tuple[str, dict[str, str]], ...] = (
            ("new", {}),
            (str(house.ids(Client)[0]), {}),
            (plans[PlanStatus.AGREED], {"if_harder": " "}),
        )
        for subject, words in kept:
            save_draft(session, actor, "plan", subject, words)
        found = today(session, actor, NOW.date(), BackupAge(None, 7)).drafts
        assert {draft.subject for draft in found} == {subject for subject, _ in kept}
        for subject, words in lost:
            save_draft(session, actor, "plan", subject, words)
        found = today(session, actor, NOW.date(), BackupAge(None, 7)).drafts
    assert {draft.subject for draft in found} == {plans[PlanStatus.DRAFT]}


def test_the_timeline_is_newest_first_and_starts_with_the_first_day(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        pages = [client_page(session, client, NOW.date()) for client in house.ids(Client)]
    for page in pages:
        moments = [event.at for event in page.timeline]
        assert moments == sorted(moments, reverse=True)
        assert len(page.timeline) == SHORT or page.timeline[-1].words == "Added to the caseload"
        asked = [event.at for event in page.timeline if event.words.startswith("May we share?")]
        assert len(asked) == len(set(asked)), "one talk about sharing is one line"
    assert any("GP: yes" in event.words for page in pages for event in page.timeline)
    assert any("agreed" in event.words for page in pages for event in page.timeline)
    assert any(page.what_matters for page in pages)


def test_what_was_finished_in_the_moment_it_was_started_stands_above_its_start(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        words = [event.words for event in client_page(session, house.ids(Client)[1], NOW.date()).timeline]
    starts = [words.index(line) for line in words if line.endswith(": started") and f"{line[:-7]}finished" in words]
    assert starts
    for start in starts:
        assert words.index(f"{words[start][:-7]}finished") < start


def test_a_change_of_details_is_in_the_timeline_with_the_workers_name(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        record = client_record(session, house.ids(Client)[0])
        details = {each.name: getattr(record, each.name) for each in fields(ClientDetails)}
        details |= {"email": "someone@example.org", "language": "sw", "reading_language": "zh-Hant"}
        session.rollback()
        change_client(session, actor, ChangeClient(client_id=record.id, version=record.version, **details))
        page = client_page(session, record.id, NOW.date())
    assert [event.words for event in page.timeline].count("Details changed by Robin Practice") == 1
    assert page.timeline[0].words == "Details changed by Robin Practice"
    assert (page.language, page.reads, page.reads_own) == ("Swahili", "Chinese, traditional", "繁體中文")
    shown = house.worker.get(f"/clients/{record.id}").words
    assert "someone@example.org" in shown
    assert "Swahili" in shown
    assert "繁體中文" in shown
