"""The easy-read rules: each catches its fault, and good words pass."""

from __future__ import annotations

import pytest

from linkdesk.easyread.reading import words
from linkdesk.easyread.rules import GRADE_FROM
from linkdesk.easyread.rules import glossary
from linkdesk.easyread.rules import known
from linkdesk.easyread.rules import lint
from linkdesk.easyread.rules import rules

GOOD = """What matters to you?
You can say what is good in your life.
You can say what is hard.
We write it down with you.
You can skip a question."""

FAULTS = [
    ("T1", "We will phone you at home on the day after the day when you went to the group."),
    ("T2", "You can walk, talk, sing and dance."),
    ("T2", "You can go, although it rains."),
    ("T2", "This is the group which meets here."),
    ("T3", "You are phoned by your link worker."),
    ("T3", "The plan was carefully checked by us."),
    ("T5", "We will assist you."),
    ("T5", "Please attend the group."),
    ("T5", "This is your assessment."),
    ("T6", "You can ask the CAB."),
    ("T6", "READ THIS PAGE."),
    ("T7", "You can ask your GP."),
    ("T7", "You can grow food on an allotment."),
    ("T8", "You don't have to say."),
    ("T8", "We’ll phone you."),
    ("T8", "It's your plan."),
    ("T8", "Bring a friend (or family)."),
    ("T8", "We can touch base on Monday."),
    ("T8", "You can come to the gar-\nden."),
    ("T9", "There are three steps."),
    ("T9", "Come at 14:30."),
    ("T9", "Come at 09.15."),
    ("T9", "It helps 50% of people."),
    ("T9", "You did 1/2 of it."),
    ("T10", "We will phone you soon."),
    ("T10", "You have a few choices."),
    ("T11", "The client can choose."),
    ("T13", "We talk about your biopsychosocial life."),
]


def broken(text: str, exempt: tuple[str, ...] = ()) -> set[str]:
    return {finding.rule for finding in lint(text, exempt)}


def test_good_words_pass() -> None:
    assert lint(GOOD) == ()


@pytest.mark.parametrize(("rule", "text"), FAULTS)
def test_each_fault_is_found(rule: str, text: str) -> None:
    assert rule in broken(text)


def test_every_rule_that_is_claimed_has_a_fault_that_proves_it() -> None:
    assert set(rules()) == {rule for rule, _ in FAULTS}


@pytest.mark.parametrize(
    "text",
    [
        "Phone us on 020 7946 0000 at 2:30 pm.",
        "It costs £1,250, not more.",
        "One friend can come with you.",
        "Jo’s plan is here.",
        "The information is for you.",
    ],
)
def test_what_is_allowed_is_not_a_fault(text: str) -> None:
    assert lint(text) == ()


def test_a_hard_word_may_stand_beside_its_explanation() -> None:
    assert lint(f"You can ask your GP.\n{glossary()['GP']}") == ()


def test_a_term_inside_a_longer_term_is_explained_once() -> None:
    assert lint(f"Is there domestic abuse?\n{glossary()['domestic abuse']}") == ()


def test_every_explanation_is_itself_easy() -> None:
    for term, explanation in glossary().items():
        assert lint(explanation) == (), term


def test_known_words_are_single_and_sorted() -> None:
    assert all(word.isalpha() and word.islower() for word in known())


def test_exempt_parts_are_left_alone() -> None:
    question = "Overall, how satisfied are you with your life nowadays, where 0 is not at all satisfied?"
    assert broken(question)
    assert lint(question, exempt=(question,)) == ()


def test_a_long_hard_text_has_a_reading_grade() -> None:
    text = "\n".join(["Community organisations organise activities regularly everywhere."] * 12)
    assert len(words(text)) >= GRADE_FROM
    assert any(finding.rule == "T13" and "grade" in finding.advice for finding in lint(text))
    assert not any("grade" in finding.advice for finding in lint("Community organisations organise activities."))


def test_a_finding_says_rule_advice_and_place() -> None:
    (finding,) = lint("We will phone you soon.")
    assert str(finding) == "T10: Instead of “soon”: a day or a date. In: “We will phone you soon.”"


def test_nothing_is_wrong_with_nothing() -> None:
    assert lint("") == ()
    assert lint("\n \n") == ()
