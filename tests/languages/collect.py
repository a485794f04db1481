"""Collects every sentence that LinkDesk itself says to a client, from templates, code, forms and cards.

`python -m tests.languages.collect` writes the template of the catalogues anew and takes new sentences into each
catalogue; what was translated stays, what is said no longer goes.
"""

from __future__ import annotations

import ast
import re
from io import BytesIO
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.messages.pofile import write_po
from jinja2 import Environment
from jinja2 import nodes

from linkdesk.assessments import library
from linkdesk.assessments.sort import cards
from linkdesk.easyread.bank import bank
from linkdesk.easyread.client_words import FOR_STAFF
from linkdesk.easyread.client_words import TEMPLATES
from linkdesk.languages.catalogue import FOLDER
from linkdesk.languages.catalogue import TEMPLATE
from linkdesk.languages.tongues import TONGUES
from linkdesk.organisation.national import national_numbers
from linkdesk.organisation.rules import OWN_WORDS
from linkdesk.settings import resources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALSO = ("web/form.html", "web/choices.html", "assessments/rest.html", "web/base.html", "web/cover.html")
"""Shared templates of which a client sees parts."""
SAYING = {"_", "_attr", "_both"}
ENGLISH_ONLY = ("help_now.html heading",)


def sentences() -> dict[str, str]:
    """Return every sentence with the places where it is said, in their order."""
    found: dict[str, dict[str, None]] = {}
    for where, words in (*_templates(), *_code(), *_tables(), *_own_numbers(), *_forms(), *_bank()):
        if re.search(r"[A-Za-z]{2}|\bI\b", words):
            found.setdefault(words, {})[where] = None
    return {words: ", ".join(places) for words, places in found.items()}


def _templates() -> Iterator[tuple[str, str]]:
    folder = resources() / "templates"
    environment = Environment(autoescape=True)
    paths = sorted({path for pattern in (*TEMPLATES, *ALSO) for path in folder.glob(pattern)})
    for path in paths:
        source = path.read_text("utf-8")
        if FOR_STAFF in source:
            continue
        for call in environment.parse(source).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in SAYING:
                yield from _said(str(path.relative_to(folder)), call)


def _said(where: str, call: nodes.Call) -> Iterator[tuple[str, str]]:
    for constant in (call.args[0], *call.args[0].find_all(nodes.Const)):
        if isinstance(constant, nodes.Const) and isinstance(constant.value, str):
            yield where, constant.value


def _code() -> Iterator[tuple[str, str]]:
    folder = resources() / "linkdesk"
    for path in sorted(folder.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
            if name in {"Sentence", "say_plain"} and isinstance(call, ast.Call) and call.args:
                first = call.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield str(path.relative_to(folder)), first.value


def _tables() -> Iterator[tuple[str, str]]:
    for number in national_numbers():
        for words in (number.name, number.for_whom, number.hours, *(way.words for way in number.ways)):
            yield f"help number {number.key}", words


def _own_numbers() -> Iterator[tuple[str, str]]:
    for key, each in OWN_WORDS.items():
        yield from ((f"help number {key}", words) for words in (each.name, each.for_whom))


def _forms() -> Iterator[tuple[str, str]]:
    """Of a validated form only title and helper lines: its questions are shown as their owner published them."""
    for form in (*library.forms(), cards.form()):
        name = form.url.rpartition(":")[2]
        yield f"form {name}", form.title
        for question in form.questions:
            where = f"form {name}, {question.link_id}"
            if form.validated:
                yield from ((where, each) for each in (question.helper,) if each)
                continue
            words = [question.section, question.text, question.helper, question.unit]
            words += [option.text for option in question.options]
            if question.scale is not None:
                words += [question.scale.lower_words, question.scale.upper_words]
            yield from ((where, each) for each in words if each)


def _bank() -> Iterator[tuple[str, str]]:
    for phrase in bank():
        yield "phrase bank", phrase.words


def template() -> Catalog:
    """Return the template of the catalogues."""
    made = Catalog(project="LinkDesk", copyright_holder="LinkDesk", charset="utf-8", fuzzy=False)
    made.header_comment = "# Every sentence that LinkDesk says to a client.\n"
    for words, where in sentences().items():
        made.add(words, auto_comments=[where])
    return made


def catalogue(tag: str) -> Catalog:
    """Return the catalogue of a language as it is kept, with what is new and without what is gone."""
    path = FOLDER / f"{tag}.po"
    kept = {}
    if path.is_file():
        kept = {str(each.id): each.string for each in read_po(BytesIO(path.read_bytes())) if each.id}
    made = Catalog(locale=Locale.parse(tag, sep="-"), project="LinkDesk", charset="utf-8", fuzzy=False)
    made.header_comment = "# Drafts. Nobody has checked them yet.\n"
    for words, where in sentences().items():
        made.add(words, kept.get(words, ""), auto_comments=[where])
    return made


def written(made: Catalog) -> bytes:
    """Return a catalogue as its file; without dates, so that the same words are the same file."""
    file = BytesIO()
    write_po(file, made, width=0, omit_header=False, sort_output=False)
    dates = (
        rb'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid-Bugs-To): .*\n'
    )
    return re.sub(dates, b"", file.getvalue())


def _write(path: Path, made: Catalog) -> None:
    path.write_bytes(written(made))


if __name__ == "__main__":
    _write(TEMPLATE, template())
    for each in TONGUES:
        _write(FOLDER / f"{each.tag}.po", catalogue(each.tag))
