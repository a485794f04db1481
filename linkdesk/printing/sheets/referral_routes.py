"""The referral of a concern to the council: as it will be, to the printer, into a file.

That it left stands with the steps of the concern, and in no other history: there it would say that there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from flask import Blueprint
from flask import Response
from flask import current_app
from flask import render_template
from flask import request
from flask import session as visit
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.finding.namesakes import namesakes
from linkdesk.concerns.choices import Step
from linkdesk.concerns.queries import concern_record
from linkdesk.concerns.queries import reading
from linkdesk.concerns.queries import worker_names
from linkdesk.concerns.rules import WriteStep
from linkdesk.concerns.service import write_step
from linkdesk.printing.given.leaving import PRINT_NOW
from linkdesk.printing.given.leaving import SEAL
from linkdesk.printing.given.leaving import be_saved
from linkdesk.printing.given.leaving import go_out
from linkdesk.printing.given.leaving import sent
from linkdesk.printing.given.opening import OPEN_FILE
from linkdesk.printing.given.rules import Seal
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.rules import check_seal
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.handing import made
from linkdesk.printing.handing import page_urls
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.printing.sheets import paper as papers
from linkdesk.printing.sheets.concern import referral
from linkdesk.printing.sheets.forms import SizeForm
from linkdesk.printing.sheets.rules import FOR_WHAT
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.record.audit import record_reading
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.printing.sheets.paper import SheetPaper

blueprint = Blueprint(
    "concern_referral", __name__, url_prefix="/clients/<uuid:client_id>/concerns/<uuid:concern_id>/referral"
)
LEFT = {Way.PRINTED: "printed", Way.SAVED: "saved as a file", Way.OPENED: "opened in another program"}


@dataclass(frozen=True)
class ReferralLeaving:
    """The referral on its way out; it is for the council, so nobody is asked whether it is safe to take home."""

    paper: SheetPaper
    client_id: UUID
    concern_id: UUID
    back: str
    can_wait: bool = False

    @property
    def seal(self) -> Seal:
        """The fingerprint of what was looked at: whose concern, and every word."""
        return Seal.of([str(self.client_id), str(self.concern_id)], self.paper.written())

    def check(self) -> Safe:
        """Refuse a referral that is not the one that was looked at.

        Raises:
            PreviewChanged: a word of it changed.
        """
        check_seal(sent(SEAL), self.seal)
        return Safe.NOT_ASKED

    def trace(self) -> None:
        """Write it in the reading log, as every look at the concern."""
        record_reading(session(), current_actor(), reading(self.concern_id), self.client_id)

    def note(self, way: Way, answer: Safe) -> None:  # noqa: ARG002 - whoever is let out notes like this
        """Keep with the steps of the concern that it left."""
        own = worker_names(session()).get(current_actor().worker_id, "")
        step = WriteStep(
            client_id=self.client_id,
            concern_id=self.concern_id,
            step=Step.DONE,
            on=current_day(),
            who=own,
            words=f"The referral to the council was {LEFT[way]}.",
        )
        write_step(session(), current_actor(), step)

    def page(self) -> dict[str, Any]:
        """Return what the template of a preview shows of it."""
        return {
            "seal": str(self.seal),
            "namesakes": namesakes(session(), clients.client_record(session(), self.client_id)),
            "advice": None,
            "copy_url": "",
            "print_now": visit.pop(PRINT_NOW, False),
            "can_wait": self.can_wait,
            "can_open": OPEN_FILE in current_app.extensions,
        }


@blueprint.get("")
@access(Access.OPEN)
@put_away
def preview(client_id: UUID, concern_id: UUID) -> str:
    """Show the referral as it will be on paper."""
    return _page(client_id, concern_id)


def _page(client_id: UUID, concern_id: UUID, refused: str = "") -> str:
    leaving = _asked(client_id, concern_id)
    leaving.trace()
    paper = leaving.paper
    here: dict[str, Any] = {"client_id": client_id, "concern_id": concern_id, "size": paper.options.size}
    return render_template(
        "printing/sheet_page.html",
        title=paper.sheet.title,
        for_what=FOR_WHAT[SheetKind.CONCERN],
        limits="",
        back=(url_for("concerns.show", client_id=client_id, concern_id=concern_id), "The concern"),
        out_url=url_for("concern_referral.out", **here),
        save_url=url_for("concern_referral.save", **here),
        words_url="",
        form=SizeForm(formdata=None, data={"size": str(paper.options.size)}),
        page_urls=page_urls("concern_referral.page", count_pages(made(paper)), **here),
        sheet=paper.sheet,
        passes=False,
        banner=clients.banner(session(), client_id, current_day()),
        sheets=(*SHEETS, "preview.css"),
        refused=refused,
        **leaving.page(),
    )


@blueprint.get("/page/<int:number>.png")
@access(Access.OPEN)
@put_away
def page(client_id: UUID, concern_id: UUID, number: int) -> Response:
    """Give one page as a picture."""
    return Response(page_picture(made(_asked(client_id, concern_id).paper), number), mimetype="image/png")


@blueprint.post("/out")
@access(Access.OPEN)
def out(client_id: UUID, concern_id: UUID) -> ResponseReturnValue:
    """Say that the referral goes to the printer; what changed since it was looked at does not."""
    return go_out(_asked(client_id, concern_id), partial(_page, client_id, concern_id))


@blueprint.post("/save")
@access(Access.OPEN)
def save(client_id: UUID, concern_id: UUID) -> ResponseReturnValue:
    """Write the referral where the worker chooses; what changed since it was looked at is not written."""
    return be_saved(_asked(client_id, concern_id), partial(_page, client_id, concern_id))


def _asked(client_id: UUID, concern_id: UUID) -> ReferralLeaving:
    kept = concern_record(session(), current_actor(), client_id, concern_id)
    sheet = referral(session(), current_actor(), clients.client_record(session(), client_id), kept)
    size = request.args.get("size", papers.USUAL_SIZE, type=int)
    paper = papers.paper(session(), current_actor(), sheet, papers.FILE_NAMES[SheetKind.CONCERN], size)
    back = url_for("concern_referral.preview", client_id=client_id, concern_id=concern_id, size=size)
    return ReferralLeaving(paper, client_id, concern_id, back)
