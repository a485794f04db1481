"""Every export by its name, for the terminal and the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.exchange import rules
from linkdesk.exchange.audience import OWN
from linkdesk.exchange.parcels import write_parcel
from linkdesk.exchange.rules import ExportKind
from linkdesk.exchange.service import make_parcel

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.exchange.audience import Audience
    from linkdesk.exchange.rules import Parcel
    from linkdesk.record.session import Actor


@dataclass(frozen=True)
class Report:
    """What was written where, and what was left out."""

    path: Path
    clients: int
    files: int
    withheld: tuple[str, ...] = rules.WITHHELD

    @property
    def sentence(self) -> str:
        """Say it to the worker, the warning first."""
        people = "1 client" if self.clients == 1 else f"{self.clients} clients"
        warning = rules.FOLDER_NOT_ENCRYPTED if self.path.is_dir() else rules.NOT_ENCRYPTED
        left_out = " ".join(self.withheld)
        return f"{people} written to {self.path}. {warning} {left_out}"


def export(
    session: Session,
    actor: Actor,
    kind: str,
    client_id: UUID | None,
    out: Path,
    audience: Audience = OWN,
) -> Report:
    """Write one client, or all when `client_id` is None, to `out` for an audience.

    Raises:
        NotFound: there is no such client.
        RuleBroken: nobody may be in it, there is nothing to write, or it cannot be written there.
        DiskFull: there is no room; nothing was left behind.
    """
    parcel = make_parcel(session, actor, ExportKind(kind), client_id, audience)
    return reported(parcel, write_parcel(parcel, out))


def reported(parcel: Parcel, path: Path) -> Report:
    """Return what was written to `path`."""
    return Report(path, parcel.clients, len(parcel.files), parcel.withheld)
