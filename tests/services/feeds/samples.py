"""Invented services as a feed says them."""

from __future__ import annotations

import io
import json
from typing import Any

from linkdesk.exchange.open_referral.getting import look_at
from linkdesk.services.feeds import queries
from linkdesk.services.feeds import service

CHOIR: dict[str, Any] = {
    "id": "choir-1",
    "name": "Testham Choir",
    "alternate_name": "The Larks",
    "description": "We sing. Nobody needs to read notes.",
    "url": "https://example.org/choir",
    "email": "choir@example.org",
    "status": "active",
    "eligibility_description": "Adults",
    "application_process": "Come along",
    "wait_time": "No wait",
    "minimum_age": 18,
    "maximum_age": 90,
    "accreditations": "Sing Well",
    "phones": [{"id": "p1", "number": "01632 960 020", "type": "voice", "extension": 4}],
    "contacts": [{"id": "c1", "name": "Bo Lark", "title": "Leads it", "phones": [{"number": "01632 960021"}]}],
    "schedules": [{"id": "s1", "freq": "WEEKLY", "interval": 1, "byday": "TU", "opens_at": "10:00:00", "wkst": "MO"}],
    "languages": [{"id": "l1", "name": "Welsh", "code": "cy"}],
    "cost_options": [{"id": "o1", "amount": 2.5, "currency": "GBP", "option": "Each time"}],
    "organization": {"id": "org-1", "name": "Green Testham", "description": "A charity", "legal_status": "Charity"},
    "service_at_locations": [
        {
            "id": "at1",
            "location": {
                "id": "place-1",
                "location_type": "physical",
                "name": "Testham Library",
                "latitude": 53.8,
                "longitude": -1.55,
                "transportation": "Bus 12",
                "addresses": [
                    {
                        "id": "a1", "address_1": "1 Park Lane", "city": "Testham", "state_province": "West Yorkshire",
                        "postal_code": "LS1 4AP", "country": "GB", "address_type": "physical",
                    }
                ],
                "accessibility": [{"id": "x1", "description": "Hearing loop"}],
            },
        }
    ],
    "attributes": [
        {
            "id": "t1", "link_type": "service type",
            "taxonomy_term": {"id": "t2", "code": "music", "name": "Music", "description": "", "taxonomy": "esd"},
        }
    ],
    "funding": [{"id": "f1", "source": "Testham Council"}],
}  # fmt: skip


def feed(*services: Any) -> bytes:
    """Return a page of a feed with these services."""
    return json.dumps({"total_pages": 1, "contents": list(services)}).encode()


def looked_at(session: Any, actor: Any, data: bytes, called: str = "Testham") -> Any:
    """Read a feed and return the id of the import."""
    return look_at(session, actor, "testham.json", io.BytesIO(data), called=called)


def brought(session: Any, actor: Any, data: bytes, called: str = "Testham", *, whole: bool = False) -> Any:
    """Read a feed, bring it in, and return the import."""
    source_id = looked_at(session, actor, data, called)
    service.bring_in(session, actor, source_id, called, whole=whole)
    return queries.import_of(session, source_id)
