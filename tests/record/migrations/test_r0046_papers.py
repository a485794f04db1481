"""Revision 0046 keeps English beside the language of a print and a picture of a plan; they stay, up and down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.plans.queries import plan_record
from linkdesk.printing.given.queries import copies_of
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.given.rules import GiveCopy
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.service import give_copy
from linkdesk.printing.given.service import note_print
from linkdesk.printing.rules import PrintOptions
from linkdesk.record import migrate
from tests.printing.given.test_service import agreed
from tests.printing.given.test_service import note
from tests.printing.test_words import speech

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_prints_and_plans_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    both = PrintOptions(speech=replace(speech("pl"), bilingual=True))
    note_print(session, actor, replace(note(person), options=both))
    give_copy(session, actor, GiveCopy(person.id, person.plan, How.PRINTED))
    (print_,), (copy,) = prints_of(session, person.id), copies_of(session, person.id)
    assert print_.english
    assert copy.english
    plan = plan_record(session, person.plan)
    session.close()
    migrate.downgrade(engine, "0045")
    migrate.upgrade(engine)
    assert prints_of(session, person.id) == (replace(print_, english=False),)
    assert copies_of(session, person.id) == (replace(copy, english=False),)
    assert plan_record(session, person.plan) == plan
