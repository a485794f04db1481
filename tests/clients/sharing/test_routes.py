"""The pages of sharing: asked in a few clicks, the client's own page, and what goes without permission."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.clients.sharing import queries
from linkdesk.clients.sharing import service
from linkdesk.clients.sharing.queries import may_share
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import SignedHow
from linkdesk.vault.lock import State
from tests.clients.sharing import samples
from tests.clients.sharing.samples import CHOIR
from tests.clients.sharing.samples import EVALUATION
from tests.clients.sharing.samples import GP
from tests.clients.sharing.samples import REFERRER
from tests.small_app import CODE
from tests.small_app import NAME
from tests.small_app import actor_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.vault.lock import Vault
    from tests.pages import Page
    from tests.pages import Worker


@pytest.fixture
def base(person: UUID) -> str:
    return f"/clients/{person}/sharing"


def _uncovered(worker: Worker, base: str, vault: Vault) -> Page:
    """Return the worker's page of sharing once their code lifted the curtain that fell with the signature."""
    assert vault.state is State.CURTAINED
    vault.uncover(CODE)
    return worker.get(base)


def test_before_anyone_asked_the_page_says_that_nothing_may_go(worker: Worker, base: str) -> None:
    page = worker.get(base)
    assert "Not asked: GP, referrer, evaluation." in page.words
    assert "Until then nothing may leave the service." in page.words
    assert "A relative is not a representative by default" in page.words


def test_a_yes_and_a_no_in_one_go(worker: Worker, base: str, person: UUID, store: Session) -> None:
    page = worker.fill(f"{base}/ask", {"gp": "yes", "referrer": "no"}, action=None)
    assert "May share with: GP. Said no: referrer. Not asked: evaluation." in page.words
    assert may_share(store, person, GP).allowed
    newest = queries.decisions(store, person)[1]
    assert (newest.asked_by, newest.how, newest.answer) == (NAME, How.SPOKEN, Answer.GIVEN)
    again = worker.fill(f"{base}/ask", {"gp": "no"}, action=None)
    assert "No longer: GP." in again.words


def test_a_named_service_stands_on_the_page_from_then_on(worker: Worker, base: str) -> None:
    worker.fill(f"{base}/ask", {"new_service": "Hill Road Choir", "new_service_answer": "yes"}, action=None)
    page = worker.get(f"{base}/ask")
    assert "With Hill Road Choir" in page.words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, "Choose an answer for at least one of them."),
        ({"gp": "not_asked"}, "Say why they were not asked about their GP."),
        ({"gp": "yes", "capacity": "has_not"}, "Say who assessed"),
        ({"gp": "maybe"}, "Choose one of the answers on the page."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    worker: Worker, base: str, words: dict[str, str], said: str
) -> None:
    page = worker.fill(f"{base}/ask", {**words, "what": "Not the hospital"}, action=None, expect=422)
    assert said in page.words
    assert page.fields()["what"] == "Not the hospital"


def test_somebody_else_recorded_in_between(
    worker: Worker, base: str, person: UUID, store: Session, vault: Vault
) -> None:
    form = worker.get(f"{base}/ask").fields()
    service.record_decisions(store, actor_of(vault), samples.decisions(samples.no(), client_id=person))
    page = worker.post(f"{base}/ask", {**form, "gp": "yes", "what": "All of it"}, expect=409)
    assert "Somebody recorded another decision" in page.words
    assert "Said no: GP." in page.words
    fields = page.fields()
    assert (fields["gp"], fields["what"], fields["version"]) == ("yes", "All of it", "1")
    assert not may_share(store, person, GP).allowed
    worker.post(f"{base}/ask", fields)
    store.rollback()
    assert may_share(store, person, GP).allowed


def test_typed_words_come_back_and_can_be_thrown_away(worker: Worker, base: str, person: UUID) -> None:
    words = {**worker.get(f"{base}/ask").fields(), "what": "Not the hospital", "parts": "plan"}
    headers = {"X-CSRFToken": worker.token(base)}
    assert worker.client.put(f"/drafts/sharing/{person}", json=words, headers=headers).status_code == 200
    page = worker.get(f"{base}/ask")
    assert page.fields()["what"] == "Not the hospital"
    assert page.fields()["asked_on-day"] == "25"
    gone = worker.post(f"{base}/forget/sharing", {}, token_from=base)
    assert gone.fields()["what"] == ""
    worker.post(f"{base}/forget/else", {}, token_from=base, expect=404)


def test_the_client_answers_on_a_page_of_their_own(
    worker: Worker, base: str, person: UUID, store: Session, vault: Vault
) -> None:
    command = samples.decisions(samples.not_asked(CHOIR, "We ask today."), client_id=person)
    service.record_decisions(store, actor_of(vault), command)
    first = worker.get(f"{base}/screen/1")
    assert "Question 1 of 4" in first.words
    assert "Can we talk to your GP about you?" in first.words
    assert "NHS number" not in first.words
    second = worker.post(f"{base}/screen/1", {"answer": "yes", "next": "yes"})
    assert "Can we talk to the person who asked us to help you?" in second.words
    back = worker.post(f"{base}/screen/2", {"answer": "no", "back": "yes"})
    assert back.fields()["answer"] == "yes"
    worker.post(f"{base}/screen/2", {"answer": "no", "next": "yes"})
    worker.post(f"{base}/screen/3", {"answer": "unknown", "next": "yes"})
    check = worker.post(f"{base}/screen/4", {"answer": "yes", "skip": "yes"})
    assert "You said yes." in check.words
    assert "You do not know yet." in check.words
    assert "You did not answer." in check.words
    worker.post(f"{base}/screen/sign", {**check.fields(), "how": "typed"}, expect=422)
    thanks = worker.post(f"{base}/screen/sign", {**check.fields(), "how": "typed", "name": "Maryam"})
    assert "Please give the computer back to your link worker." in thanks.words
    assert "GP" not in thanks.words
    done = _uncovered(worker, base, vault)
    assert "May share with: GP. Said no: referrer. Not asked: Hill Road Choir, evaluation." in done.words
    store.rollback()
    signed = queries.standing(store, person, GP).decision
    assert signed is not None
    assert (signed.how, signed.signed_how, signed.signed_name) == (How.SCREEN, SignedHow.TYPED, "Maryam")
    assert "answer" not in worker.get(f"{base}/screen/1").fields()


def test_a_signature_that_cannot_be_read_is_refused_on_the_page(worker: Worker, base: str, vault: Vault) -> None:
    worker.post(f"{base}/screen/1", {"answer": "yes", "next": "yes"})
    fields = worker.get(f"{base}/screen/sign").fields()
    page = worker.post(f"{base}/screen/sign", {**fields, "how": "drawn", "signature": "nonsense"}, expect=422)
    assert "That drawing could not be read." in page.words
    drawn = '[{"points": [{"x": 1, "y": 2}, {"x": 30, "y": 4}]}]'
    worker.post(f"{base}/screen/sign", {**fields, "how": "drawn", "signature": drawn})
    shown = _uncovered(worker, base, vault)
    assert 'aria-label="The name, signed by hand"' in shown.answer.get_data(as_text=True)


def test_what_somebody_saw_is_as_good_as_a_name(
    worker: Worker, base: str, person: UUID, store: Session, vault: Vault
) -> None:
    worker.post(f"{base}/screen/1", {"answer": "yes", "next": "yes"})
    fields = {**worker.get(f"{base}/screen/sign").fields(), "how": "witnessed", "witness": "Ana Witness"}
    refused = worker.post(f"{base}/screen/sign", fields, expect=422)
    assert "Write who saw it and why you do not sign" in refused.words
    assert refused.fields()["witness"] == "Ana Witness"
    worker.post(f"{base}/screen/sign", {**fields, "not_signed_because": "Her hand hurts"})
    shown = _uncovered(worker, base, vault)
    assert "They did not sign; Ana Witness saw it. Why: Her hand hurts" in shown.words
    store.rollback()
    signed = queries.standing(store, person, GP).decision
    assert signed is not None
    assert (signed.signed_how, signed.witness) == (SignedHow.WITNESSED, "Ana Witness")


def test_an_answer_that_is_not_on_the_page_is_refused(worker: Worker, base: str) -> None:
    worker.post(f"{base}/screen/1", {"answer": "perhaps", "next": "yes"}, expect=422)
    worker.get(f"{base}/screen/0", expect=404)
    worker.get(f"{base}/screen/9", expect=404)


def test_sharing_without_permission_is_written_down_and_can_end(
    worker: Worker, base: str, person: UUID, store: Session
) -> None:
    words = {"ground": "serious_harm", "kind": "gp", "what": "What he said", "reason": "It is urgent", "told": "no"}
    refused = worker.fill(f"{base}/without", words, action=None, expect=422)
    assert "If not, say why not." in refused.words
    page = worker.fill(f"{base}/without", {**words, "not_told_because": "He would run away"}, action=None)
    assert "The person was not told: He would run away" in page.words
    assert f"{NAME} decided it" in page.words
    assert "May share with" not in page.words
    assert may_share(store, person, GP).allowed
    override = queries.overrides(store, person)[0].id
    ended = worker.post(f"{base}/without/{override}/end", {}, token_from=base)
    assert "Ended 25 November 2026" in ended.words
    store.rollback()
    assert not may_share(store, person, GP).allowed


def test_a_representative_is_added_decides_and_ends(worker: Worker, base: str, person: UUID, store: Session) -> None:
    words = {"name": "Joy Sample", "relation": "daughter", "kind": "attorney"}
    refused = worker.fill(f"{base}/representatives/new", words, action=None, expect=422)
    assert "Without it they cannot decide." in refused.words
    seen = {"evidence": "The paper", "seen_on-day": "1", "seen_on-month": "11", "seen_on-year": "2026"}
    worker.fill(f"{base}/representatives/new", words | seen, action=None)
    attorney = queries.representatives(store, person)[0].id
    decided = {
        "evaluation": "yes",
        "capacity": "has_not",
        "capacity_support": "Pictures and time",
        "capacity_assessor": "Dr Sample",
        "capacity_on-day": "2",
        "capacity_on-month": "11",
        "capacity_on-year": "2026",
        "decided_by": "representative",
        "representative": str(attorney),
    }
    page = worker.fill(f"{base}/ask", decided, action=None)
    assert "Joy Sample decided it." in page.words
    assert "Dr Sample assessed on 2 November 2026 that they cannot decide this." in page.words
    store.rollback()
    assert may_share(store, person, EVALUATION).allowed
    assert not may_share(store, person, REFERRER).allowed
    ended = worker.post(f"{base}/representatives/{attorney}/end", {}, token_from=base)
    assert "Ended 25 November 2026" in ended.words


def test_drafts_of_the_other_forms_come_back(worker: Worker, base: str, person: UUID) -> None:
    headers = {"X-CSRFToken": worker.token(base)}
    for form, path, name in (
        ("sharing_without", f"{base}/without", "reason"),
        ("sharing_representative", f"{base}/representatives/new", "evidence"),
    ):
        worker.client.put(f"/drafts/{form}/{person}", json={name: "Half a sentence"}, headers=headers)
        assert worker.get(path).fields()[name] == "Half a sentence"
