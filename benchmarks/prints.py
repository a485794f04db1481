"""A plan as PDF, warm: our press beside WeasyPrint used naively on the same page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from sqlalchemy import func
from sqlalchemy import select

from benchmarks.pages import PASSPHRASE
from benchmarks.pages import practice_vault
from benchmarks.timing import Row
from benchmarks.timing import side_by_side
from linkdesk.application import open_session
from linkdesk.plans.models import Goal
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plan_record
from linkdesk.printing.pdf import Press
from linkdesk.printing.plan import print_plan
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import PrintClient
from linkdesk.printing.rules import PrintOptions
from linkdesk.record.clock import SystemClock
from linkdesk.settings import resources
from linkdesk.vault.lock import Vault

ROUNDS = 15
HELLO = "<!doctype html><html lang=en><title>x</title><p>Hello"


def naive(html: str, *sheets: str) -> bytes:
    """Print as a first attempt would: nothing kept between two prints, files of our own read by their paths."""
    from weasyprint import CSS
    from weasyprint import HTML

    static = resources() / "static"
    made = [CSS(string=sheet.replace("linkdesk:", static.as_uri() + "/")) for sheet in sheets]
    pdf: bytes = HTML(string=html).write_pdf(stylesheets=made, pdf_variant="pdf/ua-1")
    return pdf


def rows(folder: Path) -> Iterator[Row]:
    """Measure and yield the lines."""
    settings = practice_vault(folder / "vault")
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    with open_session(settings, vault) as (session, _actor):
        fullest = session.scalars(
            select(Plan.id).join(Goal).group_by(Plan.id).order_by(func.count(Goal.id).desc(), Plan.id).limit(1)
        ).one()
        plan = plan_record(session, fullest)
    vault.lock()
    client = PrintClient("Ada", "Ada Quillfeather")
    press = Press()
    captured: list[tuple[str, tuple[str, ...]]] = []
    real = press.pdf

    def note(html: str, *sheets: str, closer: str = "") -> bytes:
        captured.append((html, sheets))
        return real(html, *sheets, closer=closer)

    for words, options in (
        ("PDF, easy read", PrintOptions(format=Format.EASY_READ)),
        ("PDF, standard", PrintOptions(format=Format.STANDARD)),
    ):
        with mock.patch.object(press, "pdf", note):
            print_plan(plan, client, options, on=press)
        html, sheets = captured[-1]
        found = side_by_side(
            {"ours": lambda: press.pdf(html, *sheets), "floor": lambda: naive(html, *sheets)},  # noqa: B023 - used at once
            ROUNDS,
        )
        yield Row(words, found["ours"], "WeasyPrint, naive use", found["floor"], f"{len(plan.goals)} goals")
        hello = side_by_side({"ours": lambda: press.pdf(html, *sheets), "floor": lambda: naive(HELLO)}, ROUNDS)  # noqa: B023 - used at once
        yield Row(words, hello["ours"], "WeasyPrint, one line", hello["floor"])
    press.close()
