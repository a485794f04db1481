"""Who else could make the same two pages: WeasyPrint used bare and well, headless Chromium, LibreOffice.

Each runs in a process of its own, so that nothing of ours is in theirs; each says how long a print took and how much of
the processor it used.
"""

from __future__ import annotations

import base64
import multiprocessing
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from typing import NamedTuple
from xml.sax.saxutils import escape

from linkdesk.settings import resources

STATIC = resources() / "static"
OFFICE_FILES = 10
TICKS = os.sysconf("SC_CLK_TCK")


class Taken(NamedTuple):
    """One print: milliseconds on the wall and of the processor, bytes of the PDF."""

    wall: float
    cpu: float
    size: int


def with_paths(text: str) -> str:
    """Return a style sheet of ours with the addresses of the files themselves."""
    return text.replace("linkdesk:", STATIC.as_uri() + "/")


Work = Callable[[Connection, str, tuple[str, ...]], None]


class Rival:
    """A process that prints one document again and again."""

    def __init__(self, work: Work, html: str, sheets: tuple[str, ...]) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=work, args=(theirs, html, sheets), daemon=True)
        self._process.start()
        self._pipe.recv()

    def __call__(self, html: str) -> Taken:
        """Print a document and say what it took."""
        self._pipe.send(html)
        return Taken(*self._pipe.recv())

    def close(self) -> None:
        """End the process."""
        with suppress(OSError):
            self._pipe.send(None)
        self._process.join(10)
        self._process.kill()


def _serve(pipe: Connection, make: Callable[[str], bytes], cpu: Callable[[], float]) -> None:
    pipe.send("ready")
    while (html := pipe.recv()) is not None:
        wall, used = time.perf_counter(), cpu()
        made = make(html)
        pipe.send(((time.perf_counter() - wall) * 1000, (cpu() - used) * 1000, len(made)))


def our_press(pipe: Connection, _html: str, sheets: tuple[str, ...]) -> None:
    """Print with our own press."""
    from linkdesk.printing.pdf import Press

    press = Press()
    _serve(pipe, lambda html: press.pdf(html, *sheets), time.process_time)


def bare_weasyprint(pipe: Connection, _html: str, sheets: tuple[str, ...]) -> None:
    """Print with WeasyPrint alone, used as well as it can be: fonts, sheets and pictures are kept."""
    from weasyprint import CSS
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts, cache = FontConfiguration(), dict[str, Any]()
    own = [(STATIC / "print" / name).read_text("utf-8") for name in ("fonts.css", "print.css")]
    made = [CSS(string=with_paths(text), font_config=fonts) for text in (*own, *sheets)]

    def make(html: str) -> bytes:
        pdf: bytes = HTML(string=html).write_pdf(
            stylesheets=made, font_config=fonts, cache=cache, pdf_variant="pdf/ua-1"
        )
        return pdf

    _serve(pipe, make, time.process_time)


def warm_chromium(pipe: Connection, _html: str, sheets: tuple[str, ...]) -> None:
    """Print with headless Chromium that is kept open; its processor time is that of all its processes."""
    from playwright.sync_api import sync_playwright

    own = [(STATIC / "print" / name).read_text("utf-8") for name in ("fonts.css", "print.css")]
    style = "".join(f"<style>{with_paths(text)}</style>" for text in (*own, *sheets))
    folder = Path(tempfile.mkdtemp(prefix="linkdesk-bench-"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()

        def make(html: str) -> bytes:
            (folder / "page.html").write_text(html.replace("</head>", f"{style}</head>"), "utf-8")
            page.goto((folder / "page.html").as_uri())
            return page.pdf(format="A4", prefer_css_page_size=True, tagged=True, print_background=True)

        _serve(pipe, make, lambda: _used_below(os.getpid()))
        browser.close()
    shutil.rmtree(folder)


def _used_below(root: int) -> float:
    """Return the seconds of the processor that all processes below this one used, and those that they waited for."""
    stats = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                stats[int(entry.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    below, found = {root}, 0
    for _ in range(8):
        below |= {pid for pid, (parent, _used) in stats.items() if parent in below}
    for pid in below - {root}:
        found += stats[pid][1]
    return found / TICKS


def office() -> str | None:
    """Return LibreOffice's program, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def office_batch(program: str, lines: list[tuple[str, str]], rounds: int) -> list[Taken]:
    """Let LibreOffice turn equal documents into tagged PDFs, ten a call; return what one of them took, each round.

    Args:
        program: LibreOffice's.
        lines: (picture, words) of the document, in order; no picture where it is empty.
        rounds: how many calls.
    """
    found = []
    with tempfile.TemporaryDirectory(prefix="linkdesk-bench-") as name:
        folder = Path(name)
        files = []
        for number in range(OFFICE_FILES):
            files.append(folder / f"plan{number}.fodt")
            files[-1].write_text(_flat_document(lines, number), "utf-8")
        options = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        call = [
            program,
            profile,
            "--headless",
            "--convert-to",
            options,
            "--outdir",
            str(folder / "out"),
            *map(str, files),
        ]
        for number in range(rounds + 1):
            wall, used = time.perf_counter(), sum(os.times()[2:4])
            subprocess.run(call, check=True, capture_output=True)
            made = list((folder / "out").glob("*.pdf"))
            if len(made) != OFFICE_FILES:
                raise RuntimeError("LibreOffice did not print everything")
            taken = Taken(
                (time.perf_counter() - wall) * 1000 / OFFICE_FILES,
                (sum(os.times()[2:4]) - used) * 1000 / OFFICE_FILES,
                made[0].stat().st_size,
            )
            if number:  # the first makes its profile
                found.append(taken)
    return found


def _flat_document(lines: list[tuple[str, str]], number: int) -> str:
    """Return the plan as a flat OpenDocument text: pictures beside their words, two pages."""
    body = []
    for place, (picture, words) in enumerate(lines):
        drawn = ""
        if picture:
            data = base64.b64encode((STATIC / picture).read_bytes()).decode()
            drawn = (
                f'<draw:frame draw:name="p{place}" text:anchor-type="as-char" svg:width="3.4cm" svg:height="3.4cm">'
                f"<draw:image><office:binary-data>{data}</office:binary-data></draw:image>"
                f"<svg:title>{escape(words)}</svg:title></draw:frame>"
            )
        body.append(f'<text:p text:style-name="P">{drawn}{escape(words)}</text:p>')
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"), ("text", "text"), ("draw", "drawing"), ("style", "style"),
            ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
        )
    )  # fmt: skip
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
        '<style:style style:name="P" style:family="paragraph"><style:text-properties fo:font-size="16pt" '
        'fo:language="en" fo:country="GB"/></style:style></office:automatic-styles><office:body><office:text>'
        f'<text:h text:outline-level="1">My plan {number}</text:h>{"".join(body)}'
        "</office:text></office:body></office:document>"
    )
