"""Places of postcodes through the pages: from none to a file, refused whole, stopped, and chosen in the window."""

from __future__ import annotations

import threading
import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.exchange.intake.job import Stopped
from linkdesk.exchange.open_referral import place_routes
from linkdesk.exchange.open_referral import working
from linkdesk.services.finding.postcodes import postcode_file
from linkdesk.services.finding.postcodes import read_postcodes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.furnished import House
    from tests.pages import Page

START = "/services/get/postcodes/"
CODE_POINT = '"KX1 1AA",10,430000,433000,"E92000001"\n"KX1 2BB",10,431610,433000,"E92000001"\n'


@pytest.fixture
def kx(tmp_path: Path) -> Path:
    path = tmp_path / "kx.csv"
    path.write_text(CODE_POINT, "utf-8")
    return path


def read(house: House, path: Path | str, expect: int = 200) -> Page:
    worker = house.worker
    answer = worker.client.post(START, data={"csrf_token": worker.token(START), "path": str(path)})
    assert house.app.extensions[working.JOBS].wait(60)
    if answer.status_code == 303:
        answer = worker.client.get(answer.location)
    return worker._page(answer, START, expect)


def kept(house: House) -> tuple[str, int] | None:
    with open_session(house.settings, house.vault) as (session, _actor):
        found = postcode_file(session)
        return (found.name, found.postcodes) if found else None


def test_a_file_is_read_where_it_lies_and_a_newer_one_replaces(house: House, kx: Path, tmp_path: Path) -> None:
    assert START in house.worker.get("/services/").answer.text
    page = read(house, f'"{kx}"')
    assert "2 postcodes with their places, from <bdi>kx.csv</bdi>. Read on" in page.answer.text
    assert "more than a year ago" not in page.words
    newer = tmp_path / "<b>one.csv"
    newer.write_text(CODE_POINT.splitlines()[0], "utf-8")
    page = read(house, newer)
    assert "1 postcode with its place, from <bdi>&lt;b&gt;one.csv</bdi>" in page.answer.text
    assert "It takes the place of all that is here." in house.worker.get(START).words


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("", None, "Say where the file lies, or choose it."),
        ("gone.zip", None, "There is no file called gone.zip there."),
        ("bad.csv", b"hello,world", "No postcode with its place was found in this file."),
        ("half.zip", b"PK\x03\x04 half", "Nothing was changed."),
        ("cut.csv", CODE_POINT.encode() + b"\xff", "This file cannot be read to its end."),
        (".", None, "There is no file called"),
    ],
)
def test_what_cannot_be_read_is_refused_and_what_was_here_stays(
    house: House, kx: Path, name: str, content: bytes | None, sentence: str
) -> None:
    read(house, kx)
    before = kept(house)
    path = kx.parent / name
    if content is not None:
        path.write_bytes(content)
    page = read(house, path if name else "", 422)
    assert sentence in page.words
    assert kept(house) == before == ("kx.csv", 2)


def test_it_is_stopped_half_way_and_what_was_here_stays(
    house: House, kx: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(house, kx)
    worker, long = house.worker, kx.parent / "long.csv"
    long.write_text(CODE_POINT * 30_000, "utf-8")
    seen: list[tuple[int, str]] = []
    real = read_postcodes

    def slow(session: object, actor: object, path: Path, told: Callable[[int, int], None]) -> int:
        """Stop in the middle of the reading."""

        def asked(done: int, whole: int) -> None:
            told(done, whole)
            if done and not seen:
                jobs = house.app.extensions[working.JOBS]
                (job_id,) = jobs._progress
                seen.append((done, jobs.progress(job_id).words))
                jobs.stop(job_id)

        return real(session, actor, path, asked)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(place_routes, "read_postcodes", slow)
    page = read(house, long, 422)
    assert seen
    assert seen[0][1] == place_routes.READING
    assert place_routes.STOPPED in page.words
    assert kept(house) == ("kx.csv", 2)
    assert worker.get(START).answer.status_code == 200


def test_the_page_of_a_running_work_tells_how_far_it_is_and_can_stop_it(house: House) -> None:
    worker, begun = house.worker, threading.Event()
    job_id = uuid.uuid4()
    jobs = house.app.extensions[working.JOBS]

    def run(tick: Callable[[int, int], None]) -> None:
        tick(3, 9)
        begun.set()
        assert jobs._stop.wait(5), "nobody pressed Stop"
        tick(4, 9)

    jobs.start(job_id, place_routes.READING, run)
    assert begun.wait(60)
    page = worker.get(f"{START}{job_id}")
    assert "3 of 9 MB" in page.words
    told = worker.client.get(f"{START}{job_id}/progress").get_json()
    assert told == {"done": 3, "total": 9, "running": True}
    action = f"{START}{job_id}/stop"
    answer = worker.client.post(action, data=page.fields(action))
    assert (answer.status_code, answer.location) == (303, f"{START}{job_id}")
    assert jobs.wait(60)
    assert jobs.progress(job_id).sentence == Stopped.__doc__
    assert worker.client.get(f"{START}{uuid.uuid4()}/progress").status_code == 404


def test_the_window_asks_for_the_file(house: House, kx: Path) -> None:
    worker = house.worker
    assert "Choose the file…" not in worker.get(START).words
    house.app.extensions[working.CHOOSE_FILE] = lambda: kx
    try:
        page = worker.get(START)
        assert "Choose the file…" in page.words
        token = {"csrf_token": worker.token(START)}
        answer = worker.client.post(f"{START}file", data=token, follow_redirects=True)
        assert house.app.extensions[working.JOBS].wait(60)
        assert "from <bdi>kx.csv</bdi>" in worker.client.get(answer.request.path).text
        house.app.extensions[working.CHOOSE_FILE] = lambda: None
        answer = worker.client.post(f"{START}file", data=token, follow_redirects=True)
        assert answer.request.path == START
    finally:
        del house.app.extensions[working.CHOOSE_FILE]
