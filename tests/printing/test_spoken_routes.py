"""The plan as a sound file: only with a voice, only when it is safe, and then the copy is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.application import open_session
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.queries import client_record
from linkdesk.clients.service import add_client
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from linkdesk.printing.given.queries import copies_of
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.safe import Safe
from tests.assessments.aloud import stand_in
from tests.data import people

if TYPE_CHECKING:
    from pathlib import Path

    from linkdesk.printing.given.rules import CopyRecord
    from linkdesk.printing.given.rules import PrintRecord
    from tests.furnished import House

pytestmark = pytest.mark.prints


@dataclass
class Spoken:
    """Somebody with a plan, on a computer with a voice."""

    house: House
    client: UUID

    @property
    def path(self) -> str:
        return f"/clients/{self.client}/prints/plan-aloud"

    def kept(self) -> tuple[tuple[PrintRecord, ...], tuple[CopyRecord, ...]]:
        with open_session(self.house.settings, self.house.vault) as (session, _actor):
            return prints_of(session, self.client), copies_of(session, self.client)

    def keep_safe(self, line: str) -> None:
        with open_session(self.house.settings, self.house.vault) as (session, actor):
            version = client_record(session, self.client).version
            set_keep_safe(session, actor, SetKeepSafe(self.client, version, line))


@pytest.fixture
def spoken(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spoken:
    with open_session(house.settings, house.vault) as (session, actor):
        client_id = add_client(session, actor, people.new_client(1))
        start_plan(session, actor, StartPlan(client_id))
    stand_in.put(tmp_path / "voice")
    monkeypatch.setenv("PATH", str(tmp_path / "voice"))
    return Spoken(house, client_id)


def test_the_choice_is_there_only_with_a_voice(spoken: Spoken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker, prints = spoken.house.worker, spoken.path.removesuffix("/plan-aloud")
    assert spoken.path in [one.get("href") for one in worker.get(prints).every("a")]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "sound file" not in worker.get(prints).words
    assert worker.client.get(spoken.path).status_code == 404


def test_nothing_is_saved_before_somebody_says_that_it_is_safe(spoken: Spoken) -> None:
    worker = spoken.house.worker
    sent = worker.get(spoken.path).fields(f"{spoken.path}/save")
    for wrong in ({**sent, "safe": ""}, {**sent, "seal": "x"}, {"csrf_token": sent["csrf_token"], "safe": "yes"}):
        assert worker.client.post(f"{spoken.path}/save", data=wrong).status_code in {409, 422}
    assert spoken.kept() == ((), ())


def test_what_the_record_says_against_it_stands_first_and_not_while_somebody_is_beside(spoken: Spoken) -> None:
    spoken.keep_safe("Give no paper")
    worker = spoken.house.worker
    page = worker.get(spoken.path)
    assert "On record: Give no paper" in page.words
    assert "Yes: save" not in page.words
    assert "Safe this time: save the sound file…" in page.words
    worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/")
    assert "Give no paper" not in worker.get(spoken.path).words


def test_a_saved_file_is_kept_in_the_history_and_gives_the_copy_once(spoken: Spoken) -> None:
    worker = spoken.house.worker
    for _press in (1, 2):  # pressed twice: two files, one line
        sent = worker.get(spoken.path).fields(f"{spoken.path}/save")
        saved = worker.client.post(f"{spoken.path}/save", data=sent)
        assert saved.mimetype == "audio/wav"
        assert saved.data.startswith(b"RIFF")
        prints, copies = spoken.kept()
        assert [(one.item, one.way, one.safe) for one in prints] == [("plan-aloud", Way.SAVED, Safe.YES)]
        assert [one.how for one in copies] == [How.SENT]
    history = worker.get(f"/clients/{spoken.client}/printed").words
    assert "The plan as a sound file , version 1 Saved as a file." in history.replace("file, ", "file , ")


def test_who_thinks_better_of_it_in_the_window_gave_no_copy(spoken: Spoken, tmp_path: Path) -> None:
    worker, where = spoken.house.worker, tmp_path / "plan.wav"
    for place in (None, where):
        spoken.house.app.extensions["save_file"] = lambda _name, place=place: place
        worker.client.post(
            f"{spoken.path}/save", data=worker.get(spoken.path).fields(f"{spoken.path}/save"), follow_redirects=True
        )
        prints, copies = spoken.kept()
        assert (len(prints), len(copies)) == ((1, 1) if place else (0, 0))
    assert where.read_bytes().startswith(b"RIFF")
