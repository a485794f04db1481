"""A wellbeing plan in FHIR: CarePlan with its steps, and one Goal for each goal."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from linkdesk.clients.sharing.rules import DECIDED_BY_WORDS
from linkdesk.clients.sharing.rules import PART_WORDS
from linkdesk.clients.sharing.rules import REPRESENTATIVE_WORDS
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.exchange import codes
from linkdesk.exchange.fhir import names
from linkdesk.plans.progress.rules import RESULT_WORDS
from linkdesk.plans.progress.rules import STATUS_WORDS
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import who_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from linkdesk.exchange.fhir.names import Resource
    from linkdesk.exchange.rules import Sender
    from linkdesk.plans.rules import GoalRecord
    from linkdesk.plans.rules import PlanLine
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.plans.rules import SharedLine
    from linkdesk.plans.rules import StepRecord

_PLAN_STATUS = {PlanStatus.DRAFT: "draft", PlanStatus.AGREED: "active", PlanStatus.REPLACED: "revoked"}
_GOAL_STATUS = {PlanStatus.DRAFT: "proposed", PlanStatus.AGREED: "active", PlanStatus.REPLACED: "cancelled"}
_STEP_STATUS = {
    StepStatus.PLANNED: "not-started",
    StepStatus.DONE: "completed",
    StepStatus.CHANGED: "in-progress",
    StepStatus.DROPPED: "cancelled",
}
_ACHIEVEMENT = {
    Result.REACHED: ("achieved", "Achieved"),
    Result.PARTLY: ("in-progress", "In Progress"),
    Result.NOT_REACHED: ("not-achieved", "Not Achieved"),
}
"""HL7 goal-achievement; a goal that is not wanted any more is cancelled and has none."""
_LIFECYCLE = {Result.REACHED: "completed", Result.NOT_WANTED: "cancelled"}
_XHTML = "http://www.w3.org/1999/xhtml"


def goals(plan: PlanRecord, sender: Sender) -> list[Resource]:
    """Return the goals in the client's own words; importance is what they said it means to them, not a target."""
    return [_goal(goal, plan, sender) for goal in plan.goals]


def care_plan(plan: PlanRecord, sender: Sender, replaces: UUID | None) -> Resource:
    """Return the plan; `replaces` is the id of the version before it, if that is sent too."""
    body = {
        "text": {"status": "extensions", "div": narrative(plan)},
        "language": plan.language,
        "extension": _agreement(plan),
        "replaces": [names.refer("CarePlan", replaces)] if replaces else [],
        "status": _PLAN_STATUS[plan.status],
        "intent": "plan",
        "category": [codes.concept(codes.CARE_PLAN)],
        "title": f"Wellbeing plan, version {plan.number}",
        "description": _lines("What matters to me", plan.what_matters),
        "subject": names.refer("Patient", plan.client_id),
        "period": {"start": plan.agreed_on.isoformat() if plan.agreed_on else ""},
        "created": plan.agreed_on.isoformat() if plan.agreed_on else "",
        "author": _author(plan, sender),
        "goal": [names.refer("Goal", goal.id) for goal in plan.goals],
        "activity": [*(_step(step, goal, plan) for goal in plan.goals for step in goal.steps), *_review(plan)],
        "note": [
            {"text": _lines("My strengths", plan.strengths)},
            {"text": f"If it gets harder: {plan.if_harder}" if plan.if_harder else ""},
            {"text": _lines("What I have done", plan.achieved)},
            {"text": _phones(plan)},
            {"text": _shared(plan)},
        ],
    }
    return names.resource("CarePlan", plan.id, practice=sender.practice, body=body)


def narrative(plan: PlanRecord) -> str:
    """Return the plan as readable text, for receivers who do not know our extensions."""
    parts = "".join(f"<p>{escape(line, quote=False)}</p>" for line in _story(plan))
    return f'<div xmlns="{_XHTML}">{parts}</div>'


def _story(plan: PlanRecord) -> Iterator[str]:
    yield f"Wellbeing plan, version {plan.number}"
    yield from (line for line in (_lines("What matters to me", plan.what_matters),) if line)
    yield from (line for line in (_lines("My strengths", plan.strengths),) if line)
    yield from (line for line in (_lines("What I have done", plan.achieved),) if line)
    for goal in plan.goals:
        said = f" (importance to me: {goal.importance} of 10)" if goal.importance else ""
        yield f"Goal {goal.number}: {goal.title}{said}"
        yield from (f"{words}: {text}" for words, text in (("This helps with", goal.need), _came_of(goal)) if text)
        yield from (_told(number, step, plan) for number, step in enumerate(goal.steps, start=1))
    if plan.if_harder:
        yield f"If it gets harder: {plan.if_harder}"
    yield from (line for line in (_phones(plan), _shared(plan)) if line)
    if plan.review_date:
        yield f"Review: {plan.review_date.isoformat()} {plan.review_place}".strip()
    if plan.agreed_on and plan.agreed_how:
        yield f"Agreed on {plan.agreed_on.isoformat()} ({plan.agreed_how.value}) {plan.agreed_name}".strip()
        yield from (f"{words}: {text}" for words, text in _seen_by(plan) if text)
        yield from _for_them(plan)


def _seen_by(plan: PlanRecord) -> tuple[tuple[str, str], ...]:
    return (("Seen by", plan.witness), ("Why they did not sign", plan.not_signed_because))


def _for_them(plan: PlanRecord) -> Iterator[str]:
    """Tell who agreed in place of the person, by what right and why."""
    if plan.agreed_by in (None, DecidedBy.PERSON):
        return
    right = REPRESENTATIVE_WORDS[plan.agreed_authority] if plan.agreed_authority else ""
    parts = (DECIDED_BY_WORDS[plan.agreed_by], plan.agreed_relation, right)
    yield f"Agreed by: {'; '.join(part for part in parts if part)}"
    if plan.not_agreed_because:
        yield f"Why not by the person: {plan.not_agreed_because}"


def _came_of(goal: GoalRecord) -> tuple[str, str]:
    if goal.outcome is None:
        return "What came of it", ""
    parts = (RESULT_WORDS[goal.outcome.result], goal.outcome.day.isoformat(), goal.outcome.words)
    return "What came of it", "; ".join(part for part in parts if part)


def _phones(plan: PlanRecord) -> str:
    return "Important phone numbers: " + "; ".join(line.typed for line in plan.phones) if plan.phones else ""


def _shared(plan: PlanRecord) -> str:
    """Return with whom and what the person let us share, as it stood at the agreement."""
    said = [f"{_with(line)} ({', '.join(PART_WORDS[part].lower() for part in line.parts)})" for line in plan.shared]
    return f"What I have agreed to share: {'; '.join(said)}" if said else ""


def _with(line: SharedLine) -> str:
    return Recipient(line.kind, line.name).long_words


def _told(number: int, step: StepRecord, plan: PlanRecord) -> str:
    parts = [
        f"Step {number}: {step.what}",
        f"who: {who_words(step, plan.worker_name)}",
        f"when: {step.when_text}" if step.when_text else "",
        f"by {step.due.isoformat()}" if step.due else "",
        f"where: {step.place}" if step.place else "",
        f"confidence: {step.confidence} of 10" if step.confidence else "",
        f"if it is hard: {step.if_hard}" if step.if_hard else "",
        f"{STATUS_WORDS[step.status].lower()} on {step.mark.day.isoformat()}" if step.mark else "",
        f"why: {step.mark.why}" if step.mark and step.mark.why else "",
    ]
    return "; ".join(part for part in parts if part)


def _lines(title: str, lines: tuple[PlanLine, ...]) -> str:
    return f"{title}: " + "; ".join(line.text for line in lines) if lines else ""


def _goal(goal: GoalRecord, plan: PlanRecord, sender: Sender) -> Resource:
    extensions = [names.extension("goal-importance", valueInteger=goal.importance)] if goal.importance else []
    if goal.need:
        extensions.append(names.extension("goal-need", valueString=goal.need))
    outcome = goal.outcome
    status = _LIFECYCLE.get(outcome.result, _GOAL_STATUS[plan.status]) if outcome else _GOAL_STATUS[plan.status]
    replaced = plan.status is PlanStatus.REPLACED and status == _GOAL_STATUS[plan.status]
    body = {
        "extension": extensions,
        "lifecycleStatus": status,
        "achievementStatus": _achievement(goal),
        "description": {"text": goal.title},
        "subject": names.refer("Patient", plan.client_id),
        "startDate": plan.agreed_on.isoformat() if plan.agreed_on else "",
        "statusDate": outcome.day.isoformat() if outcome else "",
        "statusReason": "Replaced by a newer plan" if replaced else "",
        "expressedBy": names.refer("Patient", plan.client_id),
        "note": [{"text": outcome.words}] if outcome else [],
    }
    return names.resource("Goal", goal.id, practice=sender.practice, body=body)


def _achievement(goal: GoalRecord) -> Resource:
    if goal.outcome is None or goal.outcome.result not in _ACHIEVEMENT:
        return {}
    code, display = _ACHIEVEMENT[goal.outcome.result]
    coding = {"system": f"{names.TERMINOLOGY}goal-achievement", "code": code, "display": display}
    return {"coding": [coding], "text": RESULT_WORDS[goal.outcome.result]}


def _step(step: StepRecord, goal: GoalRecord, plan: PlanRecord) -> Resource:
    """A step is detail inside the plan: an activity may hold detail or a reference, never both (cpl-3)."""
    when: Resource = {"scheduledString": step.when_text}
    extensions = []
    if step.due:
        when = {"scheduledPeriod": {"end": step.due.isoformat()}}
        if step.when_text:
            extensions.append(names.extension("step-when", valueString=step.when_text))
    if step.confidence:
        extensions.append(names.extension("step-confidence", valueInteger=step.confidence))
    if step.if_hard:
        extensions.append(names.extension("step-if-hard", valueString=step.if_hard))
    detail = {
        "extension": extensions,
        "goal": [names.refer("Goal", goal.id)],
        "status": _STEP_STATUS[step.status],
        "statusReason": {"text": step.mark.why} if step.mark else {},
        **when,
        "location": {"display": step.place},
        "performer": [{"display": who_words(step, plan.worker_name)}],
        "description": step.what,
    }
    said = [{"time": mark.day.isoformat(), "text": STATUS_WORDS[mark.status]} for mark in step.marks]
    return {"id": str(step.id), "progress": said, "detail": detail}


def _review(plan: PlanRecord) -> list[Resource]:
    if plan.review_date is None:
        return []
    day = plan.review_date.isoformat()
    detail = {
        "code": codes.concept(codes.REVIEW_OF_PLAN),
        "status": "scheduled",
        "scheduledPeriod": {"start": day, "end": day},
        "location": {"display": plan.review_place},
    }
    return [{"detail": detail}]


def _agreement(plan: PlanRecord) -> list[Resource]:
    if plan.agreed_how is None:
        return []
    found = [names.extension("agreed-how", valueCode=plan.agreed_how.value)]
    if plan.agreed_name:
        found.append(names.extension("agreed-name", valueString=plan.agreed_name))
    seen = {"witness": plan.witness, "not-signed-because": plan.not_signed_because}
    found += [names.extension(name, valueString=text) for name, text in seen.items() if text]
    if plan.agreed_by in (None, DecidedBy.PERSON):
        return found
    found.append(names.extension("agreed-by", valueCode=plan.agreed_by.value))
    if plan.agreed_relation:
        found.append(names.extension("agreed-relation", valueString=plan.agreed_relation))
    if plan.agreed_authority:
        found.append(names.extension("agreed-authority", valueCode=plan.agreed_authority.value))
    if plan.not_agreed_because:
        found.append(names.extension("not-agreed-because", valueString=plan.not_agreed_because))
    return found


def _author(plan: PlanRecord, sender: Sender) -> Resource:
    if plan.worker_name in ("", sender.worker_name):
        return names.refer("Practitioner", sender.worker_id, sender.worker_name)
    return {"display": plan.worker_name}
