"""Permission to share: who, what, how it was given, who could decide; pure rules over decisions that never change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.record import checks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.web.signature import Stroke

NAME_LENGTH = 120


class RecipientKind(StrEnum):
    """To whom something about a person may go."""

    GP = "gp"
    REFERRER = "referrer"
    SERVICE = "service"
    EVALUATION = "evaluation"
    OTHER = "other"
    PERSON = "person"


ASKED_OF_ALL = (RecipientKind.GP, RecipientKind.REFERRER, RecipientKind.EVALUATION)
ASKABLE = (RecipientKind.GP, RecipientKind.REFERRER, RecipientKind.SERVICE, RecipientKind.EVALUATION)
"""For whom permission is asked; anyone else is reached without it, or is the person."""
NAMED = (RecipientKind.SERVICE, RecipientKind.OTHER)
UNNAMED = "a service"

_WORDS = {
    RecipientKind.GP: "GP",
    RecipientKind.REFERRER: "referrer",
    RecipientKind.EVALUATION: "evaluation",
    RecipientKind.PERSON: "the person",
}
_LONG_WORDS = {
    RecipientKind.GP: "their GP",
    RecipientKind.REFERRER: "whoever referred them",
    RecipientKind.EVALUATION: "those who evaluate the service",
    RecipientKind.PERSON: "the person",
}


@dataclass(frozen=True)
class Recipient:
    """One recipient; services and others have a name."""

    kind: RecipientKind
    name: str = ""

    @property
    def key(self) -> tuple[RecipientKind, str]:
        """By this two recipients are the same, however the name is spelt."""
        return self.kind, checks.search_key(self.name) if self.kind in NAMED else ""

    @property
    def words(self) -> str:
        """A few words for a list: GP, referrer, a name."""
        return _WORDS.get(self.kind) or self.name

    @property
    def beside_words(self) -> str:
        """The same while someone is beside the worker: which service it is may say where or what about."""
        return UNNAMED if self.kind is RecipientKind.SERVICE else self.words

    @property
    def long_words(self) -> str:
        """The words inside a sentence."""
        return _LONG_WORDS.get(self.kind) or self.name


class Answer(StrEnum):
    """What the newest decision says."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not_asked"


ANSWER_WORDS = {
    Answer.GIVEN: "Yes",
    Answer.REFUSED: "No",
    Answer.WITHDRAWN: "No longer",
    Answer.NOT_ASKED: "Not asked",
}


class How(StrEnum):
    """How the answer was given."""

    SPOKEN = "spoken"
    WRITTEN = "written"
    PAPER = "paper"
    SCREEN = "screen"


HOW_WORDS = {
    How.SPOKEN: "They said it",
    How.WRITTEN: "They wrote it, in a letter or message",
    How.PAPER: "They signed the paper form",
    How.SCREEN: "They signed on the screen",
}


class SignedHow(StrEnum):
    """The four equal ways to sign on the screen."""

    TICK = "tick"
    TYPED = "typed"
    DRAWN = "drawn"
    WITNESSED = "witnessed"


class Part(StrEnum):
    """The parts of a record that a permission can cover; name and contact details always go with them."""

    NEEDS = "needs"
    ANSWERS = "answers"
    PLAN = "plan"


PART_WORDS = {
    Part.NEEDS: "What they need from us",
    Part.ANSWERS: "Their answers and scores",
    Part.PLAN: "Their plan",
}
EVERY_PART = tuple(Part)


class Capacity(StrEnum):
    """Whether the person can make this one decision; assumed unless somebody assessed it."""

    ASSUMED = "assumed"
    HAS = "has"
    HAS_NOT = "has_not"


CAPACITY_WORDS = {
    Capacity.ASSUMED: "Yes. There was no reason to doubt it",
    Capacity.HAS: "Yes. It was assessed",
    Capacity.HAS_NOT: "No. It was assessed",
}


class DecidedBy(StrEnum):
    """Who made the decision."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    BEST_INTERESTS = "best_interests"


DECIDED_BY_WORDS = {
    DecidedBy.PERSON: "The person",
    DecidedBy.REPRESENTATIVE: "Their representative",
    DecidedBy.BEST_INTERESTS: "A best interests decision",
}


class RepresentativeKind(StrEnum):
    """By what right somebody speaks for the person; being family is none."""

    ATTORNEY = "attorney"
    DEPUTY = "deputy"
    PARENT = "parent"
    ADVOCATE = "advocate"
    OTHER = "other"


REPRESENTATIVE_WORDS = {
    RepresentativeKind.ATTORNEY: "Attorney for health and welfare (a registered lasting power of attorney)",
    RepresentativeKind.DEPUTY: "Deputy for personal welfare (named by the Court of Protection)",
    RepresentativeKind.PARENT: "Parent, or someone with parental responsibility, of a child under 18",
    RepresentativeKind.ADVOCATE: "Advocate (helps the person to speak; does not decide)",
    RepresentativeKind.OTHER: "Somebody else with the right by law",
}
DECIDE_WITHOUT_CAPACITY = (RepresentativeKind.ATTORNEY, RepresentativeKind.DEPUTY, RepresentativeKind.OTHER)
"""They may decide about welfare only where the person cannot (Mental Capacity Act 2005, sections 11(7), 20(1))."""


class Ground(StrEnum):
    """Why something may be shared without permission."""

    SERIOUS_HARM = "serious_harm"
    SAFEGUARDING = "safeguarding"
    LEGAL_DUTY = "legal_duty"


GROUND_WORDS = {
    Ground.SERIOUS_HARM: "To keep somebody from serious harm",
    Ground.SAFEGUARDING: "For safeguarding",
    Ground.LEGAL_DUTY: "Because the law says that we must",
}


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """How one or more decisions were made in one conversation."""

    how: How | None
    asked_on: date
    asked_by: str
    parts: tuple[Part, ...] = EVERY_PART
    what: str = ""
    capacity: Capacity = Capacity.ASSUMED
    capacity_support: str = ""
    capacity_assessor: str = ""
    capacity_on: date | None = None
    decided_by: DecidedBy = DecidedBy.PERSON
    representative_id: UUID | None = None
    best_interests: str = ""
    signed_how: SignedHow | None = None
    signed_name: str = ""
    witness: str = ""
    not_signed_because: str = ""
    signature: tuple[Stroke, ...] | None = None


@dataclass(frozen=True)
class AnswerTo:
    """One answer: about whom, what, and for "not asked" why."""

    recipient: Recipient
    answer: Answer
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordDecisions(Circumstances):
    """Keep what was decided; `seen` is the number of the newest decision on the page, so a stale one is refused."""

    client_id: UUID
    seen: int
    answers: tuple[AnswerTo, ...]


@dataclass(frozen=True, kw_only=True)
class DecisionRecord(Circumstances):
    """One decision as it was made; the newest about a recipient counts."""

    id: UUID
    client_id: UUID
    number: int
    recipient: Recipient
    answer: Answer
    reason: str
    created_at: datetime
    owner_id: UUID


@dataclass(frozen=True, kw_only=True)
class AddRepresentative:
    """Somebody who speaks for the person by right, with what was seen of it."""

    client_id: UUID
    name: str
    kind: RepresentativeKind
    relation: str = ""
    evidence: str = ""
    seen_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RepresentativeRecord(AddRepresentative):
    """One representative; `ended_on` is the day the right was taken off the record."""

    id: UUID
    ended_on: date | None
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class ShareWithout:
    """Share without permission: with whom, what, why, who decided, and whether the person was told."""

    client_id: UUID
    recipient: Recipient
    ground: Ground
    what: str
    reason: str
    decider: str
    decided_on: date
    told: bool
    not_told_because: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OverrideRecord(ShareWithout):
    """One decision to share without permission; it stands until somebody ends it."""

    id: UUID
    created_at: datetime
    owner_id: UUID
    ended_on: date | None
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Passed:
    """Something that was passed on: to whom, what, when, by whom and on what ground."""

    at: datetime
    worker_id: UUID
    recipient: str
    what: str
    because: str = ""


@dataclass(frozen=True)
class Verdict:
    """Whether something may be shared, and the sentence that says why; `record_asked`: write down the ground too."""

    allowed: bool
    sentence: str
    parts: tuple[Part, ...] = ()
    record_asked: bool = False


@dataclass(frozen=True)
class Standing:
    """What counts now about one recipient: the newest decision, and a decision to share without it."""

    recipient: Recipient
    decision: DecisionRecord | None = None
    override: OverrideRecord | None = None

    @property
    def answer(self) -> Answer:
        """What the newest decision says; nothing on record means that nobody asked."""
        return self.decision.answer if self.decision else Answer.NOT_ASKED


DIED = "They have died, so nothing is sent for them."


def verdict(standing: Standing, ground: Ground | None = None, *, died: bool = False) -> Verdict:
    """Return whether something may be shared with a recipient; "not asked" is no, and so is a death.

    What the law asks for after a death, such as for a coroner, is shared without permission, with its record.
    """
    who, decision, override = standing.recipient, standing.decision, standing.override
    if died and override is None and ground is not Ground.SAFEGUARDING:
        return Verdict(allowed=False, sentence=DIED)
    if who.kind is RecipientKind.PERSON:
        return Verdict(allowed=True, sentence="It is the person’s own record.", parts=EVERY_PART)
    if override is not None:
        why = GROUND_WORDS[override.ground]
        return Verdict(
            allowed=True,
            sentence=f"Shared without permission. {why}. {override.decider} decided it.",
            parts=override.parts,
        )
    if ground is Ground.SAFEGUARDING:
        return Verdict(
            allowed=True,
            sentence="Safeguarding comes first. Write down why, and who decided.",
            parts=EVERY_PART,
            record_asked=True,
        )
    if decision is None:
        return Verdict(allowed=False, sentence=f"Nobody has asked yet if we may share with {who.long_words}.")
    return _by_decision(decision)


def _by_decision(decision: DecisionRecord) -> Verdict:
    who = decision.recipient.long_words
    if decision.answer is Answer.GIVEN:
        return Verdict(allowed=True, sentence=f"They said yes to sharing with {who}.", parts=decision.parts)
    if decision.answer is Answer.NOT_ASKED:
        return Verdict(allowed=False, sentence=f"They were not asked if we may share with {who}. {decision.reason}")
    said = "said no to" if decision.answer is Answer.REFUSED else "no longer agree to"
    return Verdict(allowed=False, sentence=f"They {said} sharing with {who}.")


def standings(decisions: Iterable[DecisionRecord], overrides: Iterable[OverrideRecord]) -> tuple[Standing, ...]:
    """Return what counts now: GP, referrer and evaluation always, then each named service and other by name."""
    newest: dict[tuple[RecipientKind, str], DecisionRecord] = {}
    for decision in sorted(decisions, key=lambda each: each.number):
        newest[decision.recipient.key] = decision
    open_now = {each.recipient.key: each for each in overrides if each.ended_on is None}
    known = [each.recipient for each in newest.values()] + [each.recipient for each in open_now.values()]
    named = {each.key: each for each in known if each.kind in NAMED}
    order = [Recipient(kind) for kind in ASKED_OF_ALL]
    order[2:2] = [named[key] for key in sorted(named, key=lambda key: key[1])]
    return tuple(Standing(each, newest.get(each.key), open_now.get(each.key)) for each in order)


def summary(found: Iterable[Standing], *, beside: bool = False) -> str:
    """Return one line for the client page: "May share with: GP. Said no: referrer. Not asked: evaluation.".

    While someone is `beside`, no service is named in it.

    It is silent about sharing without permission: the person or somebody beside them may read it.
    """
    of = {Answer.GIVEN: "May share with", Answer.REFUSED: "Said no", Answer.WITHDRAWN: "No longer"}
    groups: dict[str, list[str]] = {name: [] for name in (*of.values(), "Not asked")}
    for each in found:
        if each.recipient.kind is not RecipientKind.OTHER:
            words = each.recipient.beside_words if beside else each.recipient.words
            groups[of.get(each.answer, "Not asked")].append(words)
    return " ".join(f"{name}: {', '.join(dict.fromkeys(words))}." for name, words in groups.items() if words)


def said(yes: bool, before: Answer) -> Answer:  # noqa: FBT001 - the answer itself
    """Return how a yes or no stands on record: a no after a yes takes the permission back."""
    if yes:
        return Answer.GIVEN
    return Answer.WITHDRAWN if before in {Answer.GIVEN, Answer.WITHDRAWN} else Answer.REFUSED
