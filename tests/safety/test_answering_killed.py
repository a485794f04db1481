"""A client answers while LinkDesk is killed: nothing kept is lost, and the talk goes on at the same question."""

from __future__ import annotations

import os
import random
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.application import verify_vault
from linkdesk.assessments import library
from linkdesk.assessments import queries
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.models import Client
from linkdesk.record.clock import SystemClock
from linkdesk.vault.lock import Vault
from tests.furnished import PASSPHRASE
from tests.furnished import cheap_settings
from tests.safety.answering import LONGEST_LIFE
from tests.safety.answering import Desk
from tests.safety.answering import Told
from tests.safety.answering import answer_until_killed

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from linkdesk.assessments.flow import Talk

pytestmark = pytest.mark.safety

KILLS = int(os.environ.get("LINKDESK_KILLS", "3"))


@pytest.fixture
def data(practice: Path, tmp_path: Path) -> Path:
    return shutil.copytree(practice, tmp_path / "data")


def _opened(data: Path) -> Vault:
    vault = Vault(cheap_settings(data), SystemClock())
    vault.unlock(PASSPHRASE)
    return vault


@pytest.fixture
def talk_id(data: Path) -> UUID:
    vault = _opened(data)
    with open_session(cheap_settings(data), vault) as (session, actor):
        client = session.query(Client.id).order_by(Client.created_at, Client.id).first()
        assert client is not None
        made = start_assessment(session, actor, StartAssessment(client[0], WHAT_MATTERS, Setting.CLIENT))
    vault.lock()
    return made


def _kept(data: Path, talk_id: UUID) -> Talk:
    """Return the talk as it lies in the store, after the whole of it was checked."""
    vault = _opened(data)
    try:
        assert verify_vault(cheap_settings(data), vault).faults == ()
        with open_session(cheap_settings(data), vault) as (session, _actor):
            return queries.talk(session, talk_id)
    finally:
        vault.lock()


@pytest.mark.long
def test_killed_while_a_client_answers_the_same_question_comes_back(data: Path, talk_id: UUID) -> None:
    source = random.Random()  # noqa: S311 - moments and words, not secrets
    told = Told()
    talk = f"/assessments/{talk_id}"
    for _kill in range(KILLS):
        desk = Desk.start(data, PASSPHRASE)
        try:
            url, page = desk.post(f"{talk}/turn", {})
            if told.answered:
                kept = _words(told, url)
                assert kept is None or kept in page
            told.pending = None
            answer_until_killed(desk, talk, told, source.uniform(0.2, LONGEST_LIFE), source)
        finally:
            if desk.process.poll() is None:
                desk.kill()
        found = _kept(data, talk_id)
        assert told.faults(found) == []
        assert not found.finished
        told.values = {name: value for name, value in found.values.items() if value is not None}
        told.page = found.here
    sys.stdout.write(f"{KILLS} kills, {told.answered} answers, none lost\n")
    assert told.answered > KILLS, "answers must have been given between the kills"


def _words(told: Told, url: str) -> str | None:
    """Return the words that must stand on the page the talk came back to; none where cards are chosen there."""
    number = url.rpartition("/")[2]
    assert number == str(told.page) or (url.endswith("/answers") and told.page > len(library.forms()[0].questions))
    question = library.form(WHAT_MATTERS).at(told.page)
    value = told.values.get(question.link_id) if question else None
    return value if isinstance(value, str) and value.startswith("Zaunkönig") else None


def test_a_lost_answer_would_be_found(data: Path, talk_id: UUID) -> None:
    found = _kept(data, talk_id)
    assert Told().faults(found) == []
    assert Told(values={"hopes": "Zaunkönig 1"}).faults(found) == ["hopes: None, told 'Zaunkönig 1'"]
    assert Told(page=4).faults(found) == ["stands on 1, told 4"]
    assert Told(values={"hopes": "old"}, pending=("hopes", None, 1)).faults(found) == []
