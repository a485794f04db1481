"""The pages of a sheet: as it will be on paper, its words, and as a file."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import Response
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.printing.given.leaving import Leaving
from linkdesk.printing.given.leaving import be_saved
from linkdesk.printing.given.leaving import go_out
from linkdesk.printing.handing import made
from linkdesk.printing.handing import page_urls
from linkdesk.printing.handing import picture
from linkdesk.printing.pages import count_pages
from linkdesk.printing.sheets import paper as papers
from linkdesk.printing.sheets import referral_routes
from linkdesk.printing.sheets.forms import SheetWordsForm
from linkdesk.printing.sheets.forms import SizeForm
from linkdesk.printing.sheets.messages import RECIPIENTS
from linkdesk.printing.sheets.messages import asked_limits
from linkdesk.printing.sheets.messages import note_left
from linkdesk.printing.sheets.rules import FOR_WHAT
from linkdesk.printing.sheets.rules import INTERNAL
from linkdesk.printing.sheets.rules import NAMES
from linkdesk.printing.sheets.rules import TYPED
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.printing.sheets.rules import draft_name
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.printing.sheets.paper import SheetPaper

    Answer = ResponseReturnValue

blueprint = Blueprint("sheets", __name__)
blueprints = (blueprint, referral_routes.blueprint)
PATH = "/clients/<uuid:client_id>/sheets/<item>"


def _quiet(view: Callable[..., Answer], item: str) -> Callable[..., Answer]:
    """Put a view of an internal sheet away while somebody is beside the worker; the person may see the others."""
    return put_away(view) if item in INTERNAL else view


@blueprint.get(PATH)
@access(Access.OPEN)
def preview(client_id: UUID, item: str) -> ResponseReturnValue:
    """Show a sheet as it will be; it is in the reading log before it is shown."""
    return _quiet(_preview, item)(client_id=client_id, item=item)


def _preview(client_id: UUID, item: str, refused: str = "") -> str:
    kind, client, paper = _asked(client_id, item)
    record_reading(session(), current_actor(), "print", client_id)
    here: dict[str, Any] = {"client_id": client_id, "item": item}
    size = str(paper.options.size)
    return render_template(
        "printing/sheet_page.html",
        title=NAMES[kind],
        for_what=FOR_WHAT[kind],
        limits=asked_limits(session(), kind, client),
        back=(url_for("prints.listed", client_id=client_id), "Prints"),
        out_url=url_for("sheets.out", **here, size=size),
        save_url=url_for("sheets.save", **here, size=size),
        words_url=url_for("sheets.words", **here) if TYPED[kind] else "",
        form=SizeForm(formdata=None, data={"size": size}),
        page_urls=page_urls("sheets.page", count_pages(made(paper)), **here, size=size),
        sheet=paper.sheet,
        passes=kind in RECIPIENTS,
        banner=clients.banner_of(client, current_day()),
        sheets=(*SHEETS, "preview.css"),
        refused=refused,
        **_leaving(kind, client, paper).page(),
    )


def _leaving(kind: SheetKind, client: ClientRecord, paper: SheetPaper) -> Leaving:
    """Return the sheet on its way out: the one moment at which a message counts as passed on."""
    back = url_for("sheets.preview", client_id=client.id, item=kind.value, size=paper.options.size)
    left = partial(note_left, session(), current_actor(), kind, client)
    return Leaving(client, None, kind.value, paper, back, also=left, can_wait=False)


@blueprint.get(f"{PATH}/page/<int:number>.png")
@access(Access.OPEN)
def page(client_id: UUID, item: str, number: int) -> ResponseReturnValue:
    """Give one page as a picture."""
    return _quiet(_page, item)(client_id=client_id, item=item, number=number)


def _page(client_id: UUID, item: str, number: int) -> Response:
    _kind, _client, paper = _asked(client_id, item)
    return picture(paper, client_id, number)


@blueprint.post(f"{PATH}/out")
@access(Access.OPEN)
def out(client_id: UUID, item: str) -> ResponseReturnValue:
    """Say that what was looked at goes to the printer; what changed since does not."""
    return go_out(_leaving(*_asked(client_id, item)), partial(_preview, client_id, item))


@blueprint.post(f"{PATH}/save")
@access(Access.OPEN)
def save(client_id: UUID, item: str) -> ResponseReturnValue:
    """Write the sheet where the worker chooses; what changed since it was looked at is not written."""
    return be_saved(_leaving(*_asked(client_id, item)), partial(_preview, client_id, item))


@blueprint.route(f"{PATH}/words", methods=["GET", "POST"])
@access(Access.OPEN)
def words(client_id: UUID, item: str) -> ResponseReturnValue:
    """Write the worker's own words of a sheet; they are kept until they are thrown away."""
    return _quiet(_words, item)(client_id=client_id, item=item)


def _words(client_id: UUID, item: str) -> ResponseReturnValue:
    client = clients.client_record(session(), client_id)
    kind = _sheet_kind(item)
    if not TYPED[kind]:
        raise NotFound("This print has no words to change. Nothing was changed. Go back to the client.")
    name = draft_name(kind)
    draft = load_draft(session(), current_actor(), name, str(client_id))
    if request.method == "GET":
        form = SheetWordsForm(formdata=None, data=draft.fields if draft else {}).fit(kind)
        record_reading(session(), current_actor(), "print", client_id)
    else:
        form = SheetWordsForm().fit(kind)
        if form.validate_on_submit():
            save_draft(session(), current_actor(), name, str(client_id), form.kept())
            flash("These words are kept for this print.")
            return redirect(url_for("sheets.preview", client_id=client_id, item=item), HTTPStatus.SEE_OTHER)
    banner = clients.banner_of(client, current_day())
    shown = render_template(
        "printing/words.html", form=form, name=NAMES[kind], draft=draft, draft_name=name, banner=banner
    )
    return (shown, HTTPStatus.UNPROCESSABLE_ENTITY) if form.errors else shown


def _sheet_kind(item: str) -> SheetKind:
    if item not in set(SheetKind):
        raise NotFound("There is no such print. Nothing was printed. Go back to the client.")
    return SheetKind(item)


def _asked(client_id: UUID, item: str) -> tuple[SheetKind, ClientRecord, SheetPaper]:
    client = clients.client_record(session(), client_id)
    kind = _sheet_kind(item)
    size = request.args.get("size", type=int)
    return kind, client, papers.sheet_paper(session(), current_actor(), kind, client, size=size)
