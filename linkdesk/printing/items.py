"""Every printed item by its name, for pages and terminal: what is read, what is left in the log, what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.assessments.sort.cards import cards
from linkdesk.assessments.sort.rules import PILE_PICTURES
from linkdesk.assessments.sort.rules import PILE_WORDS
from linkdesk.assessments.sort.rules import Pile
from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import full_name
from linkdesk.clients.rules import screen_language
from linkdesk.clients.sharing.queries import standings
from linkdesk.clients.sharing.questions import question
from linkdesk.clients.sharing.rules import ASKABLE
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.tongues import ENGLISH
from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import tongue
from linkdesk.organisation.languages.queries import speech_of
from linkdesk.organisation.languages.queries import tongue_for
from linkdesk.organisation.lawful.queries import lawful
from linkdesk.organisation.lawful.rules import PURPOSE_WORDS
from linkdesk.organisation.lawful.rules import Purpose
from linkdesk.organisation.queries import find_organisation
from linkdesk.organisation.queries import organisation
from linkdesk.plans.queries import current_plan
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.handover import HANDOVER_SHEET
from linkdesk.printing.handover import handover_paper
from linkdesk.printing.head.queries import look_of
from linkdesk.printing.leaflet import LeafletPaper
from linkdesk.printing.leaflet import Service
from linkdesk.printing.plan import print_plan
from linkdesk.printing.plan import written_plan
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import PrintClient
from linkdesk.printing.rules import file_name
from linkdesk.printing.rules import print_options
from linkdesk.printing.sheets.paper import sheet_paper
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.printing.short.queries import said_of
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import doors_of
from linkdesk.services.queries import printed
from linkdesk.team.queries import find_worker
from linkdesk.wording.own.queries import with_own_words

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.languages.speech import Speech
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.printing.handover import HandoverPaper
    from linkdesk.printing.rules import PrintOptions
    from linkdesk.printing.sheets.paper import SheetPaper
    from linkdesk.record.session import Actor


@dataclass(frozen=True)
class Paper:
    """All that one print of a plan is made from; equal papers are equal prints."""

    plan: PlanRecord
    client: PrintClient
    options: PrintOptions
    item: Item

    @property
    def name(self) -> str:
        """A file name that says nothing about the person."""
        return file_name(self.plan, self.item, self.options)

    def make(self) -> bytes:
        """Return the PDF or the plain text."""
        return print_plan(self.plan, self.client, self.options, self.item)

    def written(self) -> tuple[str, ...]:
        """Return its words, as HTML or plain text, and its style sheets."""
        return written_plan(self.plan, self.client, self.options, self.item)


@dataclass(frozen=True)
class AskedHow:
    """How a command wants a print set: None is the client's own. `size` in points, `language` as a tag."""

    format: str | None = None
    size: int | None = None
    mono: bool = False
    language: str | None = None
    service: UUID | None = None
    """Which local service a sheet is about."""


def print_item(  # noqa: PLR0913 - the options of one command
    session: Session,
    actor: Actor,
    item: str,
    client_id: UUID,
    *,
    format: str | None = None,  # noqa: A002 - the name of the option
    size: int | None = None,
    mono: bool = False,
    language: str | None = None,
    service: UUID | None = None,
) -> tuple[bytes, str]:
    """Return one printed item and a neutral file name; it is written in the reading log first.

    Args:
        session: of the open vault.
        actor: who prints.
        item: one of `Item`, `ClientItem` or `SheetKind`, or "handover-sheet".
        client_id: for whom; of plans the agreed one, else the draft.
        format: easy-read, standard, text or large-N; the client's own when left out.
        size: points; the client's own when left out.
        mono: for a printer without colour.
        language: tag of the language of the print's own words; the client's when left out, if clients may see it.
        service: which local service a service sheet is about.

    Raises:
        RuleBroken: an item, format, size or language that we do not print, or a client who died.
        NotFound: there is no such client, or no plan.
    """
    paper, _plan = item_paper(session, actor, item, client_id, AskedHow(format, size, mono, language, service))
    record_reading(session, actor, "print", client_id)
    return paper.make(), paper.name


def item_paper(
    session: Session, actor: Actor, item: str, client_id: UUID, how: AskedHow
) -> tuple[Paper | LeafletPaper | SheetPaper | HandoverPaper, PlanRecord | None]:
    """Return what a printed item is made from, and the plan it is of; arguments and refusals are those above."""
    if item == HANDOVER_SHEET:
        if how.format not in {None, "standard"}:
            raise RuleBroken("A handover sheet is printed in the standard format. Nothing was printed.")
        if not is_english(how.language or ENGLISH):
            raise RuleBroken("A handover sheet is for workers and is printed in English. Nothing was printed.")
        return handover_paper(session, actor, client_id, size=how.size, mono=how.mono), None
    client = client_record(session, client_id)
    if item in set(SheetKind):
        if how.format not in {None, "standard"} or not is_english(how.language or ENGLISH):
            raise RuleBroken("This sheet is printed in the standard format and in English. Nothing was printed.")
        return sheet_paper(session, actor, SheetKind(item), client, size=how.size, mono=how.mono), None
    if item not in {*Item, *ClientItem}:
        known = ", ".join((*Item, *ClientItem, *SheetKind, HANDOVER_SHEET))
        raise RuleBroken(f"There is no print called “{item[:40]}”. Nothing was printed. Choose one of {known}.")
    options = asked_options(session, actor, client, how)
    if item in set(ClientItem):
        return leaflet_of(session, actor, ClientItem(item), client, options, how.service), None
    plan = current_plan(session, client_id)
    return paper_of(session, actor, plan, client, options, Item(item)), plan


def asked_options(session: Session, actor: Actor, client: ClientRecord, how: AskedHow) -> PrintOptions:
    """Return how a print is set that a command asks for; what it leaves out is the client's own.

    Raises:
        RuleBroken: a format, size or language that we do not print.
    """
    wanted = how.size if how.size or how.format else client.print_size
    speech = speech_for(session, actor, client, how.language)
    return print_options(how.format or client.print_format, wanted, mono=how.mono, speech=speech)


def speech_for(session: Session, actor: Actor, client: ClientRecord, language: str | None = None) -> Speech:
    """Return how a print speaks: in the language that is asked for, else in the client's if it is on, else in English.

    Raises:
        RuleBroken: the language that is asked for is unknown or is not on for clients.
    """
    asked = language or screen_language(client)
    if is_english(asked):
        return IN_PLAIN_ENGLISH
    if tongue_for(session, actor.organisation_id, asked) is not None:
        return speech_of(session, actor.organisation_id, asked)
    if not language:
        return IN_PLAIN_ENGLISH
    found = tongue(asked)
    if found is None:
        raise RuleBroken(f"LinkDesk has no words in the language “{asked[:40]}”. Nothing was printed. Choose English.")
    raise RuleBroken(f"{found.name} is not switched on for clients. Nothing was printed. See Settings, Languages.")


def paper_for(session: Session, actor: Actor, plan_id: UUID, options: PrintOptions, item: Item) -> Paper:
    """Return what a print of this very plan is made from.

    Raises:
        NotFound: there is no such plan.
    """
    plan = plan_record(session, plan_id)
    return paper_of(session, actor, plan, client_record(session, plan.client_id), options, item)


def agreed_paper(
    session: Session, actor: Actor, *, plan_id: UUID | None = None, client_id: UUID | None = None
) -> Paper | None:
    """Return what the client's own print of an agreed plan is made from, None while no plan is agreed.

    The same as the print page shows first, so that a print made ahead is the one that is asked for.

    Args:
        session: of the open vault.
        actor: who would print.
        plan_id: of this plan.
        client_id: else of the plan of this client that counts.

    Raises:
        RuleBroken: the client died.
    """
    try:
        plan = plan_record(session, plan_id) if plan_id else current_plan(session, client_id) if client_id else None
    except NotFound:
        return None
    if plan is None or plan.status is not PlanStatus.AGREED:
        return None
    client = client_record(session, plan.client_id)
    return paper_of(session, actor, plan, client, own_options(session, actor, client), Item.PLAN)


def own_options(session: Session, actor: Actor, client: ClientRecord) -> PrintOptions:
    """Return how a client's prints are set when nobody chose otherwise."""
    speech = speech_for(session, actor, client)
    return print_options(client.print_format, client.print_size, speech=speech)


def paper_of(
    session: Session, actor: Actor, plan: PlanRecord, client: ClientRecord, options: PrintOptions, item: Item
) -> Paper:
    """Bring together plan, names and options; a practice vault marks its prints."""
    speech = with_own_words(session, actor.organisation_id, client.id, options.speech)
    return Paper(plan, _named(client), _marked(session, actor, replace(options, speech=speech)), item)


def leaflet_of(
    session: Session,
    actor: Actor,
    item: ClientItem,
    client: ClientRecord,
    options: PrintOptions,
    service_id: UUID | None = None,
) -> LeafletPaper:
    """Bring together the service, its lawful basis, and what the client is asked.

    Args:
        session: of the open vault.
        actor: who prints.
        item: what is printed.
        client: for whom.
        options: how it is set.
        service_id: which local service a service sheet is about.

    Raises:
        RuleBroken: the person died, nobody said which service a sheet is about, or nobody is sent there now.
        NotFound: there is no such local service.
    """
    if client.is_deceased:
        raise RuleBroken("They have died, so nothing is printed for them. Nothing was changed.")
    if item is ClientItem.SERVICE and service_id is None:
        raise RuleBroken("Nobody said which service it is about. Nothing was printed. Choose the service first.")
    service = organisation(session, actor.organisation_id)
    worker = find_worker(session, actor.worker_id)
    asked = (each.recipient for each in standings(session, client.id) if each.recipient.kind in ASKABLE)
    bases = lawful(session, actor.organisation_id).bases
    return LeafletPaper(
        item=item,
        client=_named(client),
        service=Service(
            name=service.name,
            worker_name=worker.name if worker else "",
            worker_phone=(worker.phone if worker else "") or service.phone,
            privacy_contact=service.privacy_contact,
            contact=tuple(each for each in (*service.address_lines, service.phone, service.email) if each),
        ),
        questions=tuple(question(each) for each in asked),
        laws=tuple((PURPOSE_WORDS[purpose], bases[purpose]) for purpose in Purpose),
        day=doors_of(session).clock.now().astimezone().date(),
        options=_marked(session, actor, options),
        **(card_pack() if item is ClientItem.CARDS else {}),
        said=said_of(session, actor, item, client, service_id),
        group=printed(session, service_id) if service_id and item is ClientItem.SERVICE else None,
    )


def card_pack() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the big and the small cards of the picture sort."""
    return {
        "piles": tuple((PILE_PICTURES[pile], PILE_WORDS[pile]) for pile in Pile),
        "cards": tuple((card.picture, card.words) for card in cards()),
    }


def _named(client: ClientRecord) -> PrintClient:
    """Return the names on a print; every print for a client asks here, so this is where those for the dead stop.

    Raises:
        RuleBroken: the client died.
    """
    stop_if_died(client)
    name = full_name(client.title, client.given_name, client.family_name)
    return PrintClient(called=client.preferred_name or client.given_name, full_name=name)


def _marked(session: Session, actor: Actor, options: PrintOptions) -> PrintOptions:
    service = find_organisation(session, actor.organisation_id)
    look = look_of(session, actor, mono=options.mono)
    return replace(options, practice=service is not None and service.practice, look=look)
