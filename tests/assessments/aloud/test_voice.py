"""The voice program: found or not, asked with a list of arguments, bounded in time, never told too much."""

from __future__ import annotations

import io
import shutil
import wave
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.aloud.voice import LIMITS
from linkdesk.assessments.aloud.voice import VoiceFailed
from linkdesk.assessments.aloud.voice import speak
from linkdesk.assessments.aloud.voice import voice_for
from tests.assessments.aloud import stand_in

if TYPE_CHECKING:
    from pathlib import Path

INSTALLED = shutil.which("espeak-ng")


@pytest.mark.parametrize(
    ("language", "voice"),
    [("en-GB", "en-gb"), ("en-US", "en"), ("en", "en"), ("cy", "cy"), ("ur-PK", "ur"), ("so", ""), ("pl", "")],
)
def test_a_voice_is_found_for_a_language_or_none(program: Path, language: str, voice: str) -> None:
    assert voice_for(language) == voice
    assert "--voices" in program.read_text()


def test_without_the_program_there_is_no_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert voice_for("en-GB") == ""
    with pytest.raises(VoiceFailed):
        speak("Hello", "en-gb")


def test_the_words_go_through_a_pipe_and_sound_comes_back(program: Path) -> None:
    with wave.open(io.BytesIO(speak("My cat; rm -rf $HOME", "en-gb"))) as read:
        assert read.getnframes() > 0
    arguments, words = program.read_text().splitlines()
    assert "cat" not in arguments, "nothing of a client stands in the list of processes"
    assert "--stdin" in arguments
    assert words == "My cat; rm -rf $HOME"


@pytest.mark.parametrize("mode", ["slow", "broken", "noise"])
def test_a_program_that_does_not_do_its_work_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    stand_in.put(tmp_path / mode, mode)
    monkeypatch.setenv("PATH", str(tmp_path / mode))
    with pytest.raises(VoiceFailed):
        speak("Hello", "en-gb", replace(LIMITS, seconds=1 if mode == "slow" else 30))


def test_too_much_at_once_and_a_strange_voice_are_refused(program: Path) -> None:
    for text, voice in (("x" * (LIMITS.piece + 1), "en"), ("Hello", "--load"), ("Hello", "en;x")):
        with pytest.raises(VoiceFailed):
            speak(text, voice)
    with pytest.raises(VoiceFailed):
        speak("Hello", "en-gb", replace(LIMITS, wav_bytes=10))
    assert program.read_text().count("--stdin") == 1


@pytest.mark.skipif(INSTALLED is None, reason="not run here: espeak-ng is not installed on this machine")
def test_the_real_program_speaks_english() -> None:
    with wave.open(io.BytesIO(speak("Hello", voice_for("en-GB")))) as read:
        assert read.getnframes() > 1000
