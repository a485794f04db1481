"""The database works out the same stage as the rule, whatever happened in whatever order."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.assessments.models import Assessment
from linkdesk.assessments.queries import assessments_of
from linkdesk.assessments.rules import Setting
from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import write_client
from linkdesk.desk.stages import facts
from linkdesk.desk.stages import stage_column
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.models import Episode
from linkdesk.episodes.queries import episode_record
from linkdesk.episodes.service import write_referral
from linkdesk.episodes.stages import Stage
from linkdesk.episodes.stages import stage
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import PlanStatus
from linkdesk.record.session import Actor
from linkdesk.record.session import Work
from linkdesk.record.session import unit_of_work
from tests.episodes.conftest import TODAY
from tests.episodes.conftest import referral

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SPAN = st.integers(min_value=-4, max_value=4)
DAYS = st.one_of(st.none(), SPAN.map(lambda days: TODAY + timedelta(days=days)))
MOMENTS = SPAN.map(lambda days: NOON + timedelta(days=days))
EPISODES = st.fixed_dictionaries(
    {
        "decision": st.sampled_from([None, *Decision]),
        "first_contact_on": DAYS,
        "first_visit_on": DAYS,
        "closing_on": DAYS,
        "closed_on": st.one_of(st.none(), st.none(), DAYS),
    }
)
TALKS = st.lists(st.tuples(MOMENTS, st.booleans()), max_size=2)
PLANS = st.lists(st.tuples(MOMENTS, st.sampled_from(list(PlanStatus)), DAYS), max_size=3)


def put(work: Work, about: dict[str, Any], talks: list[Any], plans: list[Any]) -> tuple[uuid.UUID, uuid.UUID]:
    client_id = write_client(work, AddClient(given_name="Ann", family_name="Example", birth_date=date(1956, 3, 27)))
    episode_id = write_referral(work, referral(client_id, received_on=TODAY - timedelta(days=1)))
    row = work.session.get_one(Episode, episode_id)
    for name, value in about.items():
        setattr(row, name, value)
    for started, finished in talks:
        work.session.add(
            Assessment(
                client_id=client_id, form_url="u", form_version="1", title="t", copyright="", language="en",
                setting=Setting.WORKER, page=0, started_at=started, completed_at=started if finished else None,
            )
        )  # fmt: skip
    for number, (made, status, review) in enumerate(plans, start=1):
        work.session.add(
            Plan(
                client_id=client_id, number=number, status=status, created_at=made, language="en", what_matters=[],
                strengths=[], if_harder="", review_date=review, review_place="", agreed_name="", worker_name="",
                worker_phone="", organisation_name="",
            )
        )  # fmt: skip
    return client_id, episode_id


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EPISODES, TALKS, PLANS)
def test_query_and_rule_agree(
    session: Session, actor: Actor, about: dict[str, Any], talks: list[Any], plans: list[Any]
) -> None:
    with unit_of_work(session, actor, "put") as work:
        client_id, episode_id = put(work, about, talks, plans)
    kept = episode_record(session, client_id, episode_id)
    by_rule = stage(facts(kept, assessments_of(session, client_id), plans_of(session, client_id), TODAY))
    by_query = session.scalar(select(stage_column(TODAY)).where(Episode.id == episode_id))
    assert by_query == by_rule


def test_without_an_episode_the_work_alone_counts() -> None:
    assert stage(facts(None, (), (), TODAY)) is Stage.LISTEN
