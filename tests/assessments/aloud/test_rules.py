"""Words in short pieces, and a WAV file whose sizes are true."""

from __future__ import annotations

import io
import struct
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.assessments.aloud.rules import name_of
from linkdesk.assessments.aloud.rules import pieces
from linkdesk.assessments.aloud.rules import plain
from linkdesk.assessments.aloud.rules import whole_wav


@given(st.text(max_size=400), st.integers(min_value=5, max_value=60))
def test_no_word_is_lost_and_no_piece_is_longer(text: str, most: int) -> None:
    found = pieces(text, most)
    assert all(0 < len(piece) <= most for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_sentences_stay_whole_where_they_fit() -> None:
    assert pieces("I am here.  You are\nthere. We go.", 25) == ("I am here. You are there.", "We go.")
    assert pieces("", 25) == ()


def test_a_name_says_nothing_of_the_words() -> None:
    assert name_of("My cat") == name_of("My cat") != name_of("My dog")
    assert "cat" not in name_of("My cat")
    assert plain("  My \n cat ") == "My cat"


def wav(sound: bytes, told: int | None = None) -> bytes:
    form = struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)
    size = len(sound) if told is None else told
    head = b"RIFF" + struct.pack("<I", size) + b"WAVEfmt " + struct.pack("<I", 16) + form
    return head + b"data" + struct.pack("<I", size) + sound


@pytest.mark.parametrize("told", [None, 0x7FFFF000, 0xFFFFFFFF])
def test_a_size_that_nobody_knew_is_put_right(told: int | None) -> None:
    with wave.open(io.BytesIO(whole_wav(wav(b"\1\2" * 50, told)))) as read:
        assert read.readframes(1000) == b"\1\2" * 50


@pytest.mark.parametrize("raw", [b"", b"RIFF", b"RIFF\0\0\0\0WAVE", wav(b""), b"x" * 100, wav(b"ab")[:30]])
def test_what_is_no_sound_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="WAV"):
        whole_wav(raw)
