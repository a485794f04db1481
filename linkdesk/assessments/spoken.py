"""How a form is said in another language: what it brings along, and what never stands alone in a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.languages.sentences import pattern_of
from linkdesk.languages.speech import never_alone
from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import tongue

if TYPE_CHECKING:
    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.questionnaire import Question
    from linkdesk.languages.speech import Speech

ANSWERING = (
    "Next",
    "Back",
    "Keep this answer",
    "Skip this question",
    "I do not know",
    "You said: I do not know.",
    "You skipped this question.",
    "We kept these %(count)s. To choose another, take 1 away.",
    "These questions are in English. Your link worker can read them with you.",
    "Yes",
    "No",
    "Day",
    "Month",
    "Year",
    "There is one thing to change",
    "There are %(count)s things to change",
    "Error:",
)
"""What stands on the page of a question besides its own words and is pressed, or read, to answer it."""


def spoken_with(speech: Speech, form: Form) -> Speech:
    """Return the speech with the translations that a form brings along.

    Those that nobody checked are drafts, like those of LinkDesk: what is answered in them is marked. A validated form
    is shown in the translation it brings along, the English beside it until somebody checked it, else in English.
    """
    if speech.english and is_english(form.language) and not form.translations:
        return speech
    others = {} if is_english(form.language) else dict.fromkeys(form.sentences, form.language)
    if tongue(form.language) == speech.tongue and others:  # written in the language of the page, so nothing to check
        return replace(speech, words=({text: text for text in others}, *speech.words))
    tags = [tag for tag in form.translations if (is_english(tag) if speech.english else tag == speech.tongue.tag)]
    own = form.translations[tags[0]] if tags else {}
    sure = form.checked.get(speech.tongue.tag, frozenset()) if not speech.english else own.keys()
    checked = {text: words for text, words in own.items() if text in sure}
    kept = speech.words
    if form.validated:  # what the service checked for its own pages are not the words of the owner
        kept = tuple({text: words for text, words in each.items() if text not in own} for each in kept)
    drafts = {text: words for text, words in own.items() if not any(each.get(text) for each in (checked, *kept))}
    texts = frozenset(form.texts) if form.validated else frozenset()
    helpers = frozenset(pattern_of(each.helper) for each in form.questions if each.helper and form.validated)
    return replace(
        speech,
        words=(checked, *kept),
        drafts={**speech.drafts, **drafts},
        unchecked=speech.unchecked or bool(drafts),
        verbatim=speech.verbatim | (texts - own.keys()),
        others={**speech.others, **others},
        together=speech.together | texts | helpers,
    )


def keep_english(form: Form, question: Question, *more: str) -> None:
    """Keep the English beside every sentence of a page about danger or of a published measure, and beside its buttons.

    An answer is only as sure as the words that were pressed: "Skip" and "I do not know" are answers too. `more` are
    sentences that stand on this page alone.
    """
    if form.validated or question.tender:
        never_alone((*question.words, *ANSWERING, *more))
