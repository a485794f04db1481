"""The built-in help numbers: complete, dialable, and in words a client can read."""

from __future__ import annotations

import pytest

from linkdesk.easyread.rules import glossary
from linkdesk.easyread.rules import lint
from linkdesk.organisation import rules
from linkdesk.organisation.national import national_numbers
from linkdesk.organisation.rules import Group
from linkdesk.organisation.rules import HelpNumber
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import Route

NUMBERS = national_numbers()
BY_KEY = {number.key: number for number in NUMBERS}


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.key)
def test_each_number_is_complete(number: HelpNumber) -> None:
    assert number.name
    assert number.for_whom
    assert number.hours
    assert number.ways
    assert number.checked is not None
    assert number.source
    for way in number.ways:
        if way.route is not Route.SIGN:
            assert rules.number_to_dial(way.dial) == way.dial


def test_the_numbers_that_must_be_there() -> None:
    dials = {key: tuple(way.dial for way in number.ways) for key, number in BY_KEY.items()}
    assert dials["emergency"] == ("999", "18000", "999", "999bsl.co.uk")
    assert "111" in dials["nhs-111"]
    assert "116 123" in dials["samaritans"]
    assert dials["shout"] == ("85258",)
    assert "SHOUT" in BY_KEY["shout"].ways[0].words
    assert dials["domestic-abuse"] == ("0808 2000 247",)
    assert dials["childline"] == ("0800 1111",)
    assert dials["silver-line"] == ("0800 470 8090",)


def test_emergency_has_a_way_without_a_voice() -> None:
    routes = {way.route for way in BY_KEY["emergency"].ways}
    assert routes == {Route.PHONE, Route.RELAY, Route.TEXT, Route.SIGN}
    assert BY_KEY["emergency"].group is Group.EMERGENCY


def test_keys_are_their_own() -> None:
    assert len(BY_KEY) == len(NUMBERS)
    assert not set(BY_KEY) & set(OwnKey)


def test_the_words_keep_the_easy_read_rules() -> None:
    own = [text for words in rules.OWN_WORDS.values() for text in (words.name, words.for_whom)]
    texts = [
        text for number in NUMBERS for text in (number.for_whom, number.hours, *(way.words for way in number.ways))
    ]
    page = "\n".join([*own, *texts, *glossary().values()])
    assert [finding for finding in lint(page) if "SHOUT" not in finding.text] == [], "SHOUT is typed as it stands"
