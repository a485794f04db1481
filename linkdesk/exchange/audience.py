"""For whom a file is made, whether they may have it, and what of a record stays out of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from dataclasses import fields
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.clients.person import PersonDetails
from linkdesk.clients.rules import USUAL_PRINT_SIZE
from linkdesk.clients.rules import PrintFormat
from linkdesk.clients.sharing.rules import EVERY_PART
from linkdesk.clients.sharing.rules import PART_WORDS
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.exchange import rules
from linkdesk.exchange.rules import ExportKind
from linkdesk.printing.given.safe import FOR_WORKERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.clients.sharing.rules import DecisionRecord
    from linkdesk.clients.sharing.rules import Verdict
    from linkdesk.connections.rules import ConnectionRecord
    from linkdesk.exchange.rules import Dossier
    from linkdesk.plans.rules import GoalRecord
    from linkdesk.plans.rules import PlanRecord


class ForWhom(StrEnum):
    """Who gets the file; our own service and the person need no permission."""

    OWN_SERVICE = "own-service"
    PERSON = "person"
    GP = "gp"
    REFERRER = "referrer"
    SERVICE = "service"
    EVALUATION = "evaluation"


FOR_WORDS = {
    ForWhom.OWN_SERVICE: "Our own service",
    ForWhom.GP: "Their GP",
    ForWhom.REFERRER: "Whoever referred them",
    ForWhom.SERVICE: "A service: write its name",
    ForWhom.EVALUATION: "Those who evaluate the service",
    ForWhom.PERSON: "The person",
}


@dataclass(frozen=True)
class Audience:
    """Who gets the file; a service has its name."""

    kind: ForWhom = ForWhom.OWN_SERVICE
    name: str = ""

    @property
    def recipient(self) -> Recipient | None:
        """Whom permission is asked for; None for our own service."""
        if self.kind is ForWhom.OWN_SERVICE:
            return None
        return Recipient(RecipientKind(self.kind.value), self.name if self.kind is ForWhom.SERVICE else "")

    @property
    def is_outside(self) -> bool:
        """Say whether the file goes to somebody who is neither our own service nor the person."""
        return self.kind not in {ForWhom.OWN_SERVICE, ForWhom.PERSON}

    @property
    def words(self) -> str:
        """Who gets the file, for the note that lies in it."""
        return self.name if self.kind is ForWhom.SERVICE else FOR_WORDS[self.kind]


OWN = Audience()


@dataclass(frozen=True)
class Leave:
    """What may go to one audience: each client's verdict; `refused` counts those who stay out altogether."""

    audience: Audience = OWN
    verdicts: Mapping[UUID, Verdict] = field(default_factory=dict)
    refused: int = 0

    def parts_of(self, client_id: UUID) -> tuple[Part, ...]:
        """Return the parts of a record that may go."""
        return self.verdicts[client_id].parts if self.audience.recipient else EVERY_PART

    @property
    def withheld(self) -> tuple[str, ...]:
        """Say what was left out, without a name: the file itself goes to the recipient."""
        kept_back = Counter(part for found in self.verdicts.values() for part in EVERY_PART if part not in found.parts)
        lines = [
            f"Withheld for {_people(kept_back[part])}, as they did not agree to share it: {PART_WORDS[part].lower()}."
            for part in EVERY_PART
            if kept_back[part]
        ]
        recipient = self.audience.recipient
        if recipient and self.refused:
            lines.append(f"{_people(self.refused)} left out: no permission to share with {recipient.long_words}.")
        return tuple(lines)


OURS_ALONE = ("alias", "gender", "ethnicity", "is_carer", "marital_status", "birth_place", "birth_country")
"""What was said to us about who they are: permission covers name and contact details, and these are neither."""

_NO_NEEDS: dict[str, Any] = {
    "needs": (),
    "interpreter_needed": False,
    "does_not_read": None,
    "impairments": (),
    "mobility": (),
    "other_requirements": (),
    "needs_reviewed_on": None,
    "chosen_format": None,
    "chosen_size": None,
    "print_format": PrintFormat.STANDARD,
    "print_size": USUAL_PRINT_SIZE,
    "print_reason": "",
}


_OURS: dict[str, Any] = {
    "about": None,
    "people": (),
    "risks": (),
    "representatives": (),
    "decisions": (),
    "overrides": (),
    "episodes": (),
    "stages": {},
    "events": (),
    "not_asked": (),
    "held_scores": (),
    "prints": (),
    "copies": (),
    "partings": (),
    "reminders": (),
    "connections": (),
    "unmet_needs": (),
    "contacts": (),
}
"""What no permission covers: a yes is to needs, answers and plan, beside name and contact details."""


def limited(dossier: Dossier, leave: Leave) -> Dossier:
    """Return a dossier with only what may go; name and contact details always do."""
    parts, client = leave.parts_of(dossier.client.id), dossier.client
    if leave.audience.is_outside:
        usual: dict[str, Any] = {each.name: each.default for each in fields(PersonDetails) if each.name in OURS_ALONE}
        client = replace(client, **usual, other_identifiers=())
        dossier = _without_names(replace(dossier, **_OURS))
    elif leave.audience.kind is ForWhom.PERSON:
        dossier = _as_they_said_it(dossier)
    if leave.audience.kind is not ForWhom.OWN_SERVICE:
        client = replace(client, keep_safe="")
    if Part.NEEDS not in parts:
        client = replace(client, **_NO_NEEDS)
    return replace(
        dossier,
        client=client,
        assessments=dossier.assessments if Part.ANSWERS in parts else (),
        sorts=dossier.sorts if Part.ANSWERS in parts else (),
        plans=dossier.plans if Part.PLAN in parts else (),
        translations=dossier.translations if Part.PLAN in parts else (),
    )


def _as_they_said_it(dossier: Dossier) -> Dossier:
    """Leave out what others wrote: it may tell of other people, and whoever does harm may read along at home."""
    unread: dict[str, Any] = dict.fromkeys(("reason", "background", "decision_words", "outcome", "did_not_work"), "")
    unread["close_reason"] = None
    return replace(
        dossier,
        assessments=_without_help(_with_presence(dossier, seen_alone=None)),
        not_asked=tuple(replace(each, words="") for each in dossier.not_asked),
        risks=(),
        overrides=(),
        plans=_without_why(dossier.plans),
        people=tuple(replace(each, note="") for each in dossier.people),
        decisions=tuple(_decision_of_theirs(each) for each in dossier.decisions),
        episodes=tuple(replace(each, **unread) for each in dossier.episodes),
        events=tuple(replace(each, words="") for each in dossier.events),
        contacts=tuple(replace(each, words="", present="") for each in dossier.contacts),
        prints=tuple(each for each in dossier.prints if each.item not in FOR_WORKERS),
        connections=tuple(_connection_of_theirs(each) for each in dossier.connections),
        unmet_needs=tuple(replace(each, words="") for each in dossier.unmet_needs),
    )


def _connection_of_theirs(connection: ConnectionRecord) -> ConnectionRecord:
    """Leave out a worker's notes: the person's own words, the service and what became of it stay."""
    return replace(
        connection,
        events=tuple(replace(each, note="") for each in connection.events),
        barriers=tuple(replace(each, words="", solved="") for each in connection.barriers),
    )


def _without_names(dossier: Dossier) -> Dossier:
    """Leave out who was here by name and whom to phone: permission covers the person, and these are other people."""
    plans = tuple(replace(each, phones=(), shared=()) for each in _without_why(dossier.plans))
    talks = _without_help(_with_presence(dossier, reference="", people=()))
    return replace(dossier, assessments=talks, plans=plans)


def _decision_of_theirs(decision: DecisionRecord) -> DecisionRecord:
    """Leave out what others wrote about a decision, and who else was there."""
    return replace(decision, reason="", capacity_support="", best_interests="", witness="", not_signed_because="")


def _without_why(plans: tuple[PlanRecord, ...]) -> tuple[PlanRecord, ...]:
    """Leave out why a step was changed or dropped and why the person did not agree or sign themself, and who saw it."""
    return tuple(
        replace(
            each,
            not_agreed_because="",
            witness="",
            not_signed_because="",
            goals=tuple(_goal_without_why(goal) for goal in each.goals),
        )
        for each in plans
    )


def _goal_without_why(goal: GoalRecord) -> GoalRecord:
    steps = tuple(replace(step, marks=tuple(replace(mark, why="") for mark in step.marks)) for step in goal.steps)
    return replace(goal, steps=steps)


def _without_help(assessments: tuple[AssessmentRecord, ...]) -> tuple[AssessmentRecord, ...]:
    """Leave out what help somebody had with the answers: a worker wrote it, and it may name others."""
    return tuple(replace(each, how=replace(each.how, help_given="")) if each.how else each for each in assessments)


def _with_presence(dossier: Dossier, **changes: Any) -> tuple[AssessmentRecord, ...]:
    return tuple(
        replace(each, presence=replace(each.presence, **changes)) if each.presence else each
        for each in dossier.assessments
    )


def withheld(kind: ExportKind, leave: Leave) -> tuple[str, ...]:
    """Return all that the file says about what is not in it."""
    to = leave.audience
    lines: tuple[str, ...] = rules.WITHHELD
    if to.is_outside or kind is ExportKind.FHIR:
        lines = (*lines, rules.OURS_SAFETY, rules.OURS)
    elif to.kind is ForWhom.PERSON:
        lines = (*lines, rules.OURS_SAFETY, rules.THEIRS)
    if to.is_outside:
        lines = (*lines, rules.SENSITIVE)
    return (*lines, *leave.withheld)


def _people(number: int) -> str:
    return "1 client" if number == 1 else f"{number} clients"
