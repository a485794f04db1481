"""One referral that stands twice is asked about, closed as a double, and never lost when records come apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.episodes import service
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.choices import MessageWhy
from linkdesk.episodes.queries import episode_record
from linkdesk.episodes.queries import episodes_of
from linkdesk.episodes.queries import messages_of
from linkdesk.episodes.rules import CloseEpisode
from linkdesk.episodes.twice import Twice
from linkdesk.episodes.twice import twice
from linkdesk.record.errors import RuleBroken
from tests.episodes.conftest import referral

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock


def close(session: Session, actor: Actor, client_id: uuid.UUID, episode_id: uuid.UUID, reason: CloseReason) -> None:
    version = episode_record(session, client_id, episode_id).version
    command = CloseEpisode(client_id=client_id, episode_id=episode_id, version=version, reason=reason)
    service.close_episode(session, actor, command)


def asked(session: Session, client_id: uuid.UUID) -> Twice:
    return twice(client_id, episodes_of(session, client_id))


def test_a_double_is_closed_without_a_message_and_the_other_goes_on(
    session: Session, actor: Actor, client_id: uuid.UUID
) -> None:
    first = service.receive_referral(session, actor, referral(client_id))
    assert not asked(session, client_id).ask
    bare = referral(client_id, referrer_name="", referrer_contact="", although_open=True)
    second = service.receive_referral(session, actor, bare)
    assert (asked(session, client_id).ask, asked(session, client_id).still_open) == (True, 2)
    close(session, actor, client_id, second, CloseReason.TWICE)
    assert messages_of(session, second) == ()
    assert episode_record(session, client_id, first).is_open
    assert asked(session, client_id) == Twice(client_id, still_open=1, doubles=1)


def test_what_nobody_else_goes_on_with_is_no_double(session: Session, actor: Actor, client_id: uuid.UUID) -> None:
    only = service.receive_referral(session, actor, referral(client_id))
    with pytest.raises(RuleBroken, match="nobody would go on with them"):
        close(session, actor, client_id, only, CloseReason.TWICE)
    assert episode_record(session, client_id, only).is_open


def test_a_double_is_alone_only_where_no_other_went_on_when_it_closed(
    session: Session, actor: Actor, client_id: uuid.UUID, clock: FakeClock
) -> None:
    first = service.receive_referral(session, actor, referral(client_id))
    second = service.receive_referral(session, actor, referral(client_id, although_open=True))
    close(session, actor, client_id, second, CloseReason.TWICE)
    clock.pass_time(2 * 24 * 3600)
    close(session, actor, client_id, first, CloseReason.GOALS_MET)
    assert {each.why for each in messages_of(session, first)} == {MessageWhy.CLOSED}
    assert asked(session, client_id).alone is None, "the other one went on, and ended later"
    double = episode_record(session, client_id, second)
    assert twice(client_id, [double]).alone == double, "the other one went to another record"
