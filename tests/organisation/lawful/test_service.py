"""The lawful basis is kept once a vault; a stale page is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.organisation.lawful.queries import lawful
from linkdesk.organisation.lawful.rules import USUAL
from linkdesk.organisation.lawful.rules import ChangeLawful
from linkdesk.organisation.lawful.rules import Purpose
from linkdesk.organisation.lawful.service import change_lawful
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from tests.conftest import FakeClock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_it_is_changed_and_changed_again(session: Session, actor: Actor) -> None:
    change_lawful(session, actor, ChangeLawful(0, {Purpose.CARE: "First"}))
    change_lawful(session, actor, ChangeLawful(1, {Purpose.CARE: "Second"}, "Pat", FakeClock().time.date()))
    found = lawful(session, actor.organisation_id)
    assert (found.version, found.bases[Purpose.CARE], found.is_checked) == (2, "Second", True)
    assert found.bases[Purpose.GP] == USUAL[Purpose.GP]


def test_a_stale_page_and_words_that_cannot_be_are_refused(session: Session, actor: Actor) -> None:
    change_lawful(session, actor, ChangeLawful(0, {}))
    with pytest.raises(Stale):
        change_lawful(session, actor, ChangeLawful(0, {}))
    with pytest.raises(RuleBroken, match=r"both or neither. Nothing was changed"):
        change_lawful(session, actor, ChangeLawful(1, {}, "Pat"))
