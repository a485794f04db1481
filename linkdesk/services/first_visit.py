"""“Take me there”: what the first visit to a service is like, bettered by who was there with somebody."""

from __future__ import annotations

from dataclasses import fields as fields_of
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for

from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.services import queries
from linkdesk.services import service
from linkdesk.services.rules import LENGTHS
from linkdesk.services.rules import ChangeService
from linkdesk.services.rules import ServiceWords
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.fields import LineField
from linkdesk.web.fields import TextField
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.services.rules import ServiceRecord

blueprint = Blueprint("first_visit", __name__, url_prefix="/services/<uuid:service_id>/first-visit")
WORDS = ("transportation", "landmarks", "first_visit", "quiet_times")
"""What the page changes of a service; all else stays as it is."""


class FirstVisitForm(BaseForm):
    """The way there, who greets, the first ten minutes, when it is quiet."""

    transportation = TextField(
        "Bus and train", rows=2, limit=LENGTHS["transportation"], hint="Which bus, which stop, when the last one goes."
    )
    landmarks = TextField(
        "How to find the door", rows=2, limit=LENGTHS["landmarks"], hint="What they see on the way, and which bell."
    )
    first_visit = TextField(
        "Who says hello, and the first ten minutes",
        rows=4,
        limit=LENGTHS["first_visit"],
        hint="Short words, one idea a line. It is printed for clients.",
    )
    quiet_times = LineField("When is it quiet?", limit=LENGTHS["quiet_times"])
    checked = TickField("I was there, and the day, time and place are right")

    def better(self, kept: ServiceRecord) -> ChangeService:
        """Return the command: the service as it is, with the words of this page."""
        words = {each.name: getattr(kept, each.name) for each in fields_of(ServiceWords)}
        words |= {name: self[name].data for name in WORDS}
        return ChangeService(
            **words, service_id=kept.id, version=self.version.data or 0, checked=bool(self.checked.data)
        )


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
def page(service_id: UUID) -> ResponseReturnValue:
    """Better the words on the first visit; where somebody saved in between, both texts stand on the page."""
    kept = queries.service_record(session(), service_id)
    form = FirstVisitForm(data={"version": kept.version, **{name: getattr(kept, name) for name in WORDS}})
    status, late = HTTPStatus.OK, False
    if form.validate_on_submit():
        try:
            service.change_service(session(), current_actor(), form.better(kept))
        except Stale:
            kept = queries.service_record(session(), service_id)
            form.version.data = kept.version  # both texts are on the page now: saving again is a choice
            status, late = HTTPStatus.CONFLICT, True
        except RuleBroken as refusal:
            form.form_errors.append(refusal.sentence)
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            flash("Saved. The next person knows more before they go.")
            return redirect(url_for("services.show", service_id=service_id), HTTPStatus.SEE_OTHER)
    elif form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template("services/first_visit.html", form=form, service=kept, late=late, words=WORDS), status
