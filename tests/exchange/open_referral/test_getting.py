"""A file looked at."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.exchange.open_referral.getting import look_at
from linkdesk.record.errors import FileRefused
from linkdesk.services import queries as directory
from linkdesk.services.feeds import queries
from linkdesk.services.feeds import service
from linkdesk.services.feeds.models import LocalSource
from linkdesk.services.feeds.rules import Format
from tests.exchange.open_referral.test_reading import FEEDS
from tests.exchange.open_referral.test_reading import Stick
from tests.services.feeds.samples import CHOIR
from tests.services.feeds.samples import feed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_a_file_is_named_and_what_was_left_out_is_said(session: Session, actor: Actor) -> None:
    source = look_at(session, actor, "council.json", io.BytesIO(feed(CHOIR, 3)))
    found = queries.import_of(session, source)
    assert (found.name, found.origin, found.format) == ("council", "council.json", Format.HSDS)
    assert found.notes == ("Left out, for it is none of Open Referral or belongs to nothing that is here: 1.",)
    assert directory.services(session) == ()


def test_every_published_feed_comes_in_one_after_the_other(session: Session, actor: Actor, published: Path) -> None:
    for name in FEEDS:
        with (published / name).open("rb") as data:
            source = look_at(session, actor, Path(name).name, data)
        service.bring_in(session, actor, source, name, whole=False)
    ids = {each for name in FEEDS for each in _ids(json.loads((published / name).read_text("utf-8")))}
    assert len(directory.services(session)) == len(ids)


def _ids(entry: object) -> set[str]:
    """Return the id of every service in a feed, found in another way than the reading does."""
    if isinstance(entry, list):
        return {found for each in entry for found in _ids(each)}
    if not isinstance(entry, dict):
        return set()
    here = {str(entry["id"])} if "status" in entry else set()
    return here | {found for key, each in entry.items() if key != "metadata" for found in _ids(each)}


def test_nothing_stays_of_half_a_page(session: Session, actor: Actor) -> None:
    with pytest.raises(FileRefused):
        look_at(session, actor, "half.json", io.BytesIO(feed(*[CHOIR] * 500)[:-30]))
    assert session.scalars(select(LocalSource.id)).all() == []


@pytest.mark.parametrize("after", [100, 400_000])
def test_nothing_stays_of_a_stick_that_was_pulled(session: Session, actor: Actor, after: int) -> None:
    """It goes while the file is looked at for the first time, and while its services are kept."""
    data = feed(*({**CHOIR, "id": str(number)} for number in range(200)))
    assert 100 < len(data) < 400_000 < 2 * len(data)
    with pytest.raises(FileRefused, match="Put the stick in again"):
        look_at(session, actor, "stick.json", Stick(data, after))
    assert session.scalars(select(LocalSource.id)).all() == []
