"""The table of workers; the id of a row is the worker id on the key slot in the vault."""

from __future__ import annotations

from sqlalchemy import LargeBinary
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.types import Json
from linkdesk.team import rules


class WorkerRow(OwnedRow, Base):
    """A link worker. The short code is here only as a salted hash, under the passphrase."""

    __tablename__ = "worker"

    name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    job_title: Mapped[str] = mapped_column(String(rules.JOB_LENGTH))
    phone: Mapped[str] = mapped_column(String(rules.PHONE_LENGTH))
    email: Mapped[str] = mapped_column(String(rules.EMAIL_LENGTH))
    roles: Mapped[list[str]] = mapped_column(Json)
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
