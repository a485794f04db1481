"""Views are kept, shared, renamed, taken away; everybody changes their own, leads what is shared."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from linkdesk.desk.views import queries
from linkdesk.desk.views import service
from linkdesk.desk.views.rules import ChangeView
from linkdesk.desk.views.rules import KeepView
from linkdesk.desk.views.rules import Showing
from linkdesk.desk.views.rules import Sort
from linkdesk.record.audit import verify
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Limits
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import Role

LEAD, KIT = uuid.UUID(int=1), uuid.UUID(int=8)
REVIEWS = KeepView("Reviews", Showing("everyone", "review", Sort.OLDEST))


@pytest.fixture
def kit(session: Session, actor: Actor) -> Actor:
    with unit_of_work(session, actor, "start") as work:
        for worker_id, role in ((LEAD, Role.TEAM_LEAD), (KIT, Role.LINK_WORKER)):
            row = WorkerRow(id=worker_id, name=f"W{worker_id.int}", job_title="", phone="", email="", roles=[role])
            work.session.add(row)
    return Actor(KIT, actor.organisation_id)


def names(session: Session, actor: Actor) -> list[str]:
    return [view.name for view in queries.views_of(session, actor)]


def test_a_view_keeps_what_was_shown_and_is_on_the_audit(session: Session, kit: Actor) -> None:
    service.keep_view(session, kit, REVIEWS)
    (view,) = queries.views_of(session, kit)
    assert (view.showing, view.words) == (REVIEWS.showing, "Everyone’s, review due, referred longest ago first")
    assert (view.owner, view.shared, view.first, view.may_change) == ("", False, False, True)
    assert verify(session, b"k" * 32).faults == ()


def test_a_name_stands_once_and_there_is_an_end(
    session: Session, kit: Actor, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    view_id = service.keep_view(session, kit, REVIEWS)
    other = service.keep_view(session, kit, replace(REVIEWS, name="Others"))
    with pytest.raises(RuleBroken, match="name already"):
        service.keep_view(session, kit, REVIEWS)
    with pytest.raises(RuleBroken, match="name already"):
        rename(session, kit, other, "Reviews")
    rename(session, kit, view_id, "Reviews")
    service.keep_view(session, actor, REVIEWS)
    monkeypatch.setattr(service, "LIMITS", Limits(saved_views=2))
    with pytest.raises(RuleBroken, match="as many as there can be"):
        service.keep_view(session, kit, replace(REVIEWS, name="Third"))


def rename(session: Session, actor: Actor, view_id: uuid.UUID, name: str, *, shared: bool = False) -> uuid.UUID:
    version = queries.view_of(session, actor, view_id).version
    return service.change_view(session, actor, ChangeView(view_id, version, name, shared))


def test_the_team_sees_what_is_shared_and_a_lead_tidies_it_up(session: Session, kit: Actor, actor: Actor) -> None:
    view_id = service.keep_view(session, actor, REVIEWS)
    assert names(session, kit) == []
    with pytest.raises(NotFound):
        queries.view_of(session, kit, view_id)
    rename(session, actor, view_id, "Reviews", shared=True)
    (seen,) = queries.views_of(session, kit)
    assert (seen.owner, seen.may_change) == ("W1", False)
    with pytest.raises(NotAllowed):
        rename(session, kit, view_id, "Mine now", shared=True)
    with pytest.raises(NotAllowed):
        service.remove_view(session, kit, view_id)
    own = service.keep_view(session, kit, replace(REVIEWS, shared=True))
    assert names(session, kit) == ["Reviews", "Reviews"], "a name may stand once for each owner"
    rename(session, actor, own, "Kit's reviews", shared=True)
    assert names(session, kit) == ["Kit's reviews", "Reviews"], "one's own come first"
    service.remove_view(session, actor, own)
    assert names(session, kit) == ["Reviews"]


def test_an_older_page_does_not_win(session: Session, kit: Actor) -> None:
    view_id = service.keep_view(session, kit, REVIEWS)
    rename(session, kit, view_id, "Late reviews")
    with pytest.raises(Stale):
        service.change_view(session, kit, ChangeView(view_id, 1, "Older", shared=False))


def test_one_view_opens_first_and_goes_with_the_view(session: Session, kit: Actor, actor: Actor) -> None:
    shared = service.keep_view(session, actor, replace(REVIEWS, shared=True, first=True))
    own = service.keep_view(session, kit, replace(REVIEWS, first=True))
    assert [view.first for view in queries.views_of(session, kit)] == [True, False]
    service.open_with(session, kit, shared)
    assert [view.first for view in queries.views_of(session, kit)] == [False, True]
    service.open_with(session, kit, None)
    service.open_with(session, kit, None)
    assert not any(view.first for view in queries.views_of(session, kit))
    service.open_with(session, kit, shared)
    service.remove_view(session, actor, shared)
    assert [(view.id, view.first) for view in queries.views_of(session, kit)] == [(own, False)]
    with pytest.raises(NotFound):
        service.open_with(session, kit, shared)
    assert verify(session, b"k" * 32).faults == ()
