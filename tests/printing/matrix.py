"""Every print x format x size x colour x language x record, and everything that must hold for each.

The checks take a sample in pairs (`test_matrix.py`); the whole product is one command that can be stopped and gone on
with: `.venv/bin/python -m tests.printing.matrix FOLDER`; with `--faulty` it looks again at what was faulty, with the
names of prints only at those. Items that are added to `MAKERS` are covered by both, and a
test tells when one is missing there.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import time
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from pathlib import Path

from linkdesk.assessments import library
from linkdesk.clients.rules import FAMILY_NAME_LENGTH
from linkdesk.clients.rules import GIVEN_NAME_LENGTH
from linkdesk.clients.rules import PREFERRED_NAME_LENGTH
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.tongues import ENGLISH
from linkdesk.plans.rules import PlanRecord
from linkdesk.printing.blank.paper import PLAN as PLAN_KEY
from linkdesk.printing.blank.paper import BlankPaper
from linkdesk.printing.blank.paper import spoken
from linkdesk.printing.handover import HANDOVER_SHEET
from linkdesk.printing.handover import HandoverPaper
from linkdesk.printing.plan import CLOSER as STEPS_CLOSER
from linkdesk.printing.plan import written_plan
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import PrintClient
from linkdesk.printing.rules import PrintOptions
from linkdesk.printing.rules import at_least_readable
from linkdesk.printing.rules import print_options
from linkdesk.printing.sheets.paper import SheetPaper
from linkdesk.printing.sheets.rules import INTERNAL_WORDS
from linkdesk.printing.sheets.rules import Section
from linkdesk.printing.sheets.rules import Sheet
from linkdesk.printing.short.blocks import CLOSER as SHORT_CLOSER
from linkdesk.printing.short.rules import ROWS
from linkdesk.printing.slips import CoverSlip
from linkdesk.record.errors import LinkDeskError
from tests.desk.handover.test_rules import SHEET as HANDOVER
from tests.printing import checks
from tests.printing.placing import Watched
from tests.printing.placing import parted
from tests.printing.placing import stranded
from tests.printing.samples import EMPTY
from tests.printing.samples import GARDEN
from tests.printing.samples import LONG
from tests.printing.samples import PLAN
from tests.printing.samples import SAM
from tests.printing.samples import very_long
from tests.printing.samples import with_everywhere
from tests.printing.test_languages import TAGS
from tests.printing.test_leaflet import paper as leaflet
from tests.printing.test_words import speech

HOSTILE = '</p><script>alert(1)</script>"\'{{7*7}}\u202e<img src="file:///etc/passwd">=1+1'
EMOJI = "I feel 😀 👩🏽‍🦽 and 🇬🇧 today"
SLIP, SHEET, BLANK_PLAN, BLANK_FORM = "cover-slip", "sheet", "blank-plan", "blank-form"
FOR_WORKERS = {SLIP, SHEET, HANDOVER_SHEET}
RIGHT_TO_LEFT = {"ar", "ur"}
TO_FILL_IN = {BLANK_PLAN, BLANK_FORM}
LEAST_ALIKE, LEAST_IN_ORDER = 0.95, 0.99

PLANS: dict[str, PlanRecord] = {
    "usual": PLAN,
    "empty": EMPTY,
    "long": very_long(),
    "twelve goals": replace(PLAN, goals=tuple(replace(GARDEN, number=number) for number in range(1, 13))),
    "emoji": with_everywhere(EMOJI),
    "hostile": with_everywhere(HOSTILE),
}
NAMES = {
    "usual": SAM,
    "long": PrintClient(LONG[:PREFERRED_NAME_LENGTH], f"{LONG[:GIVEN_NAME_LENGTH]} {LONG[:FAMILY_NAME_LENGTH]}"),
    "hostile": replace(SAM, full_name=HOSTILE),
}
LANGUAGES = (ENGLISH, *TAGS)
LOOKS = ((16, False), (20, True), (24, False), (28, True))


@dataclass(frozen=True)
class Case:
    """One print of the product."""

    item: str
    format: str
    size: int
    mono: bool
    tag: str
    record: str

    @property
    def key(self) -> str:
        """A name that stays the same."""
        return f"{self.item} {self.format} {self.size}{' mono' if self.mono else ''} {self.tag} {self.record}"

    @property
    def closer(self) -> str:
        """The sheet that it is laid out with again when one page is not enough, as where the program prints it."""
        if self.item == Item.STEPS:
            return STEPS_CLOSER
        return SHORT_CLOSER if self.item in ROWS else ""

    @property
    def options(self) -> PrintOptions:
        """How it is printed."""
        said = IN_PLAIN_ENGLISH if self.tag == ENGLISH else speech(self.tag)
        return print_options(self.format, self.size, mono=self.mono, practice=self.mono, speech=said)


def _plan(case: Case) -> tuple[str, ...]:
    name = NAMES.get(case.record, SAM)
    return written_plan(PLANS[case.record], name, case.options, Item(case.item))


def _leaflet(case: Case) -> tuple[str, ...]:
    plain = leaflet(ClientItem(case.item))
    return replace(plain, options=case.options, client=NAMES.get(case.record, SAM)).written()


def _slip(case: Case) -> tuple[str, ...]:
    name = NAMES.get(case.record, SAM).full_name
    return CoverSlip(name, "", "My plan", 1, 200, date(2026, 11, 30), case.options).written()


def _sheet(case: Case) -> tuple[str, ...]:
    name = NAMES.get(case.record, SAM).full_name
    sections = (Section(name, (name, "Please phone 01632 960 001."), strong=True), Section("Signed", gap=True))
    sheet = Sheet("Message to the GP", (name, "Born 4 August 1943"), sections, INTERNAL_WORDS)
    return SheetPaper(sheet, case.options, date(2026, 11, 30), "Sheet").written()


def _handover(case: Case) -> tuple[str, ...]:
    name = NAMES.get(case.record, SAM).full_name
    said = replace(HANDOVER, who=name, keep_safe=name, needs=(name,), phones=("01632 960 001",), happened=(name,))
    return HandoverPaper(said, case.options, date(2026, 11, 30)).written()


def _blank(case: Case) -> tuple[str, ...]:
    key = PLAN_KEY if case.item == BLANK_PLAN else library.WHAT_MATTERS
    forms = () if key == PLAN_KEY else (library.form(key),)
    options = replace(case.options, speech=spoken(case.options.speech, forms))
    name = NAMES.get(case.record, SAM).full_name
    versions = tuple(form.version for form in forms)
    return BlankPaper(key, versions, name, date(2026, 11, 30), options, forms=forms).written()


MAKERS: dict[str, Callable[[Case], tuple[str, ...]]] = {
    **{item.value: _plan for item in Item},
    **{item.value: _leaflet for item in ClientItem},
    SLIP: _slip,
    SHEET: _sheet,
    HANDOVER_SHEET: _handover,
    BLANK_PLAN: _blank,
    BLANK_FORM: _blank,
}
"""Every print by its name, and what makes its words."""


def records(item: str) -> tuple[str, ...]:
    """Return the records that an item is printed from."""
    return tuple(PLANS) if item in set(Item) else tuple(NAMES)


def formats_of(item: str) -> tuple[Format, ...]:
    """Return the formats of an item: what is for workers is only set in the standard way, and a form is no text."""
    if item in FOR_WORKERS:
        return (Format.STANDARD,)
    return (Format.EASY_READ, Format.STANDARD, *(() if item in {BLANK_PLAN, BLANK_FORM} else (Format.TEXT,)))


def product() -> Iterator[Case]:
    """Yield the whole product; sizes and colours go together in four looks."""
    for item in MAKERS:
        tags = (ENGLISH,) if item in FOR_WORKERS else LANGUAGES
        for name, (size, mono), tag, record in itertools.product(formats_of(item), LOOKS, tags, records(item)):
            if name is not Format.TEXT or size == LOOKS[0][0]:
                yield Case(item, name.value, size, mono, tag, record)


def sample() -> list[Case]:
    """Return each item with each format, a language and a record that go round, and one look each."""
    looks, tags = itertools.cycle(LOOKS), itertools.cycle(LANGUAGES)
    found = []
    for item in MAKERS:
        rest = itertools.cycle(records(item)[::-1])
        for name in (Format.EASY_READ, Format.STANDARD):
            if name in formats_of(item):
                size, mono = next(looks)
                tag = ENGLISH if item in FOR_WORKERS else next(tags)
                found.append(Case(item, name.value, size, mono, tag, next(rest)))
    more = [
        Case(Item.PLAN, "easy-read", 16, mono=False, tag="ur", record="hostile"),
        Case(Item.STEPS, "standard", 28, mono=True, tag="uk", record="emoji"),
        Case(Item.STEPS, "standard", 20, mono=True, tag="ro", record="emoji"),
        Case(Item.STEPS, "easy-read", 20, mono=True, tag="cy", record="long"),
        Case(Item.STEPS, "standard", 24, mono=False, tag="ur", record="twelve goals"),
        Case(Item.PLAN, "standard", 28, mono=True, tag="pl", record="long"),
        Case(Item.PLAN, "standard", 24, mono=False, tag="ar", record="emoji"),
        Case(Item.PLAN, "easy-read", 24, mono=False, tag="pa", record="hostile"),
        Case(BLANK_FORM, "standard", 28, mono=True, tag="uk", record="usual"),
        Case(ClientItem.CALLING_CARD, "standard", 28, mono=True, tag="ro", record="usual"),
        Case(ClientItem.SERVICE, "standard", 28, mono=True, tag="bn", record="hostile"),
    ]
    return list(dict.fromkeys((*found, *more)))


def look(case: Case, press: Watched, folder: Path) -> tuple[bytes, list[str]]:
    """Make one print and return it with everything that is wrong with it."""
    html, *sheets = MAKERS[case.item](case)
    if case.format == Format.TEXT:
        marks = [mark for mark in ("<p", "</", "&amp;", "{{", "%(") if mark in html and mark not in HOSTILE]
        return html.encode(), [f"markup in a plain text: {mark}" for mark in marks]
    try:
        pdf = press.pdf(html, *sheets, closer=case.closer)
    except LinkDeskError as refused:
        return b"", [f"not printed: {refused}"]
    wrong = checks.faults(pdf, case.tag)
    wrong += [f"font: {line}" for line in checks.not_embedded(pdf, folder)]
    size = at_least_readable(case.options).size if case.item != SLIP else 18
    if (found := checks.smallest(pdf)) < size - checks.SMALLER:
        wrong.append(f"letters of {found:.1f} points instead of {size}")
    ordered = case.tag not in RIGHT_TO_LEFT
    columns = case.item in TO_FILL_IN  # poppler takes the boxes of a scale that stand below each other for columns
    for reader, said, in_order in (
        ("poppler", checks.read_by_poppler(pdf, folder), ordered and not columns),
        ("PDFium", checks.read_by_pdfium(pdf), ordered),
    ):
        alike = checks.likeness(html, said, ordered=in_order)
        if alike < LEAST_ALIKE:
            wrong.append(f"{reader} reads {alike:.0%}")
    if (order := checks.in_order(html, checks.read_by_tags(pdf, folder))) < LEAST_IN_ORDER:
        wrong.append(f"tags read in order {order:.1%}")
    wrong += checks.misplaced(pdf, folder)[:5]
    wrong += parted(press.document) + stranded(press.document)
    missing = checks.languages_wanted(html) - checks.languages_in(pdf)
    wrong += [f"a passage in {tag} is not marked" for tag in sorted(missing)]
    wrong += checks.faint(pdf)[:3]
    if "alert(1)" in html and "<script" in html:
        wrong.append("markup of a person is markup")
    return pdf, wrong


def known(file: Path) -> dict[str, list[str]]:
    """Return what was found wrong with each print that was looked at before, by its key; the last look counts."""
    if not file.exists():
        return {}
    lines = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return {line["key"]: line["wrong"] for line in lines}


def wanted(found: dict[str, list[str]], *, faulty: bool, named: Collection[str] = ()) -> list[tuple[int, Case]]:
    """Return the prints to look at with their numbers: those not looked at yet, or the faulty or the named ones again.

    Raises:
        ValueError: a name that no print has.
    """
    cases = list(product())
    if strange := set(named) - {case.key for case in cases}:
        raise ValueError(f"no such print: {', '.join(sorted(strange))}")
    random.Random(1).shuffle(cases)  # noqa: S311 - so that a run that is stopped has seen some of everything
    again = {key for key, wrong in found.items() if wrong} | set(named) if faulty else set(named)
    return [
        (number, case)
        for number, case in enumerate(cases, start=1)
        if (case.key in again if faulty or named else case.key not in found)
    ]


def main() -> None:
    """Look at the whole product; what was looked at before in this folder is not looked at again unless asked for."""
    reader = argparse.ArgumentParser(prog="tests.printing.matrix", description="Every print, and what must hold for it")
    reader.add_argument("folder", type=Path, help="results and faulty prints; one used before goes on")
    reader.add_argument(
        "named", nargs="*", metavar="KEY", help='only this print, like "plan easy-read 20 mono ar long"'
    )
    reader.add_argument("--faulty", action="store_true", help="only the prints that had faults in this folder, again")
    given = reader.parse_args()
    desk = given.folder / "desk"  # where the tools read from; the folder itself holds whole prints only
    desk.mkdir(parents=True, exist_ok=True)
    file = given.folder / "matrix.jsonl"
    found = known(file)
    press, begun, all_of_them = Watched(), time.monotonic(), sum(1 for _ in product())
    with file.open("a", encoding="utf-8") as out:
        for number, case in wanted(found, faulty=given.faulty, named=given.named):
            pdf, wrong = look(case, press, desk)
            place = given.folder / f"{case.key}.{'txt' if case.format == Format.TEXT else 'pdf'}"
            if wrong or number % 10 == 0:
                place.write_bytes(pdf)
            else:
                place.unlink(missing_ok=True)
            found[case.key] = wrong
            out.write(json.dumps({"key": case.key, "wrong": wrong}, ensure_ascii=False) + "\n")
            out.flush()
            if wrong or number % 50 == 0:
                seconds = time.monotonic() - begun
                sys.stdout.write(f"{number} of {all_of_them}, {seconds:.0f} s: {case.key} {wrong}\n")
                sys.stdout.flush()
    press.close()
    faults = sum(map(bool, found.values()))
    sys.stdout.write(f"{len(found)} of {all_of_them} prints looked at, {faults} with faults\n")
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
