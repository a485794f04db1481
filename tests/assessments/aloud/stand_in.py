"""A small program that stands in for espeak-ng: it lists voices and writes sound as espeak-ng does into a pipe.

The real one is not on the machines that run these tests; what it is asked and how it answers is as its manual says.
"""

from __future__ import annotations

import sys
from pathlib import Path

SOURCE = """#!{python} -I
import struct, sys, time
arguments = sys.argv[1:]
with open({log!r}, "a") as log:
    log.write(repr(arguments) + "\\n")
if arguments == ["--voices"]:
    print("Pty Language       Age/Gender VoiceName          File                 Other Languages")
    print(" 5  cy              --/M      Welsh              cel/cy")
    print(" 2  en-gb           --/M      English            gmw/en               (en 2)")
    print(" 5  ur              --/M      Urdu               inc/ur")
    sys.exit(0)
text = sys.stdin.buffer.read().decode()
if {mode!r} == "slow":
    time.sleep(60)
if {mode!r} == "broken":
    sys.exit(1)
if {mode!r} == "noise":
    sys.stdout.write("this is no sound")
    sys.exit(0)
with open({log!r}, "a") as log:
    log.write(text + "\\n")
rate = 22050
sound = bytes(rate // 10 * 2 * (600 if {mode!r} == "long" else 1))
form = struct.pack("<HHIIHH", 1, 1, rate, rate * 2, 2, 16)
unknown = 0x7FFFF000
head = b"RIFF" + struct.pack("<I", unknown) + b"WAVEfmt " + struct.pack("<I", len(form)) + form
sys.stdout.buffer.write(head + b"data" + struct.pack("<I", unknown) + sound)
"""


def put(folder: Path, mode: str = "well") -> Path:
    """Put the program into a folder that is to stand in PATH; return the file in which it notes what it was asked."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "asked.txt"
    program = folder / "espeak-ng"
    program.write_text(SOURCE.format(python=sys.executable, log=str(log), mode=mode), encoding="utf-8")
    program.chmod(0o755)
    return log
