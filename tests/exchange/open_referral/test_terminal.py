"""Local services from the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.exchange.open_referral.terminal import export_services
from linkdesk.exchange.open_referral.terminal import import_services
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import RuleBroken
from linkdesk.services import queries as directory
from linkdesk.services.feeds import queries
from tests.services.feeds.samples import CHOIR
from tests.services.feeds.samples import brought
from tests.services.feeds.samples import feed

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_a_file_is_looked_at_or_brought_in(session: Session, actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "council.json"
    path.write_bytes(feed({**CHOIR, "minimum_age": "x"}, {**CHOIR, "id": "2", "name": "Walk"}))
    note = "Testham Choir: The lowest age x cannot be right and is left out."
    said = import_services(session, actor, path, "", dry_run=True, whole=False)
    assert said == (note, "2 new", "Nothing was changed.")
    assert queries.imports(session) == ()
    said = import_services(session, actor, path, "Testham", dry_run=False, whole=False)
    assert said == (note, "2 new", "All of it was brought in.")
    path.write_bytes(feed(CHOIR))
    said = import_services(session, actor, path, "Testham", dry_run=False, whole=True)
    assert said[-3:] == ("1 changed", "1 gone from this source", "All of it was brought in.")
    assert len(directory.services(session)) == 2
    with pytest.raises(FileRefused):
        import_services(session, actor, tmp_path / "none", "", dry_run=False, whole=False)


def test_services_are_given_to_a_new_file_and_what_is_left_out_is_said(
    session: Session, actor: Actor, tmp_path: Path
) -> None:
    brought(session, actor, feed(CHOIR))
    out = tmp_path / "given.json"
    said = export_services(session, "open-referral-uk", out)
    assert said[0] == "1 service in the file."
    assert said[1].startswith("Left out: what this form has no place for (")
    assert said[2].startswith("Never in it: Private notes")
    with pytest.raises(RuleBroken, match="It was left as it is"):
        export_services(session, "hsds", out)
    assert b"Testham Choir" in out.read_bytes()
