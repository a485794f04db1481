"""The message to a GP or a referrer: what they should do first, then where the work stands, as far as it was agreed.

Source: PRSB Social Prescribing Information Standard v1.1, which asks for a message back to the referrer and the GP with
the actions for each; what may go follows the person's own answers about sharing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.queries import assessments_of
from linkdesk.clients.rules import full_name
from linkdesk.clients.rules import spaced_nhs_number
from linkdesk.clients.sharing.queries import may_share
from linkdesk.clients.sharing.queries import standing
from linkdesk.clients.sharing.rules import EVERY_PART
from linkdesk.clients.sharing.rules import PART_WORDS
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.service import note_passed
from linkdesk.episodes.choices import CLOSE_REASON_WORDS
from linkdesk.episodes.choices import PRIVATE_SOURCES
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.queries import episodes_of
from linkdesk.organisation.queries import organisation
from linkdesk.plans.queries import current_plan
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import who_words
from linkdesk.printing.sheets.rules import NAMES
from linkdesk.printing.sheets.rules import NO_ACTION
from linkdesk.printing.sheets.rules import Section
from linkdesk.printing.sheets.rules import Sheet
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.printing.sheets.rules import filled
from linkdesk.printing.sheets.rules import lines_of
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.team.queries import find_worker
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.clients.sharing.rules import Verdict
    from linkdesk.episodes.rules import EpisodeRecord
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.plans.rules import StepRecord
    from linkdesk.record.session import Actor

MOST_TALKS = 6
NO_REFERRER = "They came by themselves or through family, so there is no referrer to write to."
RECIPIENTS = {
    SheetKind.GP_MESSAGE: Recipient(RecipientKind.GP),
    SheetKind.REFERRER_MESSAGE: Recipient(RecipientKind.REFERRER),
}
SAID_REASONS = frozenset(CloseReason) - {CloseReason.SAFEGUARDING, CloseReason.DIED, CloseReason.TWICE}
"""Why work ended, where saying it tells nothing beyond the work itself."""


def message(
    session: Session, actor: Actor, kind: SheetKind, client: ClientRecord, words: Mapping[str, str]
) -> tuple[Sheet, Verdict]:
    """Return a message and the verdict that allows it.

    Args:
        session: of the open vault.
        actor: who writes.
        kind: to the GP or to whoever referred them.
        client: about whom.
        words: `asks`, an action a line, and the worker's own `words`.

    Raises:
        RuleBroken: the person did not agree to share with them, or there is no referrer.
    """
    recipient = RECIPIENTS[kind]
    episodes = episodes_of(session, client.id)
    episode = episodes[0] if episodes else None
    if _without_referrer(kind, episode):
        raise RuleBroken(f"{NO_REFERRER} Nothing was printed. Go back to the prints.")
    verdict = may_share(session, client.id, recipient)
    if not verdict.allowed:
        raise RuleBroken(f"{verdict.sentence} Nothing was printed. Ask them on the page Sharing, then print.")
    plan = _agreed(session, client) if Part.PLAN in verdict.parts else None
    asks = lines_of(words.get("asks", ""))
    sections = filled(
        Section("What we ask you to do", asks or (NO_ACTION,), strong=True),
        Section("Who this is about", tuple(_who(client))),
        Section("Where the work stands", tuple(_stands(episode))),
        Section("From the link worker", lines_of(words.get("words", ""))),
        Section("What they want to do", tuple(_goals(plan)) if plan else ()),
        Section("What they need from services", tuple(_needs(client)) if Part.NEEDS in verdict.parts else ()),
        Section("Scores", tuple(_scores(session, client)) if Part.ANSWERS in verdict.parts else ()),
        Section("Not in this message", tuple(_not_here(verdict))),
        Section("From", tuple(_from(session, actor))),
    )
    whose = full_name(client.title, client.given_name, client.family_name)
    return Sheet(NAMES[kind], tuple(_to(kind, client, episode)), sections, whose=whose), verdict


def note_left(session: Session, actor: Actor, kind: SheetKind, client: ClientRecord) -> None:
    """Note that a message was passed on, at the moment it leaves; other sheets are passed on to nobody."""
    if kind in RECIPIENTS:
        because = may_share(session, client.id, RECIPIENTS[kind]).sentence
        note_passed(session, actor, [(client.id, because)], RECIPIENTS[kind], NAMES[kind])


def why_not(session: Session, kind: SheetKind, client: ClientRecord) -> str:
    """Return why a message cannot be printed now, in a sentence for the list of prints; nothing where it can."""
    if kind not in RECIPIENTS:
        return ""
    if _without_referrer(kind, next(iter(episodes_of(session, client.id)), None)):
        return NO_REFERRER
    verdict = may_share(session, client.id, RECIPIENTS[kind])
    return "" if verdict.allowed else verdict.sentence


def _without_referrer(kind: SheetKind, episode: EpisodeRecord | None) -> bool:
    return kind is SheetKind.REFERRER_MESSAGE and (episode is None or episode.source in PRIVATE_SOURCES)


def asked_limits(session: Session, kind: SheetKind, client: ClientRecord) -> str:
    """Return what the person said about how far their yes goes, for the worker to read before it is printed."""
    if kind not in RECIPIENTS:
        return ""
    decision = standing(session, client.id, RECIPIENTS[kind]).decision
    if decision is None or not decision.what:
        return ""
    return f"They said about sharing this: “{decision.what}”. Check the message against it."


def _to(kind: SheetKind, client: ClientRecord, episode: EpisodeRecord | None) -> Iterator[str]:
    to: tuple[str, ...] = (client.gp_name, client.gp_practice_name)
    if kind is SheetKind.REFERRER_MESSAGE and episode is not None:
        to = (episode.referrer_name, episode.referrer_role, episode.referrer_team, episode.referrer_organisation)
    yield f"To: {', '.join(each for each in to if each) or 'name not on record'}"


def _who(client: ClientRecord) -> Iterator[str]:
    number = f", NHS number {spaced_nhs_number(client.nhs_number)}" if client.nhs_number else ""
    name = full_name(client.title, client.given_name, client.family_name)
    yield f"{name}, born {long_date(client.birth_date)}{number}"


def _stands(episode: EpisodeRecord | None) -> Iterator[str]:
    if episode is None:
        return
    yield f"Referral received: {long_date(episode.received_on)}"
    if episode.first_contact_on:
        yield f"First contact: {long_date(episode.first_contact_on)}"
    elif episode.is_open:
        yield "We have not reached them yet."
    if episode.first_visit_on:
        yield f"First visit: {long_date(episode.first_visit_on)}"
    if episode.closed_on:
        reason = episode.close_reason
        why = f" {CLOSE_REASON_WORDS[reason]}." if reason in SAID_REASONS and reason else ""
        yield f"Our work ended on {long_date(episode.closed_on)}.{why}"
    else:
        yield "Our work goes on."


def _goals(plan: PlanRecord) -> Iterator[str]:
    for goal in plan.goals:
        yield f"Goal {goal.number}: {goal.title}"
        for step in goal.steps:
            yield _step(step, plan)
    if plan.review_date:
        yield f"The plan is looked at again on {long_date(plan.review_date)}."


def _step(step: StepRecord, plan: PlanRecord) -> str:
    when = long_date(step.due) if step.due else step.when_text
    who = "the person" if str(who_words(step, plan.worker_name)) == "Me" else who_words(step, plan.worker_name)
    return f"Step: {step.what}. Who: {who}.{f' When: {when}.' if when else ''}"


def _needs(client: ClientRecord) -> Iterator[str]:
    for need in client.needs:
        yield f"{need.text}. {need.detail}" if need.detail else need.text
    if client.interpreter_needed:
        yield "An interpreter is needed."
    if client.does_not_read:
        yield "Does not read, or only with help."


def _scores(session: Session, client: ClientRecord) -> Iterator[str]:
    done = [talk for talk in assessments_of(session, client.id, MOST_TALKS) if talk.completed_at and talk.scores]
    for talk in done:
        said = "; ".join(f"{each.name} {each.value:g} ({each.low:g} to {each.high:g})" for each in talk.scores)
        yield f"{talk.title}, {long_date(talk.held_on)}: {said}"


def _not_here(verdict: Verdict) -> Iterator[str]:
    for part in EVERY_PART:
        if part not in verdict.parts:
            yield f"{PART_WORDS[part]}: they did not agree to share it."


def _from(session: Session, actor: Actor) -> Iterator[str]:
    worker, service = find_worker(session, actor.worker_id), organisation(session, actor.organisation_id)
    if worker:
        yield ", ".join(each for each in (worker.name, worker.job_title) if each)
    phone = (worker.phone if worker else "") or service.phone
    yield ", ".join(each for each in (service.name, phone, service.email) if each)


def _agreed(session: Session, client: ClientRecord) -> PlanRecord | None:
    try:
        plan = current_plan(session, client.id)
    except NotFound:
        return None
    return plan if plan.status is PlanStatus.AGREED else None
