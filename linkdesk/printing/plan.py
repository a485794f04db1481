"""My plan and My steps: from one read model of a plan to bytes for paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import say_plain
from linkdesk.languages.speech import speaking
from linkdesk.printing.compose import dressed
from linkdesk.printing.compose import footer_sheet
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.pdf import press
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import at_least_readable
from linkdesk.printing.rules import phone_words
from linkdesk.web.signature import drawing
from linkdesk.web.speech import long_date

if TYPE_CHECKING:
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.printing.pdf import Press
    from linkdesk.printing.rules import PrintClient
    from linkdesk.printing.rules import PrintOptions

TEMPLATES = {
    (Item.PLAN, Format.EASY_READ): "plan_easy_read.html",
    (Item.PLAN, Format.STANDARD): "plan_standard.html",
    (Item.PLAN, Format.TEXT): "plan.txt",
    (Item.STEPS, Format.EASY_READ): "steps.html",
    (Item.STEPS, Format.STANDARD): "steps.html",
    (Item.STEPS, Format.TEXT): "steps.txt",
}
CLOSER = (
    ".fridge{line-height:1.3}.fridge .credit{margin-top:.3em}"
    ".fridge .brief{display:inline-block;margin-inline-end:1.2em}"
    ".fridge .goal .step{background-size:18mm 18mm;min-height:18mm;padding-top:1mm}"
)
"""My steps is for one page; where it needs two, it is set closer before it is let onto a second one.

Only brief facts stand beside each other: what is set in a line can go on on no second page."""

LARGEST_FULL_FOOTER = 20
"""Over so many points a footer of whole sentences would take a fifth of the page."""

TITLES = {Item.PLAN: Sentence("My plan"), Item.STEPS: Sentence("My steps")}


def print_plan(
    plan: PlanRecord,
    client: PrintClient,
    options: PrintOptions,
    item: Item = Item.PLAN,
    on: Press | None = None,
) -> bytes:
    """Return a plan as a tagged PDF/UA-1, or as plain UTF-8 text when the format is text.

    Args:
        plan: the read model that the page and the exports show too.
        client: the names that may stand on paper.
        options: format, size in points, black and white, language with its words, practice mark.
        item: the whole plan, or its steps on one page for the fridge.
        on: the press to use; the one of this process when left out.

    Raises:
        RuleBroken: too long to print.
        FileRefused: a font or a picture is missing.
        PrintFailed: the document could not be laid out.
    """
    written, *sheets = written_plan(plan, client, options, item)
    if options.format is Format.TEXT:
        return written.encode()
    return (on or press()).pdf(written, *sheets, closer=CLOSER if item is Item.STEPS else "")


def written_plan(plan: PlanRecord, client: PrintClient, options: PrintOptions, item: Item) -> tuple[str, ...]:
    """Return the words of a plan, as HTML or plain text, and its style sheets."""
    options = at_least_readable(options)
    with speaking(options.speech):
        footer = replace(footer_of(plan, item, options.size), called=client.called)
        written, *own = dressed(
            TEMPLATES[item, options.format],
            options,
            plan=plan,
            client=client,
            footer=footer,
            sign=drawing(plan.signature) if plan.signature else None,
        )
        return written, picture_sheet(mono=options.mono), *own, page_sheet(options, footer), footer_sheet(footer)


def footer_of(plan: PlanRecord, item: Item, size: int) -> Footer:
    """Return what stands under every page of a plan; large words leave room for the plan, so they say less there."""
    if size > LARGEST_FULL_FOOTER:
        return Footer(f"{say_plain(TITLES[item])} {plan.number}", "", say_plain("Phone:"), plan.worker_phone)
    day = long_date(plan.agreed_on) if plan.agreed_on else say_plain("not agreed yet")
    about = say_plain("%(paper)s, version %(number)s", paper=say_plain(TITLES[item]), number=plan.number)
    return Footer(about, day, phone_words(plan.worker_name), plan.worker_phone)
