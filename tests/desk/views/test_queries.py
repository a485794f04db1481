"""What the caseload shows: the view asked for, what is asked for, or the view that opens first."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from linkdesk.desk.views import queries
from linkdesk.desk.views import service
from linkdesk.desk.views.rules import KeepView
from linkdesk.desk.views.rules import Showing
from linkdesk.record.errors import NotFound
from linkdesk.record.session import Actor

ALL = KeepView("Everyone", Showing("everyone"))


def test_what_is_asked_for_wins_over_the_view_that_opens_first(session: Session, actor: Actor) -> None:
    assert queries.chosen((), {}) == (Showing(), None)
    service.keep_view(session, actor, replace(ALL, first=True))
    views = queries.views_of(session, actor)
    assert queries.chosen(views, {}) == (ALL.showing, views[0])
    assert queries.chosen(views, {"page": "2"}) == (ALL.showing, views[0])
    assert queries.chosen(views, {"whose": "mine"}) == (Showing(), None)
    assert queries.chosen(views, {"whose": "everyone"}) == (ALL.showing, views[0]), "it is that view, chosen by hand"
    assert queries.chosen(views, {"view": str(views[0].id), "stage": "plan"}) == (ALL.showing, views[0])


def test_a_view_that_is_gone_is_not_there(session: Session, actor: Actor) -> None:
    for gone in (str(uuid.UUID(int=404)), "x"):
        with pytest.raises(NotFound):
            queries.chosen((), {"view": gone})
