"""Hostile words in every field of a concern and of its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.concerns import rules
from linkdesk.concerns.choices import Kind
from linkdesk.concerns.choices import Step
from linkdesk.concerns.service import name_readers
from linkdesk.concerns.service import raise_concern
from linkdesk.concerns.service import write_step
from linkdesk.record.session import doors_of

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.safety.ink import Ink

LINES = ("place", "source", "talked_why", "advocate", "reference")
TEXTS = (
    *("danger_done", "facts", "own_words", "opinion", "wishes", "consent_why", "capacity_why", "protect"),
    *("contact", "harm_by", "others", "earlier", "evidence", "plan"),
)


def write_concern(
    session: Session, actor: Actor, ink: Ink, client: uuid.UUID, colleague_id: uuid.UUID
) -> dict[str, list[uuid.UUID]]:
    """Raise a concern, name a colleague for it and write a step; return the ids."""
    given: dict[str, Any] = {name: ink(f"concern.{name}", rules.LIMITS.line) for name in LINES}
    given |= {name: ink.text(f"concern.{name}", rules.LIMITS.text) for name in TEXTS}
    made = raise_concern(session, actor, rules.RaiseConcern(client_id=client, kinds=(Kind.MONEY,), **given))
    name_readers(session, actor, rules.NameReaders(client, made, (colleague_id,)))
    step = rules.WriteStep(
        client_id=client,
        concern_id=made,
        step=Step.CRISIS,
        on=doors_of(session).clock.now().astimezone().date(),
        who=ink("concern_step.who", rules.LIMITS.line),
        whom=ink("concern_step.whom", rules.LIMITS.line),
        words=ink.text("concern_step.words", rules.LIMITS.text),
    )
    write_step(session, actor, step)
    return {"concern_id": [made]}
