"""A sentence is said in the language of the page; English that is left is seen to be English."""

from __future__ import annotations

from markupsafe import Markup

from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import Twofold
from linkdesk.languages.speech import current
from linkdesk.languages.speech import say
from linkdesk.languages.speech import say_both
from linkdesk.languages.speech import say_both_all
from linkdesk.languages.speech import say_plain
from linkdesk.languages.speech import speak
from linkdesk.languages.speech import speaking
from linkdesk.languages.speech import with_english
from linkdesk.languages.tongues import TONGUES

POLISH = next(each for each in TONGUES if each.tag == "pl")
URDU = next(each for each in TONGUES if each.tag == "ur")
ENGLISH_SPAN = '<span class="ld-english" lang="en-GB" dir="ltr">{}</span>'


def test_english_is_said_as_it_is_and_escaped() -> None:
    assert say("A <b> & %(name)s", name="<i>") == Markup("A &lt;b&gt; &amp; &lt;i&gt;")
    assert say_plain("100% of it") == "100% of it"
    assert say_both("Yes") == "Yes"


def test_a_translation_is_said_and_what_is_filled_in_is_escaped() -> None:
    spoken = Speech(POLISH, drafts={"You said: %(answer)s.": "Odpowiedź: %(answer)s. <"})
    with speaking(spoken):
        assert say("You said: %(answer)s.", answer="<x>") == "Odpowiedź: &lt;x&gt;. &lt;"
        assert say(Sentence("You said: %(answer)s.", answer=3)) == "Odpowiedź: 3. &lt;"
        assert say_plain("You said: %(answer)s.", answer="<x>") == "Odpowiedź: <x>. <"
    assert current() is IN_PLAIN_ENGLISH


def test_what_is_missing_is_english_to_the_eye_and_to_a_reader() -> None:
    with speaking(Speech(POLISH)):
        assert say("Go <on>") == ENGLISH_SPAN.format("Go &lt;on&gt;")
        assert say_plain("Go on") == "Go on"
        assert say("12 3") == "12 3"
        assert say(Markup("<b>kept</b>")) == "<b>kept</b>"


def test_words_from_the_left_keep_to_themselves_in_a_line_from_the_right() -> None:
    with speaking(Speech(URDU, drafts={"Who: %(who)s": "کون: %(who)s"})):
        assert say("Who: %(who)s", who="Ann (7)") == "کون: <bdi>Ann (7)</bdi>"


def test_what_a_form_brings_and_what_was_checked_come_before_a_draft() -> None:
    spoken = Speech(POLISH, ({"Yes": "form"}, {"Yes": "checked", "No": "checked"}), {"No": "draft", "Next": "draft"})
    assert [spoken.find(words) for words in ("Yes", "No", "Next", "Back")] == ["form", "checked", "draft", None]
    assert [spoken.is_checked(words) for words in ("Yes", "No", "Next")] == [True, True, False]


def test_a_validated_sentence_is_shown_in_a_published_translation_or_in_english() -> None:
    measure = frozenset({"How happy?", "How anxious?"})
    spoken = Speech(POLISH, ({"How happy?": "published"},), dict.fromkeys(measure, "draft"), verbatim=measure)
    assert spoken.find("How happy?") == "published"
    assert spoken.markup("How anxious?") == ENGLISH_SPAN.format("How anxious?")


def test_tender_words_never_stand_alone_in_a_draft() -> None:
    spoken = Speech(POLISH, ({"You can say no.": "checked"},), {"May we share?": "draft"})
    with speaking(spoken):
        beside = '<span class="ld-alongside" lang="en-GB" dir="ltr">May we share?</span>'
        assert say_both("May we share?") == f"draft {beside}"
        assert say_both("You can say no.") == "checked"
        assert say_both("Missing") == ENGLISH_SPAN.format("Missing")
        assert say_both_all("You can say no.", "May we share?") == f"checked draft {beside}"
        assert current().both_plain("May we share?") == "draft (May we share?)"
        assert current().both_plain("You can say no.") == "checked"


def test_on_request_each_sentence_has_its_english_beside_it_and_what_fills_it_has_too() -> None:
    words = {"Who: %(who)s": "Kto: %(who)s", "Me": "Ja", "When: %(when)s": "Kiedy: %(when)s", "Same": "Same"}
    spoken = Speech(POLISH, (words,), bilingual=True)
    beside = ' <span class="ld-alongside" lang="en-GB" dir="ltr">{}</span>'
    with speaking(spoken):
        inner = Markup("<b>{}</b>").format(say("Me"))
        assert with_english(say("Who: %(who)s", who=inner)) == "Kto: <b>Ja</b>" + beside.format("Who: <b>Me</b>")
        day = Twofold("8 grudnia", "8 December")
        told = with_english(say_both("When: %(when)s", when=day))
        assert told == "Kiedy: 8 grudnia" + beside.format("When: 8 December")
        typed = "<!--said-->a<!--english-->b<!--both-->"
        told = with_english(say("Who: %(who)s", who=typed))
        assert told.count("&lt;!--said--&gt;") == 2
        assert with_english(say("Me")) == "Ja" + beside.format("Me")
        assert with_english(say("Same")) == "Same"
        assert with_english(say("Missing")) == ENGLISH_SPAN.format("Missing")
        assert say_plain("Me") == "Ja"


def test_a_language_is_spoken_until_another_is() -> None:
    speak(Speech(POLISH))
    assert current().tongue is POLISH
    speak(IN_PLAIN_ENGLISH)
    assert current().english
