"""What becomes of each entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.services.feeds import queries
from linkdesk.services.feeds.judging import called
from linkdesk.services.feeds.rules import Outcome
from linkdesk.services.rules import AddService
from linkdesk.services.service import add_service
from tests.services.feeds.samples import CHOIR
from tests.services.feeds.samples import brought
from tests.services.feeds.samples import feed
from tests.services.feeds.samples import looked_at

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_each_outcome_is_told_before_anything_is_written(session: Session, actor: Actor) -> None:
    walk, swim = ({**CHOIR, "id": each, "name": each} for each in ("Walk", "Swim"))
    brought(session, actor, feed(CHOIR, walk))
    add_service(session, actor, AddService(name="swim", postal_code="ls1 4ap"))
    add_service(session, actor, AddService(name="Swim", postal_code="M1 1AA"))
    new = {**CHOIR, "id": "new", "name": "Chess", "minimum_age": 500}
    source = looked_at(session, actor, feed(CHOIR, {**walk, "maximum_age": 70}, swim, new))
    outcomes = {row.name: row.outcome for row in queries.rows_of(session, source)}
    assert outcomes == {
        "Testham Choir": Outcome.SAME, "Walk": Outcome.CHANGED, "Swim": Outcome.JOINED, "Chess": Outcome.NEW,
    }  # fmt: skip
    counts = queries.import_of(session, source).counts
    assert counts == {"same": 1, "changed": 1, "joined": 1, "new": 1, "noted": 3}
    assert [row.name for row in queries.rows_of(session, source, Outcome.NEW, noted=True)] == ["Chess"]


def test_parts_have_words_for_workers() -> None:
    assert (called("minimum_age"), called("status"), called("phone")) == ("ages", "does it run", "phone")
