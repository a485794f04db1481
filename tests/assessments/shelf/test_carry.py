"""What a service did to a form goes on with its next version where the very same words stand, and nowhere else."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from linkdesk.assessments.parse import parse
from linkdesk.assessments.questionnaire import Form
from linkdesk.assessments.shelf import carry
from linkdesk.assessments.shelf.carry import Older
from linkdesk.assessments.shelf.checks import Check
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.rules import Place
from linkdesk.assessments.shelf.rules import ShelfFile
from linkdesk.assessments.shelf.rules import Told
from tests.assessments.shelf import made

DAY = date(2026, 11, 3)
ASKED = Place("grows")
ROSES = Place("grows", "roses")
LIKE = Place("like")
OWN = f"shelf:{uuid.UUID(int=7)}"


def form(version: str = "1", *, item: tuple[tuple[str, str], ...] = (), **more: Any) -> Form:
    """Return the small form; `item` gives other words to questions by their names."""
    found = made.in_urdu(version, whole=True, **more)
    for each in found["item"]:
        each["text"] = dict(item).get(each["linkId"], each["text"])
    return parse(made.raw(found))


def file(number: int, name: str, kind: FileKind = FileKind.PICTURE) -> ShelfFile:
    return ShelfFile(uuid.UUID(int=number), kind, name, "image/svg+xml")


def older(pictures: dict[Place, str], *, of: Form | None = None, checked: tuple[Check, ...] = ()) -> Older:
    rose = file(1, "media/rose.svg")
    return Older(of or form(), pictures, checked, {rose.key: rose})


def check(text: str, found: Form) -> Check:
    return Check("ur", text, found.translations["ur"][text], "Amina Example", DAY)


def carried(new: Form, *olders: Older, files: tuple[ShelfFile, ...] = (file(2, "media/rose.svg"),)) -> carry.Carried:
    return carry.carry(new, {each.name: each for each in files}, {OWN}, olders, "version 1")


def test_pictures_go_on_beside_the_same_words() -> None:
    found = carried(form("2"), older({ASKED: "garden", ROSES: file(1, "media/rose.svg").key, LIKE: OWN}))
    assert found.pictures == {ASKED: "garden", ROSES: file(2, "media/rose.svg").key, LIKE: OWN}
    assert found.told == [Told("Carried over from version 1: 3 chosen pictures.")]


def test_other_words_need_a_picture_anew() -> None:
    new = form("2", item=(("grows", "What do you plant?"),))
    found = carried(new, older({ASKED: "garden", ROSES: "food", LIKE: OWN}))
    assert found.pictures == {ROSES: "food", LIKE: OWN}
    assert found.told[1:] == [Told("Choose a picture anew for “What do you plant?”: its words are new.", ASKED)]


def test_an_answer_in_other_words_says_to_which_question_it_belongs() -> None:
    answers = [{"valueCoding": {"code": "roses", "display": "Red roses"}}]
    found = carried(form("2"), older({ROSES: "food"}))
    assert found.pictures == {ROSES: "food"}
    new = made.in_urdu("2")
    new["item"][0]["answerOption"] = answers
    found = carried(parse(made.raw(new)), older({ROSES: "food"}))
    words = "Choose a picture anew for “Red roses” (an answer to “What do you grow?”): its words are new."
    assert (found.pictures, found.told) == ({}, [Told(words, ROSES)])


@pytest.mark.parametrize(
    ("key", "files", "why"),
    [
        (file(1, "media/rose.svg").key, (), "“rose.svg” is not in what came in"),
        (file(1, "media/rose.svg").key, (file(2, "media/rose.svg", FileKind.SOUND),), "is not in what came in"),
        (f"shelf:{uuid.UUID(int=99)}", (), "its picture is here no more"),
        ("no-such-picture", (), "LinkDesk has its picture no more"),
    ],
)
def test_a_picture_that_is_gone_is_to_be_chosen_anew(key: str, files: tuple[ShelfFile, ...], why: str) -> None:
    found = carried(form("2"), older({LIKE: key}), files=files)
    assert found.pictures == {}
    (told,) = found.told
    assert told.place == LIKE
    assert told.words.startswith("Choose a picture anew for “Do you like it?”: ")
    assert told.words.endswith(f"{why}.")


def test_what_is_no_longer_asked_is_counted() -> None:
    found = carried(form("2"), older({Place("gone"): "home", Place("gone", "too"): "home"}))
    assert [each.words for each in found.told] == [
        "Not carried over: 2 chosen pictures beside what this version no longer asks."
    ]


def test_the_newest_version_with_the_same_words_decides() -> None:
    first, second = older({ASKED: "garden", LIKE: "home"}), older({ASKED: "food"}, of=form("2"))
    assert carried(form("3"), second, first).pictures == {ASKED: "food"}
    other = older({}, of=form("2", item=(("like", "Is it good?"),)))
    assert carried(form("3"), other, first).pictures == {LIKE: "home"}, "there the words were others"


def test_checks_go_on_with_the_same_words_and_the_others_are_counted() -> None:
    before = form()
    new = replace(form("2"), translations={"ur": {**before.translations["ur"], "Why?": "کس لیے؟"}})
    found = carried(new, older({}, of=before, checked=(check("My garden", before), check("Why?", before))))
    assert found.checks == [check("My garden", before)]
    assert [each.words for each in found.told] == [
        "Carried over from version 1: 1 checked sentence.",
        "Check Urdu again: 1 sentence that was checked has other words now.",
    ]
    assert found.told[1].tag == "ur"


def test_a_tick_that_was_taken_back_does_not_come_back() -> None:
    before = form()
    first, second = older({}, of=before, checked=(check("Why?", before),)), older({}, of=form("2"))
    assert carried(form("3"), second, first).checks == []


def test_only_so_many_are_named() -> None:
    items = [{"linkId": f"q{n}", "type": "boolean", "text": f"Is it {n}?"} for n in range(30)]
    new = parse(made.raw({**made.garden("2"), "item": [{**each, "text": each["text"] + "!"} for each in items]}))
    before = parse(made.raw({**made.garden(), "item": items}))
    found = carried(new, older({Place(f"q{n}"): "home" for n in range(30)}, of=before))
    assert sum(1 for each in found.told if each.place) == 20
    assert found.told[-1].words == "Choose 10 more pictures anew: “Choose pictures” has them all."


def test_the_first_version_has_nothing_before_it() -> None:
    assert carried(form()) == carry.Carried()


def test_what_is_told_is_kept_and_goes_once_it_is_done() -> None:
    told = (Told("One."), Told("Two.", ROSES), Told("Three.", tag="ur"))
    assert carry.read(carry.written(told)) == told
    assert carry.without(told, place=ROSES) == [told[0], told[2]]
    assert carry.without(told, place=ASKED) == list(told)
    assert carry.without(told, tag="ur") == list(told[:2])
