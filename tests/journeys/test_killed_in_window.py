"""The whole “My life” is answered in the real window, killed at random moments: nothing is lost, it goes on there.

`LINKDESK_KILLS=20` is the long form: every area of life, over as many talks as it takes. `LINKDESK_SEED` repeats a run.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from functools import partial
from typing import TYPE_CHECKING
from typing import TypeVar
from uuid import UUID

import pytest

from linkdesk.application import open_session
from linkdesk.application import verify_vault
from linkdesk.assessments import queries
from linkdesk.assessments.areas.queries import waiting_in
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.rules import AskWaiting
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import ask_waiting
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.models import Client
from linkdesk.record.clock import SystemClock
from linkdesk.vault.lock import Vault
from tests.furnished import PASSPHRASE
from tests.furnished import cheap_settings
from tests.journeys.answering import Told
from tests.journeys.answering import answer_to_the_end
from tests.journeys.answering import answer_until_killed
from tests.journeys.answering import shown_faults
from tests.journeys.answering import unlock_and_turn
from tests.journeys.window import real_window

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from linkdesk.assessments.flow import Talk
    from linkdesk.record.session import Actor

pytestmark = pytest.mark.window

_T = TypeVar("_T")

KILLS = int(os.environ.get("LINKDESK_KILLS", "3"))
SEED = int(os.environ.get("LINKDESK_SEED", "2026"))
WHOLE = KILLS > 3
PAGES = 50 if WHOLE else 10
"""About so many questions are asked; the kills are spread over them."""


class Store:
    """The vault, opened only while no window has it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.settings = cheap_settings(data)

    def ask(self, what: Callable[[Session, Actor], _T]) -> _T:
        """Return what is asked of the store, after the whole of it was checked."""
        vault = Vault(self.settings, SystemClock())
        vault.unlock(PASSPHRASE)
        try:
            assert verify_vault(self.settings, vault).faults == ()
            with open_session(self.settings, vault) as (session, actor):
                return what(session, actor)
        finally:
            vault.lock()

    def talk(self, talk_id: UUID) -> Talk:
        """Return the talk as it is kept."""
        return self.ask(lambda session, _actor: queries.talk(session, talk_id))


@pytest.fixture
def store(practice: Path, tmp_path: Path) -> Store:
    return Store(shutil.copytree(practice, tmp_path / "data"))


def _first(session: Session, actor: Actor) -> UUID:
    client = session.query(Client.id).order_by(Client.created_at, Client.id).first()
    assert client is not None
    return start_assessment(session, actor, StartAssessment(client[0], MY_LIFE, Setting.CLIENT))


def _talks(store: Store) -> Iterator[UUID]:
    """Yield the talk, and in the long form one more as long as areas wait; each is answered before the next."""
    talk_id = store.ask(_first)
    yield talk_id
    while WHOLE and store.ask(partial(_left, talk_id)):
        talk_id = store.ask(partial(_go_on, talk_id))
        yield talk_id


def _left(talk_id: UUID, session: Session, _actor: Actor) -> bool:
    return bool(waiting_in(session, talk_id).asks)


def _go_on(talk_id: UUID, session: Session, actor: Actor) -> UUID:
    return ask_waiting(session, actor, AskWaiting(talk_id, Setting.CLIENT, ONLY_US))


def test_my_life_is_answered_in_the_window_and_killed_on_the_way(store: Store, tmp_path: Path) -> None:
    source = random.Random(SEED)  # noqa: S311 - moments and words, not secrets
    kills = answered = talks = 0
    for talk_id in _talks(store):
        talks += 1
        told, talk = Told(), store.talk(talk_id)
        told.resume(talk)
        while not talk.finished:
            log = tmp_path / f"log-{talks}-{kills}.txt"
            with real_window("tests.journeys.program", "run", str(store.data), log=log) as (page, program):
                unlock_and_turn(page, talk_id)
                assert shown_faults(page, talk) == []
                if kills < KILLS:
                    most = max(1, (PAGES - answered - told.answered) * 2 // (KILLS - kills + 1))
                    answer_until_killed(page, program, talk, told, source, source.randint(0, most))
                    kills += 1
                else:
                    answer_to_the_end(page, talk, told, source)
            talk = store.talk(talk_id)
            assert told.faults(talk) == [], f"seed {SEED}, kill {kills}"
            told.resume(talk)
        answered += told.answered
    sys.stdout.write(f"seed {SEED}: {kills} kills, {talks} talks, {answered} answers, none lost\n")
    assert kills == KILLS
    assert answered > KILLS


def test_a_lost_answer_would_be_found(store: Store) -> None:
    talk = store.talk(store.ask(_first))
    assert Told().faults(talk) == []
    assert Told(values={"good-proud": "A"}).faults(talk) == ["good-proud: None, told 'A'"]
    assert Told(page=3).faults(talk) == ["stands on 1, told 3"]
    assert Told(asked="good-proud", goal="B", values={}).faults(talk) == []
    half = Told(values={"good-at": ("cook", "fix")}, asked="good-at", goal=("cook", "music"))
    assert half.faults(talk) == [], "cards of the question under way may be kept one by one"
    assert Told(values={"good-at": ("cook",)}, asked="areas", goal=("home",)).faults(talk) != []
