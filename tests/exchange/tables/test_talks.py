"""Talks as rows."""

from __future__ import annotations

from tests.data.exchange_dossier import dossier
from tests.exchange.tables.samples import rows


def test_an_unanswered_question_has_no_answer_and_nought_has_one() -> None:
    by_question = {row["question_id"]: row for row in rows("answers", dossier())}
    assert by_question["good-at"]["answer"] is None
    assert by_question["good-at"]["skipped"] is True
    assert by_question["worthwhile"]["answer"] == "0"
