"""Invented people are as far on the way as the days since allow, and nothing happens after today."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.desk.caseload import without_referral
from linkdesk.desk.demo_way import StoryClock
from linkdesk.desk.demo_way import Way
from linkdesk.desk.demo_way import referral
from linkdesk.desk.people import REFERRALS
from linkdesk.desk.stages import stage_column
from linkdesk.episodes import rules
from linkdesk.episodes.models import Episode
from linkdesk.episodes.models import EpisodeEvent
from linkdesk.episodes.models import OwedMessageRow
from linkdesk.episodes.stages import Stage
from linkdesk.record.clock import SystemClock
from linkdesk.vault.lock import Vault
from tests.furnished import PASSPHRASE
from tests.furnished import cheap_settings
from tests.furnished import make_practice

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_every_way_to_come_is_a_whole_referral() -> None:
    for number in range(len(REFERRALS) * 2):
        rules.check(referral(number, NOW), NOW.date())


def test_no_story_goes_past_today() -> None:
    clock = StoryClock(SystemClock(), NOW)
    way = Way(None, None, clock, NOW + timedelta(days=2), None, None)  # type: ignore[arg-type]  # only time is asked
    assert way.later(timedelta(days=1))
    assert not way.later(timedelta(days=1))
    assert clock.now() == NOW + timedelta(days=1)


def test_a_practice_vault_has_people_at_many_stages_and_nobody_without_a_referral(tmp_path: Path) -> None:
    make_practice(tmp_path / "data", clients=30)
    settings = cheap_settings(tmp_path / "data")
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    today = datetime.now(UTC).astimezone().date()
    with open_session(settings, vault) as (session, _actor):
        stages = dict(session.execute(select(stage_column(today), func.count()).group_by(stage_column(today))).all())
        assert set(stages) >= {Stage.RECEIVED, Stage.ASKED, Stage.CONTACT, Stage.AGREE, Stage.CLOSED}
        assert len(stages) > 6
        assert without_referral(session) == 0
        newest = session.scalars(select(EpisodeEvent.created_at).order_by(EpisodeEvent.created_at.desc())).first()
        assert newest is not None
        assert newest <= datetime.now(UTC)
        assert session.scalar(select(func.count()).where(OwedMessageRow.settled_on.is_(None)))
        assert session.scalar(select(func.count(func.distinct(Episode.source)))) == len(REFERRALS)
    vault.lock()
