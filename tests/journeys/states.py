"""Every kind of question in every state and look, put before the accessibility kit as a client sees it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.application import open_session
from linkdesk.assessments import library
from linkdesk.assessments import queries
from linkdesk.assessments.questionnaire import shown
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.service import turn_page
from linkdesk.clients.models import Client
from linkdesk.vault.lock import ClientMode
from tests.journeys.accessibility import check_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from playwright.sync_api import Page

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.rules import AnswerValue
    from tests.furnished import House


class State(StrEnum):
    """How a question may stand on its page."""

    FRESH = "nothing given yet"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    UNKNOWN = "not known"
    REFUSED = "refused, with its error summary"
    CHANGING = "answered, and opened again from where answers are checked"


class Look(StrEnum):
    """How the page is shown; each is also looked at 320 pixels wide and with the text spacing of WCAG."""

    LIGHT = "light"
    DARK = "dark"
    FORCED = "forced colours"
    RIGHT_TO_LEFT = "right to left"


@dataclass
class Talk:
    """One talk in a client's hands."""

    house: House
    origin: str
    id: UUID

    def reach(self, question: Question) -> None:
        """Answer what comes before so that this question is asked: yes, or the cards that bring it up."""
        with open_session(self.house.settings, self.house.vault) as (session, actor):
            form = library.form(queries.talk(session, self.id).form.url)
            for link_id, value in opening(form, question).items():
                give_answer(session, actor, GiveAnswer(self.id, link_id, value))

    def put(self, question: Question, state: State, value: AnswerValue) -> None:
        """Bring a question into a state, in the store; a refusal is brought about on the page."""
        skipped, unknown = state is State.SKIPPED, state is State.UNKNOWN
        kept = value if state in (State.ANSWERED, State.CHANGING) else None
        with open_session(self.house.settings, self.house.vault) as (session, actor):
            if question.asks:
                command = GiveAnswer(self.id, question.link_id, kept, skipped=skipped, unknown=unknown)
                give_answer(session, actor, command)
            turn_page(session, actor, self.id, question.number)

    def show(self, page: Page, question: Question, state: State) -> None:
        """Open the page of the question as it stands."""
        then = "?then=check" if state is State.CHANGING else ""
        answer = page.goto(f"{self.origin}/assessments/{self.id}/question/{question.number}{then}")
        assert answer is not None
        assert answer.status == 200
        assert page.url.endswith(f"/question/{question.number}{then}")
        if state is State.REFUSED:
            _bring_about_a_refusal(page, question)


@contextmanager
def in_hands(house: House, origin: str, form_url: str) -> Iterator[Talk]:
    """Start a talk and hand the screen over, without the clicks that other tests walk."""
    with open_session(house.settings, house.vault) as (session, actor):
        client = house.ids(Client)[0]
        made = start_assessment(session, actor, StartAssessment(client, form_url, Setting.CLIENT))
    house.vault.client_mode = ClientMode(made, client)
    try:
        yield Talk(house, origin, made)
    finally:
        house.vault.client_mode = None


def _bring_about_a_refusal(page: Page, question: Question) -> None:
    """Send what the page cannot take: words too long, a day that is none, a choice that is not on the page."""
    if question.kind is Kind.DATE:
        for part in ("day", "month", "year"):
            page.locator(f"[name=answer-{part}]").fill("33")
    elif question.kind in (Kind.TEXT, Kind.LINE):
        page.locator("[name=answer]").evaluate("box => { box.value = 'x'.repeat(4001); }")
    elif question.kind in (Kind.WHOLE, Kind.DECIMAL):
        page.locator("[name=answer]").fill("many")
    else:
        page.locator("[name=answer]").first.evaluate("box => { box.value = 'elsewhere'; box.checked = true; }")
    page.locator("main").get_by_role("button", name="Next", exact=True).click()
    page.locator(".govuk-error-summary").wait_for()


def faults_in(page: Page, look: Look) -> list[str]:
    """Return the faults of the page in one look: both engines, our own checks, 44 px, 320 px, text spacing."""
    # Without motion, or buttons fade from one set of colours to the other.
    page.emulate_media(forced_colors="active" if look is Look.FORCED else "none", reduced_motion="reduce")
    theme = "dark" if look is Look.DARK else "light"
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    page.evaluate("way => { document.documentElement.dir = way; }", "rtl" if look is Look.RIGHT_TO_LEFT else "ltr")
    return check_page(page)


def an_answer(question: Question) -> AnswerValue:
    """Return an answer that the question takes."""
    if question.kind is Kind.SCALE and question.scale is not None:
        return question.scale.high
    if question.kind is Kind.MULTI:
        return tuple(option.key for option in question.options if not option.exclusive)[: question.most or 3]
    simple: dict[Kind, AnswerValue] = {
        Kind.BOOLEAN: True,
        Kind.WHOLE: 3,
        Kind.DECIMAL: 2.5,
        Kind.DATE: "2026-11-03",
        Kind.CHOICE: question.options[0].key if question.options else None,
    }
    return simple.get(question.kind, "My own words.\nTwo lines." if question.kind is Kind.TEXT else "My own words.")


def every_answer(question: Question) -> Iterator[AnswerValue]:
    """Yield every answer that looks different on the page: each card alone, all that may be chosen, each point."""
    if question.kind is Kind.SCALE and question.scale is not None:
        yield from question.scale.points
    elif question.kind is Kind.BOOLEAN:
        yield from (True, False)
    elif question.kind is Kind.CHOICE:
        yield from (option.key for option in question.options)
    elif question.kind is Kind.MULTI:
        yield from ((option.key,) for option in question.options)
        yield an_answer(question)
    else:
        yield an_answer(question)


def opening(form: Form, question: Question) -> dict[str, AnswerValue]:
    """Return answers to earlier questions that bring this one up.

    Raises:
        AssertionError: none of the answers tried does.
    """
    values: dict[str, AnswerValue] = {}
    for earlier in (each for each in form.questions if each.number < question.number and each.asks):
        for value in (None, *every_answer(earlier)):
            tried = {**values, earlier.link_id: value}
            if question.link_id in {each.link_id for each in shown(form, tried)}:
                return {name: found for name, found in tried.items() if found is not None}
    named = {condition.asked: condition for gate in question.gates for condition in gate.conditions}
    for link_id in named:
        asked = form.question(link_id)
        assert asked is not None
        values |= opening(form, asked)
        for value in every_answer(asked):
            tried = {**values, link_id: value}
            if question.link_id in {each.link_id for each in shown(form, tried)}:
                return tried
    assert question.link_id in {each.link_id for each in shown(form, values)}, question.link_id
    return values
