"""Settings, Head of letters and prints: the logo, and how a letter looks with it."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import Response
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for

from linkdesk.assessments.shelf.giving import given
from linkdesk.organisation.queries import find_organisation
from linkdesk.printing.handing import RECENT
from linkdesk.printing.head import service
from linkdesk.printing.head.forms import LogoForm
from linkdesk.printing.head.queries import logo_of
from linkdesk.printing.head.queries import look_of
from linkdesk.printing.head.sample import SampleLetter
from linkdesk.printing.pdf import NoLibrary
from linkdesk.printing.rules import Look
from linkdesk.printing.rules import print_options
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response as AnyResponse

    from linkdesk.printing.pages import Recent

blueprint = Blueprint("head", __name__, url_prefix="/settings/letter-head")

ADMINISTRATOR = "administrator"
SIZE = 16


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def page() -> ResponseReturnValue:
    """Show the head of the prints with a sample letter, and take another logo in."""
    form = LogoForm()
    if form.validate_on_submit():
        try:
            service.keep_logo(session(), current_actor(), form.file.data.read(), form.words.data)
        except (FileRefused, RuleBroken) as refusal:
            form.refuse("file", refusal.sentence)
        else:
            flash("Kept. Every print has it from now on.")
            return redirect(url_for("head.page"), HTTPStatus.SEE_OTHER)
    look = look_of(session(), current_actor(), mono=False)
    shown = render_template(
        "printing/head/page.html",
        form=form,
        look=look,
        stamp=_stamp(look),
        can_print=_can_print(look),
        sheets=(*SHEETS, "preview.css"),
    )
    return shown, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@blueprint.get("/logo")
@access(Access.OPEN)
def logo() -> Response:
    """Give the logo as it is kept: it is on every print, also on one that is a page of the window."""
    found = logo_of(session())
    if found is None:
        raise NotFound
    return given(found.body, found.media_type)


@blueprint.get("/sample.png")
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def sample() -> Response:
    """Give a sample letter as a picture; it is about nobody."""
    letter = _letter(look_of(session(), current_actor(), mono=False))
    return Response(_recent().page(letter, letter.make, 1), mimetype="image/png")


@blueprint.post("/drop")
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def drop() -> AnyResponse:
    """Take the logo away."""
    service.drop_logo(session(), current_actor())
    flash("The logo is gone. Your name and lines stay.")
    return redirect(url_for("head.page"), HTTPStatus.SEE_OTHER)


def _letter(look: Look) -> SampleLetter:
    kept = find_organisation(session(), current_actor().organisation_id)
    practice = kept is not None and kept.practice
    return SampleLetter(print_options("standard", SIZE, practice=practice, look=look))


def _can_print(look: Look) -> bool:
    letter = _letter(look)
    try:
        _recent().make(letter, letter.make)
    except NoLibrary:
        return False
    return True


def _stamp(look: Look) -> str:
    """Return what changes with the head, so that no window shows an old picture."""
    logo = look.logo.body if look.logo else b""
    return hashlib.sha256(repr((look.name, look.lines)).encode() + logo).hexdigest()[:16]


def _recent() -> Recent:
    found: Recent = current_app.extensions[RECENT]
    return found
