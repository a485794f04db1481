"""The writing verbs of the episodes room."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.risks.queries import risks_of
from linkdesk.clients.risks.service import write_none_known
from linkdesk.clients.rules import folded
from linkdesk.clients.service import refuse_alike
from linkdesk.clients.service import write_client
from linkdesk.episodes import rules
from linkdesk.episodes.choices import CLOSE_REASON_WORDS
from linkdesk.episodes.choices import MESSAGE_TO_WORDS
from linkdesk.episodes.choices import MESSAGE_WHY_WORDS
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.choices import MessageWhy
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import SentHow
from linkdesk.episodes.messages import call_off
from linkdesk.episodes.messages import owe
from linkdesk.episodes.models import Episode
from linkdesk.episodes.models import OwedMessageRow
from linkdesk.episodes.models import WaitingTargets
from linkdesk.episodes.queries import next_number
from linkdesk.episodes.queries import record
from linkdesk.episodes.queries import targets
from linkdesk.episodes.rows import counted_from
from linkdesk.episodes.rows import day_of
from linkdesk.episodes.rows import found_row
from linkdesk.episodes.rows import living_row
from linkdesk.episodes.rows import note
from linkdesk.episodes.rows import open_row
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.rules import Triage
from linkdesk.episodes.rules import no_messages
from linkdesk.episodes.waiting import check_targets
from linkdesk.episodes.waiting import may_reopen
from linkdesk.record import checks
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Waiting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import AddClient
    from linkdesk.episodes.rules import BookVisit
    from linkdesk.episodes.rules import ChangeReferral
    from linkdesk.episodes.rules import CloseEpisode
    from linkdesk.episodes.rules import NoteAttempt
    from linkdesk.episodes.rules import OnEpisode
    from linkdesk.episodes.rules import ReferralDetails
    from linkdesk.episodes.rules import Reopen
    from linkdesk.episodes.rules import SettleMessage
    from linkdesk.episodes.waiting import Targets
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

FORM = "referral"
CHANGE_FORM = "referral_change"
TRIAGE_FORM = "referral_triage"
ATTEMPT_FORM = "referral_attempt"
VISIT_FORM = "referral_visit"
CLOSE_FORM = "referral_close"
REOPEN_FORM = "referral_reopen"
EPISODE_FORMS = (CHANGE_FORM, TRIAGE_FORM, ATTEMPT_FORM, VISIT_FORM, CLOSE_FORM, REOPEN_FORM)
NOT_NOTED = (
    "Nobody noted on their client page that this person died, so letters would still go to them. "
    "Nothing was changed. Choose “The person died” there first, then close."
)
NOT_TWICE = (
    "No other referral of this person is open, so nobody would go on with them. "
    "Nothing was changed. Choose another reason."
)
NEW = "new"
"""Where words lie that were typed and not saved: a referral under the client's id or "new", the rest under its own."""


def receive_referral(session: Session, actor: Actor, command: ReceiveReferral) -> UUID:
    """Keep a referral for a person on record and return the id of its episode.

    Raises:
        NotFound: there is no such client.
        RuleBroken: it cannot be right, or there is an open episode for the same service; nothing was changed.
    """
    with unit_of_work(session, actor, "receive_referral") as work:
        return write_referral(work, command)


def write_referral(work: Work, command: ReceiveReferral) -> UUID:
    """Keep a referral inside the caller's own unit of work and return the id of its episode; raises as above."""
    client = work.session.get(Client, command.client_id)
    if client is None or client.organisation_id != work.actor.organisation_id:
        raise NotFound
    today = day_of(work)
    columns = _columns(command, today)
    if not command.although_open and _open_beside(work.session, command):
        raise RuleBroken(
            "There is an open referral for this service already. Nothing was changed. "
            "Go on with that one, or say that a second one is meant."
        )
    row = Episode(
        id=work.new_id(),
        client_id=client.id,
        worker_id=command.worker_id or work.actor.worker_id,
        number=next_number(work.session, client.id),
        counted_from=counted_from(work, client.id, command.received_on),
        **columns,
        **_nothing_yet(),
    )
    work.session.add(row)
    work.session.flush()  # the line below points to it
    note(work, row, EventKind.RECEIVED, command.received_on)
    drop_draft(work.session, work.actor, FORM, str(client.id))
    return row.id


def write_first_referrals(work: Work, commands: Sequence[ReceiveReferral]) -> list[UUID]:
    """Keep the first referrals of people who were added in this same work, many at once, and return the ids.

    Nothing can stand beside them, so nothing is asked for.

    Raises:
        RuleBroken: one cannot be right; nothing was changed.
    """
    today = day_of(work)
    rows = [
        Episode(
            id=work.new_id(),
            client_id=command.client_id,
            worker_id=command.worker_id or work.actor.worker_id,
            number=1,
            counted_from=datetime.combine(command.received_on, time.min).astimezone(),
            **_columns(command, today),
            **_nothing_yet(),
        )
        for command in commands
    ]
    work.session.add_all(rows)
    work.session.flush()  # the lines below point to them
    for row in rows:
        note(work, row, EventKind.RECEIVED, row.received_on)
    work.session.flush()
    return [row.id for row in rows]


def change_referral(session: Session, actor: Actor, command: ChangeReferral) -> UUID:
    """Keep what the worker changed about a referral and return the id of its episode.

    Raises:
        NotFound: this client has no such episode.
        Stale: someone saved it after the page was opened.
        RuleBroken: it cannot be right; nothing was changed.
    """
    with unit_of_work(session, actor, "change_referral") as work:
        row = found_row(work, command.client_id, command.episode_id, command.version)
        columns = _columns(command, day_of(work))
        if row.received_on != command.received_on:
            row.counted_from = counted_from(work, row.client_id, command.received_on)
        for name, value in columns.items():
            setattr(row, name, value)
        drop_draft(work.session, actor, CHANGE_FORM, str(row.id))
        return row.id


def receive_person(
    session: Session, actor: Actor, person: AddClient, details: ReferralDetails, *, unless_alike: bool = False
) -> tuple[UUID, UUID]:
    """Keep a new client and their referral in one go; return the ids of the client and of the episode.

    Raises:
        RuleBroken: one of the two cannot be right, or somebody like them is on record; nothing was changed.
    """
    with unit_of_work(session, actor, "receive_person") as work:
        if unless_alike:
            refuse_alike(work, person)
        client_id = write_client(work, person)
        command = ReceiveReferral(client_id=client_id, **rules.details_of(details))
        drop_draft(work.session, actor, FORM, NEW)
        return client_id, write_referral(work, command)


def triage(session: Session, actor: Actor, command: Triage) -> UUID:
    """Decide about a referral and return the id of its episode; a referral that is not for us ends here.

    Raises:
        NotFound: this client has no such episode.
        Stale: someone saved it after the page was opened.
        RuleBroken: it is decided already, or the reason is missing; nothing was changed.
    """
    with unit_of_work(session, actor, "triage") as work:
        row = open_row(work, command)
        if row.decision is Decision.ACCEPTED:
            raise RuleBroken("This referral is accepted already. Nothing was changed. To end the work, close it.")
        if refusal := rules.missing_in_triage(command):
            raise RuleBroken(f"{refusal} Nothing was changed.")
        _decide(work, row, command)
        drop_draft(work.session, actor, TRIAGE_FORM, str(row.id))
        return row.id


def note_attempt(session: Session, actor: Actor, command: NoteAttempt) -> UUID:
    """Write down a try to reach the person and return the id of the episode; nothing closes by itself.

    Raises:
        NotFound: this client has no such episode.
        Stale: someone saved it after the page was opened.
        RuleBroken: the day cannot be right, they have died, or no message may be left for them; nothing was changed.
    """
    with unit_of_work(session, actor, "note_attempt") as work:
        row = living_row(work, command)
        if command.on > day_of(work) or command.on < row.received_on:
            raise RuleBroken("Check the day: it lies between the referral and today. Nothing was changed.")
        left = command.outcome is Outcome.LEFT_MESSAGE
        if left and not command.message_allowed and no_messages(client_record(work.session, row.client_id)):
            raise RuleBroken("No message may be left for this person. Nothing was changed. Say if they allowed it.")
        row.tries += 1
        row.last_try_on = max(row.last_try_on or command.on, command.on)
        if command.outcome is Outcome.SPOKE:
            row.first_contact_on = min(row.first_contact_on or command.on, command.on)
        more = {"way": command.way, "outcome": command.outcome, "words": command.words}
        note(work, row, EventKind.ATTEMPT, command.on, **more)
        drop_draft(work.session, actor, ATTEMPT_FORM, str(row.id))
        return row.id


def book_visit(session: Session, actor: Actor, command: BookVisit, bounds: Waiting | None = None) -> UUID:
    """Book the first visit and return the id of the episode; a referral that waits for a decision is accepted by it.

    Raises:
        NotFound: this client has no such episode.
        Stale: someone saved it after the page was opened.
        RuleBroken: nothing about risk is on record, they have died, or the day or time cannot be right.
    """
    ahead = timedelta(days=(bounds or Waiting()).visit_ahead_days)
    with unit_of_work(session, actor, "book_visit") as work:
        row, today = living_row(work, command), day_of(work)
        if not today <= command.on <= today + ahead:
            raise RuleBroken("Check the day of the visit: it cannot be in the past or far away. Nothing was changed.")
        _risk_first(work, row, no_known_risk=command.no_known_risk)
        if row.decision is not Decision.ACCEPTED:
            _decide(
                work, row, Triage(client_id=row.client_id, episode_id=row.id, version=0, decision=Decision.ACCEPTED)
            )
        if command.spoke and row.first_contact_on is None:
            row.first_contact_on = row.last_try_on = today
            row.tries += 1
            note(work, row, EventKind.ATTEMPT, today, outcome=Outcome.SPOKE)
        before = (row.first_visit_on, row.first_visit_time, row.first_visit_place)
        booked = (command.on, _time(command.time), command.place)
        if booked != before:  # the same form sent once more books nothing
            row.first_visit_on, row.first_visit_time, row.first_visit_place = booked
            note(work, row, EventKind.VISIT, command.on, words=", ".join(part for part in booked[1:] if part))
        drop_draft(work.session, actor, VISIT_FORM, str(row.id))
        return row.id


def tell_referrer(session: Session, actor: Actor, command: OnEpisode) -> UUID:
    """Write down that the referrer is to be told that the person could not be reached.

    Raises:
        NotFound: this client has no such episode.
        Stale: someone saved it after the page was opened.
    """
    with unit_of_work(session, actor, "tell_referrer") as work:
        row = living_row(work, command)
        owe(work, row, MessageWhy.NOT_REACHED, day_of(work))
        return row.id


def start_closing(session: Session, actor: Actor, command: OnEpisode) -> UUID:
    """Say that the work comes to its end; it stays open until it is closed.

    Raises:
        NotFound: this client has no such episode.
        Stale: someone saved it after the page was opened.
    """
    with unit_of_work(session, actor, "start_closing") as work:
        row = open_row(work, command)
        if row.closing_on is None:
            row.closing_on = day_of(work)
            note(work, row, EventKind.CLOSING, row.closing_on)
        return row.id


def close_episode(session: Session, actor: Actor, command: CloseEpisode) -> UUID:
    """End the work; referrer and GP are owed a message, but not about a double: the other referral goes on.

    Raises:
        NotFound: this client has no such episode.
        Stale: someone saved it after the page was opened.
        RuleBroken: something that the record standard must have is missing, or of two referrals that are said to be
            one the other is not open; nothing was changed.
    """
    with unit_of_work(session, actor, "close_episode") as work:
        row = open_row(work, command)
        client = client_record(work.session, row.client_id)
        if command.reason is CloseReason.DIED and not client.is_deceased:
            raise RuleBroken(NOT_NOTED)
        if command.reason is CloseReason.TWICE and not _another_open(work.session, row):
            raise RuleBroken(NOT_TWICE)
        missing = rules.missing_at_closing(record(row), client.gp_practice_code or client.gp_opt_out or "")
        if missing and command.reason not in rules.NOTHING_TO_ASK:
            where = "Details has the GP, “Change what is written” on the referral has who sent them."
            raise RuleBroken(f"The record standard needs {_and(missing)}. Nothing was changed. {where}")
        row.outcome, row.did_not_work = command.outcome, command.did_not_work
        _end(work, row, command.reason, EventKind.CLOSED, command.outcome)
        if command.reason is not CloseReason.TWICE:
            owe(work, row, MessageWhy.CLOSED, day_of(work))
        drop_draft(work.session, actor, CLOSE_FORM, str(row.id))
        return row.id


def reopen(session: Session, actor: Actor, command: Reopen) -> UUID:
    """Go on with somebody: the same episode soon after its end, later a new one that points to it; return its id.

    Raises:
        NotFound: this client has no such episode.
        Stale: someone saved it after the page was opened.
        RuleBroken: it is open, another is open for the same service, or the reason is missing; nothing was changed.
    """
    with unit_of_work(session, actor, "reopen_episode") as work:
        row, today = found_row(work, command.client_id, command.episode_id, command.version), day_of(work)
        if row.closed_on is None or not command.reason:
            raise RuleBroken("Say why it is opened again. An open one cannot be opened. Nothing was changed.")
        details = rules.details_of(record(row)) | {"received_on": today, "referred_on": None}
        again = ReceiveReferral(client_id=row.client_id, worker_id=row.worker_id, **details)
        if not may_reopen(record(row), targets(work.session, actor.organisation_id), today):
            episode_id = write_referral(work, again)
            drop_draft(work.session, actor, REOPEN_FORM, str(row.id))
            work.session.get_one(Episode, episode_id).reopened_from = row.id
            return episode_id
        if _open_beside(work.session, again):
            raise RuleBroken("Another referral is open for this service. Nothing was changed. Go on with that one.")
        row.closed_on = row.closing_on = row.close_reason = None
        if row.decision is not Decision.ACCEPTED:
            row.decision = row.decided_on = None
        call_off(work, row, today)
        drop_draft(work.session, actor, REOPEN_FORM, str(row.id))
        note(work, row, EventKind.REOPENED, today, words=command.reason)
        return row.id


def settle_message(session: Session, actor: Actor, command: SettleMessage) -> UUID:
    """Mark a message as sent, or say why it does not go; return the id of its episode.

    Raises:
        NotFound: this client has no such message.
        Stale: someone saved it after the page was opened.
        RuleBroken: it does not go and no reason is given; nothing was changed.
    """
    with unit_of_work(session, actor, "settle_message") as work:
        row = work.session.get(OwedMessageRow, command.message_id)
        if row is None or row.client_id != command.client_id or row.organisation_id != actor.organisation_id:
            raise NotFound
        if row.version != command.version or row.settled_on is not None:
            raise Stale
        if command.how is SentHow.NOT_SENT and not command.words:
            raise RuleBroken("Say why the message does not go. Nothing was changed.")
        row.settled_on, row.how, row.words, row.settled_by = day_of(work), command.how, command.words, actor.worker_id
        sent = "not sent" if command.how is SentHow.NOT_SENT else "sent"
        words = f"{MESSAGE_TO_WORDS[row.to]}, {MESSAGE_WHY_WORDS[row.why]}: {sent}"
        episode = work.session.get_one(Episode, row.episode_id)
        note(work, episode, EventKind.MESSAGE, row.settled_on, words=words)
        return row.episode_id


def set_targets(session: Session, actor: Actor, command: Targets, bounds: Waiting | None = None) -> None:
    """Keep how long people may wait at this service.

    Raises:
        Stale: someone saved it after the page was opened.
        RuleBroken: a number is out of bounds; nothing was changed.
    """
    try:
        check_targets(command, bounds or Waiting())
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    with unit_of_work(session, actor, "set_waiting_targets") as work:
        row = work.session.get(WaitingTargets, actor.organisation_id)
        if (row.version if row else 0) != command.version:
            raise Stale
        if row is None:
            row = WaitingTargets(id=actor.organisation_id)
            work.session.add(row)
        for name in ("accept_days", "contact_days", "tries", "reopen_days"):
            setattr(row, name, getattr(command, name))


def forget_draft(session: Session, actor: Actor, form: str, subject: str) -> None:
    """Throw away what was typed and not saved."""
    with unit_of_work(session, actor, "forget_draft") as work:
        drop_draft(work.session, actor, form, subject)


def _decide(work: Work, row: Episode, command: Triage) -> None:
    """Keep a decision, its line, its end if it is one, and who is owed a message."""
    today = day_of(work)
    row.decision, row.decided_on, row.decision_words = command.decision, today, command.words
    row.asked_whom, row.passed_to = command.asked_whom, command.passed_to
    about = command.asked_whom or command.passed_to
    words = ": ".join(part for part in (about, command.words) if part)
    kind, why, ended = _DECISIONS[command.decision]
    if ended is not None:
        _end(work, row, ended, kind, words)
    else:
        note(work, row, kind, today, words=words)
    if why is not None:
        owe(work, row, why, today)


_DECISIONS = {
    Decision.ACCEPTED: (EventKind.ACCEPTED, MessageWhy.ACCEPTED, None),
    Decision.NEED_MORE: (EventKind.NEED_MORE, None, None),
    Decision.DECLINED: (EventKind.DECLINED, MessageWhy.DECLINED, CloseReason.NOT_SUITABLE),
    Decision.WRONG_SERVICE: (EventKind.WRONG_SERVICE, MessageWhy.PASSED_ON, CloseReason.REFERRED_ON),
}
"""The line of each decision, the message it owes, and why it ends the episode, if it does."""


def _end(work: Work, row: Episode, reason: CloseReason, kind: EventKind, words: str) -> None:
    row.closed_on, row.close_reason = day_of(work), reason
    note(work, row, kind, row.closed_on, words=words or CLOSE_REASON_WORDS[reason])


def _risk_first(work: Work, row: Episode, *, no_known_risk: bool) -> None:
    """Before the first visit at least one risk entry must exist; "no known risk" is one."""
    if not risks_of(work.session, row.client_id).missing:
        return
    if not no_known_risk:
        raise RuleBroken("Say first if anything is known that matters for a visit. Nothing was changed.")
    write_none_known(work, row.client_id)


def _time(text: str) -> str:
    try:
        return checks.clock_time(text)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None


def _and(parts: tuple[str, ...]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _columns(details: ReferralDetails, today: date) -> dict[str, Any]:
    """Return the row's own columns for checked details."""
    try:
        rules.check(details, today)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    issues = [asdict(issue) for issue in details.presenting_issues]
    return rules.details_of(details) | {"presenting_issues": issues}


def _nothing_yet() -> dict[str, Any]:
    """Return the columns of an episode in which nothing has happened."""
    texts = ("decision_words", "asked_whom", "passed_to", "first_visit_time", "first_visit_place", "outcome",
             "did_not_work")  # fmt: skip
    return {"tries": 0, **dict.fromkeys(texts, "")}


def _another_open(session: Session, row: Episode) -> bool:
    """Say whether the client has another open episode, for whatever service."""
    found = select(Episode.id).where(Episode.client_id == row.client_id, Episode.closed_on.is_(None))
    return any(each != row.id for each in session.scalars(found))


def _open_beside(session: Session, command: ReceiveReferral) -> bool:
    """Say whether the client has an open episode for the same service."""
    found = select(Episode.to_service).where(Episode.client_id == command.client_id, Episode.closed_on.is_(None))
    return folded(command.to_service) in {folded(service) for service in session.scalars(found)}
