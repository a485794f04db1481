"""Each verb changes what it says, and refuses the rest with a sentence."""

from __future__ import annotations

import uuid
from dataclasses import fields
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.models import Client
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.risks.queries import risks_of
from linkdesk.episodes import service
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import Way
from linkdesk.episodes.queries import episode_record
from linkdesk.episodes.queries import episodes_of
from linkdesk.episodes.queries import events_of
from linkdesk.episodes.queries import messages_of
from linkdesk.episodes.queries import targets
from linkdesk.episodes.rules import BookVisit
from linkdesk.episodes.rules import ChangeReferral
from linkdesk.episodes.rules import CloseEpisode
from linkdesk.episodes.rules import EpisodeRecord
from linkdesk.episodes.rules import Issue
from linkdesk.episodes.rules import NoteAttempt
from linkdesk.episodes.rules import ReferralDetails
from linkdesk.episodes.rules import Reopen
from linkdesk.episodes.waiting import Targets
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from tests.conftest import FakeClock
from tests.episodes.conftest import TODAY
from tests.episodes.conftest import referral


def change(kept: EpisodeRecord, **more: Any) -> ChangeReferral:
    given = {each.name: getattr(kept, each.name) for each in fields(ReferralDetails)}
    return ChangeReferral(client_id=kept.client_id, episode_id=kept.id, version=kept.version, **given | more)


def test_a_referral_is_kept_with_everything_it_says(session: Session, actor: Actor, client_id: uuid.UUID) -> None:
    save_draft(session, actor, service.FORM, str(client_id), {"reason": "x"})
    issues = (Issue(None, "Housing"), Issue("73595000", "Stress"))
    command = referral(client_id, presenting_issues=issues, own_words="I am alone.\nI am bored.")
    episode_id = service.receive_referral(session, actor, command)
    kept = episode_record(session, client_id, episode_id)
    for each in fields(ReferralDetails):
        assert getattr(kept, each.name) == getattr(command, each.name), each.name
    assert (kept.number, kept.worker_id, kept.is_open) == (1, actor.worker_id, True)
    assert [(event.kind, event.on) for event in events_of(session, client_id)] == [(EventKind.RECEIVED, TODAY)]
    assert load_draft(session, actor, service.FORM, str(client_id)) is None


def test_many_referrals_go_into_one_unit_of_work(session: Session, actor: Actor, client_id: uuid.UUID) -> None:
    with unit_of_work(session, actor, "import_referrals") as work:
        service.write_referral(work, referral(client_id))
        service.write_referral(work, referral(client_id, to_service="Walking group"))
    assert [episode.number for episode in episodes_of(session, client_id)] == [2, 1]


def test_a_second_open_episode_for_the_same_service_must_be_meant(
    session: Session, actor: Actor, client_id: uuid.UUID
) -> None:
    service.receive_referral(session, actor, referral(client_id, to_service="Link workers"))
    with pytest.raises(RuleBroken, match="open referral for this service"):
        service.receive_referral(session, actor, referral(client_id, to_service="LINK WORKERS"))
    assert len(episodes_of(session, client_id)) == 1
    service.receive_referral(session, actor, referral(client_id, to_service="Link workers", although_open=True))
    assert len(episodes_of(session, client_id)) == 2


@pytest.mark.parametrize("who", ["nobody", "elsewhere"])
def test_a_referral_is_about_somebody_of_this_service(
    session: Session, actor: Actor, client_id: uuid.UUID, who: str
) -> None:
    stranger = Actor(actor.worker_id, uuid.UUID(int=77))
    with pytest.raises(NotFound):
        if who == "nobody":
            service.receive_referral(session, actor, referral(uuid.UUID(int=5)))
        else:
            service.receive_referral(session, stranger, referral(client_id))


def test_a_referral_that_cannot_be_is_refused(session: Session, actor: Actor, client_id: uuid.UUID) -> None:
    with pytest.raises(RuleBroken, match="Check the date it came"):
        service.receive_referral(session, actor, referral(client_id, received_on=TODAY + timedelta(days=1)))


def test_a_referral_is_changed_once_by_each_version(
    session: Session, actor: Actor, client_id: uuid.UUID, clock: FakeClock
) -> None:
    kept = episode_record(session, client_id, service.receive_referral(session, actor, referral(client_id)))
    earlier = date(2026, 11, 20)
    service.change_referral(session, actor, change(kept, reason="Lonely, and bills", received_on=earlier))
    now = episode_record(session, client_id, kept.id)
    assert (now.reason, now.received_on) == ("Lonely, and bills", earlier)
    assert now.counted_from.astimezone().date() == earlier
    with pytest.raises(Stale):
        service.change_referral(session, actor, change(kept, reason="Other words"))
    assert episode_record(session, client_id, kept.id).reason == "Lonely, and bills"


def test_an_episode_is_reached_only_below_its_own_client(session: Session, actor: Actor, client_id: uuid.UUID) -> None:
    kept = episode_record(session, client_id, service.receive_referral(session, actor, referral(client_id)))
    other = uuid.UUID(int=5)
    with pytest.raises(NotFound):
        episode_record(session, other, kept.id)
    wrong = ChangeReferral(
        client_id=other, episode_id=kept.id, version=kept.version, source=kept.source, received_on=TODAY
    )
    with pytest.raises(NotFound):
        service.change_referral(session, actor, wrong)


def test_the_dead_are_not_phoned_or_visited_and_nobody_is_owed_a_message(
    session: Session, actor: Actor, client_id: uuid.UUID
) -> None:
    kept = episode_record(session, client_id, service.receive_referral(session, actor, referral(client_id)))
    with unit_of_work(session, actor, "died") as work:
        work.session.get_one(Client, client_id).deceased_on = TODAY
    on: dict[str, Any] = {"client_id": client_id, "episode_id": kept.id, "version": kept.version}
    attempt = NoteAttempt(**on, way=Way.PHONE, outcome=Outcome.NO_ANSWER, on=TODAY)
    with pytest.raises(RuleBroken, match="has died"):
        service.note_attempt(session, actor, attempt)
    with pytest.raises(RuleBroken, match="has died"):
        service.book_visit(session, actor, BookVisit(**on, on=TODAY, time="10:00", place="Here", no_known_risk=True))
    service.close_episode(session, actor, CloseEpisode(**on, reason=CloseReason.DIED))
    assert messages_of(session, kept.id) == ()


def test_a_death_is_noted_on_the_client_before_it_closes_and_then_asks_for_nothing(
    session: Session, actor: Actor, client_id: uuid.UUID
) -> None:
    bare = referral(client_id, referrer_name="", referrer_contact="")
    kept = episode_record(session, client_id, service.receive_referral(session, actor, bare))
    closing = CloseEpisode(client_id=client_id, episode_id=kept.id, version=kept.version, reason=CloseReason.DIED)
    with pytest.raises(RuleBroken, match="letters would still go"):
        service.close_episode(session, actor, closing)
    with pytest.raises(RuleBroken, match="Details has the GP"):
        service.close_episode(session, actor, replace(closing, reason=CloseReason.GOALS_MET))
    with unit_of_work(session, actor, "died") as work:
        work.session.get_one(Client, client_id).deceased_on = TODAY
    service.close_episode(session, actor, closing)
    assert not episode_record(session, client_id, kept.id).is_open


def test_a_visit_sent_twice_is_booked_once(session: Session, actor: Actor, client_id: uuid.UUID) -> None:
    kept = episode_record(session, client_id, service.receive_referral(session, actor, referral(client_id)))
    visit = BookVisit(
        client_id=client_id, episode_id=kept.id, version=kept.version, on=TODAY, time="2.30pm", place="Here",
        no_known_risk=True,
    )  # fmt: skip
    service.book_visit(session, actor, visit)
    again = replace(visit, version=episode_record(session, client_id, kept.id).version)
    service.book_visit(session, actor, again)

    def booked() -> list[str]:
        return [each.words for each in events_of(session, client_id) if each.kind is EventKind.VISIT]

    assert booked() == ["14:30, Here"]
    moved = replace(visit, version=episode_record(session, client_id, kept.id).version, place="There")
    service.book_visit(session, actor, moved)
    assert sorted(booked()) == ["14:30, Here", "14:30, There"]


def test_before_the_first_visit_a_risk_entry_exists(session: Session, actor: Actor, client_id: uuid.UUID) -> None:
    kept = episode_record(session, client_id, service.receive_referral(session, actor, referral(client_id)))
    on: dict[str, Any] = {"client_id": client_id, "episode_id": kept.id, "version": kept.version}
    with pytest.raises(RuleBroken, match="Say first if anything is known"):
        service.book_visit(session, actor, BookVisit(**on, on=TODAY, time="10:00", place="Here"))
    service.book_visit(session, actor, BookVisit(**on, on=TODAY, time="10:00", place="Here", no_known_risk=True))
    assert [entry.is_none for entry in risks_of(session, client_id).current] == [True]
    again = on | {"version": episode_record(session, client_id, kept.id).version}
    service.book_visit(session, actor, BookVisit(**again, on=TODAY, time="11:00", place="There"))
    assert len(risks_of(session, client_id).current) == 1


def test_long_after_its_end_a_new_episode_points_to_the_old_one(
    session: Session, actor: Actor, client_id: uuid.UUID, clock: FakeClock
) -> None:
    kept = episode_record(session, client_id, service.receive_referral(session, actor, referral(client_id)))
    on: dict[str, Any] = {"client_id": client_id, "episode_id": kept.id}
    service.close_episode(session, actor, CloseEpisode(**on, version=kept.version, reason=CloseReason.GOALS_MET))
    clock.pass_time(91 * 24 * 3600)
    old = episode_record(session, client_id, kept.id)
    again = Reopen(**on, version=old.version, reason="Lonely again")
    new = episode_record(session, client_id, service.reopen(session, actor, again))
    assert (new.reopened_from, new.number, new.is_open, new.reason) == (kept.id, 2, True, kept.reason)
    assert not episode_record(session, client_id, kept.id).is_open


def test_the_same_episode_is_not_opened_beside_another_for_the_same_service(
    session: Session, actor: Actor, client_id: uuid.UUID
) -> None:
    kept = episode_record(session, client_id, service.receive_referral(session, actor, referral(client_id)))
    on: dict[str, Any] = {"client_id": client_id, "episode_id": kept.id}
    service.close_episode(session, actor, CloseEpisode(**on, version=kept.version, reason=CloseReason.GOALS_MET))
    service.receive_referral(session, actor, referral(client_id))
    old = episode_record(session, client_id, kept.id)
    with pytest.raises(RuleBroken, match="Another referral is open"):
        service.reopen(session, actor, Reopen(**on, version=old.version, reason="Lonely again"))


def test_targets_are_set_once_by_each_version(session: Session, actor: Actor) -> None:
    service.set_targets(session, actor, Targets(accept_days=3))
    assert targets(session, actor.organisation_id).accept_days == 3
    with pytest.raises(Stale):
        service.set_targets(session, actor, Targets(accept_days=4))
    with pytest.raises(RuleBroken, match="days from 1 to 90"):
        service.set_targets(session, actor, Targets(accept_days=0, version=1))


def test_no_message_is_left_where_the_details_say_so(session: Session, actor: Actor, client_id: uuid.UUID) -> None:
    kept = episode_record(session, client_id, service.receive_referral(session, actor, referral(client_id)))
    left = NoteAttempt(
        client_id=client_id, episode_id=kept.id, version=kept.version, way=Way.PHONE, outcome=Outcome.LEFT_MESSAGE,
        on=TODAY,
    )  # fmt: skip
    with unit_of_work(session, actor, "limit") as work:
        work.session.get_one(Client, client_id).contact_limits = [ContactLimit.NO_MESSAGES.value]
    with pytest.raises(RuleBroken, match="No message may be left"):
        service.note_attempt(session, actor, left)
    service.note_attempt(session, actor, replace(left, message_allowed=True))
