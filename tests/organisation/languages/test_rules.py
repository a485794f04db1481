"""The state of a language in words, and which translation can stand for a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from linkdesk.languages.catalogue import sentences
from linkdesk.languages.tongues import TONGUES
from linkdesk.organisation.languages.rules import Translation
from linkdesk.organisation.languages.rules import fits
from linkdesk.organisation.languages.rules import known
from linkdesk.organisation.languages.rules import state_of
from linkdesk.record.errors import NotFound

DAY = date(2026, 11, 30)
ASKED = "Question %(here)s of %(total)s"


def test_a_language_without_checked_words_is_a_draft() -> None:
    state = state_of(TONGUES[0], {})
    assert (state.written, state.checked, state.missing, state.on) == (len(sentences()), 0, 0, False)
    assert state.words == "Not checked: a draft that nobody has read yet"


def test_it_is_checked_when_a_person_stands_for_every_sentence() -> None:
    some = {words: Translation("x", "Pat", DAY) for words in list(sentences())[:3]}
    assert state_of(TONGUES[0], some).words == f"3 of {len(sentences())} sentences are checked"
    every = {words: Translation("x", "Pat", DAY) for words in sentences()}
    assert state_of(TONGUES[0], every).words == "Checked"
    every["Yes"] = Translation("x", "", None)
    assert not state_of(TONGUES[0], every).is_checked


@pytest.mark.parametrize("tag", ["en-GB", "so", "UR", "pa-Guru", ""])
def test_only_a_language_of_the_list_is_known(tag: str) -> None:
    with pytest.raises(NotFound):
        known(tag)


def test_a_translation_is_tidied() -> None:
    assert fits(ASKED, "\u202e Pytanie  %(here)s\nz %(total)s ") == "Pytanie %(here)s z %(total)s"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Pytanie %(here)s", "must hold"),
        ("Pytanie %(here)s z %(total)s %(more)s", "must hold"),
        ("%(here)s %(total)s 100%", "must hold"),
        ("%(here)s %(total)d", "must hold"),
        ("%(here)s %(total)s" + "x" * 1000, "longer than"),
    ],
)
def test_a_translation_that_cannot_stand_for_it_is_refused(words: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        fits(ASKED, words)
