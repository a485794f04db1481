"""The caseload of a worker on paper: as it will be, to the printer, into a file; it stands in everyone's history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import Response
from flask import current_app
from flask import render_template
from flask import request
from flask import session as visit
from flask import url_for

from linkdesk.printing.given.leaving import PRINT_NOW
from linkdesk.printing.given.leaving import SEAL
from linkdesk.printing.given.leaving import be_saved
from linkdesk.printing.given.leaving import go_out
from linkdesk.printing.given.leaving import sent
from linkdesk.printing.given.opening import OPEN_FILE
from linkdesk.printing.given.rules import NotePrint
from linkdesk.printing.given.rules import Seal
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.rules import check_seal
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.given.service import note_prints
from linkdesk.printing.handing import made
from linkdesk.printing.handing import page_urls
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.printing.sheets import paper as papers
from linkdesk.printing.sheets.caseload import CASELOAD_LIST
from linkdesk.printing.sheets.caseload import caseload_sheet
from linkdesk.printing.sheets.forms import SizeForm
from linkdesk.record.audit import record_reading
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from linkdesk.printing.sheets.paper import SheetPaper

blueprint = Blueprint("caseload_list", __name__, url_prefix="/caseload-list")


@dataclass(frozen=True)
class ListLeaving:
    """The list on its way out; it is for the worker alone, so nobody is asked whether it is safe to take."""

    paper: SheetPaper
    client_ids: tuple[UUID, ...]
    back: str
    can_wait: bool = False

    @property
    def seal(self) -> Seal:
        """The fingerprint of what was looked at: whose cases, and every word."""
        return Seal.of([str(each) for each in self.client_ids], self.paper.written())

    def check(self) -> Safe:
        """Refuse a list that is not the one that was looked at.

        Raises:
            PreviewChanged: a case came or went, or a word of it changed.
        """
        check_seal(sent(SEAL), self.seal)
        return Safe.NOT_ASKED

    def trace(self) -> None:
        """Write it in the reading log."""
        record_reading(session(), current_actor(), "list", None)

    def note(self, way: Way, answer: Safe) -> None:
        """Keep in the history of everyone on the list that it left."""
        options, bound = self.paper.options, self.seal.record
        note_prints(
            session(),
            current_actor(),
            (NotePrint(each, None, None, CASELOAD_LIST, options, way, answer, bound) for each in self.client_ids),
        )

    def page(self) -> dict[str, Any]:
        """Return what the template of a preview shows of it."""
        return {
            "seal": str(self.seal),
            "namesakes": (),
            "advice": None,
            "copy_url": "",
            "print_now": visit.pop(PRINT_NOW, False),
            "can_wait": self.can_wait,
            "can_open": OPEN_FILE in current_app.extensions,
        }


@blueprint.get("")
@access(Access.OPEN)
@put_away
def preview() -> str:
    """Show the worker's caseload as it will be on paper."""
    return _page()


def _page(refused: str = "") -> str:
    leaving = _asked()
    leaving.trace()
    paper = leaving.paper
    size = paper.options.size
    return render_template(
        "printing/sheet_page.html",
        title=paper.sheet.title,
        for_what="For workers only: every page says so. Do not leave it lying about.",
        limits="",
        back=(url_for("desk.caseload"), "Caseload"),
        out_url=url_for("caseload_list.out", size=size),
        save_url=url_for("caseload_list.save", size=size),
        words_url="",
        form=SizeForm(formdata=None, data={"size": str(size)}),
        page_urls=page_urls("caseload_list.page", count_pages(made(paper)), size=size),
        sheet=paper.sheet,
        passes=False,
        sheets=(*SHEETS, "preview.css"),
        refused=refused,
        **leaving.page(),
    )


@blueprint.get("/page/<int:number>.png")
@access(Access.OPEN)
@put_away
def page(number: int) -> Response:
    """Give one page of the list as a picture."""
    return Response(page_picture(made(_asked().paper), number), mimetype="image/png")


@blueprint.post("/out")
@access(Access.OPEN)
def out() -> ResponseReturnValue:
    """Say that the list goes to the printer; what changed since it was looked at does not."""
    return go_out(_asked(), _page)


@blueprint.post("/save")
@access(Access.OPEN)
def save() -> ResponseReturnValue:
    """Write the list where the worker chooses; what changed since it was looked at is not written."""
    return be_saved(_asked(), _page)


def _asked() -> ListLeaving:
    sheet, client_ids = caseload_sheet(session(), current_actor(), current_day())
    size = request.args.get("size", papers.USUAL_SIZE, type=int)
    paper = papers.paper(session(), current_actor(), sheet, "List", size)
    return ListLeaving(paper, client_ids, url_for("caseload_list.preview", size=size))
