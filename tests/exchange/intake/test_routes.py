"""A file of referrals through the pages: choose, columns, look, bring in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from dataclasses import replace

import pytest
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.episodes.models import Episode
from linkdesk.exchange.intake.models import IntakeFile
from linkdesk.exchange.intake.models import IntakeRow
from linkdesk.exchange.intake.routes import JOBS
from tests.furnished import House
from tests.pages import Page
from tests.pages import Worker

GOOD = 'Name,DOB,Phone,Reason for referral\n"QUILL, Ada",13/2/1984,07700 900123,Lonely\n"Wren, Bo",1984-03-04,,\n'


@dataclass
class Desk:
    """A house, and one browser that stays the same from page to page."""

    house: House
    worker: Worker


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house, house.worker)


def upload(desk: Desk, text: str | bytes, name: str = "May.csv", expect: int = 200) -> Page:
    """Choose a file and follow to its page."""
    worker = desk.worker
    body = text if isinstance(text, bytes) else text.encode()
    fields = {"csrf_token": worker.token("/bring-in/"), "file": (io.BytesIO(body), name)}
    answer = worker.client.post("/bring-in/", data=fields, content_type="multipart/form-data", follow_redirects=True)
    return worker._page(answer, "/bring-in/", expect)


def where(page: Page) -> str:
    return page.answer.request.path


def press(desk: Desk, page: Page, verb: str, expect: int = 200, **changed: str) -> Page:
    """Send the form of a page that posts to `verb` of the same file, with these fields changed."""
    action = f"{where(page).removesuffix('/columns')}/{verb}"
    answer = desk.worker.client.post(action, data={**page.fields(action), **changed}, follow_redirects=True)
    assert desk.house.app.extensions[JOBS].wait(60)
    if expect == 200:
        return desk.worker.get(where(page).removesuffix("/columns"))
    return desk.worker._page(answer, action, expect)


def count(desk: Desk, table: type[Client | Episode | IntakeRow | IntakeFile]) -> int:
    with open_session(desk.house.settings, desk.house.vault) as (session, _actor):
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_file_goes_through(desk: Desk) -> None:
    before = count(desk, Client), count(desk, Episode)
    page = upload(desk, GOOD)
    assert "May.csv: 2 rows" in page.words
    assert "Like: QUILL, Ada · Wren, Bo" in page.words
    checked = press(desk, page, "columns")
    assert "2 of 2 rows can be brought in" in checked.words
    for words in ("Ada Quill In the file: QUILL, Ada", "13 February 1984 In the file: 13/2/1984", "Not given"):
        assert words in checked.words
    assert (count(desk, Client), count(desk, Episode)) == before
    done = press(desk, checked, "bring")
    assert "2 referrals are in the record now" in done.words
    assert (count(desk, Client), count(desk, Episode)) == (before[0] + 2, before[1] + 2)
    assert count(desk, IntakeRow) == 0
    assert "Quill" in desk.worker.post("/clients/", {"search": "quill"}).words


def test_bad_rows_are_listed_with_number_and_reason_and_left_out(desk: Desk) -> None:
    before = count(desk, Client)
    page = upload(desk, GOOD + '"X, Y",31/2/1984,12,\n')
    checked = press(desk, page, "columns")
    for words in ("Rows that are left out: 1", "4 Date of birth: There is no such day", "too short", "31/2/1984"):
        assert words in checked.words
    done = press(desk, checked, "bring")
    assert "1 row was left out" in done.words
    assert "4 Date of birth: There is no such day" in done.words
    assert "31/2/1984" not in done.words
    assert count(desk, Client) == before + 2
    start = desk.worker.get("/bring-in/")
    assert "2 brought in, 1 left out" in start.words
    action = f"{where(done)}/forget"
    assert "gone from LinkDesk" in desk.worker.post(action, {}, token_from="/bring-in/").words
    assert count(desk, IntakeFile) == count(desk, IntakeRow) == 0


def test_a_date_in_two_ways_is_asked_about_once(desk: Desk) -> None:
    page = upload(desk, 'Name,DOB\n"QUILL, Ada",1/2/1984\n"Wren, Bo",3/4/1985\n')
    assert "How is 1/2/1984 meant?" in page.words
    refused = press(desk, page, "columns", expect=422)
    assert "Say how 1/2/1984 is meant." in refused.words
    checked = press(desk, page, "columns", order="month-first")
    assert "2 of 2 rows" in checked.words
    press(desk, checked, "bring")
    with open_session(desk.house.settings, desk.house.vault) as (session, _actor):
        born = session.scalar(select(Client.birth_date).where(Client.family_name == "Quill"))
    assert str(born) == "1984-01-02"


def test_the_columns_are_remembered_for_the_next_file_of_the_same_shape(desk: Desk) -> None:
    page = upload(desk, 'Name,DOB,Shoe\n"QUILL, Ada",13/2/1984,7\n')
    press(desk, page, "columns", column_2="reason")
    again = upload(desk, 'name,D.O.B.,SHOE\n"Wren, Bo",14/2/1984,7\n')
    fields = again.fields(f"{where(again)}/columns")
    assert (fields["column_0"], fields["column_2"]) == ("full-name", "reason")


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"column_0": ""}, "which column holds the name"), ({"column_2": "birth-date"}, "Two columns")],
)
def test_columns_that_can_give_no_client_are_refused(desk: Desk, changed: dict[str, str], words: str) -> None:
    assert words in press(desk, upload(desk, GOOD), "columns", expect=422, **changed).words


def test_what_cannot_be_read_is_refused_on_the_page(desk: Desk) -> None:
    assert "no CSV or XLSX file" in upload(desk, b"\x89PNG\r\n\x1a\n\x00", expect=422).words
    assert "no row with headings" in upload(desk, "a,b\nc,d\n", expect=422).words
    assert "no rows below them" in upload(desk, "Name,DOB\n", expect=422).words
    assert "Choose a CSV or XLSX file" in desk.worker.post("/bring-in/", {}, expect=422).words
    assert count(desk, IntakeFile) == 0


def test_somebody_known_is_told_and_brought_in_only_on_demand(desk: Desk) -> None:
    press(desk, press(desk, upload(desk, GOOD), "columns"), "bring")
    before = count(desk, Client)
    checked = press(desk, upload(desk, GOOD), "columns")
    assert "0 of 2 rows can be brought in" in checked.words
    assert "same family name and date of birth" in checked.words
    refused = press(desk, checked, "bring")
    assert "no row that can be brought in" in refused.words
    assert count(desk, Client) == before
    done = press(desk, checked, "bring", alike_too="y")
    assert "2 referrals are in the record now" in done.words
    assert count(desk, Client) == before + 2


def test_back_to_the_columns(desk: Desk) -> None:
    checked = press(desk, upload(desk, GOOD), "columns")
    assert "What the columns hold" in press(desk, checked, "again").words


def test_a_work_that_runs_is_shown_and_can_be_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from linkdesk.exchange.intake import service

    checked = press(desk, upload(desk, GOOD), "columns")
    reached, go_on, before = threading.Event(), threading.Event(), count(desk, Client)
    judged = service._judged

    def slow(*given: object) -> object:
        *_rest, tick = given
        for each in judged(*given):  # type: ignore[arg-type]
            tick(1, 2)  # type: ignore[operator]
            reached.set()
            assert go_on.wait(60)
            tick(2, 2)  # type: ignore[operator]
            yield each

    monkeypatch.setattr(service, "_judged", slow)
    worker, path = desk.worker, where(checked)
    action = f"{path}/bring"
    worker.client.post(action, data=checked.fields(action))
    assert reached.wait(60)
    assert "1 of 2 rows" in worker.get(path).words
    assert worker.client.get(f"{path}/progress").get_json() == {"done": 1, "total": 2, "running": True}
    token = worker.token("/bring-in/")
    desk.house.app.extensions[JOBS].stop_all()
    go_on.set()
    worker.client.post(f"{path}/stop", data={"csrf_token": token})
    assert desk.house.app.extensions[JOBS].wait(60)
    assert worker.client.get(f"{path}/progress").get_json()["running"] is False
    assert "It was stopped" in worker.get(path).words
    assert count(desk, Client) == before


def test_a_file_of_another_worker_is_not_found(desk: Desk) -> None:
    path = where(upload(desk, GOOD))
    with open_session(desk.house.settings, desk.house.vault) as (session, actor):
        from sqlalchemy import update

        from linkdesk.record.session import brief_write

        with brief_write(session):
            session.execute(
                update(IntakeFile).values(worker_id=replace(actor, worker_id=actor.organisation_id).worker_id)
            )
    desk.worker.get(path, expect=404)
    assert desk.worker.client.get(f"{path}/progress").status_code == 404
