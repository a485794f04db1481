"""Reading the service of this vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.organisation import queries
from linkdesk.organisation.national import national_numbers
from linkdesk.organisation.rules import Group
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import OwnNumber
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.organisation.service import start_organisation
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_before_the_start_there_is_no_service(session: Session, actor: Actor) -> None:
    assert queries.find_organisation(session, actor.organisation_id) is None
    with pytest.raises(NotFound, match="start page"):
        queries.organisation(session, actor.organisation_id)
    assert queries.help_now(session, actor.organisation_id).numbers == national_numbers()


def test_the_help_page_comes_from_the_vault(session: Session, actor: Actor) -> None:
    numbers = {OwnKey.CRISIS: OwnNumber("01632 960 001")}
    start_organisation(session, actor, StartOrganisation("Practice Link Workers", "", numbers))
    page = queries.help_now(session, actor.organisation_id)
    crisis = page.group(Group.SERVICE)[0]
    assert [way.dial for way in crisis.ways] == ["01632 960 001"]
