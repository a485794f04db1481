"""The pen itself: what it writes fits, is what a form would keep, and can be told apart."""

from __future__ import annotations

from linkdesk.record import checks
from linkdesk.web.fields import tidy
from tests.safety.hostile import ALL
from tests.safety.hostile import HOSTILE
from tests.safety.ink import SIGN
from tests.safety.ink import Ink


def test_there_are_more_than_forty_and_none_is_a_part_of_another() -> None:
    assert len(HOSTILE) >= 40
    assert [one for one in ALL for other in ALL if one is not other and one in other] == []


def test_what_it_writes_is_what_a_form_keeps_and_fits() -> None:
    for words in ALL:
        ink = Ink((words,))
        for most in (6, 35, 150, 4000):
            line, text = ink(f"line {most}", most), ink.text(f"text {most}", most)
            assert len(line) <= most
            assert len(text) <= most
            assert line == " ".join(tidy(line).split())
            assert text == tidy(text)
        assert checks.email(ink.address("email")) == ink.address("email")
        signs = [SIGN.findall(each)[0] for each in ink.written.values()]
        assert len(set(signs)) == len(ink.written)
        assert [next(ink.of(sign))[0] for sign in signs] == list(ink.written)
        assert list(Ink((words,), 1).of(signs[0])) == []


def test_mixed_ink_begins_each_field_with_another_word() -> None:
    ink = Ink(("one", "two", "three"))
    begins = [ink(str(number), 60).split()[0] for number in range(4)]
    assert begins == ["one", "two", "three", "one"]
    assert ink("0", 60).startswith("one two three")
