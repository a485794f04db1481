"""The four doors of every print of a person: look at it, one page of it, to the printer, into a file."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from typing import Any

from flask import render_template
from flask import url_for

from linkdesk.clients.queries import banner_of
from linkdesk.printing.forms import is_usual
from linkdesk.printing.given.leaving import Leaving
from linkdesk.printing.given.leaving import be_saved
from linkdesk.printing.given.leaving import go_out
from linkdesk.printing.handing import made
from linkdesk.printing.handing import page_urls
from linkdesk.printing.handing import picture
from linkdesk.printing.language import language_words
from linkdesk.printing.letters import printed_as
from linkdesk.printing.letters import told
from linkdesk.printing.pages import count_pages
from linkdesk.printing.rules import Format
from linkdesk.printing.short.passing import note_letter_left
from linkdesk.printing.short.passing import passes_on
from linkdesk.record.audit import record_reading
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from flask import Blueprint
    from flask import Response
    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.printing.forms import LookForm
    from linkdesk.printing.given.plain import PlainPaper
    from linkdesk.printing.items import Paper
    from linkdesk.printing.leaflet import LeafletPaper


@dataclass(frozen=True)
class Asked:
    """The print that an address asks for: what it is made from, of whom, and what stands around it.

    `here` is the address of its preview without the choices; `words_url` leads to words that can be changed.
    """

    paper: Paper | LeafletPaper | PlainPaper
    form: LookForm
    client: ClientRecord
    plan: PlanRecord | None
    item: str
    title: str
    back: tuple[str, str]
    here: dict[str, Any]
    words_url: str = ""
    service_id: UUID | None = None
    warnings: tuple[str, ...] = ()
    """What to think of before it is printed, a sentence each."""
    unsaved_url: str = ""
    """The page with words that are typed and not saved, so not in the print; empty where there are none."""


def open_doors(blueprint: Blueprint, asked: Callable[..., Asked]) -> None:
    """Give a blueprint the pages of a print.

    Args:
        blueprint: its address is that of the preview.
        asked: takes the variables of that address and returns the print; it raises where there is none.
    """

    @blueprint.get("")
    @access(Access.OPEN)
    def preview(**address: Any) -> ResponseReturnValue:
        """Show the print as it will be, with the choices and why; it is in the reading log before it is shown."""
        return _page(blueprint.name, asked(**address))

    @blueprint.get("/page/<int:number>.png")
    @access(Access.OPEN)
    def page(number: int, **address: Any) -> Response:
        """Give one page as a picture."""
        found = asked(**address)
        return picture(found.paper, found.client.id, number)

    @blueprint.post("/out")
    @access(Access.OPEN)
    def out(**address: Any) -> ResponseReturnValue:
        """Say that what was looked at goes to the printer; what changed since does not."""
        found = asked(**address)
        return go_out(_leaving(blueprint.name, found), partial(_page, blueprint.name, found))

    @blueprint.post("/save")
    @access(Access.OPEN)
    def save(**address: Any) -> ResponseReturnValue:
        """Write the print where the worker chooses; in a browser it is handed over as a download."""
        found = asked(**address)
        return be_saved(_leaving(blueprint.name, found), partial(_page, blueprint.name, found))


def _leaving(doors: str, found: Asked) -> Leaving:
    back = url_for(f"{doors}.preview", **found.here, **found.form.address())
    return Leaving(
        found.client,
        found.plan,
        found.item,
        found.paper,
        back,
        also=partial(note_letter_left, session(), current_actor(), found.client.id, found.paper),
        service_id=found.service_id,
        # A letter to a service is noted as passed on when it leaves, so it does not wait.
        can_wait=not passes_on(found.paper),
    )


def _page(doors: str, found: Asked, refused: str = "") -> str:
    paper, form, client = found.paper, found.form, found.client
    record_reading(session(), current_actor(), "print", client.id)
    text = replace(paper, options=replace(paper.options, format=Format.TEXT)).make().decode()
    pages = 0 if paper.options.format is Format.TEXT else count_pages(made(paper))
    about = found.here | form.address()
    return render_template(
        "printing/preview.html",
        title=found.title,
        back=found.back,
        show_url=url_for(f"{doors}.preview", **found.here),
        out_url=url_for(f"{doors}.out", **about),
        save_url=url_for(f"{doors}.save", **about),
        page_urls=page_urls(f"{doors}.page", pages, **about),
        form=form,
        words_url=found.words_url,
        unsaved_url=found.unsaved_url,
        text=text,
        missing=told(printed_as(text)),
        why=client.print_reason,
        tongue=paper.options.speech.tongue,
        language_words=(*found.warnings, *language_words(paper, client)),
        own=is_usual(form, client),
        client=client,
        plan=found.plan,
        banner=banner_of(client, current_day()),
        sheets=(*SHEETS, "preview.css"),
        refused=refused,
        **_leaving(doors, found).page(),
    )
