"""A plan as a sound file, where a voice program is installed: the same words as its plain text, and nothing is kept."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.assessments.aloud.rules import pieces
from linkdesk.assessments.aloud.rules import plain
from linkdesk.assessments.aloud.voice import VoiceFailed
from linkdesk.assessments.aloud.voice import speak
from linkdesk.assessments.aloud.voice import voice_for
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Aloud

if TYPE_CHECKING:
    from linkdesk.printing.items import Paper
    from linkdesk.printing.rules import PrintOptions

LIMITS = Aloud()
MOST_PIECES = 150
"""So many pieces take about a minute to make; a plan that is longer is read together."""
PAUSE_SECONDS = 0.4
"""Silence after each line, so that one idea ends before the next begins."""
SOUND, SOUND_TITLE = "plan-aloud", "The plan as a sound file"
TOO_LONG = "This plan is too long for a sound file. Nothing was made. Print it, or read it aloud together."


@dataclass(frozen=True)
class SoundPaper:
    """All that the sound file of a plan is made from: its print as plain text."""

    plan: Paper

    @property
    def name(self) -> str:
        """A file name that says nothing about the person."""
        return f"{self.plan.name.removesuffix('.txt')}.wav"

    @property
    def options(self) -> PrintOptions:
        """How the words are set that are read."""
        return self.plan.options

    def make(self) -> bytes:
        """Return the WAV file; raises as `spoken_plan`."""
        return spoken_plan(self.plan)

    def written(self) -> tuple[str, ...]:
        """Return the words that will be heard."""
        return self.plan.written()


def has_voice(language: str) -> bool:
    """Say whether this computer has a voice for a language tag."""
    return bool(voice_for(language))


def spoken_lines(text: str) -> tuple[str, ...]:
    """Return what is said of a plain text, in pieces that the voice program takes; marks of a list are not said."""
    lines = (plain(line.lstrip("-• ")) for line in text.splitlines())
    return tuple(
        piece for line in lines if any(sign.isalnum() for sign in line) for piece in pieces(line, LIMITS.piece)
    )


def spoken_plan(paper: Paper) -> bytes:
    """Return a plan read aloud in the language of its print, as a WAV file.

    Args:
        paper: a plan in the format text.

    Raises:
        RuleBroken: it is too long.
        VoiceFailed: there is no voice for the language, or the voice program did not do its work.
    """
    voice = voice_for(paper.options.speech.tongue.tag)
    if not voice:
        raise VoiceFailed
    said = spoken_lines(paper.make().decode())
    if len(said) > MOST_PIECES:
        raise RuleBroken(TOO_LONG)
    return joined([speak(piece, voice) for piece in said])


def joined(sounds: list[bytes]) -> bytes:
    """Return WAV files one after the other as one file, with a pause after each.

    Raises:
        VoiceFailed: there is none, or they are not of one kind.
    """
    kinds: set[tuple[int, int, int]] = set()
    parts: list[bytes] = []
    for sound in sounds:
        with wave.open(io.BytesIO(sound)) as one:
            channels, width, rate = one.getnchannels(), one.getsampwidth(), one.getframerate()
            silence = (b"\x80" if width == 1 else b"\x00") * (channels * width * int(rate * PAUSE_SECONDS))
            kinds.add((channels, width, rate))
            parts += [one.readframes(one.getnframes()), silence]
    if len(kinds) != 1:
        raise VoiceFailed
    made = io.BytesIO()
    with wave.open(made, "wb") as writer:
        for setting, value in zip((writer.setnchannels, writer.setsampwidth, writer.setframerate), *kinds, strict=True):
            setting(value)
        writer.writeframes(b"".join(parts))
    return made.getvalue()
