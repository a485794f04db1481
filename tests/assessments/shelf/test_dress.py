"""Pictures, sounds and films come beside their questions; what cannot is said by name, and nothing is fetched."""

from __future__ import annotations

import uuid

from linkdesk.assessments.parse import parse
from linkdesk.assessments.questionnaire import Form
from linkdesk.assessments.shelf.dress import GENERAL_NOTE
from linkdesk.assessments.shelf.dress import attachments
from linkdesk.assessments.shelf.dress import dress
from linkdesk.assessments.shelf.media import safe_file
from linkdesk.assessments.shelf.rules import Place
from linkdesk.assessments.shelf.rules import ShelfFile
from linkdesk.settings import Forms
from linkdesk.settings import Shelf
from tests.assessments import forms
from tests.assessments.shelf import made

KEPT = {
    name: ShelfFile(uuid.uuid5(uuid.NAMESPACE_OID, name), safe.kind, name, safe.media_type)
    for name, body in made.files().items()
    for safe in [safe_file(name, body, Shelf())]
}


def dressed(form: dict[str, object], files: dict[str, ShelfFile], chosen: dict[Place, str] | None = None) -> Form:
    return dress(parse(made.raw(form)), form, files, chosen or {}, Forms())


def test_each_file_comes_beside_its_question() -> None:
    form = dressed(made.garden(), KEPT)
    grows, like, why = form.questions
    assert grows.options[0].picture == KEPT["media/rose.svg"].key
    assert grows.options[0].sound == KEPT["media/rose.mp3"].key
    assert grows.options[1].picture is None
    assert (like.picture, like.picture_words) == (KEPT["media/like.png"].key, "A person in a garden")
    assert (like.sound, like.film) == (KEPT["media/like.mp3"].key, KEPT["media/like.mp4"].key)
    assert (why.picture, why.sound, why.film) == (None, "", "")
    assert form.notes == ()


def test_the_general_word_is_the_one_that_reading_says() -> None:
    assert f"{GENERAL_NOTE} Where: “Do you like it?”." in parse(made.raw(made.garden())).notes


def test_what_is_not_in_the_package_is_named() -> None:
    form = dressed(made.garden(), {})
    assert "Not used: the file “media/rose.svg”, which is not in the package." in form.notes
    assert len(form.notes) == 5


def test_what_lies_elsewhere_is_named_and_not_used() -> None:
    away = made.media(made.ITEM_MEDIA, "https://example.org/spy.png?who=1")
    form = dressed(made.garden(extension=[away]), KEPT)
    assert form.questions[0].picture is None
    assert [note for note in form.notes if "example.org/spy.png" in note and "fetches nothing" in note]


def test_a_second_one_of_a_kind_and_one_beside_a_heading_are_said() -> None:
    twice = [made.media(made.ITEM_MEDIA, "media/rose.svg"), made.media(made.ITEM_MEDIA, "media/like.png")]
    form = dressed(made.garden(extension=twice), KEPT)
    assert form.questions[0].picture == KEPT["media/rose.svg"].key
    assert form.notes == ("Not used: a second picture, sound or film of one kind beside the same question.",)
    inside = made.garden()
    inside["item"] = [{"linkId": "g", "type": "group", "text": "G", "extension": twice[:1], "item": inside["item"]}]
    assert "beside a heading" in dressed(inside, KEPT).notes[0]


def test_names_may_be_short_and_files_may_lie_in_the_form() -> None:
    short = made.garden(extension=[made.media(made.ITEM_MEDIA, "rose.svg")])
    assert dressed(short, KEPT).questions[0].picture == KEPT["media/rose.svg"].key
    inside = made.garden(extension=[made.inline(made.SVG)])
    name = next(each.name for each in attachments(inside, Forms()) if each.data)
    assert name.startswith("inline/")
    assert dressed(inside, {name: KEPT["media/rose.svg"]}).questions[0].picture == KEPT["media/rose.svg"].key


def test_a_list_of_answers_kept_apart_has_no_files_and_stays_whole() -> None:
    form = made.garden()
    form["contained"] = [
        {"resourceType": "ValueSet", "id": "v", "compose": {"include": [{"concept": [{"code": "a"}, {"code": "b"}]}]}}
    ]
    form["item"][0].pop("answerOption")
    form["item"][0]["answerValueSet"] = "#v"
    assert [option.text for option in dressed(form, KEPT).questions[0].options] == ["a", "b"]


def test_what_the_service_chose_stands_in_place_of_the_forms_own() -> None:
    chosen = {Place("like"): "home", Place("grows", "roses"): "money", Place("grows", "beans"): "food"}
    form = dressed(made.garden(), KEPT, chosen)
    assert (form.questions[1].picture, form.questions[1].picture_words) == ("home", "")
    assert [option.picture for option in form.questions[0].options] == ["money", "food"]
    assert form.questions[0].options[0].sound == KEPT["media/rose.mp3"].key


def test_many_files_that_are_not_there_are_counted() -> None:
    items = [
        forms.item(f"q{n}", extension=[made.media(made.ITEM_MEDIA, f"https://example.org/{n}")]) for n in range(50)
    ]
    notes = dressed({"resourceType": "Questionnaire", "item": items}, {}).notes
    assert len(notes) == 21
    assert notes[-1] == "Not used: 30 more pictures, sounds or films."
