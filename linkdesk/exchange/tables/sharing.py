"""What a person allows: who speaks for them, each decision about sharing, what was shared without permission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns
from linkdesk.exchange.tables.table import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.tables.table import Row


def _representatives(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.representatives:
        yield (
            each.id,
            each.client_id,
            each.name,
            each.kind,
            each.relation,
            each.evidence,
            each.seen_on,
            each.ended_on,
        )


def _permissions(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.decisions:
        yield (
            each.id,
            each.client_id,
            each.number,
            each.recipient.kind,
            each.recipient.name,
            each.answer,
            each.reason,
            each.how,
            each.asked_on,
            each.asked_by,
            ", ".join(each.parts),
            each.what,
            each.capacity,
            each.capacity_support,
            each.capacity_assessor,
            each.capacity_on,
            each.decided_by,
            each.representative_id,
            each.best_interests,
            each.signed_how,
            each.signed_name,
            each.witness,
            each.not_signed_because,
            each.created_at,
        )


def _without(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.overrides:
        yield (
            each.id,
            each.client_id,
            each.recipient.kind,
            each.recipient.name,
            each.ground,
            each.what,
            each.reason,
            each.decider,
            each.decided_on,
            each.told,
            each.not_told_because,
            ", ".join(each.parts),
            each.ended_on,
            each.created_at,
        )


TABLES = (
    Table(
        "representatives",
        columns(
            **texts("id", "client_id", "name", "kind", "relation", "evidence"),
            seen_on="date",
            ended_on="date",
        ),
        ("id",),
        (("client_id", "clients"),),
        _representatives,
    ),
    Table(
        "permissions",
        columns(
            **texts("id", "client_id"),
            number="integer",
            **texts("recipient_kind", "recipient_name", "answer", "reason", "how"),
            asked_on="date",
            **texts("asked_by", "parts", "what", "capacity", "capacity_support", "capacity_assessor"),
            capacity_on="date",
            **texts("decided_by", "representative_id", "best_interests", "signed_how", "signed_name"),
            **texts("witness", "not_signed_because"),
            recorded_at="datetime",
        ),
        ("id",),
        (("client_id", "clients"), ("representative_id", "representatives")),
        _permissions,
    ),
    Table(
        "shared_without_permission",
        columns(
            **texts("id", "client_id", "recipient_kind", "recipient_name", "ground", "what", "reason", "decider"),
            decided_on="date",
            told="boolean",
            **texts("not_told_because", "parts"),
            ended_on="date",
            recorded_at="datetime",
        ),
        ("id",),
        (("client_id", "clients"),),
        _without,
    ),
)
