"""What comes along into the next version of a plan, and how two versions differ, in words; pure."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import TypeVar

from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import who_words
from linkdesk.settings import Limits
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from uuid import UUID

    from linkdesk.plans.rules import GoalRecord
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.plans.rules import StepRecord

LIMITS = Limits()
ALIKE = 0.6
"""From this likeness on (difflib), other words count as the same thing put differently."""

Kept = TypeVar("Kept")


class Carry(StrEnum):
    """What happens to a step or a goal when the next version starts."""

    ALONG = "along"
    ACHIEVED = "achieved"
    LEAVE = "leave"


CARRY_WORDS = {
    Carry.ALONG: "Take it along",
    Carry.ACHIEVED: "It is achieved: say well done",
    Carry.LEAVE: "Leave it out",
}


def usual_step(step: StepRecord) -> Carry:
    """Return what usually happens: open steps come along, done ones are achieved, dropped ones stay behind."""
    return {StepStatus.DONE: Carry.ACHIEVED, StepStatus.DROPPED: Carry.LEAVE}.get(step.status, Carry.ALONG)


def usual_goal(goal: GoalRecord) -> Carry:
    """Return what usually happens: a goal that was reached is achieved, one not wanted any more stays behind."""
    ends = {Result.REACHED: Carry.ACHIEVED, Result.NOT_WANTED: Carry.LEAVE}
    return ends.get(goal.outcome.result, Carry.ALONG) if goal.outcome else Carry.ALONG


def has_moved(plan: PlanRecord) -> bool:
    """Tell whether anything was said about a step or a goal, so that there is something to choose."""
    return any(goal.outcome or any(step.mark for step in goal.steps) for goal in plan.goals)


def choice_of(plan: PlanRecord, chosen: Mapping[UUID, Carry]) -> dict[UUID, Carry]:
    """Return what happens to each goal and step; a step does not come along without its goal."""
    found: dict[UUID, Carry] = {}
    for goal in plan.goals:
        found[goal.id] = chosen.get(goal.id, usual_goal(goal))
        for step in goal.steps:
            carry = chosen.get(step.id, usual_step(step))
            stays = carry is Carry.ALONG and found[goal.id] is not Carry.ALONG
            found[step.id] = Carry.LEAVE if stays else carry
    return found


def achieved_lines(plan: PlanRecord, choice: Mapping[UUID, Carry]) -> tuple[PlanLine, ...]:
    """Return what was achieved, as lines of the next version: the newest first, as many as a list can have."""
    lines: list[PlanLine] = []
    for goal in plan.goals:
        done: list[GoalRecord | StepRecord] = [step for step in goal.steps if choice[step.id] is Carry.ACHIEVED]
        if choice[goal.id] is Carry.ACHIEVED:
            done.insert(0, goal)
        lines += [PlanLine(getattr(each, "title", "") or getattr(each, "what", ""), each.picture) for each in done]
    known = {line.text for line in lines}
    lines += [line for line in plan.achieved if line.text not in known]
    return tuple(lines[: LIMITS.plan_lines])


class Kind(StrEnum):
    """How something differs."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


KIND_WORDS = {Kind.ADDED: "Added", Kind.CHANGED: "Changed", Kind.GONE: "No longer there"}


@dataclass(frozen=True)
class Change:
    """One thing that differs: what it is, how it was, how it is."""

    kind: Kind
    what: str
    before: str = ""
    after: str = ""
    why: str = ""


def changes(old: PlanRecord, new: PlanRecord) -> tuple[Change, ...]:
    """Return how the newer plan differs from the older one, in the order of the plan."""
    return tuple(_changes(old, new))


def _changes(old: PlanRecord, new: PlanRecord) -> Iterator[Change]:
    for name, before, after in (
        ("What matters to me", old.what_matters, new.what_matters),
        ("What I am good at", old.strengths, new.strengths),
        ("What I have done", old.achieved, new.achieved),
    ):
        yield from _lines(name, [line.text for line in before], [line.text for line in after])
    yield from _goals(old, new)
    yield from _text("If things get harder", old.if_harder, new.if_harder)
    yield from _lines("Phone number", [line.typed for line in old.phones], [line.typed for line in new.phones])
    yield from _text("Look at it again", long_date(old.review_date), long_date(new.review_date))
    yield from _text("Where to look at it again", old.review_place, new.review_place)
    yield from _text("Link worker", old.worker_name, new.worker_name)


def _text(name: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        kind = Kind.ADDED if not before else Kind.CHANGED if after else Kind.GONE
        yield Change(kind, name, before, after)


def _lines(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for old, new in _pairs(before, after, lambda line: line):
        yield from _text(name, old or "", new or "")


def _goals(old: PlanRecord, new: PlanRecord) -> Iterator[Change]:
    """Tell of goals; one that is new, or no longer there, is told with all its steps."""
    for before, after in _pairs(old.goals, new.goals, lambda goal: goal.title):
        if before and not after:
            yield Change(Kind.GONE, "Goal", before.title, why=_why(new, before.title))
        else:
            yield from _text("Goal", before.title if before else "", after.title if after else "")
        name = f"Goal “{after.title if after else before.title if before else ''}”"
        needs = (before.need if before else "", after.need if after else "")
        yield from _text(f"{name}: it helps with", *needs)
        points = (_points(before.importance if before else None), _points(after.importance if after else None))
        yield from _text(f"{name}: importance", *points)
        steps = (before.steps if before else (), after.steps if after else ())
        for one, other in _pairs(*steps, lambda step: step.what):
            told = (_told(one, old.worker_name) if one else "", _told(other, new.worker_name) if other else "")
            yield from _text(f"{name}, step", *told)


def _why(new: PlanRecord, title: str) -> str:
    """Return why a goal is not in the newer plan, as it was said last; empty where nobody said it."""
    said = (each.why for each in reversed(new.left_out) if _folded(each.title) == _folded(title))
    return next(said, "")


def _told(step: StepRecord, worker: str) -> str:
    """Return a step in words."""
    parts = (
        step.what,
        f"who: {who_words(step, worker)}",
        f"when: {'. '.join(part for part in (long_date(step.due), step.when_text) if part)}" if _when(step) else "",
        f"where: {step.place}" if step.place else "",
        f"sure: {_points(step.confidence)}" if step.confidence else "",
        f"if it gets hard: {step.if_hard}" if step.if_hard else "",
    )
    return "; ".join(part for part in parts if part)


def _when(step: StepRecord) -> bool:
    return bool(step.due or step.when_text)


def _points(number: int | None) -> str:
    return "" if number is None else f"{number} out of 10"


def _pairs(
    before: Sequence[Kept], after: Sequence[Kept], words: Callable[[Kept], str]
) -> Iterable[tuple[Kept | None, Kept | None]]:
    """Pair what is the same or alike, in the order of the newer list, then what is no longer there."""
    left = list(before)
    partner: dict[int, Kept] = {}
    for place, each in enumerate(after):
        same = next((one for one in left if _folded(words(one)) == _folded(words(each))), None)
        if same is not None:
            partner[place] = same
            left.remove(same)
    for place, each in enumerate(after):
        if place not in partner and left:
            near = max(left, key=lambda one, here=each: _likeness(words(one), words(here)))  # type: ignore[misc] # bound here
            if _likeness(words(near), words(each)) >= ALIKE:
                partner[place] = near
                left.remove(near)
    yield from ((partner.get(place), each) for place, each in enumerate(after))
    yield from ((gone, None) for gone in left)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _folded(one), _folded(other), autojunk=False).ratio()
