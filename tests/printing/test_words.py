"""Words of people keep their direction and their language in any print, and what has no translation is counted."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from linkdesk.languages.catalogue import drafts
from linkdesk.languages.own import OwnWords
from linkdesk.languages.own import hash_of
from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import say
from linkdesk.languages.speech import speaking
from linkdesk.languages.tongues import TONGUES
from linkdesk.languages.tongues import tongue
from linkdesk.printing.words import Translated
from linkdesk.printing.words import apart
from linkdesk.printing.words import direction_of
from linkdesk.printing.words import english_words
from linkdesk.printing.words import naming_translators
from linkdesk.printing.words import noted
from linkdesk.printing.words import own
from linkdesk.printing.words import own_plain
from linkdesk.printing.words import own_words
from linkdesk.printing.words import own_words_plain
from linkdesk.printing.words import state_words
from linkdesk.printing.words import translated
from linkdesk.printing.words import translators

PHONE = "01632 960 001"
CALL = f"فون {PHONE} پر"


def speech(tag: str) -> Speech:
    """Return a language as it comes with LinkDesk: drafts only."""
    found = tongue(tag)
    assert found
    return Speech(found, (), drafts(tag), unchecked=True)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("abc", "ltr"),
        ("12 يناير", "rtl"),
        ("اردو abc", "rtl"),
        ("abc اردو", "ltr"),
        (PHONE, "ltr"),
        ("", "ltr"),
        ("שלום", "rtl"),
    ],
)
def test_the_first_letter_says_which_way(text: str, way: str) -> None:
    assert direction_of(text) == way


def test_in_english_english_words_stay_as_they_are_and_others_get_their_direction() -> None:
    with speaking(IN_PLAIN_ENGLISH):
        assert own("<b> & 12") == "<b> & 12"
        assert not isinstance(own("<b>"), Markup)
        assert own(f"<{CALL}") == f'<span dir="rtl">&lt;فون <bdi dir="ltr">{PHONE}</bdi> پر</span>'
        assert own(Sentence("Me")) == "Me"


def test_in_urdu_latin_words_are_english_and_urdu_ones_are_urdu() -> None:
    with speaking(speech("ur")):
        assert own("I <like> tea") == '<span dir="ltr" lang="en-GB">I &lt;like&gt; tea</span>'
        assert own("میں") == '<span dir="rtl">میں</span>'
        assert own(PHONE) == f'<span dir="ltr">{PHONE}</span>'
        assert own("") == ""
        assert own(Sentence("Me")) == drafts("ur")["Me"]
        assert own(Markup("<b>x</b>")) == "<b>x</b>"


@pytest.mark.parametrize("number", [PHONE, "+44 (0)1632 960-001", "25/11/2026", "25 / 11 / 2026", "10:30", "10–12"])
def test_no_number_can_turn_round(number: str) -> None:
    with speaking(speech("ar")):
        assert f'<bdi dir="ltr">{number}</bdi>' in own(f"هاتف {number} الآن")
        assert f"\u200e{number}\u200e" in own_plain(f"هاتف {number} الآن")
        assert own_plain(f"Phone {number}") == f"Phone \u200e{number}\u200e"
        assert apart(number) == f'<bdi dir="ltr">{number}</bdi>'
    assert own_plain(f"Phone {number}") == f"Phone {number}"


def test_a_date_with_the_name_of_its_month_runs_with_its_language() -> None:
    assert apart("12 يناير 2027") == '<bdi dir="rtl">12 يناير 2027</bdi>'


def test_what_is_missing_or_unchecked_is_counted_by_sentence() -> None:
    pl = speech("pl")
    heard = noted(Speech(pl.tongue, ({"Me": "Ja"},), {"My plan": "Mój plan"}))
    with speaking(heard):
        for words in ("Me", "My plan", "My plan", "My steps", "12."):
            say(words)
    assert translated(heard) == Translated(total=3, english=1, unchecked=1)
    assert heard == noted(Speech(pl.tongue, ({"Me": "Ja"},), {"My plan": "Mój plan"}))


def test_the_worker_is_told_in_words() -> None:
    polish = next(each for each in TONGUES if each.tag == "pl")
    draft = state_words(polish, Translated(20, 0, 20))
    assert draft[:2] == (
        "This print is in Polish.",
        "Nobody has checked this translation: go through it with somebody who reads it.",
    )
    assert [each for each in draft if "still in English" in each] == []
    part = " ".join(state_words(polish, Translated(20, 2, 5)))
    assert "Nobody has checked 5 of its 20 sentences" in part
    assert "2 of its 20 sentences are still in English." in part
    assert "checked" not in " ".join(state_words(polish, Translated(20, 0, 0)))


def test_why_a_print_is_in_english() -> None:
    assert english_words("en", IN_PLAIN_ENGLISH) == ()
    assert english_words("pl", speech("pl")) == (), "it was chosen"
    assert "Polish is not switched on" in english_words("pl", IN_PLAIN_ENGLISH)[0]
    assert "no words in Somali" in english_words("so", IN_PLAIN_ENGLISH)[0]


def test_own_words_stand_translated_with_english_below_or_in_english_over_a_line() -> None:
    said = Speech(speech("ar").tongue, (), drafts("ar"), own={hash_of("I rest."): OwnWords("<أستريح>", "Nour A.")})
    spoken = noted(said)
    with speaking(spoken), naming_translators():
        assert own_words("I <i>walk</i>") == (
            '<span dir="ltr" lang="en-GB">I &lt;i&gt;walk&lt;/i&gt;</span><span class="own-blank"></span>'
        )
        assert translators() == ""
        assert own_words("I rest") == (
            '<span class="own-said" lang="ar" dir="rtl">&lt;أستريح&gt;</span>'
            ' <span class="own-english" lang="en-GB" dir="ltr">I rest</span>'
        )
        assert own("I rest") == own_words("I rest")
        assert translators() == "Nour A."
        assert own_words("I phone the group") == drafts("ar")["I phone the group."]
        assert own_words("أمشي") == '<span dir="rtl">أمشي</span>'
        assert own_words_plain("I rest") == "<أستريح> (I rest)"
        assert own_words_plain("I phone the group.") == drafts("ar")["I phone the group."]
        assert own_words_plain("12") == own_plain("12")
    assert spoken.written == {"I <i>walk</i>": False, "I rest": True, "I phone the group": True}
    state = translated(spoken)
    assert (state.written, state.written_english) == (3, 1)
    assert "1 of the 3 texts that you wrote" in state_words(said.tongue, state)[-1]
    assert translators() == ""


def test_in_english_own_words_are_themselves() -> None:
    with speaking(IN_PLAIN_ENGLISH), naming_translators():
        assert own_words("I rest & sleep") == "I rest & sleep"
        assert own_words_plain("I phone the group.") == "I phone the group."
    assert "All that you wrote" in state_words(speech("pl").tongue, Translated(2, 0, 0, 3, 0))[-1]


def test_a_number_in_a_typed_translation_never_turns_round() -> None:
    said = Speech(speech("ur").tongue, (), drafts("ur"), own={hash_of(f"Phone {PHONE}"): OwnWords(CALL, "Zara")})
    with speaking(said):
        assert f'<bdi dir="ltr">{PHONE}</bdi> پر</span>' in own_words(f"Phone {PHONE}")
        assert f"\u200e{PHONE}\u200e پر" in own_words_plain(f"Phone {PHONE}")
