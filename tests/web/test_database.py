"""The pages use the vault's own key at call time, through a pool that threads can share."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.pool import QueuePool

from linkdesk.record.errors import VaultLocked
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import db
from linkdesk.web.database import session
from tests.furnished import House


def test_the_pool_is_a_queue_under_flask_too(house: House) -> None:
    """Trap 2: without a file name in the address Flask-SQLAlchemy forces one shared connection."""
    with house.app.app_context():
        assert type(db.engine.pool) is QueuePool
        assert db.engine.url.database == str(house.settings.vault_file)


def test_a_locked_vault_gives_no_connection(house: House) -> None:
    with house.app.app_context():
        assert session().scalar(text("SELECT count(*) FROM client")) == 6
        session().remove()  # type: ignore[attr-defined]  # the scoped session of Flask-SQLAlchemy
        house.vault.lock()
        with pytest.raises(VaultLocked):
            session().scalar(text("SELECT 1"))
        with pytest.raises(VaultLocked):
            current_actor()


def test_the_day_is_the_one_of_the_vaults_clock(house: House) -> None:
    with house.app.app_context():
        assert current_day() == house.vault.clock.now().astimezone().date()


def test_twelve_threads_read_at_once(house: House) -> None:
    statuses: list[int] = []

    def look() -> None:
        client = house.app.test_client()
        for _ in range(10):
            with client.get("/clients/") as answer:
                statuses.append(answer.status_code)

    threads = [threading.Thread(target=look) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 120
