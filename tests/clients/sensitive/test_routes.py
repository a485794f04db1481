"""Sensitive answers are on their own page only; and no output shows sex and gender together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.person import StatedGender
from linkdesk.clients.person import words
from linkdesk.clients.queries import client_record
from linkdesk.clients.sensitive.rules import QUESTIONS
from linkdesk.clients.sensitive.rules import Said
from linkdesk.clients.sensitive.rules import Topic
from linkdesk.exchange.items import export
from linkdesk.printing.items import print_item
from linkdesk.record.audit import ReadEntry
from tests.furnished import House

if TYPE_CHECKING:
    from uuid import UUID

MARK = "zzsecretzz"
GENDER = words(StatedGender.INDETERMINATE)


def turn_on(house: House, *topics: Topic) -> None:
    """Ask some topics: the page of Settings sends one tick a name, so all go in one post."""
    worker = house.worker
    form = {**worker.get("/settings/sensitive").fields()}
    sent = {**form, "csrf_token": worker.token("/settings/sensitive"), "asked": [topic.value for topic in topics]}
    assert worker.client.post("/settings/sensitive", data=sent).status_code == 303


def answered(house: House, topic: Topic, **fields: str) -> tuple[str, str]:
    """Answer a question for the first client; return the client's page and the question's."""
    turn_on(house, *Topic)
    client = f"/clients/{house.ids(Client)[0]}"
    path = f"{client}/sensitive/{topic.value}"
    house.worker.fill(path, {"words": MARK, **fields}, action=path)
    return client, path


def test_nothing_is_asked_until_the_work_needs_it(house: House) -> None:
    worker = house.worker
    client = f"/clients/{house.ids(Client)[0]}"
    assert "asks none of these" in worker.get(f"{client}/sensitive").words
    worker.get(f"{client}/sensitive/religion", expect=404)
    turn_on(house, Topic.RELIGION)
    assert "Religion or belief Not asked" in worker.get(f"{client}/sensitive").words
    worker.get(f"{client}/sensitive/drugs", expect=404)
    page = worker.get(f"{client}/sensitive/religion").words
    assert f"Why we ask: {QUESTIONS[Topic.RELIGION].why}" in page
    assert "I do not want to say" in page


def test_not_to_say_is_kept_as_an_answer(house: House) -> None:
    worker = house.worker
    client, path = answered(house, Topic.RELIGION, choice=Said.NOT_SAID.value, words="")
    assert "Religion or belief Does not want to say" in worker.get(f"{client}/sensitive").words
    assert worker.get(path).fields(action=path)["choice"] == Said.NOT_SAID.value


def test_the_answer_stands_on_its_page_alone(house: House, tmp_path: Path) -> None:
    client, path = answered(house, Topic.OFFENDING)
    worker = house.worker
    assert worker.get(path).fields(action=path)["words"] == MARK
    for page in every_page(house, house.ids(Client)[0]):
        if page != path:
            assert MARK not in worker.get(page).answer.get_data(as_text=True), page
    headers = {"X-CSRFToken": worker.token("/clients/")}
    found = worker.client.post("/clients/search", json={"search": MARK}, headers=headers).get_json()
    assert found["rows"] == []
    assert MARK not in files(house, tmp_path)
    assert client in path


def test_looking_is_in_the_log_and_someone_beside_sees_nothing(house: House) -> None:
    client, path = answered(house, Topic.DRUGS)
    worker = house.worker
    with open_session(house.settings, house.vault) as (session, _actor):
        before = session.query(ReadEntry).filter_by(kind="sensitive").count()
    worker.get(path)
    with open_session(house.settings, house.vault) as (session, _actor):
        assert session.query(ReadEntry).filter_by(kind="sensitive").count() == before + 1
    worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/")
    for page in (path, f"{client}/sensitive"):
        shown = worker.get(page).answer.get_data(as_text=True)
        assert MARK not in shown
        assert "Drugs" not in shown


def test_an_answer_can_be_taken_away(house: House) -> None:
    worker = house.worker
    client, path = answered(house, Topic.RELIGION)
    page = worker.get(path)
    remove = f"{path}/remove"
    stale = worker.post(remove, {"version": "9"}, expect=409, token_from=path)
    assert "Someone saved this page" in stale.words
    worker.post(remove, page.fields(action=remove), token_from=path)
    assert "Religion or belief Not asked" in worker.get(f"{client}/sensitive").words
    worker.post(remove, {"version": "0"}, expect=404, token_from="/")


def test_what_is_wrong_or_stale_stays_typed(house: House) -> None:
    worker = house.worker
    _client, path = answered(house, Topic.IMMIGRATION, choice="7")
    empty = worker.fill(path, {"words": "", "choice": "told"}, action=path, expect=422)
    assert "Choose an answer or write it in their words." in empty.words
    day = {"started_on-day": "1", "started_on-month": "13", "started_on-year": "2020"}
    assert worker.fill(path, day, action=path, expect=422).fields(action=path)["started_on-month"] == "13"
    old = worker.fill(path, {"words": "Mine", "version": "9"}, action=path, expect=409)
    assert f"On record now Refugee {MARK}" in old.words
    again = old.fields(action=path)
    assert again["words"] == "Mine"
    worker.post(path, again)
    assert worker.get(path).fields(action=path)["words"] == "Mine"


def test_the_setting_is_the_administrators_and_shows_a_stale_page(house: House) -> None:
    worker = house.worker
    page = worker.fill("/settings/sensitive", {"asked": "sex", "version": "9"}, expect=409)
    assert "Someone saved this page" in page.words
    assert worker.fill("/settings/sensitive", {"asked": "shoe-size"}, expect=422).words
    worker.post("/settings/sensitive", page.fields())
    assert worker.get("/settings/sensitive").fields()["asked"] == "sex"


NEED_MORE = {"merging.compare", "sound.preview"}
"""These need another client, or a plan: the sound file holds the plan's own text and nothing of the record."""


def every_page(house: House, client: UUID) -> list[str]:
    """Return the address of every page about a client that needs no other id."""
    rules = [
        rule
        for rule in house.app.url_map.iter_rules()
        if rule.arguments == {"client_id"}
        and rule.endpoint not in NEED_MORE
        and "GET" in (rule.methods or ())
        and rule.rule.startswith("/clients/")
    ]
    asks = [f"/clients/{client}/sensitive/{topic.value}" for topic in Topic]
    return [rule.rule.replace("<uuid:client_id>", str(client)) for rule in rules] + asks


def files(house: House, folder: Path) -> str:
    """Return everything that leaves by default, as one text."""
    client = house.ids(Client)[0]
    (folder / "out").mkdir()
    with open_session(house.settings, house.vault) as (session, actor):
        for kind in ("fhir", "csv"):
            export(session, actor, kind, client, folder / "out" / kind)
    return "\n".join(path.read_text("utf-8") for path in (folder / "out").rglob("*") if path.is_file())


@pytest.mark.usefixtures("house")
def test_no_page_print_or_file_shows_sex_and_gender_together(house: House, tmp_path: Path) -> None:
    """Gender Recognition Act 2004, section 22: the two together can give a gender history away."""
    worker = house.worker
    client, path = answered(house, Topic.SEX, choice="male")
    said = {"gender": StatedGender.INDETERMINATE.value, "pronouns": "zzthemzz", "title": "Mzz"}
    worker.fill(f"{client}/change", said)
    with open_session(house.settings, house.vault) as (session, _actor):
        assert client_record(session, house.ids(Client)[0]).gender is StatedGender.INDETERMINATE
    shows_sex, shows_gender = [], []
    for page in every_page(house, house.ids(Client)[0]):
        shown = worker.get(page).answer.get_data(as_text=True)
        shows_sex += [page] if MARK in shown else []
        shows_gender += [page] if GENDER in shown else []
    assert shows_sex == [path]
    own = worker.get(path).answer.get_data(as_text=True)
    assert "zzthemzz" not in own
    assert "Mzz" not in own
    assert "zzthemzz" in worker.get(client).words
    assert {client, f"{client}/change", f"{client}/history"} <= set(shows_gender)
    assert not set(shows_sex) & set(shows_gender)
    left = files(house, tmp_path)
    assert MARK not in left
    assert '"gender":' in left.replace('"gender" :', '"gender":')
    with open_session(house.settings, house.vault) as (session, actor):
        for plan_client in house.ids(Client):
            try:
                made, _name = print_item(session, actor, "plan", plan_client, format="text")
            except Exception:  # noqa: BLE001, S112 - a client without a plan has no print
                continue
            text = made.decode()
            assert MARK not in text
            assert GENDER not in text
