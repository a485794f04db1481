"""The lists to choose from in an episode, and their words on a page."""

from __future__ import annotations

from enum import StrEnum


class Source(StrEnum):
    """Who sent the person."""

    SELF = "self"
    GP = "gp"
    PRACTICE = "practice"
    HOSPITAL = "hospital"
    COUNCIL = "council"
    VOLUNTARY = "voluntary"
    FAMILY = "family"
    OTHER = "other"


SOURCE_WORDS = {
    Source.SELF: "They came by themselves",
    Source.GP: "GP",
    Source.PRACTICE: "Other practice staff",
    Source.HOSPITAL: "Hospital",
    Source.COUNCIL: "Council or social care",
    Source.VOLUNTARY: "Voluntary group",
    Source.FAMILY: "Family or friend",
    Source.OTHER: "Someone else",
}
PRIVATE_SOURCES = frozenset({Source.SELF, Source.FAMILY})
"""A person, not a service: there is no organisation to name and nobody is owed a professional message."""


class Method(StrEnum):
    """How the referral came (the national list of the PRSB standard, and nothing besides)."""

    PHONE = "phone"
    LETTER = "letter"
    SECURE_EMAIL = "secure-email"
    SECURE_MESSAGING = "secure-messaging"
    E_REFERRAL = "nhs-e-referral-service"
    SELF = "self-referral"
    FAX = "fax"


METHOD_WORDS = {
    Method.PHONE: "Phone",
    Method.LETTER: "Letter",
    Method.SECURE_EMAIL: "Secure email",
    Method.SECURE_MESSAGING: "Secure messaging",
    Method.E_REFERRAL: "NHS e-Referral Service",
    Method.SELF: "Self referral",
    Method.FAX: "Fax",
}


class Urgency(StrEnum):
    """How soon somebody should be in touch."""

    ROUTINE = "routine"
    SOON = "soon"
    URGENT = "urgent"


URGENCY_WORDS = {Urgency.ROUTINE: "As usual", Urgency.SOON: "Soon", Urgency.URGENT: "Urgent"}


class Decision(StrEnum):
    """What triage came to; None where nobody has looked yet."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    NEED_MORE = "need-more"
    WRONG_SERVICE = "wrong-service"


DECISION_WORDS = {
    Decision.ACCEPTED: "Accept: we work with this person",
    Decision.NEED_MORE: "We need to know more first",
    Decision.DECLINED: "Decline: we cannot work with this person",
    Decision.WRONG_SERVICE: "Wrong service: it is passed on",
}


class Way(StrEnum):
    """By which way somebody tried to reach the person."""

    PHONE = "phone"
    TEXT = "text"
    LETTER = "letter"
    EMAIL = "email"
    VISIT = "visit"


WAY_WORDS = {
    Way.PHONE: "Phone",
    Way.TEXT: "Text message",
    Way.LETTER: "Letter",
    Way.EMAIL: "Email",
    Way.VISIT: "At their door",
}


class Outcome(StrEnum):
    """What came of an attempt."""

    SPOKE = "spoke"
    NO_ANSWER = "no-answer"
    LEFT_MESSAGE = "left-message"
    WRONG_NUMBER = "wrong-number"
    LETTER_SENT = "letter-sent"


OUTCOME_WORDS = {
    Outcome.SPOKE: "Spoke with them",
    Outcome.NO_ANSWER: "No answer",
    Outcome.LEFT_MESSAGE: "Left a message",
    Outcome.WRONG_NUMBER: "Wrong number",
    Outcome.LETTER_SENT: "Letter sent",
}


class EventKind(StrEnum):
    """What happened in an episode, line by line."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NEED_MORE = "need-more"
    WRONG_SERVICE = "wrong-service"
    ATTEMPT = "attempt"
    VISIT = "visit"
    HANDED_OVER = "handed-over"
    CLOSING = "closing"
    CLOSED = "closed"
    REOPENED = "reopened"
    MESSAGE = "message"


EVENT_WORDS = {
    EventKind.RECEIVED: "Referral received",
    EventKind.ACCEPTED: "Referral accepted",
    EventKind.DECLINED: "Referral declined",
    EventKind.NEED_MORE: "Asked for more",
    EventKind.WRONG_SERVICE: "Passed on to another service",
    EventKind.ATTEMPT: "Tried to reach them",
    EventKind.VISIT: "First visit booked",
    EventKind.HANDED_OVER: "Handed over",
    EventKind.CLOSING: "Coming to an end",
    EventKind.CLOSED: "Closed",
    EventKind.REOPENED: "Opened again",
    EventKind.MESSAGE: "Message",
}


class CloseReason(StrEnum):
    """Why an episode ended (no national list exists; `docs/decisions.md` says where this one comes from)."""

    GOALS_MET = "goals-met"
    PARTLY_MET = "partly-met"
    REFERRED_ON = "referred-on"
    DECLINED_BEFORE_START = "declined-before-start"
    WITHDREW = "withdrew"
    NOT_REACHED = "could-not-contact"
    DISENGAGED = "disengaged"
    NOT_SUITABLE = "not-suitable"
    MOVED_AWAY = "moved-away"
    NEEDS_CHANGED = "needs-changed"
    SAFEGUARDING = "safeguarding"
    DIED = "died"
    ERROR = "error"
    TWICE = "twice"
    LIMIT_REACHED = "limit-reached"
    TRANSFERRED = "transferred"


CLOSE_REASON_WORDS = {
    CloseReason.GOALS_MET: "Goals met",
    CloseReason.PARTLY_MET: "Partly met, and the person is content",
    CloseReason.REFERRED_ON: "Referred on to another service",
    CloseReason.DECLINED_BEFORE_START: "They did not want to start",
    CloseReason.WITHDREW: "They stopped during the work",
    CloseReason.NOT_REACHED: "Could not be reached",
    CloseReason.DISENGAGED: "Did not come, several times",
    CloseReason.NOT_SUITABLE: "Not suitable for this service",
    CloseReason.MOVED_AWAY: "Moved away",
    CloseReason.NEEDS_CHANGED: "Needs changed, or in hospital",
    CloseReason.SAFEGUARDING: "Urgent help took over",
    CloseReason.DIED: "Died",
    CloseReason.ERROR: "Referred in error",
    CloseReason.TWICE: "The same referral twice",
    CloseReason.LIMIT_REACHED: "The limit of support was reached",
    CloseReason.TRANSFERRED: "Transferred to another worker or team",
}


class MessageTo(StrEnum):
    """Who waits for a message."""

    REFERRER = "referrer"
    GP = "gp"


MESSAGE_TO_WORDS = {MessageTo.REFERRER: "Referrer", MessageTo.GP: "GP"}


class MessageWhy(StrEnum):
    """What the message is about."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    PASSED_ON = "passed-on"
    NOT_REACHED = "could-not-contact"
    PLAN = "plan-agreed"
    CLOSED = "closed"


MESSAGE_WHY_WORDS = {
    MessageWhy.ACCEPTED: "the referral was accepted",
    MessageWhy.DECLINED: "the referral was declined",
    MessageWhy.PASSED_ON: "the referral was passed on",
    MessageWhy.NOT_REACHED: "the person could not be reached",
    MessageWhy.PLAN: "a plan was agreed",
    MessageWhy.CLOSED: "the work has ended",
}


class SentHow(StrEnum):
    """How a message went, or that it does not go."""

    SECURE_EMAIL = "secure-email"
    LETTER = "letter"
    PHONE = "phone"
    IN_PERSON = "in-person"
    RECORD = "record"
    NOT_SENT = "not-sent"


SENT_HOW_WORDS = {
    SentHow.SECURE_EMAIL: "Secure email",
    SentHow.LETTER: "Letter",
    SentHow.PHONE: "Phone",
    SentHow.IN_PERSON: "In person",
    SentHow.RECORD: "Written into the practice’s own record",
    SentHow.NOT_SENT: "It is not sent, and why",
}

ISSUES = (
    "Feeling lonely or cut off",
    "Low mood or worry",
    "Money, debt or benefits",
    "Housing",
    "Work, volunteering or learning",
    "Caring for someone",
    "Being more active",
    "Living with a long-term condition",
    "Weight or eating",
    "Memory",
    "Grief and loss",
    "Relationships or family",
    "Drink, drugs or gambling",
    "Getting around",
)
"""Offered to tick as presenting issues; words only, since no member of the national list is at hand.

Nothing here names harm: the page may lie open before the person and whoever is beside them.
"""
