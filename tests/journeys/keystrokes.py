"""The keystroke-level model: what a practised worker needs for a way through pages, step by step.

Card, Moran and Newell's figures: 0.28 s a key for an average typist, 1.1 s to point, 1.35 s to decide; the computer's
answer is measured.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator
    from playwright.sync_api import Page

KEY, POINT, DECIDE = 0.28, 1.1, 1.35


@dataclass
class Step:
    """One thing a worker does: a decision, a pointing or keys, and how long the computer took to answer."""

    words: str
    keys: int = 0
    points: int = 0
    decisions: int = 0
    answer: float = 0.0

    @property
    def seconds(self) -> float:
        """What the step takes."""
        return self.keys * KEY + self.points * POINT + self.decisions * DECIDE + self.answer


@dataclass
class Walk:
    """A worker at the screen; everything done is done in the browser and counted."""

    page: Page
    steps: list[Step] = field(default_factory=list)

    def point(self, words: str, target: Locator, *, decide: bool = True) -> None:
        """Point at something and click."""
        self.steps.append(Step(words, points=1, decisions=int(decide)))
        target.click()

    def keys(self, words: str, *pressed: str, decide: bool = True) -> None:
        """Type texts and press keys; a name in brackets, like [Tab], is one key."""
        step = Step(words, decisions=int(decide))
        self.steps.append(step)
        for text in pressed:
            if text.startswith("["):
                self.page.keyboard.press(text.strip("[]"))
                step.keys += 1
            else:
                self.page.keyboard.type(text)
                step.keys += len(text)

    def wait(self, heading: str) -> None:
        """Wait for the page with this heading; the time belongs to the step before."""
        begun = time.monotonic()
        self.page.get_by_role("heading", level=1, name=heading).wait_for()
        self.steps[-1].answer += time.monotonic() - begun

    @property
    def seconds(self) -> float:
        """What the whole way takes."""
        return sum(step.seconds for step in self.steps)

    def table(self, title: str) -> str:
        """Return the steps and their sum as a table in Markdown."""
        rows = [
            f"| {one.words} | {one.keys} | {one.points} | {one.decisions} | {one.answer:.1f} | {one.seconds:.1f} |"
            for one in self.steps
        ]
        sums = (
            sum(step.keys for step in self.steps),
            sum(step.points for step in self.steps),
            sum(step.decisions for step in self.steps),
        )
        answer = sum(step.answer for step in self.steps)
        head = ["| Step | Keys | Pointings | Decisions | Answer, s | Seconds |", "|---|---|---|---|---|---|"]
        last = f"| **{title}** | {sums[0]} | {sums[1]} | {sums[2]} | {answer:.1f} | **{self.seconds:.1f}** |"
        return "\n".join([*head, *rows, last]) + "\n"
