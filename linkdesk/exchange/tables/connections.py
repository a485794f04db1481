"""Connections with services, what became of them, what stood in the way, and needs that no service fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns
from linkdesk.exchange.tables.table import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.tables.table import Row


def _connections(dossier: Dossier) -> Iterator[Row]:
    episodes = {each.id for each in dossier.episodes}
    for each in dossier.connections:
        yield (
            each.id,
            each.client_id,
            each.episode_id if each.episode_id in episodes else None,
            each.kind,
            each.service_id,
            each.service_name,
            each.organization,
            each.to_name,
            each.contact,
            each.reason,
            each.who_does,
            each.visit_on,
            each.visit_time,
            each.visit_place,
            each.feedback,
            each.feedback_on,
            each.state,
            each.since,
            each.worker_id,
        )


def _events(dossier: Dossier) -> Iterator[Row]:
    for connection in dossier.connections:
        for each in connection.events:
            yield (
                each.id,
                connection.id,
                each.number,
                each.state,
                each.on,
                each.by,
                each.note,
                each.taken_back_on,
                each.worker_id,
            )


def _barriers(dossier: Dossier) -> Iterator[Row]:
    for connection in dossier.connections:
        for each in connection.barriers:
            yield each.id, connection.id, each.barrier, each.words, each.solved, each.noted_on


def _unmet(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.unmet_needs:
        yield (
            each.id,
            each.client_id,
            each.need,
            each.missing,
            each.words,
            each.area,
            each.noted_on,
            each.taken_back_on,
            each.worker_id,
        )


TABLES = (
    Table(
        "connections",
        columns(
            **texts("id", "client_id", "episode_id", "kind", "service_id", "service_name", "organization", "to_name"),
            **texts("contact", "reason", "who_does"),
            visit_on="date",
            **texts("visit_time", "visit_place", "feedback"),
            feedback_on="date",
            state="string",
            since="date",
            worker_id="string",
        ),
        ("id",),
        (("client_id", "clients"), ("episode_id", "episodes")),
        _connections,
    ),
    Table(
        "connection_events",
        columns(
            **texts("id", "connection_id"),
            number="integer",
            state="string",
            on="date",
            **texts("by", "note"),
            taken_back_on="date",
            worker_id="string",
        ),
        ("id",),
        (("connection_id", "connections"),),
        _events,
    ),
    Table(
        "connection_barriers",
        columns(**texts("id", "connection_id", "barrier", "words", "solved"), noted_on="date"),
        ("id",),
        (("connection_id", "connections"),),
        _barriers,
    ),
    Table(
        "unmet_needs",
        columns(
            **texts("id", "client_id", "need", "missing", "words", "area"),
            noted_on="date",
            taken_back_on="date",
            worker_id="string",
        ),
        ("id",),
        (("client_id", "clients"),),
        _unmet,
    ),
)
