"""Handing the screen over, stopping for today, and confirming that it was read."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.reading.queries import readings
from linkdesk.assessments.reading.service import confirm_reading
from linkdesk.assessments.reading.service import hand_over
from linkdesk.assessments.reading.service import stop_for_today
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import Stale

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.reading.rules import ReadingRecord
    from linkdesk.record.session import Actor


def kept(session: Session, talk: UUID) -> ReadingRecord:
    session.rollback()
    return readings(session, [talk])[talk]


def test_each_time_the_screen_is_handed_over_it_is_to_be_read_anew(
    session: Session, actor: Actor, talk_id: UUID
) -> None:
    hand_over(session, actor, talk_id)
    stop_for_today(session, actor, talk_id)
    first = kept(session, talk_id)
    assert first.stopped_at is not None
    confirm_reading(session, actor, talk_id, first.version)
    read = kept(session, talk_id)
    assert (read.is_due, read.read_by) == (False, actor.worker_id)
    hand_over(session, actor, talk_id)
    again = kept(session, talk_id)
    assert (again.is_due, again.read_by, again.stopped_at) == (True, None, None)


def test_a_page_from_before_the_client_had_it_again_confirms_nothing(
    session: Session, actor: Actor, talk_id: UUID
) -> None:
    hand_over(session, actor, talk_id)
    old = kept(session, talk_id).version
    stop_for_today(session, actor, talk_id)
    with pytest.raises(Stale):
        confirm_reading(session, actor, talk_id, old)
    assert kept(session, talk_id).is_due


def test_confirming_twice_keeps_the_first(session: Session, actor: Actor, talk_id: UUID) -> None:
    hand_over(session, actor, talk_id)
    version = kept(session, talk_id).version
    confirm_reading(session, actor, talk_id, version)
    first = kept(session, talk_id)
    confirm_reading(session, replace(actor, worker_id=uuid.uuid4()), talk_id, version)
    assert kept(session, talk_id) == first


def test_what_is_not_there_or_another_services_is_not_found(session: Session, actor: Actor, talk_id: UUID) -> None:
    stranger = replace(actor, organisation_id=uuid.uuid4())
    for verb in (hand_over, stop_for_today):
        with pytest.raises(NotFound):
            verb(session, actor, uuid.uuid4())
    with pytest.raises(NotFound):
        stop_for_today(session, actor, talk_id)
    with pytest.raises(NotFound):
        hand_over(session, stranger, talk_id)
    hand_over(session, actor, talk_id)
    with pytest.raises(NotFound):
        confirm_reading(session, stranger, talk_id, 1)
