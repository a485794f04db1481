"""The forms of merging: whose detail counts, and on the way back whose is what was added since."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import HiddenField

from linkdesk.clients.merging.rules import MergeClients
from linkdesk.clients.merging.rules import Pick
from linkdesk.clients.merging.rules import UndoMerge
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm
from linkdesk.web.forms import VersionField
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkdesk.clients.merging.rules import Detail
    from linkdesk.clients.merging.rules import Later

LONGEST = 80


class FindOtherForm(BaseForm):
    """Words to look for the other record of the same person."""

    words = LineField("Look for another record", limit=LONGEST, hint="A name, NHS number, phone or date of birth.")

    def to_command(self) -> str:
        """Return the words."""
        return str(self.words.data or "")


class MergeForm(BaseForm):
    """One choice for each detail in which two records differ."""

    other = HiddenField()
    other_version = VersionField()

    def to_merge(self, client_id: UUID, other_id: UUID, details: Sequence[Detail]) -> MergeClients:
        """Return the command that makes one record of the two."""
        return MergeClients(
            client_id=client_id,
            version=self.version.data or 0,
            other_id=other_id,
            other_version=self.other_version.data or 0,
            picks={each.name: Pick(self[each.name].data) for each in details},
        )


class UndoForm(BaseForm):
    """One choice for each thing that was added since."""

    def to_undo(self, client_id: UUID, merge_id: UUID, added: Sequence[Later]) -> UndoMerge:
        """Return the command that takes the two apart again."""
        whose = {each.key: self[f"whose_{number}"].data == Pick.OTHER for number, each in enumerate(added)}
        return UndoMerge(client_id=client_id, merge_id=merge_id, whose=whose)


def merge_form(details: Sequence[Detail], **given: Any) -> MergeForm:
    """Return the form for two records: the fields are the details in which they differ."""
    fields: dict[str, Any] = {}
    for each in details:
        options = [Option(Pick.KEPT.value, each.kept), Option(Pick.OTHER.value, each.other)]
        options += [Option(Pick.BOTH.value, "Both")] if each.both else []
        needed = [Needed("Choose one of the answers on the page.")]
        fields[each.name] = ChoiceField(each.label, needed, options=options, default=each.usual.value)
    made: MergeForm = _with(MergeForm, fields)(**given)
    return made


def undo_form(added: Sequence[Later], kept: str, other: str) -> UndoForm:
    """Return the form of the way back; nothing is chosen beforehand where only the worker can know."""
    options = (Option(Pick.KEPT.value, kept), Option(Pick.OTHER.value, other))
    needed = [Needed("Say whose this is.")]
    fields = {f"whose_{number}": ChoiceField(each.words, needed, options=options) for number, each in enumerate(added)}
    made: UndoForm = _with(UndoForm, fields)()
    return made


def _with(kind: type[Any], fields: dict[str, Any]) -> Any:
    """Return this kind of form with more fields; a class of its own, since the fields differ each time."""
    return type(FlaskForm)(kind.__name__, (kind,), fields)
