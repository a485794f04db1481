"""What is said of services, made to fit the standard: types, ids, required fields, and what its UK profile leaves out.

Sources are sloppy, and what is given must validate. A value that fits stays as it came, letter for letter.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from linkdesk.exchange.open_referral.fields import Field
from linkdesk.exchange.open_referral.fields import fields
from linkdesk.record import checks
from linkdesk.services.feeds.joining import made_id
from linkdesk.services.feeds.plain import words
from linkdesk.services.models import COUNTRY
from linkdesk.services.rules import Status

Body = dict[str, Any]
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]+")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(/[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*)?")
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@{_LABEL}(\.{_LABEL})+")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")
_INSTEAD = {"status": str(Status.ACTIVE), "location_type": "physical", "address_type": "physical", "country": COUNTRY}
"""What stands in a required field of which nothing that fits is known; otherwise it is empty."""
EVERY_DAY = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR,SA,SU"}
"""The standard has no DAILY."""


class Fit:
    """Makes objects fit; `left_out` counts by name what the standard, or the UK profile, has no place for."""

    def __init__(self, *, is_uk: bool) -> None:
        self._is_uk = is_uk
        self.left_out: Counter[str] = Counter()

    def service(self, body: Body) -> Body:
        """Return a service that fits, with all that belongs to it."""
        return self.thing("service", body)

    def thing(self, kind: str, body: Body, above: str = "") -> Body:
        """Return an object of a kind that fits; one without an id gets one that is the same each time."""
        own = words(body.get("id")) or made_id(above, kind, repr(sorted(body.items(), key=lambda each: each[0])))
        found: Body = {"id": _uuid(own)}
        for name, value in _evened(kind, body).items():
            if name == "id" or value is None:
                continue
            field = fields()[kind].get(name)
            if field is None or not (field.is_uk if self._is_uk else field.is_full or field.is_uk):
                if self._is_uk:
                    self.left_out[name] += 1
                else:
                    found[name] = value  # further fields are allowed, and a source may mean something by them
                continue
            fitting = self._value(field, value, found["id"])
            if fitting is None:
                self.left_out[name] += 1
            else:
                found[name] = fitting
        for field in fields()[kind].values():
            if field.name not in found and (field.must_uk if self._is_uk else field.must_full):
                found[field.name] = _INSTEAD.get(field.name, "")
        return found

    def _value(self, field: Field, value: Any, above: str) -> Any:
        if field.type == "list":
            several = [value] if isinstance(value, dict) else value if isinstance(value, list) else None
            if several is None:
                return None
            inner = [self.thing(field.of, each, above) for each in several if isinstance(each, dict)]
            self.left_out[field.name] += len(several) - len(inner)
            return inner
        if field.type == "object":
            return self.thing(field.of, value, above) if isinstance(value, dict) else None
        if field.type == "number":
            return _number(value)
        text = value if isinstance(value, str) else words(value)
        return _text(field, text) if isinstance(value, str) or text else None


def _evened(kind: str, body: Body) -> Body:
    """Return an object in which a time of every day is one of seven days of the week."""
    if kind == "schedule" and words(body.get("freq")).upper() == "DAILY" and words(body.get("interval")) in {"", "1"}:
        return {**body, **EVERY_DAY}
    return body


def _number(value: Any) -> int | float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value if math.isfinite(value) else None
    try:
        found = float(value)
    except (TypeError, ValueError):
        return None
    if not math.isfinite(found):
        return None
    return int(found) if found.is_integer() else found


def _text(field: Field, text: str) -> str | None:
    if "|" in field.of:
        known = {each.casefold(): each for each in field.of.split("|")}
        return known.get(text.strip().casefold())
    if field.of == "uuid":
        return _uuid(text) if text else None
    if field.of == "uri":
        return _uri(text)
    if field.of == "email":
        return text if len(text) <= checks.EMAIL_LENGTH and _EMAIL.fullmatch(text) else None
    if field.of == "date-time":
        return text if _is_moment(text) else None
    return text


def _uuid(text: str) -> str:
    """Return an id as the standard wants it; another makes the same one each time, so that links to it still hold."""
    try:
        if len(text) == len(str(UUID(text))):
            return text
    except ValueError:
        pass
    return made_id("id", text)


def _uri(text: str) -> str | None:
    if _URI.fullmatch(text) and not _PERCENT.search(text) and _is_address(text):
        return text
    return f"https://{text}" if _HOST.fullmatch(text) and not _PERCENT.search(text) else None


def _is_address(text: str) -> bool:
    """Say whether an address that names a host is put together right."""
    _scheme, _sign, rest = text.partition(":")
    if text.count("#") > 1:
        return False
    if not rest.startswith("//"):
        return "[" not in rest
    host = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
    return bool(re.fullmatch(r"[A-Za-z0-9\-._~]+(:[0-9]{1,5})?", host))


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(re.sub(r"\.[0-9]+", "", text))
    except ValueError:
        return False
    return True
