"""Each kind of question in each state, in pairs with each look; the long run: every answer of every built-in form.

Both engines, focus, error links, 44 pixel targets, 320 pixels, text spacing; light, dark, forced colours, right to
left.
"""

from __future__ import annotations

import sys
from itertools import product
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.assessments import library
from linkdesk.assessments.rules import Kind
from tests.assessments.forms import build
from tests.assessments.forms import choices
from tests.assessments.forms import item
from tests.assessments.forms import scale
from tests.journeys.serve import serving
from tests.journeys.states import Look
from tests.journeys.states import State
from tests.journeys.states import an_answer
from tests.journeys.states import every_answer
from tests.journeys.states import faults_in
from tests.journeys.states import in_hands

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.rules import AnswerValue
    from tests.furnished import House

pytestmark = pytest.mark.browser

SHARES = 4
LOOKS = tuple(Look)
PICTURE = "urn:linkdesk:form-extension:picture"
ALONE = {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive", "valueBoolean": True}


def _cards(*keys: str) -> list[dict[str, Any]]:
    """Return answers with pictures; the last stands alone."""
    made: list[dict[str, Any]] = [
        {"valueCoding": {"code": key, "display": key.title()}, "extension": [{"url": PICTURE, "valueCode": key}]}
        for key in keys
    ]
    return [*made, {"valueCoding": {"code": "none", "display": "None of these"}, "extension": [ALONE]}]


KINDS = build(
    item("words", "display"),
    item("text", "text"),
    item("line", "string"),
    item("one", "choice", answerOption=choices("tea", "milk", "water")),
    item("one-card", "choice", answerOption=_cards("home", "food", "friends")),
    item("several", "choice", repeats=True, answerOption=choices("tea", "milk", "water")),
    item("several-cards", "choice", repeats=True, answerOption=_cards("home", "food", "friends")),
    scale("faces"),
    scale("plain", good=""),
    item("yes-no", "boolean"),
    item("whole", "integer"),
    item("number", "decimal"),
    item("day", "date"),
    url="urn:example:every-kind",
    version="1",
    title="Every kind of question",
)


def test_the_form_has_every_kind_there_is() -> None:
    assert {question.kind for question in KINDS.questions} == set(Kind)


def _pairs() -> list[tuple[int, State, Look]]:
    """Return each question in each state, in looks that go round: each meets each of the other two at least once."""
    rows = list(product(range(len(KINDS.questions)), State))
    return [(number, state, LOOKS[(number + list(State).index(state)) % len(LOOKS)]) for number, state in rows]


def test_every_pair_is_looked_at() -> None:
    rows = _pairs()
    for left, right in ((0, 1), (0, 2), (1, 2)):
        wanted = len({row[left] for row in rows}) * len({row[right] for row in rows})
        assert len({(row[left], row[right]) for row in rows}) == wanted


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_each_kind_of_question_in_each_state(
    page: Page, house: House, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    forms = (*library.forms(), KINDS)
    monkeypatch.setattr(library, "forms", lambda: forms)
    faults = {}
    with serving(house.app) as origin, in_hands(house, origin, KINDS.url) as talk:
        for number, state, look in _pairs()[share::SHARES]:
            question = KINDS.questions[number]
            if not question.asks and state is not State.FRESH:
                continue  # a page of words has nothing to answer
            talk.put(question, state, an_answer(question) if question.asks else None)
            talk.show(page, question, state)
            if found := faults_in(page, look):
                faults[f"{question.link_id}, {state}, {look}"] = found
    assert faults == {}


@pytest.mark.slow
@pytest.mark.parametrize("form", library.forms(), ids=lambda form: form.url.rpartition(":")[2])
def test_every_answer_of_every_form(page: Page, house: House, form: Form) -> None:
    """The look goes round from state to state, so each question is seen in all of them."""
    faults, looked = {}, 0
    with serving(house.app) as origin:
        for question in form.questions:
            states = [State.FRESH, State.SKIPPED, State.UNKNOWN, State.REFUSED] if question.asks else [State.FRESH]
            rows: list[tuple[State, AnswerValue]] = [(state, None) for state in states]
            if question.asks:
                rows += [(State.ANSWERED, value) for value in every_answer(question)]
                rows += [(State.CHANGING, an_answer(question))]
            for state, value in rows:
                with in_hands(house, origin, form.url) as talk:
                    talk.reach(question)
                    talk.put(question, state, value)
                    talk.show(page, question, state)
                    look = LOOKS[looked % len(LOOKS)]
                    looked += 1
                    if found := faults_in(page, look):
                        faults[f"{question.link_id}, {state}, {value}, {look}"] = found
    sys.stdout.write(f"{form.title}: {looked} states, {len(faults)} with faults\n")
    assert faults == {}
