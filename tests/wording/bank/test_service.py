"""Phrases are added, changed, put away and put back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.easyread.bank import PhraseKind
from linkdesk.easyread.bank import bank
from linkdesk.record.audit import AuditEntry
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.settings import Wording
from linkdesk.wording.bank import queries
from linkdesk.wording.bank import service
from linkdesk.wording.bank.rules import PutPhrase
from linkdesk.wording.bank.rules import SavePhrase
from linkdesk.wording.bank.service import put_phrase
from linkdesk.wording.bank.service import restore_phrase
from linkdesk.wording.bank.service import save_phrase

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

NEW = SavePhrase("", 0, PhraseKind.STEP, "I feed the ducks.", "bird")
OURS = SavePhrase("phone-group", 0, PhraseKind.STEP, "I phone the garden group.", "garden")


def test_a_phrase_of_the_service_is_offered_first(session: Session, actor: Actor) -> None:
    key = save_phrase(session, actor, NEW)
    assert key.startswith("own-")
    offered = queries.offered(session, actor.organisation_id, PhraseKind.STEP)
    assert (offered[0].words, offered[0].is_own, len(offered)) == ("I feed the ducks.", True, 29)
    assert [each.verb for each in session.scalars(select(AuditEntry))][-1] == "save_phrase"


def test_words_of_ours_are_changed_in_their_place_and_restored(session: Session, actor: Actor) -> None:
    assert save_phrase(session, actor, replace(OURS, kind=PhraseKind.GOAL)) == "phone-group"
    found = queries.phrase(session, actor.organisation_id, "phone-group")
    assert (found.words, found.kind, found.is_changed, found.version) == (OURS.words, PhraseKind.STEP, True, 1)
    assert [each.key for each in queries.phrases(session, actor.organisation_id)] == [each.key for each in bank()]
    with pytest.raises(Stale):
        restore_phrase(session, actor, "phone-group", 0)
    restore_phrase(session, actor, "phone-group", 1)
    assert queries.phrase(session, actor.organisation_id, "phone-group").words == "I phone the group."


def test_one_put_away_is_not_offered_and_comes_back(session: Session, actor: Actor) -> None:
    put_phrase(session, actor, PutPhrase("phone-group", 0, away=True))
    assert "phone-group" not in {each.key for each in queries.offered(session, actor.organisation_id, PhraseKind.STEP)}
    with pytest.raises(Stale):
        put_phrase(session, actor, PutPhrase("phone-group", 0, away=False))
    put_phrase(session, actor, PutPhrase("phone-group", 1, away=False))
    assert not queries.phrase(session, actor.organisation_id, "phone-group").is_away


@pytest.mark.parametrize(
    ("refused", "error", "why"),
    [
        (replace(NEW, words=" "), RuleBroken, "Write the phrase"),
        (replace(NEW, words="I go to the library"), RuleBroken, "in the bank already"),
        (replace(NEW, picture="../secret"), NotFound, "no picture"),
        (replace(NEW, key="no-such"), NotFound, "not here"),
        (replace(NEW, said={"pl": "Karmię kaczki."}), RuleBroken, "who translated"),
        (replace(OURS, version=7), Stale, "."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    session: Session, actor: Actor, refused: SavePhrase, error: type[Exception], why: str
) -> None:
    with pytest.raises(error, match=why):
        save_phrase(session, actor, refused)
    assert {each.version for each in queries.phrases(session, actor.organisation_id)} == {0}


def test_one_of_the_service_has_nothing_to_go_back_to(session: Session, actor: Actor) -> None:
    key = save_phrase(session, actor, NEW)
    with pytest.raises(RuleBroken, match="Put it away instead"):
        restore_phrase(session, actor, key, 1)


def test_there_can_only_be_so_many(session: Session, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LIMITS", Wording(phrases=1))
    key = save_phrase(session, actor, NEW)
    with pytest.raises(RuleBroken, match="There can be 1 phrases"):
        put_phrase(session, actor, PutPhrase("phone-group", 0, away=True))
    save_phrase(session, actor, replace(NEW, key=key, version=1, words="I feed the swans."))
    assert queries.phrase(session, actor.organisation_id, key).words == "I feed the swans."
