"""Referrals and every step of an episode as the worker walks them."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.rules import Phone
from linkdesk.episodes import queries
from linkdesk.episodes import service
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import Source
from linkdesk.episodes.rules import EpisodeRecord
from linkdesk.episodes.rules import OwedMessage
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from tests.episodes.conftest import referral

if TYPE_CHECKING:
    from tests.furnished import House
    from tests.pages import Page
    from tests.pages import Worker

NEW = "/referrals/new"
PERSON = {
    "given_name": "Joan",
    "family_name": "Wetherfield",
    "birth_date-day": "4",
    "birth_date-month": "July",
    "birth_date-year": "1951",
    "phone": "07700 900456",
    "source": "gp",
    "reason": "Lonely since her husband died",
    "own_words": "I would like company.",
    "referrer_name": "Dr Practice",
    "referrer_organisation": "Practice Surgery One",
    "referrer_contact": "01632 960 002",
}
TODAY = datetime.now(UTC).astimezone().date()
TOMORROW = TODAY + timedelta(days=1)
VISIT = {
    "day-day": str(TOMORROW.day),
    "day-month": str(TOMORROW.month),
    "day-year": str(TOMORROW.year),
    "time": "2:30 pm",
    "place": "The library",
}


def found(house: House, client_id: uuid.UUID) -> tuple[EpisodeRecord, ...]:
    with open_session(house.settings, house.vault) as (session, _actor):
        return queries.episodes_of(session, client_id)


def client_of(page: Page) -> uuid.UUID:
    """Return whose page this is."""
    return uuid.UUID(page.answer.request.path.split("/")[2])


def owed(house: House, episode: EpisodeRecord) -> tuple[OwedMessage, ...]:
    with open_session(house.settings, house.vault) as (session, _actor):
        return queries.messages_of(session, episode.id)


@pytest.fixture
def worker(house: House) -> Worker:
    return house.worker


@pytest.fixture
def joan(house: House, worker: Worker) -> EpisodeRecord:
    """Somebody new, referred a moment ago."""
    page = worker.fill(NEW, PERSON)
    return found(house, client_of(page))[0]


def base(episode: EpisodeRecord) -> str:
    return f"/clients/{episode.client_id}/referral/{episode.id}"


def step(worker: Worker, episode: EpisodeRecord, name: str, fields: dict[str, str], expect: int = 200) -> str:
    return worker.fill(f"{base(episode)}/{name}", fields, expect=expect).words


def test_a_new_person_and_their_referral_come_in_one_go(house: House, joan: EpisodeRecord) -> None:
    assert (joan.source, joan.reason, joan.received_on) == (Source.GP, PERSON["reason"], TODAY)
    page = house.worker.get(f"/clients/{joan.client_id}/referral")
    for words in ("Joan Wetherfield", "I would like company.", "Dr Practice", "Decide about the referral"):
        assert words in page.words
    assert "Received today, waiting for a decision" in page.words


def test_what_is_missing_or_impossible_is_said_at_once_and_nothing_typed_is_lost(worker: Worker, house: House) -> None:
    before = len(house.ids(Client))
    page = worker.fill(NEW, PERSON | {"family_name": "", "source": "", "birth_date-year": "2190"}, expect=422)
    assert "Enter the family name." in page.words
    assert "Choose who sent them." in page.words
    assert "cannot be in the future" in page.words
    assert page.fields(None)["given_name"] == "Joan"
    page = worker.fill(NEW, PERSON | {"birth_date-year": ""}, expect=422)
    assert "Enter the year too" in page.words
    page = worker.fill(
        NEW, PERSON | {"received_on-day": "1", "received_on-month": "1", "received_on-year": "2190"}, expect=422
    )
    assert "received in the future" in page.words
    assert len(house.ids(Client)) == before


def test_somebody_who_may_be_on_record_is_pointed_out(worker: Worker, house: House, joan: EpisodeRecord) -> None:
    page = worker.fill(NEW, PERSON, expect=422)
    assert "Are they on the caseload already?" in page.words
    assert f"/clients/{joan.client_id}" in {a.get("href") for a in page.every("a")}
    worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/clients/")
    page = worker.fill(NEW, PERSON, expect=422)
    assert "Somebody on the caseload is like this person." in page.words
    assert f"/clients/{joan.client_id}" not in {a.get("href") for a in page.every("a")}
    worker.post("/beside", {"beside": "off", "here": "/"}, token_from="/clients/")
    before = len(house.ids(Client))
    worker.fill(NEW, PERSON | {"not_the_same": "y"})
    assert len(house.ids(Client)) == before + 1


def test_what_was_typed_for_somebody_new_goes_along_to_who_is_on_record(
    worker: Worker, house: House, joan: EpisodeRecord
) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, service.FORM, service.NEW, {"reason": "Lonely again"})
    page = worker.fill(NEW, PERSON, expect=422)
    first, *_rest = [
        b for b in page.every("button") if b.get("type") == "submit" and "govuk" in b.get("class", "govuk")
    ]
    assert first.get("formaction") is None, "the Enter key saves the form as it stands"
    there = next(b.get("formaction", "") for b in page.every("button") if b.get("formaction"))
    before = len(house.ids(Client))
    worker.post(
        there, PERSON | {"reason": "Lonely again"}, token_from=NEW, expect=422
    )  # one is open: a second is meant
    worker.post(there, PERSON | {"reason": "Lonely again", "although_open": "y"}, token_from=NEW)
    assert "Lonely again" in [each.reason for each in found(house, joan.client_id)]
    assert len(house.ids(Client)) == before
    with open_session(house.settings, house.vault) as (session, actor):
        assert load_draft(session, actor, service.FORM, service.NEW) is None


@pytest.mark.parametrize("path", [NEW, "/clients/new"])
def test_a_form_sent_three_times_at_once_makes_one_client(house: House, path: str) -> None:
    before = len(house.ids(Client))
    people = [house.worker for _ in range(3)]
    tokens = [person.token(path) for person in people]
    start = Barrier(len(people))

    def send(person: Worker, token: str) -> int:
        start.wait()
        return person.client.post(path, data={"csrf_token": token, **PERSON}).status_code

    with ThreadPoolExecutor(len(people)) as pool:
        statuses = sorted(pool.map(send, people, tokens))
    assert statuses == [303, 422, 422]
    assert len(house.ids(Client)) == before + 1


def test_typed_words_come_back_and_can_be_thrown_away(worker: Worker, house: House, joan: EpisodeRecord) -> None:
    paths = {
        (service.FORM, "new"): (NEW, "reason", "/referrals/new/forget"),
        (service.FORM, str(joan.client_id)): (
            f"/clients/{joan.client_id}/referral/new", "reason", f"/clients/{joan.client_id}/referral/new/forget"
        ),
        (service.CHANGE_FORM, str(joan.id)): (
            f"{base(joan)}/change", "reason", f"{base(joan)}/forget/{service.CHANGE_FORM}"
        ),
        (service.TRIAGE_FORM, str(joan.id)): (
            f"{base(joan)}/triage", "words", f"{base(joan)}/forget/{service.TRIAGE_FORM}"
        ),
    }  # fmt: skip
    for (form, subject), (path, field, forget) in paths.items():
        with open_session(house.settings, house.vault) as (session, actor):
            save_draft(session, actor, form, subject, {field: "Half-typed", "issues": "Housing\nMemory"})
        page = worker.get(path)
        assert page.fields()[field] == "Half-typed", path
        assert "not saved yet" in page.words
        worker.post(forget, {}, token_from=path)
        with open_session(house.settings, house.vault) as (session, actor):
            assert load_draft(session, actor, form, subject) is None
    worker.post(f"{base(joan)}/forget/elsewhere", {}, token_from=NEW, expect=404)


def test_a_person_on_record_gets_a_referral(worker: Worker, house: House, joan: EpisodeRecord) -> None:
    path = f"/clients/{joan.client_id}/referral/new"
    page = worker.get(path)
    assert "They have an open referral already." in page.words
    assert "open referral for this service already" in worker.fill(path, {"source": "self"}, expect=422).words
    worker.fill(path, {"source": "self"}, expect=422)
    worker.fill(path, {"source": "self", "although_open": "y"})
    assert [each.source for each in found(house, joan.client_id)] == [Source.SELF, Source.GP]
    assert "Choose who sent them." in worker.fill(path, {}, expect=422).words


def test_somebody_without_a_referral_is_led_to_one(worker: Worker) -> None:
    who = {name: text for name, text in PERSON.items() if name in {"given_name", "family_name"} or "birth" in name}
    client_id = client_of(worker.fill("/clients/new", who))
    page = worker.get(f"/clients/{client_id}/referral")
    assert "There is no referral on record." in page.words


def test_a_referral_is_accepted_and_the_referrer_is_owed_a_message(
    worker: Worker, house: House, joan: EpisodeRecord
) -> None:
    assert "Choose one of the four." in step(worker, joan, "triage", {}, 422)
    assert "Accepted on the day" in step(worker, joan, "triage", {"decision": "accepted"})
    message = owed(house, joan)[0]
    path = f"/clients/{joan.client_id}/messages/{message.id}"
    assert "the referral was accepted" in worker.get(path).words
    assert "Say why the message does not go" in worker.fill(path, {"how": "not-sent"}, expect=422).words
    assert "Choose how it went." in worker.fill(path, {}, expect=422).words
    page = worker.fill(path, {"how": "secure-email"})
    assert "Secure email" in page.words
    assert owed(house, joan)[0].settled_on == TODAY
    assert "Secure email" in worker.get(path).words
    assert "accepted already" in step(worker, joan, "triage", {"decision": "declined", "words": "x"}, 422)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"decision": "declined"}, "Say why it is declined."),
        ({"decision": "need-more", "asked_whom": "The practice"}, "Say whom you asked, and for what."),
        ({"decision": "wrong-service"}, "Say to whom it is passed on."),
    ],
)
def test_a_decision_without_its_reason_is_refused(
    worker: Worker, joan: EpisodeRecord, fields: dict[str, str], words: str
) -> None:
    assert words in step(worker, joan, "triage", fields, 422)


def test_more_is_asked_for_and_the_clock_goes_on(worker: Worker, joan: EpisodeRecord) -> None:
    asked = {"decision": "need-more", "asked_whom": "The practice", "words": "Which language?"}
    page = step(worker, joan, "triage", asked)
    assert "Which language?" in page
    assert "waiting for a decision" in page


def test_what_is_passed_on_ends_and_is_opened_again(worker: Worker, house: House, joan: EpisodeRecord) -> None:
    page = step(worker, joan, "triage", {"decision": "wrong-service", "passed_to": "The memory clinic"})
    assert "The memory clinic" in page
    assert "Closed" in page
    assert "closed. Nothing was changed" in step(worker, joan, "attempt", {"outcome": "spoke"}, 422)
    assert "Say why it is opened again." in step(worker, joan, "reopen", {}, 422)
    assert "waiting for a decision" in step(worker, joan, "reopen", {"reason": "The clinic sent them back"})
    assert [message.words for message in owed(house, joan)] == ["Opened again before it was sent."]


def test_tries_are_counted_and_safe_steps_are_offered(worker: Worker, house: House, joan: EpisodeRecord) -> None:
    step(worker, joan, "triage", {"decision": "accepted"})
    assert "Choose what came of it." in step(worker, joan, "attempt", {}, 422)
    for _ in range(2):
        page = step(worker, joan, "attempt", {"outcome": "no-answer"})
    assert "Nothing closes by itself" not in page
    page = step(worker, joan, "attempt", {"outcome": "wrong-number"})
    assert "Nobody could be reached in 3 tries" in page
    worker.post(
        f"{base(joan)}/do/tell-referrer",
        {"version": str(found(house, joan.client_id)[0].version)},
        token_from=base(joan),
    )
    assert "the person could not be reached" in {message.why_words for message in owed(house, joan)}
    assert worker.get(f"{base(joan)}/close?reason=could-not-contact").fields()["reason"] == CloseReason.NOT_REACHED
    assert found(house, joan.client_id)[0].is_open
    future = {"outcome": "spoke", "on-day": "1", "on-month": "1", "on-year": str(TODAY.year + 1)}
    assert "Check the day" in step(worker, joan, "attempt", future, 422)
    assert "First contact on the day" in step(worker, joan, "attempt", {"outcome": "spoke"})


def test_no_message_is_left_where_it_could_be_heard(worker: Worker, house: House, joan: EpisodeRecord) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        quiet = next(
            row.id for row in session.query(Client) if row.phones and not row.phones[0]["safe_to_leave_message"]
        )
        kept = queries.episodes_of(session, quiet)
        if not any(each.is_open for each in kept):
            service.receive_referral(session, actor, referral(quiet, received_on=TODAY))
        episode = queries.episodes_of(session, quiet)[0]
    assert "somebody else might hear or see it" in worker.get(f"{base(episode)}/attempt").words
    worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/clients/")
    hushed = worker.get(f"{base(episode)}/attempt").words
    for words in ("Do not leave", "might hear", "They allowed a message"):
        assert words not in hushed
    worker.post("/beside", {"beside": "off", "here": "/"}, token_from="/clients/")
    assert "No message may be left" in step(worker, episode, "attempt", {"outcome": "left-message"}, 422)
    step(worker, episode, "attempt", {"outcome": "left-message", "message_allowed": "y"})
    step(worker, joan, "attempt", {"outcome": "left-message"})
    assert Phone("1").safe_to_leave_message


def test_a_first_visit_is_booked_in_one_step_and_changed(worker: Worker, house: House, joan: EpisodeRecord) -> None:
    assert "Say first if anything is known" in step(worker, joan, "visit", VISIT, 422)
    page = step(worker, joan, "visit", VISIT | {"no_known_risk": "y"})
    assert "14:30" in page
    kept = found(house, joan.client_id)[0]
    assert (kept.decision, kept.first_contact_on, kept.first_visit_on) == (Decision.ACCEPTED, TODAY, TOMORROW)
    assert worker.get(f"{base(joan)}/visit").fields()["time"] == "14:30"
    assert "Enter a time like" in step(worker, joan, "visit", VISIT | {"time": "25"}, 422)
    past = {"day-day": "1", "day-month": "1", "day-year": "2020"}
    assert "cannot be in the past" in step(worker, joan, "visit", VISIT | past, 422)


def test_the_work_comes_to_its_end_and_is_closed(worker: Worker, house: House, joan: EpisodeRecord) -> None:
    step(worker, joan, "triage", {"decision": "accepted"})
    version = str(found(house, joan.client_id)[0].version)
    worker.post(f"{base(joan)}/do/closing", {"version": version}, token_from=base(joan))
    assert "Close the referral" in worker.get(base(joan)).words
    assert "needs the GP practice code" in step(worker, joan, "close", {"reason": "goals-met"}, 422)
    fields = worker.get(f"/clients/{joan.client_id}/change").fields(None) | {"gp_practice_code": "X99901"}
    worker.client.post(f"/clients/{joan.client_id}/change", data=fields)
    page = step(worker, joan, "close", {"reason": "goals-met", "outcome": "Goes to the café", "did_not_work": "Buses"})
    assert "Goes to the café" in page
    assert {message.why_words for message in owed(house, joan)} == {"the referral was accepted", "the work has ended"}
    worker.post(f"{base(joan)}/do/nothing", {"version": version}, token_from=base(joan), expect=404)
    worker.get(f"{base(joan)}/elsewhere", expect=404)


def test_two_windows_on_one_referral_lose_neither_text(worker: Worker, house: House, joan: EpisodeRecord) -> None:
    path = f"{base(joan)}/change"
    mine, theirs = worker.get(path).fields(), worker.get(path).fields()
    mine["reason"], mine["method"], mine["issues"] = "Mine", "letter", "Housing"
    theirs["reason"] = "Theirs"
    assert worker.client.post(path, data=theirs).status_code == 303
    answer = worker._page(worker.client.post(path, data=mine), path, 409)
    assert "Mine" in answer.words
    assert "Theirs" in answer.words
    assert answer.fields()["reason"] == "Mine"
    assert worker.client.post(path, data=answer.fields()).status_code == 303
    kept = found(house, joan.client_id)[0]
    assert (kept.reason, kept.presenting_issues[0].text) == ("Mine", "Housing")
    wrong = worker.get(path).fields() | {"source": ""}
    assert worker.client.post(path, data=wrong).status_code == 422
    late = worker.get(path).fields() | {"received_on-year": "2190"}
    assert worker.client.post(path, data=late).status_code == 422


def test_a_step_on_an_old_page_keeps_the_words(worker: Worker, joan: EpisodeRecord) -> None:
    path = f"{base(joan)}/triage"
    old = worker.get(path).fields() | {"decision": "declined", "words": "Too far away"}
    step(worker, joan, "attempt", {"outcome": "no-answer"})
    page = worker._page(worker.client.post(path, data=old), path, 409)
    assert "Somebody changed this referral" in page.words
    assert page.fields()["words"] == "Too far away"
    assert worker.client.post(path, data=page.fields()).status_code == 303


def test_how_long_people_may_wait_is_set_within_bounds(worker: Worker, joan: EpisodeRecord) -> None:
    path = "/settings/referrals"
    assert "from 1 to 90" in worker.fill(path, {"accept_days": "0"}, expect=422).words
    worker.fill(path, {"accept_days": "2", "contact_days": "3", "tries": "1", "reopen_days": "0"})
    assert worker.get(path).fields()["accept_days"] == "2"
    assert "Nobody could be reached in 1 try" in step(worker, joan, "attempt", {"outcome": "no-answer"})


def test_another_clients_episode_is_not_found_below_this_one(worker: Worker, house: House, joan: EpisodeRecord) -> None:
    other = next(each for each in house.ids(Client) if each != joan.client_id)
    for rest in ("", "/change", "/triage", "/visit"):
        worker.get(f"/clients/{other}/referral/{joan.id}{rest}", expect=404)
    step(worker, joan, "triage", {"decision": "accepted"})
    worker.get(f"/clients/{other}/messages/{owed(house, joan)[0].id}", expect=404)
