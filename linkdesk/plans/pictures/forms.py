"""The form with the picture of every sentence of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.plans.forms import picture_options
from linkdesk.plans.pictures.rules import ChoosePictures
from linkdesk.plans.pictures.rules import lines_of
from linkdesk.record.errors import RuleBroken
from linkdesk.web import fields
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from linkdesk.plans.rules import PlanRecord


class PicturesForm(BaseForm):
    """A list of pictures for each sentence; `pictures_form` adds them."""

    def command_for(self, plan: PlanRecord) -> ChoosePictures:
        """Return the command.

        Raises:
            RuleBroken: the page lost the version of the plan.
        """
        version = self.version.data
        if not isinstance(version, int):
            raise RuleBroken("This page is broken. Nothing was changed. Open it again from the start.")
        chosen = {line.place: self[_name(line.place)].data or "" for line in lines_of(plan)}
        return ChoosePictures(plan.id, version, chosen)

    def chooser(self, place: str) -> fields.SelectField:
        """Return the list of one sentence."""
        found: fields.SelectField = self[_name(place)]
        return found


def pictures_form(plan: PlanRecord) -> PicturesForm:
    """Return the form with a list for each sentence of a plan, set to its picture."""
    options = picture_options()
    known = {option.value for option in options}
    parts: dict[str, Any] = {}
    data: dict[str, Any] = {"version": plan.version}
    for line in lines_of(plan):
        parts[_name(line.place)] = fields.SelectField("Picture", options=options, about=f"{line.heading}: {line.words}")
        data[_name(line.place)] = line.picture if line.picture in known else ""
    made: type[PicturesForm] = type("PicturesOfPlan", (PicturesForm,), parts)
    return made(data=data)


def _name(place: str) -> str:
    return place.replace("-", "_")
