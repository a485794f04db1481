"""What is looked for: phrases of a goal as topics, needs of the gap list, areas of the form “My life”."""

from __future__ import annotations

import pytest

from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.library import form
from linkdesk.connections.fitting.wanted import AREAS
from linkdesk.connections.fitting.wanted import PRIVATE
from linkdesk.connections.fitting.wanted import TOPICS
from linkdesk.connections.fitting.wanted import of_area
from linkdesk.connections.fitting.wanted import of_need
from linkdesk.connections.fitting.wanted import offered
from linkdesk.connections.fitting.wanted import topics_asked
from linkdesk.connections.fitting.wanted import wanted
from linkdesk.connections.gaps.rules import Need
from linkdesk.services.finding.words import FILE


def test_every_topic_stands_in_the_list_of_words_and_every_need_has_some() -> None:
    known = {line.partition(",")[0] for line in FILE.read_text("utf-8").splitlines()[1:]}
    named = {*PRIVATE, *(topic for topics in TOPICS.values() for topic in topics)}
    named |= {topic for area in AREAS.values() for topic in area.topics}
    assert named <= known
    assert {need for need in Need if not TOPICS[need]} == {Need.OTHER}


def test_every_area_of_the_form_leads_somewhere() -> None:
    (areas,) = (each for each in form(MY_LIFE).questions if each.link_id == "areas")
    assert {each.key for each in areas.options if not each.exclusive} == set(AREAS)
    for key in AREAS:
        found = of_area(key, "as the form says")
        assert found is not None
        assert found.topics
        assert found.words == "as the form says"
    assert of_area("nothing", "Nothing today") is None


@pytest.mark.parametrize(
    ("words", "topic", "need"),
    [
        ("I feel lonely and want to make friends", "loneliness", Need.COMPANY),
        ("Get my bills under control", "money", Need.MONEY),
        ("Walk to the shop without fear", "walking", Need.MOVING),
    ],
)
def test_a_goal_asks_for_topics(words: str, topic: str, need: Need) -> None:
    found = wanted(words)
    assert topic in found.topics
    assert found.need is need


@pytest.mark.parametrize("words", ["", "zzzz", "'; DROP TABLE", "a" * 500, "🙂"])
def test_what_asks_for_nothing_asks_for_nothing(words: str) -> None:
    assert topics_asked(words) == frozenset()
    assert wanted(words).need is None


def test_danger_and_debt_are_put_away_and_a_garden_is_not() -> None:
    assert of_need(Need.SAFE).is_private
    assert wanted("gambling").is_private
    assert not of_need(Need.NATURE).is_private


def test_a_service_says_it_in_its_own_words() -> None:
    topics = of_need(Need.COMPANY).topics
    assert offered("Tea and a friendly chat. Befriending for all.", topics) in {"friendly chat", "befriending"}
    assert offered("We mend bicycles.", topics) == ""
