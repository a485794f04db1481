"""What can be kept of a phrase."""

from __future__ import annotations

from datetime import date

import pytest

from linkdesk.easyread.bank import PhraseKind
from linkdesk.easyread.bank import bank
from linkdesk.wording.bank import rules
from linkdesk.wording.bank.rules import Said
from linkdesk.wording.bank.rules import SavePhrase

DAY = date(2026, 11, 30)


def _save(words: str = "I rest.", said: dict[str, str] | None = None, translator: str = "") -> SavePhrase:
    return SavePhrase("", 0, PhraseKind.STEP, words, "sleep", said or {}, translator)


def test_spaces_are_folded() -> None:
    given = rules.tidied(_save(" I  rest.\n", {"pl": " Odpoczywam  dziś "}, " Ola  N "))
    assert (given.words, given.said, given.translator) == ("I rest.", {"pl": "Odpoczywam dziś"}, "Ola N")


@pytest.mark.parametrize(
    "refused",
    [_save("  "), _save("x" * 151), _save(said={"pl": "x" * 401}), _save(translator="x" * 121)],
)
def test_empty_and_too_long_is_refused(refused: SavePhrase) -> None:
    with pytest.raises(ValueError, match=r"^(Write|A phrase|A translation).*\.$"):
        rules.tidied(refused)


def test_a_new_translation_needs_a_name_and_the_others_stay_as_they_were() -> None:
    before = {"pl": Said("Odpoczywam.", "Ola", date(2026, 1, 1)), "ur": Said("آرام", "Zara", date(2026, 1, 1))}
    with pytest.raises(ValueError, match="who translated"):
        rules.said_now(before, _save(said={"pl": "Odpoczywam dziś."}), DAY)
    same = rules.said_now(before, _save(said={"pl": "Odpoczywam."}), DAY)
    assert same == before
    now = rules.said_now(before, _save(said={"pl": "", "cy": "Gorffwys."}, translator="Carys"), DAY)
    assert now == {"ur": before["ur"], "cy": Said("Gorffwys.", "Carys", DAY)}


def test_a_phrase_says_whose_it_is() -> None:
    ours = rules.as_it_comes(bank()[0])
    assert (ours.is_own, ours.is_changed, ours.version) == (False, False, 0)
    assert rules.Phrase("x", PhraseKind.GOAL, "I sing.", "music", first_words="I hum.").is_changed
    assert rules.Phrase("own-1", PhraseKind.GOAL, "I sing.", "music").is_own
