"""Print for many people: each under a cover sheet, in the log, within one's own caseload, and gone at the lock."""

from __future__ import annotations

import threading
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.desk.plans_due import agreed_plans
from linkdesk.plans.queries import plan_record
from linkdesk.printing.batch import Batch
from linkdesk.printing.batch import Ended
from linkdesk.printing.many import PrintRoom
from linkdesk.printing.many_routes import ROOM
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pdf import press
from linkdesk.record.audit import ReadEntry

if TYPE_CHECKING:
    from linkdesk.printing.hand import Words
    from linkdesk.settings import Limits
    from tests.furnished import House
    from tests.pages import Page

pytestmark = pytest.mark.prints

LONG = 120
PATH = "/print-many"


class Here:
    """A hand in this process: the real ones are tested by themselves."""

    def __init__(self, _limits: Limits) -> None:
        self.go_on = threading.Event()

    def print(self, words: Words, _seconds: float) -> bytes:
        return press().pdf(*words.parts, closer=words.closer)

    def end(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing runs."""


@pytest.fixture
def room(house: House, monkeypatch: pytest.MonkeyPatch) -> PrintRoom:
    found: PrintRoom = house.app.extensions[ROOM]
    hire: Any = Here
    monkeypatch.setattr(found, "_make", lambda total: Batch(total, hire=hire))
    return found


def started(house: House, room: PrintRoom, **fields: str) -> Page:
    house.worker.post(PATH, {"whose": "caseload", "item": "plan", **fields}, token_from=PATH)
    assert room.batch is not None
    assert room.batch.wait(LONG)
    return house.worker.get(PATH)


def own(house: House) -> list[tuple[str, str]]:
    """Return (who, plan) of the agreed plans of this worker."""
    with open_session(house.settings, house.vault) as (session, actor):
        return [(each.who, str(each.plan_id)) for each in agreed_plans(session, (actor.worker_id,), most=99)]


def traces(house: House) -> list[Any]:
    with open_session(house.settings, house.vault) as (session, _actor):
        found = session.scalars(select(ReadEntry).where(ReadEntry.kind == "print"))
        return [entry.client_id for entry in found]


def test_everyone_of_the_caseload_gets_a_cover_sheet_and_their_plan(house: House, room: PrintRoom) -> None:
    people = own(house)
    assert len(people) >= 2
    page = started(house, room)
    assert f"The prints of {len(people)} of {len(people)} people are ready." in page.words
    made = room.made()
    assert [outcome.job.who for outcome in made] == [who for who, _plan in people]
    assert [len(outcome.made) for outcome in made] == [2] * len(people)
    assert {count_pages(outcome.made[0]) for outcome in made} == {1}
    assert len(set(traces(house))) == len(people)
    shown = house.worker.get(f"{PATH}/part/1")
    sources = [one.get("src", "") for one in shown.every("img") if "/page/" in (one.get("src") or "")]
    assert len(sources) == sum(count_pages(pdf) for outcome in made for pdf in outcome.made)
    with house.worker.client.get(sources[-1]) as last:
        assert Image.open(BytesIO(last.data)).width > 1600


def test_one_file_holds_all_pages_for_the_printer(house: House, room: PrintRoom) -> None:
    started(house, room, mono="yes", item="steps")
    worker = house.worker
    saved = worker.client.post(f"{PATH}/save", data={"csrf_token": worker.token(PATH)})
    assert saved.mimetype == "application/pdf"
    assert count_pages(saved.data) == sum(count_pages(pdf) for outcome in room.made() for pdf in outcome.made)
    assert "Prints " in saved.headers["Content-Disposition"]


def test_reviews_of_one_day_only(house: House, room: PrintRoom) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        review = plan_record(session, UUID(own(house)[0][1])).review_date
    assert review is not None
    day = {"day-day": str(review.day), "day-month": str(review.month), "day-year": str(review.year)}
    page = started(house, room, whose="reviews", **day)
    assert "Plans to look at on" in page.words
    assert len(room.made()) >= 1
    none = house.worker.post(
        PATH, {"whose": "reviews", "item": "plan", "day-day": "1", "day-month": "1", "day-year": "1999"},
        token_from=f"{PATH}/part/1", expect=422,
    )  # fmt: skip
    assert "Nobody of yours has an agreed plan to look at on 1 January 1999." in none.words


def test_the_lock_forgets_everything(house: House, room: PrintRoom) -> None:
    started(house, room)
    batch = room.batch
    assert batch is not None
    house.vault.lock()
    assert room.batch is None
    assert room.made() == ()
    assert batch.outcomes() == ()


def test_forgetting_by_hand(house: House, room: PrintRoom) -> None:
    started(house, room)
    page = house.worker.post(f"{PATH}/forget", {}, token_from=PATH)
    assert "The prints are gone from LinkDesk." in page.words
    assert room.batch is None
    assert house.worker.client.get(f"{PATH}/part/1").status_code == 404
    assert house.worker.client.get(f"{PATH}/page/1.png").status_code == 404
    house.worker.post(f"{PATH}/save", {}, token_from=PATH, expect=404)


def test_while_it_runs_the_page_says_how_far_it_is_and_can_stop_it(
    house: House, room: PrintRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slow(self: Here, words: Words, _seconds: float) -> bytes:
        assert go_on.wait(LONG)
        return press().pdf(*words.parts)

    monkeypatch.setattr(Here, "print", slow)
    page = house.worker.post(PATH, {"whose": "caseload", "item": "plan"}, token_from=PATH)
    assert "The prints are being made." in page.words
    answer = house.worker.client.get(f"{PATH}/progress").get_json()
    assert answer == {"done": 0, "total": len(own(house)), "running": True}
    again = house.worker.post(PATH, {"whose": "caseload", "item": "plan"}, token_from=PATH, expect=422)
    assert "Another batch is being printed. Nothing was started." in again.words
    assert room.batch is not None
    room.batch._stop.set()
    go_on.set()
    stopped = house.worker.post(f"{PATH}/stop", {}, token_from=PATH)
    assert room.batch.wait(LONG)
    assert room.batch.progress().ended is Ended.STOPPED
    assert "prints" in stopped.words
    assert "It was stopped." in house.worker.get(PATH).words


def test_too_many_are_refused(house: House, room: PrintRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    from linkdesk.printing import many_routes

    monkeypatch.setattr(many_routes, "MOST", 1)
    page = house.worker.post(PATH, {"whose": "caseload", "item": "plan"}, token_from=PATH, expect=422)
    assert "These are more than 1 people. Choose one day." in page.words
    assert room.batch is None
