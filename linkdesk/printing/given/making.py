"""Making a print anew from what is on record: the plain page, and whatever waits for the office printer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import tongue
from linkdesk.organisation.queries import find_organisation
from linkdesk.plans.queries import plan_record
from linkdesk.printing.given.plain import PLAIN
from linkdesk.printing.given.plain import TITLE
from linkdesk.printing.given.plain import PlainPaper
from linkdesk.printing.items import leaflet_of
from linkdesk.printing.items import paper_of
from linkdesk.printing.items import speech_for
from linkdesk.printing.leaflet import TITLES as LEAFLETS
from linkdesk.printing.parting.queries import next_meetings
from linkdesk.printing.plan import TITLES as PLANS
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from linkdesk.printing.sheets.rules import NAMES as SHEETS
from linkdesk.printing.spoken import SOUND
from linkdesk.printing.spoken import SOUND_TITLE
from linkdesk.record.session import doors_of
from linkdesk.team.queries import find_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.printing.given.rules import PrintRecord
    from linkdesk.printing.items import Paper
    from linkdesk.printing.leaflet import LeafletPaper
    from linkdesk.printing.rules import PrintOptions
    from linkdesk.record.session import Actor


def plain_of(session: Session, actor: Actor, client: ClientRecord, options: PrintOptions) -> PlainPaper:
    """Return the page that names neither service nor topic; nothing else of the record can reach it.

    Raises:
        RuleBroken: the person died.
    """
    stop_if_died(client)
    worker, service = find_worker(session, actor.worker_id), find_organisation(session, actor.organisation_id)
    today = doors_of(session).clock.now().astimezone().date()
    meeting = next_meetings(session, (client.id,), today).get(client.id)
    return PlainPaper(
        called=client.preferred_name or client.given_name,
        on=meeting.day if meeting else None,
        time=meeting.time if meeting else "",
        phone=(worker.phone if worker else "") or (service.phone if service else ""),
        day=today,
        options=replace(options, practice=service is not None and service.practice),
    )


def paper_again(
    session: Session, actor: Actor, kept: PrintRecord, client: ClientRecord
) -> tuple[Paper | LeafletPaper | PlainPaper, PlanRecord | None]:
    """Return a print that waits, made from the record of now, and the plan that it is of.

    Raises:
        NotFound: the plan is not there any more.
        RuleBroken: the person died, or its language was switched off.
    """
    spoken = speech_for(session, actor, client, kept.language)
    speech = replace(spoken, bilingual=kept.english and not spoken.english)
    options = print_options(kept.format, kept.size, mono=kept.mono, speech=speech)
    if kept.item == PLAIN:
        return plain_of(session, actor, client, options), None
    if kept.plan_id is None:
        return leaflet_of(session, actor, ClientItem(kept.item), client, options, kept.service_id), None
    plan = plan_record(session, kept.plan_id)
    return paper_of(session, actor, plan, client, options, Item(kept.item)), plan


def language_of(tag: str) -> str:
    """Return the name of a language that is not English; empty for English, which goes without saying."""
    found = None if is_english(tag) else tongue(tag)
    return found.name if found else ""


def title_of(item: str) -> str:
    """Return what a print is called in a list."""
    names: dict[str, str] = {str(key): str(words) for key, words in (*PLANS.items(), *LEAFLETS.items())}
    names |= {PLAIN: TITLE, SOUND: SOUND_TITLE} | {str(kind): words for kind, words in SHEETS.items()}
    return names.get(item) or item.replace("-", " ").capitalize()
