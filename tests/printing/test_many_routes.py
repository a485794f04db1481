"""Print for many people: each under a cover sheet, in the log, within one's own caseload, and gone at the lock."""

from __future__ import annotations

import threading
from dataclasses import fields
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.rules import ClientDetails
from linkdesk.clients.service import add_client
from linkdesk.clients.service import change_client
from linkdesk.desk.plans_due import agreed_plans
from linkdesk.plans.queries import plan_record
from linkdesk.printing.batch import Batch
from linkdesk.printing.batch import Ended
from linkdesk.printing.given.queries import copy_of
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.given.queries import to_do
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.many import PrintRoom
from linkdesk.printing.many_routes import ROOM
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pdf import press
from linkdesk.record.audit import ReadEntry
from linkdesk.web.display import long_date
from tests.pages import Page
from tests.pages import parse

if TYPE_CHECKING:
    from linkdesk.printing.given.rules import CopyRecord
    from linkdesk.printing.given.rules import PrintRecord
    from linkdesk.printing.hand import Words
    from linkdesk.settings import Limits
    from tests.furnished import House

pytestmark = pytest.mark.prints

LONG = 120
PATH = "/print-many"
SAFE = f"{PATH}/safe"


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
    for who, plan_id in own(house):  # one has a note on an address, one is seen alone: both speak against a batch
        keep_safe(house, who, "")
        change_record(house, plan_id, other_addresses=())
    return found


def address(**fields: str) -> str:
    return f"{SAFE}?{urlencode({'whose': 'caseload', 'item': 'plan', **fields})}"


def begun(house: House, *plain: str, expect: int = 200, **fields: str) -> Page:
    """Choose, and say that paper is safe for all whom nothing on record speaks against."""
    asked, worker = address(**fields), house.worker
    page = worker.get(asked)
    ticked = [box for box in page.every("input") if box.get("name") == "take" and "checked" in box.attrib]
    take = [box.get("value", "") for box in ticked]
    sent = {"csrf_token": page.fields()["csrf_token"], "take": take, "plain": list(plain)}
    answer = worker.client.post(asked, data=sent, follow_redirects=True)
    assert answer.status_code == expect
    return Page(answer, parse(answer.get_data(as_text=True)))


def started(house: House, room: PrintRoom, *plain: str, **fields: str) -> Page:
    begun(house, *plain, expect=200, **fields)
    assert room.batch is not None
    assert room.batch.wait(LONG)
    return house.worker.get(PATH)


def own(house: House) -> list[tuple[str, str]]:
    """Return (who, plan) of the agreed plans of this worker."""
    with open_session(house.settings, house.vault) as (session, actor):
        return [(each.who, str(each.plan_id)) for each in agreed_plans(session, (actor.worker_id,), most=99)]


def keep_safe(house: House, who: str, line: str) -> str:
    """Put a keep-safe line on somebody's record; return their plan."""
    with open_session(house.settings, house.vault) as (session, actor):
        due = next(each for each in agreed_plans(session, (actor.worker_id,), most=99) if each.who == who)
        version = client_record(session, due.client_id).version
        set_keep_safe(session, actor, SetKeepSafe(due.client_id, version, line))
    return str(due.plan_id)


def change_record(house: House, plan_id: str, **details: object) -> None:
    """Change the record of whose plan it is."""
    with open_session(house.settings, house.vault) as (session, actor):
        record = client_record(session, plan_record(session, UUID(plan_id)).client_id)
        kept = {each.name: getattr(record, each.name) for each in fields(ClientDetails)} | details
        session.rollback()
        change_client(session, actor, ChangeClient(client_id=record.id, version=record.version, **kept))


def history(house: House, plan_id: str) -> tuple[list[PrintRecord], CopyRecord | None, str]:
    """Return what is kept of the prints of whose plan it is, the copy of it, and how Today puts it."""
    with open_session(house.settings, house.vault) as (session, actor):
        plan = plan_record(session, UUID(plan_id))
        today = date(2026, 12, 1)
        state = next(
            (one.state for one in to_do(session, actor, today, team=True).copies if one.plan_id == plan.id), ""
        )
        return list(prints_of(session, plan.client_id)), copy_of(session, plan.id), state


def press_print(house: House, *, follow: bool = False) -> Any:
    worker, part = house.worker, f"{PATH}/part/1"
    return worker.client.post(f"{part}/out", data={"csrf_token": worker.token(part)}, follow_redirects=follow)


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
    long_ago = {"day-day": "1", "day-month": "1", "day-year": "1999"}
    none = house.worker.get(address(whose="reviews", **long_ago), expect=422)
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
    page = begun(house)
    assert "The prints are being made." in page.words
    answer = house.worker.client.get(f"{PATH}/progress").get_json()
    assert answer == {"done": 0, "total": len(own(house)), "running": True}
    again = begun(house, expect=422)
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
    page = house.worker.get(address(), expect=422)
    assert "These are more than 1 people. Choose one day." in page.words
    assert room.batch is None


def test_the_question_without_a_choice_leads_to_the_choice(house: House) -> None:
    worker = house.worker
    bare = worker.client.get(SAFE)
    sent = worker.client.post(SAFE, data={"csrf_token": worker.token(PATH)})
    for answer in (bare, sent):
        assert (answer.status_code, answer.location) == (303, PATH)


def test_for_whom_paper_is_not_safe_stands_first_and_is_left_out_unless_a_plain_page_is_chosen(
    house: House, room: PrintRoom
) -> None:
    people = [who for who, _plan in own(house)]
    first, last = people[0], people[-1]
    plain, left_out = keep_safe(house, last, "Plain paper only"), keep_safe(house, first, "Give no paper")
    page = house.worker.get(address())
    boxes = [(box.get("name"), box.get("value"), "checked" in box.attrib) for box in page.every("input")]
    asked = [each for each in boxes if each[0] in {"plain", "take"}]
    assert [(name, ticked) for name, _plan, ticked in asked[:2]] == [("plain", False)] * 2
    assert {plan for _name, plan, _ticked in asked[:2]} == {plain, left_out}
    assert {(name, ticked) for name, _plan, ticked in asked[2:]} <= {("take", True)}
    assert "On record: Give no paper" in page.words
    started(house, room, plain)
    made = {outcome.job.who: outcome.job.what for outcome in room.made()}
    assert made.keys() == {who for who in people if who != first}
    assert made[last] == "Plain page"
    assert all(what.startswith("My plan, version") for who, what in made.items() if who != last)


def test_a_note_on_an_address_speaks_against_a_batch(house: House) -> None:
    plan = own(house)[0][1]
    change_record(house, plan, address_note="Do not post here")
    page = house.worker.get(address())
    assert "the address says “Do not post here”" in page.words
    assert plan in {box.get("value") for box in page.every("input") if box.get("name") == "plain"}


def test_paper_that_was_not_on_the_page_is_not_printed_for_who_may_have_none(house: House, room: PrintRoom) -> None:
    plan = keep_safe(house, own(house)[0][0], "Give no paper")
    worker = house.worker
    answer = worker.client.post(address(), data={"csrf_token": worker.token(address()), "take": [plan]})
    assert answer.status_code == 422
    assert room.batch is None
    nobody = worker.client.post(address(), data={"csrf_token": worker.token(address())})
    assert "Nobody is chosen." in nobody.get_data(as_text=True)
    assert room.batch is None


def test_while_somebody_is_beside_the_worker_nobody_reads_for_whom_paper_is_not_safe(house: House) -> None:
    keep_safe(house, own(house)[0][0], "Give no paper")
    worker = house.worker
    worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/")
    page = worker.get(address())
    assert "Give no paper" not in page.words
    assert "not safe" not in page.words


def test_what_went_to_the_printer_stands_in_each_history_and_the_copy_is_asked_for(
    house: House, room: PrintRoom
) -> None:
    people = own(house)
    plain_plan = keep_safe(house, people[0][0], "Plain paper only")
    started(house, room, plain_plan)
    assert history(house, people[1][1])[0] == []
    printed = press_print(house, follow=True)
    assert "data-print-now" in printed.get_data(as_text=True)
    for _who, plan_id in people[1:]:
        prints, copy, state = history(house, plan_id)
        assert [(one.item, str(one.plan_id), one.way, one.safe) for one in prints] == [
            ("plan", plan_id, Way.PRINTED, Safe.YES)
        ]
        assert copy is None
        assert state in {"Printed, copy not given yet", ""}  # Today names a few people only
    prints, _copy, state = history(house, plain_plan)
    assert [(one.item, one.plan_id, one.safe) for one in prints] == [("plain", None, Safe.PLAIN)]
    said = house.worker.post(f"{PATH}/part/1/copies", {"how": "printed"}, token_from=f"{PATH}/part/1")
    assert f"Noted for {len(people) - 1} " in said.words
    copies = [history(house, plan_id)[1] for _who, plan_id in people]
    assert copies[0] is None
    assert all(copy is not None and copy.how is How.PRINTED and copy.format for copy in copies[1:])


def test_one_file_is_noted_with_each_person_once_it_left(house: House, room: PrintRoom) -> None:
    started(house, room)
    worker = house.worker
    saved = worker.client.post(f"{PATH}/save", data={"csrf_token": worker.token(PATH)})
    assert saved.mimetype == "application/pdf"
    for _who, plan_id in own(house):
        assert [one.way for one in history(house, plan_id)[0]] == [Way.SAVED]


def test_whose_record_changed_meanwhile_is_taken_out_and_nothing_leaves(house: House, room: PrintRoom) -> None:
    started(house, room)
    who, plan_id = own(house)[0]
    pages = len(room.pages(1))
    keep_safe(house, who, "Give no paper")
    answer = press_print(house)
    assert answer.status_code == 409
    assert f"made: {who}. Nothing left LinkDesk." in answer.get_data(as_text=True)
    assert [one for _who, each in own(house) for one in history(house, each)[0]] == []
    assert who not in {outcome.job.who for outcome in room.part(1)}
    assert len(room.pages(1)) < pages
    assert press_print(house).status_code == 303
    assert history(house, plan_id)[0] == []
    done = house.worker.get(PATH)
    assert f"{who} : The record changed" in done.words


def test_a_part_names_each_with_their_birth_and_who_has_such_a_name_and_prints_neither(
    house: House, room: PrintRoom
) -> None:
    started(house, room)
    first = room.made()[0].job
    with open_session(house.settings, house.vault) as (session, actor):
        record = client_record(session, first.client_id)
        like = AddClient(
            given_name=record.given_name, family_name=f"{record.family_name}e", birth_date=date(2001, 5, 4)
        )
    quiet = house.worker.get(f"{PATH}/part/1").words
    assert f"{first.who}, born {long_date(record.birth_date)}: {first.what}" in quiet
    assert "Check the date of birth" not in quiet
    with open_session(house.settings, house.vault) as (session, actor):
        add_client(session, actor, like)
    page = house.worker.get(f"{PATH}/part/1")
    assert (
        f"{first.who}, born {long_date(record.birth_date)}, is not {like.given_name} {like.family_name}" in page.words
    )
    assert "born 4 May 2001" in page.words
    notes = [one for one in page.every("div") if one.get("role") == "note"]
    assert ["ld-preview__head" in (one.get("class") or "") for one in notes] == [True], (
        "the sheet for printing hides it"
    )
