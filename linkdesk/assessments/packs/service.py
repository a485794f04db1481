"""Bringing a picture pack in, putting it away and back, and taking it away for good: each whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.assessments.packs import rules
from linkdesk.assessments.packs.models import PicturePackRow
from linkdesk.assessments.packs.rules import PackState
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.service import add_file
from linkdesk.assessments.shelf.service import drop_file
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Shelf

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.assessments.packs.package import ReadPack
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

LIMITS = Shelf()


def bring_in(session: Session, actor: Actor, name: str, read: ReadPack) -> UUID:
    """Keep a pack that was read whole, put it in use, and return its id.

    Raises:
        RuleBroken: it has no name, there is one of that name, or there are too many; nothing was kept.
    """
    name = " ".join(name.split())
    if not name or len(name) > rules.NAME_LENGTH:
        raise RuleBroken(rules.SAY_NAME)
    with unit_of_work(session, actor, "bring_in_pack") as work:
        if work.session.scalar(select(PicturePackRow.id).where(PicturePackRow.name == name)):
            raise RuleBroken(rules.SAME_NAME)
        if (work.session.scalar(select(func.count()).select_from(PicturePackRow)) or 0) >= LIMITS.packs:
            raise RuleBroken(f"There are {LIMITS.packs} packs already. Nothing was brought in. Take one away first.")
        pictures = []
        for entry in read.entries:
            kept = add_file(work, None, f"{entry.idea}", replace(entry.file, kind=FileKind.PACK), entry.name)
            pictures.append(
                {
                    "idea": entry.idea,
                    "words": entry.name,
                    "credit": entry.credit,
                    "file": str(kept.id),
                    "media_type": kept.media_type,
                }
            )
        row = PicturePackRow(id=work.new_id(), name=name, state=PackState.USED, pictures=pictures)
        work.session.add(row)
        return row.id


def put_away(session: Session, actor: Actor, pack_id: UUID) -> None:
    """Show LinkDesk's own pictures again; the pack stays and can be used again. Raises NotFound."""
    _set(session, actor, pack_id, PackState.AWAY)


def use_again(session: Session, actor: Actor, pack_id: UUID) -> None:
    """Show the pictures of a pack again. Raises NotFound."""
    _set(session, actor, pack_id, PackState.USED)


def drop(session: Session, actor: Actor, pack_id: UUID) -> None:
    """Take a pack away for good, with its pictures. Raises NotFound."""
    with unit_of_work(session, actor, "drop_pack") as work:
        row = _row(work, pack_id)
        for each in row.pictures:
            drop_file(work, UUID(each["file"]))
        work.session.delete(row)


def _set(session: Session, actor: Actor, pack_id: UUID, state: PackState) -> None:
    with unit_of_work(session, actor, "set_pack") as work:
        row = _row(work, pack_id)
        if row.state is not state:
            row.state = state


def _row(work: Work, pack_id: UUID) -> PicturePackRow:
    row = work.session.get(PicturePackRow, pack_id)
    if row is None:
        raise NotFound("That pack is gone. Nothing was changed. Go back to Picture packs.")
    return row
