"""Putting together what a source said before, what it says now, and what stands here; pure."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.record.checks import search_key
from linkdesk.services.feeds.plain import mapping
from linkdesk.services.feeds.plain import words
from linkdesk.services.feeds.rules import HSDS_ID_LENGTH
from linkdesk.services.feeds.said import EXTRAS
from linkdesk.services.feeds.said import PHONES
from linkdesk.services.feeds.said import WORDS
from linkdesk.services.rules import Often
from linkdesk.services.rules import ServiceWords
from linkdesk.services.rules import Status
from linkdesk.services.rules import Term
from linkdesk.services.rules import Times

if TYPE_CHECKING:
    from linkdesk.services.rules import ServiceRecord

SPACE = uuid.UUID("6f6a2a0e-5f0e-4d0e-9d57-6f1a5e6f3c40")
"""Under which ids are made for what has none: the same name and postcode give the same id each time."""


def made_id(*parts: str) -> str:
    """Return the id of something without one, or with one that cannot be kept."""
    return str(uuid.uuid5(SPACE, "|".join(search_key(part) for part in parts)))


def id_of(body: dict[str, Any], *instead: str) -> tuple[str, bool]:
    """Return the id of an object and whether it had one itself."""
    own = words(body.get("id"))
    if own and len(own) <= HSDS_ID_LENGTH:
        return own, True
    return made_id(*instead, own[:HSDS_ID_LENGTH]), False


def newer(before: Any, now: Any) -> Any:
    """Return what a source says all in all: what it says now, and what it said before of that it says nothing now.

    A list answer of an API holds less than the answer about one service: what it leaves out is not gone.
    """
    if isinstance(before, dict) and isinstance(now, dict):
        return {**before, **{key: newer(before.get(key), value) for key, value in now.items()}}
    if isinstance(before, list) and isinstance(now, list):
        known = {words(each.get("id")): each for each in before if isinstance(each, dict) and each.get("id")}
        return [newer(known.get(words(each.get("id"))), each) if isinstance(each, dict) else each for each in now]
    return now


def together(one: Any, other: Any) -> Any:
    """Return two descriptions of one object in the same file as one: lists hold the things of both."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, **{key: together(one.get(key), value) for key, value in other.items()}}
    if isinstance(one, list) and isinstance(other, list):
        joined = newer(one, other)
        mine = {words(mapping(each).get("id")) for each in joined} - {""}
        rest = [each for each in one if each not in joined and words(mapping(each).get("id")) not in mine]
        return [*rest, *joined]
    return other


def parts_of(record: ServiceRecord) -> dict[str, Any]:
    """Return what stands here, in the parts that a source can speak about."""
    found = {name: getattr(record, name) for name in (*WORDS, *EXTRAS)}
    return found | {"times": tuple(record.times)}


def joined(base: dict[str, Any], theirs: dict[str, Any], ours: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the parts of a service after a source spoke again, and which parts stay as they were written here.

    What was changed here stays; what was not follows the source. A phone number is never taken away.
    """
    result, kept = dict(ours), []
    for name, said in theirs.items():
        if said == ours[name]:
            continue
        if ours[name] != base[name]:
            kept.extend([name] if said != base[name] else [])
        elif name in PHONES and not said:
            kept.append(name)
        else:
            result[name] = said
    if (result["latitude"] is None) != (result["longitude"] is None):
        result |= {"latitude": ours["latitude"], "longitude": ours["longitude"]}
    return result, kept


def words_of(record: ServiceRecord, parts: dict[str, Any]) -> ServiceWords:
    """Return all words of a service: those of a source, and those that are ours alone as they stand."""
    own = {each.name: getattr(record, each.name) for each in fields(ServiceWords)}
    return ServiceWords(**own | {name: parts[name] for name in WORDS})


def written(parts: dict[str, Any]) -> dict[str, Any]:
    """Return parts as plain values, for the store."""
    rich = {"times": [asdict(each) for each in parts["times"]], "terms": [asdict(each) for each in parts["terms"]]}
    lists = {name: list(parts[name]) for name in ("accessibility", "languages")}
    return {**parts, **rich, **lists, "status": str(parts["status"])}


def read(plain: dict[str, Any]) -> dict[str, Any]:
    """Return parts from plain values, as `written` made them."""
    times = tuple(
        Times(tuple(each["days"]), Often(each["often"]), each["opens_at"], each["closes_at"], each["notes"])
        for each in plain["times"]
    )
    rich = {"times": times, "terms": tuple(Term(**each) for each in plain["terms"]), "status": Status(plain["status"])}
    return {**plain, **rich, **{name: tuple(plain[name]) for name in ("accessibility", "languages")}}
