"""What binds a print to the person and the record it was made from; pure."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import ClassVar

from linkdesk.record.errors import LinkDeskError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.plans.rules import PlanRecord

_HALF = 32
_BETWEEN = "."


class PreviewChanged(LinkDeskError):  # noqa: N818 - the name is the sentence's subject
    """The record changed after this preview was made, so nothing left it. Look at the new preview, then print again."""

    status: ClassVar[HTTPStatus] = HTTPStatus.CONFLICT


@dataclass(frozen=True)
class Seal:
    """The fingerprint of a preview: of the record and the choices, and of every word that is on the paper.

    A print that waits keeps only `record`: the day under a leaflet is another one tomorrow.
    """

    record: str
    words: str

    def __str__(self) -> str:
        """How a page carries it."""
        return f"{self.record}{_BETWEEN}{self.words}"


def seal(client: ClientRecord, plan: PlanRecord | None, choices: Mapping[str, str], written: tuple[str, ...]) -> Seal:
    """Return the fingerprint of a preview.

    Args:
        client: whose print it is, with the version of the record.
        plan: the plan that is printed, with its version; None where the print is of no plan.
        choices: what is printed and how, as it stands in the address.
        written: the words of the print and its style sheets.
    """
    about = (client.id, client.version, *((plan.id, plan.client_id, plan.version) if plan else ()))
    return Seal(_digest(*map(str, about), *(f"{name}={choices[name]}" for name in sorted(choices))), _digest(*written))


def check_seal(shown: str, now: Seal) -> None:
    """Refuse a print of something else than was looked at.

    Raises:
        PreviewChanged: the fingerprint is of another person, plan, version or choice, or there is none.
    """
    if not hmac.compare_digest(shown.encode(), str(now).encode()):
        raise PreviewChanged


def _digest(*parts: str) -> str:
    """Return a digest in which no two lists of parts can be taken for one another."""
    made = hashlib.sha256()
    for part in parts:
        content = part.encode()
        made.update(len(content).to_bytes(8, "big"))
        made.update(content)
    return made.hexdigest()[:_HALF]
