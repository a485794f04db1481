"""Between the pages of the first start everything is kept in memory, and dropped when it is done."""

from __future__ import annotations

import pytest

from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Settings
from linkdesk.vault.first_start import FirstStart
from linkdesk.vault.first_start import fresh_key
from linkdesk.vault.first_start import typed_back
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import Vault
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE
from tests.vault.conftest import HandClock


@pytest.fixture
def first(settings: Settings, clock: HandClock) -> FirstStart:
    return FirstStart(Vault(settings, clock))


def test_the_vault_is_made_when_the_key_comes_back(first: FirstStart, settings: Settings, clock: HandClock) -> None:
    assert len(first.offered.split()) == 5
    first.propose("Sam Example", PASSPHRASE)
    key = first.recovery
    assert key is not None
    assert not list(settings.data_dir.iterdir())
    worker_id = first.confirm(key.text)
    assert PASSPHRASE not in str(vars(first))
    assert first.recovery is None
    again = Vault(settings, clock)
    again.unlock(key)
    assert again.worker_id == worker_id


def test_another_offer_and_another_proposal(first: FirstStart) -> None:
    before = first.offered
    first.offer_another()
    assert first.offered != before
    first.propose("Sam Example", PASSPHRASE)
    earlier = first.recovery
    first.propose("Sam Example", OTHER)
    assert first.recovery != earlier


def test_nothing_is_made_of_a_wrong_or_missing_key(first: FirstStart, settings: Settings) -> None:
    with pytest.raises(RuleBroken, match="Start again"):
        first.confirm(RecoveryKey(bytes(16)).text)
    with pytest.raises(RuleBroken, match="guessed"):
        first.propose("Sam Example", "Sam Example")
    first.propose("Sam Example", PASSPHRASE)
    for typed, words in ((RecoveryKey(bytes(16)).text, "another recovery key"), ("nonsense", "You typed 8")):
        with pytest.raises(RuleBroken, match=words):
            first.confirm(typed)
    assert not list(settings.data_dir.iterdir())


def test_a_key_is_fresh_each_time_and_typed_back_as_shown(settings: Settings, clock: HandClock) -> None:
    vault = Vault(settings, clock)
    key = fresh_key(vault)
    assert key != fresh_key(vault)
    assert typed_back(key, key.text.lower()) == key
