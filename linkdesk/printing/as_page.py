"""Where the PDF library is missing a plan is still printed: the same words and style as a page of the window.

Such a page has no tags of a PDF, no numbers of pages, and its line breaks are the browser's.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import Response
from flask import redirect
from flask import request
from flask import url_for

from linkdesk.assessments.packs.queries import in_use
from linkdesk.clients.queries import client_record
from linkdesk.plans.queries import plan_record
from linkdesk.printing.forms import print_form
from linkdesk.printing.items import paper_of
from linkdesk.printing.language import speech_asked
from linkdesk.printing.pdf import SCHEME
from linkdesk.printing.pdf import SHEETS
from linkdesk.printing.pdf import NoLibrary
from linkdesk.printing.pdf import own_address
from linkdesk.record.audit import record_reading
from linkdesk.settings import resources
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.errors import error_answer
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from werkzeug.wrappers import Response as AnyResponse

    from linkdesk.printing.items import Paper

blueprint = Blueprint("print_pages", __name__, url_prefix="/plans/<uuid:plan_id>/print/as-page")

ON_A_PAGE = (
    "@page{margin:15mm}body{display:flex;flex-direction:column;max-width:190mm;margin:4mm auto}"
    ".foot,.mark{position:static}.foot{order:2;margin-top:1em}.foot .pages::after{content:none!important}"
    ".screen{border:1.2pt solid #5b2a86;border-radius:3mm;padding:3mm 4mm;margin:0 0 4mm}"
    ".mono .logo{filter:grayscale(1)}@media print{.screen{display:none}body{margin:0}}"
)
"""What a browser does otherwise than the PDF library: a footer stands once, at the end."""


@blueprint.app_errorhandler(NoLibrary)
def _without_the_library(missing: NoLibrary) -> AnyResponse:
    """Lead from the preview of a plan to its page; every other print says that it cannot be made."""
    if request.endpoint == "printing.preview":
        address: dict[str, Any] = {**request.args.to_dict(), **(request.view_args or {})}
        return redirect(url_for("print_pages.show", **address), HTTPStatus.SEE_OTHER)
    return error_answer(missing.status, missing.sentence)


@blueprint.get("")
@access(Access.OPEN)
def show(plan_id: UUID) -> Response:
    """Show the plan as a page that the window can print; it is in the reading log first."""
    paper, client_id = _asked(plan_id)
    record_reading(session(), current_actor(), "print", client_id)
    html = _with_logo(paper, paper.written()[0])
    chosen: dict[str, Any] = {**request.args.to_dict(), "plan_id": plan_id}
    sheet = url_for("print_pages.sheet", **chosen)
    back = url_for("desk.client", client_id=client_id)
    words = (
        f'<div class="screen" lang="en-GB" dir="ltr"><p><a href="{escape(back)}">Back to the client</a></p>'
        "<p>PDF prints cannot be made on this computer. Print this page with Ctrl and P. "
        "This box is not printed.</p></div>"
    )
    html = html.replace("</head>", f'<link rel="stylesheet" href="{escape(sheet)}">\n</head>', 1)
    return Response(html.replace("<main>", f"{words}\n<main>", 1), mimetype="text/html")


@blueprint.get("/sheet.css")
@access(Access.OPEN)
def sheet(plan_id: UUID) -> Response:
    """Give its style sheets, with the addresses of our own files."""
    paper, _client_id = _asked(plan_id)
    folder = resources() / "static" / "print"
    look = replace(paper.options.look, pictures={})
    bare = replace(paper, options=replace(paper.options, look=look))
    own = _own_pictures(mono=paper.options.mono)
    texts = [*((folder / name).read_text("utf-8") for name in SHEETS), *bare.written()[1:], ON_A_PAGE, own]
    return Response("\n".join(texts).replace(SCHEME, "/static/"), mimetype="text/css")


def _with_logo(paper: Paper, html: str) -> str:
    """Return the page with the logo at an address of its own: the window shows none that lies in its address."""
    logo = paper.options.look.logo
    if logo is None:
        return html
    return html.replace(own_address(logo.media_type, logo.body), escape(url_for("head.logo")))


def _own_pictures(*, mono: bool) -> str:
    """Return the style that brings the pictures of the service's own packs, grey for a printer without colour."""
    grey = ";filter:grayscale(1)" if mono else ""
    return "".join(
        f'.pic-{idea}{{background-image:url("{url_for("packs.give", file_id=one.file_id)}"){grey}}}'
        for idea, one in sorted(in_use(session()).items())
    )


def _asked(plan_id: UUID) -> tuple[Paper, UUID]:
    plan = plan_record(session(), plan_id)
    client = client_record(session(), plan.client_id)
    form = print_form(client, request.args)
    options = form.to_command(speech_asked(form, client))
    return paper_of(session(), current_actor(), plan, client, options, form.chosen_item()), client.id
