"""From HTML to a tagged PDF/UA-1: one thread owns WeasyPrint, and it can reach nothing but our own files."""

from __future__ import annotations

import gc
import logging
import re
from base64 import urlsafe_b64decode
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits
from linkdesk.settings import resources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEME = "linkdesk:"
"""Our own address scheme: what it does not name cannot be fetched, whatever a text may contain."""

ALLOWED = re.compile(
    r"vendor/(fonts/[A-Za-z0-9_]+\.ttf|pictures/(colour|black)/[0-9A-F-]+\.svg)|print/[a-z-]+\.svg", re.ASCII
)
KINDS = {"ttf": "font/ttf", "svg": "image/svg+xml"}
OWN = SCHEME + "own/"
"""Before a picture of the service's own, which lies in the address itself: it comes from the vault, not from a file."""

CARRIED = re.compile(r"own/(png|jpeg|svg\+xml)/([A-Za-z0-9_=-]+)", re.ASCII)
OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1"}
SHEETS = ("fonts.css", "print.css")
YOUNG = 1
"""The generations of objects that Python looks through after a print: all that was made for it, not what stays."""


class PrintFailed(LinkDeskError):  # noqa: N818 - the name is the sentence's subject
    """The print could not be made. Nothing was changed. Please try again."""


class NoLibrary(LinkDeskError):  # noqa: N818 - the same
    """PDF prints cannot be made on this computer. Nothing was changed. Ask IT to run the set-up of LinkDesk once."""


def own_address(media_type: str, body: bytes) -> str:
    """Return the address under which a print finds a picture that it carries along."""
    return f"{OWN}{media_type.removeprefix('image/')}/{urlsafe_b64encode(body).decode()}"


def asset(url: str, static: Path) -> tuple[bytes, str]:
    """Return content and media type of one of our own files.

    Raises:
        FileRefused: any other address, or a file that set-up should have made and is missing.
    """
    name = url.removeprefix(SCHEME)
    if url.startswith(OWN) and (carried := CARRIED.fullmatch(name)):
        return urlsafe_b64decode(carried[2]), f"image/{carried[1]}"
    if not url.startswith(SCHEME) or not ALLOWED.fullmatch(name):
        raise FileRefused("A print asked for something outside LinkDesk. Nothing was read.")
    try:
        return (static / name).read_bytes(), KINDS[name.rpartition(".")[2]]
    except OSError as missing:
        raise FileRefused(f"The file {name} is missing. Nothing was printed. Run the set-up again.") from missing


class Press:
    """Makes PDFs, one after the other, in a thread of its own.

    WeasyPrint's font configuration breaks when two threads share it, and making it anew costs a third of the
    time, so exactly one thread keeps it, the parsed style sheets and the picture cache.
    """

    def __init__(self, static: Path | None = None, limits: Limits | None = None) -> None:
        self._static = static or resources() / "static"
        self._limits = limits or Limits()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="linkdesk-press")
        self._parts: dict[str, Any] = {}
        self._sheets: dict[str, Any] = {}
        self._pictures: dict[str, Any] = {}
        self._warm = False

    def pdf(self, html: str, *sheets: str, closer: str = "") -> bytes:
        """Return the PDF of a whole HTML document with our style files and then these `sheets` of CSS.

        When it needs more than one page and `closer` is given, it is laid out again with that sheet too.

        Raises:
            NoLibrary: the library or one that it needs (Pango) is not on this computer.
            RuleBroken: it took too long or had too many pages.
            FileRefused: the document named a file that is not ours.
            PrintFailed: the document could not be laid out.
        """
        job = self._thread.submit(self._render, html, sheets, closer)
        self._thread.submit(gc.collect, YOUNG)
        try:
            return job.result(self._limits.print_seconds)
        except TimeoutError:
            job.cancel()
            raise RuleBroken("This print takes too long. Nothing was changed. Make the plan shorter.") from None

    def warm_up(self, *sheets: str) -> None:
        """Load library, fonts and these style sheets in the background, once: the first print is as quick as the next.

        What is missing is said by the first real print.
        """
        if self._warm:
            return
        self._warm = True
        self._thread.submit(self._render, "<html lang=en><title>.</title><p>1", sheets, "")

    def close(self) -> None:
        """Let the thread end; what waits is dropped."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _render(self, html: str, sheets: tuple[str, ...], closer: str) -> bytes:
        try:
            from weasyprint.urls import FatalURLFetchingError
        except (ImportError, OSError) as missing:
            raise NoLibrary from missing
        kept = dict(self._pictures)
        try:
            with _no_sweeping():
                return self._write(html, sheets, closer)
        except FatalURLFetchingError as refused:  # a BaseException: it would kill the thread unseen
            cause = refused.__cause__
            raise cause if isinstance(cause, LinkDeskError) else PrintFailed from refused
        except LinkDeskError:
            raise
        except Exception as broken:
            raise PrintFailed from broken
        finally:
            if any(OWN in part for part in (html, *sheets)):
                # A picture from the vault is not the press's to keep beyond its print, nor a sheet that carries one.
                self._pictures = kept
                self._sheets = {css: parsed for css, parsed in self._sheets.items() if OWN not in css}

    def _write(self, html: str, sheets: tuple[str, ...], closer: str) -> bytes:
        from weasyprint import HTML

        from linkdesk.printing import company
        from linkdesk.printing import tagging

        self._prepare()
        page = HTML(string=html, base_url=SCHEME, url_fetcher=self._parts["fetcher"])
        document = self._laid_out(page, sheets)
        if closer and len(document.pages) > 1:
            sheets = (*sheets, closer)
            document = self._laid_out(page, sheets)
        for _round in range(company.ROUNDS):
            if len(document.pages) > self._limits.print_pages or not company.let_go(document):
                break
            document = self._laid_out(page, (*sheets, company.SHEET))
        if len(document.pages) > self._limits.print_pages:
            raise RuleBroken("This print has too many pages. Nothing was changed. Make the plan shorter.")
        tagging.prepare(document)
        with _complaints() as heard:
            # The options again: without them write_pdf() quietly drops the tags.
            written = bytes(document.write_pdf(**OPTIONS))
        if heard:
            raise PrintFailed
        return written

    def _laid_out(self, page: Any, sheets: tuple[str, ...]) -> Any:
        return page.render(
            font_config=self._parts["fonts"],
            stylesheets=[*self._parts["sheets"], *map(self._parsed, sheets)],
            cache=self._pictures,
            **OPTIONS,
        )

    def _prepare(self) -> None:
        if self._parts:
            return
        from weasyprint.text.fonts import FontConfiguration

        from linkdesk.printing import drawing
        from linkdesk.printing import tagging

        tagging.install()
        drawing.install()
        fonts = FontConfiguration()
        fetcher = _fetcher(self._static)
        texts = [(self._static / "print" / name).read_text(encoding="utf-8") for name in SHEETS]
        sheets = [_sheet(text, fonts, fetcher) for text in texts]
        self._parts = {"fonts": fonts, "fetcher": fetcher, "sheets": sheets}

    def _parsed(self, css: str) -> Any:
        if css not in self._sheets:
            self._sheets[css] = _sheet(css, self._parts["fonts"], self._parts["fetcher"])
        return self._sheets[css]


@contextmanager
def _no_sweeping() -> Iterator[None]:
    """Let Python look for unused objects after a print and not during it.

    A layout is a hundred thousand objects that all are in use; looking through them again and again took a sixth of
    the time.
    """
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


class _Ear(logging.Handler):
    """Counts what WeasyPrint reports as an error; its words may quote the record, so they are not kept."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note where it came from."""
        self.heard.append(f"{record.module}:{record.lineno}")


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Listen to WeasyPrint while it draws: it swallows even fatal errors in drawings and leaves them out."""
    ear = _Ear()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(ear)
    try:
        yield ear.heard
    finally:
        logger.removeHandler(ear)


def _sheet(css: str, fonts: Any, fetcher: Any) -> Any:
    from weasyprint import CSS

    return CSS(string=css, font_config=fonts, url_fetcher=fetcher, base_url=SCHEME)


def _fetcher(static: Path) -> Any:
    """Return the deny-all fetcher; it is no opener of anything, so no handler for http or file exists in it."""
    from weasyprint.urls import URLFetcher
    from weasyprint.urls import URLFetcherResponse

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc] # WeasyPrint publishes no types
        """Answers our own scheme from the allow-list and refuses the rest loudly."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 - its signature
            content, kind = asset(url, static)
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return OwnFilesOnly()


@cache
def press() -> Press:
    """Return the one press of this process."""
    return Press()
