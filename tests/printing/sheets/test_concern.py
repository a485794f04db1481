"""A safeguarding referral is internal, says what is on record, and leaves lines for what is not written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.queries import client_record
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.service import note_risk
from linkdesk.printing.sheets.concern import concern
from linkdesk.printing.sheets.rules import INTERNAL_WORDS

if TYPE_CHECKING:
    from tests.plans.site import Site


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
