"""Reasons that say something, and always somebody else who is told."""

from __future__ import annotations

import uuid

import pytest

from linkdesk.clients.reach import rules
from linkdesk.team.rules import Role
from linkdesk.team.rules import Worker


def worker(number: int, *roles: Role) -> Worker:
    return Worker(uuid.UUID(int=number), f"W{number}", "", "", "", roles, has_code=True, version=1)


@pytest.mark.parametrize("words", ["", "   ", "why not", "x" * 501])
def test_a_reason_that_says_nothing_or_too_much_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"reason|why"):
        rules.checked_reason(words)


def test_a_reason_is_trimmed() -> None:
    assert rules.checked_reason("  Her   sister works here ") == "Her sister works here"


def test_team_leads_are_told_before_any_other_role() -> None:
    lead, safe = worker(1, Role.TEAM_LEAD), worker(2, Role.SAFEGUARDING_LEAD, Role.ADMINISTRATOR)
    link = worker(3, Role.LINK_WORKER)
    assert rules.told([lead, safe, link], link.id) == {lead.id}
    assert rules.told([lead, safe, link], lead.id) == {safe.id}, "nobody is told only of themselves"
    assert rules.told([safe, link], link.id) == {safe.id}
    assert rules.told([worker(4, Role.ADMINISTRATOR), link], link.id) == {uuid.UUID(int=4)}
    assert rules.told([lead, link], lead.id) == {lead.id}, "where there is nobody else, at least it is seen"
