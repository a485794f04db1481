"""What a view keeps, how an address is read, and what it is called in words."""

from __future__ import annotations

import uuid

import pytest

from linkdesk.desk.views import rules
from linkdesk.desk.views.rules import Showing
from linkdesk.desk.views.rules import Sort
from linkdesk.episodes.stages import STAGE_WORDS

KIT = uuid.UUID(int=8)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, Showing()),
        ({"whose": "everyone", "stage": "plan", "sort": "oldest"}, Showing("everyone", "plan", Sort.OLDEST)),
        ({"whose": str(KIT), "stage": "no-referral"}, Showing(str(KIT), "no-referral")),
        ({"whose": "<b>", "stage": "<b>", "sort": "<b>", "search": "Ada"}, Showing()),
        ({"whose": "{" + str(KIT) + "}"}, Showing()),
    ],
)
def test_an_address_says_what_is_shown_and_nothing_else(asked: dict[str, str], shown: Showing) -> None:
    assert rules.showing(asked) == shown
    assert rules.showing(shown.fields) == shown


def test_what_is_shown_is_said_in_words() -> None:
    names = {KIT: "Kit Practice"}
    assert rules.words(Showing(), names) == "Mine, all that go on, by name"
    assert (
        rules.words(Showing(str(KIT), "review", Sort.NEWEST), names) == "Kit Practice, review due, referred last first"
    )
    assert rules.words(Showing("everyone", "no-referral"), names) == "No referral yet, by name"
    assert rules.words(Showing("everyone"), names).startswith("Everyone’s")
    assert rules.words(Showing(str(uuid.UUID(int=9))), names).startswith("A worker who is not known here")


def test_what_is_kept_fits_its_columns() -> None:
    assert max(len(str(stage)) for stage in STAGE_WORDS) <= rules.STAGE_LENGTH
    assert len(str(KIT)) == rules.WHOSE_LENGTH
    assert set(rules.SORT_WORDS) == set(Sort)
