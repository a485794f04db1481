"""What a form brings along in other languages, and what never stands alone in a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments import library
from linkdesk.assessments.parse import parse
from linkdesk.assessments.spoken import keep_english
from linkdesk.assessments.spoken import spoken_with
from linkdesk.languages.catalogue import drafts
from linkdesk.languages.catalogue import sentences
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import current
from linkdesk.languages.speech import say
from linkdesk.languages.speech import speaking
from linkdesk.languages.tongues import TONGUES
from tests.assessments import forms
from tests.assessments.shelf import made

if TYPE_CHECKING:
    from linkdesk.assessments.questionnaire import Form

POLISH = next(each for each in TONGUES if each.tag == "pl")
ALONGSIDE = '<span class="ld-alongside" lang="en-GB" dir="ltr">'
URDU = Speech(next(each for each in TONGUES if each.tag == "ur"), ({"Yes": "ہاں"},))


def written(language: str, text: str = "Dlaczego?") -> Form:
    question = {"linkId": "1", "type": "string", "text": text, "_text": made.said("en", "Why?")}
    return parse(made.raw({"resourceType": "Questionnaire", "title": "", "language": language, "item": [question]}))


def test_a_form_in_another_language_is_marked_as_that_language() -> None:
    polish = written("pl")
    assert spoken_with(IN_PLAIN_ENGLISH, polish).markup("Dlaczego?") == "Why?"
    assert spoken_with(IN_PLAIN_ENGLISH, polish).markup("Why?") == "Why?"
    said = spoken_with(URDU, polish).markup("Dlaczego?")
    assert said == '<span class="ld-english" lang="pl" dir="ltr">Dlaczego?</span>'
    bare = spoken_with(IN_PLAIN_ENGLISH, replace(polish, translations={}))
    assert bare.markup("Dlaczego?") == said
    assert bare.plain("Dlaczego?") == "Dlaczego?"


def test_a_form_in_the_language_of_the_page_is_no_translation() -> None:
    spoken = spoken_with(URDU, replace(written("ur", "کیوں؟"), translations={}))
    assert (spoken.markup("کیوں؟"), spoken.both("کیوں؟"), spoken.unchecked) == ("کیوں؟", "کیوں؟", False)
    assert spoken.plain("Yes") == "ہاں"


def both(text: str) -> str:
    return f"{drafts('pl')[text]} {ALONGSIDE}{text}</span>"


def test_helper_lines_of_a_published_measure_have_the_english_beside_them() -> None:
    ons4 = library.form(library.ONS4)
    spoken = spoken_with(Speech(POLISH, drafts=drafts("pl")), ons4)
    helpers = {each.helper for each in ons4.questions if each.helper}
    assert helpers
    for helper in helpers:
        assert ALONGSIDE in spoken.markup(helper)
    checked = spoken_with(Speech(POLISH, (drafts("pl"),), drafts("pl")), ons4)
    assert [helper for helper in helpers if ALONGSIDE in checked.markup(helper)] == []


@pytest.mark.parametrize("mark", ["validated", "sensitive", "talk-about"])
def test_every_word_of_such_a_page_has_the_english_beside_it(mark: str) -> None:
    code = {"url": forms.OURS + mark, "valueCode": {"sensitive": "alone"}.get(mark, "any")}
    form = forms.build(forms.item("a", "boolean", extension=[] if mark == "validated" else [code]))
    form = replace(form, validated=mark == "validated")
    with speaking(Speech(POLISH, drafts=drafts("pl"))):
        assert say("Skip this question") == drafts("pl")["Skip this question"]
        keep_english(form, form.questions[0], "Choose yes or no.")
        for text in ("Next", "Back", "Skip this question", "I do not know", "Yes", "No", "Choose yes or no."):
            assert say(text) == both(text)
        assert say("Have a break") == drafts("pl")["Have a break"]


@pytest.mark.parametrize(
    ("url", "link_id"), [(library.MY_LIFE, "feelings-what"), ("urn:linkdesk:form:feedback", "intro")]
)
def test_a_page_whose_words_speak_of_danger_or_privacy_has_the_english_beside_it(url: str, link_id: str) -> None:
    form = library.form(url)
    question = form.question(link_id)
    assert question is not None
    with speaking(Speech(POLISH, drafts=drafts("pl"))):
        keep_english(form, question)
        for text in ("Next", "Skip this question", *filter(None, question.words)):
            assert say(text) == both(text)


def test_any_other_page_is_left_as_it_is_and_so_is_english() -> None:
    form = forms.build(forms.item("a", "boolean"))
    with speaking(Speech(POLISH, drafts=drafts("pl"))):
        keep_english(form, form.questions[0])
        assert say("Next") == drafts("pl")["Next"]
    keep_english(replace(form, validated=True), form.questions[0])
    assert current() is IN_PLAIN_ENGLISH


def test_the_words_around_an_answer_are_words_of_the_catalogue() -> None:
    """One that was written otherwise on the page would stand alone there."""
    from linkdesk.assessments.sort.routes import CARD_WORDS
    from linkdesk.assessments.sort.routes import LAST_WORDS
    from linkdesk.assessments.spoken import ANSWERING

    assert set(ANSWERING) | set(CARD_WORDS) | set(LAST_WORDS) <= set(sentences())


def test_several_forms_keep_what_each_may_not_say_alone() -> None:
    urdu = parse(made.raw(made.in_urdu()))
    spoken = spoken_with(spoken_with(URDU, library.form(library.ONS4)), urdu)
    assert spoken.verbatim >= set(library.form(library.ONS4).texts) - {""}
    assert spoken.markup("My garden") == "میرا باغ"
    assert spoken.unchecked
