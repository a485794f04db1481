"""Papers through the pages: added, seen as pictures only, removed; never another client's."""

from __future__ import annotations

import io

import pytest

from linkdesk.clients.models import Client
from tests.data.papers import pdf
from tests.data.papers import picture
from tests.furnished import House
from tests.pages import Page
from tests.pages import Worker


@pytest.fixture
def worker(house: House) -> Worker:
    return house.worker


def add(worker: Worker, path: str, data: bytes, name: str, expect: int = 200) -> Page:
    fields = {"csrf_token": worker.token(path), "file": (io.BytesIO(data), name), "title": ""}
    answer = worker.client.post(path, data=fields, content_type="multipart/form-data", follow_redirects=True)
    return worker._page(answer, path, expect)


def where(page: Page, name: str) -> str:
    return next(link.get("href", "") for link in page.every("a") if (link.text or "") == name)


def test_a_pdf_is_shown_as_pictures_of_its_pages(house: House, worker: Worker) -> None:
    path = f"/clients/{house.ids(Client)[0]}/papers"
    page = add(worker, path, pdf(2), "Letter of May.pdf")
    assert "PDF, 2 pages" in page.words
    shown = worker.get(where(page, "Letter of May"))
    sources = [img.get("src", "") for img in shown.every("img") if img.get("class") == "ld-paper"]
    assert len(sources) == 2
    for source in sources:
        with worker.client.get(source) as answer:
            assert (answer.status_code, answer.mimetype) == (200, "image/png")
            assert b"%PDF" not in answer.data
    assert worker.client.get(f"{sources[0][:-1]}3").status_code == 404


def test_a_picture_is_shown_and_removed(house: House, worker: Worker) -> None:
    path = f"/clients/{house.ids(Client)[0]}/papers"
    shown = where(add(worker, path, picture(), "Door.png"), "Door")
    with worker.client.get(f"{shown}/1") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert worker.client.get(f"{shown}/2").status_code == 404
    assert "It does not come back" in worker.get(f"{shown}/remove").words
    gone = worker.post(f"{shown}/remove", {}, token_from=path)
    assert "The paper is gone." in gone.words
    worker.get(shown, expect=404)


def test_what_cannot_be_kept_is_refused_at_its_field(house: House, worker: Worker) -> None:
    path = f"/clients/{house.ids(Client)[0]}/papers"
    assert "no JPEG, PNG, WebP or PDF" in add(worker, path, b"MZ", "a.pdf", 422).words
    assert "Choose a picture or a PDF" in worker.post(path, {"title": ""}, expect=422).words


def test_a_paper_under_another_client_is_not_found(house: House, worker: Worker) -> None:
    mine, other = house.ids(Client)[:2]
    shown = where(add(worker, f"/clients/{mine}/papers", picture(), "Door.png"), "Door")
    stranger = shown.replace(str(mine), str(other))
    for address in (stranger, f"{stranger}/1", f"{stranger}/remove"):
        assert worker.client.get(address).status_code == 404


def test_papers_are_put_away_while_someone_is_beside(house: House, worker: Worker) -> None:
    path = f"/clients/{house.ids(Client)[0]}/papers"
    add(worker, path, picture(), "Ward letter.png")
    worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/")
    assert "Ward letter" not in worker.get(path).words
