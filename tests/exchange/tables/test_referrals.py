"""The way of a person as rows."""

from __future__ import annotations

from tests.exchange.tables.samples import rows


def test_an_episode_has_both_words_of_the_reason_its_stage_and_its_end() -> None:
    new, old = rows("episodes")
    assert (new["reason"], new["own_words"], new["background"]) == ("=Lonely", "+I miss people", "Their brother shouts")
    assert (new["stage"], new["decision"], new["decision_words"]) == ("contact", "accepted", "Nobody else can")
    assert (old["stage"], old["close_reason"]) == ("closed", "safeguarding")
    assert (old["outcome"], old["did_not_work"]) == ("They knit again", "The bus")


def test_issues_and_what_happened_stand_in_their_order() -> None:
    issues = rows("presenting_issues")
    assert [(row["place"], row["snomed_code"], row["words"]) for row in issues[:2]] == [
        (1, None, "Feeling lonely"),
        (2, "160689007", "Housing"),
    ]
    first, second = rows("episode_events")
    assert (first["place"], first["kind"]) == (1, "received")
    assert (second["place"], second["kind"], second["way"], second["outcome"]) == (2, "attempt", "phone", "no-answer")
