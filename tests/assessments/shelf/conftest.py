"""A form brought in, and nothing remembered from the test before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.source import KNOWN
from tests.assessments.shelf import made

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Ids repeat from test to test, forms do not."""
    KNOWN.forget()
    yield
    KNOWN.forget()


@pytest.fixture
def form_id(session: Session, actor: Actor) -> UUID:
    return service.bring_in(session, actor, made.package())
