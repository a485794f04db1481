"""The practice vault: invented people taken through the whole hour by the same verbs that the pages call."""

from __future__ import annotations

import random
import uuid
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from linkdesk.assessments import library
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.queries import client_record
from linkdesk.clients.requirements.rules import ReviewNeeds
from linkdesk.clients.requirements.service import review_needs
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import RecordDecisions
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.desk import demo_contacts
from linkdesk.desk import demo_way
from linkdesk.desk import people
from linkdesk.desk.demo_way import StoryClock
from linkdesk.desk.surroundings import surround
from linkdesk.episodes.service import receive_person
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.rules import Who
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import change_plan
from linkdesk.plans.service import start_plan
from linkdesk.record.session import Actor

WORKER = "Robin Practice"
CODE = "2580"
ORGANISATION = "Practice Link Service"
PHONE = "01632 960 001"
LONGEST_SPREAD = timedelta(days=5 * 365)
"""Five years of one worker's caseload: the size that pages and searches are measured at."""

CROWDED = 1.5
"""More than 1: the newest people lie closer together, so that every early stage has some."""

WHILE = timedelta(minutes=20)
REVIEW_AFTER = timedelta(days=42)
HIGHEST = 10
EVERY_SIXTH, EVERY_FIFTH, EVERY_FORTIETH = 6, 5, 40
GP, REFERRER, EVALUATION = (
    Recipient(kind) for kind in (RecipientKind.GP, RecipientKind.REFERRER, RecipientKind.EVALUATION)
)
WITH_SISTER = 2
SISTER_INTERPRETS = PresenceWords(
    interpreter=Interpreter.FAMILY, reference="Ana Sample, sister", is_adult=True, seen_alone=False
)
"""One talk in which a sister interprets: what it sets aside waits on Today to be asked when the person is alone."""
CHOIR = Recipient(RecipientKind.SERVICE, "Hill Road Choir")


def fill(session: Session, actor: Actor, clock: StoryClock, clients: int, seed: int) -> int:
    """Put `clients` invented people into the vault, each as far on the way as the days since allow; return how many.

    `clock` must be the one the session's unit of work asks; it is moved and ends at the real time.
    """
    end = clock.real.now()
    source = random.Random(seed)  # noqa: S311 - not a secret: the same people each time
    spread = min(LONGEST_SPREAD, clients * timedelta(days=9))
    for number, person in enumerate(people.people(clients, seed, end.date())):
        clock.at = end - spread * ((clients - number) / clients) ** CROWDED
        client_id, episode_id = receive_person(session, actor, person, demo_way.referral(number, clock.now()))
        way = demo_way.Way(session, actor, clock, end, client_id, episode_id)
        way.later(WHILE)
        surround(session, actor, client_id, number, clock.at.date())
        way.later(WHILE)
        if number % EVERY_FIFTH:
            _sharing(session, actor, client_id, number, clock)
        if number % EVERY_SIXTH:
            if way.meet(number) and way.later(timedelta(days=2)):
                _work(session, actor, clock, client_id, source, number)
                way.end(number)
        else:
            way.not_met(number)
        _person(session, actor, client_id, number, clock)
    clock.at = end
    demo_contacts.furnish(session, actor, clock, clients)
    return clients


def _sharing(session: Session, actor: Actor, client_id: uuid.UUID, number: int, clock: StoryClock) -> None:
    """Most say yes to their GP and whoever referred them, some not to evaluation, and a choir is asked about too."""
    evaluation = Answer.REFUSED if number % 3 == 0 else Answer.GIVEN
    answers = [AnswerTo(GP, Answer.GIVEN), AnswerTo(REFERRER, Answer.GIVEN), AnswerTo(EVALUATION, evaluation)]
    if number % 4 == 1:
        answers[1] = AnswerTo(REFERRER, Answer.NOT_ASKED, "They referred themselves.")
    if number % 2:
        answers.insert(2, AnswerTo(CHOIR, Answer.GIVEN))
    day = clock.now().date()
    told = RecordDecisions(
        client_id=client_id, seen=0, answers=tuple(answers), how=How.SPOKEN, asked_on=day, asked_by=WORKER
    )
    record_decisions(session, actor, told)


def _person(session: Session, actor: Actor, client_id: uuid.UUID, number: int, clock: StoryClock) -> None:
    """Say more about the needs of some, and that one in a long while died."""
    kept = client_record(session, client_id)
    if kept.needs and number % EVERY_SIXTH == 0:
        said = tuple(replace(need, detail="Best face to face, in a quiet room.") for need in kept.needs)
        moving = ("Uses a stick outdoors",)
        command = ReviewNeeds(client_id=client_id, version=kept.version, needs=said, mobility=moving)
        review_needs(session, actor, command)
    elif number % EVERY_FORTIETH == EVERY_FORTIETH - 1:
        note_death(session, actor, NoteDeath(client_id, kept.version, clock.now().date(), "Practice Surgery One"))


def _work(
    session: Session, actor: Actor, clock: StoryClock, client_id: uuid.UUID, source: random.Random, number: int
) -> None:
    """Find out what matters, ask the four questions, make a plan."""
    _talk(session, actor, client_id, source, SISTER_INTERPRETS if number == WITH_SISTER else None)
    clock.at += WHILE
    _ons4(session, actor, client_id, source, finish=bool(number % EVERY_FIFTH))
    clock.at += WHILE
    if number % EVERY_FIFTH:
        _plan(session, actor, client_id, source, clock, agreed=bool(number % 4))


def _talk(
    session: Session, actor: Actor, client_id: uuid.UUID, source: random.Random, here: PresenceWords | None
) -> None:
    matters, strength = source.choice(people.MATTERS)[0], source.choice(people.STRENGTHS)[0]
    start = StartAssessment(client_id, library.WHAT_MATTERS, Setting.WORKER, presence=here)
    talk = start_assessment(session, actor, start)
    for link_id, words in (
        ("matters-words", matters),
        ("feel-good", strength),
        ("hopes", source.choice(people.GOALS)[0]),
    ):
        give_answer(session, actor, GiveAnswer(talk, link_id, words))
    finish_assessment(session, actor, talk)


def _ons4(session: Session, actor: Actor, client_id: uuid.UUID, source: random.Random, *, finish: bool) -> None:
    talk = start_assessment(session, actor, StartAssessment(client_id, library.ONS4, Setting.WORKER))
    for link_id in ("satisfied", "worthwhile", "happy", "anxious"):
        give_answer(session, actor, GiveAnswer(talk, link_id, source.randint(0, HIGHEST)))
    if finish:
        finish_assessment(session, actor, talk)


def _plan(
    session: Session, actor: Actor, client_id: uuid.UUID, source: random.Random, clock: StoryClock, *, agreed: bool
) -> None:
    plan = start_plan(session, actor, StartPlan(client_id))
    day = clock.now().date()
    change_plan(
        session,
        actor,
        ChangePlan(
            plan_id=plan,
            version=plan_record(session, plan).version,
            what_matters=tuple(PlanLine(*line) for line in source.sample(people.MATTERS, 2)),
            strengths=(PlanLine(*source.choice(people.STRENGTHS)),),
            if_harder="I will phone Robin. I will try one small step.",
            review_date=day + REVIEW_AFTER,
            review_place="The library",
        ),
    )
    for title, picture, steps in source.sample(people.GOALS, 2):
        made = tuple(
            StepDraft(what=what, who=Who.ME, when_text="This week", confidence=8, picture=key) for what, key in steps
        )
        version = plan_record(session, plan).version
        add_goal(session, actor, AddGoal(plan, version, title, source.randint(5, HIGHEST), picture, made))
    if agreed:
        clock.at += WHILE
        agree_plan(session, actor, AgreePlan(plan, plan_record(session, plan).version, AgreedHow.TICK))
