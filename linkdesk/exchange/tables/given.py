"""What was printed, and what became of the copies of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns
from linkdesk.exchange.tables.table import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.tables.table import Row


def _prints(dossier: Dossier) -> Iterator[Row]:
    known = {plan.id for plan in dossier.plans}
    for each in dossier.prints:
        yield (
            each.id,
            each.client_id,
            each.plan_id if each.plan_id in known else None,
            each.plan_number,
            each.service_id,
            each.item,
            each.format,
            each.size,
            each.mono,
            each.language,
            each.way,
            each.safe,
            each.asked_at,
            each.asked_by,
            each.left_at,
            each.left_by,
            each.english,
        )


def _copies(dossier: Dossier) -> Iterator[Row]:
    known = {plan.id for plan in dossier.plans}
    for each in dossier.copies:
        if each.plan_id in known:
            yield (
                each.id,
                each.plan_id,
                each.how,
                each.given_on,
                each.format,
                each.language,
                each.worker_id,
                each.english,
            )


TABLES = (
    Table(
        "prints",
        columns(
            **texts("id", "client_id", "plan_id"),
            plan_number="integer",
            **texts("service_id", "item", "format"),
            size="integer",
            mono="boolean",
            **texts("language", "way", "safe"),
            asked_at="datetime",
            asked_by="string",
            left_at="datetime",
            left_by="string",
            english_beside="boolean",
        ),
        ("id",),
        (("client_id", "clients"), ("plan_id", "plans")),
        _prints,
    ),
    Table(
        "copies_given",
        columns(
            **texts("id", "plan_id", "how"),
            given_on="date",
            **texts("format", "language", "worker_id"),
            english_beside="boolean",
        ),
        ("id",),
        (("plan_id", "plans"),),
        _copies,
    ),
)
