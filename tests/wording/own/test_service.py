"""Own words are translated by somebody with a name, merged and erased with the person."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.clients.merging.queries import versions
from linkdesk.clients.merging.rules import MergeClients
from linkdesk.clients.merging.service import merge_clients
from linkdesk.clients.service import add_client
from linkdesk.easyread.bank import PhraseKind
from linkdesk.languages.own import OwnWords
from linkdesk.languages.own import hash_of
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import Speech
from linkdesk.languages.tongues import tongue
from linkdesk.record.audit import AuditEntry
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from linkdesk.settings import Wording
from linkdesk.wording.bank.rules import SavePhrase
from linkdesk.wording.bank.service import save_phrase
from linkdesk.wording.own import queries
from linkdesk.wording.own import service
from linkdesk.wording.own.rules import SaveOwnWords
from linkdesk.wording.own.service import save_own_words
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

REST, SLEEP = hash_of("I rest."), hash_of("I sleep.")
PLAN = uuid.UUID(int=7)


@pytest.fixture
def client_id(session: Session, actor: Actor) -> UUID:
    return add_client(session, actor, people.new_client())


def _save(client_id: UUID, version: int = 0, **words: str) -> SaveOwnWords:
    given = {REST: words.get("rest", ""), SLEEP: words.get("sleep", "")}
    return SaveOwnWords(client_id, "pl", version, given, words.get("by", "Ola Nowak"))


def test_what_is_typed_is_kept_with_name_and_day_and_taken_away_when_emptied(
    session: Session, actor: Actor, client_id: UUID
) -> None:
    assert save_own_words(session, actor, _save(client_id, rest="Odpoczywam."), PLAN) == 1
    (kept,) = queries.translations_of(session, client_id)
    assert (kept.words, kept.translator, kept.day, kept.language) == (
        "Odpoczywam.",
        "Ola Nowak",
        date(2026, 11, 25),
        "pl",
    )
    now = queries.page_stamp(session, client_id, "pl")
    again = _save(client_id, now, rest="Odpoczywam.", sleep="Śpię.", by="Jan")
    assert save_own_words(session, actor, again, PLAN) == 1
    assert {each.translator for each in queries.translations_of(session, client_id)} == {"Ola Nowak", "Jan"}
    now = queries.page_stamp(session, client_id, "pl")
    assert save_own_words(session, actor, _save(client_id, now, sleep="Śpię.", by=""), PLAN) == 1
    assert [each.words for each in queries.translations_of(session, client_id)] == ["Śpię."]
    assert {each.verb for each in session.scalars(select(AuditEntry))} >= {"save_own_words"}


def test_new_words_need_a_name_and_a_stale_page_is_told(session: Session, actor: Actor, client_id: UUID) -> None:
    with pytest.raises(RuleBroken, match="Write who translated it"):
        save_own_words(session, actor, _save(client_id, rest="Odpoczywam.", by=" "), PLAN)
    assert queries.translations_of(session, client_id) == ()
    save_own_words(session, actor, _save(client_id, rest="Odpoczywam."), PLAN)
    with pytest.raises(Stale):
        save_own_words(session, actor, _save(client_id, rest="Siedzę."), PLAN)


def test_another_services_client_and_one_too_many_are_refused(
    session: Session, actor: Actor, client_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotFound):
        save_own_words(session, Actor(actor.worker_id, uuid.UUID(int=99)), _save(client_id, rest="x"), PLAN)
    with pytest.raises(NotFound):
        save_own_words(session, actor, _save(uuid.UUID(int=5), rest="x"), PLAN)
    monkeypatch.setattr(service, "LIMITS", Wording(translations=1))
    with pytest.raises(RuleBroken, match="One person can have 1 translations"):
        save_own_words(session, actor, _save(client_id, rest="a", sleep="b"), PLAN)
    assert queries.translations_of(session, client_id) == ()


def test_of_two_records_the_newer_words_stay(session: Session, actor: Actor, client_id: UUID) -> None:
    other = add_client(session, actor, people.new_client(nhs_number="", family_name="Other"))
    save_own_words(session, actor, _save(client_id, rest="Starsze.", sleep="Śpię."), PLAN)
    save_own_words(session, actor, _save(other, rest="Nowsze."), PLAN)
    mine, theirs = versions(session, client_id, other)
    merge_clients(session, actor, MergeClients(client_id, mine, other, theirs, {}))
    found = {each.text_hash: each.words for each in queries.translations_of(session, client_id)}
    assert found == {REST: "Nowsze.", SLEEP: "Śpię."}
    assert queries.translations_of(session, other) == ()


def test_a_speech_knows_the_services_phrases_and_the_clients_words_first(
    session: Session, actor: Actor, client_id: UUID
) -> None:
    given = SavePhrase("", 0, PhraseKind.STEP, "I rest.", "sleep", {"pl": "Z banku."}, "Bank Translator")
    save_phrase(session, actor, given)
    polish = tongue("pl")
    assert polish is not None
    speech = queries.with_own_words(session, actor.organisation_id, client_id, Speech(polish))
    assert speech.find_own("I rest") == OwnWords("Z banku.", "Bank Translator")
    save_own_words(session, actor, _save(client_id, rest="Odpoczywam."), PLAN)
    speech = queries.with_own_words(session, actor.organisation_id, client_id, Speech(polish))
    assert speech.find_own("I rest") == OwnWords("Odpoczywam.", "Ola Nowak")
    assert queries.with_own_words(session, actor.organisation_id, client_id, IN_PLAIN_ENGLISH) is IN_PLAIN_ENGLISH
    other = replace(speech, tongue=tongue("ur") or polish)
    assert queries.with_own_words(session, actor.organisation_id, client_id, other).own == {}
