"""Words that a person wrote are found by the words themselves."""

from __future__ import annotations

import pytest

from linkdesk.languages.own import OwnWords
from linkdesk.languages.own import folded
from linkdesk.languages.own import hash_of
from linkdesk.languages.speech import Speech
from linkdesk.languages.tongues import tongue


@pytest.mark.parametrize("same", ["I rest.", " I  rest ", "I rest", "\nI rest.\n\n"])
def test_spaces_and_the_last_stop_make_no_difference(same: str) -> None:
    assert hash_of(same) == hash_of("I rest.")
    assert folded(same) == "I rest"


@pytest.mark.parametrize("other", ["I rest?", "i rest.", "I rest\nI sleep", "", "I rest. I sleep."])
def test_anything_else_is_another_text(other: str) -> None:
    assert hash_of(other) != hash_of("I rest.")


def test_lines_are_kept_and_half_a_sign_is_hashed_too() -> None:
    assert folded("a\r\nb\n") == "a\nb"
    assert len(hash_of("\ud83c")) == 64


def test_a_speech_finds_them() -> None:
    polish = tongue("pl")
    assert polish is not None
    said = OwnWords("Odpoczywam.", "Ola Nowak")
    assert Speech(polish, own={hash_of("I rest."): said}).find_own("I rest") is said
    assert Speech(polish).find_own("I rest") is None
