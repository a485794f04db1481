"""What own words in another language mean in English: written beside them by the worker, and they stay."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.assessments import queries
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.reading import rules
from linkdesk.assessments.reading import service
from linkdesk.assessments.reading.service import MEANING_FORM
from linkdesk.assessments.reading.service import say_meaning
from linkdesk.assessments.rules import AnswerRecord
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import SayMeaning
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.models import Client
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SAID = "میں تھک گیا ہوں"
KIM = PresenceWords(interpreter=Interpreter.PROFESSIONAL, reference="Kim Sample")
OFFER = "Write what it means in English"


@pytest.fixture
def talk(person: UUID) -> UUID:
    """A talk with words in Urdu, and words in English."""
    made = start_assessment(
        session(), current_actor(), StartAssessment(person, WHAT_MATTERS, Setting.CLIENT, presence=KIM)
    )
    give_answer(session(), current_actor(), GiveAnswer(made, "matters-words", SAID))
    give_answer(session(), current_actor(), GiveAnswer(made, "hopes", "A garden"))
    return made


def _answer(talk: UUID, link_id: str = "matters-words") -> AnswerRecord:
    session().rollback()
    found = queries.assessment_record(session(), talk)
    return next(each for each in found.answers if each.link_id == link_id)


def _url(talk: UUID, answer: AnswerRecord) -> str:
    return f"/assessments/{talk}/before-they-go/meaning/{answer.id}"


def test_the_worker_writes_what_it_means_and_the_words_stay(site: FlaskClient, talk: UUID) -> None:
    answer = _answer(talk)
    assert OFFER in site.get(f"/assessments/{talk}").text
    page = site.get(_url(talk, answer)).text
    assert SAID in page
    assert 'value="Kim Sample"' in page, "who interprets is named beforehand"
    words = {"version": str(answer.version), "meaning": "I am <tired>", "meaning_by": "Kim Sample, interpreter"}
    saved = site.post(_url(talk, answer), data=words)
    assert saved.location == f"/assessments/{talk}/before-they-go"
    for path in ("", "/before-they-go"):
        shown = site.get(f"/assessments/{talk}{path}").text
        assert "I am &lt;tired&gt;" in shown
        assert "In English, said by Kim Sample, interpreter:" in shown
        assert SAID in shown
    kept = _answer(talk)
    assert (kept.value, kept.meaning) == (SAID, "I am <tired>")
    back = site.post(_url(talk, answer) + "?then=talk", data={**words, "version": str(kept.version), "meaning": ""})
    assert back.location == f"/assessments/{talk}"
    assert (_answer(talk).meaning, _answer(talk).meaning_by) == ("", "")


def test_it_is_offered_only_where_words_may_be_in_another_language(site: FlaskClient, talk: UUID, person: UUID) -> None:
    with unit_of_work(session(), current_actor(), "change_client") as work:
        work.session.get_one(Client, person).language = "en"
    page = site.get(f"/assessments/{talk}/before-they-go").text
    offered = [str(each.id) for each in (_answer(talk), _answer(talk, "hopes")) if f"meaning/{each.id}" in page]
    assert offered == [str(_answer(talk).id)]


@pytest.mark.parametrize(
    ("words", "tags", "may"),
    [
        ("A garden", ("en-GB", "en", ""), False),
        ("A garden", ("en-GB", "pl", ""), True),
        ("Ogród. Café", ("en-GB", "en", ""), False),
        ("Сад", ("en-GB", "en", ""), True),
        ("12, 😀!", ("en-GB",), False),
        (None, ("pl",), False),
    ],
)
def test_what_may_be_another_language(words: str | None, tags: tuple[str, ...], *, may: bool) -> None:
    answer = AnswerRecord("a", "?", words, words or "", kind=Kind.TEXT)
    assert rules.may_be_foreign(answer, tags) is may


def test_what_it_means_needs_somebody_who_said_so(site: FlaskClient, talk: UUID) -> None:
    answer = _answer(talk)
    refused = site.post(_url(talk, answer), data={"version": str(answer.version), "meaning": "Tired"})
    assert refused.status_code == 422
    assert service.WHO_SAID_SO in refused.text
    assert "Tired" in refused.text


def test_an_answer_that_changed_is_looked_at_again(site: FlaskClient, talk: UUID) -> None:
    answer = _answer(talk)
    give_answer(session(), current_actor(), GiveAnswer(talk, "matters-words", "میرا باغ"))
    words = {"version": str(answer.version), "meaning": "Tired", "meaning_by": "Kim"}
    late = site.post(_url(talk, answer), data=words)
    assert late.status_code == 409
    assert "Nothing was saved." in late.text
    assert "میرا باغ" in late.text
    assert "Tired" in late.text
    assert _answer(talk).meaning == ""


def test_what_was_told_of_other_words_goes_with_them(talk: UUID) -> None:
    answer = _answer(talk)
    assert answer.id is not None
    say_meaning(session(), current_actor(), SayMeaning(talk, answer.id, answer.version, "Tired", "Kim"))
    give_answer(session(), current_actor(), GiveAnswer(talk, "matters-words", SAID))
    assert _answer(talk).meaning == "Tired", "the same words once more"
    give_answer(session(), current_actor(), GiveAnswer(talk, "matters-words", "میرا باغ"))
    assert (_answer(talk).meaning, _answer(talk).meaning_by) == ("", "")


def test_only_own_words_of_this_talk_have_a_meaning(site: FlaskClient, talk: UUID, person: UUID) -> None:
    answer = _answer(talk)
    other = start_assessment(session(), current_actor(), StartAssessment(person, WHAT_MATTERS, Setting.CLIENT))
    assert site.get(_url(other, answer)).status_code == 404
    assert answer.id is not None
    with pytest.raises(NotFound):
        say_meaning(session(), current_actor(), SayMeaning(other, answer.id, answer.version, "Tired", "Kim"))
    with pytest.raises(Stale):
        say_meaning(session(), current_actor(), SayMeaning(talk, answer.id, answer.version + 1, "Tired", "Kim"))
    with pytest.raises(RuleBroken):
        say_meaning(session(), current_actor(), SayMeaning(talk, answer.id, answer.version, "Tired"))
    give_answer(session(), current_actor(), GiveAnswer(talk, "hopes", skipped=True))
    skipped = _answer(talk, "hopes")
    assert skipped.id is not None
    with pytest.raises(NotFound):
        say_meaning(session(), current_actor(), SayMeaning(talk, skipped.id, skipped.version, "Tired", "Kim"))


def test_typed_words_outlive_a_lock_and_are_gone_once_saved(site: FlaskClient, talk: UUID) -> None:
    answer = _answer(talk)
    typed = {"version": str(answer.version), "meaning": "I am ti", "meaning_by": "Kim"}
    save_draft(session(), current_actor(), MEANING_FORM, str(answer.id), typed)
    page = site.get(_url(talk, answer)).text
    assert "I am ti" in page
    assert "and not saved yet" in page
    site.post(_url(talk, answer), data={**typed, "meaning": "I am tired"})
    assert load_draft(session(), current_actor(), MEANING_FORM, str(answer.id)) is None
