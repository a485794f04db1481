"""Which texts of which rooms are searched. A room adds its texts in a line; risks, sensitive facts, concerns never."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from linkdesk.assessments.models import Answer
from linkdesk.connections.models import Connection
from linkdesk.contacts.models import Contact
from linkdesk.episodes.models import Episode
from linkdesk.plans.models import Goal
from linkdesk.plans.models import Plan
from linkdesk.plans.models import Step
from linkdesk.plans.progress.models import OutcomeRow
from linkdesk.plans.progress.models import StepMarkRow
from linkdesk.record.base import Base


@dataclass(frozen=True)
class Source:
    """One table with texts: `name` stands in "in an answer of 3 May"; the table has `id`, `client_id`, `created_at`."""

    table: type[Base]
    name: str
    texts: Callable[[Any], Iterable[str]]

    @property
    def key(self) -> str:
        """The name of the table."""
        return str(self.table.__tablename__)


SOURCES = (
    Source(Answer, "an answer", lambda row: [row.value_text] if isinstance(row.value, str) and not row.chosen else []),
    Source(Contact, "a contact", lambda row: [row.words, row.present, row.place]),
    Source(Episode, "a referral", lambda row: [row.reason, row.own_words]),
    Source(
        Plan,
        "a plan",
        lambda row: [*(line["text"] for line in row.what_matters + row.strengths + row.achieved), row.if_harder],
    ),
    Source(Goal, "a goal", lambda row: [row.title, row.need]),
    Source(Step, "a step", lambda row: [row.what, row.who_name, row.when_text, row.place, row.if_hard]),
    Source(StepMarkRow, "a mark of a step", lambda row: [row.why]),
    Source(Connection, "a connection", lambda row: [row.service_name, row.reason, row.feedback]),
    Source(OutcomeRow, "an outcome of a goal", lambda row: [row.words]),
)
BY_TABLE = {source.key: source for source in SOURCES}
