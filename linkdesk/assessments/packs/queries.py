"""Reading picture packs: those there are, what is shown for each idea, the bytes of it."""

from __future__ import annotations

import uuid
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlalchemy import select

from linkdesk.assessments.packs.models import PicturePackRow
from linkdesk.assessments.packs.rules import Pack
from linkdesk.assessments.packs.rules import PackPicture
from linkdesk.assessments.packs.rules import PackState
from linkdesk.assessments.packs.rules import shown_by
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import BindParameter
    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def packs(session: Session) -> tuple[Pack, ...]:
    """Return every pack, the newest first."""
    rows = session.scalars(select(PicturePackRow).order_by(PicturePackRow.created_at.desc(), PicturePackRow.id))
    return tuple(_pack(row) for row in rows)


def pack(session: Session, pack_id: UUID) -> Pack:
    """Return one pack. Raises NotFound."""
    row = session.get(PicturePackRow, pack_id)
    if row is None:
        raise NotFound("That pack is gone. Nothing was changed. Go back to Picture packs.")
    return _pack(row)


def in_use(session: Session) -> dict[str, PackPicture]:
    """Return the pictures that stand in place of LinkDesk's own, by idea."""
    return shown_by(_pack(row) for row in session.scalars(_used(), {"state": PackState.USED}))


@cache
def _used() -> Select[PicturePackRow]:
    """Return the question put together once: every page with a picture asks it."""
    wanted: BindParameter[PackState] = bindparam("state", type_=PicturePackRow.state.type)
    return select(PicturePackRow).where(PicturePackRow.state == wanted)


def picture_of(session: Session, file_id: UUID) -> PackPicture:
    """Return a picture of a pack by its file, in use or put away. Raises NotFound for any other file."""
    found = (one for each in packs(session) for one in each.pictures if one.file_id == file_id)
    picture = next(found, None)
    if picture is None:
        raise NotFound
    return picture


def _pack(row: PicturePackRow) -> Pack:
    pictures = tuple(
        PackPicture(each["idea"], each["words"], each["credit"], uuid.UUID(each["file"]), each["media_type"])
        for each in row.pictures
    )
    return Pack(row.id, row.name, row.state, pictures, row.created_at)
