"""Where each line of Today and of the client page leads; the only file that knows the addresses of other rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for

from linkdesk.clients.rules import CaseloadRow
from linkdesk.desk.queries import ClientPage
from linkdesk.desk.rules import Work
from linkdesk.episodes.next_steps import HANDED_OVER
from linkdesk.episodes.routes import STEPS
from linkdesk.episodes.routes import next_url as episode_url
from linkdesk.episodes.service import CHANGE_FORM
from linkdesk.episodes.service import EPISODE_FORMS
from linkdesk.episodes.service import FORM
from linkdesk.episodes.stages import Stage
from linkdesk.record.drafts import Draft

NEW_DRAFTS = {
    "client": ("A new client", "clients.new"),
    "referral": ("A referral", "episodes.new"),
    "note": ("A note, not said yet about whom", "note.page"),
    "letter": ("A pasted letter", "letters.confirm"),
}
"""Forms about somebody who is not on record yet: the words of the line and the page."""
QUIET = "A page about a client"
"""The line of a draft that says nothing of what it is about."""
CLIENT_DRAFTS = {
    "client": ("A client's details", "clients.change"),
    "about": (QUIET, "about.page"),
    "concern": (QUIET, "concerns.new"),
    "contact": (QUIET, "contacts.new"),
    "circle_new": (QUIET, "circle.new"),
    "deceased": (QUIET, "deceased.note"),
    "keep_safe": (QUIET, "keepsafe.line"),
    "needs": ("A client's needs", "needs.review"),
    "plan_paper": ("A plan from paper", "paper_plan.page"),
    "parting": ("The end of a meeting", "parting.page"),
    "risk_new": (QUIET, "risks.new"),
    "referral": ("A referral", "episodes.add"),
    "sort_paper": (QUIET, "sorts.paper"),
    "sharing": ("What somebody says about sharing", "sharing.ask"),
    "sharing_without": ("Sharing without permission", "sharing.without"),
    "sharing_representative": ("A representative", "sharing.new_representative"),
}
"""Forms whose words lie under the client's id."""
NAMELESS_DRAFTS = {
    "drop_in": ("A drop-in", "drop_ins.new", "kept"),
    "drop_in_change": ("A drop-in that is put right", "drop_ins.change", "drop_in_id"),
    "drop_in_session": ("The note of a session of drop-ins", "drop_ins.sitting", "drop_in_session_id"),
}
"""Forms about nobody by name: the words of the line, the page, and what its address calls the id they lie under."""


@dataclass(frozen=True)
class DraftLine:
    """A draft on Today: what it is and whose, where to go on, when it was kept."""

    words: str
    url: str
    at: datetime
    who: str = ""
    """Whose referral it is, for words about one."""
    safe_mark: str = ""


def draft_line(
    draft: Draft, client_of: Callable[[UUID], UUID | None], row_of: Callable[[UUID], CaseloadRow | None]
) -> DraftLine | None:
    """Return how a draft is shown and where it goes on; None for a form that is found from its own page.

    `client_of` answers whose an episode is, since a step of one lies below the address of its client. `row_of` answers
    how that person stands in a list. Both answer None where the worker cannot see the record.
    """
    if draft.form in EPISODE_FORMS:
        client_id = client_of(UUID(draft.subject))
        return _named(_step_line(draft, client_id), row_of(client_id) if client_id else None)
    if draft.form == "plan":
        return DraftLine("A plan", url_for("plans.show", plan_id=draft.subject), draft.saved_at)
    if draft.subject == "new" and draft.form in NEW_DRAFTS:
        words, page = NEW_DRAFTS[draft.form]
        return DraftLine(words, url_for(page), draft.saved_at)
    if draft.form in NAMELESS_DRAFTS:
        words, page, name = NAMELESS_DRAFTS[draft.form]
        address: dict[str, Any] = {name: draft.subject}
        return DraftLine(words, url_for(page, **address), draft.saved_at)
    if draft.form in CLIENT_DRAFTS:
        words, page = CLIENT_DRAFTS[draft.form]
        line = DraftLine(words, url_for(page, client_id=draft.subject), draft.saved_at)
        return _named(line, row_of(UUID(draft.subject))) if draft.form == FORM else line
    return None


def _named(line: DraftLine | None, row: CaseloadRow | None) -> DraftLine | None:
    """Return a line with whose it is; None where the record is not to be seen."""
    return replace(line, who=row.full_name, safe_mark=row.safe_mark) if line and row else None


def _step_line(draft: Draft, client_id: UUID | None) -> DraftLine | None:
    """Return a line for words about an episode; None when it is not here any more."""
    if client_id is None:
        return None
    if draft.form == CHANGE_FORM:
        url = url_for("episodes.change", client_id=client_id, episode_id=draft.subject)
    else:
        step = next(name for name, step in STEPS.items() if step.kept_as == draft.form)
        url = url_for("episodes.take", client_id=client_id, episode_id=draft.subject, step=step)
    return DraftLine("A referral", url, draft.saved_at)


def work_url(work: Work) -> str:
    """Return where a line of Today leads."""
    if work.connection_id:
        return url_for("connections.show", client_id=work.client_id, connection_id=work.connection_id)
    if work.plan_id:
        return url_for("plans.show", plan_id=work.plan_id)
    if work.assessment_id:
        return url_for("assessments.show", assessment_id=work.assessment_id)
    return url_for("desk.client", client_id=work.client_id)


def next_url(page: ClientPage) -> str:
    """Return where the next step of a client is taken."""
    if page.ask:
        return url_for("connections.show", client_id=page.client.id, connection_id=page.ask[0].id)
    return _stage_url(page)


def _stage_url(page: ClientPage) -> str:
    stage = page.next_step.stage
    client_id = page.client.id
    way_in = page.episode and episode_url(page.episode, stage)
    if way_in or stage is Stage.VISIT:
        return way_in or url_for("episodes.show", client_id=client_id)
    if stage is Stage.LISTEN:
        return url_for("assessments.choose", client_id=client_id)
    if stage is Stage.FINISH_LISTENING:
        unfinished = next(talk for talk in page.assessments if talk.completed_at is None)
        return url_for("assessments.show", assessment_id=unfinished.id)
    if stage is Stage.PLAN:
        return url_for("desk.start_plan", client_id=client_id)
    plan = page.draft if stage is Stage.AGREE else page.agreed
    if plan is None:
        return url_for("desk.client", client_id=client_id)
    to_print = stage is Stage.KEEP_GOING and page.next_step is not HANDED_OVER
    return url_for("printing.preview" if to_print else "plans.show", plan_id=plan.id)
