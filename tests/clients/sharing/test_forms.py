"""The forms of sharing turn what was typed into commands, and lose none of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.clients.sharing.forms import SKIPPED_ON_SCREEN
from linkdesk.clients.sharing.forms import UNKNOWN_ON_SCREEN
from linkdesk.clients.sharing.forms import RepresentativeForm
from linkdesk.clients.sharing.forms import SignForm
from linkdesk.clients.sharing.forms import WithoutForm
from linkdesk.clients.sharing.forms import ask_form
from linkdesk.clients.sharing.forms import screen_answers
from linkdesk.clients.sharing.forms import screen_form
from linkdesk.clients.sharing.forms import screen_key
from linkdesk.clients.sharing.questions import question
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import Standing
from linkdesk.languages.catalogue import drafts
from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import speaking
from linkdesk.languages.tongues import TONGUES
from tests.clients.sharing import samples
from tests.clients.sharing.samples import CHOIR
from tests.clients.sharing.samples import DAY
from tests.clients.sharing.samples import EVALUATION
from tests.clients.sharing.samples import GP
from tests.clients.sharing.samples import REFERRER
from tests.clients.sharing.test_refusals import standing_representative
from tests.clients.sharing.test_rules import decided

if TYPE_CHECKING:
    from flask import Flask

STANDINGS = (Standing(GP, decided(GP, Answer.GIVEN)), Standing(CHOIR), Standing(EVALUATION))
USUAL = {"version": 4, "asked_on": DAY, "asked_by": "Amina Testworker"}
TYPED = {
    "version": "4",
    "gp": "no",
    "service_1": "yes",
    "evaluation": "not_asked",
    "new_service": "Art group",
    "new_service_answer": "yes",
    "reason": "Too tired",
    "parts": "needs\nplan",
    "what": "Not the hospital",
    "how": "written",
    "asked_on-day": "25",
    "asked_on-month": "11",
    "asked_on-year": "2026",
    "asked_by": "Amina Testworker",
}


def test_what_was_typed_becomes_one_command(app: Flask) -> None:
    attorney = standing_representative()
    with app.test_request_context():
        form = ask_form(STANDINGS, [attorney], USUAL, TYPED | {"representative": str(attorney.id)})
        command = form.command_for(samples.NOBODY, STANDINGS)
    assert command.seen == 4
    assert command.answers == (
        AnswerTo(GP, Answer.WITHDRAWN),
        AnswerTo(EVALUATION, Answer.NOT_ASKED, "Too tired"),
        AnswerTo(CHOIR, Answer.GIVEN),
        AnswerTo(Recipient(RecipientKind.SERVICE, "Art group"), Answer.GIVEN),
    )
    assert (command.parts, command.what, command.asked_on) == ((Part.NEEDS, Part.PLAN), "Not the hospital", DAY)
    assert command.representative_id == attorney.id


def test_a_fresh_page_has_the_usual_choices_and_no_answer(app: Flask) -> None:
    with app.test_request_context():
        form = ask_form(STANDINGS, [standing_representative(ended_on=DAY)], USUAL)
        command = form.command_for(samples.NOBODY, STANDINGS)
    assert command.answers == ()
    assert command.parts == tuple(Part)
    assert [option.value for option in form.representative.options] == [""]
    assert not form.is_open("capacity", "decided_by", "best_interests")
    assert form.is_open("how")


def test_an_answer_without_a_name_is_not_lost(app: Flask) -> None:
    with app.test_request_context():
        form = ask_form((), [], USUAL, {"new_service": "Art group", "reason": "No time"})
        command = form.command_for(samples.NOBODY, ())
    assert [each.answer for each in command.answers] == [Answer.NOT_ASKED]
    assert command.how is None


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("yes", AnswerTo(REFERRER, Answer.GIVEN)),
        ("no", AnswerTo(REFERRER, Answer.REFUSED)),
        ("unknown", AnswerTo(REFERRER, Answer.NOT_ASKED, UNKNOWN_ON_SCREEN)),
        ("", AnswerTo(REFERRER, Answer.NOT_ASKED, SKIPPED_ON_SCREEN)),
    ],
)
def test_what_the_client_chose_becomes_an_answer(said: str, answer: AnswerTo) -> None:
    asked = Standing(REFERRER)
    assert list(screen_answers([asked], {screen_key(REFERRER): said})) == [answer]


def test_a_skipped_question_leaves_an_earlier_decision() -> None:
    assert list(screen_answers([STANDINGS[0]], {})) == []
    taken_back = list(screen_answers([STANDINGS[0]], {screen_key(GP): "no"}))
    assert taken_back == [AnswerTo(GP, Answer.WITHDRAWN)]


def test_sharing_without_permission_becomes_a_command(app: Flask) -> None:
    words = {
        "ground": "safeguarding",
        "kind": "gp",
        "name": "left over",
        "what": "The bruises",
        "parts": "",
        "reason": "Today",
        "decider": "Amina",
        "decided_on-day": "25",
        "decided_on-month": "11",
        "decided_on-year": "2026",
        "told": "no",
        "not_told_because": "Danger",
    }
    with app.test_request_context():
        command = WithoutForm.typed(words).command_for(samples.NOBODY)
        other = WithoutForm.typed(words | {"kind": "other", "name": "Police"}).command_for(samples.NOBODY)
    assert (command.recipient, command.told, command.not_told_because) == (GP, False, "Danger")
    assert other == replace(command, recipient=Recipient(RecipientKind.OTHER, "Police"))


def test_a_representative_becomes_a_command(app: Flask) -> None:
    with app.test_request_context():
        command = RepresentativeForm.typed({"name": "Joy Sample", "kind": "advocate"}).command_for(UUID(int=3))
    assert (command.client_id, command.name, command.seen_on) == (UUID(int=3), "Joy Sample", None)


URDU = Speech(next(each for each in TONGUES if each.tag == "ur"), drafts=drafts("ur"), unchecked=True)


def _beside(english: str) -> str:
    return f'{drafts("ur")[english]} <span class="ld-alongside" lang="en-GB" dir="ltr">{english}</span>'


def test_in_a_draft_the_question_and_its_answers_have_the_english_beside(app: Flask) -> None:
    with app.test_request_context(), speaking(URDU):
        drawn = str(screen_form(question(GP), "").answer())
    for english in ("Can we talk to your GP about you?", "Yes", "No", "I do not know"):
        assert _beside(english) in drawn, english


def test_in_a_draft_the_ways_to_sign_have_the_english_beside(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"how": "guess", "name": "x" * 9_999}), speaking(URDU):
        form = SignForm()
        drawn = f"{form.how()}{form.name()}{form.signature()}"
        assert not form.validate()
        assert "span" not in "".join(line.text for line in form.error_lines())
    for english in (
        "How do you sign?",
        "I say that this is right",
        "I type my name",
        "I sign my name",
        "Your name",
        "Sign here",
    ):
        assert _beside(english) in drawn, english


def test_in_checked_words_nothing_stands_beside(app: Flask) -> None:
    checked = Speech(URDU.tongue, (drafts("ur"),))
    with app.test_request_context(), speaking(checked):
        assert "ld-alongside" not in f"{screen_form(question(GP), '').answer()}{SignForm().how()}"
