"""Invented objects of Open Referral: every field of the standard with a value that fits, or with any value at all."""

from __future__ import annotations

import json
import tarfile
import uuid
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from hypothesis import strategies as st

from linkdesk.exchange.open_referral.fields import LINKED
from linkdesk.exchange.open_referral.fields import Field
from linkdesk.exchange.open_referral.fields import fields
from linkdesk.exchange.open_referral.spreading import ABOUT

SHALLOW = frozenset({"attributes", "metadata"})
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(str.strip)
WORDS = st.one_of(st.sampled_from(["Choir, “Larks”", "=1+1", "Mwy o “ganu”\nyma", "+44 1632 960020"]), LETTERS).filter(
    bool
)
ANY: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 200) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "name", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@st.composite
def whole(draw: st.DrawFn, kind: str = "service", depth: int = 0) -> dict[str, Any]:
    """Draw an object that fits the full standard, with some of its fields."""
    found: dict[str, Any] = {"id": str(draw(st.uuids()))}
    names = [each for each in fields()[kind].values() if _can_be(kind, each, depth)]
    must = [each for each in names if each.must_full or each.must_uk]
    more = draw(st.lists(st.sampled_from(names), max_size=6, unique_by=lambda each: each.name))
    for field in dict.fromkeys([*must, *more]):
        found[field.name] = draw(_value(field, depth))
    return found


def complete(kind: str = "service", depth: int = 0) -> dict[str, Any]:
    """Return an object with every field of the full standard and of its UK profile, each with a value of its own."""
    found: dict[str, Any] = {"id": str(uuid.uuid4())}
    for field in fields()[kind].values():
        if not _can_be(kind, field, depth):
            continue
        if field.type == "list":
            found[field.name] = [complete(field.of, depth + 1) for _each in range(2)]
        elif field.type == "object":
            found[field.name] = complete(field.of, depth + 1)
        elif field.type == "number":
            found[field.name] = 7.25 if field.name in {"latitude", "longitude", "amount"} else 30
        elif "|" in field.of:
            found[field.name] = field.of.split("|")[-1]
        else:
            formats = {"uuid": str(uuid.uuid4()), "uri": f"https://example.org/{uuid.uuid4()}"}
            formats |= {"email": f"a{uuid.uuid4().hex[:8]}@example.org", "date-time": "2026-11-25T10:00:00Z"}
            found[field.name] = formats.get(field.of, f"{kind} {field.name} {uuid.uuid4().hex[:6]}")
    return found


def _can_be(kind: str, field: Field, depth: int) -> bool:
    if field.name == "id" or _only_links(kind, field) or (kind, field.name) == ("organization", "services"):
        return False
    deepest = 1 if field.name in SHALLOW else 3
    return field.type not in {"list", "object"} or field.of == "taxonomy_term" or depth <= deepest


def _only_links(kind: str, field: Field) -> bool:
    """Say whether a field only says to what an object belongs, which nesting says too."""
    links = {f"{holder}_id" for holder in LINKED.get(kind, ())} | {each for pair in ABOUT.values() for each in pair}
    return field.name in links | {
        "organization_id",
        "program_id",
        "location_id",
        "service_id",
        "taxonomy_id",
        "taxonomy_term_id",
    }


def _value(field: Field, depth: int) -> st.SearchStrategy[Any]:
    if field.type == "list":
        return st.lists(whole(field.of, depth + 1), min_size=1, max_size=2)
    if field.type == "object":
        return whole(field.of, depth + 1)
    if field.type == "number":
        return st.integers(0, 120) | st.decimals(0, 90, places=2).map(float)
    if "|" in field.of:
        return st.sampled_from(field.of.split("|"))
    made: dict[str, st.SearchStrategy[Any]] = {
        "uuid": st.uuids().map(str),
        "uri": st.sampled_from(["https://example.org/choir?x=1#top", "http://www.example.org"]),
        "email": st.sampled_from(["choir@example.org", "bo.lark@sing.example.org"]),
        "date-time": st.sampled_from(["2026-11-25T10:00:00Z", "2026-03-01T09:30:00.5+01:00"]),
    }
    return made.get(field.of, WORDS)


@st.composite
def sloppy(draw: st.DrawFn, kind: str = "service", depth: int = 0) -> dict[str, Any]:
    """Draw an object with anything in any field."""
    found: dict[str, Any] = {}
    for field in fields()[kind].values():
        way = draw(st.integers(0, 5))
        if way == 0:
            found[field.name] = draw(ANY)
        elif way == 1 and field.type in {"list", "object"} and depth < 2:
            inner = draw(sloppy(field.of, depth + 1))
            found[field.name] = inner if field.type == "object" else [inner, draw(ANY)]
        elif way == 1 and field.type == "string":
            found[field.name] = draw(_value(field, depth))
    return found


@cache
def validator(root: Path, name: str, *, is_uk: bool) -> Any:
    """Return what a schema of the standard finds wrong with an object, formats included."""
    if is_uk:
        schema = json.loads((root / "schema-uk" / f"{name}.json").read_text("utf-8"))
    else:
        with tarfile.open(root / "hsds-3.0-compiled-schemas.tar.gz") as packed:
            member = packed.extractfile(f"schema-hsds/{name}.json")
            assert member is not None
            schema = json.load(member)
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def faults(root: Path, name: str, body: dict[str, Any], *, is_uk: bool) -> list[str]:
    """Return what is wrong with an object by the compiled schemas of others."""
    found = validator(root, name, is_uk=is_uk).iter_errors(body)
    return [f"{list(each.instance_path)}: {each.message}" for each in found]
