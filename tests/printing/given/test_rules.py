"""What binds a print to a person: every part of the fingerprint counts, and nothing else passes."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.given.rules import PreviewChanged
from linkdesk.printing.given.rules import check_seal
from linkdesk.printing.given.rules import seal
from tests.data import people

CLIENT = people.client()
PLAN = PlanRecord(uuid.UUID(int=5), CLIENT.id, 1, PlanStatus.AGREED)
CHOICES = {"item": "plan", "format": "easy-read", "size": "16"}
WRITTEN = ("<p>words", "sheet")
OTHER = uuid.UUID(int=99)


def test_the_same_print_has_the_same_fingerprint_in_any_order_of_choices() -> None:
    now = seal(CLIENT, PLAN, CHOICES, WRITTEN)
    assert now == seal(CLIENT, PLAN, dict(reversed(CHOICES.items())), WRITTEN)
    check_seal(str(now), now)


@pytest.mark.parametrize(
    "changed",
    [
        seal(replace(CLIENT, id=OTHER), PLAN, CHOICES, WRITTEN),
        seal(replace(CLIENT, version=2), PLAN, CHOICES, WRITTEN),
        seal(CLIENT, replace(PLAN, id=OTHER), CHOICES, WRITTEN),
        seal(CLIENT, replace(PLAN, version=2), CHOICES, WRITTEN),
        seal(CLIENT, replace(PLAN, client_id=OTHER), CHOICES, WRITTEN),
        seal(CLIENT, None, CHOICES, WRITTEN),
        seal(CLIENT, PLAN, CHOICES | {"size": "18"}, WRITTEN),
        seal(CLIENT, PLAN, CHOICES | {"mono": "yes"}, WRITTEN),
        seal(CLIENT, PLAN, CHOICES, ("<p>other words", "sheet")),
        seal(CLIENT, PLAN, CHOICES, ("<p>words", "sheet", "")),
        seal(CLIENT, PLAN, CHOICES, ("<p>wordss", "heet")),
    ],
)
def test_any_other_person_plan_version_choice_or_word_is_refused(changed: object) -> None:
    now = seal(CLIENT, PLAN, CHOICES, WRITTEN)
    with pytest.raises(PreviewChanged, match="nothing left it"):
        check_seal(str(changed), now)


@given(shown=st.text(st.characters(codec="utf-8"), max_size=80))
def test_nothing_that_is_typed_passes(shown: str) -> None:
    with pytest.raises(PreviewChanged):
        check_seal(shown, seal(CLIENT, PLAN, CHOICES, WRITTEN))


def test_a_print_that_waits_is_bound_to_the_record_alone() -> None:
    assert seal(CLIENT, PLAN, CHOICES, WRITTEN).record == seal(CLIENT, PLAN, CHOICES, ("tomorrow",)).record
