"""A worker's browser for tests: every page it fetches is checked, forms are filled by their labels' names."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING

import html5lib

from tests.counting import uncounted

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

NAMELESS = {"hidden", "submit", "button", "image", "reset"}


class PageFaultError(AssertionError):
    """A page broke a rule that every page must keep."""


@dataclass
class Page:
    """One answer, parsed."""

    answer: TestResponse
    tree: ET.Element

    @property
    def status(self) -> int:
        """The status code."""
        return self.answer.status_code

    @property
    def words(self) -> str:
        """All text a person can read, spaces folded."""
        body = self.tree.find("body")
        skip = {"script", "template", "style"}

        def texts(node: ET.Element) -> list[str]:
            if node.tag in skip:
                return [node.tail or ""]
            return [node.text or "", *(t for child in node for t in texts(child)), node.tail or ""]

        return re.sub(r"\s+", " ", " ".join(texts(body))).strip() if body is not None else ""

    def every(self, tag: str) -> list[ET.Element]:
        """Return every element of a kind."""
        return list(self.tree.iter(tag))

    def fields(self, action: str | None = None) -> dict[str, str]:
        """Return what the form would send as it stands (the one that posts to `action`, else the last)."""
        forms = [f for f in self.every("form") if f.get("method", "").lower() == "post"]
        main = [f for f in forms if action is None or (f.get("action") or "") == action]
        found: dict[str, str] = {}
        for node in (main or forms)[-1].iter():
            name = node.get("name")
            if not name or "disabled" in node.attrib:
                continue
            if node.tag == "textarea":
                found[name] = (node.text or "").removeprefix("\n")
            elif node.tag == "select":
                chosen = [o for o in node.iter("option") if "selected" in o.attrib] or list(node.iter("option"))[:1]
                found[name] = (chosen[0].get("value") or "") if chosen else ""
            elif node.tag == "input" and node.get("type") in {"checkbox", "radio"}:
                if "checked" in node.attrib:
                    found[name] = node.get("value", "on")
            elif node.tag == "input" and node.get("type") not in NAMELESS - {"hidden"}:
                found[name] = node.get("value", "")
        return found


def parse(html: str) -> ET.Element:
    """Parse as strict HTML5. Raises PageFaultError."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        with uncounted():
            tree: ET.Element = parser.parse(html)
    except html5lib.html5parser.ParseError as error:
        line = parser.errors[-1] if parser.errors else ""
        raise PageFaultError(f"not valid HTML: {error} {line}") from error
    return tree


def check(tree: ET.Element, path: str) -> None:
    """Check what every page owes: one h1, a title, unique ids, labelled inputs, nothing from outside."""
    faults = []
    if len(list(tree.iter("h1"))) != 1:
        faults.append(f"{len(list(tree.iter('h1')))} h1")
    title = next(tree.iter("title"), None)
    if title is None or not (title.text or "").endswith("LinkDesk"):
        faults.append("no title")
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    faults += [f"id {one!r} twice" for one in {i for i in ids if ids.count(i) > 1}]
    faults += [f"field {name!r} without a label" for name in _unlabelled(tree)]
    for node in tree.iter():
        for attribute in ("src", "href", "action"):
            value = node.get(attribute, "")
            if re.match(r"(?i)(https?:)?//|javascript:|data:", value):
                faults.append(f"{attribute}={value!r} leads outside")
        faults += [f"inline {name}" for name in node.attrib if str(name).startswith("on") or name == "style"]
    if faults:
        raise PageFaultError(f"{path}: {'; '.join(faults)}")


def _unlabelled(tree: ET.Element) -> list[str]:
    labelled = {label.get("for") for label in tree.iter("label")}
    wrapped = {id(node) for label in tree.iter("label") for node in label.iter()}
    return [
        node.get("name", "?")
        for tag in ("input", "textarea", "select")
        for node in tree.iter(tag)
        if node.get("type", "text") not in NAMELESS
        and node.get("id") not in labelled
        and id(node) not in wrapped
        and not node.get("aria-label")
        and not node.get("aria-labelledby")
    ]


@dataclass
class Worker:
    """Somebody at the keyboard."""

    client: FlaskClient

    def get(self, path: str, *, expect: int = 200) -> Page:
        """Open a page, follow redirects, check it."""
        return self._page(self.client.get(path, follow_redirects=True), path, expect)

    def post(self, path: str, fields: dict[str, str], *, expect: int = 200, token_from: str | None = None) -> Page:
        """Send fields with a valid token and follow the redirect."""
        token = self.token(token_from or path)
        answer = self.client.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)
        return self._page(answer, path, expect)

    def fill(self, path: str, fields: dict[str, str], *, action: str | None = None, expect: int = 200) -> Page:
        """Open a form page, change these fields, send the form where it says."""
        page = self.get(path)
        form = {**page.fields(action), **fields}
        answer = self.client.post(action or path, data=form, follow_redirects=True)
        return self._page(answer, path, expect)

    def token(self, path: str) -> str:
        """Return a valid form token."""
        html = self.client.get(path, follow_redirects=True).get_data(as_text=True)
        found = re.search(r'name="csrf-token" content="([^"]+)"', html)
        assert found, f"no token on {path}"
        return found.group(1)

    def _page(self, answer: TestResponse, path: str, expect: int) -> Page:
        html = answer.get_data(as_text=True)
        assert answer.status_code == expect, f"{path}: {answer.status_code}\n{html[:3000]}"
        tree = parse(html)
        check(tree, path)
        return Page(answer, tree)
