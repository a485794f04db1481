"""Each field is drawn by its component, with its hint, error and value, and nothing shared between forms."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import speaking
from linkdesk.languages.tongues import TONGUES
from linkdesk.settings import resources
from linkdesk.web import fields
from linkdesk.web import widgets
from linkdesk.web.fields import Option
from linkdesk.web.widgets import component
from tests.pages import parse
from tests.web.demo import make_demo

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterator

OPTIONS = (Option("a", "Apple", hint="Red", picture="/a.svg"), Option("none", "None", alone=True))


@pytest.fixture(autouse=True)
def context() -> Iterator[None]:
    with make_demo().test_request_context():
        yield


def drawn(field: Any, typed: dict[str, Any] | None = None, **stored: Any) -> ET.Element:
    form = type("One", (Form,), {"it": field})(MultiDict(typed) if typed is not None else None, **stored)
    form.validate()
    return parse(f"<!doctype html><title>t</title>{form.it()}")


def one(tree: ET.Element, path: str) -> ET.Element:
    found = tree.find(f".//{path}")
    assert found is not None, path
    return found


def test_line_has_label_hint_and_value() -> None:
    tree = drawn(fields.LineField("Name", hint="As on the card", width=10), it="Ann & Bo")
    box = one(tree, "input")
    assert box.get("value") == "Ann & Bo"
    assert box.get("aria-describedby") == "it-hint"
    assert (one(tree, "label").get("for"), box.get("id")) == ("it", "it")
    assert "govuk-input--width-10" in str(box.get("class"))
    assert {"required", "maxlength"}.isdisjoint(box.attrib)


def test_an_empty_field_is_drawn_once_and_a_filled_one_is_never_kept() -> None:
    widgets.forget_drawn()
    drawn(fields.LineField("Name"))
    kept = dict(widgets._blanks)
    assert len(kept) == 1
    for other in (drawn(fields.LineField("Name"), it="Ann"), drawn(fields.LineField("Name"), {"it": "Ann"})):
        assert one(other, "input").get("value") == "Ann"
    assert not one(drawn(fields.LineField("Name")), "input").get("value")
    assert one(drawn(fields.LineField("Other")), "label").text != one(drawn(fields.LineField("Name")), "label").text
    assert kept.items() <= widgets._blanks.items()
    assert "Ann" not in str(widgets._blanks)
    widgets.forget_drawn()
    assert widgets._blanks == {}


def test_empty_fields_are_kept_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widgets, "MOST_BLANKS", 3)
    widgets.forget_drawn()
    for number in range(8):
        drawn(fields.LineField(f"Name {number}"))
        assert 1 <= len(widgets._blanks) <= 3


def test_error_is_tied_to_its_box() -> None:
    tree = drawn(fields.WholeField("Size", least=1, most=2), {"it": "9"})
    box = one(tree, "input")
    assert box.get("aria-describedby") == "it-error"
    assert box.get("aria-invalid") == "true"
    assert box.get("value") == "9"


def test_heading_makes_the_label_the_h1() -> None:
    assert one(drawn(fields.LineField("Your name", heading=True)), "h1/label").text is not None
    assert one(drawn(fields.CardsField("What?", options=OPTIONS, heading=True)), "legend/h1").text == "What?"


@pytest.mark.parametrize(
    "field",
    [
        fields.LineField("Name", about="step <2>"),
        fields.TickField("Name", about="step <2>"),
        fields.ChoiceField("Name", about="step <2>", options=OPTIONS),
        fields.ScaleField("Name", about="step <2>"),
        fields.SignatureField("Name", about="step <2>"),
    ],
)
def test_like_questions_say_which_they_are(field: Any) -> None:
    hidden = [node for node in drawn(field).iter("span") if node.get("class") == "govuk-visually-hidden"]
    assert [node.text for node in hidden] == [" (step <2>)"]


def test_text_keeps_a_value_with_markup() -> None:
    tree = drawn(fields.TextField("Text", rows=9), it="</textarea><b>")
    assert one(tree, "textarea").text == "</textarea><b>"
    assert one(tree, "textarea").get("rows") == "9"


def test_secret_never_travels_back() -> None:
    box = one(drawn(fields.PassphraseField("Secret"), {"it": "hidden words"}), "input")
    assert "value" not in box.attrib
    assert box.get("type") == "password"


def test_radios_ticks_and_list_mark_what_is_chosen() -> None:
    radios = drawn(fields.ChoiceField("One", options=OPTIONS), it="a")
    assert [box.get("checked") for box in radios.iter("input")] == ["", None]
    assert "Red" in "".join(radios.itertext())
    ticks = drawn(fields.ChoicesField("Many", options=OPTIONS), it=["none"])
    assert [box.get("checked") for box in ticks.iter("input")] == [None, ""]
    assert list(ticks.iter("input"))[1].get("data-behaviour") == "exclusive"
    chosen = drawn(fields.SelectField("List", options=OPTIONS), it="a")
    assert [box.get("selected") for box in chosen.iter("option")] == ["", None]
    assert one(drawn(fields.TickField("Yes"), it=True), "input").get("checked") == ""


def test_inline_radio_buttons() -> None:
    assert "govuk-radios--inline" in json.dumps(
        [node.get("class") for node in drawn(fields.ChoiceField("One", options=OPTIONS, inline=True)).iter("div")]
    )


def test_date_boxes_have_their_own_names_and_only_the_wrong_one_is_marked() -> None:
    tree = drawn(fields.DateField("Born", birth=True), {"it-day": "1", "it-month": "March", "it-year": ""})
    boxes = {box.get("name"): box for box in tree.iter("input")}
    assert list(boxes) == ["it-day", "it-month", "it-year"]
    assert boxes["it-month"].get("value") == "March"
    assert boxes["it-month"].get("inputmode") == "text"
    assert [box.get("aria-invalid") for box in boxes.values()] == [None, None, "true"]
    assert boxes["it-day"].get("autocomplete") == "bday-day"
    assert "required" not in json.dumps([dict(node.attrib) for node in tree.iter()])


@pytest.mark.parametrize("kind", [fields.CardField, fields.CardsField])
def test_whole_card_is_the_label_and_its_name_is_the_words_only(kind: Any) -> None:
    tree = drawn(kind("What?", hint="Choose", options=OPTIONS), it="a" if kind is fields.CardField else ["a"])
    box, label = one(tree, "input"), one(tree, "label")
    assert box.get("type") == ("radio" if kind is fields.CardField else "checkbox")
    assert box.get("checked") == ""
    assert label.get("for") == box.get("id")
    assert one(tree, "img").get("alt") == ""
    assert "".join(label.itertext()).split() == ["Apple"]
    assert one(tree, "fieldset").get("aria-describedby") == "it-hint"


def test_error_of_cards_is_tied_to_the_group() -> None:
    tree = drawn(fields.CardField("What?", hint="Choose", options=OPTIONS), {"it": "zebra"})
    assert one(tree, "fieldset").get("aria-describedby") == "it-hint it-error"


def test_scale_has_eleven_buttons_with_the_ends_in_words() -> None:
    tree = drawn(fields.ScaleField("Happy?", low="not at all", high="completely", faces={0: "/0.svg"}), it=0)
    boxes = list(tree.iter("input"))
    assert [box.get("value") for box in boxes] == [str(number) for number in range(11)]
    assert [box.get("checked") for box in boxes][:2] == ["", None]
    labels = [" ".join("".join(label.itertext()).split()) for label in tree.iter("label")]
    assert (labels[0], labels[1], labels[10]) == ("0, not at all", "1", "10, completely")
    assert [image.get("src") for image in tree.iter("img")] == ["/0.svg"]


def _ends(**more: Any) -> list[str]:
    tree = drawn(fields.ScaleField("Happy?", **more))
    found = [each for each in tree.iter("div") if each.get("class") in ("ld-scale__low", "ld-scale__high")]
    return [" ".join("".join(each.itertext()).split()) for each in found]


def test_the_ends_of_a_row_on_a_narrow_screen_are_the_numbers_of_the_form() -> None:
    assert _ends(low="never", high="always", least=1, most=5) == ["1: never", "5: always"]
    assert _ends(low="", high="always", least=0, most=4) == ["4: always"]
    assert _ends(least=1, most=5) == []


def test_an_end_in_another_language_has_its_number_once() -> None:
    with speaking(Speech(next(each for each in TONGUES if each.tag == "ur"))):  # no translation: marked as English
        assert _ends(low="never", high="always", least=1, most=10) == ["1: never", "10: always"]


def test_no_style_sheet_writes_words_of_its_own() -> None:
    for sheet in (resources() / "static" / "css").glob("*.css"):
        written = re.findall(r'content:"([^"]*)"', sheet.read_text("utf-8"))
        assert [words for words in written if any(sign.isalnum() for sign in words)] == [], sheet.name


def test_scale_is_never_a_slider() -> None:
    assert {box.get("type") for box in drawn(fields.ScaleField("Happy?")).iter("input")} == {"radio"}


def test_signature_pad_is_named_and_keeps_its_strokes() -> None:
    tree = drawn(fields.SignatureField("Sign your name"), it="[1]")
    assert one(tree, "canvas").get("aria-labelledby") == "it-label"
    assert one(tree, "input").get("value") == "[1]"


def test_file_chooser_has_no_value() -> None:
    assert "value" not in one(drawn(fields.FileField("Paper")), "input").attrib


def test_parameters_are_not_shared_between_two_drawings() -> None:
    params = {"text": "Go", "attributes": {"class": {"value": "x"}}}
    before = json.dumps(params)
    component("button", params)
    assert json.dumps(params) == before


def test_components_match_their_own_fixtures_for_escaping() -> None:
    drawn_button = component("button", {"text": "<b>&"})
    assert "&lt;b&gt;&amp;" in drawn_button
