"""Handing over: the command, what may be chosen, and what stands on the sheet; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.clients.risks.rules import NONE_KNOWN
from linkdesk.connections.reminders import reminder_of
from linkdesk.plans.progress.rules import OPEN
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.clients.risks.rules import RisksPage
    from linkdesk.connections.rules import ConnectionRecord
    from linkdesk.plans.rules import PlanRecord

NOTE_LENGTH = 500
MOST_STEPS = 20
NOBODY_ASKED = "Nobody has written down yet if there is a risk."


@dataclass(frozen=True)
class HandOver:
    """Give these cases from one worker to another; `note` says what the other should know."""

    from_id: UUID
    to_id: UUID
    client_ids: tuple[UUID, ...]
    note: str = ""


@dataclass(frozen=True)
class Case:
    """One case that can be handed over."""

    client_id: UUID
    who: str
    birth_date: date


@dataclass(frozen=True)
class DueStep:
    """One step of the plan that counts: of which goal, who does it, by when in words."""

    goal: str
    what: str
    who: str
    when: str
    due: date | None


@dataclass(frozen=True)
class HandoverSheet:
    """All that a sheet says about one person; `reason` is the referrer's, `happened` is what is last on record."""

    client_id: UUID
    who: str
    called: str
    birth_date: date
    age: int
    nhs_number: str
    worker: str
    stage: str
    next_step: str
    reason: str
    visit: str
    keep_safe: str
    needs: tuple[str, ...]
    phones: tuple[str, ...]
    risks: tuple[str, ...]
    happened: tuple[str, ...]
    steps: tuple[DueStep, ...]
    review: date | None
    connections: tuple[str, ...] = ()
    """The services that somebody is followed to: where each stands, and what to ask and when."""
    agreed: tuple[str, ...] = ()
    """What the last meetings ended with: notes, the next meeting, what is promised and not done."""


def connection_lines(connections: Iterable[ConnectionRecord]) -> tuple[str, ...]:
    """Return where each connection stands that is still followed, who does what, and what to ask from when on."""
    lines = []
    for each in connections:
        if each.is_open:
            ask = reminder_of(each)
            said = (
                f"{each.service_name}: {each.state_words}, {long_date(each.since)}",
                " ".join(each.who_does.split()),
                f"{ask.words} from {long_date(ask.on)} on" if ask else "",
            )
            lines.append(". ".join(part for part in said if part))
    return tuple(lines[:MOST_STEPS])


def risk_words(page: RisksPage) -> tuple[str, ...]:
    """Return the risks that stand; that nobody asked yet, or that none is known, is said too."""
    if page.missing:
        return (NOBODY_ASKED,)
    return tuple(f"{risk.kind_words}: {risk.risk}" for risk in page.risks) or (NONE_KNOWN,)


def due_steps(plan: PlanRecord | None, names: dict[UUID, str]) -> tuple[DueStep, ...]:
    """Return the steps of a plan that are still to be done, those with a day first, the soonest at the top."""
    if plan is None:
        return ()
    found = [
        DueStep(goal.title, step.what, names.get(step.id, ""), step.when_text, step.due)
        for goal in plan.goals
        for step in goal.steps
        if step.status in OPEN
    ]
    found.sort(key=lambda step: (step.due is None, step.due or date.max))
    return tuple(found[:MOST_STEPS])


def sheet_lines(sheet: HandoverSheet) -> tuple[tuple[str, str], ...]:
    """Return the words of a sheet as names and texts, for who hears the page instead of seeing it."""
    steps = "; ".join(f"{step.what} ({step.goal}), {step.who}" for step in sheet.steps)
    lines = (
        ("Take care", sheet.keep_safe),
        ("Where they are", " ".join(words for words in (f"{sheet.stage}.", sheet.visit) if words)),
        ("What is next", sheet.next_step),
        ("Why they were referred", sheet.reason),
        ("Their link worker", sheet.worker),
        ("Needs", "; ".join(sheet.needs)),
        ("Risks", "; ".join(sheet.risks)),
        ("Phone", "; ".join(sheet.phones)),
        ("Steps of the plan", steps),
        ("Agreed when they last met", "; ".join(sheet.agreed)),
        ("Last on record", "; ".join(sheet.happened)),
    )
    return tuple((name, words) for name, words in lines if words)
