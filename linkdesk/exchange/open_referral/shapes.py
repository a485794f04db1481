"""Which shape an entry of a feed has, and the services, organisations and places that are in it; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.services.feeds.rules import Kind
from linkdesk.services.feeds.staging import Read

if TYPE_CHECKING:
    from collections.abc import Iterator

_SERVICE = {"status", "service_at_locations", "organization", "organization_id", "fees", "eligibility_description"}
_PLACE = {"location_type", "latitude", "longitude", "addresses"}


class NotThereError(ValueError):
    """An entry is no service, organisation or place."""


def read(entry: Any) -> Iterator[Read]:
    """Yield what is in one entry of a feed: a service, an organisation with its services, a place, or a pair of them.

    Raises:
        NotThereError: it is something else.
    """
    if not isinstance(entry, dict):
        raise NotThereError
    if isinstance(entry.get("service"), dict):
        yield Read(Kind.SERVICE, _turned(entry))
    elif _PLACE & set(entry) and not _SERVICE & set(entry):
        yield Read(Kind.LOCATION, entry)
    elif _is_organization(entry):
        yield from _organization(entry)
    elif "name" in entry or _SERVICE & set(entry):
        yield Read(Kind.SERVICE, entry)
    else:
        raise NotThereError


def _turned(pair: dict[str, Any]) -> dict[str, Any]:
    """Return a service at a location as the service that is there."""
    service = dict(pair["service"])
    at = {key: value for key, value in pair.items() if key != "service"}
    others = service.get("service_at_locations")
    return {**service, "service_at_locations": [*(others if isinstance(others, list) else []), at]}


def _is_organization(entry: dict[str, Any]) -> bool:
    marks = {"services", "organization_identifiers", "website", "year_incorporated", "legal_status", "locations"}
    return bool(marks & set(entry)) or ("name" in entry and not _SERVICE & set(entry) and "url" not in entry)


def _organization(entry: dict[str, Any]) -> Iterator[Read]:
    bare = {key: value for key, value in entry.items() if key != "services"}
    yield Read(Kind.ORGANIZATION, bare)
    services = entry.get("services")
    for service in services if isinstance(services, list) else ():
        if isinstance(service, dict):
            yield Read(Kind.SERVICE, {**service, "organization": service.get("organization") or bare})
