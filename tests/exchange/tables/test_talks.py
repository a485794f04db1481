"""Talks as rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime

from linkdesk.assessments.presence.rules import PresenceRecord
from linkdesk.assessments.reading.rules import ReadingRecord
from linkdesk.assessments.rules import Setting
from tests.data.exchange_dossier import dossier
from tests.exchange.tables.samples import rows


def test_an_unanswered_question_has_no_answer_and_nought_has_one() -> None:
    by_question = {row["question_id"]: row for row in rows("answers", dossier())}
    assert by_question["good-at"]["answer"] is None
    assert by_question["good-at"]["skipped"] is True
    assert by_question["worthwhile"]["answer"] == "0"


def test_own_words_go_with_what_they_mean_and_who_said_so() -> None:
    found = dossier()
    first = found.assessments[0]
    told = replace(first.answers[0], meaning="I am tired", meaning_by="Kim Sample, interpreter")
    row, other = rows("answers", replace(found, assessments=(replace(first, answers=(told, first.answers[1])),)))
    assert (row["meaning_in_english"], row["meaning_said_by"]) == ("I am tired", "Kim Sample, interpreter")
    assert (other["meaning_in_english"], other["meaning_said_by"]) == (None, None)


def test_a_talk_says_who_held_the_screen_what_it_follows_and_who_read_it() -> None:
    found = dossier()
    first, second = found.assessments[:2]
    now = datetime(2026, 11, 30, 10, tzinfo=UTC)
    followed = replace(
        second, setting=Setting.CLIENT, follows_id=first.id, reading=ReadingRecord(now, stopped_at=now, read_at=now)
    )
    plain, row = rows("assessments", replace(found, assessments=(first, followed)))
    assert (plain["follows_id"], plain["stopped_at"], plain["read_at"]) == (None, None, None)
    assert (row["held_by"], row["follows_id"]) == ("client", first.id)
    assert (row["stopped_at"], row["read_at"]) == (now, now)


def test_a_paper_form_says_its_day_and_who_typed_it_in_and_when() -> None:
    found = dossier()
    first = found.assessments[0]
    paper = replace(first, setting=Setting.PAPER, paper_on=date(2026, 9, 1), entered_by="Robin Carter")
    (row,) = rows("assessments", replace(found, assessments=(paper,)))
    assert (row["held_by"], row["paper_on"], row["entered_by"]) == ("paper", date(2026, 9, 1), "Robin Carter")
    assert row["entered_at"] == first.completed_at
    (plain,) = rows("assessments", replace(found, assessments=(first,)))
    assert (plain["paper_on"], plain["entered_by"], plain["entered_at"]) == (None, None, None)


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


def test_a_total_that_could_not_be_made_names_each_question_without_an_answer() -> None:
    assert [(row["name"], row["place"], row["question_without_answer"]) for row in rows("no_totals")] == [
        ("=A total", 1, "Who with?"),
        ("=A total", 2, "How many hours?"),
    ]


def test_a_picture_sort_is_one_row_with_what_comes_first() -> None:
    found = dossier()
    (row,) = rows("sorts", found)
    assert (row["comes_first"], row["own_words"], row["on_paper"]) == ("home", "=Move to a dry flat", True)
    assert row["sorted_on"] == found.sorts[0].day
    nothing = replace(found.sorts[0], first=None, words="")
    (row,) = rows("sorts", replace(found, sorts=(nothing,)))
    assert (row["comes_first"], row["own_words"]) == (None, None)


def test_how_each_talk_ran_what_was_not_asked_and_totals_held_elsewhere() -> None:
    ran = [(row["mode"], row["pictures_shown"], row["help_given"]) for row in rows("how")]
    assert ran[0] == ("phone", False, "=Ana Sample read it")
    assert {each[0] for each in ran[1:]} == {"worker"}
    (skipped,) = rows("not_asked")
    assert (skipped["reason"], skipped["words"]) == ("other", "=Their brother came in")
    (held,) = rows("held_scores")
    assert (held["name"], held["value"], held["lowest"], held["highest"]) == ("=A scale of theirs", 21.5, 7, 35)
