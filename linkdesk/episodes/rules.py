"""One time that a person works with the service: commands, read models and checks.

Names and lengths follow "Referral details" and "Presenting complaints or issues" of the PRSB Social Prescribing
Information Standard v1.1 (Open Government Licence v3.0).
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.clients.person import ContactLimit
from linkdesk.episodes.choices import EVENT_WORDS
from linkdesk.episodes.choices import MESSAGE_TO_WORDS
from linkdesk.episodes.choices import MESSAGE_WHY_WORDS
from linkdesk.episodes.choices import OUTCOME_WORDS
from linkdesk.episodes.choices import PRIVATE_SOURCES
from linkdesk.episodes.choices import SENT_HOW_WORDS
from linkdesk.episodes.choices import WAY_WORDS
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.choices import MessageTo
from linkdesk.episodes.choices import MessageWhy
from linkdesk.episodes.choices import Method
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import SentHow
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Urgency
from linkdesk.episodes.choices import Way
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.clients.rules import ClientRecord

LINE = Limits().line
TEXT = Limits().text
NAME_LENGTH = 70
ROLE_LENGTH = 100
TEAM_LENGTH = 150
CODE_LENGTH = 6
"""The standard says 5, yet the ODS code of a GP practice has 6, and practices are who refers most."""
CONTACT_LENGTH = 70
REASON_LENGTH = 150
ISSUE_LENGTH = 150
ISSUES = 20
OWN_WORDS_LENGTH = 1500
TIME_LENGTH = 5
LENGTHS = {
    "referrer_name": NAME_LENGTH,
    "referrer_role": ROLE_LENGTH,
    "referrer_team": TEAM_LENGTH,
    "referrer_service": TEAM_LENGTH,
    "referrer_organisation": TEAM_LENGTH,
    "referrer_organisation_code": CODE_LENGTH,
    "referrer_contact": CONTACT_LENGTH,
    "to_name": NAME_LENGTH,
    "to_role": ROLE_LENGTH,
    "to_team": TEAM_LENGTH,
    "to_service": TEAM_LENGTH,
    "to_organisation": TEAM_LENGTH,
    "to_organisation_code": CODE_LENGTH,
    "to_contact": CONTACT_LENGTH,
    "return_to": NAME_LENGTH,
    "reason": REASON_LENGTH,
    "own_words": OWN_WORDS_LENGTH,
    "background": TEXT,
}
"""The most characters of each text; no column is longer."""


@dataclass(frozen=True)
class Issue:
    """One presenting issue; `code` is SNOMED CT where a sender gave one, else None and the words stand alone."""

    code: str | None
    text: str


@dataclass(frozen=True, kw_only=True)
class ReferralDetails:
    """Who sent a person, when, to whom and why; empty text means not known.

    `reason` holds the referrer's words (150 characters in the standard), `background` what else they told, and
    `own_words` what the person says; `to_service` empty means this service.
    """

    source: Source
    received_on: date
    referred_on: date | None = None
    method: Method | None = None
    urgency: Urgency = Urgency.ROUTINE
    referrer_name: str = ""
    referrer_role: str = ""
    referrer_team: str = ""
    referrer_service: str = ""
    referrer_organisation: str = ""
    referrer_organisation_code: str = ""
    referrer_contact: str = ""
    to_name: str = ""
    to_role: str = ""
    to_team: str = ""
    to_service: str = ""
    to_organisation: str = ""
    to_organisation_code: str = ""
    to_contact: str = ""
    return_to: str = ""
    reason: str = ""
    own_words: str = ""
    background: str = ""
    presenting_issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReceiveReferral(ReferralDetails):
    """Keep a referral that came in, for a person who is on record; `worker_id` None means whoever keeps it.

    `although_open` True says that a second episode beside an open one for the same service is meant.
    """

    client_id: UUID
    worker_id: UUID | None = None
    although_open: bool = False


@dataclass(frozen=True, kw_only=True)
class ChangeReferral(ReferralDetails):
    """Change what was written down about a referral; `version` is the one the worker saw."""

    client_id: UUID
    episode_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class OnEpisode:
    """Something done with one episode; `version` is the one the worker saw."""

    client_id: UUID
    episode_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class Triage(OnEpisode):
    """Decide about a referral; `words` is the reason, or what is asked of `asked_whom`."""

    decision: Decision
    words: str = ""
    asked_whom: str = ""
    passed_to: str = ""


@dataclass(frozen=True, kw_only=True)
class NoteAttempt(OnEpisode):
    """Write down one try to reach the person; `message_allowed` True answers the warning about messages."""

    way: Way
    outcome: Outcome
    on: date
    words: str = ""
    message_allowed: bool = False


@dataclass(frozen=True, kw_only=True)
class BookVisit(OnEpisode):
    """Book the first visit; it accepts a referral that nobody decided about.

    `spoke` says that somebody spoke with the person today; `no_known_risk` writes that down where no risk is on record.
    """

    on: date
    time: str
    place: str
    spoke: bool = True
    no_known_risk: bool = False


@dataclass(frozen=True, kw_only=True)
class CloseEpisode(OnEpisode):
    """End the work: why, what came of it, and what did not work."""

    reason: CloseReason
    outcome: str = ""
    did_not_work: str = ""


@dataclass(frozen=True, kw_only=True)
class Reopen(OnEpisode):
    """Go on with somebody whose episode had ended."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class SettleMessage:
    """Mark an owed message as sent, or say why it does not go."""

    client_id: UUID
    message_id: UUID
    version: int
    how: SentHow
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class EpisodeRecord(ReferralDetails):
    """One episode as every page, print and export reads it."""

    id: UUID
    client_id: UUID
    organisation_id: UUID
    worker_id: UUID
    number: int
    counted_from: datetime
    decision: Decision | None = None
    decided_on: date | None = None
    decision_words: str = ""
    asked_whom: str = ""
    passed_to: str = ""
    tries: int = 0
    last_try_on: date | None = None
    first_contact_on: date | None = None
    first_visit_on: date | None = None
    first_visit_time: str = ""
    first_visit_place: str = ""
    closing_on: date | None = None
    closed_on: date | None = None
    close_reason: CloseReason | None = None
    outcome: str = ""
    did_not_work: str = ""
    reopened_from: UUID | None = None
    created_at: datetime
    updated_at: datetime
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Say whether the work goes on."""
        return self.closed_on is None


@dataclass(frozen=True, kw_only=True)
class EventRecord:
    """One line of what happened in an episode."""

    episode_id: UUID
    at: datetime
    kind: EventKind
    worker_id: UUID
    on: date
    way: Way | None = None
    outcome: Outcome | None = None
    words: str = ""

    @property
    def shown_on(self) -> date:
        """The day it happened: a visit lies after the day it is booked on."""
        return self.at.astimezone().date() if self.kind is EventKind.VISIT else self.on

    @property
    def sentence(self) -> str:
        """Say what happened in one line."""
        said = OUTCOME_WORDS[self.outcome] if self.outcome else EVENT_WORDS[self.kind]
        if self.way and self.outcome is not Outcome.LETTER_SENT:
            said = f"{said} ({WAY_WORDS[self.way].lower()})"
        if self.kind is EventKind.VISIT:
            said = f"{said} for {self.on.day} {self.on:%B %Y}"
        return f"{said}: {self.words}" if self.words else said


@dataclass(frozen=True, kw_only=True)
class OwedMessage:
    """A message that somebody waits for; sent when `settled_on` is a day."""

    id: UUID
    client_id: UUID
    episode_id: UUID
    to: MessageTo
    why: MessageWhy
    owed_since: date
    settled_on: date | None = None
    how: SentHow | None = None
    words: str = ""
    settled_by: UUID | None = None
    version: int = 1

    @property
    def to_words(self) -> str:
        """Who waits for it."""
        return MESSAGE_TO_WORDS[self.to]

    @property
    def why_words(self) -> str:
        """What it is about."""
        return MESSAGE_WHY_WORDS[self.why]

    @property
    def how_words(self) -> str:
        """How it went; empty while it is owed."""
        if self.how is None:
            return ""
        return "Not sent" if self.how is SentHow.NOT_SENT else SENT_HOW_WORDS[self.how]


def details_of(given: ReferralDetails) -> dict[str, Any]:
    """Return only what a referral says, by the names of its fields."""
    return {each.name: getattr(given, each.name) for each in fields(ReferralDetails)}


def check(details: ReferralDetails, today: date) -> None:
    """Refuse what no referral can be.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if details.received_on > today:
        raise ValueError("A referral cannot be received in the future. Check the date it came.")
    if details.referred_on is not None and details.referred_on > details.received_on:
        raise ValueError("A referral cannot be received before it was made. Check the two dates.")
    if len(details.presenting_issues) > ISSUES:
        raise ValueError(f"Keep the {ISSUES} issues that matter most.")
    if any(len(issue.text) > ISSUE_LENGTH for issue in details.presenting_issues):
        raise ValueError(f"An issue is too long. Use {ISSUE_LENGTH} characters or fewer for each.")
    for name, most in LENGTHS.items():
        if len(getattr(details, name)) > most:
            raise ValueError(f"The {name.replace('_', ' ')} is too long. Use {most} characters or fewer.")


def missing_in_triage(command: Triage) -> str:
    """Return the sentence for what a decision lacks, or an empty text."""
    if command.decision is Decision.NEED_MORE and not (command.asked_whom and command.words):
        return "Say whom you asked, and for what."
    if command.decision is Decision.WRONG_SERVICE and not command.passed_to:
        return "Say to whom it is passed on."
    if command.decision is Decision.DECLINED and not command.words:
        return "Say why it is declined."
    return ""


def no_messages(client: ClientRecord) -> bool:
    """Say whether a message might be heard or seen by somebody else: as asked, on a phone, or by the keep-safe line."""
    if ContactLimit.NO_MESSAGES in client.contact_limits:
        return True
    return "message" in client.keep_safe.lower() or any(not phone.safe_to_leave_message for phone in client.phones)


NOTHING_TO_ASK = frozenset({CloseReason.DIED, CloseReason.ERROR, CloseReason.TWICE})
"""Ends at which nobody is left to be asked for what is missing, or the other of two referrals has it."""


def missing_at_closing(details: ReferralDetails, gp: str) -> tuple[str, ...]:
    """Return what the standard says must be there (M) and is not; `gp` is the practice code, or why there is none.

    Names, date of birth and the service referred to are always there; risks are asked before the first visit. A
    person who comes by themselves, or whom family sends, is not a service, so none is asked for.
    """
    wanted = {"the GP practice code": gp}
    if details.source not in PRIVATE_SOURCES:
        wanted |= {
            "the referrer’s name": details.referrer_name,
            "the referrer’s organisation or service": details.referrer_organisation or details.referrer_service,
            "how to reach the referrer": details.referrer_contact,
        }
    return tuple(words for words, given in wanted.items() if not given)


def in_parts(text: str, most: int) -> tuple[str, ...]:
    """Return a text as several, none longer than `most`, cut between words; for a standard that allows many."""
    parts: list[str] = []
    for line in text.splitlines():
        parts.append("")
        for word in line.split():
            for piece in (word[start : start + most] for start in range(0, len(word), most)):
                joined = f"{parts[-1]} {piece}".strip()
                if len(joined) <= most:
                    parts[-1] = joined
                else:
                    parts.append(piece)
    return tuple(part for part in parts if part)
