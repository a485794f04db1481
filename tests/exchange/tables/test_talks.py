"""Talks as rows."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.assessments.presence.rules import PresenceRecord
from tests.data.exchange_dossier import dossier
from tests.exchange.tables.samples import rows


def test_an_unanswered_question_has_no_answer_and_nought_has_one() -> None:
    by_question = {row["question_id"]: row for row in rows("answers", dossier())}
    assert by_question["good-at"]["answer"] is None
    assert by_question["good-at"]["skipped"] is True
    assert by_question["worthwhile"]["answer"] == "0"


def test_who_was_here_is_one_row_a_talk_of_which_it_was_said() -> None:
    (row,) = rows("presence", dossier())
    assert row["interpreter"] == "family"
    assert (row["interpreter_reference"], row["interpreter_is_adult"]) == ("=Ana Sample, sister", True)
    assert row["seen_alone"] is False
    others = [(each["place"], each["name"], each["role"]) for each in rows("present", dossier())]
    assert others == [(1, "Ana Sample", "sister"), (2, "Sam", "")]
    found = dossier()
    asked = replace(found.assessments[0], presence=PresenceRecord())
    assert rows("presence", replace(found, assessments=(asked,))) == [], "it is still to be said"
