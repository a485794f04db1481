"""Signs that no bundled font has are named; what can be printed or leaves no ink is not."""

from __future__ import annotations

import pytest

from linkdesk.printing.letters import missing_letters

pytestmark = pytest.mark.prints


@pytest.mark.parametrize(
    "text", ["Siân Łukasz ŵŷ £5 “quoted” 10–12", "Привіт, Україно", "سلام ۱۲", "a\u200d\ufe0f\n\tb", ""]
)
def test_the_usual_languages_can_be_printed(text: str) -> None:
    assert missing_letters(text) == ()


def test_each_sign_that_cannot_be_printed_is_named_once() -> None:
    assert missing_letters("Tea 😀 with ক and 😀") == ("😀", "ক")
