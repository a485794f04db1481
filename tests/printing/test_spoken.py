"""A plan read aloud: the words of its plain text, one sound, only where there is a voice, and nothing left behind."""

from __future__ import annotations

import io
import wave
from dataclasses import replace
from pathlib import Path

import pytest

from linkdesk.assessments.aloud.voice import VoiceFailed
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.printing.items import Paper
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from linkdesk.printing.spoken import LIMITS
from linkdesk.printing.spoken import SoundPaper
from linkdesk.printing.spoken import joined
from linkdesk.printing.spoken import spoken_lines
from linkdesk.printing.spoken import spoken_plan
from linkdesk.record.errors import RuleBroken
from tests.assessments.aloud.conftest import program  # noqa: F401 - a fixture
from tests.printing.samples import PLAN
from tests.printing.samples import SAM
from tests.printing.test_words import speech

pytestmark = pytest.mark.prints

PAPER = Paper(PLAN, SAM, print_options("text", speech=IN_PLAIN_ENGLISH), Item.PLAN)


def sound(frames: int, rate: int = 8000) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(b"\x01\x02" * frames)
    return made.getvalue()


def test_marks_of_a_list_are_not_said_and_long_lines_come_in_pieces() -> None:
    said = spoken_lines(f"- One\n\n---\n{'word ' * 200}\nPhone: 01632 960 001")
    assert said[0] == "One"
    assert said[-1] == "Phone: 01632 960 001"
    assert len(said) > 3
    assert max(map(len, said)) <= LIMITS.piece


def test_sounds_become_one_with_a_pause_after_each() -> None:
    with wave.open(io.BytesIO(joined([sound(100), sound(50)]))) as read:
        assert read.getnframes() == 150 + 2 * 3200
        assert read.readframes(1) == b"\x01\x02"
    for wrong in ([], [sound(10), sound(10, 16000)]):
        with pytest.raises(VoiceFailed):
            joined(wrong)


def test_a_plan_is_spoken_whole(program: Path) -> None:  # noqa: F811 - the fixture
    with wave.open(io.BytesIO(spoken_plan(PAPER))) as read:
        assert read.getnframes() > 1000
    heard = program.read_text()
    for words in ("Meet people at a garden group", "Phone Amina Testworker: 01632 960 001"):
        assert words in heard


def test_without_a_voice_or_too_long_nothing_is_made(program: Path) -> None:  # noqa: F811 - the fixture
    polish = replace(PAPER, options=replace(PAPER.options, speech=speech("pl")))
    with pytest.raises(VoiceFailed):
        spoken_plan(polish)
    endless = replace(PAPER, plan=replace(PLAN, if_harder="\n".join(["One more line."] * 200)))
    with pytest.raises(RuleBroken, match="too long for a sound file"):
        spoken_plan(endless)
    assert "--stdin" not in program.read_text()


def test_its_file_name_says_nothing_and_its_words_are_those_of_the_print() -> None:
    paper = SoundPaper(PAPER)
    assert paper.name == PAPER.name.replace(".txt", ".wav")
    assert paper.written()[0].encode() == PAPER.make()
    assert paper.options == PAPER.options
