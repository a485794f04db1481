"""Client-facing words are found wherever they lie, and every one that ships keeps the easy-read rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkdesk.easyread import client_words
from linkdesk.easyread.client_words import FOR_STAFF
from linkdesk.easyread.client_words import VALIDATED
from linkdesk.easyread.client_words import Page
from linkdesk.easyread.client_words import form_pages
from linkdesk.easyread.client_words import product_pages
from linkdesk.easyread.client_words import template_pages
from linkdesk.easyread.lint import lint_pages
from linkdesk.easyread.pictures import ATTRIBUTION

PAGES = product_pages()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_client_facing_word_keeps_the_rules(page: Page) -> None:
    report = lint_pages((page,))
    assert report.rarity_checked, "wordfreq is a development dependency"
    assert report.findings == (), "\n".join(report.lines())


def test_prints_forms_and_pictures_are_among_the_pages() -> None:
    names = {page.name for page in PAGES}
    assert {"client_mode.html", "plan_easy_read.html", "ons4.json happy", "picture home"} <= names


def test_a_template_gives_its_lines_and_spoken_attributes() -> None:
    (page,) = template_pages(
        "t.html",
        '<h1>My plan</h1><p>We <b>phone</b> you,\n {{ name }}.</p><img alt="A house"><style>p{color:red}</style>',
    )
    assert page.text.splitlines() == ["My plan", "We phone you, Name.", "A house"]


def test_each_way_of_a_condition_is_its_own_page() -> None:
    source = "<p>You {% if a %}walk{% elif b %}run{% else %}swim{% endif %}.</p>"
    assert [page.text for page in template_pages("t.html", source)] == ["You walk.", "You run.", "You swim."]


def test_a_plain_text_print_keeps_its_lines() -> None:
    (page,) = template_pages("plan.txt", "MY\n\n{% for x in xs %}{{ x }}\n{% endfor %}Phone {{ y }}.\n")
    assert page.text.splitlines() == ["MY", "Phone Name."]


def test_an_empty_list_has_words_too() -> None:
    source = "<ul>{% for x in xs %}<li>Step {{ x }}</li>{% else %}<li>No steps.</li>{% endfor %}</ul>"
    assert {page.text for page in template_pages("t.html", source)} == {"Step Name", "No steps."}


def test_words_in_expressions_blocks_and_macros_are_found() -> None:
    source = (
        '{% extends "web/x.html" %}{% block main %}{% macro m() %}<p>In a macro.</p>{% endmacro %}'
        '{{ row("Read this soon", class="govuk-body big") }}{% endblock %}'
    )
    texts = [page.text for page in template_pages("t.html", source)]
    assert texts == ["In a macro.", "Read this soon"]


def test_the_attribution_line_stands_as_it_is() -> None:
    assert lint_pages(template_pages("t.html", f"<p>{ATTRIBUTION}</p>")).findings == ()


def test_a_form_gives_a_page_for_each_question() -> None:
    form = {
        "title": "About you",
        "item": [
            {
                "linkId": "1",
                "text": "What is good?",
                "answerOption": [{"valueCoding": {"display": "My home"}}, {"valueString": "My friends"}],
                "item": [
                    {"linkId": "1.h", "type": "display", "text": "Say it in your words."},
                    {"linkId": "1.1", "type": "string", "text": "What is hard?"},
                ],
            },
            "odd",
        ],
    }
    pages = form_pages("f.json", json.dumps(form))
    assert [(page.name, page.text) for page in pages] == [
        ("f.json title", "About you"),
        ("f.json “What is good?”", "What is good?\nMy home\nMy friends\nSay it in your words."),
        ("f.json “What is hard?”", "What is hard?"),
    ]


def test_a_validated_question_is_spared_and_its_helper_line_is_not() -> None:
    hard = "Overall, how satisfied are you with your life nowadays, taking everything into account?"
    form = {
        "title": "Feelings",
        "extension": [{"url": VALIDATED, "valueBoolean": True}],
        "item": [
            {
                "linkId": "1",
                "text": hard,
                "item": [
                    {"linkId": "1.h", "type": "display", "text": "Choose a number soon."},
                    {
                        "linkId": "1.l",
                        "type": "display",
                        "text": "Not at all satisfied, nowadays, overall",
                        "extension": [{"valueCodeableConcept": {"coding": [{"code": "lower"}]}}],
                    },
                ],
            }
        ],
    }
    found = lint_pages(form_pages("f.json", json.dumps(form))).findings
    assert [(name, finding.rule) for name, finding in found] == [
        ("f.json “Overall, how satisfied are you with your life…”", "T10")
    ]


def test_prints_for_staff_are_not_linted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "templates" / "printing"
    folder.mkdir(parents=True)
    (folder / "sheet.html").write_text(f"{FOR_STAFF}\n<p>Facilitate.</p>", encoding="utf-8")
    (folder / "plan.html").write_text("<p>My plan</p>", encoding="utf-8")

    def here() -> Path:
        return tmp_path

    monkeypatch.setattr(client_words, "resources", here)
    assert [page.name for page in product_pages() if page.name.endswith(".html")] == ["plan.html"]


@pytest.mark.parametrize(
    "odd",
    [
        {"item": 7},
        {"item": [7]},
        {"item": [{"item": 7, "answerOption": 5, "extension": 3}]},
        {
            "item": [
                {"text": 5, "answerOption": [4, {"valueCoding": 3}], "item": [{"type": "display", "extension": [1]}]}
            ]
        },
        {"extension": 1, "title": []},
    ],
)
def test_parts_that_are_built_otherwise_hold_no_words(odd: dict[str, object]) -> None:
    assert form_pages("f.json", json.dumps(odd))
