"""What an export says of itself."""

from __future__ import annotations

from linkdesk.exchange import rules


def test_what_is_left_out_is_said_and_safeguarding_first() -> None:
    assert rules.WITHHELD[0].startswith("Safeguarding")
    assert all(sentence.endswith(".") for sentence in (*rules.WITHHELD, rules.NOT_ENCRYPTED, rules.PRACTICE))


def test_the_kinds_are_the_words_of_the_terminal() -> None:
    assert [kind.value for kind in rules.ExportKind] == ["fhir", "csv"]
