"""One rule says where an episode stands: the end, then the furthest work, then the way in."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest

from linkdesk.episodes.choices import Decision
from linkdesk.episodes.stages import STAGE_WORDS
from linkdesk.episodes.stages import Facts
from linkdesk.episodes.stages import Stage
from linkdesk.episodes.stages import stage

TODAY = date(2026, 11, 25)
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(today=TODAY, decision=None), Stage.RECEIVED),
        (Facts(today=TODAY, decision=Decision.DECLINED), Stage.RECEIVED),
        (Facts(today=TODAY, decision=Decision.WRONG_SERVICE), Stage.RECEIVED),
        (Facts(today=TODAY, decision=Decision.NEED_MORE), Stage.ASKED),
        (Facts(today=TODAY), Stage.CONTACT),
        (Facts(today=TODAY, first_contact_on=TODAY), Stage.BOOK),
        (Facts(today=TODAY, first_contact_on=TODAY, first_visit_on=TOMORROW), Stage.VISIT),
        (Facts(today=TODAY, first_visit_on=TODAY), Stage.LISTEN),
        (Facts(today=TODAY, first_visit_on=TODAY - timedelta(days=30)), Stage.LISTEN),
        (Facts(today=TODAY, unfinished=True), Stage.FINISH_LISTENING),
        (Facts(today=TODAY, decision=None, unfinished=True, assessed=True), Stage.FINISH_LISTENING),
        (Facts(today=TODAY, assessed=True), Stage.PLAN),
        (Facts(today=TODAY, assessed=True, unfinished=True, plan_drafted=True), Stage.AGREE),
        (Facts(today=TODAY, plan_drafted=True, plan_agreed=True, review_on=TODAY), Stage.AGREE),
        (Facts(today=TODAY, plan_agreed=True), Stage.KEEP_GOING),
        (Facts(today=TODAY, plan_agreed=True, review_on=TOMORROW), Stage.KEEP_GOING),
        (Facts(today=TODAY, plan_agreed=True, review_on=TODAY), Stage.REVIEW),
        (Facts(today=TODAY, plan_agreed=True, closing_on=TODAY), Stage.CLOSING),
        (Facts(today=TODAY, closing_on=TODAY, closed_on=TODAY), Stage.CLOSED),
        (Facts(today=TODAY, decision=None, closed_on=TODAY), Stage.CLOSED),
    ],
)
def test_the_stage_follows_from_facts(facts: Facts, expected: Stage) -> None:
    assert stage(facts) is expected


def test_every_stage_has_words_of_its_own() -> None:
    assert set(STAGE_WORDS) == set(Stage)
    assert len(set(STAGE_WORDS.values())) == len(Stage)
