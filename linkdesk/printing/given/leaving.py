"""A print on its way out: what the page around it shows, and the check before anything leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

from flask import flash
from flask import jsonify
from flask import request

from linkdesk.clients.finding.namesakes import namesakes
from linkdesk.printing.given.rules import PreviewChanged
from linkdesk.printing.given.rules import Seal
from linkdesk.printing.given.rules import check_seal
from linkdesk.printing.given.rules import seal
from linkdesk.record.audit import record_reading
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.errors import wants_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

    from linkdesk.clients.finding.namesakes import Namesake
    from linkdesk.clients.rules import ClientRecord
    from linkdesk.plans.rules import PlanRecord

SEAL = "seal"


class Written(Protocol):
    """A print whose words can be read before it is set."""

    def written(self) -> tuple[str, ...]:
        """Return its words and its style sheets."""


@dataclass(frozen=True)
class Leaving:
    """One print of one person, as it was looked at."""

    client: ClientRecord
    plan: PlanRecord | None
    choices: Mapping[str, Any]
    paper: Written

    @property
    def seal(self) -> Seal:
        """The fingerprint of the preview."""
        return seal(self.client, self.plan, {name: str(each) for name, each in self.choices.items()}, self.written)

    @property
    def written(self) -> tuple[str, ...]:
        """The words that are on the paper."""
        return self.paper.written()

    def check(self) -> None:
        """Refuse what is not what was looked at.

        Raises:
            PreviewChanged: the page that asks was made from another record, version or choice.
        """
        check_seal(_sent(SEAL), self.seal)

    def page(self) -> dict[str, Any]:
        """Return what the template of a preview shows of it."""
        return {"seal": str(self.seal), "namesakes": self.namesakes()}

    def namesakes(self) -> tuple[Namesake, ...]:
        """Return who could be taken for this person by name."""
        return namesakes(session(), self.client)


def _sent(name: str) -> str:
    """Return one value of the form or of the script that asks; empty where it is missing."""
    told = request.get_json(silent=True) if request.is_json else request.form.to_dict()
    found = told.get(name) if isinstance(told, dict) else None
    return found if isinstance(found, str) else ""


def gone_out(leaving: Leaving, page: Callable[[str], str]) -> ResponseReturnValue:
    """Let a print go to the printer if it is what was looked at; a script then opens the system's print dialog.

    Args:
        leaving: the print.
        page: makes the new preview, with the sentence that says why it was refused.

    Raises:
        PreviewChanged: a script asked, and it is another record, version or choice.
    """
    try:
        leaving.check()
    except PreviewChanged as refused:
        if wants_json():
            raise
        return page(refused.sentence), refused.status
    record_reading(session(), current_actor(), "print", leaving.client.id)
    if wants_json():
        return jsonify(printed=True)
    flash("It is noted as printed. Now print this page: Ctrl and P.")
    return page("")
