"""The way of invented people from the referral to the end, as far as the days since allow."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

from linkdesk.desk import people
from linkdesk.episodes import service
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import Method
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import SentHow
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Urgency
from linkdesk.episodes.choices import Way as By
from linkdesk.episodes.queries import episode_record
from linkdesk.episodes.queries import messages_of
from linkdesk.episodes.rules import BookVisit
from linkdesk.episodes.rules import CloseEpisode
from linkdesk.episodes.rules import Issue
from linkdesk.episodes.rules import NoteAttempt
from linkdesk.episodes.rules import ReferralDetails
from linkdesk.episodes.rules import SettleMessage
from linkdesk.episodes.rules import Triage
from linkdesk.record.clock import Clock

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

UNTIL_END = timedelta(days=150)
EVERY_SEVENTH = 7
ENDS = (
    (CloseReason.GOALS_MET, "Goes to the garden group every week and has found friends.", ""),
    (CloseReason.PARTLY_MET, "Bills are in order. Walking was too much in winter.", "The walking group was too fast."),
    (CloseReason.WITHDREW, "", "The times did not fit with work."),
    (CloseReason.MOVED_AWAY, "Moved to live near family.", ""),
)


@dataclass
class StoryClock:
    """A clock that the demo moves through the years; ids and chance are the real ones."""

    real: Clock
    at: datetime

    def now(self) -> datetime:
        """Return the time of the story."""
        return self.at

    def monotonic(self) -> float:
        """Return the real seconds."""
        return self.real.monotonic()

    def new_id(self) -> uuid.UUID:
        """Return a real id."""
        return self.real.new_id()

    def random(self, size: int) -> bytes:
        """Return real chance."""
        return self.real.random(size)


def referral(number: int, at: datetime) -> ReferralDetails:
    """Return how the `number`-th invented person came."""
    source, name, role, organisation, contact, reason, own, issues = people.REFERRALS[number % len(people.REFERRALS)]
    came = Method.SELF if source is Source.SELF else Method.PHONE if number % 2 else Method.SECURE_EMAIL
    return ReferralDetails(
        source=source,
        received_on=at.astimezone().date(),
        method=came,
        urgency=Urgency.SOON if number % EVERY_SEVENTH == 0 else Urgency.ROUTINE,
        referrer_name=name,
        referrer_role=role,
        referrer_organisation=organisation,
        referrer_contact=contact,
        reason=reason,
        own_words=own,
        presenting_issues=tuple(Issue(None, text) for text in issues),
    )


@dataclass
class Way:
    """One person's episode, led on day by day; nothing happens after the real time."""

    session: Session
    actor: Actor
    clock: StoryClock
    end_of_story: datetime
    client_id: uuid.UUID
    episode_id: uuid.UUID

    def later(self, span: timedelta) -> bool:
        """Let time pass; False when that would be in the future."""
        if self.clock.at + span >= self.end_of_story:
            return False
        self.clock.at += span
        return True

    def meet(self, number: int) -> bool:
        """Speak with them after some days and book the first visit; say whether that day has come."""
        if not self.later(timedelta(days=1 + number % 3)):
            return False
        ahead = timedelta(days=2 + number % 4)
        day = (self.clock.now() + ahead).astimezone().date()
        place = people.PLACES[number % len(people.PLACES)]
        visit = BookVisit(
            **self._on(), on=day, time="10:30" if number % 2 else "14:00", place=place, no_known_risk=True
        )
        service.book_visit(self.session, self.actor, visit)
        self._tell()
        return self.later(ahead)

    def not_met(self, number: int) -> None:
        """Leave them where people wait: nobody answers, something is missing, or nobody has looked yet."""
        kind = number // 6 % 3
        if kind == 0 and self.later(timedelta(days=1)):
            service.triage(self.session, self.actor, Triage(**self._on(), decision=Decision.ACCEPTED))
            self._tell()
            self._try(4)
        elif kind == 1 and self.later(timedelta(days=1)):
            asked = Triage(
                **self._on(), decision=Decision.NEED_MORE, asked_whom="The surgery", words="Is an interpreter needed?"
            )
            service.triage(self.session, self.actor, asked)
        self._close(CloseReason.NOT_REACHED, "", "")

    def end(self, number: int) -> None:
        """Close what began long ago, but for some that go on."""
        if number % EVERY_SEVENTH:
            self._close(*ENDS[number % len(ENDS)])

    def _try(self, tries: int) -> None:
        outcomes = (Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.LETTER_SENT, Outcome.NO_ANSWER)
        for outcome in outcomes[:tries]:
            if not self.later(timedelta(days=3)):
                return
            by = By.LETTER if outcome is Outcome.LETTER_SENT else By.PHONE
            on = self.clock.now().astimezone().date()
            service.note_attempt(self.session, self.actor, NoteAttempt(**self._on(), way=by, outcome=outcome, on=on))

    def _close(self, reason: CloseReason, outcome: str, did_not_work: str) -> None:
        if self.later(UNTIL_END):
            ended = CloseEpisode(**self._on(), reason=reason, outcome=outcome, did_not_work=did_not_work)
            service.close_episode(self.session, self.actor, ended)
            self._tell()

    def _tell(self) -> None:
        """Send what is owed some days later; what is younger is still owed."""
        at = self.clock.at
        if self.later(timedelta(days=20)):
            for owed in messages_of(self.session, self.episode_id):
                if owed.settled_on is None:
                    sent = SettleMessage(
                        client_id=self.client_id, message_id=owed.id, version=owed.version, how=SentHow.SECURE_EMAIL
                    )
                    service.settle_message(self.session, self.actor, sent)
            self.clock.at = at

    def _on(self) -> dict[str, Any]:
        kept = episode_record(self.session, self.client_id, self.episode_id)
        return {"client_id": self.client_id, "episode_id": self.episode_id, "version": kept.version}
