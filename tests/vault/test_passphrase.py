"""Offered passphrases are drawn evenly; weak ones are refused with one plain sentence."""

from __future__ import annotations

from collections import Counter

import pytest

from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits
from linkdesk.vault.passphrase import check_passphrase
from linkdesk.vault.passphrase import strength_bits
from linkdesk.vault.passphrase import suggest_passphrase
from linkdesk.vault.passphrase import word_list
from tests.vault.conftest import HandClock


class CountingClock(HandClock):
    """Hands out every two-byte number in order."""

    def __init__(self) -> None:
        super().__init__()
        self.number = -1

    def random(self, size: int) -> bytes:
        self.number = (self.number + 1) % 2**16
        return self.number.to_bytes(size, "big")


def test_every_word_is_equally_likely() -> None:
    words = word_list()
    even = 2**16 - 2**16 % len(words)
    drawn = Counter(suggest_passphrase(CountingClock(), even).split())
    assert set(drawn) == set(words)
    assert set(drawn.values()) == {even // len(words)}


def test_numbers_past_the_even_span_are_drawn_again() -> None:
    clock = CountingClock()
    clock.number = 2**16 - 2  # the next number is past the span, then it starts anew
    assert suggest_passphrase(clock, 1) == word_list()[0]


def test_five_words_are_always_strong_enough(clock: HandClock) -> None:
    for _ in range(25):
        offered = suggest_passphrase(clock, Limits().passphrase_words)
        assert len(offered.split()) == 5
        check_passphrase(offered, ["Example Wellbeing", "Sam Example"], Limits())


@pytest.mark.parametrize(
    "weak",
    ["", "password", "Password1234!", "a" * 100, "linkdesk linkdesk", "Sam Example 2026", "qwertyuiop asdfghjkl"],
)
def test_a_guessable_passphrase_is_refused(weak: str) -> None:
    with pytest.raises(RuleBroken, match="could be guessed"):
        check_passphrase(weak, ["Sam Example"], Limits())


def test_words_of_the_organisation_count_for_nothing() -> None:
    assert strength_bits("Brackenhurst", ["Brackenhurst Trust"]) < strength_bits("Brackenhurst") / 2


def test_a_long_passphrase_is_taken_up_to_the_limit() -> None:
    check_passphrase("walnut lantern orbit pebble quiver " * 5, [], Limits())
    with pytest.raises(RuleBroken, match="longer than 200"):
        check_passphrase("walnut lantern " * 20, [], Limits())
