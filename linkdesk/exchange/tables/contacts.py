"""Contacts with a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.contacts.rules import ATTENDED
from linkdesk.contacts.rules import MECHANISM
from linkdesk.contacts.rules import OUTCOME
from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns
from linkdesk.exchange.tables.table import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.tables.table import Row


def _contacts(dossier: Dossier) -> Iterator[Row]:
    known = {each.id for each in dossier.episodes}
    for each in dossier.contacts:
        yield (
            each.id,
            each.client_id,
            each.episode_id if each.episode_id in known else None,
            each.way,
            MECHANISM.get(each.way, ""),
            each.attendance,
            ATTENDED.get(each.attendance, ""),
            each.time,
            each.place,
            each.present,
            each.outcome,
            OUTCOME[each.outcome] if each.outcome else "",
            each.words,
            each.worker_id,
            each.on,
            each.minutes,
            each.meeting_on,
        )


TABLES = (
    Table(
        "contacts",
        columns(
            **texts("id", "client_id", "episode_id", "way", "way_code", "attendance", "attendance_code", "time"),
            **texts("place", "present", "outcome", "outcome_code", "words", "worker_id"),
            on="date",
            minutes="integer",
            meeting_on="date",
        ),
        ("id",),
        (("client_id", "clients"), ("episode_id", "episodes")),
        _contacts,
    ),
)
