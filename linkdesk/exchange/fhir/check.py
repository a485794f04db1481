"""Our own checks before a FHIR file is written: what no validator finds, and what must never leave."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.exchange import codes
from linkdesk.exchange.fhir import measures
from linkdesk.exchange.fhir import names
from linkdesk.exchange.fhir.bundle import MOST_ENTRIES
from linkdesk.record import checks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from linkdesk.exchange.fhir.names import Resource

KINDS = names.UK_CORE_PROFILED | {"Goal"}
"""An allow list: a kind of resource that is not named here never leaves (safeguarding above all)."""


def faults(parts: Sequence[Resource]) -> tuple[str, ...]:
    """Return what is wrong with the transactions of one client, in the order they are sent; nothing when sound."""
    found: list[str] = []
    seen: set[str] = set()
    for bundle in parts:
        entries = bundle["entry"]
        if len(entries) > MOST_ENTRIES:
            found.append(f"a bundle has {len(entries)} entries")
        for entry in entries:
            found.extend(_entry_faults(entry, seen))
            seen.add(entry["request"]["url"])
    return tuple(found)


def _entry_faults(entry: Resource, seen: set[str]) -> Iterator[str]:
    resource = entry["resource"]
    name = f"{resource['resourceType']}/{resource['id']}"
    if entry["request"] != {"method": "PUT", "url": name} or entry["fullUrl"] != f"urn:uuid:{resource['id']}":
        yield f"{name}: the entry does not name its resource"
    if resource["resourceType"] not in KINDS:
        yield f"{name}: this kind is not for export"
    for reference in names.references(resource):
        if reference not in seen:
            yield f"{name}: refers to {reference}, which was not sent before"
    yield from (f"{name}: {fault}" for fault in _content_faults(resource))


def _content_faults(resource: Resource) -> Iterator[str]:
    known = codes.displays()
    for coding in _parts(resource, "code"):
        if codes.is_snomed(str(coding.get("system", ""))) and known.get(coding["code"]) != coding.get("display"):
            yield f"code {coding['code']} is not a checked one with that display"
    numbers = [part for part in _parts(resource, "system") if part["system"] == names.NHS_NUMBER]
    if len(numbers) > 1:
        yield "there are two NHS numbers"  # UKCore-Patient: slice nhsNumber 0..1
    if any(not _is_nhs_number(part.get("value", "")) for part in numbers):
        yield "the NHS number has a wrong digit"
    for part in _parts(resource, "url"):
        if not _known_extension(part["url"]):
            yield f"unknown extension {part['url']}"
    claimed = resource.get("meta", {}).get("profile", [])
    if any(url != f"{names.UK_CORE}UKCore-{resource['resourceType']}" for url in claimed):
        yield "claims a profile of another kind"


def _parts(value: Any, key: str) -> Iterable[Resource]:
    """Yield every object inside a resource that has `key` as a text."""
    if isinstance(value, dict):
        if isinstance(value.get(key), str):
            yield value
        for part in value.values():
            yield from _parts(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from _parts(part, key)


def _is_nhs_number(text: str) -> bool:
    try:
        return checks.nhs_number(text) == text
    except ValueError:
        return False


FOREIGN_EXTENSIONS = frozenset(
    {
        f"{names.UK_CORE}Extension-UKCore-NHSNumberVerificationStatus",
        f"{names.UK_CORE}Extension-UKCore-NHSNumberUnavailableReason",
        f"{names.UK_CORE}Extension-UKCore-EthnicCategory",
        f"{names.HL7_EXTENSION}patient-interpreterRequired",
        names.PROFICIENCY,
        measures.COMPLETION,
        "level",
        "type",
        f"{names.HL7_EXTENSION}data-absent-reason",
    }
)


def _known_extension(url: str) -> bool:
    ours = url.removeprefix(names.EXTENSION) in names.OUR_EXTENSIONS and url.startswith(names.EXTENSION)
    return ours or url in FOREIGN_EXTENSIONS
