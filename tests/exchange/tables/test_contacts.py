"""Contacts as rows, with the national codes beside our words."""

from __future__ import annotations

from tests.exchange.tables.samples import rows


def test_a_contact_has_our_words_and_the_national_codes() -> None:
    (row,) = rows("contacts")
    assert (row["way"], row["way_code"], row["minutes"]) == ("home", "01", 45)
    assert (row["attendance"], row["attendance_code"]) == ("late", "6")
    assert (row["outcome"], row["outcome_code"]) == ("booked", "2")
    assert (row["place"], row["present"]) == ("Her flat", "=Her sister")
    assert row["episode_id"] is None
