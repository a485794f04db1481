"""The forms of a saved view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms import HiddenField

from linkdesk.desk.views.rules import NAME_LENGTH
from linkdesk.desk.views.rules import ChangeView
from linkdesk.desk.views.rules import KeepView
from linkdesk.desk.views.rules import showing
from linkdesk.web.fields import LineField
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.desk.views.rules import Showing
    from linkdesk.desk.views.rules import ViewRecord


class ViewForm(BaseForm):
    """Its name, and who sees it."""

    name = LineField(
        "Name of the view",
        [Needed("Write a name for the view.")],
        limit=NAME_LENGTH,
        hint="Short, and without the name of a client: it stands above the caseload.",
    )
    shared = TickField("The team may use it too")

    @classmethod
    def of(cls, view: ViewRecord) -> ViewForm:
        """Return the form of a view that is kept."""
        return cls(data={"name": view.name, "shared": view.shared, "version": view.version})

    def change(self, view_id: UUID) -> ChangeView:
        """Return the command that changes it."""
        return ChangeView(view_id, self.version.data or 0, self.name.data, self.shared.data)


class KeepViewForm(ViewForm):
    """A view that is kept for the first time: what was shown travels with the page."""

    first = TickField("My caseload opens with it")
    whose = HiddenField()
    stage = HiddenField()
    sort = HiddenField()

    def showing(self) -> Showing:
        """Return what is to be kept."""
        return showing({name: self[name].data or "" for name in ("whose", "stage", "sort")})

    def to_command(self) -> KeepView:
        """Return the command that keeps it."""
        return KeepView(self.name.data, self.showing(), self.shared.data, self.first.data)
