"""The lists of a concern: whom it is about, kinds of harm, answers, where it stands, steps; each with its words."""

from __future__ import annotations

from enum import StrEnum


class About(StrEnum):
    """Whom the concern is about: another law, and often another team of the council."""

    ADULT = "adult"
    CHILD = "child"


class Danger(StrEnum):
    """Whether anybody is in danger at this moment."""

    NOW = "now"
    NOT_NOW = "not-now"
    NOT_SURE = "not-sure"


class Kind(StrEnum):
    """The ten kinds of the Care Act guidance (14.17), and further ones that the forms of councils ask for."""

    PHYSICAL = "physical"
    DOMESTIC = "domestic"
    SEXUAL = "sexual"
    EMOTIONAL = "emotional"
    MONEY = "money"
    SLAVERY = "slavery"
    DISCRIMINATION = "discrimination"
    ORGANISATION = "organisation"
    NEGLECT = "neglect"
    SELF_NEGLECT = "self-neglect"
    EXPLOITED = "exploited"
    MATE_CRIME = "mate-crime"
    FORCED_MARRIAGE = "forced-marriage"
    HONOUR = "honour"
    CUTTING = "cutting"
    RADICALISED = "radicalised"
    ONLINE = "online"
    SELF_HARM = "self-harm"


class Answer(StrEnum):
    """Yes, no, or that nobody knows."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


class Consent(StrEnum):
    """What the person said to passing it on."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"
    CANNOT = "cannot"


class State(StrEnum):
    """Where a concern stands."""

    OPEN = "open"
    WITH_COUNCIL = "with-council"
    LOWERED = "lowered"
    CLOSED = "closed"


class Step(StrEnum):
    """What was done about a concern; a step is written once and never changed."""

    RAISED = "raised"
    TOLD_LEAD = "told-lead"
    TOLD_COUNCIL = "told-council"
    TOLD_POLICE = "told-police"
    TOLD_OTHER = "told-other"
    CRISIS = "crisis"
    ANSWER = "answer"
    DONE = "done"
    MOVED = "moved"
    NAMED = "named"
    UNNAMED = "unnamed"


ABOUT_WORDS = {About.ADULT: "An adult", About.CHILD: "A child or young person under 18"}
DANGER_WORDS = {Danger.NOW: "Yes, now", Danger.NOT_NOW: "Not now", Danger.NOT_SURE: "I do not know"}
KIND_WORDS = {
    Kind.PHYSICAL: "Physical abuse",
    Kind.DOMESTIC: "Domestic abuse",
    Kind.SEXUAL: "Sexual abuse",
    Kind.EMOTIONAL: "Psychological or emotional abuse",
    Kind.MONEY: "Financial or material abuse",
    Kind.SLAVERY: "Modern slavery",
    Kind.DISCRIMINATION: "Discriminatory abuse, hate crime",
    Kind.ORGANISATION: "Organisational abuse",
    Kind.NEGLECT: "Neglect, or care that was left out",
    Kind.SELF_NEGLECT: "Self-neglect",
    Kind.EXPLOITED: "Sexual or criminal exploitation",
    Kind.MATE_CRIME: "Mate crime: by somebody who plays the friend",
    Kind.FORCED_MARRIAGE: "Forced marriage",
    Kind.HONOUR: "So-called honour-based abuse",
    Kind.CUTTING: "Female genital mutilation",
    Kind.RADICALISED: "Being drawn into extremism",
    Kind.ONLINE: "Harm online",
    Kind.SELF_HARM: "Self-harm, or thoughts of suicide",
}
CARE_ACT = tuple(Kind)[:10]
ANSWER_WORDS = {Answer.YES: "Yes", Answer.NO: "No", Answer.NOT_SURE: "I do not know"}
CONSENT_WORDS = {
    Consent.YES: "Yes",
    Consent.NO: "No",
    Consent.NOT_ASKED: "Not asked: asking could bring more danger",
    Consent.CANNOT: "They cannot decide this now",
}
STATE_WORDS = {
    State.OPEN: "Open",
    State.WITH_COUNCIL: "With the council",
    State.LOWERED: "Not a safeguarding concern after all",
    State.CLOSED: "Closed",
}
ENDED = frozenset({State.LOWERED, State.CLOSED})
STEP_WORDS = {
    Step.RAISED: "Raised",
    Step.TOLD_LEAD: "Told the safeguarding lead",
    Step.TOLD_COUNCIL: "Told the council",
    Step.TOLD_POLICE: "Rang 999 or the police",
    Step.TOLD_OTHER: "Told somebody else",
    Step.CRISIS: "A call in a crisis",
    Step.ANSWER: "The council said what came of it",
    Step.DONE: "Something else was done",
    Step.MOVED: "Decided",
    Step.NAMED: "May read it from now on",
    Step.UNNAMED: "May read it no more",
}
TO_WRITE = (
    Step.TOLD_LEAD,
    Step.TOLD_COUNCIL,
    Step.TOLD_POLICE,
    Step.TOLD_OTHER,
    Step.CRISIS,
    Step.ANSWER,
    Step.DONE,
)
"""The steps a worker writes; the others follow from what is done on a page."""
