"""Names, references and the rule that blanks are left out."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.exchange.fhir import names

ID = uuid.UUID(int=5, version=4)
SOME_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=12,
)


def blanks(value: Any) -> int:
    """Count blank parts anywhere inside a value."""
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return sum((part is None or part in ("", [], {})) + blanks(part) for part in parts)


@given(SOME_JSON)
def test_no_blank_is_kept_at_any_depth(value: Any) -> None:
    assert blanks(names.kept(value)) == 0


def test_nought_and_no_are_not_blank() -> None:
    assert names.kept({"zero": 0, "no": False, "gap": " ", "deep": {"list": [{}, [""]]}}) == {"zero": 0, "no": False}


def test_odd_white_space_becomes_a_plain_space() -> None:
    assert names.kept("\u00a0a\u00a0b\u2003c\nd\te\x0b") == "a b c\nd\te"


def test_only_profiled_kinds_claim_a_profile() -> None:
    flag = names.resource("Flag", ID, practice=False, body={})
    assert flag["meta"]["profile"] == ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Flag"]
    assert names.resource("Goal", ID, practice=False, body={}) == {"resourceType": "Goal", "id": str(ID)}


def test_invented_people_are_marked_as_test_data() -> None:
    goal = names.resource("Goal", ID, practice=True, body={})
    assert goal["meta"]["security"][0]["code"] == "HTEST"


def test_derived_ids_are_always_the_same_and_never_meet() -> None:
    assert names.derived_id(ID, "need", "1") == names.derived_id(ID, "need", "1")
    assert len({names.derived_id(ID, *parts) for parts in (("a", "b"), ("ab",), ("b", "a"), ("a", "b", ""))}) == 4


def test_our_extensions_hold_what_they_promise() -> None:
    made = names.extension("step-confidence", valueInteger=8)
    assert made == {"url": "urn:linkdesk:extension:step-confidence", "valueInteger": 8}
    with pytest.raises(KeyError):
        names.extension("unheard-of", valueInteger=8)
    with pytest.raises(ValueError, match="holds a integer"):
        names.extension("step-confidence", valueString="8")


def test_references_are_found_at_any_depth() -> None:
    inside = {"a": [{"reference": "X/1"}], "b": {"c": {"reference": "Y/2"}}, "reference": {"not": "one"}}
    assert sorted(names.references(inside)) == ["X/1", "Y/2"]
    assert names.refer("Patient", ID)["reference"] == f"Patient/{ID}"
