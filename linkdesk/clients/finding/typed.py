"""What has been typed of a person so far, read kindly: what is not there or not right yet is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients import rules
from linkdesk.clients.finding.likeness import Known
from linkdesk.record import checks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_PHONE = "phone"


def known(words: Mapping[str, object]) -> Known:
    """Return a half-typed form as far as likeness looks at it."""
    text = {name: value for name, value in words.items() if isinstance(value, str)}
    phones = (rules.digits(value) for name, value in text.items() if name.startswith(_PHONE))
    return Known(
        given=rules.folded(text.get("given_name", "")),
        family=rules.folded(text.get("family_name", "")),
        called=frozenset({rules.folded(text.get(name, "")) for name in ("preferred_name", "alias")} - {""}),
        birth_date=_birth_date(text),
        nhs_number=_nhs_number(text.get("nhs_number", "")),
        phones=frozenset(number for number in phones if len(number) >= checks.PHONE_DIGITS[0]),
    )


def _birth_date(text: Mapping[str, str]) -> date | None:
    try:
        return checks.date_parts(*(text.get(f"birth_date-{part}", "") for part in ("day", "month", "year")))
    except ValueError:
        return None


def _nhs_number(text: str) -> str:
    try:
        return checks.nhs_number(text)
    except ValueError:
        return ""
