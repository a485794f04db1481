"""The table of workers."""

from __future__ import annotations

from linkdesk.team.models import WorkerRow


def test_the_short_code_is_no_text() -> None:
    assert WorkerRow.__table__.c["code_hash"].type.python_type is bytes
    assert "client_id" not in WorkerRow.__table__.c
