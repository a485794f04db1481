"""Poisoned cells, headings, file names and letters stay words on every page that shows them."""

from __future__ import annotations

import csv
import io
import uuid

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.papers.safety import titled
from linkdesk.exchange.intake.routes import JOBS
from linkdesk.record.attachments import Paper
from linkdesk.record.attachments import PaperKind
from linkdesk.record.attachments import write_paper
from linkdesk.record.checks import plain_text
from linkdesk.record.session import unit_of_work
from tests.furnished import House
from tests.pages import Page
from tests.pages import Worker
from tests.safety.hostile import ALL
from tests.safety.hostile import HOSTILE

pytestmark = pytest.mark.safety


def harmless(page: Page) -> Page:
    """Fail where a hostile word became markup; `get` has checked already that nothing leads outside."""
    assert [node.tag for node in page.tree.iter() if "data-evil" in node.attrib] == []
    assert not [node for node in page.every("svg") if node.get("onload")]
    assert not page.every("iframe")
    assert not page.every("base")
    assert "root:x:0" not in page.words
    return page


def test_cells_headings_and_file_names_stay_words(house: House) -> None:
    worker = house.worker
    out = io.StringIO()
    write = csv.writer(out)
    cells = [words.replace("\x07", "") for words in ALL]  # a file with control signs is refused as a whole
    write.writerow(["Name", "DOB", "Reason for referral", *cells[:20]])
    for number, words in enumerate(cells):
        write.writerow([f"QUILL, Ada{chr(97 + number % 26)}", f"{1940 + number}-01-02", words, *cells[:20]])
        write.writerow([words, words, words])
    fields = {"csrf_token": worker.token("/bring-in/"), "file": (io.BytesIO(out.getvalue().encode()), f"{ALL[0]}.csv")}
    answer = worker.client.post("/bring-in/", data=fields, content_type="multipart/form-data", follow_redirects=True)
    page = harmless(worker._page(answer, "/bring-in/", 200))
    assert ALL[0] in page.words
    path = answer.request.path
    for verb in ("columns", "bring"):
        worker.client.post(f"{path}/{verb}", data=page.fields(f"{path}/{verb}"))
        assert house.app.extensions[JOBS].wait(60)
        page = harmless(worker.get(path))
    assert "Brought in" in page.words
    harmless(worker.get("/bring-in/"))
    for client_id in house.ids(Client)[-len(ALL) :]:
        harmless(worker.get(f"/clients/{client_id}"))


def test_papers_stay_words(house: House) -> None:
    """Their titles and what stands in them, some with each client: there may be only so many."""
    worker, clients = house.worker, house.ids(Client)
    kept: list[tuple[uuid.UUID, uuid.UUID, str]] = []
    with open_session(house.settings, house.vault) as (session, actor), unit_of_work(session, actor, "attach") as work:
        for place, words in enumerate(ALL):
            client_id = clients[place % len(clients)]
            paper = Paper(PaperKind.TEXT, titled(words), plain_text(words).encode())
            kept.append((client_id, write_paper(work, client_id, paper), words))
    for client_id in clients:
        harmless(worker.get(f"/clients/{client_id}/papers"))
    for client_id, paper_id, words in kept:
        shown = harmless(worker.get(f"/clients/{client_id}/papers/{paper_id}"))
        assert " ".join(plain_text(words).split()) in " ".join(plain_text(shown.words).split())


def read_letter(house: House, words: str) -> None:
    """Paste a letter in which words stand where a name and a reason are looked for."""
    worker: Worker = house.worker
    worker.fill("/letter/", {"text": f"Name: {words}\nReason for referral: {words}"}, action="/letter/")
    assert "Reason for referral" in harmless(worker.get("/letter/look")).words


def test_a_letter_of_all_of_them_stays_words(house: House) -> None:
    read_letter(house, "\n".join(f"Name: {words}\nReason: {words}" for words in ALL)[:18_000])


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_letter_of_each_of_them_stays_words(house: House, name: str) -> None:
    read_letter(house, HOSTILE[name])
