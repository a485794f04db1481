"""A chosen file read, kept and judged in one go, for the pages and the terminal alike."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import IO
from typing import TYPE_CHECKING

from sqlalchemy import update

from linkdesk.exchange.open_referral.reading import GONE
from linkdesk.exchange.open_referral.reading import Reading
from linkdesk.record.errors import FileRefused
from linkdesk.record.session import brief_write
from linkdesk.services.feeds import service
from linkdesk.services.feeds import staging
from linkdesk.services.feeds.models import LocalSource
from linkdesk.services.feeds.rules import Format
from linkdesk.services.feeds.staging import Origin
from linkdesk.services.feeds.staging import quietly
from linkdesk.settings import Feeds

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.services.feeds.rules import Tick

LIMITS = Feeds()
LEFT_OUT = "Left out, for it is none of Open Referral or belongs to nothing that is here: "
CHUNK = 1024 * 1024


def look_at(
    session: Session,
    actor: Actor,
    name: str,
    source: IO[bytes],
    tick: Tick = quietly,
    *,
    called: str = "",
    known: UUID | None = None,
) -> UUID:
    """Read a file in a stream, keep what is in it, and say of each entry what would become of it; return the id.

    Raises:
        FileRefused: it is no such file, damaged or too large; nothing was kept.
    """
    digest = _digest(source)
    reading = Reading(source, LIMITS)
    origin = Origin(called or PurePath(name).stem, name, Format.ORUK, digest)
    source_id = staging.stage(session, actor, origin, reading.objects(), tick, known)
    left = "Lines without a name are left out: " if reading.format is Format.SHEET else LEFT_OUT
    notes = [*reading.notes, *([f"{left}{reading.left_out}."] if reading.left_out else [])]
    with brief_write(session):
        said = {"format": reading.format, "notes": notes}
        session.execute(update(LocalSource).where(LocalSource.id == source_id).values(**said))
    service.judge(session, actor, source_id, tick)
    return source_id


def _digest(source: IO[bytes]) -> str:
    found = hashlib.sha256()
    try:
        while piece := source.read(CHUNK):
            found.update(piece)
        source.seek(0)
    except OSError as error:
        raise FileRefused(GONE) from error
    return found.hexdigest()
