"""The revision of wording takes the phrases of the service away and leaves plans as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from linkdesk.easyread.bank import PhraseKind
from linkdesk.languages.own import hash_of
from linkdesk.plans.models import Step
from linkdesk.record import migrate
from linkdesk.wording.bank import queries
from linkdesk.wording.bank.rules import SavePhrase
from linkdesk.wording.bank.service import save_phrase
from linkdesk.wording.own.queries import translations_of
from linkdesk.wording.own.rules import SaveOwnWords
from linkdesk.wording.own.service import save_own_words
from tests.exchange import record

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from linkdesk.record.session import Actor

BEFORE = "0028"


def test_plans_keep_their_words_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    record.start(session, actor)
    client_id = record.whole_client(session, actor)
    save_phrase(session, actor, SavePhrase("", 0, PhraseKind.STEP, "I feed the ducks.", "bird"))
    save_own_words(
        session, actor, SaveOwnWords(client_id, "pl", 0, {hash_of(record.GOAL): "Chcę iść do sklepu"}, "Ola"), client_id
    )
    steps = sorted(step.what for step in session.query(Step))
    session.close()
    migrate.downgrade(engine, BEFORE)
    migrate.upgrade(engine)
    with Session(engine) as again:
        assert sorted(step.what for step in again.query(Step)) == steps
        assert steps
        assert translations_of(again, client_id) == ()
        assert not any(each.is_own for each in queries.phrases(again, actor.organisation_id))
