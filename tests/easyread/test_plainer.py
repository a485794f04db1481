"""What may be hard in words for a client, and the plainer words that fit in their place."""

from __future__ import annotations

import re

import pytest

from linkdesk.easyread.plainer import MOST_HINTS
from linkdesk.easyread.plainer import Hint
from linkdesk.easyread.plainer import HintKind
from linkdesk.easyread.plainer import everyday
from linkdesk.easyread.plainer import hints
from linkdesk.easyread.plainer import is_everyday
from linkdesk.easyread.reading import RAREST
from linkdesk.easyread.rules import lint

wordfreq = pytest.importorskip("wordfreq")


def _with(text: str) -> str:
    """Return a text with every plainer word put in its place, as the buttons do."""
    for hint in sorted(hints(text), key=lambda each: -each.start):
        if hint.say:
            assert text[hint.start : hint.start + len(hint.found)] == hint.found
            text = text[: hint.start] + hint.say + text[hint.start + len(hint.found) :]
    return text


@pytest.mark.parametrize(
    ("typed", "plainer"),
    [
        ("I attend the group.", "I go to the group."),
        ("I attended the group.", "I went to the group."),
        ("Attending the group", "Going to the group"),
        ("We commence on Monday.", "We start on Monday."),
        ("My accommodation is cold.", "My home is cold."),
        ("I have financial difficulties.", "I have money problems."),
        ("I liaise with the school.", "I talk to the school."),
        ("Assistance with my shopping", "Help with my shopping"),
        ("I phone the group.", "I phone the group."),
        ("I telephoned both organisations.", "I phoned both groups."),
        ("Telephone the organisation", "Phone the group"),
    ],
)
def test_plainer_words_take_the_ending_and_the_capital(typed: str, plainer: str) -> None:
    assert _with(typed) == plainer


def test_a_long_sentence_is_said_with_its_number_of_words() -> None:
    long = "I go to the shop and I go to the park and then I go home again."
    found = hints(f"I walk. {long}\nI rest.")
    assert [(each.kind, each.found, each.start) for each in found] == [(HintKind.LONG, long, 8)]
    assert "17 words" in found[0].words
    assert hints(long.replace(" again", "").replace("then ", "")) == ()


@pytest.mark.parametrize("word", ["a" * 80, "A" * 80, "Antidisestablishment", "internationalisation"])
def test_a_very_long_word_is_told_whoever_knows_it(word: str) -> None:
    (hint,) = hints(f"I like {word} now.")
    assert (hint.kind, hint.found, hint.say) == (HintKind.RARE, word, "")
    assert "very long word" in hint.words
    assert len(hint.words) < 100


def test_advice_that_is_no_words_has_no_button() -> None:
    assert [(each.found, each.say) for each in hints("I go soon.")] == [("soon", "")]
    assert [(each.found, each.say) for each in hints("The client goes.")] == [("The client", "")]
    assert [each.say for each in hints("We budgeted.")] == [""]


def test_a_hard_word_is_explained_unless_the_explanation_stands_there() -> None:
    assert [each.kind for each in hints("I see my GP.")] == [HintKind.EXPLAIN]
    assert hints("I see my GP. A GP is a family doctor.") == ()


def test_a_rare_word_is_named_once_and_a_name_never() -> None:
    assert [(each.kind, each.found) for each in hints("I like thaumaturgy. More thaumaturgy.")] == [
        (HintKind.RARE, "thaumaturgy")
    ]
    assert hints("I phone Xanthippe. I phone Amina’s group.") == ()


def test_hints_are_few_and_stand_where_they_say() -> None:
    text = "My accommodation is inappropriate 🌳 and I require assistance regarding medication prior to attendance."
    found = hints(text * 20)
    assert len(found) == MOST_HINTS
    assert all((text * 20)[each.start : each.start + len(each.found)] == each.found for each in found)


@pytest.mark.parametrize("text", ["", " \n\n", "<script>", "…", "\u0639\u0631\u0628\u064a", "a" * 4000, "(" * 500])
def test_odd_texts_are_looked_at_quietly(text: str) -> None:
    assert all(isinstance(each, Hint) for each in hints(text))


def test_everything_offered_is_itself_easy() -> None:
    from linkdesk.easyread.plainer import _BENT
    from linkdesk.easyread.plainer import _dictionary

    for _, say, _ in _dictionary():
        assert "  " not in say
        assert lint(say) == () or say.startswith(("a ", "name", "ask another")), say
    assert all(len(forms) == 3 for forms in _BENT.values())


def test_the_list_of_everyday_words_is_that_of_the_frequencies() -> None:
    every = wordfreq.top_n_list("en", 20000)
    easy = {each for each in every if re.fullmatch(r"[a-z]+(?:['’][a-z]+)*", each)}
    assert everyday() == {each for each in easy if wordfreq.zipf_frequency(each, "en") >= RAREST}


@pytest.mark.parametrize(
    ("word", "easy"), [("walk", True), ("walking", True), ("kettle", True), ("amina's", False), ("ombudsman", False)]
)
def test_everyday_words_count_in_all_their_plain_forms(word: str, easy: bool) -> None:  # noqa: FBT001 - a table
    assert is_everyday(word) is easy
