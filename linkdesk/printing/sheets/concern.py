"""The safeguarding referral: internal, for the safeguarding team of the council; nobody's permission can block it.

Source: Care Act 2014, s. 42 and the statutory guidance, ch. 14 (what was said or seen, what the person wants, who is in
danger, who was told). It is drawn from the record and from what the worker writes; nothing is judged or scored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.risks.queries import risks_of
from linkdesk.clients.rules import full_name
from linkdesk.clients.rules import named
from linkdesk.clients.rules import spaced_nhs_number
from linkdesk.organisation.queries import organisation
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import OwnNumber
from linkdesk.printing.sheets.rules import INTERNAL_WORDS
from linkdesk.printing.sheets.rules import NAMES
from linkdesk.printing.sheets.rules import TYPED
from linkdesk.printing.sheets.rules import Section
from linkdesk.printing.sheets.rules import Sheet
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.printing.sheets.rules import filled
from linkdesk.printing.sheets.rules import lines_of
from linkdesk.team.queries import find_worker
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.record.session import Actor


def concern(session: Session, actor: Actor, client: ClientRecord, words: Mapping[str, str]) -> Sheet:
    """Return a safeguarding referral; what the worker did not write has lines to write on by hand."""
    service = organisation(session, actor.organisation_id)
    worker = find_worker(session, actor.worker_id)
    team = service.own_numbers.get(OwnKey.SAFEGUARDING, OwnNumber()).dial
    page = risks_of(session, client.id)
    risks = tuple(
        f"{risk.kind_words}: {risk.risk}{f'. {risk.comment}' if risk.comment else ''} "
        f"(written down on {long_date(risk.created_at)})"
        for risk in page.risks
        if not risk.is_none
    )
    written = (
        Section(label, lines_of(words.get(name, "")), gap=not lines_of(words.get(name, "")))
        for name, label in TYPED[SheetKind.CONCERN].items()
    )
    sender = tuple(each for each in ((worker.name if worker else ""), service.name, service.phone) if each)
    sections = filled(
        Section("Who this is about", tuple(_who(client))),
        Section("How to reach them safely", tuple(_safely(client)), strong=True),
        *written,
        Section("What is on record about danger", risks),
        Section("Who sends this", sender),
        Section("Signed, with day and time", gap=True),
    )
    lead = (
        f"To: the safeguarding team of the council{f', {team}' if team else ''}",
        "Confidential. Do not give it to the person, do not leave it at their home, do not post it to them.",
    )
    whose = named(full_name(client.title, client.given_name, client.family_name), client.preferred_name)
    return Sheet(NAMES[SheetKind.CONCERN], lead, sections, INTERNAL_WORDS, whose)


def _who(client: ClientRecord) -> Iterator[str]:
    yield full_name(client.title, client.given_name, client.family_name)
    yield f"Born {long_date(client.birth_date)}"
    if client.nhs_number:
        yield f"NHS number {spaced_nhs_number(client.nhs_number)}"
    address = ", ".join(each for each in (*client.address_lines, client.town, client.postcode) if each)
    if address:
        yield address
    if client.gp_practice_name:
        yield f"GP practice: {client.gp_practice_name}"
    yield from (f"{need.text}. {need.detail}" if need.detail else need.text for need in client.needs)
    if client.interpreter_needed:
        yield "An interpreter is needed. Do not use family."


def _safely(client: ClientRecord) -> Iterator[str]:
    if client.keep_safe:
        yield client.keep_safe
    for phone in client.phones:
        yield f"{phone.number}{'' if phone.safe_to_leave_message else '. Do not leave messages.'}"
