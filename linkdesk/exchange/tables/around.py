"""Around a person: what is written in their words, the people in their life, risks."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from linkdesk.clients.about.rules import AboutWords
from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns
from linkdesk.exchange.tables.table import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.tables.table import Row

_ABOUT = tuple(each.name for each in fields(AboutWords))


def _about(dossier: Dossier) -> Iterator[Row]:
    about = dossier.about
    if about is not None and about.written_on is not None:
        yield (about.client_id, *(getattr(about, name) for name in _ABOUT), about.written_on, about.writer_id)


def _people(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.people:
        yield (
            each.id,
            each.client_id,
            each.name,
            each.relationship,
            each.closeness,
            each.role,
            each.organisation,
            each.phone,
            each.email,
            each.availability,
            each.next_of_kin,
            each.carer,
            each.emergency_contact,
            each.note,
            each.ended_on,
        )


def _risks(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.risks:
        yield (
            each.id,
            each.client_id,
            each.kind,
            each.risk,
            each.comment,
            each.started_on,
            each.ended_on,
            each.end_comment,
            each.created_at,
        )


TABLES = (
    Table(
        "about",
        columns(client_id="string", **texts(*_ABOUT), written_on="date", writer_id="string"),
        ("client_id",),
        (("client_id", "clients"),),
        _about,
    ),
    Table(
        "people",
        columns(
            **texts("id", "client_id", "name", "relationship", "closeness", "role", "organisation", "phone", "email"),
            availability="string",
            next_of_kin="boolean",
            carer="boolean",
            emergency_contact="boolean",
            note="string",
            ended_on="date",
        ),
        ("id",),
        (("client_id", "clients"),),
        _people,
    ),
    Table(
        "risks",
        columns(
            **texts("id", "client_id", "kind", "risk", "comment"),
            started_on="date",
            ended_on="date",
            end_comment="string",
            noted_at="datetime",
        ),
        ("id",),
        (("client_id", "clients"),),
        _risks,
    ),
)
