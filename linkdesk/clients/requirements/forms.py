"""The form on which needs are looked at with the person: a line for each, and the rest of what they require."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from zlib import crc32

from linkdesk.clients import needs
from linkdesk.clients.requirements import rules
from linkdesk.clients.requirements.rules import ReviewNeeds
from linkdesk.clients.rules import Impairment
from linkdesk.web.fields import LineField
from linkdesk.web.fields import TextField
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from uuid import UUID

    from wtforms import Field

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.clients.rules import Need

_NUMBERS = range(1, rules.IMPAIRMENTS + 1)


def detail_name(need: Need) -> str:
    """Return the field of what the person says about one need; by the need itself, for the list may change."""
    return f"detail_{need.code or crc32(need.text.encode())}"


def _lines(label: str, hint: str) -> TextField:
    return TextField(label, rows=3, limit=rules.MOST_LINES * (rules.WORDS_LENGTH + 1), hint=hint)


def _impairment(number: int) -> LineField:
    hint = f"For example: {', '.join(rules.IMPAIRMENT_KINDS[:4])}." if number == 1 else ""
    return LineField("Impairment", limit=rules.WORDS_LENGTH, hint=hint, about=f"impairment {number}")


def _more(number: int) -> LineField:
    return LineField("More about it", limit=rules.WORDS_LENGTH, about=f"impairment {number}")


class NeedsForm(BaseForm):
    """What the person says about each need; only as many lines are drawn as there are needs."""

    impairment_1 = _impairment(1)
    impairment_1_more = _more(1)
    impairment_2 = _impairment(2)
    impairment_2_more = _more(2)
    impairment_3 = _impairment(3)
    impairment_3_more = _more(3)
    impairment_4 = _impairment(4)
    impairment_4_more = _more(4)
    mobility = _lines("Getting about", "One line each: uses a wheelchair, cannot climb stairs.")
    other_requirements = _lines("Anything else they need", "One line each.")

    kept: tuple[Need, ...] = ()
    """The needs on record, each with a line of its own."""

    @classmethod
    def about(cls, kept: tuple[Need, ...]) -> type[NeedsForm]:
        """Return the form with a line for each need on record."""
        lines = {detail_name(need): LineField(needs.plain(need), limit=rules.WORDS_LENGTH) for need in kept}
        return type(cls.__name__, (cls,), {**lines, "kept": kept})

    @classmethod
    def of(cls, client: ClientRecord) -> NeedsForm:
        """Return the form filled with what is on record."""
        data: dict[str, Any] = {detail_name(need): need.detail for need in client.needs}
        for number, each in enumerate(client.impairments, start=1):
            data |= {f"impairment_{number}": each.text, f"impairment_{number}_more": each.detail}
        data |= {name: "\n".join(getattr(client, name)) for name in ("mobility", "other_requirements")}
        return cls.about(client.needs)(data={**data, "version": client.version})

    @property
    def details(self) -> list[Field]:
        """The lines of the needs on record."""
        return [self[detail_name(need)] for need in self.kept]

    @property
    def impairments(self) -> list[Field]:
        """The lines of the impairments."""
        return [self[name] for number in _NUMBERS for name in (f"impairment_{number}", f"impairment_{number}_more")]

    @property
    def has_more_impairments(self) -> bool:
        """Whether more than the first impairment must be seen: there is one, or a fault in one."""
        return any(field.data or field.errors for field in self.impairments[2:])

    def validate_impairments(self) -> bool:
        """Refuse more about an impairment that is not named; say whether all are."""
        bare = [n for n in _NUMBERS if self[f"impairment_{n}_more"].data and not self[f"impairment_{n}"].data]
        for number in bare:
            self.refuse(f"impairment_{number}", "Say which impairment it is.")
        return not bare

    def passes(self) -> bool:
        """Say whether the form was sent and all of it can be kept."""
        return bool(self.validate_on_submit()) and self.validate_impairments()

    def command(self, client_id: UUID) -> ReviewNeeds:
        """Return the command that keeps what was typed."""
        pairs = [(self[f"impairment_{n}"].data, self[f"impairment_{n}_more"].data) for n in _NUMBERS]
        said = zip(self.kept, self.details, strict=True)
        return ReviewNeeds(
            client_id=client_id,
            version=self.version.data or 0,
            needs=tuple(replace(need, detail=field.data or "") for need, field in said),
            impairments=tuple(Impairment(text, more) for text, more in pairs if text),
            mobility=_split(self.mobility.data),
            other_requirements=_split(self.other_requirements.data),
        )


def _split(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
