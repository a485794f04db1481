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
from linkdesk.concerns.choices import ABOUT_WORDS
from linkdesk.concerns.choices import TO_WRITE
from linkdesk.concerns.rules import PARTS
from linkdesk.concerns.rules import said_of
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
    from linkdesk.concerns.rules import ConcernRecord
    from linkdesk.record.session import Actor


def concern(session: Session, actor: Actor, client: ClientRecord, words: Mapping[str, str]) -> Sheet:
    """Return a safeguarding referral; what the worker did not write has lines to write on by hand."""
    written = (
        Section(label, lines_of(words.get(name, "")), gap=not lines_of(words.get(name, "")))
        for name, label in TYPED[SheetKind.CONCERN].items()
    )
    return _sheet(session, actor, client, tuple(written))


def referral(session: Session, actor: Actor, client: ClientRecord, kept: ConcernRecord) -> Sheet:
    """Return the referral of one concern: every part that was filled in, and who was told when, in order.

    What the council must hear and nobody wrote has lines to write on by hand.
    """
    said = {name: said_of(kept, name) for name in PARTS}
    below = [tuple(line for name in names for line in _lines(name, said[name], names)) for _, names, _ in _REFERRAL]
    written = (
        Section(heading, lines, gap=gap and not lines)
        for (heading, _names, gap), lines in zip(_REFERRAL, below, strict=True)
    )
    told = tuple(
        f"{long_date(step.on)}{f', {step.time}' if step.time else ''}: {step.sentence}"
        f"{f'. {step.words}' if step.words else ''}"
        for step in kept.steps
        if step.step in TO_WRITE
    )
    safely = tuple(lines_of(said["contact"]))
    return _sheet(
        session,
        actor,
        client,
        (*written, Section("Who was told, and what was done", told, gap=not told)),
        safely=safely,
        raised=f"Raised on {long_date(kept.raised_on)}. {ABOUT_WORDS[kept.about]}. {kept.kinds_words}.",
    )


_REFERRAL: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("Is anybody in danger now, and what was done?", ("danger", "danger_done"), True),
    ("What was seen or heard", ("facts", "happened_on", "happened_time", "place", "ongoing", "source"), True),
    ("In the person’s own words", ("own_words",), False),
    ("What the worker thinks", ("opinion",), False),
    ("What the person wants to happen", ("wishes",), True),
    ("Whether they were asked, and agree", ("talked", "talked_why", "consent", "consent_why"), True),
    ("Deciding for themselves", ("capacity", "capacity_why", "advocate", "protect"), False),
    ("Who may be doing harm", ("harm_by",), False),
    ("Who else is in danger", ("others",), False),
    ("Earlier worries", ("earlier",), False),
    ("What was kept", ("evidence",), False),
    ("What keeps them safe for now", ("plan",), False),
    ("Number at the council or the police", ("reference",), False),
)
"""The headings of a referral, the parts below each, and whether lines are left where nobody wrote."""


_ANSWERS = frozenset({"talked", "capacity"})
"""Parts that say only yes or no: they never stand without what was asked."""


def _lines(name: str, said: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of one part; with its own name before it, unless the heading says it already."""
    if not said:
        return ()
    first, *rest = lines_of(said) or ("",)
    if name == names[0] and name not in _ANSWERS:
        return (first, *rest)
    return (f"{PARTS[name]}{'' if PARTS[name].endswith('?') else ':'} {first}", *rest)


def _sheet(
    session: Session,
    actor: Actor,
    client: ClientRecord,
    written: tuple[Section, ...],
    *,
    safely: tuple[str, ...] = (),
    raised: str = "",
) -> Sheet:
    service = organisation(session, actor.organisation_id)
    worker = find_worker(session, actor.worker_id)
    team = service.own_numbers.get(OwnKey.SAFEGUARDING, OwnNumber()).dial
    risks = tuple(
        f"{risk.kind_words}: {risk.risk}{f'. {risk.comment}' if risk.comment else ''} "
        f"(written down on {long_date(risk.created_at)})"
        for risk in risks_of(session, client.id).risks
        if not risk.is_none
    )
    sender = tuple(each for each in ((worker.name if worker else ""), service.name, service.phone) if each)
    sections = filled(
        Section("Who this is about", tuple(_who(client))),
        Section("How to reach them safely", (*safely, *_safely(client)), strong=True),
        *written,
        Section("What is on record about danger", risks),
        Section("Who sends this", sender),
        Section("Signed, with day and time", gap=True),
    )
    lead = (
        f"To: the safeguarding team of the council{f', {team}' if team else ''}",
        *((raised,) if raised else ()),
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
