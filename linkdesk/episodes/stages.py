"""Where an episode stands on the way, by one rule from facts; the caseload's query is tested against it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.episodes.choices import Decision

if TYPE_CHECKING:
    from datetime import date


class Stage(StrEnum):
    """Where an episode is, worked out and never kept; in the order of the work."""

    RECEIVED = "received"
    ASKED = "asked"
    CONTACT = "contact"
    BOOK = "book"
    VISIT = "visit"
    LISTEN = "listen"
    FINISH_LISTENING = "finish_listening"
    PLAN = "plan"
    AGREE = "agree"
    KEEP_GOING = "keep_going"
    REVIEW = "review"
    CLOSING = "closing"
    CLOSED = "closed"


STAGE_WORDS = {
    Stage.RECEIVED: "Received",
    Stage.ASKED: "Waiting for an answer",
    Stage.CONTACT: "Waiting for first contact",
    Stage.BOOK: "First visit to book",
    Stage.VISIT: "First visit booked",
    Stage.LISTEN: "Assessment",
    Stage.FINISH_LISTENING: "Assessment begun",
    Stage.PLAN: "Plan",
    Stage.AGREE: "Plan to agree",
    Stage.KEEP_GOING: "Plan under way",
    Stage.REVIEW: "Review due",
    Stage.CLOSING: "Closing",
    Stage.CLOSED: "Closed",
}
WAITING = (Stage.RECEIVED, Stage.ASKED, Stage.CONTACT, Stage.BOOK)
"""Nobody has met the person yet."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a stage is worked out from; talks and plans are those begun since the episode began."""

    today: date
    decision: Decision | None = Decision.ACCEPTED
    first_contact_on: date | None = None
    first_visit_on: date | None = None
    closing_on: date | None = None
    closed_on: date | None = None
    assessed: bool = False
    unfinished: bool = False
    plan_drafted: bool = False
    plan_agreed: bool = False
    review_on: date | None = None


def stage(facts: Facts) -> Stage:
    """Return the stage: the end first, then the furthest work that has begun, then the way in."""
    if facts.closed_on or facts.closing_on:
        return Stage.CLOSED if facts.closed_on else Stage.CLOSING
    return _work(facts) or _way_in(facts)


def _work(facts: Facts) -> Stage | None:
    if facts.plan_drafted:
        return Stage.AGREE
    if facts.plan_agreed:
        due = facts.review_on is not None and facts.review_on <= facts.today
        return Stage.REVIEW if due else Stage.KEEP_GOING
    if facts.unfinished:
        return Stage.FINISH_LISTENING
    return Stage.PLAN if facts.assessed else None


def _way_in(facts: Facts) -> Stage:
    if facts.decision is not Decision.ACCEPTED:
        return Stage.ASKED if facts.decision is Decision.NEED_MORE else Stage.RECEIVED
    if facts.first_visit_on is not None:
        return Stage.VISIT if facts.first_visit_on > facts.today else Stage.LISTEN
    return Stage.BOOK if facts.first_contact_on else Stage.CONTACT
