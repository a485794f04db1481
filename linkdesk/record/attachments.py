"""Letters, pictures and PDFs kept with a client: the bytes lie in the encrypted store, never in a file of their own."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy import LargeBinary
from sqlalchemy import String
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import Session
from sqlalchemy.orm import mapped_column

from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import Work
from linkdesk.record.types import Choice
from linkdesk.settings import Intake

LIMITS = Intake()
TITLE_LENGTH = 100
HASH_LENGTH = 64


class PaperKind(StrEnum):
    """What sort of paper it is."""

    TEXT = "text"
    PICTURE = "picture"
    PDF = "pdf"


class Attachment(OwnedRow, Base):
    """One paper: what it is called and the digest of its bytes, so that the audit speaks for the bytes too."""

    __tablename__ = "attachment"
    __table_args__ = (
        {
            "info": client_table(
                merge="moves to the record that stays",
                export="stays: a paper of others is not sent on; named in the list of what is left out",
                erase="deleted with its bytes",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"), index=True)
    episode_id: Mapped[uuid.UUID | None]
    """The referral that it came with; no foreign key, for the record knows no room."""
    kind: Mapped[PaperKind] = mapped_column(Choice(PaperKind))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    size: Mapped[int]
    pages: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(HASH_LENGTH))


class AttachmentBody(Base):
    """The bytes of one paper, apart so that no list ever loads them; the digest in the row above is audited."""

    __tablename__ = "attachment_body"
    __table_args__ = ({"info": {"unaudited": True}},)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attachment.id"), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True)
class Paper:
    """A paper that was looked at and found safe to keep; `body` is what is kept, not what was sent."""

    kind: PaperKind
    title: str
    body: bytes
    pages: int = 1


@dataclass(frozen=True)
class PaperRecord:
    """One kept paper without its bytes."""

    id: uuid.UUID
    client_id: uuid.UUID
    episode_id: uuid.UUID | None
    kind: PaperKind
    title: str
    size: int
    pages: int
    owner_id: uuid.UUID
    created_at: datetime


def write_paper(
    work: Work, client_id: uuid.UUID, paper: Paper, episode_id: uuid.UUID | None = None, limits: Intake = LIMITS
) -> uuid.UUID:
    """Keep a paper inside the caller's unit of work and return its id.

    Raises:
        RuleBroken: the client has too many papers already; nothing was changed.
    """
    kept = work.session.scalar(select(func.count()).where(Attachment.client_id == client_id)) or 0
    if kept >= limits.papers:
        raise RuleBroken(f"There are {limits.papers} papers already. Nothing was added. Remove one first.")
    row = Attachment(
        id=work.new_id(),
        client_id=client_id,
        episode_id=episode_id,
        kind=paper.kind,
        title=paper.title[:TITLE_LENGTH],
        size=len(paper.body),
        pages=paper.pages,
        sha256=_digest(paper.body),
    )
    work.session.add(row)
    work.session.flush()
    work.session.execute(insert(AttachmentBody).values(id=row.id, body=paper.body))
    return row.id


def remove_paper(work: Work, client_id: uuid.UUID, paper_id: uuid.UUID) -> None:
    """Take a paper and its bytes away, inside the caller's unit of work. Raises NotFound."""
    row = _row(work.session, client_id, paper_id)
    work.session.execute(delete(AttachmentBody).where(AttachmentBody.id == row.id))
    work.session.delete(row)


def papers_of(session: Session, client_id: uuid.UUID, limits: Intake = LIMITS) -> tuple[PaperRecord, ...]:
    """Return the papers of a client, newest first."""
    rows = session.scalars(
        select(Attachment)
        .where(Attachment.client_id == client_id)
        .order_by(Attachment.created_at.desc(), Attachment.id)
        .limit(limits.papers)
    )
    return tuple(_record(row) for row in rows)


def paper_of(session: Session, client_id: uuid.UUID, paper_id: uuid.UUID) -> PaperRecord:
    """Return one paper of this client. Raises NotFound, also where it belongs to somebody else."""
    return _record(_row(session, client_id, paper_id))


def paper_body(session: Session, client_id: uuid.UUID, paper_id: uuid.UUID) -> bytes:
    """Return the bytes of a paper, compared with the audited digest.

    Raises:
        NotFound: this client has no such paper.
        RuleBroken: the bytes are not those that were kept.
    """
    row = _row(session, client_id, paper_id)
    body = session.scalar(select(AttachmentBody.body).where(AttachmentBody.id == row.id))
    if body is None or not hmac.compare_digest(_digest(body), row.sha256):
        raise RuleBroken("This paper was changed outside LinkDesk, so it is not shown. Nothing else was changed.")
    return body


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _row(session: Session, client_id: uuid.UUID, paper_id: uuid.UUID) -> Attachment:
    row = session.get(Attachment, paper_id)
    if row is None or row.client_id != client_id:
        raise NotFound
    return row


def _record(row: Attachment) -> PaperRecord:
    return PaperRecord(
        row.id, row.client_id, row.episode_id, row.kind, row.title, row.size, row.pages, row.owner_id, row.created_at
    )
