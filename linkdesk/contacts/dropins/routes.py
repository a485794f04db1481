"""The pages of drop-ins: a new one, a session with all of its own, one put right, and the counts of a year."""

from __future__ import annotations

import csv
import io
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.contacts.dropins import queries
from linkdesk.contacts.dropins import rules
from linkdesk.contacts.dropins import service
from linkdesk.contacts.dropins.forms import ChangeForm
from linkdesk.contacts.dropins.forms import DropInForm
from linkdesk.contacts.dropins.forms import FileForm
from linkdesk.contacts.dropins.forms import SessionForm
from linkdesk.record.drafts import list_drafts
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.settings import Limits
from linkdesk.team.queries import workers
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.display import long_date
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.handing import hand_file
from linkdesk.web.pages import is_beside

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.contacts.dropins.rules import DropInRecord
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("drop_ins", __name__, url_prefix="/drop-ins")
LIMITS = Limits()
KEPT = "kept"
"""In the address of a new drop-in: its id, under which its words lie while it is typed."""
OLDEST = 2000
BOM = "\ufeff"
"""A spreadsheet reads the file as UTF-8 by it."""
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
"""A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection)."""
AGAIN = "Somebody saved this after you opened it. Your words are still below. Compare the two, then save again."


@blueprint.get("")
@access(Access.OPEN)
def listed() -> str:
    """Show the sessions of a year and their counts; no name and no words of anybody."""
    first, last = _year()
    sessions = queries.sessions_between(session(), first, last)
    return render_template(
        "contacts/dropins/listed.html",
        sessions=sessions[: LIMITS.page_rows],
        months=rules.counted(sessions, by_month=True),
        venues=rules.counted(sessions, by_month=False),
        total=rules.total("All", sessions),
        year=first.year,
        later=first.year < current_day().year,
        month=_month,
        names={worker.id: worker.name for worker in workers(session())},
        form=FileForm(formdata=None),
    )


@blueprint.post("/file")
@access(Access.OPEN)
def file() -> ResponseReturnValue:
    """Give the same counts as a CSV file, no more and no less than the page."""
    if not FileForm().validate_on_submit():
        raise RuleBroken
    first, last = _year()
    sessions = queries.sessions_between(session(), first, last)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["by", "name", "sessions", "drop_ins", "minutes", "urgent", "became_a_person", "from", "to"])
    for by in ("month", "venue"):
        for each in (*rules.counted(sessions, by_month=by == "month"), rules.total("All", sessions)):
            figures = (each.sessions, each.people, each.minutes, each.urgent, each.named)
            writer.writerow([by, _cell(each.name), *figures, first.isoformat(), last.isoformat()])
    name = f"Drop-ins {first.year}.csv"
    return hand_file((BOM + stream.getvalue()).encode(), name, "text/csv", url_for("drop_ins.listed", year=first.year))


@blueprint.route("/new", methods=["GET", "POST"])
@access(Access.OPEN)
def new() -> ResponseReturnValue:
    """Write down a drop-in: what was asked, given and told about, for how long, where."""
    kept = _kept()
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.FORM, str(kept))
        shown = draft if draft and _may_show(draft) else None
        venue = next(iter(queries.venues(session(), current_actor())), "")
        form = DropInForm.from_draft(shown.fields) if shown else DropInForm(data={"venue": venue})
        return _new_page(kept, form, shown)
    form = DropInForm()
    if not form.validate_on_submit():
        return _new_page(kept, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        place = service.note_drop_in(session(), current_actor(), form.new(kept, current_day()))
    except RuleBroken as refusal:
        form.refuse(_box(refusal), refusal.sentence)
        return _new_page(kept, form), HTTPStatus.UNPROCESSABLE_ENTITY
    record = queries.session_record(session(), place)
    flash(f"Saved: drop-in {record.people} at {record.venue}, {long_date(record.on)}.")
    return redirect(url_for("drop_ins.sitting", drop_in_session_id=place), HTTPStatus.SEE_OTHER)


@blueprint.route("/sessions/<uuid:drop_in_session_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def sitting(drop_in_session_id: UUID) -> ResponseReturnValue:
    """Show who dropped in at one session, and its one note."""
    kept = queries.session_record(session(), drop_in_session_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.SESSION_FORM, str(drop_in_session_id))
        given = {"words": kept.words, "version": kept.version}
        form = SessionForm.from_draft(draft.fields) if draft else SessionForm(data=given)
        return _session_page(kept, form, draft)
    form = SessionForm()
    if not form.validate_on_submit():
        return _session_page(kept, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        service.note_session(session(), current_actor(), form.note_of(drop_in_session_id))
    except Stale:
        kept = queries.session_record(session(), drop_in_session_id)
        form.version.data = kept.version
        return _session_page(kept, form, now=kept.words), HTTPStatus.CONFLICT
    flash("Saved: the note of the session.")
    return redirect(url_for("drop_ins.sitting", drop_in_session_id=drop_in_session_id), HTTPStatus.SEE_OTHER)


@blueprint.route("/<uuid:drop_in_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def change(drop_in_id: UUID) -> ResponseReturnValue:
    """Put right what was written of a drop-in; one that became a person leads to their contacts."""
    kept = queries.drop_in_record(session(), drop_in_id)
    if kept.client_id is not None:
        return redirect(url_for("contacts.listed", client_id=kept.client_id), HTTPStatus.SEE_OTHER)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.CHANGE_FORM, str(drop_in_id))
        return _change_page(kept, ChangeForm.from_draft(draft.fields) if draft else ChangeForm.of(kept), draft)
    form = ChangeForm()
    if not form.validate_on_submit():
        return _change_page(kept, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        service.change_drop_in(session(), current_actor(), form.change_of(kept))
    except RuleBroken as refusal:
        form.refuse(_box(refusal), refusal.sentence)
        return _change_page(kept, form), HTTPStatus.UNPROCESSABLE_ENTITY
    except Stale:
        kept = queries.drop_in_record(session(), drop_in_id)
        form.version.data = kept.version
        return _change_page(kept, form, now=rules.note_of(kept)), HTTPStatus.CONFLICT
    flash("Saved.")
    return redirect(url_for("drop_ins.sitting", drop_in_session_id=kept.session_id), HTTPStatus.SEE_OTHER)


def _kept() -> UUID:
    """Return the id of a new drop-in: that of the address, else a fresh one."""
    try:
        return UUID(request.args.get(KEPT, ""))
    except ValueError:
        fresh: UUID = current_app.extensions["vault"].clock.new_id()
        return fresh


def _may_show(draft: Draft) -> bool:
    """Say whether a page may show what was typed: beside somebody only what was typed beside somebody."""
    return not is_beside() or draft.fields.get("beside") == "on"


def _box(refusal: RuleBroken) -> str:
    """Return the box that a refusal is about."""
    boxes = {"minutes": "other_minutes", "venue": "venue", "still to come": "on"}
    return next((box for word, box in boxes.items() if word in refusal.sentence), "asked")


def _begun(besides: UUID) -> list[tuple[str, str]]:
    """Return the other drop-ins that are begun and not saved: the address and the first words of each."""
    drafts = list_drafts(session(), current_actor(), LIMITS.page_rows)
    mine = (each for each in drafts if each.form == service.FORM and each.subject != str(besides) and _may_show(each))
    return [(url_for("drop_ins.new", kept=each.subject), each.fields.get("asked", "")[:60]) for each in mine]


def _new_page(kept: UUID, form: DropInForm, draft: Draft | None = None) -> str:
    return render_template(
        "contacts/dropins/new.html",
        form=form,
        draft=draft,
        kept=kept,
        kept_as=(service.FORM, kept),
        begun=_begun(kept),
    )


def _session_page(
    kept: rules.SessionRecord, form: SessionForm, draft: Draft | None = None, now: str | None = None
) -> str:
    return render_template(
        "contacts/dropins/session.html",
        kept=kept,
        form=form,
        draft=draft,
        now=now,
        again=AGAIN,
        kept_as=(service.SESSION_FORM, kept.id),
        drop_ins=queries.drop_ins_of(session(), kept.id),
        names={worker.id: worker.name for worker in workers(session())},
    )


def _change_page(kept: DropInRecord, form: ChangeForm, draft: Draft | None = None, now: str | None = None) -> str:
    return render_template(
        "contacts/dropins/change.html",
        kept=kept,
        form=form,
        draft=draft,
        now=now,
        again=AGAIN,
        kept_as=(service.CHANGE_FORM, kept.id),
    )


def _year() -> tuple[date, date]:
    """Return the first and last day to be counted: the year of the address, else this year."""
    asked = request.args.get("year", type=int)
    year = asked if asked is not None and OLDEST <= asked <= current_day().year else current_day().year
    return date(year, 1, 1), date(year, 12, 31)


def _cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def _month(name: str) -> str:
    """Return "2026-11" as "November 2026"."""
    return long_date(date.fromisoformat(f"{name}-01")).split(maxsplit=1)[1]
