"""What is read of the phrase bank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.easyread.bank import PhraseKind
from linkdesk.record.errors import NotFound
from linkdesk.record.session import Actor
from linkdesk.wording.bank import queries
from linkdesk.wording.bank.rules import PutPhrase
from linkdesk.wording.bank.rules import SavePhrase
from linkdesk.wording.bank.service import put_phrase
from linkdesk.wording.bank.service import save_phrase

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session


def test_typed_translations_are_found_by_the_words_also_of_a_phrase_put_away(session: Session, actor: Actor) -> None:
    given = SavePhrase("", 0, PhraseKind.STEP, "I feed the ducks.", "bird", {"pl": "Karmię kaczki."}, "Ola Nowak")
    key = save_phrase(session, actor, given)
    put_phrase(session, actor, PutPhrase(key, 1, away=True))
    said = queries.said_in(session, actor.organisation_id, "pl")
    assert {words: (each.words, each.translator) for words, each in said.items()} == {
        "I feed the ducks": ("Karmię kaczki.", "Ola Nowak")
    }
    assert queries.said_in(session, actor.organisation_id, "ur") == {}


def test_another_service_has_a_bank_of_its_own(session: Session, actor: Actor, other: UUID) -> None:
    key = save_phrase(session, actor, SavePhrase("", 0, PhraseKind.GOAL, "I want to sing.", "music"))
    assert all(not each.is_own for each in queries.phrases(session, other))
    with pytest.raises(NotFound):
        queries.phrase(session, other, key)
    with pytest.raises(NotFound):
        put_phrase(session, Actor(actor.worker_id, other), PutPhrase(key, 1, away=True))
