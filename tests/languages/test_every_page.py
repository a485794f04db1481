"""No word on a client's page is left out of the catalogues: a language that marks what it says walks every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.assessments import library
from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.sort.cards import cards
from linkdesk.assessments.sort.rules import StartSort
from linkdesk.assessments.sort.service import start_sort
from linkdesk.clients.models import Client
from linkdesk.languages.speech import Speech
from linkdesk.languages.tongues import TONGUES
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus
from tests.counting import uncounted
from tests.furnished import CODE
from tests.furnished import House
from tests.pages import Page
from tests.pages import Worker

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from uuid import UUID

URDU = next(each for each in TONGUES if each.tag == "ur")
OPEN, CLOSE = "⟦", "⟧"
SPOKEN = ("alt", "aria-label", "placeholder", "data-stop", "data-failed", "data-autosave-word")
MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
LETTERS = re.compile(r"[A-Za-z]{2,}")
PARTS = {"script", "template", "style", "head"}


class Echo(Mapping[str, str]):
    """A language in which every sentence is its own translation, between marks."""

    def __getitem__(self, key: str) -> str:
        return f"{OPEN}{key}{CLOSE}"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


ECHO = Speech(URDU, (Echo(),))


@pytest.fixture(autouse=True)
def _uncounted() -> Iterator[None]:
    """The tests of the rooms count the lines of these pages."""
    with uncounted():
        yield


@pytest.fixture
def worker(house: House, monkeypatch: pytest.MonkeyPatch) -> Worker:
    """A worker whose clients read the language of marks."""
    for place in ("linkdesk.organisation.languages.queries", "linkdesk.clients.speaking"):
        monkeypatch.setattr(f"{place}.speech_of", lambda *_given: ECHO)
    monkeypatch.setattr("linkdesk.organisation.languages.queries.tongue_for", lambda *_given: URDU)
    return house.worker


def unmarked(page: Page) -> list[str]:
    """Return the words of a page that nobody said: not between marks, and not said to be English."""
    found: list[str] = []
    _look(page.tree.find("body"), found)
    title = next(page.tree.iter("title")).text or ""
    return [words for words in (*found, title.removesuffix("LinkDesk")) if LETTERS.search(_without_marks(words))]


def _look(node: ET.Element | None, found: list[str]) -> None:
    if node is None or node.tag in {*PARTS, "bdi"} or node.get("lang") == "en-GB" or node.get("dir") == "auto":
        return
    own = "".join(_own_words(node))
    found.append(own)
    found += [node.get(name, "") for name in SPOKEN]
    for child in node:
        _look(child, found)


def _own_words(node: ET.Element) -> Iterator[str]:
    """The text of a part, with the inline parts of its sentence in their place; people's own words are left out."""
    yield node.text or ""
    for child in node:
        if child.tag in {"b", "strong", "span"} and child.get("dir") != "auto" and child.get("lang") != "en-GB":
            yield from _own_words(child)
        yield child.tail or ""


def _without_marks(words: str) -> str:
    while (shorter := MARKED.sub("", words)) != words:
        words = shorter
    return words


def _turn(worker: Worker, talk: UUID) -> str:
    worker.post(f"/assessments/{talk}/turn", {}, token_from="/settings")
    return f"/assessments/{talk}"


def _check(page: Page, own: tuple[str, ...] = ()) -> None:
    """No word stands on a page that nobody said, but for names: of the service, of a help line, of LinkDesk."""
    assert [words for words in unmarked(page) if not any(name in words for name in own)] == []


FORMS = [form.url for form in library.forms() if not form.validated]


@pytest.mark.parametrize("url", FORMS)
def test_every_question_of_a_form_of_linkdesk(house: House, worker: Worker, url: str) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        talk = start_assessment(session, actor, StartAssessment(house.ids(Client)[0], url, Setting.CLIENT))
    base = _turn(worker, talk)
    for _ in range(60):
        page = worker.get(f"{base}/talk")
        _check(page)
        if "/question/" not in page.answer.request.path:
            break
        here = page.answer.request.path
        fields = page.fields()
        if url == library.MY_LIFE and any(node.get("value") == "money" for node in page.every("input")):
            fields["answer"] = "money"
        worker.post(here, {**fields, "go": "next" if "answer" in fields else "unknown"}, token_from=here)
    assert page.answer.request.path.endswith("/answers")
    _check(worker.post(f"{base}/answers", {}, token_from=f"{base}/answers"))


def test_rest_help_refusals_and_what_is_wrong(house: House, worker: Worker) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        command = StartAssessment(house.ids(Client)[0], library.WHAT_MATTERS, Setting.CLIENT)
        talk = start_assessment(session, actor, command)
    base = _turn(worker, talk)
    _check(worker.get(f"{base}/break"))
    here = worker.get(f"{base}/talk").answer.request.path
    worker.post(here, {"go": "next"}, token_from=here)
    here = worker.get(f"{base}/talk").answer.request.path
    _check(worker.post(here, {"go": "next", "answer": "x" * 200_000}, token_from=here, expect=422), own=("xxx",))
    _check(worker.post(here, {"go": "stop"}, token_from=here))
    _check(worker.get("/help-now"), own=("LinkDesk", "999bsl"))
    _check(worker.get("/clients", expect=403), own=("LinkDesk", "F1"))


def test_the_picture_sort(house: House, worker: Worker) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        talk = start_sort(
            session,
            actor,
            StartSort(
                house.ids(Client)[0],
                Setting.CLIENT,
                ONLY_US,
                tuple(c.key for c in cards()[:4]),
            ),
        )
    base = _turn(worker, talk)
    for go in ("change", "good", "so-so", "leave-out"):
        page = worker.get(f"{base}/talk")
        _check(page)
        worker.post(page.answer.request.path, {"go": go}, token_from=page.answer.request.path)
    cards_page = worker.get(f"{base}/talk")
    _check(cards_page)
    first = worker.post(cards_page.answer.request.path, {"go": "next"}, token_from=cards_page.answer.request.path)
    _check(first)


def test_sharing_and_the_plan(house: House, worker: Worker) -> None:
    client = house.ids(Client)[0]
    _check(worker.get(f"/clients/{client}/sharing/screen/1"))
    _check(worker.get(f"/clients/{client}/sharing/screen/sign"))
    with open_session(house.settings, house.vault) as (session, _actor):
        draft = next(row for row in session.query(Plan) if row.status is PlanStatus.DRAFT)
        plan = draft.id
    _check(worker.get(f"/plans/{plan}/agree"))


def test_a_word_that_nobody_marked_would_be_found(house: House, worker: Worker) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        command = StartAssessment(house.ids(Client)[0], library.WHAT_MATTERS, Setting.CLIENT)
        talk = start_assessment(session, actor, command)
    base = _turn(worker, talk)
    page = worker.post(f"{base}/leave", {"code": "000000"}, token_from=f"{base}/leave", expect=422)
    assert unmarked(page), "the worker's own page is English"
    worker.post(f"{base}/leave", {"code": CODE}, token_from=f"{base}/leave")
    assert unmarked(worker.get("/settings"))
