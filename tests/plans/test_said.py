"""Own words where a client agrees: in their language where there is a translation, always beside the English."""

from __future__ import annotations

import pytest

from linkdesk.languages.own import OwnWords
from linkdesk.languages.own import hash_of
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import speaking
from linkdesk.languages.tongues import tongue
from linkdesk.plans.said import Said
from linkdesk.plans.said import lines_said
from linkdesk.plans.said import own_said

TWO = "I ring Ola.\n\nI rest."


def arabic(**own: str) -> Speech:
    found = tongue("ar")
    assert found is not None
    typed = {hash_of(english): OwnWords(words, "Ola") for english, words in own.items()}
    return Speech(found, drafts={"I phone the group.": "أتصل"}, own=typed)


def test_a_translation_stands_before_the_english_as_it_was_typed() -> None:
    with speaking(arabic(**{"Feed ducks": "البط"})):
        assert own_said("Feed ducks") == Said("البط", "Feed ducks", "ar", "rtl")


def test_a_phrase_of_the_bank_needs_no_translator() -> None:
    with speaking(arabic()):
        assert own_said("I phone the group") == Said("أتصل", "I phone the group", "ar", "rtl")


@pytest.mark.parametrize("speech", [IN_PLAIN_ENGLISH, arabic()])
def test_what_nobody_translated_stands_alone(speech: Speech) -> None:
    with speaking(speech):
        assert own_said("My <cat>") == Said("My <cat>")


def test_lines_stand_apart_unless_the_whole_was_translated() -> None:
    with speaking(arabic()):
        assert lines_said(TWO) == ("I ring Ola.", "I rest.")
    with speaking(arabic(**{TWO: "أرتاح"})):
        assert lines_said(TWO) == (TWO,)
