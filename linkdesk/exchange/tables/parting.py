"""How meetings ended, and what was promised there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns
from linkdesk.exchange.tables.table import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.tables.table import Row


def _partings(dossier: Dossier) -> Iterator[Row]:
    known = {plan.id for plan in dossier.plans}
    for each in dossier.partings:
        if each.plan_id in known:
            yield (
                each.id,
                each.plan_id,
                each.on,
                each.words,
                each.next_on,
                each.next_time,
                each.next_place,
                each.safe,
                each.worker_id,
            )


def _reminders(dossier: Dossier) -> Iterator[Row]:
    known = {plan.id for plan in dossier.plans}
    theirs = {each.id for each in dossier.partings if each.plan_id in known}
    for each in dossier.reminders:
        if each.parting_id in theirs:
            yield each.id, each.parting_id, each.words, each.on, each.done_on, each.worker_id


TABLES = (
    Table(
        "partings",
        columns(
            **texts("id", "plan_id"),
            on="date",
            words="string",
            next_on="date",
            **texts("next_time", "next_place", "safe", "worker_id"),
        ),
        ("id",),
        (("plan_id", "plans"),),
        _partings,
    ),
    Table(
        "reminders",
        columns(**texts("id", "parting_id", "words"), on="date", done_on="date", worker_id="string"),
        ("id",),
        (("parting_id", "partings"),),
        _reminders,
    ),
)
