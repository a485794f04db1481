"""A team's vault of any size: many invented people at once, through the models and units of work of LinkDesk.

The verbs of the practice vault take a person through every page; that is too slow for 100,000. Here each person's rows
are written as they ended, a pile of people in one unit of work. So audit, version and search index are true, and the
vault verifies. Left out: what leads to the end (drafts, changes of a row, earlier plans), skipped answers, second
episodes, papers, letters, sensitive facts, merges, records kept apart, key slots of the other workers, the read log.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Table
from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks.words import Words
from linkdesk.application import open_session
from linkdesk.assessments import answers
from linkdesk.assessments import library
from linkdesk.assessments.models import Answer
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.questionnaire import Question
from linkdesk.assessments.rules import AnswerValue
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.scores import frame
from linkdesk.clients.about.models import AboutMe
from linkdesk.clients.about.rules import SaveAbout
from linkdesk.clients.circle.models import CirclePerson
from linkdesk.clients.circle.rules import Closeness
from linkdesk.clients.models import Client
from linkdesk.clients.risks.models import Risk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PhoneKind
from linkdesk.clients.service import columns
from linkdesk.clients.sharing.models import SharingDecision
from linkdesk.clients.sharing.rules import Answer as Said
from linkdesk.clients.sharing.rules import Capacity
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.desk import demo
from linkdesk.desk import demo_way
from linkdesk.desk import people
from linkdesk.desk import surroundings
from linkdesk.desk.demo_way import StoryClock
from linkdesk.desk.search import service as search
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.choices import MessageTo
from linkdesk.episodes.choices import MessageWhy
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import SentHow
from linkdesk.episodes.choices import Way
from linkdesk.episodes.messages import owed_to
from linkdesk.episodes.models import Episode
from linkdesk.episodes.models import EpisodeEvent
from linkdesk.episodes.models import OwedMessageRow
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.rules import details_of
from linkdesk.episodes.service import write_first_referrals
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.organisation.service import start_organisation
from linkdesk.plans.models import Goal
from linkdesk.plans.models import Plan
from linkdesk.plans.models import Step
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import Who
from linkdesk.record.audit import Change
from linkdesk.record.audit import hash_row
from linkdesk.record.base import Base
from linkdesk.record.clock import SystemClock
from linkdesk.record.session import Actor
from linkdesk.record.session import Work
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Settings
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import Role
from linkdesk.team.rules import StartWorker
from linkdesk.team.service import start_worker
from linkdesk.vault.code import hash_code
from linkdesk.vault.keys.recovery import KEY_BYTES
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import Vault

PILE = 100
FIVE_YEARS = timedelta(days=5 * 365)
A_WORKERS_FIVE_YEARS = 1250
"""So many people a worker sees in five years: a team of twelve for 15,000, more workers for more people."""
DAY = timedelta(days=1)
VERB = "bench"
_PARENTS_FIRST: tuple[type[Base], ...] = (
    EpisodeEvent, OwedMessageRow, Risk, SharingDecision, CirclePerson, AboutMe, Assessment, Answer, Plan, Goal, Step,
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """One row to be written; through objects of the mapper it takes three times as long."""

    model: type[Base]
    values: dict[str, Any]

    @classmethod
    def of(cls, model: type[Base], **values: Any) -> Made:
        """Return a row of a table."""
        return cls(model, values)

    @property
    def id(self) -> UUID:
        """Its id."""
        found: UUID = self.values["id"]
        return found


@dataclass
class Story:
    """What one person's rows are made from: who, when, and how far they came by the end of the story."""

    work: Work
    words: Words
    number: int
    client: Client
    came: datetime
    end: datetime

    def at(self, days: int) -> datetime:
        """Return the moment so many days after they came."""
        return self.came + days * DAY

    def day(self, days: int) -> date:
        """Return the day of it."""
        return self.at(days).astimezone().date()

    def reached(self, days: int) -> bool:
        """Say whether that day has come."""
        return self.at(days) < self.end

    def more(self, days: int) -> dict[str, Any]:
        """Return what the rows of that day share."""
        return {"id": self.work.new_id(), "client_id": self.client.id, "created_at": self.at(days)}

    @property
    def worked_with(self) -> bool:
        """Nine in ten are met; the others cannot be reached or are not for us."""
        return self.number % 10 != 0 and self.reached(9)

    @property
    def closed_after(self) -> int | None:
        """After how many days the work ended; one in twenty goes on for years."""
        days = 60 + self.number % 7 * 20
        return days if self.number % 20 != 7 and self.reached(days) else None


def make_team(settings: Settings, *, passphrase: str, clients: int, seed: int = 1) -> None:
    """Make a vault of a team with so many clients, one worker for each 1,250 of them."""
    clock = StoryClock(SystemClock(), SystemClock().now())
    vault = Vault(settings, clock)
    vault.create(demo.WORKER, passphrase, RecoveryKey(clock.random(KEY_BYTES)))
    try:
        with open_session(settings, vault) as (session, actor):
            end = clock.now()
            clock.at = end - FIVE_YEARS
            start_worker(
                session, actor, StartWorker(demo.WORKER, "Link worker", demo.PHONE, "", hash_code(demo.CODE, clock))
            )
            start_organisation(session, actor, StartOrganisation(demo.ORGANISATION, demo.PHONE, {}, practice=True))
            search.bring_up_to_date(session)
            team = [actor, *_colleagues(session, actor, max(1, clients // A_WORKERS_FIVE_YEARS) - 1)]
            _fill(session, team, clock, end, clients, Words(seed))
            clock.at = end
    finally:
        vault.lock()


def _colleagues(session: Session, actor: Actor, count: int) -> list[Actor]:
    with unit_of_work(session, actor, VERB) as work:
        rows = [
            WorkerRow(
                id=work.new_id(),
                name=f"Colleague Practice {number + 2}",
                job_title="Link worker",
                phone=demo.PHONE,
                email="",
                roles=[str(Role.LINK_WORKER)],
            )
            for number in range(count)
        ]
        work.session.add_all(rows)
        return [Actor(row.id, actor.organisation_id) for row in rows]


def _fill(session: Session, team: list[Actor], clock: StoryClock, end: datetime, clients: int, words: Words) -> None:
    """Bring in everybody, pile by pile; each pile is one worker's, and its people came over some weeks."""
    crowd = people.people(clients, 1, end.date())
    start, span = clock.at, (FIVE_YEARS - DAY) / clients
    for pile, first in enumerate(range(0, clients, PILE)):
        some = list(islice(crowd, PILE))
        came = [start + span * (first + place) for place in range(len(some))]
        clock.at = min(end, came[-1] + 220 * DAY)
        with unit_of_work(session, team[pile % len(team)], VERB) as work:
            _write_pile(work, words, some, came, first, end)
        session.expunge_all()


def _write_pile(
    work: Work, words: Words, some: list[AddClient], came: list[datetime], first: int, end: datetime
) -> None:
    clients = [
        Client(id=work.new_id(), created_at=at, needs_reviewed_on=None, **columns(_as_in_life(words, one), end.date()))
        for one, at in zip(some, came, strict=True)
    ]
    work.session.add_all(clients)
    work.session.flush()
    stories = [
        Story(work, words, first + place, client, at, end)
        for place, (client, at) in enumerate(zip(clients, came, strict=True))
    ]
    episodes = write_first_referrals(work, [_referral(story) for story in stories])
    kept = [(story, work.session.get_one(Episode, each)) for story, each in zip(stories, episodes, strict=True)]
    rows: list[Made] = []
    for story, episode in kept:
        rows += [*_way(story, episode), *_around(story)]
        if story.worked_with:
            rows += [*_talks(story), *_plan(story)]
    work.session.flush()
    _write(work, rows)


def _write(work: Work, rows: list[Made]) -> None:
    """Insert rows table by table, and note each for audit and search as a flush does."""
    owned = {"organisation_id": work.actor.organisation_id, "owner_id": work.actor.worker_id, "version": 1}
    for model in _PARENTS_FIRST:
        table = model.__table__
        assert isinstance(table, Table)
        values = [
            dict.fromkeys(table.columns.keys()) | owned | {"updated_at": row.values["created_at"]} | row.values
            for row in rows
            if row.model is model
        ]
        if values:
            work.session.execute(insert(table), values)
        for one in values:
            given = {name: (None, value) for name, value in one.items() if value is not None}
            noted = Change(table.name, str(one["id"]), one["client_id"], "insert", given, hash_row(table, one))
            work.changes.append(noted)


def _as_in_life(words: Words, person: AddClient) -> AddClient:
    """Return a person whose name, phone and postcode are as rare as in life: the practice vault has few of each."""
    given, family = words.name()
    return replace(
        person,
        given_name=given,
        family_name=family,
        postcode=words.postcode(),
        phones=(Phone(words.phone(), PhoneKind.MOBILE, safe_to_leave_message=True),),
    )


def _referral(story: Story) -> ReceiveReferral:
    details = details_of(demo_way.referral(story.number, story.came))
    details["own_words"] = story.words.sentence()
    return ReceiveReferral(client_id=story.client.id, worker_id=story.work.actor.worker_id, **details)


def _way(story: Story, row: Episode) -> Iterator[Made]:
    """Lead the episode on as far as it came, and yield what happened and which messages were owed."""
    more = {"episode_id": row.id, "words": ""}
    if story.reached(2) and story.number % 10 != 5:
        row.decision, row.decided_on = Decision.ACCEPTED, story.day(2)
        yield Made.of(EpisodeEvent, **story.more(2), **more, kind=EventKind.ACCEPTED, on=story.day(2))
        yield from _owed(story, row, MessageWhy.ACCEPTED, 2)
    if story.reached(3) and row.decision:
        spoke = story.worked_with
        row.tries, row.last_try_on = 1, story.day(3)
        row.first_contact_on = story.day(3) if spoke else None
        outcome = Outcome.SPOKE if spoke else Outcome.NO_ANSWER
        yield Made.of(
            EpisodeEvent,
            **story.more(3),
            **more,
            kind=EventKind.ATTEMPT,
            on=story.day(3),
            way=Way.PHONE,
            outcome=outcome,
        )
    if row.first_contact_on:
        row.first_visit_on, row.first_visit_time, row.first_visit_place = story.day(8), "10:30", people.PLACES[0]
        yield Made.of(EpisodeEvent, **story.more(3), **more, kind=EventKind.VISIT, on=story.day(8))
    if (days := story.closed_after) is not None:
        reason, outcome_words, did_not_work = demo_way.ENDS[story.number % len(demo_way.ENDS)]
        row.closed_on, row.close_reason = story.day(days), reason
        row.outcome, row.did_not_work = outcome_words, did_not_work
        yield Made.of(EpisodeEvent, **story.more(days), **more, kind=EventKind.CLOSED, on=story.day(days))
        yield from _owed(story, row, MessageWhy.CLOSED, days)


def _owed(story: Story, row: Episode, why: MessageWhy, days: int) -> Iterator[Made]:
    """Yield the messages that a step owes; those of long ago are sent, but for a few."""
    sent = story.reached(days + 20)
    for to in owed_to(row.source, why):
        yield Made.of(
            OwedMessageRow,
            **story.more(days),
            episode_id=row.id,
            to=MessageTo(to),
            why=why,
            owed_since=story.day(days),
            settled_on=story.day(days + 10) if sent else None,
            how=SentHow.SECURE_EMAIL if sent else None,
            settled_by=story.work.actor.worker_id if sent else None,
            words="",
        )


def _around(story: Story) -> Iterator[Made]:
    """Yield a risk or none known, what may be shared, the people around them and their own words."""
    kind, risk, comment = (RiskKind.NONE, "", "")
    if story.number % 3 == 1:
        kind, risk, comment = surroundings.RISKS[story.number // 3 % len(surroundings.RISKS)]
    yield Made.of(Risk, **story.more(2), kind=kind, risk=risk, comment=comment, started_on=story.day(2), end_comment="")
    for place, recipient in enumerate((RecipientKind.GP, RecipientKind.REFERRER, RecipientKind.EVALUATION), start=1):
        refused = recipient is RecipientKind.EVALUATION and story.number % 3 == 0
        yield _decision(story, place, recipient, Said.REFUSED if refused else Said.GIVEN)
    for one in surroundings.PEOPLE[: 1 + story.number % 3]:
        blank = dict.fromkeys(("role", "organisation", "phone", "email", "availability", "note"), "")
        ticks = dict.fromkeys(("next_of_kin", "carer", "emergency_contact"), False)
        yield Made.of(CirclePerson, **story.more(8), **({"closeness": Closeness.CLOSE} | blank | ticks | one))
    if story.number % 2:
        said = asdict(SaveAbout(client_id=story.client.id, version=0, **surroundings.WORDS[story.number // 2 % 2]))
        said = {name: value for name, value in said.items() if hasattr(AboutMe, name) and name != "version"}
        said |= {"most_important": story.words.sentence(), **story.more(8)}
        yield Made.of(AboutMe, **said, written_on=story.day(8), writer_id=story.work.actor.worker_id)


def _decision(story: Story, number: int, recipient: RecipientKind, answer: Said) -> Made:
    blank = (
        "recipient_name",
        "reason",
        "what",
        "capacity_support",
        "capacity_assessor",
        "best_interests",
        "signed_name",
        "witness",
        "not_signed_because",
    )
    return Made.of(
        SharingDecision,
        **story.more(8),
        **dict.fromkeys(blank, ""),
        number=number,
        recipient_kind=recipient,
        answer=answer,
        how=How.SPOKEN,
        asked_on=story.day(8),
        asked_by=demo.WORKER,
        parts=[],
        capacity=Capacity.ASSUMED,
        decided_by=DecidedBy.PERSON,
    )


def _talks(story: Story) -> list[Made]:
    """Return what matters and the four questions; one talk in twelve is not finished."""
    talks: list[Made] = []
    given: list[Made] = []
    for form in library.forms():
        finished = story.number % 12 != 3
        talk = Made.of(
            Assessment,
            **story.more(9),
            form_url=form.url,
            form_version=form.version,
            title=form.title,
            copyright=form.copyright,
            language="en",
            setting=Setting.WORKER,
            page=1,
            started_at=story.at(9),
            completed_at=story.at(9) + timedelta(minutes=20) if finished else None,
        )
        talks.append(talk)
        asked = (_answer(story, talk, question) for question in form.questions if question.asks)
        given += [answer for answer in asked if not answer.values["skipped"]]
    return [*talks, *given]


def _answer(story: Story, talk: Made, question: Question) -> Made:
    value: AnswerValue = None
    if question.kind is Kind.SCALE and question.scale:
        value = story.words.number(question.scale.low, question.scale.high)
    elif question.kind is Kind.TEXT:
        value = story.words.sentence()
    return Made.of(
        Answer,
        **story.more(9),
        assessment_id=talk.id,
        link_id=question.link_id,
        number=question.number,
        section=question.section,
        question_shown=question.text,
        picture=question.picture,
        kind=question.kind,
        scale=frame(question),
        value=value,
        value_text=answers.words(question, value),
        chosen=[],
        skipped=value is None,
        unknown=False,
    )


def _plan(story: Story) -> list[Made]:
    """Return the plan with two goals; one in eight has none yet, one in fourteen is not agreed."""
    if story.number % 8 == 2 or not story.reached(11):
        return []
    agreed = story.number % 14 != 4
    line, picture = people.MATTERS[story.number % len(people.MATTERS)]
    plan = Made.of(
        Plan,
        **story.more(10),
        number=1,
        status=PlanStatus.AGREED if agreed else PlanStatus.DRAFT,
        language="en",
        what_matters=[{"text": story.words.sentence(), "picture": None}, {"text": line, "picture": picture}],
        strengths=[{"text": story.words.sentence(), "picture": None}],
        if_harder=story.words.sentence(),
        review_date=story.day(52),
        review_place=people.PLACES[0],
        agreed_at=story.at(10) if agreed else None,
        agreed_on=story.day(10) if agreed else None,
        agreed_how=AgreedHow.TICK if agreed else None,
        agreed_name="",
        worker_name=demo.WORKER if agreed else "",
        worker_phone=demo.PHONE if agreed else "",
        organisation_name=demo.ORGANISATION if agreed else "",
    )
    goals: list[Made] = []
    steps: list[Made] = []
    for position in (1, 2):
        title, sign, ways = people.GOALS[(story.number + position) % len(people.GOALS)]
        goal = Made.of(
            Goal, **story.more(10), plan_id=plan.id, position=position, title=title, importance=8, picture=sign
        )
        goals.append(goal)
        for place, (what, key) in enumerate(ways, start=1):
            said = {"what": f"{what}. {story.words.sentence(3, 8)}", "who": Who.ME, "who_name": "", "if_hard": ""}
            about = {"goal_id": goal.id, "position": place, "when_text": "This week", "confidence": 8, "picture": key}
            steps.append(Made.of(Step, **story.more(10), **said, **about))
    return [plan, *goals, *steps]


if __name__ == "__main__":
    from pathlib import Path

    from benchmarks.pages import PASSPHRASE
    from benchmarks.pages import settings_of

    begun = time.perf_counter()
    make_team(settings_of(Path(sys.argv[1])), passphrase=PASSPHRASE, clients=int(sys.argv[2]))
    sys.stdout.write(f"{sys.argv[2]} clients in {time.perf_counter() - begun:.0f} s\n")
