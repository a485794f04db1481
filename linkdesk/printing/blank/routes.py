"""Every form on paper: the list, a preview, pages and the file; nobody's record is touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import Response
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.assessments.shelf.queries import form_of
from linkdesk.assessments.shelf.queries import offers
from linkdesk.languages.tongues import IN_ENGLISH
from linkdesk.organisation.languages.queries import languages_on
from linkdesk.organisation.languages.queries import speech_of
from linkdesk.printing.blank.paper import PACK
from linkdesk.printing.blank.paper import PACK_TITLE
from linkdesk.printing.blank.paper import PLAN
from linkdesk.printing.blank.paper import blank
from linkdesk.printing.blank.paper import left_out
from linkdesk.printing.blank.pictures import forget_own
from linkdesk.printing.forms import FORMATS
from linkdesk.printing.forms import SIZES
from linkdesk.printing.handing import hand_over
from linkdesk.printing.handing import made
from linkdesk.printing.handing import page_urls
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import print_options
from linkdesk.web import fields
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState
    from werkzeug.wrappers import Response as AnyResponse

    from linkdesk.printing.blank.paper import BlankPaper

blueprint = Blueprint("blanks", __name__, url_prefix="/paper-forms")


@blueprint.record_once
def _forget_when_locked(state: BlueprintSetupState) -> None:
    """Keep the pictures of forms until a full lock."""
    state.app.extensions["vault"].on_lock(forget_own)


@dataclass(frozen=True)
class BlankLine:
    """One blank form on the list."""

    key: str
    name: str
    words: str
    left_out: int = 0


class BlankForm(BaseForm):
    """How a blank form is set; it comes in the address, for nothing is changed by it."""

    class Meta(BaseForm.Meta):
        """A form that only reads needs no token."""

        csrf = False

    format = fields.ChoiceField("Format", options=tuple(each for each in FORMATS if each.value != Format.TEXT))
    size = fields.SelectField("Size of the words", options=SIZES, hint="Easy read is never under 16 points.")
    language = fields.SelectField("Language", options=())
    fillable = fields.TickField("To fill in on a screen", hint="A PDF with fields, for a computer without LinkDesk.")
    mono = fields.TickField("For a printer without colour")

    def address(self) -> dict[str, Any]:
        """Return the choices as they stand in an address."""
        chosen = {"format": self.format.data, "size": self.size.data, "language": self.language.data or ""}
        return {**chosen, **{name: "yes" for name in ("fillable", "mono") if self[name].data}}


@blueprint.get("")
@access(Access.OPEN)
def listed() -> str:
    """Show every form that can be filled in on paper."""
    lines = [BlankLine(PLAN, "Plan", "Room for three goals with their steps, numbered like the page of a plan.")]
    for each in offers(session()):
        form = form_of(session(), each.url)
        lines.append(BlankLine(each.url, each.title, each.description, left_out(form)))
    return render_template("printing/blank_list.html", lines=lines, pack=PACK)


@blueprint.get("/show")
@access(Access.OPEN)
def show() -> str:
    """Show a blank form as it will be."""
    paper, form = _asked()
    address = {"form": paper.key, **form.address()}
    return render_template(
        "printing/blank_page.html",
        title="Paper forms" if paper.key == PACK else "Plan" if paper.key == PLAN else paper.title,
        back=(url_for("blanks.listed"), PACK_TITLE),
        key=paper.key,
        show_url=url_for("blanks.show"),
        save_url=url_for("blanks.save", **address),
        page_urls=page_urls("blanks.page", count_pages(made(paper)), **address),
        form=form,
        forms=paper.forms,
        not_drawn=paper.not_drawn,
        sheets=(*SHEETS, "preview.css"),
    )


@blueprint.get("/page/<int:number>.png")
@access(Access.OPEN)
def page(number: int) -> Response:
    """Give one page as a picture."""
    paper, _form = _asked()
    return Response(page_picture(made(paper), number), mimetype="image/png")


@blueprint.post("/save")
@access(Access.OPEN)
def save() -> AnyResponse:
    """Write the file where the worker chooses."""
    paper, form = _asked()
    return hand_over(made(paper), paper.name, url_for("blanks.show", form=paper.key, **form.address()))


def _asked() -> tuple[BlankPaper, BlankForm]:
    """Return what the address asks for; an address that says nothing is the plan in easy read."""
    usual = {"format": Format.EASY_READ.value, "size": "16", "language": ""}
    form = BlankForm(formdata=request.args) if "format" in request.args else BlankForm(formdata=None, data=usual)
    on = languages_on(session(), current_actor().organisation_id)
    form.language.options = (Option("", IN_ENGLISH.name), *(Option(each.tag, each.name) for each in on))
    size = str(form.size.data)
    options = print_options(
        form.format.data if form.format.data != Format.TEXT else Format.STANDARD,
        int(size) if size.isdecimal() else 0,
        mono=bool(form.mono.data),
        speech=speech_of(session(), current_actor().organisation_id, form.language.data or "en"),
    )
    key = request.args.get("form", PLAN)
    return blank(session(), current_actor(), key, options, fillable=bool(form.fillable.data)), form
