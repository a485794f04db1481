"""Invented dossiers for the tests of exports: everything that can leave about a client."""

from __future__ import annotations

import json
import uuid
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import Any

from linkdesk.assessments.measures.rules import HeldScoreRecord
from linkdesk.assessments.measures.rules import HowRecord
from linkdesk.assessments.measures.rules import Mode
from linkdesk.assessments.measures.rules import NotAskedReason
from linkdesk.assessments.measures.rules import NotAskedRecord
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceRecord
from linkdesk.assessments.presence.rules import Present
from linkdesk.assessments.rules import AnswerRecord
from linkdesk.assessments.rules import AssessmentRecord
from linkdesk.assessments.rules import ChosenOption
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import ScoreRecord
from linkdesk.assessments.sort.rules import Pile
from linkdesk.assessments.sort.rules import SortedCard
from linkdesk.assessments.sort.rules import SortRecord
from linkdesk.clients.about.rules import AboutRecord
from linkdesk.clients.circle.rules import PersonRecord
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.rules import RiskRecord
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import Capacity
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import DecisionRecord
from linkdesk.clients.sharing.rules import Ground
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import OverrideRecord
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.clients.sharing.rules import RepresentativeRecord
from linkdesk.connections.gaps.rules import GapRecord
from linkdesk.connections.gaps.rules import Missing
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.rules import Barrier
from linkdesk.connections.rules import BarrierRecord
from linkdesk.connections.rules import ConnectionRecord
from linkdesk.connections.rules import EventRecord as ConnectionLine
from linkdesk.connections.rules import Kind as ConnectionKind
from linkdesk.connections.rules import State
from linkdesk.contacts.rules import Attendance
from linkdesk.contacts.rules import ContactRecord
from linkdesk.contacts.rules import Next
from linkdesk.contacts.rules import Way as ContactWay
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.choices import Method
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Way
from linkdesk.episodes.rules import EpisodeRecord
from linkdesk.episodes.rules import EventRecord
from linkdesk.episodes.rules import Issue
from linkdesk.episodes.stages import Stage
from linkdesk.exchange.fhir.assessment import outline
from linkdesk.exchange.rules import Dossier
from linkdesk.exchange.rules import Outline
from linkdesk.exchange.rules import Sender
from linkdesk.plans.phones import PhoneLine
from linkdesk.plans.progress.rules import GoalOutcome
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepMark
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import SharedLine
from linkdesk.plans.rules import StepRecord
from linkdesk.plans.rules import Who
from linkdesk.printing.given.rules import CopyRecord
from linkdesk.printing.given.rules import How as GivenHow
from linkdesk.printing.given.rules import PrintRecord
from linkdesk.printing.given.rules import Way as PrintWay
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.parting.rules import PartingRecord
from linkdesk.printing.parting.rules import ReminderRecord
from linkdesk.printing.rules import Format
from linkdesk.wording.own.rules import OwnTranslation
from tests.data import people

PRESENCE = PresenceRecord(
    interpreter=Interpreter.FAMILY,
    reference="=Ana Sample, sister",
    is_adult=True,
    people=(Present("Ana Sample", "sister"), Present("Sam")),
    seen_alone=False,
    version=2,
)
HOW = HowRecord(mode=Mode.PHONE, pictures=False, help_given="=Ana Sample read it", version=1)
START = datetime(2026, 10, 1, 9, 30, 15, 250_000, tzinfo=UTC)
ONS4 = ("satisfied", "worthwhile", "happy", "anxious")
SENDER = Sender(
    organisation_id=uuid.UUID(int=2, version=4),
    organisation_name="The Invented Link Service",
    worker_id=uuid.UUID(int=1, version=4),
    worker_name="Lina Invented",
    ods_code="Y99998",
)
FORMS = Path(__file__).parents[2] / "linkdesk" / "assessments" / "library"


def identity(*parts: object) -> uuid.UUID:
    """Return the same id for the same parts."""
    return uuid.uuid5(uuid.UUID(int=7), " ".join(map(str, parts)))


def outlines(url: str, version: str) -> Outline:
    """Return the groups of a form of our own library."""
    path = FORMS / f"{url.rsplit(':', 1)[1]}.json"
    return outline(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def ons4(client: uuid.UUID, number: int = 0, **changes: Any) -> AssessmentRecord:
    """Return a finished ONS4 conversation, `number` months after the first."""
    begun = START + timedelta(days=30 * number)
    answers = [
        AnswerRecord(link, f"How {link} were you?", value, str(value), kind=Kind.SCALE)
        for link, value in zip(ONS4, (3, 0, 7, 10), strict=True)
    ]
    scores = [ScoreRecord(answer.link_id, float(str(answer.value)), 0, 10, answer.link_id) for answer in answers]
    made: dict[str, Any] = {
        "id": identity("ons4", client, number),
        "client_id": client,
        "form_url": "urn:linkdesk:form:ons4",
        "form_version": "1",
        "title": "How you feel about your life",
        "started_at": begun,
        "completed_at": begun + timedelta(minutes=5),
        "answers": tuple(answers),
        "scores": tuple(scores),
        "worker_id": SENDER.worker_id,
    }
    return AssessmentRecord(**(made | changes))


def what_matters(client: uuid.UUID, **changes: Any) -> AssessmentRecord:
    """Return an unfinished talk: answers chosen and written, one skipped, one not known, one not reached."""
    home = ChosenOption("home", "My home", "urn:linkdesk:answers", "home")
    second = ChosenOption("family", "My family", "urn:linkdesk:answers", "family")
    answers = (
        AnswerRecord("matters", "What matters to you?", ("home", "family"), "My home, My family",
                     kind=Kind.MULTI, chosen=(home, second)),
        AnswerRecord("matters-words", "What matters most to you?", "My <cat> & 🐈\nand tea", "My <cat> & 🐈\nand tea"),
        AnswerRecord("good-at", "What are you good at?", None, "", skipped=True, kind=Kind.MULTI),
        AnswerRecord("feel-good", "What helps you feel good?", None, "", unknown=True),
        AnswerRecord("hopes", "What do you hope for?", None, ""),
    )  # fmt: skip
    made: dict[str, Any] = {
        "id": identity("matters", client),
        "client_id": client,
        "form_url": "urn:linkdesk:form:what-matters-to-you",
        "form_version": "1",
        "title": "What matters to you",
        "started_at": START,
        "completed_at": None,
        "answers": answers,
        "worker_id": identity("another worker"),
    }
    return AssessmentRecord(**(made | changes))


def printed(client: uuid.UUID, number: int | None, **changes: Any) -> PrintRecord:
    """Return a print of a version of the plan, or of no plan."""
    made: dict[str, Any] = {
        "id": identity("printed", client, number),
        "client_id": client,
        "plan_id": identity("plan", client, number) if number else None,
        "plan_number": number,
        "item": "plan" if number else "leaflet",
        "format": Format.EASY_READ,
        "size": 16,
        "mono": True,
        "language": "en",
        "way": PrintWay.PRINTED,
        "safe": Safe.YES,
        "seal": "0" * 32,
        "asked_at": START,
        "asked_by": SENDER.worker_id,
        "left_at": START,
        "left_by": SENDER.worker_id,
    }
    return PrintRecord(**(made | changes))


def copy(client: uuid.UUID, number: int) -> CopyRecord:
    """Return what became of the copy of a version of the plan."""
    plan_id = identity("plan", client, number)
    of = identity("copy", client, number)
    return CopyRecord(of, client, plan_id, GivenHow.READ_ALOUD, START.date(), None, "ur", SENDER.worker_id)


def parting(client: uuid.UUID, number: int) -> PartingRecord:
    """Return how the meeting about a version of the plan ended."""
    return PartingRecord(
        id=identity("parting", client, number),
        client_id=client,
        plan_id=identity("plan", client, number),
        plan_number=number,
        on=START.date(),
        words="We agreed to ring the choir.",
        next_on=START.date(),
        next_time="14:30",
        next_place="The library",
        safe=Safe.YES,
        worker_id=SENDER.worker_id,
    )


def connection(client_id: uuid.UUID) -> ConnectionRecord:
    """A choir they were brought to, with a line taken back."""
    made, worker, day = uuid.uuid5(client_id, "900"), uuid.UUID(int=7), date(2026, 11, 3)
    events = (
        ConnectionLine(uuid.uuid5(client_id, "901"), made, 1, State.SENT, day, None, "=Ola was glad", worker),
        ConnectionLine(uuid.uuid5(client_id, "902"), made, 2, State.WAITING, day, None, "", worker, date(2026, 11, 4)),
        ConnectionLine(uuid.uuid5(client_id, "903"), made, 3, State.ATTENDED, date(2026, 11, 10), None, "", worker),
    )
    barrier = BarrierRecord(uuid.uuid5(client_id, "904"), made, Barrier.TRAVEL, "+No bus", "Her brother drives", day)
    return ConnectionRecord(
        id=made,
        client_id=client_id,
        version=4,
        kind=ConnectionKind.SIGNPOST,
        service_id=None,
        service_name="=Hill Choir",
        organization="",
        to_name="Ola",
        contact="01632 960 010",
        episode_id=None,
        goal_id=None,
        step_id=None,
        reason="Company",
        who_does="She phones",
        visit_on=date(2026, 11, 10),
        visit_time="14:30",
        visit_place="The gate",
        feedback="@They were kind",
        feedback_on=date(2026, 11, 11),
        state=State.ATTENDED,
        since=date(2026, 11, 10),
        worker_id=worker,
        events=events,
        barriers=(barrier,),
    )


def unmet_need(client_id: uuid.UUID) -> GapRecord:
    """A need for which nothing was found."""
    worker = uuid.UUID(int=7)
    return GapRecord(
        uuid.uuid5(client_id, "905"),
        client_id,
        Need.MONEY,
        Missing.FULL,
        "=Only on Mondays",
        "LS1",
        date(2026, 11, 5),
        worker,
    )


def contact(client: uuid.UUID) -> ContactRecord:
    """Return a visit that came about late."""
    return ContactRecord(
        id=identity("contact", client),
        client_id=client,
        episode_id=None,
        worker_id=SENDER.worker_id,
        created_at=START,
        on=START.date(),
        way=ContactWay.HOME,
        attendance=Attendance.LATE,
        time="14:30",
        minutes=45,
        place="Her flat",
        present="=Her sister",
        outcome=Next.BOOKED,
        words="=We looked at the letters.",
    )


def reminder(client: uuid.UUID, number: int) -> ReminderRecord:
    """Return what was promised there."""
    of = identity("parting", client, number)
    return ReminderRecord(
        identity("reminder", client, number), client, of, "Ask about the bus", START.date(), None, SENDER.worker_id
    )


def own_form(client: uuid.UUID, **changes: Any) -> AssessmentRecord:
    """Return a finished talk with a form that we do not have, and the sorts of answer that our own forms lack."""
    answers = (
        AnswerRecord("intro", "Welcome", None, "", kind=Kind.DISPLAY),
        AnswerRecord("alone", "Do you live alone?", value=False, value_text="No", kind=Kind.BOOLEAN),
        AnswerRecord("since", "Since when?", "2020-01-31", "31 January 2020", kind=Kind.DATE),
        AnswerRecord(
            "who", "Who with?", "own", "Someone else", kind=Kind.CHOICE, chosen=(ChosenOption("own", "Someone else"),)
        ),
        AnswerRecord("hours", "How many hours?", 2.5, "2.5", kind=Kind.DECIMAL),
    )
    made: dict[str, Any] = {
        "id": identity("own", client),
        "form_url": "urn:linkdesk:form:unknown",
        "answers": answers,
        "scores": (ScoreRecord("Hours", 2.5, 0, 24),),
        "no_totals": {"=A total": ("Who with?", "How many hours?")},
    }
    return ons4(client, **(made | changes))


def plan(client: uuid.UUID, number: int = 1, **changes: Any) -> PlanRecord:
    """Return a full plan, version `number`, agreed with a drawn signature."""
    walk = StepRecord(
        id=identity("walk", client, number),
        what="Go to the walking group",
        who=Who.OTHER,
        who_name="Friend of mine",
        when_text="on Tuesday",
        due=date(2026, 12, 1),
        confidence=6,
        if_hard="I can ring Lina",
        place="The park",
        marks=(
            StepMark(identity("mark", client, number, 1), 1, StepStatus.CHANGED, date(2026, 11, 24), "=It rained"),
            StepMark(identity("mark", client, number, 2), 2, StepStatus.DONE, date(2026, 12, 1)),
        ),
    )
    call = StepRecord(id=identity("call", client, number), what="=Ring the group", when_text="tomorrow")
    met = GoalOutcome(identity("came", client, number), 1, Result.PARTLY, date(2026, 12, 20), "@I met two people")
    people_again = GoalRecord(
        id=identity("goal", client, number, 1),
        number=1,
        title="I want to see people & talk",
        importance=9,
        picture="friends",
        steps=(walk, call),
        need="Alone at home",
        outcomes=(met,),
    )
    goals = (people_again, GoalRecord(identity("goal", client, number, 2), 2, "I want a warm home"))
    made: dict[str, Any] = {
        "id": identity("plan", client, number),
        "client_id": client,
        "number": number,
        "status": PlanStatus.AGREED,
        "what_matters": (PlanLine("My cat", "cat"), PlanLine("Tea")),
        "strengths": (PlanLine("I can cook"),),
        "goals": goals,
        "if_harder": "Ring my sister",
        "review_date": date(2027, 1, 15),
        "review_place": "The library",
        "agreed_on": date(2026, 11, 20),
        "agreed_how": AgreedHow.DRAWN,
        "agreed_name": "M Invented",
        "agreed_by": DecidedBy.PERSON,
        "phones": (PhoneLine("My sister", "01632 960 123", "after six"), PhoneLine("Helpline", "116 123")),
        "achieved": (PlanLine("I rang the group"),),
        "shared": (SharedLine(RecipientKind.GP, "", (Part.PLAN, Part.NEEDS)),),
        "signature": (((1.0, 2.0), (3.5, 4.0)),),
        "worker_name": SENDER.worker_name,
        "worker_phone": "01632 960999",
        "organisation_name": SENDER.organisation_name,
    }
    return PlanRecord(**(made | changes))


def around(client: uuid.UUID) -> dict[str, Any]:
    """Return what is known around a person, what they allow and how they came, as parts of a dossier."""
    others: Any = {"client_id": client, "created_at": START, "owner_id": SENDER.worker_id}
    asked: Any = {"how": How.SPOKEN, "asked_on": START.date(), "asked_by": SENDER.worker_name}
    speaker = RepresentativeRecord(
        id=identity("speaker", client),
        client_id=client,
        name="Joy Sample",
        kind=RepresentativeKind.ATTORNEY,
        relation="daughter",
        evidence="The registered power",
        seen_on=date(2026, 9, 1),
        ended_on=None,
    )
    decisions = (
        DecisionRecord(
            id=identity("no", client),
            number=2,
            recipient=Recipient(RecipientKind.SERVICE, "Hill Road Choir"),
            answer=Answer.REFUSED,
            reason="+They were tired",
            capacity=Capacity.HAS_NOT,
            capacity_support="Pictures, a quiet room",
            capacity_assessor=SENDER.worker_name,
            capacity_on=date(2026, 9, 2),
            decided_by=DecidedBy.REPRESENTATIVE,
            representative_id=speaker.id,
            best_interests="Nobody else could say",
            **others | asked,
        ),
        DecisionRecord(
            id=identity("yes", client),
            number=1,
            recipient=Recipient(RecipientKind.GP),
            answer=Answer.GIVEN,
            reason="",
            what="Not the hospital",
            **others | asked,
        ),
    )
    override = OverrideRecord(
        id=identity("override", client),
        recipient=Recipient(RecipientKind.OTHER, "Council"),
        ground=Ground.SERIOUS_HARM,
        what="=That they might be harmed",
        reason="They said so",
        decider=SENDER.worker_name,
        decided_on=date(2026, 9, 3),
        told=False,
        not_told_because="It would raise the risk",
        ended_on=None,
        **others,
    )
    risk = RiskRecord(
        id=identity("risk", client),
        client_id=client,
        version=1,
        kind=RiskKind.FROM_OTHERS,
        risk="@Domestic abuse",
        comment="Their brother",
        started_on=date(2026, 1, 1),
        ended_on=None,
        end_comment="",
        created_at=START,
    )
    sister = PersonRecord(
        id=identity("sister", client),
        client_id=client,
        version=1,
        name="-Ann Sample",
        relationship="sister",
        phone="01632 960777",
        next_of_kin=True,
        note="Do not say more than the time",
    )
    about = AboutRecord(
        client_id=client,
        version=1,
        most_important="=My cat",
        home_access="Ring twice",
        written_on=START.date(),
        writer_id=SENDER.worker_id,
    )
    episodes = tuple(episode(client, number) for number in (2, 1))
    tried: Any = {"episode_id": episodes[0].id, "worker_id": SENDER.worker_id, "on": date(2026, 9, 30)}
    return {
        "about": about,
        "people": (sister,),
        "risks": (risk,),
        "representatives": (speaker,),
        "decisions": decisions,
        "overrides": (override,),
        "episodes": episodes,
        "stages": {episodes[0].id: Stage.CONTACT, episodes[1].id: Stage.CLOSED},
        "events": (
            EventRecord(
                at=START, kind=EventKind.ATTEMPT, way=Way.PHONE, outcome=Outcome.NO_ANSWER, words="\tTwice", **tried
            ),
            EventRecord(at=START - timedelta(days=1), kind=EventKind.RECEIVED, **tried),
        ),
    }


def episode(client: uuid.UUID, number: int) -> EpisodeRecord:
    """Return an episode with everything in it; the first one has ended."""
    closed: dict[str, Any] = {}
    if number == 1:
        closed = {
            "closed_on": date(2026, 8, 1),
            "close_reason": CloseReason.SAFEGUARDING,
            "outcome": "They knit again",
            "did_not_work": "The bus",
        }
    return EpisodeRecord(
        id=identity("episode", client, number),
        client_id=client,
        organisation_id=SENDER.organisation_id,
        worker_id=SENDER.worker_id,
        number=number,
        counted_from=START,
        source=Source.GP,
        method=Method.LETTER,
        received_on=date(2026, 9, 28),
        referred_on=date(2026, 9, 27),
        referrer_name="Dr Invented",
        reason="=Lonely",
        own_words="+I miss people",
        background="Their brother shouts",
        presenting_issues=(Issue(None, "Feeling lonely"), Issue("160689007", "Housing")),
        decision=Decision.ACCEPTED,
        decided_on=date(2026, 9, 29),
        decision_words="Nobody else can",
        created_at=START,
        updated_at=START,
        **closed,
    )


def picture_sort(client: uuid.UUID) -> SortRecord:
    """Return a sort with two cards, one of them first; its talk is that of the questions about what matters."""
    friends, home = SortedCard("friends", "My friends", "friends"), SortedCard("home", "My home", "home")
    return SortRecord(
        id=what_matters(client).id,
        client_id=client,
        day=START.date(),
        on_paper=True,
        finished=True,
        piles={Pile.GOOD: (friends,), Pile.SO_SO: (), Pile.CHANGE: (home,)},
        first=home,
        words="=Move to a dry flat",
    )


def dossier(number: int = 0, **changes: Any) -> Dossier:
    """Return everything about invented person `number`; `changes` change the person."""
    client = people.client(number, **changes)
    return Dossier(
        client=client,
        assessments=(ons4(client.id, presence=PRESENCE, how=HOW), what_matters(client.id), own_form(client.id)),
        not_asked=(
            NotAskedRecord(
                identity("not asked", client.id),
                "urn:linkdesk:form:ons4",
                "How you feel about your life",
                NotAskedReason.OTHER,
                "=Their brother came in",
                date(2026, 10, 2),
            ),
        ),
        held_scores=(
            HeldScoreRecord(
                identity("held", client.id), "=A scale of theirs", 21.5, 7, 35, date(2026, 9, 3), "The practice"
            ),
        ),
        plans=(plan(client.id, 1, status=PlanStatus.REPLACED), plan(client.id, 2)),
        sorts=(picture_sort(client.id),),
        prints=(printed(client.id, 2), printed(client.id, None, way=PrintWay.WAITING, left_at=None, left_by=None)),
        copies=(copy(client.id, 2),),
        partings=(parting(client.id, 2),),
        reminders=(reminder(client.id, 2),),
        connections=(connection(client.id),),
        unmet_needs=(unmet_need(client.id),),
        contacts=(contact(client.id),),
        translations=(OwnTranslation(client.id, "pl", "ab" * 32, "=Mój kot", "Ola Nowak", date(2026, 11, 20)),),
        **around(client.id),
    )
