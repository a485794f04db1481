"""Reading one client for an export: the work alone, or all that the flat tables hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.assessments.measures.queries import held_scores_of
from linkdesk.assessments.measures.queries import not_asked_of
from linkdesk.assessments.queries import assessments_of
from linkdesk.assessments.sort.queries import sorts_among
from linkdesk.clients.about.queries import about_of
from linkdesk.clients.circle.queries import everybody
from linkdesk.clients.risks.queries import every_risk
from linkdesk.clients.sharing import queries as sharing
from linkdesk.connections.gaps.queries import gaps_of
from linkdesk.connections.queries import connections_of
from linkdesk.contacts.queries import contacts_of
from linkdesk.desk.stages import facts
from linkdesk.episodes.queries import episodes_of
from linkdesk.episodes.queries import events_of
from linkdesk.episodes.stages import stage
from linkdesk.exchange.rules import Dossier
from linkdesk.plans.queries import plan_records
from linkdesk.plans.queries import plans_of
from linkdesk.printing.given.queries import copies_of
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.parting.queries import partings_of
from linkdesk.printing.parting.queries import reminders_of
from linkdesk.record.session import doors_of
from linkdesk.wording.own.queries import translations_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientRecord

ALL = 10_000
"""More of anything than one client can ever have; every list has a limit."""


def work(session: Session, client: ClientRecord) -> Dossier:
    """Return a client with their talks and plans."""
    talks = assessments_of(session, client.id, ALL)
    return Dossier(client, talks, plan_records(session, client.id), sorts=sorts_among(talks))


def whole(session: Session, client: ClientRecord) -> Dossier:
    """Return all that is on record about a client, but what never leaves."""
    found, today = work(session, client), doors_of(session).clock.now().astimezone().date()
    episodes, plans = episodes_of(session, client.id), plans_of(session, client.id)
    return replace(
        found,
        about=about_of(session, client.id),
        people=everybody(session, client.id, ALL),
        risks=every_risk(session, client.id, ALL),
        representatives=sharing.representatives(session, client.id, ALL),
        decisions=sharing.decisions(session, client.id, ALL),
        overrides=sharing.overrides(session, client.id, ALL),
        episodes=episodes,
        stages={each.id: stage(facts(each, found.assessments, plans, today)) for each in episodes},
        events=events_of(session, client.id, most=ALL),
        not_asked=not_asked_of(session, client.id, ALL),
        held_scores=held_scores_of(session, client.id, ALL),
        prints=prints_of(session, client.id, ALL),
        copies=copies_of(session, client.id, ALL),
        partings=partings_of(session, client.id, ALL),
        reminders=reminders_of(session, client.id, ALL),
        connections=connections_of(session, client.id, ALL),
        unmet_needs=gaps_of(session, client.id, ALL),
        contacts=contacts_of(session, client.id, ALL),
        translations=translations_of(session, client.id),
    )
