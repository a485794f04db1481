"""Every choice has its words."""

from __future__ import annotations

import inspect
from enum import StrEnum

import pytest

from linkdesk.episodes import choices
from linkdesk.record.types import CHOICE_LENGTH

LISTS = [kind for _name, kind in inspect.getmembers(choices, inspect.isclass) if issubclass(kind, StrEnum)]
LISTS.remove(StrEnum)


@pytest.mark.parametrize("kind", LISTS)
def test_each_choice_has_words_and_fits_its_column(kind: type[StrEnum]) -> None:
    named = [words for words in vars(choices).values() if isinstance(words, dict) and set(words) == set(kind)]
    assert named
    assert all(len(choice) <= CHOICE_LENGTH for choice in kind)


def test_issues_fit_the_standard() -> None:
    assert all(len(issue) <= 150 for issue in choices.ISSUES)
