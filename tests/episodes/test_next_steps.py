"""Each stage asks for one thing, and says so in words."""

from __future__ import annotations

from linkdesk.episodes.next_steps import NEXT_STEPS
from linkdesk.episodes.stages import Stage


def test_every_stage_has_its_words() -> None:
    assert set(NEXT_STEPS) == set(Stage)
    for stage, step in NEXT_STEPS.items():
        assert step.stage is stage
        assert step.heading
        assert step.sentence
        assert step.button
