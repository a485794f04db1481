"""The tables say what becomes of them, and the store keeps one answer a question."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from linkdesk.assessments.models import Answer
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.service import give_answer
from linkdesk.record.base import Base
from linkdesk.record.base import ClientTable
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_each_table_says_how_it_merges_leaves_and_is_erased() -> None:
    for name in ("assessment", "assessment_answer"):
        table = Base.metadata.tables[name]
        assert isinstance(table.info["client_table"], ClientTable)
        assert "client_id" in table.columns


@pytest.mark.parametrize("value", [0, False, 2.5, "words", ["a", "b"], None])
def test_every_kind_of_value_comes_back_as_it_was(
    session: Session, actor: Actor, talk_id: UUID, value: str | float | list[str] | None
) -> None:
    give_answer(session, actor, GiveAnswer(talk_id, "hopes", "first"))
    with unit_of_work(session, actor, "test") as work:
        row = work.session.scalars(select(Answer)).one()
        row.value = value
    session.expire_all()
    found = session.scalars(select(Answer.value)).one()
    assert found == value
    assert type(found) is type(value)


def test_a_question_has_one_answer(session: Session, actor: Actor, talk_id: UUID) -> None:
    give_answer(session, actor, GiveAnswer(talk_id, "hopes", "first"))
    row = session.scalars(select(Answer)).one()
    taken = {"id", "organisation_id", "owner_id", "created_at", "updated_at", "version"}
    copy = {c.key: getattr(row, c.key) for c in Answer.__table__.columns if c.key not in taken}
    with pytest.raises(IntegrityError), unit_of_work(session, actor, "test") as work:
        work.session.add(Answer(**copy))
