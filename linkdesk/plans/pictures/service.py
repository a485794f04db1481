"""Putting other pictures beside the sentences of a plan; the words stay as they were agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.easyread.pictures import picture
from linkdesk.easyread.pictures import suggest
from linkdesk.plans.models import Plan
from linkdesk.plans.pictures import rules
from linkdesk.plans.service import touch
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.plans.models import Goal
    from linkdesk.plans.models import Step
    from linkdesk.plans.pictures.rules import ChoosePictures
    from linkdesk.record.session import Actor


def choose_pictures(session: Session, actor: Actor, command: ChoosePictures) -> None:
    """Keep the pictures of a plan; a place that is not named keeps its own.

    Raises:
        NotFound: there is no such plan, or no such picture.
        Stale: the plan was saved after the page was opened.
        RuleBroken: the plan was replaced by a newer one.
    """
    with unit_of_work(session, actor, "choose_plan_pictures") as work:
        plan = work.session.get(Plan, command.plan_id)
        if plan is None or plan.organisation_id != work.actor.organisation_id:
            raise NotFound("That plan is not here. Nothing was changed. Go back to the client.")
        rules.check_status(plan.status)
        if plan.version != command.version:
            raise Stale
        chosen = {place: picture(key).key if key else None for place, key in command.pictures.items()}
        for name in rules.LISTS:
            before = list(getattr(plan, name))
            after = [
                {**line, "picture": _of_line(chosen[place], line)} if place in chosen else line
                for place, line in ((f"{name}-{number}", line) for number, line in enumerate(before, start=1))
            ]
            if after != before:
                setattr(plan, name, after)
        if rules.HARDER in chosen:
            plan.harder_picture = _key(chosen[rules.HARDER], plan.harder_picture, plan.if_harder)
        changed = False
        for goal in plan.goals:
            place = f"goal-{goal.position}"
            changed |= _set(goal, place, chosen, goal.title)
            for number, step in enumerate(goal.steps, start=1):
                changed |= _set(step, f"{place}-step-{number}", chosen, step.what)
        if changed:
            touch(plan)


def _set(row: Goal | Step, place: str, chosen: dict[str, str | None], words: str) -> bool:
    """Put the picture of a place beside its row; tell whether it is another one."""
    key = _key(chosen[place], row.picture, words) if place in chosen else row.picture
    if row.picture == key:
        return False
    row.picture = key
    return True


def _of_line(chosen: str | None, line: dict[str, str | None]) -> str | None:
    """Return the picture of a line of words, or of a phone number: those of older plans name no picture."""
    return _key(chosen, line.get("picture"), line.get("text") or line.get("name") or "")


def _key(chosen: str | None, before: str | None, words: str) -> str | None:
    """Return what is chosen, else what fits the words; a sentence that never had a picture keeps the usual one."""
    return chosen or (suggest(words) if before else None)
