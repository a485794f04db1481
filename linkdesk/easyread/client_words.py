"""Where client-facing words lie: taken out of templates, forms and texts, page by page, for the lint."""

from __future__ import annotations

import csv
import json
import re
import textwrap
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2 import TemplateSyntaxError
from jinja2 import nodes

from linkdesk.easyread.bank import bank
from linkdesk.easyread.pictures import ATTRIBUTION
from linkdesk.easyread.pictures import DICTIONARY
from linkdesk.record.errors import FileRefused
from linkdesk.settings import resources
from linkdesk.web.speech import TEMPLATE_NAMES

TEMPLATES = (
    "web/client_*.html",
    "web/rest.html",
    "web/idle.html",
    "assessments/client*.html",
    "assessments/sort/client*.html",
    "plans/agree.html",
    "clients/sharing/client*.html",
    "printing/*.html",
    "printing/*.txt",
    "printing/given/plain.*",
    "organisation/help_now.html",
)
"""Templates whose words a client reads, below `templates/`; a print for staff says so with `FOR_STAFF`."""

FOR_STAFF = "{# for staff #}"
"""A template with this line is not linted: the worker reads it, or the service it is sent to."""

SORT_CARDS = Path(__file__).parents[1] / "assessments" / "sort" / "cards.csv"

VALIDATED = "urn:linkdesk:form-extension:validated"
"""A form or question with this extension set to true stands word for word, as its owner published it."""

NAME = "Name"
"""Stands for whatever a template fills in."""

_BRANCHES = 6
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    }
)
_SPOKEN = ("alt", "aria-label", "title", "placeholder")
_CLASS = re.compile(r"[a-z]+(?:-[a-z0-9_]+)+")
"""A style name that a block hands to its layout is no word."""
_FILLED = re.compile(r"%\([a-z_]+\)s")
_SHORT = 50
"""Letters of a question that are enough to know it by."""
_SILENT = frozenset({"script", "style", "code", "kbd"})


@dataclass(frozen=True)
class Page:
    """Words that are seen together; `exempt` are those among them that stand as they are."""

    name: str
    text: str
    exempt: tuple[str, ...] = ()


def product_pages() -> tuple[Page, ...]:
    """Return every client-facing page that LinkDesk ships: templates, forms, the words of the pictures."""
    root = resources()
    templates = sorted({path for pattern in TEMPLATES for path in (root / "templates").glob(pattern)})
    forms = sorted((root / "linkdesk" / "assessments" / "library").glob("*.json"))
    sources = [(path.name, path.read_text(encoding="utf-8")) for path in templates]
    found = [page for name, source in sources if FOR_STAFF not in source for page in template_pages(name, source)]
    asked = [
        page for path in forms for page in form_pages(path.name, path.read_text(encoding="utf-8"), called=_link_id)
    ]
    phrases = (Page(f"phrase {each.key}", each.words) for each in bank())
    return (*found, *asked, *_card_pages(), *_picture_pages(), *phrases)


def pages_of(path: Path, text: str) -> tuple[Page, ...]:
    """Return the pages of a file of a service's own: a form, a template or a plain text."""
    if path.suffix == ".json":
        return form_pages(path.name, text)
    if path.suffix in {".html", ".jinja"}:
        return template_pages(path.name, text)
    return (Page(path.name, text),)


def _card_pages() -> Iterator[Page]:
    """Each card of the picture sort is a page; the words of its answers stand in the template."""
    for row in csv.DictReader(SORT_CARDS.read_text(encoding="utf-8").splitlines()):
        yield Page(f"card {row['key']}", f"{row['words']}\n{row['helper']}")


def _picture_pages() -> Iterator[Page]:
    for row in csv.DictReader(DICTIONARY.read_text(encoding="utf-8").splitlines()):
        yield Page(f"picture {row['key']}", row["words"])


# Forms: FHIR R4 Questionnaire, one question a page.


def by_words(item: dict[str, Any]) -> str:
    """Return what a question is called for people: its first words, its `linkId` in brackets where it has none."""
    words = " ".join(str(item.get("text", "")).split())
    if not words:
        return f"({_link_id(item)})"
    short = textwrap.shorten(words, _SHORT, placeholder="…")
    return f"“{short if len(short) > 1 else words[:_SHORT] + '…'}”"


def _link_id(item: dict[str, Any]) -> str:
    return str(item.get("linkId", "?"))


def form_pages(name: str, text: str, *, called: Callable[[dict[str, Any]], str] = by_words) -> tuple[Page, ...]:
    """Return the words of a questionnaire, one page for each question with its helper lines and answers.

    `called` says what a question is called in the name of its page.
    """
    try:
        form = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FileRefused(f"The file {name} is not a form: it is not well-formed JSON.") from error
    if not isinstance(form, dict):
        raise FileRefused(f"The file {name} is not a form.")
    head = Page(f"{name} title", str(form.get("title", "")))
    return (head, *_question_pages(name, form.get("item", []), called, spared=_verbatim(form)))


def _question_pages(name: str, items: Any, called: Callable[[dict[str, Any]], str], *, spared: bool) -> Iterator[Page]:
    for item in _nodes(items):
        children = list(_nodes(item.get("item")))
        beside = [child for child in children if child.get("type") == "display"]
        own = [str(item.get("text", "")), *_options(item)]
        exempt = tuple(own) if spared or _verbatim(item) else ()
        words = [*own, *(str(child.get("text", "")) for child in beside)]
        exempt += tuple(str(child.get("text", "")) for child in beside if _verbatim(child) or _is_end(child, exempt))
        yield Page(f"{name} {called(item)}", "\n".join(words), exempt)
        deeper = [child for child in children if child not in beside]
        yield from _question_pages(name, deeper, called, spared=bool(exempt))


def _is_end(child: dict[str, Any], exempt: tuple[str, ...]) -> bool:
    """The words at the two ends of a validated scale belong to the measure; a helper line is ours."""
    return bool(exempt) and any(code in json.dumps(child) for code in ('"lower"', '"upper"'))


def _options(item: dict[str, Any]) -> Iterator[str]:
    for option in _nodes(item.get("answerOption")):
        value = next((value for key, value in option.items() if key.startswith("value")), "")
        yield str(value.get("display", "") if isinstance(value, dict) else value)


def _verbatim(node: dict[str, Any]) -> bool:
    return any(
        entry.get("url") == VALIDATED and entry.get("valueBoolean") is True for entry in _nodes(node.get("extension"))
    )


def _nodes(found: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list; what is built otherwise is read by nobody, so it holds no words."""
    yield from (each for each in found if isinstance(each, dict)) if isinstance(found, list) else ()


# Templates: Jinja, each branch of an `if` read as its own page.


def template_pages(name: str, source: str) -> tuple[Page, ...]:
    """Return the words of a template, once for each way its conditions may go."""
    try:
        tree = Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse(source)
    except TemplateSyntaxError as error:
        raise FileRefused(f"The template {name} cannot be read: {error.message}.") from error
    spoken = "\n".join(dict.fromkeys(_literals(tree)))
    lines_of = _plain_lines if name.endswith(".txt") else _text
    shown = dict.fromkeys(lines_of(_render(tree.body, way)) for way in range(_BRANCHES))
    return tuple(Page(name, text, (ATTRIBUTION,)) for text in (*shown, spoken) if text.strip())


def _literals(tree: nodes.Template) -> Iterator[str]:
    """Sentences and labels that stand as strings in expressions; a name, a class or a path has no capital first."""
    for constant in tree.find_all(nodes.Const):
        if isinstance(constant.value, str) and re.match(r"[A-Z][\w’']*(?:[\s.?!:,]|$)", constant.value):
            yield _FILLED.sub(NAME, constant.value)


def _render(body: list[nodes.Node], way: int) -> str:
    return "".join(_piece(node, way) for node in body)


def _piece(node: nodes.Node, way: int) -> str:
    if isinstance(node, nodes.Output):
        return "".join(_output(part) for part in node.nodes)
    if isinstance(node, nodes.If):
        branches = [node.body, *(part.body for part in node.elif_), node.else_]
        return _render(branches[min(way, len(branches) - 1)], way)
    if isinstance(node, nodes.For):
        return _render(node.body if way == 0 or not node.else_ else node.else_, way)
    return _render(getattr(node, "body", None) or [], way) if not isinstance(node, nodes.Expr) else ""


def _output(part: nodes.Expr) -> str:
    """Return what an output shows: a sentence that can be said in any language, or something filled in."""
    if isinstance(part, nodes.TemplateData):
        return part.data
    if isinstance(part, nodes.Call) and isinstance(part.node, nodes.Name) and part.node.name in TEMPLATE_NAMES:
        first = part.args[0] if part.args else None
        if isinstance(first, nodes.Const) and isinstance(first.value, str):
            return _FILLED.sub(NAME, first.value)
    return NAME


class _Words(HTMLParser):
    """Turns markup into lines: one for each block, and one for each spoken attribute."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Part blocks; keep what a screen reader says."""
        self.silent += tag in _SILENT
        spoken = [value for name, value in attrs if name in _SPOKEN and value and value != NAME]
        self.pieces += [f"\n{value}\n" for value in spoken]
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Part blocks."""
        self.silent -= tag in _SILENT and self.silent > 0
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep the words; a line break in the source is a space."""
        if not self.silent:
            self.pieces.append(re.sub(r"\s+", " ", data))


def _text(markup: str) -> str:
    parser = _Words()
    parser.feed(markup)
    parser.close()
    return _plain_lines("".join(parser.pieces))


def _plain_lines(text: str) -> str:
    """Keep the lines that hold words."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip(f"{NAME} .,:–") and not _CLASS.fullmatch(line))
