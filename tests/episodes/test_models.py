"""No text that passes the checks is cut by the table."""

from __future__ import annotations

from sqlalchemy import String

from linkdesk.episodes import rules
from linkdesk.episodes.models import Episode


def test_no_column_is_shorter_than_what_may_be_typed() -> None:
    columns = Episode.__table__.columns
    for name, most in rules.LENGTHS.items():
        kind = columns[name].type
        assert isinstance(kind, String), name
        assert kind.length is None or kind.length >= most, name
