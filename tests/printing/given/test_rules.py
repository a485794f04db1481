"""What binds a print to a person: every part of the fingerprint counts, and nothing else passes."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.tongues import TONGUES
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.given.rules import PreviewChanged
from linkdesk.printing.given.rules import check_seal
from linkdesk.printing.given.rules import seal
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import PrintOptions
from tests.data import people

CLIENT = people.client()
PLAN = PlanRecord(uuid.UUID(int=5), CLIENT.id, 1, PlanStatus.AGREED)
OPTIONS = PrintOptions(Format.EASY_READ, 16)
IN_WELSH = replace(IN_PLAIN_ENGLISH, tongue=TONGUES[0])
WRITTEN = ("<p>words", "sheet")
OTHER = uuid.UUID(int=99)


def test_the_same_print_has_the_same_fingerprint() -> None:
    now = seal(CLIENT, PLAN, "plan", OPTIONS, WRITTEN)
    assert now == seal(CLIENT, PLAN, "plan", replace(OPTIONS), WRITTEN)
    check_seal(str(now), now)


@pytest.mark.parametrize(
    "changed",
    [
        seal(replace(CLIENT, id=OTHER), PLAN, "plan", OPTIONS, WRITTEN),
        seal(replace(CLIENT, version=2), PLAN, "plan", OPTIONS, WRITTEN),
        seal(CLIENT, replace(PLAN, id=OTHER), "plan", OPTIONS, WRITTEN),
        seal(CLIENT, replace(PLAN, version=2), "plan", OPTIONS, WRITTEN),
        seal(CLIENT, replace(PLAN, client_id=OTHER), "plan", OPTIONS, WRITTEN),
        seal(CLIENT, None, "plan", OPTIONS, WRITTEN),
        seal(CLIENT, PLAN, "plan", replace(OPTIONS, size=18), WRITTEN),
        seal(CLIENT, PLAN, "plan", replace(OPTIONS, mono=True), WRITTEN),
        seal(CLIENT, PLAN, "plan", replace(OPTIONS, format=Format.STANDARD), WRITTEN),
        seal(CLIENT, PLAN, "plan", replace(OPTIONS, speech=IN_WELSH), WRITTEN),
        seal(CLIENT, PLAN, "steps", OPTIONS, WRITTEN),
        seal(CLIENT, PLAN, "plan", OPTIONS, ("<p>other words", "sheet")),
        seal(CLIENT, PLAN, "plan", OPTIONS, ("<p>words", "sheet", "")),
        seal(CLIENT, PLAN, "plan", OPTIONS, ("<p>wordss", "heet")),
    ],
)
def test_any_other_person_plan_version_choice_or_word_is_refused(changed: object) -> None:
    now = seal(CLIENT, PLAN, "plan", OPTIONS, WRITTEN)
    with pytest.raises(PreviewChanged, match="nothing left it"):
        check_seal(str(changed), now)


@given(shown=st.text(st.characters(codec="utf-8"), max_size=80))
def test_nothing_that_is_typed_passes(shown: str) -> None:
    with pytest.raises(PreviewChanged):
        check_seal(shown, seal(CLIENT, PLAN, "plan", OPTIONS, WRITTEN))


def test_a_print_that_waits_is_bound_to_the_record_alone() -> None:
    assert (
        seal(CLIENT, PLAN, "plan", OPTIONS, WRITTEN).record == seal(CLIENT, PLAN, "plan", OPTIONS, ("tomorrow",)).record
    )
