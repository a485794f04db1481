"""Settings, Picture packs: bring one in, put it away and back, take it away; and its pictures for every page."""

from __future__ import annotations

import csv
import io
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import Response
from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for

from linkdesk.assessments.forms import pack_url
from linkdesk.assessments.packs import queries
from linkdesk.assessments.packs import service
from linkdesk.assessments.packs.package import COLUMNS
from linkdesk.assessments.packs.package import MAP
from linkdesk.assessments.packs.package import read_pack
from linkdesk.assessments.packs.rules import ROLES
from linkdesk.assessments.packs.rules import PackState
from linkdesk.assessments.packs.rules import own_ideas
from linkdesk.assessments.shelf.giving import given
from linkdesk.assessments.shelf.queries import file_body
from linkdesk.easyread.pictures import all_pictures
from linkdesk.easyread.pictures import is_own
from linkdesk.easyread.pictures import picture
from linkdesk.printing.head.queries import forget_pictures
from linkdesk.printing.head.service import check_all_print
from linkdesk.printing.packs.forms import PackForm
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Shelf
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pictures import OWN_IDEAS

if TYPE_CHECKING:
    from uuid import UUID

    from flask.blueprints import BlueprintSetupState
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("packs", __name__)

PATH = "/settings/picture-packs"


@blueprint.record_once
def _show_everywhere(state: BlueprintSetupState) -> None:
    """Let the pages of plans, which lie beside the forms, show the pictures too; forget them at the lock."""
    state.app.jinja_env.globals["own_picture"] = pack_url
    state.app.extensions[OWN_IDEAS] = lambda: own_ideas(queries.in_use(session()).values())
    state.app.extensions["vault"].on_lock(forget_pictures)


@blueprint.route(PATH, methods=["GET", "POST"])
@access(Access.OPEN, roles=ROLES)
def overview() -> ResponseReturnValue:
    """Show the packs there are, and bring another in."""
    form = PackForm()
    if form.validate_on_submit():
        try:
            read = read_pack(form.file.data.read(), Shelf())
            check_all_print({each.name: (each.file.media_type, each.file.body) for each in read.entries})
            pack_id = service.bring_in(session(), current_actor(), form.name.data, read)
        except (FileRefused, RuleBroken) as refusal:
            form.refuse("file", refusal.sentence)
        else:
            count = len(read.entries)
            pictures = f"{count} picture is" if count == 1 else f"{count} pictures are"
            left = f" {read.left_out} files that the map does not name were left out." if read.left_out else ""
            flash(f"{pictures} in use, in forms and on prints.{left}")
            return redirect(url_for("packs.show", pack_id=pack_id), HTTPStatus.SEE_OTHER)
    page = render_template("printing/packs/overview.html", form=form, packs=queries.packs(session()), columns=COLUMNS)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@blueprint.get(f"{PATH}/map.csv")
@access(Access.OPEN, roles=ROLES)
def map_file() -> Response:
    """Give a map to fill in: every idea that LinkDesk has a picture for, with what its own picture shows."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    writer.writerows((one.key, "", one.words, "") for one in all_pictures())
    answer = Response(made.getvalue().encode("utf-8-sig"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{MAP}"'
    return answer


@blueprint.get(f"{PATH}/<uuid:pack_id>")
@access(Access.OPEN, roles=ROLES)
def show(pack_id: UUID) -> str:
    """Show every picture of a pack beside the one that it takes the place of."""
    pack = queries.pack(session(), pack_id)
    used = queries.in_use(session())
    return render_template(
        "printing/packs/pack.html",
        pack=pack,
        is_used=pack.state is PackState.USED,
        is_own=is_own,
        pairs=[(one, picture(one.idea), used.get(one.idea, one) == one) for one in pack.pictures],
    )


@blueprint.post(f"{PATH}/<uuid:pack_id>/away")
@access(Access.OPEN, roles=ROLES)
def put_away(pack_id: UUID) -> AnyResponse:
    """Show LinkDesk's own pictures again."""
    service.put_away(session(), current_actor(), pack_id)
    flash("LinkDesk’s own pictures are shown again. You can use the pack again at any time.")
    return redirect(url_for("packs.show", pack_id=pack_id), HTTPStatus.SEE_OTHER)


@blueprint.post(f"{PATH}/<uuid:pack_id>/use")
@access(Access.OPEN, roles=ROLES)
def use_again(pack_id: UUID) -> AnyResponse:
    """Show the pictures of the pack again."""
    service.use_again(session(), current_actor(), pack_id)
    flash("The pictures of the pack are shown again.")
    return redirect(url_for("packs.show", pack_id=pack_id), HTTPStatus.SEE_OTHER)


@blueprint.post(f"{PATH}/<uuid:pack_id>/drop")
@access(Access.OPEN, roles=ROLES)
def drop(pack_id: UUID) -> AnyResponse:
    """Take a pack away for good."""
    service.drop(session(), current_actor(), pack_id)
    flash("The pack is gone. LinkDesk’s own pictures are shown.")
    return redirect(url_for("packs.overview"), HTTPStatus.SEE_OTHER)


@blueprint.get("/pictures/<uuid:file_id>")
@access(Access.CLIENT)
def give(file_id: UUID) -> Response:
    """Give a picture of a pack, also while a client has the screen; it is about nobody."""
    found = queries.picture_of(session(), file_id)
    return given(file_body(session(), file_id), found.media_type)
