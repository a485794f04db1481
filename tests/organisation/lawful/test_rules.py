"""Every purpose has words to begin with, and whoever checked them answers for it with a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from linkdesk.organisation.lawful.rules import PURPOSE_WORDS
from linkdesk.organisation.lawful.rules import USUAL
from linkdesk.organisation.lawful.rules import ChangeLawful
from linkdesk.organisation.lawful.rules import Lawful
from linkdesk.organisation.lawful.rules import Purpose
from linkdesk.organisation.lawful.rules import tidied

DAY = date(2026, 11, 25)


def test_every_purpose_has_its_name_and_its_usual_words() -> None:
    assert set(PURPOSE_WORDS) == set(USUAL) == set(Purpose)


def test_an_emptied_purpose_goes_back_to_the_usual_words() -> None:
    found = tidied(ChangeLawful(1, {Purpose.CARE: " Our own words ", Purpose.GP: " "}, "  Pat  Privacy ", DAY), DAY)
    assert found.bases == {**USUAL, Purpose.CARE: "Our own words"}
    assert (found.checked_by, found.version) == ("Pat Privacy", 1)


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"bases": {Purpose.CARE: "x" * 601}}, "A text is too long"),
        ({"checked_by": "x" * 121, "checked_on": DAY}, "name is too long"),
        ({"checked_by": "Pat"}, "both or neither"),
        ({"checked_on": DAY}, "both or neither"),
        ({"checked_by": "Pat", "checked_on": date(2026, 11, 26)}, "still to come"),
    ],
)
def test_what_cannot_be_is_refused(over: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        tidied(replace(ChangeLawful(0, {}), **over), DAY)


def test_it_is_checked_when_somebody_says_so() -> None:
    assert Lawful(1, USUAL, "Pat", DAY).is_checked
    assert not Lawful(1, USUAL).is_checked
