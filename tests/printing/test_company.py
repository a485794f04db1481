"""A heading goes with what follows it, whatever its words, language and size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.printing import company
from linkdesk.printing.plan import written_plan
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from tests.printing.placing import Watched
from tests.printing.placing import parted
from tests.printing.placing import stranded
from tests.printing.samples import SAM
from tests.printing.samples import with_everywhere
from tests.printing.test_leaflet import paper as leaflet
from tests.printing.test_words import speech

pytestmark = pytest.mark.prints

PICTURE = 30 * 96 / 25.4
"""The side of a picture, in CSS pixels."""
ROW = "<div class=row>{}</div>"
LINES = "html{font-size:16pt;line-height:24pt}p{break-inside:auto}"


@pytest.fixture(scope="module")
def watched() -> Iterator[Watched]:
    made = Watched()
    yield made
    made.close()


def page(body: str) -> str:
    return f"<html lang=en><title>x</title><body class=easy-read>{body}"


def texts(watched: Watched) -> list[str]:
    from weasyprint.formatting_structure import boxes

    return [
        " ".join(box.text for box in one._page_box.descendants() if isinstance(box, boxes.TextBox))
        for one in watched.document.pages
    ]


def test_a_row_too_high_for_its_heading_goes_on_between_its_sentences(watched: Watched) -> None:
    sentences = [f"{word} " + "word " * 60 for word in ("alpha", "beta", "gamma", "delta", "omega")]
    row = ROW.format("".join(f"<p>{each}end</p>" for each in sentences))
    watched.pdf(page(f"<h1>Top</h1><section class=keep><h2>Alone</h2>{row}</section>"), LINES)
    assert stranded(watched.document) == []
    first, second = texts(watched)
    assert "Alone alpha" in first
    assert first.count("end") == first.count("word ") / 60
    assert second.split()[0] in {"gamma", "delta", "omega"}
    assert parted(watched.document) == [], "what goes on because no page holds it is meant to"


def test_a_sentence_that_no_page_holds_goes_on_too(watched: Watched) -> None:
    row = ROW.format(f"<p>{'word ' * 700}</p>")
    watched.pdf(page(f"<section class=keep><h2>Alone</h2>{row}</section>"), LINES)
    assert stranded(watched.document) == []


def test_a_list_goes_on_between_its_items(watched: Watched) -> None:
    items = "".join(f"<li>item{number} {'word ' * 30}</li>" for number in range(12))
    watched.pdf(page(f"<section class=keep><h2>Alone</h2>{ROW.format(f'<p>Who<ul>{items}</ul>')}</section>"), LINES)
    assert stranded(watched.document) == []
    assert texts(watched)[1].startswith("item")


def test_what_fits_beside_its_heading_stays_whole(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    marked: list[str] = []
    monkeypatch.setattr(company, "_mark", lambda _box, name: marked.append(name))
    rows = ROW.format("<p>" + "word " * 60) * 20
    watched.pdf(page(f"<h1>Top</h1><section><h2>One</h2>{rows}</section><section><h2>Two</h2>{rows}</section>"), LINES)
    assert len(watched.document.pages) > 2
    assert marked == []


def test_a_heading_that_a_break_is_asked_for_after_does_not_go_round_for_ever(watched: Watched) -> None:
    watched.pdf(page("<h2>Alone</h2><p style='break-before:page'>x"), LINES)
    assert stranded(watched.document) == ["page 1 ends with a h2"]


Place = tuple[int, float, float]


def places(watched: Watched, *names: str) -> list[Place]:
    """Return page, top and left edge (CSS pixels) of each box whose element has one of these classes or names."""
    return [
        (number, box.position_y, box.position_x)
        for number, one in enumerate(watched.document.pages, start=1)
        for box in one._page_box.descendants()
        if box.element is not None and {*(box.element.get("class") or "").split(), box.element.tag} & {*names}
    ]


def is_led(place: Place, words: list[Place]) -> bool:
    """Tell whether words stand above a place on its page."""
    return any(number == place[0] and top < place[1] - 1 for number, top, _ in words)


@pytest.mark.parametrize("tag", ["en", "uk"])
def test_the_square_and_the_name_by_hand_stand_under_their_words(watched: Watched, tag: str) -> None:
    said = IN_PLAIN_ENGLISH if tag == "en" else speech(tag)
    options = print_options("easy-read", 28, mono=True, practice=True, speech=said)
    for length in (1, 3):
        html, *sheets = written_plan(with_everywhere("I feel 😀 today. " * length), SAM, options, Item.PLAN)
        watched.pdf(html, *sheets)
        assert stranded(watched.document) == []
        drawn = places(watched, "square", "drawn")
        assert {*drawn}, length
        assert all(is_led(one, places(watched, "p")) for one in drawn), length


def test_the_answers_of_the_consent_form_stand_with_their_question_and_clear_of_its_picture(watched: Watched) -> None:
    for tag in ("en", "uk", "bn"):
        options = print_options("easy-read", 28, speech=IN_PLAIN_ENGLISH if tag == "en" else speech(tag))
        html, *sheets = replace(leaflet(ClientItem.CONSENT), options=options).written()
        watched.pdf(html, *sheets)
        answers, rows = places(watched, "boxes"), places(watched, "row")
        assert answers
        for number, top, left in answers:
            assert is_led((number, top, left), [one for one in places(watched, "p") if one not in answers]), tag
            beside = [one for one in rows if one[0] == number and one[1] <= top < one[1] + PICTURE]
            assert all(left - one[2] > PICTURE for one in beside), tag
