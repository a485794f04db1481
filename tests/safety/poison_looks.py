"""Looking for hostile words on every page, in every file and on paper: there they are words, whole, or not at all."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import unicodedata
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

import pypdfium2  # type: ignore[import-untyped] # it ships no types

from linkdesk.application import open_session
from linkdesk.exchange.csv_files import BOM
from linkdesk.exchange.csv_files import TRIGGERS
from linkdesk.exchange.csv_files import unguarded
from linkdesk.exchange.fhir.names import kept
from linkdesk.exchange.rules import ExportKind
from linkdesk.exchange.service import make_parcel
from linkdesk.printing.items import print_item
from linkdesk.printing.letters import in_our_letters
from linkdesk.web.gate import Access
from linkdesk.web.gate import declared
from tests.pages import Page
from tests.pages import check
from tests.pages import parse
from tests.safety.hostile import MARK
from tests.safety.hostile import SOLVED
from tests.safety.ink import SIGN
from tests.safety.ink import folded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from werkzeug.test import TestResponse

    from tests.exchange.conftest import Validate
    from tests.furnished import House
    from tests.safety.ink import Ink
    from tests.safety.poison import Poisoned

STEPS = ("triage", "attempt", "visit", "close", "reopen")
ITEMS = ("leaflet", "consent", "introduction", "calling-card", "gp-message", "record-copy", "safeguarding-referral")
PRINTS = (
    *("client_prints.preview", "printing.preview", "handover_sheet.preview", "service_sheet.preview"),
    *("sheets.preview", "sheets.caseload", "blanks.show"),
)
"""Pages that draw a print first: they take their time, and what is drawn is read as a file too."""
SILENT = ("id", "for", "name", "class", "href", "action", "src", "type", "rel")
"""Attributes that show nothing."""
JOINED = "episode_events.csv"
"""Here words of LinkDesk and of the worker stand in one cell."""
SECRETS = re.compile(r"root:x:0|/bin/bash")


@dataclass
class Seen:
    """What was read, and which fields were found in it."""

    pages: int = 0
    fields: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)

    def add(self, more: Seen) -> None:
        """Count another look too."""
        self.pages += more.pages
        self.fields |= more.fields
        self.rules |= more.rules


def look_at_pages(house: House, ink: Ink, found: Poisoned, *, prints: bool = True, only: Sequence[str] = ()) -> Seen:
    """Open every page that has to do with a poisoned record, or `only` some; fail where a word became anything else."""
    seen = Seen()
    client = house.worker.client
    for rule, address in [("", each) for each in only] or addresses(house, found, prints=prints):
        with client.get(address, follow_redirects=True) as answer:
            if answer.status_code != 200 or answer.mimetype != "text/html":
                assert answer.status_code < 500, address
                continue
            tree = parse(answer.get_data(as_text=True))
            seen.pages += 1
            seen.rules.add(rule)
            if address.partition("?")[0].endswith("/as-page"):  # a print, where signs that no font has stand in words
                assert [node.tag for node in tree.iter() if MARK in node.attrib] == [], address
                continue
            check(tree, address)
            seen.fields |= shown(Page(cast("TestResponse", answer), tree), ink, address)
    return seen


def addresses(house: House, found: Poisoned, *, prints: bool = True) -> Iterator[tuple[str, str]]:
    """Yield each page of the map with each id that is known, and the pages that a question in the address changes."""
    ids: dict[str, Iterable[Any]] = {**found.ids, "step": STEPS, "number": (1, 2, 3), "item": ITEMS}
    for rule in sorted(house.app.url_map.iter_rules(), key=lambda each: each.rule):
        declaration = declared(house.app, rule.endpoint)
        if "GET" not in (rule.methods or ()) or declaration is None or declaration.level is Access.LOCKED:
            continue
        if rule.rule.endswith((".png", "/progress")) or (not prints and rule.endpoint in PRINTS):
            continue
        names = sorted(rule.arguments)
        if not set(names) <= set(ids):
            continue
        for values in itertools.product(*(ids[name] for name in names)):
            address = rule.rule
            for name, value in zip(names, values, strict=True):
                address = re.sub(rf"<(?:[a-z]+:)?{name}>", str(value), address)
            yield rule.rule, address
    client, twin = found.client, found.twin
    yield "/clients/<uuid:client_id>/merge/compare", f"/clients/{client}/merge/compare?other={twin}"
    yield "/clients/", "/clients/?whose=everyone"
    yield "/", "/?whose=everyone"
    for number in range(2, 9):
        yield "/clients/<uuid:client_id>/history", f"/clients/{client}/history?page={number}"
    for page in ("", "/deceased", "/history", "/referral/new"):
        yield "twin", f"/clients/{twin}{page}"


def shown(page: Page, ink: Ink, where: str) -> set[str]:
    """Return which fields a page shows; each whole and as words, and nothing of them as markup."""
    assert [node.tag for node in page.tree.iter() if MARK in node.attrib] == [], where
    assert not page.every("iframe"), where
    assert not page.every("base"), where
    assert not [node for node in page.tree.iter() if callable(node.tag) and "exec" in (node.text or "")], where
    words = page.words
    assert SOLVED not in words, where
    assert not SECRETS.search(words), where
    fields = set()
    for piece in (words, *spoken(page.tree)):
        for name, written in ink.of(piece):
            if folded(written) in folded(piece):
                fields.add(name)
            else:  # what has several lines may be offered line by line
                assert folded(written.splitlines()[-1]) in folded(piece), (where, name, written, piece)
    return fields


def paged(html: str) -> Page:
    """Return a page of its own, for a look at it."""
    return Page(cast("TestResponse", None), parse(html))


def spoken(tree: Element) -> Iterator[str]:
    """Yield what attributes show or say: values of boxes, names for who cannot see."""
    for node in tree.iter():
        for name, value in node.attrib.items():
            if name not in SILENT and SIGN.search(value):
                yield value


def look_at_search(house: House, ink: Ink, found: Poisoned) -> int:
    """Search for every word in turn: an answer, never an error; by its sign the person is found."""
    worker = house.worker
    client, headers = worker.client, {"X-CSRFToken": worker.token("/clients/")}
    for words in ink.words:
        with client.post("/clients/search", json={"search": words}, headers=headers) as answer:
            assert answer.status_code == 200, words
    asked = "plan_goal.title"
    sign = SIGN.findall(ink.written[asked])[0]
    with client.post("/clients/search", json={"search": sign}, headers=headers) as answer:
        rows = answer.get_json()["rows"]
    assert [row["url"].endswith(str(found.client)) for row in rows] == [True], rows
    assert ink.written["client.family_name"] in rows[0]["name"]
    return len(ink.words) + 1


def look_at_csv(house: House, ink: Ink, found: Poisoned) -> set[str]:
    """Return which fields a CSV file holds; each as a cell of its own that reads back as it was."""
    fields = set()
    with open_session(house.settings, house.vault) as (session, actor):
        parcel = make_parcel(session, actor, ExportKind.CSV, found.client)
    for made in parcel.files:
        if not made.name.endswith(".csv"):
            continue
        rows = list(csv.reader(io.StringIO(made.data.removeprefix(BOM).decode(), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}, made.name
        for cell in itertools.chain.from_iterable(rows):
            assert cell[:1] not in TRIGGERS or not cell, (made.name, cell)
            for name, written in ink.of(cell):
                whole = unguarded(cell) == written
                assert whole or (made.name == JOINED and written in cell), (made.name, name, cell)
                fields.add(name)
    return fields


def look_at_fhir(house: House, ink: Ink, found: Poisoned, faults: Validate | None = None) -> set[str]:
    """Return which fields a FHIR file holds; each whole in a string, and in narratives as words.

    `faults` is what somebody else's checker finds in a file.
    """
    with open_session(house.settings, house.vault) as (session, actor):
        parcel = make_parcel(session, actor, ExportKind.FHIR, found.client)
    fields = set()
    for made in parcel.files:
        whole = json.loads(made.data)
        if faults and made.name != "manifest.json":
            assert faults(whole) == []
        for key, text in strings(whole):
            said = text
            if key == "div":
                tree = parse(f"<!DOCTYPE html><title>x</title><body>{text}")
                assert {node.tag for node in tree.iter()} <= NARRATIVE, text
                said = " ".join(tree.itertext())
                assert MARK not in {name for node in tree.iter() for name in node.attrib}
            for name, written in ink.of(said):
                assert folded(kept(written)) in folded(said), (made.name, name, said)
                fields.add(name)
    return fields


NARRATIVE = frozenset(
    {"html", "head", "title", "body", "div", "p", "ul", "ol", "li", "h1", "h2", "h3", "table", "tr", "td", "th", "b"}
)


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string of a JSON value with the name that it stands under."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from strings(part, name)
    elif isinstance(value, list) and all(isinstance(part, str) for part in value):
        yield key, " ".join(value)  # given names stand one by one
    elif isinstance(value, list):
        for part in value:
            yield from strings(part, key)


PAPERS = (
    ("plan", "easy-read"),
    ("plan", "standard"),
    ("plan", "text"),
    ("steps", "easy-read"),
    ("steps", "text"),
    ("leaflet", "standard"),
    ("leaflet", "easy-read"),
    ("leaflet", "text"),
    ("consent", "standard"),
    ("consent", "easy-read"),
    ("consent", "text"),
    ("handover-sheet", "standard"),
    ("introduction", "easy-read"),
    ("introduction", "text"),
    ("closing", "standard"),
    ("appointment", "easy-read"),
    ("record-copy", "standard"),
    ("safeguarding-referral", "standard"),
    ("service-sheet", "text"),
)


def look_at_paper(house: House, ink: Ink, found: Poisoned, papers: Iterable[tuple[str, str]] = PAPERS) -> set[str]:
    """Return which fields prints hold; each as words, whole where the letters can be read back one by one."""
    fields = set()
    with open_session(house.settings, house.vault) as (session, actor):
        for item, form in papers:
            about = {"service": found.ids["service_id"][0]} if item == "service-sheet" else {}
            made, name = print_item(session, actor, item, found.client, format=form, size=None, mono=False, **about)
            assert re.fullmatch(r"[A-Za-z0-9 .-]+", name), name
            text = made.decode() if form == "text" else pdf_words(made)
            if form != "text":
                assert b"/EmbeddedFile" not in made
                assert b"/JavaScript" not in made
            assert not SECRETS.search(text)
            assert SOLVED not in text
            fields |= printed(text, ink, f"{item} {form}", on_paper=form != "text")
    return fields


def pdf_words(made: bytes) -> str:
    """Return the words of a PDF as they are read out of it."""
    document = pypdfium2.PdfDocument(made)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def printed(text: str, ink: Ink, where: str, *, on_paper: bool = False) -> set[str]:
    """Return which fields stand on paper, by their signs; there a sign that no font has stands in words.

    Letters that are joined, stacked or set from right to left are not read out of a PDF in their order: each of them
    must be there.
    """
    tight = bare(text)
    fields = set()
    for name, written in set(ink.of(tight)):
        wanted = bare(in_our_letters(written) if on_paper else written)
        turned = any(unicodedata.bidirectional(each) in {"R", "AL"} for each in wanted)
        # Where some letters run the other way, words change places and brackets turn.
        whole, signs = (
            ([bare(word) for word in (in_our_letters(written) if on_paper else written).split()], r"\w")
            if turned
            else ([wanted], "[ -~]")
        )
        pieces = [piece for part in whole for piece in re.findall(rf"(?a:{signs}){{4,{PIECE}}}", part)]
        missing = [piece for piece in pieces if not any(stands(piece, tight))]
        assert not missing, (where, name, missing, tight)
        letters = {each for each in wanted if unicodedata.category(each)[0] in "LN"}
        assert letters <= set(tight), (where, name, letters - set(tight))
        fields.add(name)
    return fields


PIECE = 40


def stands(piece: str, tight: str) -> Iterator[bool]:
    """Say whether a piece stands there, whole or cut once by the foot of a page."""
    yield piece in tight
    yield from (piece[:place] in tight and piece[place:] in tight for place in range(1, len(piece)))


def bare(text: str) -> str:
    """Return letters and signs alone: no spaces, and no hyphens, which may stand at the end of a line."""
    return re.sub(r"[\s\u00ad\ufffe\u200b\u0002\u2010-]", "", unicodedata.normalize("NFKC", text))
