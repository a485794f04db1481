"""The pages that add and change a client."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from linkdesk.clients import queries
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.service import add_client
from linkdesk.clients.service import change_client
from linkdesk.record.audit import ReadEntry
from linkdesk.record.drafts import list_drafts
from linkdesk.record.drafts import save_draft
from linkdesk.web.pages import BESIDE
from tests.data import people
from tests.small_app import actor_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.vault.lock import Vault
    from tests.pages import Worker

NEW = "/clients/new"
PERSON = {
    "given_name": "Zoë",
    "family_name": "Ng",
    "birth_date-day": "3",
    "birth_date-month": "February",
    "birth_date-year": "1950",
}


def sent(worker: Worker, path: str, words: dict[str, str]) -> tuple[int, str]:
    """Post and return status and address, without following it."""
    answer = worker.client.post(path, data={"csrf_token": worker.token(NEW), **words})
    return answer.status_code, answer.headers.get("Location", "")


def test_a_client_is_added_with_names_and_date_of_birth(worker: Worker, store: Session) -> None:
    status, where = sent(worker, NEW, PERSON)
    assert status == 303
    record = queries.client_record(store, uuid.UUID(where.rsplit("/", 1)[1]))
    assert (record.given_name, record.family_name) == ("Zoë", "Ng")


def test_what_is_wrong_is_shown_and_nothing_typed_is_lost(worker: Worker, store: Session) -> None:
    page = worker.post(NEW, {**PERSON, "postcode": "LEEDS", "preferred_name": "<b>Zo"}, expect=422, token_from=NEW)
    assert "Enter a full UK postcode" in page.words
    assert page.fields()["preferred_name"] == "<b>Zo"
    assert page.fields()["birth_date-month"] == "February"
    assert queries.caseload(store).total == 0


def test_a_date_of_birth_in_the_future_is_refused(worker: Worker) -> None:
    page = worker.post(NEW, {**PERSON, "birth_date-year": "2026", "birth_date-month": "12"}, expect=422, token_from=NEW)
    assert "cannot be in the future" in page.words


def test_a_likeness_warns_but_never_stops(worker: Worker, store: Session) -> None:
    sent(worker, NEW, PERSON)
    page = worker.post(NEW, PERSON, expect=422, token_from=NEW)
    assert "Are they on the caseload already?" in page.words
    assert "the same name and date of birth" in page.words
    status, _ = sent(worker, NEW, {**PERSON, "not_the_same": "y"})
    assert status == 303
    assert queries.caseload(store).total == 2


def test_a_likeness_is_said_while_typing(worker: Worker, store: Session) -> None:
    sent(worker, NEW, PERSON)
    headers = {"X-CSRFToken": worker.token(NEW)}
    typed = {**PERSON, "nhs_number": "", "given_name": ""}
    answer = worker.client.post("/clients/alike", json=typed, headers=headers).get_json()
    assert answer["words"] == "Are they on the caseload already?"
    assert [row["url"] for row in answer["rows"]] == [f"/clients/{queries.caseload(store).rows[0].client_id}"]
    assert answer["rows"][0]["words"].endswith(": the same family name and date of birth")
    for nothing in ({}, ["x"], {"family_name": PERSON["family_name"]}):
        answer = worker.client.post("/clients/alike", json=nothing, headers=headers).get_json()
        assert answer == {"words": "", "rows": []}
    page = worker.get(NEW)
    assert [form.get("data-alike") for form in page.every("form") if form.get("data-alike")] == ["/clients/alike"]
    assert queries.caseload(store).total == 1, "it warns and changes nothing"


def test_while_someone_is_beside_nobody_else_is_named(worker: Worker, vault: Vault) -> None:
    sent(worker, NEW, PERSON)
    worker.client.application.extensions[BESIDE] = {actor_of(vault).worker_id}
    page = worker.post(NEW, PERSON, expect=422, token_from=NEW)
    assert "Somebody on the caseload is like this person." in page.words
    assert "born 3 February 1950" not in page.words
    assert [a for a in page.every("a") if re.fullmatch(r"/clients/[0-9a-f-]{36}", a.get("href", ""))] == []
    headers = {"X-CSRFToken": worker.token(NEW)}
    answer = worker.client.post("/clients/alike", json=PERSON, headers=headers).get_json()
    assert [(row["url"], row["name"]) for row in answer["rows"]] == [("", "")]
    assert "Switch off" in answer["rows"][0]["words"]


def added(vault: Vault, store: Session, number: int = 1) -> str:
    return f"/clients/{add_client(store, actor_of(vault), people.new_client(number))}/change"


def test_a_change_starts_from_the_record(worker: Worker, vault: Vault, store: Session) -> None:
    path = added(vault, store)
    page = worker.get(path)
    assert "likes to be called" not in page.words
    assert "Born 2 February 1931" in page.words
    fields = page.fields()
    assert (fields["family_name"], fields["town"], fields["version"]) == ("O’Testly", "Testham", "1")
    status, where = sent(worker, path, {**fields, "town": "Elsewhere"})
    assert status == 303
    record = queries.client_record(store, uuid.UUID(where.rsplit("/", 1)[1]))
    assert (record.town, record.version) == ("Elsewhere", 2)
    assert record.needs == people.client(1).needs


def test_opening_a_change_leaves_one_trace(worker: Worker, vault: Vault, store: Session) -> None:
    path = added(vault, store)
    worker.get(path)
    assert [entry.kind for entry in store.query(ReadEntry)] == ["client"]


def test_a_stale_page_shows_both_texts_and_can_be_saved_again(worker: Worker, vault: Vault, store: Session) -> None:
    path = added(vault, store)
    fields = worker.get(path).fields()
    client_id = uuid.UUID(path.split("/")[2])
    change_client(
        store, actor_of(vault), ChangeClient(client_id=client_id, version=1, **people.details(1, town="Theirs"))
    )
    page = worker.post(path, {**fields, "town": "Mine"}, expect=409, token_from=NEW)
    assert "Town Theirs Mine" in page.words
    assert page.fields()["town"] == "Mine"
    assert queries.client_record(store, client_id).town == "Theirs"
    store.rollback()
    assert sent(worker, path, page.fields())[0] == 303
    assert queries.client_record(store, client_id).town == "Mine"


def test_a_draft_is_shown_again_then_saved_or_thrown_away(worker: Worker, vault: Vault, store: Session) -> None:
    actor = actor_of(vault)
    path = added(vault, store)
    client_id = path.split("/")[2]
    for page_path, subject in ((NEW, "new"), (path, client_id)):
        save_draft(store, actor, "client", subject, {"given_name": "Half", "needs_first": "796161000000101"})
        page = worker.get(page_path)
        assert "not saved yet" in page.words
        assert page.fields(action=None)["given_name"] == "Half"
        assert sent(worker, f"{page_path}/forget", {}) == (303, page_path)
        assert "not saved yet" not in worker.get(page_path).words
    save_draft(store, actor, "client", "new", {"given_name": "Half"})
    sent(worker, NEW, PERSON)
    assert list_drafts(store, actor, 10) == ()


def test_a_client_who_is_not_there_is_not_found(worker: Worker) -> None:
    worker.get(f"/clients/{uuid.uuid4()}/change", expect=404)
    assert sent(worker, f"/clients/{uuid.uuid4()}/change/forget", {})[0] == 404


def test_what_only_the_service_refuses_is_said_on_the_same_page(worker: Worker, store: Session) -> None:
    many = "\n".join(f"need {number}" for number in range(41))
    page = worker.post(NEW, {**PERSON, "own_needs": many}, expect=422, token_from=NEW)
    assert "There are too many needs" in page.words
    assert page.fields()["own_needs"].split() == many.split()
    assert queries.caseload(store).total == 0


def test_a_change_that_is_wrong_keeps_the_words(worker: Worker, vault: Vault, store: Session) -> None:
    path = added(vault, store)
    page = worker.post(path, {**worker.get(path).fields(), "given_name": ""}, expect=422, token_from=NEW)
    assert "Enter the first name" in page.words
    assert page.fields()["family_name"] == "O’Testly"
