"""A letter becomes a referral only after the worker looked at each thing it seems to say."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.episodes.choices import Source
from linkdesk.episodes.queries import episodes_of
from linkdesk.exchange.letters.service import FORM
from linkdesk.exchange.letters.service import NEW
from linkdesk.record.attachments import paper_body
from linkdesk.record.attachments import papers_of
from linkdesk.record.drafts import save_draft
from tests.exchange.letters.test_rules import LETTER
from tests.furnished import House
from tests.pages import Page
from tests.pages import Worker


@pytest.fixture
def worker(house: House) -> Worker:
    return house.worker


def look(worker: Worker, text: str = LETTER) -> Page:
    return worker.fill("/letter/", {"text": text}, action="/letter/")


def ticked(page: Page) -> dict[str, str]:
    """Return the form with every tick set that stands beside a suggestion."""
    names = {node.get("name") or "" for node in page.every("input") if (node.get("name") or "").startswith("looked_")}
    return {**page.fields("/letter/look"), **dict.fromkeys(names, "y"), "source": "gp"}


def keep(worker: Worker, fields: dict[str, str], expect: int = 200) -> Page:
    answer = worker.client.post("/letter/look", data=fields, follow_redirects=True)
    return worker._page(answer, "/letter/look", expect)


def test_a_letter_is_kept_whole_with_its_referral(house: House, worker: Worker) -> None:
    page = look(worker)
    assert "From the letter: “Re: Mrs Ada Quill, DOB 13/02/1984, NHS No 998 000 0015”" in page.words
    fields = ticked(page)
    assert (fields["given_name"], fields["birth_date-year"], fields["nhs_number"]) == ("Ada", "1984", "9980000015")
    kept = keep(worker, fields)
    assert "The referral and its letter are kept." in kept.words
    with open_session(house.settings, house.vault) as (session, _actor):
        client_id = session.scalar(select(Client.id).where(Client.family_name == "Quill"))
        assert client_id is not None
        (episode,) = episodes_of(session, client_id)
        assert (episode.source, episode.referrer_name) == (Source.GP, "Dr N. Ayo")
        (paper,) = papers_of(session, client_id)
        assert paper.episode_id == episode.id
        assert paper_body(session, client_id, paper.id).decode() == LETTER.strip()
    shown = worker.get(f"/clients/{client_id}/papers/{paper.id}")
    assert "lonely since her husband died" in shown.words
    assert worker.get("/letter/").fields("/letter/")["text"] == ""


def test_nothing_is_taken_without_a_look(house: House, worker: Worker) -> None:
    fields = ticked(look(worker))
    del fields["looked_birth_date"]
    refused = keep(worker, fields, 422)
    assert "Date of birth: tick that you looked at this, or change it." in refused.words
    changed = keep(worker, {**fields, "birth_date-year": "1985"})
    assert "are kept" in changed.words


def test_what_is_emptied_needs_no_tick(worker: Worker) -> None:
    fields = ticked(look(worker))
    del fields["looked_nhs_number"]
    assert "are kept" in keep(worker, {**fields, "nhs_number": ""}).words


def test_all_that_is_wrong_is_said_at_once(worker: Worker) -> None:
    page = look(worker, "Dear all, please see Ada.")
    refused = keep(worker, {**page.fields("/letter/look"), "email": "nobody"}, 422)
    for words in ("Enter the first name", "Enter the date of birth", "Choose who referred", "name@example.org"):
        assert words in refused.words


def test_somebody_on_the_caseload_is_asked_about(house: House, worker: Worker) -> None:
    keep(worker, ticked(look(worker)))
    second = ticked(look(worker, LETTER.replace("998 000 0015", "")))
    asked = keep(worker, second, 422)
    assert "Say whether this is somebody on the caseload." in asked.words
    known = next(
        node.get("value") or ""
        for node in asked.every("input")
        if node.get("name") == "who" and re.fullmatch(r"[0-9a-f-]{36}", node.get("value") or "")
    )
    refused = keep(worker, {**second, "who": known}, 422)
    assert "open referral for this service already" in refused.words
    assert "are kept" in keep(worker, {**second, "who": "new"}).words
    with open_session(house.settings, house.vault) as (session, _actor):
        assert len(session.scalars(select(Client.id).where(Client.family_name == "Quill")).all()) == 2


def test_without_a_letter_there_is_nothing_to_look_at(worker: Worker) -> None:
    assert "Paste the words of the letter" in worker.post("/letter/", {"text": " "}, expect=422).words
    assert worker.client.get("/letter/look").location == "/letter/"
    worker.post("/letter/", {"text": "x" * 20_001}, expect=422)


def test_a_pasted_letter_waits_on_today(worker: Worker) -> None:
    look(worker)
    assert "A pasted letter" in worker.get("/").words


@pytest.mark.parametrize(
    "hostile", ["<script data-evil>alert(1)</script>", "{{7*7}}", "=cmd|' /C calc'!A0", "\u202egnp"]
)
def test_a_hostile_letter_stays_words(worker: Worker, hostile: str) -> None:
    page = look(worker, f"Name: {hostile}, Ada\nReason for referral: {hostile}\n\n{hostile}")
    assert not [node for node in page.tree.iter() if "data-evil" in node.attrib]
    assert "49" not in page.words


def test_an_older_draft_of_a_letter_is_read_as_a_form_reads_it(house: House, worker: Worker) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, FORM, NEW, {"text": "Name: Ada\u202e Quill\x07"})
    shown = worker.get("/letter/look").answer.get_data(as_text=True)
    assert "Ada Quill" in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ("QUILL JONES, Ada", "Ada", "Quill Jones"),
        ("Ŵyn ap Siân, Llŷr", "Llŷr", "Ŵyn ap Siân"),
        ("Maria Ana SOUZA", "Maria Ana", "Souza"),
    ],
)
def test_a_name_of_more_than_two_words_keeps_its_parts(worker: Worker, written: str, given: str, family: str) -> None:
    fields = look(worker, f"Name: {written}\nReason for referral: lonely").fields()
    assert (fields["given_name"], fields["family_name"]) == (given, family)
