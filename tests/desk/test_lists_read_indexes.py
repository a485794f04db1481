"""The lists are answered along indexes: no table is walked whole, and what goes on is found without what has ended.

The store keeps no figures of its own to choose by, so which index it takes follows from the words of a query alone:
what is asserted here for a small vault holds for a large one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy import event
from sqlalchemy.orm import Session

from linkdesk.desk.caseload import Wanted
from linkdesk.desk.caseload import caseload
from linkdesk.desk.today import inbox
from linkdesk.episodes.stages import Stage
from linkdesk.record.session import Actor
from tests.desk.test_caseload import referred
from tests.episodes.conftest import TODAY

_LARGE = ("client", "episode", "plan", "assessment", "owed_message")
_WHOLE = re.compile(rf"SCAN ({'|'.join(_LARGE)})(?! USING)")
"""A walk through a table itself; one through an index that holds all that is asked for is meant."""

Read = Callable[[Session, Actor], object]

READS: dict[str, tuple[Read, frozenset[str]]] = {
    "own today": (
        lambda session, actor: inbox(session, actor, TODAY, 12, team=False),
        frozenset({"ix_episode_worker_closed", "ix_plan_client_status", "ix_assessment_unfinished", "ix_client_needs"}),
    ),
    "the team's today": (
        lambda session, actor: inbox(session, actor, TODAY, 12, team=True),
        frozenset({"ix_episode_going_on", "ix_episode_waiting", "ix_owed_message_owed", "ix_client_deceased"}),
    ),
    "everyone": (lambda session, _actor: caseload(session, Wanted(), TODAY), frozenset({"ix_episode_going_on"})),
    "one stage": (
        lambda session, _actor: caseload(session, Wanted(stage=Stage.REVIEW), TODAY),
        frozenset({"ix_episode_going_on", "ix_plan_client_status"}),
    ),
}


@contextmanager
def plans(engine: Engine) -> Iterator[list[str]]:
    """Give a list that fills with how the store goes about each query; asked before the query is carried out."""
    steps: list[str] = []

    def ask(_connection: Any, cursor: Any, statement: str, given: Any, *_more: Any) -> None:
        if statement.startswith("SELECT"):
            steps.extend(row[3] for row in cursor.execute("EXPLAIN QUERY PLAN " + statement, given).fetchall())

    event.listen(engine, "before_cursor_execute", ask)
    try:
        yield steps
    finally:
        event.remove(engine, "before_cursor_execute", ask)


@pytest.mark.parametrize("name", READS)
def test_lists_walk_no_table_and_take_the_indexes_made_for_them(
    name: str, engine: Engine, session: Session, actor: Actor
) -> None:
    referred(session, actor, "Ash")
    read, wanted = READS[name]
    with plans(engine) as steps:
        read(session, actor)
    assert [step for step in steps if _WHOLE.match(step)] == []
    assert {index for index in wanted if not any(f" {index} " in f"{step} " for step in steps)} == set()
