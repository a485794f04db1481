"""The voice program of this computer: espeak-ng, run as a program of its own and never as a part of LinkDesk.

It is under the GNU General Public Licence 3, so it is neither shipped nor loaded; where somebody installed it, it is
asked. What it reads goes in through a pipe and what it says comes back through one: no word of a client stands in
the list of processes or on the disk.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from http import HTTPStatus

from linkdesk.assessments.aloud.rules import whole_wav
from linkdesk.record.errors import LinkDeskError
from linkdesk.settings import Aloud

PROGRAM = "espeak-ng"
LIMITS = Aloud()

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_ALSO = re.compile(r"\(([a-z0-9-]+) \d+\)")
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "ESPEAK_DATA_PATH", "SYSTEMROOT", "TEMP", "TMP")
"""All that the program is told of ours: a packed LinkDesk's own library path would lead it astray."""


class VoiceFailed(LinkDeskError):  # noqa: N818
    """LinkDesk cannot read this aloud now. Nothing was lost. You can read it together."""

    status = HTTPStatus.NOT_FOUND


def voice_for(language: str) -> str:
    """Return the name of the voice for a language tag, or an empty text where there is none or no program."""
    program = shutil.which(PROGRAM)
    return _best(language.lower(), _voices(program)) if program else ""


def speak(text: str, voice: str, limits: Aloud = LIMITS) -> bytes:
    """Return a text as a WAV file.

    Raises:
        VoiceFailed: there is no such program any more, it took too long, or what it said is no sound.
    """
    program = shutil.which(PROGRAM)
    if program is None or len(text) > limits.piece or not _LANGUAGE.fullmatch(voice):
        raise VoiceFailed
    arguments = [program, "-v", voice, "-s", str(limits.words_a_minute), "-b", "1", "--stdin", "--stdout"]
    said = _run(arguments, text, limits.seconds)
    if len(said) > limits.wav_bytes:
        raise VoiceFailed
    try:
        return whole_wav(said)
    except ValueError:
        raise VoiceFailed from None


def _run(arguments: list[str], text: str, seconds: int) -> bytes:
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own list of arguments, never a shell; the text goes through a pipe
            arguments,
            input=text.encode(),
            capture_output=True,
            timeout=seconds,
            check=True,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        raise VoiceFailed from None
    return done.stdout


@cache
def _voices(program: str) -> tuple[str, ...]:
    """Return the languages the program speaks, asked once a run; a program that does not answer speaks none."""
    try:
        listed = _run([program, "--voices"], "", LIMITS.seconds).decode(errors="replace")
    except VoiceFailed:
        return ()
    found: dict[str, None] = {}
    for line in listed.splitlines()[1:]:
        columns = line.split()
        found.update(dict.fromkeys([*columns[1:2], *_ALSO.findall(line)]))
    return tuple(name for name in found if _LANGUAGE.fullmatch(name))


def _best(language: str, voices: tuple[str, ...]) -> str:
    """Return the voice for exactly this tag, else for its language, else of another region of it."""
    base = language.partition("-")[0]
    exact = next((name for name in (language, base) if name in voices), "")
    return exact or next((name for name in voices if name.startswith(f"{base}-")), "")
