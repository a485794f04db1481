"""Joined reading: today, and everything about one client on one page."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.assessments import library
from linkdesk.assessments.queries import assessments_of
from linkdesk.assessments.reading.apart import never_quoted
from linkdesk.assessments.reading.apart import put_away_beside
from linkdesk.assessments.sort.queries import last_sort
from linkdesk.assessments.sort.queries import sorts_among
from linkdesk.clients import languages
from linkdesk.clients import queries as clients
from linkdesk.clients.about.queries import about_of
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.reach import queries as reach
from linkdesk.clients.reach.sight import hidden
from linkdesk.clients.requirements.rules import is_due
from linkdesk.clients.risks.queries import risks_of
from linkdesk.clients.risks.rules import warning
from linkdesk.clients.rules import reading_hint
from linkdesk.clients.sharing import queries as sharing
from linkdesk.clients.sharing.rules import ANSWER_WORDS
from linkdesk.clients.sharing.rules import GROUND_WORDS
from linkdesk.clients.sharing.rules import summary
from linkdesk.connections.queries import connections_of
from linkdesk.connections.reminders import due
from linkdesk.contacts.queries import contacts_of
from linkdesk.contacts.queries import not_come
from linkdesk.desk import rules
from linkdesk.desk.rules import BackupAge
from linkdesk.desk.rules import Event
from linkdesk.desk.rules import Opening
from linkdesk.desk.stages import facts
from linkdesk.desk.today import MOST_LINES
from linkdesk.desk.today import Inbox
from linkdesk.desk.today import inbox
from linkdesk.episodes.next_steps import HANDED_OVER
from linkdesk.episodes.next_steps import NEXT_STEPS
from linkdesk.episodes.next_steps import NextStep
from linkdesk.episodes.queries import episodes_of
from linkdesk.episodes.queries import events_of
from linkdesk.episodes.queries import targets
from linkdesk.episodes.rules import EpisodeRecord
from linkdesk.episodes.stages import Stage
from linkdesk.episodes.stages import stage
from linkdesk.episodes.twice import Twice
from linkdesk.episodes.twice import twice
from linkdesk.episodes.waiting import Wait
from linkdesk.episodes.waiting import to_contact
from linkdesk.episodes.waiting import to_decision
from linkdesk.organisation.queries import find_organisation
from linkdesk.plans.queries import PLAN_FORM
from linkdesk.plans.queries import can_be_reached
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import PlanStatus
from linkdesk.record.drafts import Draft
from linkdesk.record.drafts import list_drafts
from linkdesk.settings import Needs
from linkdesk.team.queries import find_worker
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.assessments.sort.rules import SortRecord
    from linkdesk.clients.about.rules import AboutRecord
    from linkdesk.clients.reach.rules import Apart
    from linkdesk.clients.reach.rules import Entry
    from linkdesk.clients.risks.rules import RisksPage
    from linkdesk.clients.risks.rules import VisitWarning
    from linkdesk.clients.rules import Banner
    from linkdesk.clients.rules import ClientRecord
    from linkdesk.clients.rules import Phone
    from linkdesk.connections.reminders import Reminder
    from linkdesk.connections.rules import ConnectionRecord
    from linkdesk.plans.rules import PlanRow
    from linkdesk.record.session import Actor

MOST_DRAFTS = 10
NOTE_LENGTH = 400
"""So many characters of a note stand in the timeline; its page has the whole."""
SHORT = 12
"""Lines of the timeline on the client page; the whole of it is one page further."""


@dataclass(frozen=True)
class TodayPage:
    """What the worker sees first."""

    inbox: Inbox
    drafts: tuple[Draft, ...]
    backup: BackupAge
    apart: tuple[Entry, ...] = ()
    """Who got into a record kept apart, for those who are told."""


@dataclass(frozen=True)
class ClientPage:
    """Everything about one client, newest first."""

    client: ClientRecord
    banner: Banner
    episode: EpisodeRecord | None
    waits: tuple[Wait, ...]
    next_step: NextStep
    assessments: tuple[AssessmentRecord, ...]
    plans: tuple[PlanRow, ...]
    timeline: tuple[Event, ...]
    about: AboutRecord
    risks: RisksPage
    sharing: str
    sharing_beside: str
    """The same without the names of services, while somebody is beside."""
    """With whom we may share, in one line."""
    twice: Twice
    """Whether one referral may stand here twice."""
    apart: Apart | None = None
    sort: SortRecord | None = None
    """The newest picture sort that is finished."""
    needs_due: bool = False
    """Whether it is time to look at the needs again."""
    not_come: int = 0
    """How often in a row they did not come, without a word."""
    what_matters: tuple[str, ...] = ()
    """The client's own words of the newest conversation that has some; never what others must not read."""
    connections: tuple[ConnectionRecord, ...] = ()
    ask: tuple[ConnectionRecord, Reminder] | None = None
    """The connection to ask about next, where the day for it has come."""

    @property
    def unread(self) -> tuple[AssessmentRecord, ...]:
        """The talks in which they wrote at the screen and that nobody has read yet."""
        return tuple(talk for talk in self.assessments if talk.reading and talk.reading.is_due and talk.answers)

    @property
    def warning(self) -> VisitWarning:
        """What must be read before they are met; other risks stand beside, so they are not counted once more."""
        return replace(warning(self.risks), others=0)

    @property
    def other_risks(self) -> tuple[str, ...]:
        """The risks that the warning does not say, or that none is known."""
        said = {each.id for each in self.warning.to_workers}
        return tuple(each.risk for each in self.risks.current if each.id not in said)

    def is_silent(self, phone: Phone) -> bool:
        """Say whether no message may be left on a phone: as it says itself, or as the person asked for all of them."""
        return not phone.safe_to_leave_message or ContactLimit.NO_MESSAGES in self.client.contact_limits

    @property
    def other_limits(self) -> tuple[ContactLimit, ...]:
        """The limits of contact that no phone says already; with no phone on record that is every one."""
        said = {ContactLimit.NO_MESSAGES} if self.client.phones else set()
        return tuple(limit for limit in self.client.contact_limits if limit not in said)

    @property
    def language(self) -> str:
        """The name of the language that the client likes to speak."""
        return languages.name(self.client.language)

    @property
    def reads(self) -> str:
        """The name of the language that the client reads; empty where it is the one they speak."""
        return languages.name(self.client.reading_language) if self.client.reading_language else ""

    @property
    def reads_own(self) -> str:
        """How that language names itself, to be pointed at; empty where that is its English name."""
        own = languages.own_name(self.client.reading_language)
        return "" if own == self.reads else own

    @property
    def reading_hint(self) -> str:
        """What to know before they get a page to read."""
        return reading_hint(self.client)

    @property
    def agreed(self) -> PlanRow | None:
        """The plan that counts now."""
        return next((plan for plan in self.plans if plan.status is PlanStatus.AGREED), None)

    @property
    def draft(self) -> PlanRow | None:
        """The plan that waits for a yes."""
        return next((plan for plan in self.plans if plan.status is PlanStatus.DRAFT), None)

    @property
    def current_plan(self) -> PlanRow | None:
        """The plan to print: the agreed one, else the draft."""
        return self.agreed or self.draft


def today(session: Session, actor: Actor, day: date, backup: BackupAge, *, team: bool = False) -> TodayPage:
    """Return what waits on the worker's own caseload or on everyone's, and the drafts of this worker."""
    drafts = (draft for draft in list_drafts(session, actor, MOST_DRAFTS) if _can_be_reached(session, draft))
    apart = reach.notices(session, actor.worker_id)
    months = _review_months(session, actor.organisation_id)
    return TodayPage(inbox(session, actor, day, months, team=team), tuple(drafts), backup, apart)


def client_page(
    session: Session,
    client_id: UUID,
    day: date,
    more: tuple[Event, ...] = (),
    given: frozenset[UUID] = frozenset(),
) -> ClientPage:
    """Return everything about one client; rooms above the desk bring what they know.

    Args:
        session: of the open vault.
        client_id: whose page.
        day: the day on which it is looked at.
        more: what else happened.
        given: the plans of which somebody said what became of the person's copy.

    Raises:
        NotFound: there is no such client.
    """
    client = clients.client_record(session, client_id)
    talks = assessments_of(session, client_id)
    plans = plans_of(session, client_id)
    found = episodes_of(session, client_id)
    episode = found[0] if found else None
    stands = stage(facts(episode, talks, plans, day))
    connections = connections_of(session, client_id)
    may_share = sharing.standings(session, client_id)
    asked = next(iter(due(connections, day)), None) if stands is Stage.KEEP_GOING else None
    return ClientPage(
        client=client,
        banner=clients.banner_of(client, day),
        episode=episode,
        waits=_waits(session, client, episode, day),
        next_step=_ask(*asked) if asked else _next_step(stands, plans, given),
        connections=connections,
        ask=asked,
        assessments=talks,
        plans=plans,
        timeline=_newest_first(
            [
                *_timeline(client, talks, plans),
                *_steps(session, client_id),
                *_changes(session, client_id),
                *_sharing(session, client_id),
                *_contacts(session, client_id),
                *more,
            ]
        )[:SHORT],
        sharing=summary(may_share),
        sharing_beside=summary(may_share, beside=True),
        twice=twice(client_id, found),
        apart=reach.apart_of(session, client_id),
        sort=last_sort(sorts_among(talks)),
        about=about_of(session, client_id),
        risks=risks_of(session, client_id),
        needs_due=is_due(client, _review_months(session, client.organisation_id), day),
        not_come=not_come(session, client_id),
        what_matters=_what_matters(session, talks),
    )


def _next_step(stands: Stage, plans: tuple[PlanRow, ...], given: frozenset[UUID]) -> NextStep:
    """Return what the stage asks for; a copy that was given is not asked for again."""
    agreed = next((plan.id for plan in plans if plan.status is PlanStatus.AGREED), None)
    return HANDED_OVER if stands is Stage.KEEP_GOING and agreed in given else NEXT_STEPS[stands]


def _ask(connection: ConnectionRecord, reminder: Reminder) -> NextStep:
    """Return that somebody is to be asked about a connection, as the one next step."""
    since = f"{connection.service_name}. {connection.state_words} on {long_date(connection.since)}."
    return NextStep(Stage.KEEP_GOING, reminder.words, since, "Open the connection")


def _what_matters(session: Session, talks: tuple[AssessmentRecord, ...]) -> tuple[str, ...]:
    """Return what may be quoted: a heading for everybody's eyes is no place for what they fear."""
    for talk in talks:
        if talk.form_url == library.PICTURE_SORT:
            continue  # what comes first stands in a panel of its own
        given = [a for a in talk.answers if a.answered and isinstance(a.value, str) and not a.chosen]
        hidden = put_away_beside(session, talk) if given else frozenset()
        if words := tuple(a.value_text for a in given if a.link_id not in hidden):
            return words[:3]
    return ()


def _review_months(session: Session, organisation_id: UUID) -> int:
    """Return after how many months the service looks at needs again."""
    service = find_organisation(session, organisation_id)
    return service.needs_review_months if service else Needs().review_after


def opening_of(session: Session, client_id: UUID) -> Opening:
    """Return what the client's newest talk about what matters gives to a plan; nothing when there is none."""
    talks = (talk for talk in assessments_of(session, client_id) if talk.form_url == library.WHAT_MATTERS)
    found = (rules.opening(talk, never_quoted(session, talk)) for talk in talks)
    return next((each for each in found if each != Opening()), Opening())


def _can_be_reached(session: Session, draft: Draft) -> bool:
    if draft.subject in {str(client_id) for client_id in hidden(session)}:
        return False
    return draft.form != PLAN_FORM or can_be_reached(session, draft)


def _changes(session: Session, client_id: UUID) -> Iterator[Event]:
    for change in clients.changes(session, client_id, MOST_LINES):
        worker = find_worker(session, change.worker_id)
        yield Event(change.at, f"Details changed by {worker.name}" if worker else "Details changed")


def _sharing(session: Session, client_id: UUID) -> Iterator[Event]:
    asked = sharing.decisions(session, client_id)
    for at, together in groupby(asked, key=lambda each: each.created_at):  # one talk about sharing is one line
        said = [(each.recipient, ANSWER_WORDS[each.answer].lower()) for each in [*together][::-1]]
        words = "; ".join(f"{recipient.words}: {answer}" for recipient, answer in said)
        unnamed = "; ".join(f"{recipient.beside_words}: {answer}" for recipient, answer in said)
        yield Event(at, f"May we share? {words}", beside=f"May we share? {unnamed}")
    for without in sharing.overrides(session, client_id):
        yield Event(
            without.created_at, f"Shared without permission: {GROUND_WORDS[without.ground].lower()}", hushed=True
        )


def _waits(session: Session, client: ClientRecord, episode: EpisodeRecord | None, day: date) -> tuple[Wait, ...]:
    """Return how long the person waited, as long as that is still a question."""
    if episode is None or not episode.is_open:
        return ()
    allowed = targets(session, client.organisation_id)
    return (to_decision(episode, allowed, day), to_contact(episode, allowed, day))


def _steps(session: Session, client_id: UUID) -> Iterator[Event]:
    for step in events_of(session, client_id):
        yield Event(step.at, step.sentence, episode_id=step.episode_id)


def _contacts(session: Session, client_id: UUID) -> Iterator[Event]:
    for each in contacts_of(session, client_id, SHORT):
        words = " ".join(each.words.split())
        note = words if len(words) <= NOTE_LENGTH else f"{words[: NOTE_LENGTH - 1].rstrip()}…"
        yield Event(each.at, each.sentence, contact_id=each.id, note=note, has_hour=each.has_hour)


def _timeline(client: ClientRecord, talks: tuple[AssessmentRecord, ...], plans: tuple[PlanRow, ...]) -> list[Event]:
    events = [Event(client.created_at, "Added to the caseload")]
    for talk in talks:
        here = talk.presence.sentence if talk.presence else ""
        words = f"{talk.title}: {'paper form typed in' if talk.paper_on else 'started'}"
        events.append(Event(talk.started_at, words, assessment_id=talk.id, who_was_here=here))
        if talk.completed_at:
            events.append(Event(talk.completed_at, f"{talk.title}: finished", assessment_id=talk.id))
    for plan in plans:
        events.append(Event(plan.created_at, f"Plan {plan.number}: started", plan_id=plan.id))
        if plan.agreed_at:
            events.append(Event(plan.agreed_at, f"Plan {plan.number}: agreed", plan_id=plan.id))
    return events


def _newest_first(events: list[Event]) -> tuple[Event, ...]:
    """Return the events in order; of two at the same moment the later one, which was noted second, comes first."""
    return tuple(sorted(events, key=lambda event: event.at)[::-1])


def backup_age(last: datetime | None, now: datetime, remind_after: int) -> BackupAge:
    """Return how old the last backup is, in days of the calendar here: one of last night is not of today."""
    if last is None:
        return BackupAge(None, remind_after)
    return BackupAge(max(0, (now.astimezone().date() - last.astimezone().date()).days), remind_after)
