"""Saying who is here: when a talk starts, and later from its page."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments import queries
from linkdesk.assessments.frame import COVERED
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.library import form
from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.presence.rules import SavePresence
from linkdesk.assessments.presence.service import save_presence
from linkdesk.assessments.rules import AskWaiting
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import ask_waiting
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.circle.rules import AddPerson
from linkdesk.clients.circle.service import add_person
from linkdesk.clients.service import add_client
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Flask
    from flask.testing import FlaskClient

    from linkdesk.vault.lock import Vault

CODE = "2468"
USUAL = {"form": WHAT_MATTERS, "setting": "worker"}


@pytest.fixture
def polish(person: UUID) -> UUID:
    """A client whose record says that an interpreter is needed."""
    return person


@pytest.fixture
def english(app: Flask) -> UUID:
    """A client of whom the record says nothing about interpreters."""
    return add_client(session(), current_actor(), people.new_client(1))


def screened(vault: Vault) -> bool:
    return vault.client_mode is not None


def sentence(client: UUID) -> str:
    session().rollback()
    (talk,) = queries.assessments_of(session(), client)
    return talk.presence.sentence if talk.presence else ""


def test_only_the_two_of_us_is_chosen_already(site: FlaskClient, english: UUID) -> None:
    page = site.get(f"/assessments/start/{english}").text
    assert 'value="only-us" checked' in page
    assert site.post(f"/assessments/start/{english}", data=USUAL).location.endswith("/talk")
    assert sentence(english) == "No interpreter. Seen alone."


def test_all_refusals_come_in_one_answer(site: FlaskClient, english: UUID) -> None:
    site.post(f"/assessments/start/{english}", data={**USUAL, "here": "others"})
    session().rollback()
    (talk,) = queries.assessments_of(session(), english)
    page = f"/assessments/{talk.id}/here"
    typed = {"reference": "PL 4711", "others": "Sam Sample", "seen_alone": "yes"}
    for interpreter, first in (("nobody", "empty the box"), ("", "Say whether somebody interprets.")):
        refused = site.post(page, data={**typed, "interpreter": interpreter})
        assert refused.status_code == 422
        for words in (first, "There are 2 things to change", "so the person is not seen alone"):
            assert words in refused.text
        assert "PL 4711" in refused.text
    assert "PL 4711" not in sentence(english)


def test_what_was_typed_comes_back_after_a_lock_until_it_is_saved(site: FlaskClient, english: UUID) -> None:
    site.post(f"/assessments/start/{english}", data={**USUAL, "here": "others"})
    session().rollback()
    (talk,) = queries.assessments_of(session(), english)
    page = f"/assessments/{talk.id}/here"
    typed = {"interpreter": "professional", "reference": "PL 4711", "others": "Sam Sample, support worker"}
    save_draft(session(), current_actor(), "here", str(talk.id), typed)
    shown = site.get(page).text
    assert "PL 4711" in shown
    assert "Sam Sample, support worker" in shown
    assert 'value="professional" checked' in shown
    assert f'data-autosave="/drafts/here/{talk.id}"' in shown
    assert site.post(page, data={**typed, "version": "1", "seen_alone": "no"}).status_code == 303
    assert load_draft(session(), current_actor(), "here", str(talk.id)) is None
    assert "PL 4711" in sentence(english)


def test_where_an_interpreter_may_be_needed_it_must_be_said(site: FlaskClient, polish: UUID) -> None:
    page = site.get(f"/assessments/start/{polish}").text
    assert 'value="only-us" checked' not in page
    assert "Their record says that they may need an interpreter." in page
    refused = site.post(f"/assessments/start/{polish}", data=USUAL)
    assert refused.status_code == 422
    assert "Say who is here." in refused.text
    assert queries.assessments_of(session(), polish) == ()
    assert site.post(f"/assessments/start/{polish}", data={**USUAL, "here": "only-us"}).status_code == 303
    assert sentence(polish) == "No interpreter. Seen alone."


def test_with_others_here_the_next_page_asks_who_and_goes_on(site: FlaskClient, polish: UUID, vault: Vault) -> None:
    site.get("/clients/")
    started = site.post(f"/assessments/start/{polish}", data={**USUAL, "setting": "client", "here": "others"})
    assert started.location.endswith("/here?then=turn")
    assert not screened(vault)
    talk = started.location.removesuffix("/here?then=turn")
    assert "Save and go on" in site.get(started.location).text
    for way_round in (site.get(f"{talk}/talk"), site.post(f"{talk}/turn")):
        assert "/here?then=" in way_round.location, "not before it is said who is here"
    said = site.post(started.location, data={"interpreter": "telephone", "reference": "123", "version": "1"})
    assert said.location == f"{talk}/talk"
    assert screened(vault)
    assert sentence(polish) == "With an interpreter on the phone, ref 123."


def test_a_worker_who_writes_goes_on_too(site: FlaskClient, person: UUID, vault: Vault) -> None:
    started = site.post(f"/assessments/start/{person}", data={**USUAL, "here": "others"})
    said = site.post(started.location, data={"interpreter": "nobody", "others": "Sam, carer", "version": "1"})
    assert said.location.endswith("/talk")
    assert vault.client_mode is None
    assert sentence(person) == "No interpreter. Also here: Sam, carer. Not seen alone."


def test_it_can_be_changed_from_the_page_of_the_talk(site: FlaskClient, person: UUID, talking: UUID) -> None:
    assert "Who was here is not recorded." in site.get(f"/assessments/{talking}").text
    data = {"interpreter": "professional", "reference": "Job 44", "seen_alone": "yes", "version": "0"}
    assert site.post(f"/assessments/{talking}/here", data=data).location == f"/assessments/{talking}"
    said = "With a professional interpreter, ref Job 44. Seen alone."
    assert said in site.get(f"/assessments/{talking}").text
    assert said in site.get(f"/clients/{person}").text, "on the timeline"
    finish_assessment(session(), current_actor(), talking)
    assert 'value="Job 44"' in site.get(f"/assessments/{talking}/here").text
    again = site.post(f"/assessments/{talking}/here?then=turn", data={**data, "reference": "45", "version": "1"})
    assert again.location == f"/assessments/{talking}", "a finished talk is not gone on with"


def test_while_someone_is_beside_nobody_reads_who_was_here(site: FlaskClient, person: UUID, talking: UUID) -> None:
    save_presence(
        session(), current_actor(), SavePresence(assessment_id=talking, interpreter=Interpreter.NOBODY, seen_alone=True)
    )
    site.post("/beside", data={"beside": "on", "here": "/"})
    for page in (f"/assessments/{talking}", f"/clients/{person}"):
        assert "Seen alone" not in site.get(page).text
    site.post("/beside", data={"beside": "off", "here": "/"})
    assert "Seen alone" in site.get(f"/assessments/{talking}").text


def test_a_child_cannot_interpret_and_the_words_stay(site: FlaskClient, person: UUID, talking: UUID) -> None:
    add_person(session(), current_actor(), AddPerson(client_id=person, name="Lily", relationship="daughter, 12"))
    page = site.get(f"/assessments/{talking}/here").text
    assert page.count("Lily, daughter, 12") == 1, "among those present, not among interpreters"
    data = {"interpreter": "family", "reference": "Lily", "is_adult": "yes", "others": "Sam, carer", "version": "0"}
    refused = site.post(f"/assessments/{talking}/here", data=data)
    assert refused.status_code == 422
    assert "A child must not interpret." in refused.text
    assert 'value="Lily"' in refused.text
    assert "Sam, carer</textarea>" in refused.text
    assert sentence(person) == ""


def test_somebody_else_saved_in_between(site: FlaskClient, person: UUID, talking: UUID) -> None:
    data = {"interpreter": "telephone", "reference": "1", "version": "0"}
    site.post(f"/assessments/{talking}/here", data=data)
    both = site.post(f"/assessments/{talking}/here", data={**data, "reference": "2"})
    assert both.status_code == 409
    assert "On record now: With an interpreter on the phone, ref 1." in both.text
    assert 'value="2"' in both.text
    assert 'name="version" value="1"' in both.text
    site.post(f"/assessments/{talking}/here", data={**data, "reference": "2", "version": "1"})
    assert sentence(person) == "With an interpreter on the phone, ref 2."


def test_an_unknown_talk_is_not_found_and_a_locked_vault_gives_nothing(
    site: FlaskClient, talking: UUID, vault: Vault
) -> None:
    for method in (site.get, site.post):
        assert method(f"/assessments/{uuid.uuid4()}/here").status_code == 404
    vault.lock()
    locked = site.get(f"/assessments/{talking}/here")
    assert (locked.status_code, locked.location) == (303, "/unlock")


def test_a_client_who_has_the_screen_cannot_reach_it(site: FlaskClient, talking: UUID) -> None:
    site.post(f"/assessments/{talking}/turn")
    assert site.get(f"/assessments/{talking}/here").status_code == 403


def _family(site: FlaskClient, talk: UUID) -> None:
    data = {"interpreter": "family", "reference": "Bo, uncle", "is_adult": "yes", "version": "0"}
    assert site.post(f"/assessments/{talk}/here", data=data).status_code == 303


def test_with_family_interpreting_worries_are_on_no_page_of_the_client(
    site: FlaskClient, talking: UUID, vault: Vault
) -> None:
    _family(site, talking)
    site.post(f"/assessments/{talking}/turn")
    url, seen = f"/assessments/{talking}/question/1", []
    while "/question/" in url:
        seen.append(site.get(url).text)
        url = site.post(url, data={"go": "skip"}).location
    seen.append(site.get(f"/assessments/{talking}/answers").text)
    assert len(seen) == 10
    assert "Question 1 of 10" in seen[0]
    assert not any("worry about" in page or "Ask when alone" in page for page in seen)
    for way in (site.post, site.put):
        refused = way(f"/assessments/{talking}/question/6", **({"json": {}} if way == site.put else {"data": {}}))
        assert refused.status_code == 409
        assert "worr" not in refused.text
    assert site.get(f"/assessments/{talking}/alone").status_code == 403
    assert screened(vault)


def test_the_page_of_the_talk_asks_just_these_when_alone(site: FlaskClient, talking: UUID, vault: Vault) -> None:
    _family(site, talking)
    finish_assessment(session(), current_actor(), talking)
    site.post("/beside", data={"beside": "off", "here": "/"})
    page = site.get(f"/assessments/{talking}").text
    assert "Ask when alone" in page
    assert "What do you worry about?" in page
    asked = site.get(f"/assessments/{talking}/alone").text
    assert "What do you worry about?" in asked
    assert site.post(f"/assessments/{talking}/alone", data={}).status_code == 422
    started = site.post(f"/assessments/{talking}/alone", data={"setting": "client", "here": "only-us"})
    assert screened(vault)
    first = site.get(started.location, follow_redirects=True)
    assert "Question 1 of 2" in first.text
    assert "What do you worry about?" in first.text
    site.post(started.location.replace("/talk", "/leave"), data={"code": CODE})
    assert "Asked when alone" in site.get(f"/assessments/{talking}").text
    nothing = site.get(f"/assessments/{talking}/alone").text
    assert "Nothing is left to ask" in nothing
    assert site.post(f"/assessments/{talking}/alone", data={"setting": "worker", "here": "only-us"}).status_code == 422


def test_with_family_there_again_nothing_is_asked(site: FlaskClient, talking: UUID, vault: Vault) -> None:
    _family(site, talking)
    started = site.post(f"/assessments/{talking}/alone", data={"setting": "client", "here": "others"})
    data = {"interpreter": "family", "reference": "Bo, uncle", "is_adult": "yes", "version": "1"}
    said = site.post(started.location, data=data)
    assert said.location == started.location.removesuffix("/here?then=turn")
    assert not screened(vault)
    assert "is for when the person is alone" in site.get(said.location).text


def test_while_someone_is_beside_nothing_says_what_was_set_aside(site: FlaskClient, talking: UUID) -> None:
    _family(site, talking)
    site.post("/beside", data={"beside": "on", "here": "/"})
    for page in (f"/assessments/{talking}", f"/assessments/{talking}/alone"):
        assert "worry about" not in site.get(page).text
        assert "Ask when alone" not in site.get(page).text


def test_asking_alone_knows_no_other_talk_and_not_behind_a_lock(site: FlaskClient, talking: UUID, vault: Vault) -> None:
    for method in (site.get, site.post):
        assert method(f"/assessments/{uuid.uuid4()}/alone").status_code == 404
    vault.lock()
    assert site.get(f"/assessments/{talking}/alone").location == "/unlock"


def test_before_a_talk_the_worker_knows_who_does_not_read(site: FlaskClient, english: UUID) -> None:
    unread = add_client(session(), current_actor(), people.new_client(2, does_not_read=True))
    for path in ("/assessments/start/{}", "/clients/{}/sorts"):
        page = site.get(path.format(unread)).text
        assert "Read the page to them. Where this computer has a voice" in page
        assert "press “Read this page to me”" not in page, "there may be no voice"
        assert "Read the page to them" not in site.get(path.format(english)).text


def test_what_they_speak_asks_for_an_interpreter_and_what_they_read_does_not(site: FlaskClient) -> None:
    given = {"interpreter_needed": False, "needs": ()}
    reads = people.new_client(1, language="en", reading_language="pl", **given)
    speaks = people.new_client(2, language="pa-Arab", reading_language="en", **given)
    asked = [
        "may need an interpreter" in site.get(f"/assessments/start/{add_client(session(), current_actor(), each)}").text
        for each in (reads, speaks)
    ]
    assert asked == [False, True]


def test_who_reads_nastaliq_gets_it_while_they_have_the_screen(site: FlaskClient, english: UUID) -> None:
    given = {"interpreter_needed": False, "needs": (), "language": "en"}
    reads = add_client(session(), current_actor(), people.new_client(2, reading_language="ur-Aran", **given))
    turned = {"form": WHAT_MATTERS, "setting": "client", "here": "only-us"}
    for client, shown in ((reads, True), (english, False), (reads, True)):
        talk = site.post(f"/assessments/start/{client}", data=turned).location
        assert ('data-letters="nastaliq"' in site.get(talk, follow_redirects=True).text) is shown
        site.post(talk.replace("/talk", "/leave"), data={"code": CODE})
        assert 'data-letters="nastaliq"' not in site.get(f"/clients/{client}").text


def test_the_hint_stands_also_where_the_rest_of_a_talk_is_taken_up(site: FlaskClient) -> None:
    family = PresenceWords(
        interpreter=Interpreter.FAMILY, reference="Ana Sample, sister", is_adult=True, seen_alone=False
    )
    unread = add_client(session(), current_actor(), people.new_client(2, does_not_read=True))
    talk = start_assessment(
        session(), current_actor(), StartAssessment(unread, MY_LIFE, Setting.WORKER, presence=family)
    )
    give_answer(session(), current_actor(), GiveAnswer(talk, "areas", ("money", "food")))
    finish_assessment(session(), current_actor(), talk)
    for path in ("alone", "waiting"):
        assert "Read the page to them" in site.get(f"/assessments/{talk}/{path}").text, path


def at_the_areas(client: UUID) -> UUID:
    """A talk of only the two that stands on the choice of areas."""
    start = StartAssessment(client, MY_LIFE, Setting.WORKER, presence=ONLY_US)
    talk = start_assessment(session(), current_actor(), start)
    give_answer(session(), current_actor(), GiveAnswer(talk, "good-proud", "My cat", turn_to=4))
    return talk


def family_comes(talk: UUID, version: int = 1) -> None:
    save_presence(
        session(),
        current_actor(),
        SavePresence(
            assessment_id=talk,
            version=version,
            interpreter=Interpreter.FAMILY,
            reference="Sam Sample",
            is_adult=True,
        ),
    )


def alone_again(talk: UUID) -> None:
    only_us = SavePresence(assessment_id=talk, version=2, interpreter=Interpreter.NOBODY, seen_alone=True)
    save_presence(session(), current_actor(), only_us)


HIDDEN_AREAS = ("Feeling safe", "Alcohol, drugs and smoking", "Living in the UK")


def kept(talk: UUID, link_id: str) -> object:
    session().rollback()
    return queries.talk(session(), talk).values.get(link_id)


def test_before_family_no_area_is_offered_or_read_back_of_which_all_waits(site: FlaskClient, english: UUID) -> None:
    talk = at_the_areas(english)
    give_answer(session(), current_actor(), GiveAnswer(talk, "areas", ("money", "food", "safety")))
    page = site.get(f"/assessments/{talk}/question/4").text
    assert all(words in page for words in HIDDEN_AREAS)
    family_comes(talk)
    page = site.get(f"/assessments/{talk}/question/4").text
    assert not [words for words in HIDDEN_AREAS if words in page]
    assert "Money" in page, "of which one question waits"
    assert "We kept these 3" not in page, "the person sees two"
    last = len(form(MY_LIFE).questions) + 1
    site.post(f"/assessments/{talk}/page/{last}")
    check = site.get(f"/assessments/{talk}/answers").text
    assert "Feeling safe" not in check
    assert "Money" in check
    alone_again(talk)
    assert "Feeling safe" in site.get(f"/assessments/{talk}/answers").text


@pytest.mark.parametrize(
    ("sent", "record"),
    [
        ({"answer": ["money", "food", "sleep"], "go": "next"}, ("money", "food", "sleep", "safety")),
        ({"answer": ["nothing"], "go": "next"}, ("safety", "nothing")),
        ({"go": "next"}, ("safety",)),
        ({"go": "skip"}, ("safety",)),
        ({"go": "unknown"}, ("safety",)),
    ],
)
def test_what_was_chosen_alone_stays_whatever_is_pressed_before_others(
    site: FlaskClient, english: UUID, sent: dict[str, object], record: tuple[str, ...]
) -> None:
    talk = at_the_areas(english)
    give_answer(session(), current_actor(), GiveAnswer(talk, "areas", ("safety",)))
    family_comes(talk)
    assert site.post(f"/assessments/{talk}/question/4", data=sent).status_code == 303
    assert kept(talk, "areas") == record
    finish_assessment(session(), current_actor(), talk)
    (found,) = queries.assessments_of(session(), english)
    assert "Feeling safe" in next(each.value_text for each in found.answers if each.link_id == "areas")


def test_an_area_that_was_not_offered_waits_and_is_offered_in_the_next_talk(site: FlaskClient, english: UUID) -> None:
    talk = at_the_areas(english)
    family_comes(talk)
    refused = site.post(f"/assessments/{talk}/question/4", data={"answer": ["safety"], "go": "next"})
    assert refused.status_code == 422
    site.post(f"/assessments/{talk}/question/4", data={"answer": ["food"], "go": "next"})
    finish_assessment(session(), current_actor(), talk)
    command = AskWaiting(talk, Setting.WORKER, presence=ONLY_US)
    follow = ask_waiting(session(), current_actor(), command)
    areas = next(each for each in queries.talk(session(), follow).form.questions if each.link_id == "areas")
    assert {"safety", "alcohol", "uk"} <= {option.key for option in areas.offered}


def test_being_safe_is_no_card_before_others_and_one_again_on_paper(site: FlaskClient, english: UUID) -> None:
    others = PresenceWords(interpreter=Interpreter.NOBODY, seen_alone=False)
    start = StartAssessment(english, WHAT_MATTERS, Setting.WORKER, presence=others)
    talk = start_assessment(session(), current_actor(), start)
    number = next(each.number for each in form(WHAT_MATTERS).questions if each.link_id == "matters")
    site.post(f"/assessments/{talk}/page/{number}")
    page = site.get(f"/assessments/{talk}/question/{number}").text
    assert "My pets" in page
    assert "Being safe" not in page
    on_paper = replace(start, setting=Setting.PAPER, paper_on=date(2026, 1, 2))
    typed = start_assessment(session(), current_actor(), on_paper)
    site.post(f"/assessments/{typed}/page/{number}")
    assert "Being safe" in site.get(f"/assessments/{typed}/question/{number}").text


ANOTHER_DAY = "We will talk about the rest of what you chose another day."


@pytest.mark.parametrize(
    ("chosen", "here", "said"),
    [
        (("safety", "alcohol"), True, True),
        (("food", "safety"), True, True),
        (("money", "food"), True, False),
        (("safety",), False, False),
    ],
)
def test_areas_that_wait_are_said_to_be_for_another_day_and_not_named(
    site: FlaskClient,
    english: UUID,
    chosen: tuple[str, ...],
    here: bool,  # noqa: FBT001 - a case
    said: bool,  # noqa: FBT001 - a case
) -> None:
    """Money asks one question only when alone: that it waits is nobody's to know."""
    talk = at_the_areas(english)
    give_answer(session(), current_actor(), GiveAnswer(talk, "areas", chosen))
    offered = chosen
    if here:
        family_comes(talk)
        offered = tuple(key for key in chosen if key not in ("safety", "alcohol"))
    assert ANOTHER_DAY not in site.get(f"/assessments/{talk}/question/4").text
    after = site.post(f"/assessments/{talk}/question/4", data={"answer": list(offered), "go": "next"})
    page = site.get(after.location).text
    assert (ANOTHER_DAY in page) is said
    onward = site.post(after.location, data={"go": "skip"}).location
    assert ANOTHER_DAY not in site.get(onward).text, "once"
    last = len(form(MY_LIFE).questions) + 1
    site.post(f"/assessments/{talk}/page/{last}")
    assert (ANOTHER_DAY in site.get(f"/assessments/{talk}/answers").text) is said


OTHERS = (
    {"interpreter": "family", "reference": "Jan Sample, brother", "is_adult": "y", "seen_alone": "no"},
    {"interpreter": "nobody", "others": "Jan Sample", "seen_alone": "no"},
    {"interpreter": "nobody", "seen_alone": "no"},
)


@pytest.mark.parametrize("said", OTHERS)
@pytest.mark.parametrize("then", ["", "?then=write", "?then=turn"])
def test_saying_that_others_are_here_puts_away_before_the_next_page(
    site: FlaskClient, english: UUID, vault: Vault, said: dict[str, str], then: str
) -> None:
    talk = start_assessment(session(), current_actor(), StartAssessment(english, MY_LIFE, Setting.WORKER))
    give_answer(session(), current_actor(), GiveAnswer(talk, "areas", ("safety",)))
    give_answer(session(), current_actor(), GiveAnswer(talk, "safety-help", "Tom hits me"))
    assert "Tom hits me" in site.get(f"/assessments/{talk}").text
    saved = site.post(f"/assessments/{talk}/here{then}", data=said)
    assert saved.status_code == 303
    if then == "?then=turn":
        assert screened(vault)
        assert COVERED not in site.get(saved.location, follow_redirects=True).text, "the client reads this page"
        site.post(f"/assessments/{talk}/leave", data={"code": CODE})
    else:
        assert COVERED in site.get(saved.location, follow_redirects=True).text
    page = site.get(f"/assessments/{talk}").text
    assert 'data-beside="on"' in page
    assert "Tom hits me" not in page


def test_the_two_of_us_puts_nothing_away(site: FlaskClient, english: UUID) -> None:
    talk = start_assessment(session(), current_actor(), StartAssessment(english, MY_LIFE, Setting.WORKER))
    site.post(f"/assessments/{talk}/here", data={"interpreter": "nobody", "seen_alone": "yes"})
    assert 'data-beside="off"' in site.get(f"/assessments/{talk}").text
