"""The page of one booked meeting: another day, called off, or booked again."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.printing.parting.moving import rules
from linkdesk.printing.parting.moving import service
from linkdesk.printing.parting.moving.forms import AgainForm
from linkdesk.printing.parting.moving.forms import MoveForm
from linkdesk.printing.parting.moving.queries import meeting_of
from linkdesk.printing.parting.moving.rules import Source
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.printing.parting.moving.rules import BookedMeeting
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("moving", __name__, url_prefix="/clients/<uuid:client_id>/meetings")

AT_THE_DAY = frozenset({rules.PAST, rules.SAME, rules.NO_DAY, rules.NEEDS_DAY})
"""What is refused because of the day; it is said at its box."""
MEANWHILE = "Somebody changed this meeting meanwhile. What you typed is still here. Look at it, then save again."


@blueprint.route("/visit/<uuid:episode_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def visit(client_id: UUID, episode_id: UUID) -> ResponseReturnValue:
    """Move the first visit of a referral, or call it off."""
    return _page(client_id, Source.VISIT, episode_id)


@blueprint.route("/together/<uuid:connection_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def together(client_id: UUID, connection_id: UUID) -> ResponseReturnValue:
    """Move a visit to a service to which a worker goes along, or call it off."""
    return _page(client_id, Source.TOGETHER, connection_id)


@blueprint.route("/agreed/<uuid:parting_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def agreed(client_id: UUID, parting_id: UUID) -> ResponseReturnValue:
    """Move what “Before you go” agreed, call it off, or agree a new day."""
    return _page(client_id, Source.AGREED, parting_id)


def _page(client_id: UUID, source: Source, meeting_id: UUID) -> ResponseReturnValue:
    booked = meeting_of(session(), client_id, source, meeting_id)
    ahead = booked.is_ahead(current_day())
    if not ahead and source is not Source.AGREED:
        flash(rules.OVER)
        return redirect(url_for("parting.listed", client_id=client_id), HTTPStatus.SEE_OTHER)
    if request.method == "GET":
        record_reading(session(), current_actor(), "client", client_id)
        draft = load_draft(session(), current_actor(), service.FORM, str(meeting_id))
        return _shown(booked, _filled(booked, draft, ahead=ahead), draft, ahead=ahead)
    form = MoveForm() if ahead else AgainForm()
    if not form.validate_on_submit():
        return _shown(booked, form, ahead=ahead), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        _save(booked, form)
    except RuleBroken as refusal:
        if refusal.sentence in AT_THE_DAY:
            form.refuse("on", refusal.sentence)
        else:
            form.form_errors.append(refusal.sentence)
        return _shown(booked, form, ahead=ahead), HTTPStatus.UNPROCESSABLE_ENTITY
    except Stale:
        form.version.data = booked.version
        form.form_errors.append(MEANWHILE)
        return _shown(booked, form, ahead=ahead), HTTPStatus.CONFLICT
    return redirect(url_for("parting.listed", client_id=client_id), HTTPStatus.SEE_OTHER)


def _save(booked: BookedMeeting, form: MoveForm | AgainForm) -> None:
    if not isinstance(form, MoveForm):
        service.book_again(session(), current_actor(), form.again_for(booked))
        flash("Saved: the new day.")
        return
    command = form.command_for(booked)
    service.change_meeting(session(), current_actor(), command)
    said = "Saved: the new day." if command.on else "Saved: it is called off."
    flash(f"{said} A card that they have at home says the old day. Tell them, or print the card again.")


def _filled(booked: BookedMeeting, draft: Draft | None, *, ahead: bool) -> MoveForm | AgainForm:
    kind = MoveForm if ahead else AgainForm
    if draft is not None:
        form = kind.from_draft(draft.fields)
        form.version.data = booked.version
        return form
    on = booked.on if ahead else None
    return kind(data={"version": booked.version, "on": on, "time": booked.time, "place": booked.place})


def _shown(booked: BookedMeeting, form: MoveForm | AgainForm, draft: Draft | None = None, *, ahead: bool) -> str:
    return render_template(
        "printing/parting/moving.html",
        booked=booked,
        ahead=ahead,
        form=form,
        draft=draft,
        when=rules.when(booked.on, booked.time, booked.place),
        kept_as=(service.FORM, booked.id),
        banner=clients.banner(session(), booked.client_id, current_day()),
    )
