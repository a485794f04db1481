"""A client who answers a whole form in the real window, which is killed at random moments and started again.

What the window showed as kept is noted (`Told`). What was under way when it died may be kept or not, never half.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from playwright.sync_api import Error
from playwright.sync_api import expect

from linkdesk.assessments.answers import boxes
from linkdesk.assessments.answers import words
from linkdesk.assessments.flow import Go
from linkdesk.assessments.flow import next_page
from linkdesk.assessments.questionnaire import shown
from linkdesk.assessments.rules import Kind
from tests.furnished import PASSPHRASE
from tests.journeys.accessibility import TIMEOUT
from tests.safety.quiet_hour import family

if TYPE_CHECKING:
    import subprocess
    from uuid import UUID

    from playwright.sync_api import Page

    from linkdesk.assessments.flow import Talk
    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.rules import AnswerValue

LONGEST_DELAY = 0.9
"""Seconds: the kill falls somewhere between the first touch of a page and the next one."""
WORD = "Zaunkönig"
VALUES = "boxes => boxes.map((box) => box.value)"


@dataclass
class Told:
    """What the window showed as kept, and what was under way: the question, its value and the page after it."""

    values: dict[str, AnswerValue] = field(default_factory=dict)
    page: int = 1
    asked: str = ""
    goal: AnswerValue = None
    after: int = 0
    answered: int = 0

    def begin(self, link_id: str, goal: AnswerValue) -> None:
        """Note that this question is being answered from now on."""
        self.asked, self.goal, self.after = link_id, goal, self.page

    def faults(self, talk: Talk) -> list[str]:
        """Say how the talk as it is kept differs from what was shown as kept."""
        names = {*self.values, *(name for name, value in talk.values.items() if value is not None)}
        found = [
            f"{name}: {talk.values.get(name)!r}, told {self.values.get(name)!r}"
            for name in sorted(names)
            if talk.values.get(name) != self.values.get(name) and not self._under_way(name, talk.values.get(name))
        ]
        if talk.here not in (self.page, self.after or self.page):
            found.append(f"stands on {talk.here}, told {self.page}")
        return found

    def _under_way(self, name: str, kept: AnswerValue) -> bool:
        """Say whether this may be kept of the question that was being answered; cards are chosen one by one."""
        if name != self.asked:
            return False
        if isinstance(self.goal, tuple):
            return set(_keys(kept)) <= {*_keys(self.values.get(name)), *self.goal}
        return kept == self.goal

    def resume(self, talk: Talk) -> None:
        """Go on from what is kept."""
        self.values = {name: value for name, value in talk.values.items() if value is not None}
        self.page, self.asked, self.goal, self.after = talk.here, "", None, 0


def _keys(value: AnswerValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def kill(program: subprocess.Popen[bytes]) -> None:
    """End the program and all of its own at once, without a chance to tidy up."""
    own = family(program.pid)
    program.kill()
    for pid in reversed(own):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    program.wait(60)


def come_in(page: Page) -> str:
    """Come in by passphrase; return the address of LinkDesk."""
    page.set_default_timeout(TIMEOUT)
    expect.set_options(timeout=TIMEOUT)
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    page.get_by_role("heading", level=1, name="Today").wait_for()
    return page.url.rstrip("/")


def unlock_and_turn(page: Page, talk_id: UUID) -> None:
    """Come in by passphrase and turn the screen to the client; the talk opens where it stands."""
    origin = come_in(page)
    page.goto(f"{origin}/assessments/{talk_id}")
    page.get_by_role("button", name="Turn the screen to the client").click()
    page.locator("body.ld-client").wait_for()


def shown_faults(page: Page, talk: Talk) -> list[str]:
    """Say how the page that came back differs from where the talk stands and what is kept for that question."""
    question = talk.form.at(talk.here)
    if question is None:
        return [] if page.url.endswith("/answers") else [f"{page.url} is not where answers are checked"]
    if not page.url.endswith(f"/question/{talk.here}"):
        return [f"{page.url} is not question {talk.here}"]
    value = talk.values.get(question.link_id)
    if question.kind in (Kind.TEXT, Kind.LINE):
        there: object = page.locator("[name=answer]").input_value() or None
    else:
        ticked = page.locator("[name=answer]:checked").evaluate_all(VALUES)
        chosen = {"yes": True, "no": False} if question.kind is Kind.BOOLEAN else {}
        single = chosen.get(ticked[0], ticked[0]) if ticked else None
        there = (tuple(ticked) or None) if question.kind is Kind.MULTI else single
    return [] if there == value else [f"{question.link_id} shows {there!r}, kept {value!r}"]


def answer_until_killed(
    page: Page, program: subprocess.Popen[bytes], talk: Talk, told: Told, source: random.Random, whole: int
) -> None:
    """Answer question after question; after `whole` of them the kill falls at a random moment of what comes next."""
    timer = threading.Timer(source.uniform(0, LONGEST_DELAY), kill, [program])
    try:
        while told.page < talk.last_page:
            if whole == 0:
                timer.start()
            _one_answer(page, talk, told, source)
            whole -= 1
    except (Error, AssertionError):
        if timer.ident is None:
            raise
        timer.join()
        assert program.poll() is not None, "it was not the kill that ended this"
        return
    if timer.ident is None:
        timer.start()  # every question is answered before the moment came: it falls where the answers are checked
    timer.join()


def answer_to_the_end(page: Page, talk: Talk, told: Told, source: random.Random) -> None:
    """Answer what is left, see every answer where they are checked, and finish."""
    while told.page < talk.last_page:
        _one_answer(page, talk, told, source)
    lines = page.locator(".ld-check li").all_inner_texts()
    asked = [q for q in shown(talk.form, told.values) if q.asks]
    assert len(lines) == len(asked)
    for line, question in zip(lines, asked, strict=True):
        assert question.text in line
        assert words(question, told.values.get(question.link_id)) in line, (line, question.link_id)
    page.get_by_role("button", name="I have finished").click()
    page.get_by_role("heading", level=1, name="Finished. Thank you.").wait_for()


def _one_answer(page: Page, talk: Talk, told: Told, source: random.Random) -> None:
    question = talk.form.at(told.page)
    assert question is not None
    value = _choice(question, source)
    told.begin(question.link_id, value)
    _give(page, question, value)
    changed = told.values.get(question.link_id) != value
    if changed and not isinstance(value, tuple) and source.randrange(2):  # every second time autosave comes first
        expect(page.locator("[data-autosave-status]")).to_contain_text("Saved")
        told.values[question.link_id] = value
    told.after = next_page(_as_answered(talk, told, question, value), told.page, Go.NEXT, checking=False)
    page.locator("main").get_by_role("button", name="Next", exact=True).click()
    page.wait_for_url("**/answers" if told.after == talk.last_page else f"**/question/{told.after}")
    told.values[question.link_id] = value
    told.page, told.asked, told.goal = told.after, "", None
    told.answered += 1


def _as_answered(talk: Talk, told: Told, question: Question, value: AnswerValue) -> Talk:
    return replace(talk, values={**talk.values, **told.values, question.link_id: value})


def _choice(question: Question, source: random.Random) -> AnswerValue:
    """Return an answer; of the areas of life the first three that are offered, so that all come in the end."""
    several = [option.key for option in question.options if not option.exclusive]
    if question.waits:
        return tuple(several[: question.most])
    if question.kind is Kind.MULTI:
        picked = set(source.sample(several, min(len(several), source.randint(1, 3))))
        return tuple(key for key in several if key in picked)
    if question.kind is Kind.CHOICE:
        return source.choice([option.key for option in question.options])
    return bool(source.randrange(2)) if question.kind is Kind.BOOLEAN else f"{WORD} {source.getrandbits(32)}"


def _give(page: Page, question: Question, value: AnswerValue) -> None:
    if question.kind in (Kind.TEXT, Kind.LINE):
        page.locator("[name=answer]").fill(str(value))
        return
    keys = value if isinstance(value, tuple) else (boxes(question, value)[0],)
    ticked = page.locator("[name=answer][type=checkbox]:checked")
    for other in set(ticked.evaluate_all(VALUES)) - set(keys):  # what an earlier life kept of the same question
        page.locator(f"[name=answer][value='{other}']").uncheck(force=True)
    for key in keys:
        page.locator(f"[name=answer][value='{key}']").check(force=True)
