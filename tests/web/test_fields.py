"""Fields: trimmed, capped, nothing typed lost."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies
from werkzeug.datastructures import FileStorage
from werkzeug.datastructures import MultiDict
from wtforms import Form

from linkdesk.languages.catalogue import sentences
from linkdesk.languages.sentences import pattern_of
from linkdesk.web import fields
from linkdesk.web.fields import Option
from linkdesk.web.fields import tidy

OPTIONS = (Option("a", "Apple"), Option("b", "Berry"), Option("none", "None of these", alone=True))


class Every(Form):
    """One of each."""

    line = fields.LineField("Line", limit=10)
    text = fields.TextField("Text", limit=20)
    number = fields.WholeField("Number", least=14, most=28)
    secret = fields.PassphraseField("Secret")
    one = fields.ChoiceField("One", options=OPTIONS)
    many = fields.ChoicesField("Many", options=OPTIONS)
    tick = fields.TickField("Tick")
    scale = fields.ScaleField("Scale")
    strokes = fields.SignatureField("Sign")
    paper = fields.FileField("Paper")
    born = fields.DateField("Born")


def posted(**typed: Any) -> Every:
    pairs = [(name, one) for name, value in typed.items() for one in (value if isinstance(value, list) else [value])]
    form = Every(MultiDict([("csrf_token", ""), *pairs]))
    form.validate()
    return form


def test_line_is_trimmed_to_one_line() -> None:
    assert posted(line="  Ann \r\n  B ").line.data == "Ann B"


def test_text_keeps_its_lines_and_loses_control_signs() -> None:
    assert posted(text=" one\r\ntwo\x00\x07 ").text.data == "one\ntwo"


@given(strategies.text())
def test_tidy_text_stays_as_it_is_when_tidied_again(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_text_over_the_limit_is_refused_and_kept_whole() -> None:
    form = posted(line="eleven sign", text="x" * 20)
    assert form.line.errors == ["Use 10 characters or fewer. This is 1 too many."]
    assert form.line.shown() == "eleven sign"
    assert not form.text.errors


def test_every_text_field_has_a_limit() -> None:
    for name in ("LineField", "TextField", "NameField", "PhoneField", "EmailField", "NumberTextField", "WholeField"):
        bound = getattr(fields, name)("Label").bind(Form(), "x")
        assert 0 < bound.limit <= 4000, name


@pytest.mark.parametrize("text", ["13", "29", "12.5", "many", "9" * 400])
def test_wrong_number_is_refused_and_kept(text: str) -> None:
    form = posted(number=text)
    assert form.number.errors == ["Enter a whole number from 14 to 28."]
    assert form.number.shown() == text
    assert form.number.data is None


def test_whole_number_and_no_number() -> None:
    assert posted(number=" 20 ").number.data == 20
    assert posted(number="").number.data is None
    assert posted(number="").number.errors == []


def test_secret_is_not_trimmed_and_never_shown() -> None:
    form = posted(secret=" two words ")
    assert form.secret.data == " two words "
    assert form.secret.shown() == ""


def test_choice_that_was_not_on_the_page_is_refused() -> None:
    assert posted(one="b").one.data == "b"
    assert posted(one="zebra").one.errors
    assert posted().one.data == ""


def test_choices_keep_the_order_of_the_page() -> None:
    assert posted(many=["b", "a", "a"]).many.data == ["a", "b"]
    assert posted().many.data == []
    assert posted(many=["a", "zebra"]).many.errors


def test_none_of_these_excludes_the_others() -> None:
    assert posted(many=["none"]).many.errors == []
    assert posted(many=["none", "a"]).many.errors == [
        "Choose “None of these” or the other answers. You cannot choose both."
    ]


def test_tick_is_true_or_false() -> None:
    assert posted(tick="y").tick.data is True
    assert posted().tick.data is False


def test_zero_is_an_answer_on_the_scale() -> None:
    form = posted(scale="0")
    assert form.scale.data == 0
    assert form.scale.is_chosen(form.scale.options[0])
    assert posted().scale.data is None
    assert not posted().scale.is_chosen(form.scale.options[0])


def test_number_off_the_scale_is_refused() -> None:
    assert posted(scale="11").scale.errors == ["Choose a number from 0 to 10."]


def test_signature_that_is_far_too_large_is_refused() -> None:
    assert posted(strokes="[]").strokes.data == "[]"
    assert posted(strokes="x" * 70_000).strokes.errors == ["This drawing is too big. Clear it and sign again."]
    assert posted().strokes.first_control == "strokes-pad"


def test_file_without_a_name_is_no_file() -> None:
    assert posted(paper=FileStorage(BytesIO(b""), filename="")).paper.data is None
    chosen = posted(paper=FileStorage(BytesIO(b"1"), filename="a.zip"))
    assert chosen.paper.data.filename == "a.zip"
    assert chosen.paper.shown() == ""


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MARCH"])
def test_date_takes_any_sensible_month(month: str) -> None:
    form = posted(**{"born-day": "27", "born-month": month, "born-year": "1984"})
    assert form.born.data == date(1984, 3, 27)


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        (("", "3", "1984"), "day"),
        (("27", "", "1984"), "month"),
        (("27", "3", ""), "year"),
        (("32", "3", "1984"), "day"),
        (("27", "Marzo", "1984"), "month"),
        (("27", "3", "84"), "year"),
        (("30", "2", "1984"), "day"),
        (("x", "y", "z"), "day"),
    ],
)
def test_wrong_date_leads_to_its_wrong_part_and_keeps_all(parts: tuple[str, str, str], wrong: str) -> None:
    form = posted(**{f"born-{name}": text for name, text in zip(("day", "month", "year"), parts, strict=True)})
    assert form.born.errors
    assert form.born.data is None
    assert tuple(form.born.parts().values()) == parts
    assert form.born.first_control == f"born-{wrong}"


@pytest.mark.parametrize("given_parts", [["day"], ["day", "month"], []])
def test_cut_off_date_is_an_error_or_no_date_but_never_a_crash(given_parts: list[str]) -> None:
    form = posted(**{f"born-{name}": "1" for name in given_parts})
    assert bool(form.born.errors) == bool(given_parts)
    assert form.born.data is None


def test_date_of_a_record_stands_in_its_boxes() -> None:
    form = Every(data={"born": date(1984, 3, 27)})
    assert form.born.parts() == {"day": "27", "month": "3", "year": "1984"}
    assert Every().born.parts() == {"day": "", "month": "", "year": ""}


def test_emptied_date_is_no_date_even_when_the_record_had_one() -> None:
    boxes = MultiDict([("born-day", ""), ("born-month", ""), ("born-year", "")])
    assert Every(boxes, data={"born": date(1984, 3, 27)}).born.data is None


def test_values_of_a_record_stand_in_the_boxes() -> None:
    form = Every(data={"line": "Ann", "number": 0, "one": "b", "many": ["a"]})
    assert form.line.shown() == "Ann"
    assert form.number.shown() == "0"
    assert form.one.is_chosen(OPTIONS[1])
    assert form.many.is_chosen(OPTIONS[0])
    assert form.text.shown() == ""


def test_what_a_client_may_read_of_a_field_can_be_said_in_every_language() -> None:
    """Else the page of languages would not count it, and clients would read it in English."""
    found = posted(many=["none", "a"], line="x" * 11, strokes="x" * 70_000, one="?", scale="99")
    errors = [error for field in found for error in field.errors]
    assert len(errors) >= 5
    assert [error for error in errors if pattern_of(error) not in sentences()] == []
