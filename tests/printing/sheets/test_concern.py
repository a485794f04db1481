"""A safeguarding referral is internal, says what is on record, and leaves lines for what is not written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy.orm import Session

from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.queries import client_record
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.service import note_risk
from linkdesk.concerns import rules
from linkdesk.concerns.choices import Consent
from linkdesk.concerns.choices import Danger
from linkdesk.concerns.choices import Kind
from linkdesk.concerns.choices import Step
from linkdesk.concerns.queries import concern_record
from linkdesk.concerns.rules import RaiseConcern
from linkdesk.concerns.rules import WriteStep
from linkdesk.concerns.service import raise_concern
from linkdesk.concerns.service import write_step
from linkdesk.printing.sheets.concern import concern
from linkdesk.printing.sheets.concern import referral
from linkdesk.printing.sheets.rules import INTERNAL_WORDS
from tests.safety.poison_concerns import LINES
from tests.safety.poison_concerns import TEXTS

if TYPE_CHECKING:
    from tests.plans.site import Site

FRIDAY = date(2026, 2, 6)


def test_it_says_what_is_on_record_and_is_marked(site: Site) -> None:
    with Session(site.engine) as store:
        version = client_record(store, site.client_id).version
        set_keep_safe(store, site.actor, SetKeepSafe(site.client_id, version, "See alone"))
        note_risk(store, site.actor, NoteRisk(site.client_id, RiskKind.HOME_VISIT, "A dog", comment="It bites"))
        sheet = concern(store, site.actor, client_record(store, site.client_id), {"happened": "She said:\nHe hit me."})
    sections = {each.heading: each for each in sheet.sections}
    assert sheet.about.startswith(INTERNAL_WORDS)
    assert sheet.whose == f"{sections['Who this is about'].lines[0]} (Mo)", "it stands under every page"
    assert "See alone" in sections["How to reach them safely"].lines
    assert sections["What happened, or what was said?"].lines == ("She said:", "He hit me.")
    assert not sections["What happened, or what was said?"].gap
    assert sections["What does the person want to happen?"].gap
    (risk,) = sections["What is on record about danger"].lines
    assert "A dog. It bites" in risk


def test_a_referral_says_every_part_of_its_concern_and_leaves_lines_for_what_the_council_must_hear(site: Site) -> None:
    with Session(site.engine) as store:
        said = {name: f"Words of {name}" for name, _names in rules.PARTS.items() if name in (*LINES, *TEXTS)}
        made = raise_concern(
            store,
            site.actor,
            RaiseConcern(
                client_id=site.client_id,
                danger=Danger.NOW,
                consent=Consent.NO,
                kinds=(Kind.MONEY,),
                happened_on=date(2026, 2, 5),
                **said,  # type: ignore[arg-type]  # all texts
            ),
        )
        told = WriteStep(
            client_id=site.client_id, concern_id=made, step=Step.TOLD_POLICE, on=date(2026, 2, 6), words="Came"
        )
        write_step(store, site.actor, told)
        kept = concern_record(store, site.actor, site.client_id, made)
        client = client_record(store, site.client_id)
        blank: dict[str, Any] = dict.fromkeys(said, "")
        whole = referral(store, site.actor, client, kept)
        short = referral(store, site.actor, client, replace(kept, **blank, danger=None, steps=()))
    printed = "\n".join([*whole.lead, *(line for each in whole.sections for line in each.lines)])
    for name, words in said.items():
        assert words in printed, name
    agreed = "Do they agree to passing it on? No"
    for words in ("Yes, now", agreed, "Financial or material abuse", "5 February 2026", "6 February 2026: Rang 999"):
        assert words in printed
    assert whole.about.startswith(INTERNAL_WORDS)
    assert not any(each.gap and each.lines for each in (*whole.sections, *short.sections)), "lines only where none is"
    gaps = {each.heading for each in short.sections if each.gap}
    assert {"Is anybody in danger now, and what was done?", "Who was told, and what was done"} <= gaps
    assert "What the worker thinks" not in {each.heading for each in short.sections}
