"""A practice vault to look around in has two workers, a record kept apart and a paper; other sizes have one worker."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.application import verify_vault
from linkdesk.clients.models import Client
from linkdesk.clients.papers.safety import safe_paper
from linkdesk.clients.papers.service import LIMITS
from linkdesk.clients.reach.queries import apart_of
from linkdesk.desk import demo_team
from linkdesk.record.attachments import Attachment
from tests.furnished import House
from tests.furnished import make_practice
from tests.furnished import open_house


@pytest.fixture(scope="module")
def looked_around(tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("practice")
    make_practice(folder / "data", demo_team.FROM)
    return open_house(folder / "data", folder / "house")


def test_a_colleague_opens_it_with_the_same_passphrase_and_alone_finds_the_record_kept_apart(
    looked_around: House,
) -> None:
    assert verify_vault(looked_around.settings, looked_around.vault).faults == ()
    found = set(looked_around.ids(Client))
    looked_around.switch(demo_team.WORKER)
    (apart,) = set(looked_around.ids(Client)) - found
    with open_session(looked_around.settings, looked_around.vault) as (session, _actor):
        kept = apart_of(session, apart)
        assert kept is not None
        assert kept.named == (demo_team.WORKER,)
    looked_around.worker.get(f"/clients/{apart}")
    looked_around.switch()
    looked_around.worker.get(f"/clients/{apart}", expect=404)


def test_it_has_papers_and_a_letter_is_one_that_anybody_could_keep(looked_around: House) -> None:
    with open_session(looked_around.settings, looked_around.vault) as (session, _actor):
        assert session.scalars(select(Attachment.title)).all() == ["Letter from the surgery"] * 2
    assert safe_paper("Letter", demo_team.letter(), LIMITS).title == "Letter"


def test_a_small_vault_has_one_worker(house: House) -> None:
    assert house.vault.worker_names() == ("Robin Practice",)
