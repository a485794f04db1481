"""Which translations of own words can be kept."""

from __future__ import annotations

import uuid

import pytest

from linkdesk.languages.own import hash_of
from linkdesk.wording.own import rules
from linkdesk.wording.own.rules import SaveOwnWords

HASH = hash_of("I rest.")


def _save(words: dict[str, str], translator: str = "Ola") -> SaveOwnWords:
    return SaveOwnWords(uuid.UUID(int=1), "pl", 0, words, translator)


def test_words_are_plain_and_lines_stay() -> None:
    given = rules.tidied(_save({HASH: " Siedzę.\r\nLeżę.\x00 "}, " Ola  N "))
    assert (given.words, given.translator) == ({HASH: "Siedzę.\nLeżę."}, "Ola N")


@pytest.mark.parametrize(
    "refused",
    [_save({"x" * 64: "a"}), _save({HASH[:-1]: "a"}), _save({HASH: "a" * 4001}), _save({HASH: "a"}, "a" * 121)],
)
def test_a_broken_page_and_what_is_too_long_is_refused(refused: SaveOwnWords) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        rules.tidied(refused)


def test_the_stamp_changes_with_any_row() -> None:
    assert rules.stamp([]) == 0
    stamps = {rules.stamp(rows) for rows in ([("a", 1)], [("a", 2)], [("a", 1), ("b", 1)], [("b", 1)])}
    assert len(stamps) == 4
    assert rules.stamp([("a", 1), ("b", 2)]) == rules.stamp([("b", 2), ("a", 1)])


def test_a_draft_has_a_name_that_autosave_takes() -> None:
    assert rules.draft_name("zh-Hans").isidentifier()
