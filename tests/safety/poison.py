"""One person and one service with hostile words in every field that a worker can type into."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from PIL import Image
from sqlalchemy import JSON
from sqlalchemy import LargeBinary
from sqlalchemy import String
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.assessments import library
from linkdesk.assessments.measures import rules as measures
from linkdesk.assessments.measures.rules import Mode
from linkdesk.assessments.measures.rules import NotAskedReason
from linkdesk.assessments.measures.rules import NoteHeldScore
from linkdesk.assessments.measures.rules import NoteNotAsked
from linkdesk.assessments.measures.rules import SaveHow
from linkdesk.assessments.measures.service import note_held_score
from linkdesk.assessments.measures.service import note_not_asked
from linkdesk.assessments.measures.service import save_how
from linkdesk.assessments.presence import rules as presence
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import Present
from linkdesk.assessments.presence.rules import SavePresence
from linkdesk.assessments.presence.service import save_presence
from linkdesk.assessments.queries import assessment_record
from linkdesk.assessments.reading.service import say_meaning
from linkdesk.assessments.rules import MEANING_BY_LENGTH
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import SayMeaning
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.sort.cards import WORDS_LENGTH
from linkdesk.clients import person
from linkdesk.clients import rules as clients
from linkdesk.clients.about.rules import FACT_LENGTH
from linkdesk.clients.about.rules import HEADINGS
from linkdesk.clients.about.rules import NAMES
from linkdesk.clients.about.rules import TEXT_LENGTH
from linkdesk.clients.about.rules import SaveAbout
from linkdesk.clients.about.service import save_about
from linkdesk.clients.circle.rules import LENGTHS as CIRCLE_LENGTHS
from linkdesk.clients.circle.rules import AddPerson
from linkdesk.clients.circle.service import add_person
from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.rules import TakeBackDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.deceased.service import take_back_death
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.merging.queries import versions
from linkdesk.clients.merging.rules import MergeClients
from linkdesk.clients.merging.service import merge_clients
from linkdesk.clients.models import Client
from linkdesk.clients.papers import service as papers
from linkdesk.clients.person import Address
from linkdesk.clients.person import AddressKind
from linkdesk.clients.person import Email
from linkdesk.clients.person import Identifier
from linkdesk.clients.queries import client_record
from linkdesk.clients.reach.rules import REASON_LENGTH
from linkdesk.clients.reach.rules import BreakGlass
from linkdesk.clients.reach.rules import EndApart
from linkdesk.clients.reach.rules import KeepApart
from linkdesk.clients.reach.service import break_glass
from linkdesk.clients.reach.service import end_apart
from linkdesk.clients.reach.service import keep_apart
from linkdesk.clients.requirements.rules import ReviewNeeds
from linkdesk.clients.requirements.service import review_needs
from linkdesk.clients.risks.queries import risk_record
from linkdesk.clients.risks.rules import COMMENT_LENGTH
from linkdesk.clients.risks.rules import RISK_LENGTH
from linkdesk.clients.risks.rules import EndRisk
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.service import end_risk
from linkdesk.clients.risks.service import note_risk
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import Impairment
from linkdesk.clients.rules import Need
from linkdesk.clients.sensitive.queries import setting as sensitive_setting
from linkdesk.clients.sensitive.rules import KeepAnswer
from linkdesk.clients.sensitive.rules import Said
from linkdesk.clients.sensitive.rules import Topic
from linkdesk.clients.sensitive.service import choose_topics
from linkdesk.clients.sensitive.service import keep_answer
from linkdesk.clients.service import add_client
from linkdesk.clients.sharing.queries import newest_number
from linkdesk.clients.sharing.rules import NAME_LENGTH as SHARING_NAME
from linkdesk.clients.sharing.rules import Capacity
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.clients.sharing.rules import SignedHow
from linkdesk.clients.sharing.service import add_representative
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.clients.sharing.service import share_without_permission
from linkdesk.contacts.rules import PLACE_LENGTH
from linkdesk.contacts.rules import ChangeContact
from linkdesk.contacts.rules import NoteContact
from linkdesk.contacts.service import change_contact
from linkdesk.contacts.service import note_contact
from linkdesk.desk.handover.rules import NOTE_LENGTH
from linkdesk.desk.handover.rules import HandOver
from linkdesk.desk.handover.service import hand_over
from linkdesk.desk.views.rules import NAME_LENGTH as VIEW_NAME
from linkdesk.desk.views.rules import KeepView
from linkdesk.desk.views.rules import Showing
from linkdesk.desk.views.service import keep_view
from linkdesk.easyread.bank import PhraseKind
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import SentHow
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Way
from linkdesk.episodes.queries import episode_record
from linkdesk.episodes.queries import episodes_of
from linkdesk.episodes.queries import messages_of
from linkdesk.episodes.rules import ISSUE_LENGTH
from linkdesk.episodes.rules import LENGTHS as EPISODE_LENGTHS
from linkdesk.episodes.rules import BookVisit
from linkdesk.episodes.rules import CloseEpisode
from linkdesk.episodes.rules import Issue
from linkdesk.episodes.rules import NoteAttempt
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.rules import Reopen
from linkdesk.episodes.rules import SettleMessage
from linkdesk.episodes.rules import Triage
from linkdesk.episodes.service import book_visit
from linkdesk.episodes.service import close_episode
from linkdesk.episodes.service import note_attempt
from linkdesk.episodes.service import receive_referral
from linkdesk.episodes.service import reopen
from linkdesk.episodes.service import settle_message
from linkdesk.episodes.service import triage
from linkdesk.exchange.audience import Audience
from linkdesk.exchange.audience import ForWhom
from linkdesk.exchange.letters import service as letters
from linkdesk.exchange.letters.service import KeepLetter
from linkdesk.exchange.letters.service import keep_letter
from linkdesk.exchange.rules import ExportKind
from linkdesk.exchange.service import make_parcel
from linkdesk.languages.own import hash_of
from linkdesk.organisation import rules as service_rules
from linkdesk.organisation.languages.queries import state as language_state
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.organisation.lawful.queries import lawful
from linkdesk.organisation.lawful.rules import BASIS_LENGTH
from linkdesk.organisation.lawful.rules import ChangeLawful
from linkdesk.organisation.lawful.rules import Purpose
from linkdesk.organisation.lawful.service import change_lawful
from linkdesk.organisation.queries import organisation
from linkdesk.organisation.rules import ChangeHelpNumbers
from linkdesk.organisation.rules import ChangeOrganisation
from linkdesk.organisation.rules import ExtraNumber
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import OwnNumber
from linkdesk.organisation.service import change_help_numbers
from linkdesk.organisation.service import change_organisation
from linkdesk.plans.phones import PhoneLine
from linkdesk.plans.progress.rules import WORDS_LENGTH as PROGRESS_LENGTH
from linkdesk.plans.progress.rules import MarkStep
from linkdesk.plans.progress.rules import NoteOutcome
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.progress.service import mark_step
from linkdesk.plans.progress.service import note_outcome
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import RemoveGoal
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.rules import Who
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import change_plan
from linkdesk.plans.service import remove_goal
from linkdesk.plans.service import start_plan
from linkdesk.printing.parting.queries import reminders_of
from linkdesk.printing.parting.rules import EndMeeting
from linkdesk.printing.parting.rules import Promise
from linkdesk.printing.parting.service import end_meeting
from linkdesk.record.attachments import TITLE_LENGTH
from linkdesk.record.attachments import papers_of
from linkdesk.record.base import Base
from linkdesk.record.drafts import save_draft
from linkdesk.settings import Limits
from linkdesk.team import rules as team
from linkdesk.team.queries import worker
from linkdesk.team.rules import ChangeWorker
from linkdesk.team.rules import Role
from linkdesk.team.service import change_worker
from linkdesk.wording.bank import rules as bank
from linkdesk.wording.bank.rules import SavePhrase
from linkdesk.wording.bank.service import save_phrase
from linkdesk.wording.own import rules as own_words
from linkdesk.wording.own.rules import SaveOwnWords
from linkdesk.wording.own.service import save_own_words
from tests.assessments.sort import samples as sorting
from tests.clients.sharing import samples
from tests.data import people
from tests.safety.ink import SIGN
from tests.safety.poison_concerns import write_concern
from tests.safety.poison_connections import write_connections
from tests.safety.poison_dropins import write_drop_ins
from tests.safety.poison_services import write_services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.furnished import House
    from tests.safety.ink import Ink

LINE, TEXT = Limits().line, Limits().text
BORN = date(1980, 2, 29)
EARLIER = date(2026, 1, 2)
COLLEAGUE = "Sam Second"
CHOIR = "sharing_decision.recipient_name"


@dataclass
class Poisoned:
    """Where the hostile words lie: the ids that stand in addresses, by their names there."""

    client: uuid.UUID
    twin: uuid.UUID
    ids: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Pen:
    """Who writes what about whom."""

    session: Session
    actor: Actor
    ink: Ink
    client: uuid.UUID

    @property
    def version(self) -> int:
        """The version of the client now."""
        return client_record(self.session, self.client).version


def colleague(house: House) -> uuid.UUID:
    """Return the worker to whom cases go and from whom they come back."""
    return house.join(COLLEAGUE, Role.LINK_WORKER)


def poison(house: House, ink: Ink, colleague_id: uuid.UUID) -> Poisoned:
    """Write the ink into every field of the service, of one client and of a second record of the same person."""
    with open_session(house.settings, house.vault) as (session, actor):
        known = session.scalar(select(func.count(Client.id))) or 0
        client, gone, twin = (add_client(session, actor, _person(ink, known * 3 + which)) for which in range(3))
        pen = Pen(session, actor, ink, client)
        found = Poisoned(client, twin)
        _service(pen)
        found.ids["key"] = [_phrase(pen)]
        found.ids["service_id"] = list(write_services(session, actor, ink))
        found.ids |= write_connections(session, actor, ink, client, found.ids["service_id"][0])
        found.ids["merge_id"] = [_merge(pen, gone)]
        _person_later(pen)
        _around(pen, found)
        found.ids["assessment_id"] = [_talk(pen), _sort(pen)]
        _sharing(pen)
        _plans(pen, found)
        _contacts(pen, found)
        found.ids |= write_concern(session, actor, ink, client, colleague_id)
        _papers(pen)
        _episodes(pen)
        found.ids["restriction_id"] = [_reach(pen, twin, colleague_id)]
        _die(replace(pen, client=twin))
        _handover(pen, colleague_id)
        _typed(pen)
        make_parcel(session, actor, ExportKind.CSV, client, Audience(ForWhom.SERVICE, ink.written[CHOIR]))
        found.ids["view_id"] = [keep_view(session, actor, KeepView(ink("saved_view.name", VIEW_NAME), Showing()))]
        episodes = episodes_of(session, client)
        found.ids |= {
            "client_id": [client],
            "episode_id": [each.id for each in episodes],
            "message_id": [each.id for episode in episodes for each in messages_of(session, episode.id)],
            "paper_id": [each.id for each in papers_of(session, client)],
            "worker_id": [actor.worker_id],
            "topic": [Topic.RELIGION],
        }
    return found


def _person(ink: Ink, number: int) -> AddClient:
    def of(name: str) -> str:
        return ink(f"client.{name}", clients.LENGTHS[name])

    return AddClient(
        given_name=ink("client.given_name", clients.GIVEN_NAME_LENGTH),
        family_name=ink("client.family_name", clients.FAMILY_NAME_LENGTH),
        preferred_name=of("preferred_name"),
        title=of("title"),
        birth_date=BORN,
        nhs_number=people.nhs_number(100 + number),
        gp_practice_name=of("gp_practice_name"),
        gp_practice_code=of("gp_practice_code"),
        address_lines=tuple(ink(f"client.address_lines {line}", clients.ADDRESS_LINE_LENGTH) for line in range(4)),
        town=of("town"),
        email=ink.address("client.email"),
        needs=(Need(None, ink("client.needs text", clients.NEED_TEXT_LENGTH), ink("client.needs detail", 150)),),
        name_suffix=of("name_suffix"),
        alias=of("alias"),
        pronouns=of("pronouns"),
        birth_place=of("birth_place"),
        birth_country=of("birth_country"),
        other_identifiers=(
            Identifier(
                ink("client.other_identifiers kind", person.IDENTIFIER_KIND_LENGTH),
                ink("client.other_identifiers value", person.IDENTIFIER_LENGTH),
            ),
        ),
        address_note=of("address_note"),
        other_addresses=(
            Address(
                AddressKind.TEMPORARY,
                tuple(ink(f"client.other_addresses lines {line}", person.LINE_LENGTH) for line in range(2)),
                "",
                ink("client.other_addresses note", person.NOTE_LENGTH),
            ),
        ),
        other_emails=(Email(ink.address("client.other_emails address")),),
        other_contact=of("other_contact"),
        best_time=of("best_time"),
        gp_name=of("gp_name"),
    )


def _person_later(pen: Pen) -> None:
    """What other pages keep in the row of the client."""
    ink, kept = pen.ink, client_record(pen.session, pen.client)
    said = ReviewNeeds(
        client_id=pen.client,
        version=kept.version,
        needs=kept.needs,
        impairments=(Impairment(ink("client.impairments text", 150), ink("client.impairments detail", 150)),),
        mobility=(ink("client.mobility", 150),),
        other_requirements=(ink("client.other_requirements", 150),),
    )
    review_needs(pen.session, pen.actor, said)
    set_keep_safe(pen.session, pen.actor, SetKeepSafe(pen.client, pen.version, ink("client.keep_safe", 200)))
    _die(pen)
    reason = ink("client.death_taken_back", clients.SOURCE_LENGTH)
    take_back_death(pen.session, pen.actor, TakeBackDeath(pen.client, pen.version, reason))


def _die(pen: Pen) -> None:
    source = pen.ink("client.deceased_source", clients.SOURCE_LENGTH)
    note_death(pen.session, pen.actor, NoteDeath(pen.client, pen.version, EARLIER, source))


def _service(pen: Pen) -> None:
    """The service, its numbers, what it relies on, and the worker."""
    session, actor, ink = pen.session, pen.actor, pen.ink
    kept = organisation(session, actor.organisation_id)
    change_organisation(
        session,
        actor,
        ChangeOrganisation(
            version=kept.version,
            name=ink("organisation.name", service_rules.NAME_LENGTH),
            phone=kept.phone,
            email=ink.address("organisation.email"),
            address_lines=(ink("organisation.address_lines", service_rules.LINE_LENGTH),),
            out_of_hours=ink.text("organisation.out_of_hours", service_rules.WORDS_LENGTH),
            privacy_contact=ink("organisation.privacy_contact", service_rules.WORDS_LENGTH),
            curtain_minutes=kept.curtain_minutes,
        ),
    )
    hours = service_rules.HOURS_LENGTH
    own = OwnNumber("01632 960 001", ink("organisation.own_numbers hours", hours), EARLIER, EARLIER)
    extra = ExtraNumber(
        ink("organisation.extra_numbers name", service_rules.NAME_LENGTH),
        ink("organisation.extra_numbers for_whom", service_rules.WORDS_LENGTH),
        "01632 960 002",
        ink("organisation.extra_numbers hours", hours),
        EARLIER,
        EARLIER,
    )
    version = organisation(session, actor.organisation_id).version
    change_help_numbers(session, actor, ChangeHelpNumbers(version, dict.fromkeys(OwnKey, own), (extra,)))
    bases = {purpose: ink.text(f"lawful_basis.bases {purpose}", BASIS_LENGTH) for purpose in Purpose}
    by = ink("lawful_basis.checked_by", 120)
    change_lawful(session, actor, ChangeLawful(lawful(session, actor.organisation_id).version, bases, by, EARLIER))
    me = worker(session, actor.worker_id)
    change_worker(
        session,
        actor,
        ChangeWorker(
            version=me.version,
            name=ink("worker.name", team.NAME_LENGTH),
            job_title=ink("worker.job_title", team.JOB_LENGTH),
            phone="01632 960 003",
            email=ink.address("worker.email"),
        ),
    )


def _phrase(pen: Pen) -> str:
    """A phrase of the service with a translation."""
    said = {"pl": pen.ink("bank_phrase.said pl", bank.SAID_LENGTH)}
    by = pen.ink("bank_phrase.said name", bank.NAME_LENGTH)
    words = pen.ink("bank_phrase.words", bank.WORDS_LENGTH)
    return save_phrase(pen.session, pen.actor, SavePhrase("", 0, PhraseKind.STEP, words, "steps", said, by))


def _merge(pen: Pen, gone: uuid.UUID) -> uuid.UUID:
    mine, other = versions(pen.session, pen.client, gone)
    return merge_clients(pen.session, pen.actor, MergeClients(pen.client, mine, gone, other, {}))


def _around(pen: Pen, found: Poisoned) -> None:
    """About me, people, risks, sensitive facts."""
    session, actor, ink, client = pen.session, pen.actor, pen.ink, pen.client
    texts = {name: ink.text(f"about_me.{name}", TEXT_LENGTH) for name in HEADINGS}
    texts |= {name: ink(f"about_me.{name}", FACT_LENGTH) for name in NAMES if name not in HEADINGS}
    save_about(session, actor, SaveAbout(client_id=client, version=0, **texts))
    checked: dict[str, Any] = {"phone": "01632 960 004", "email": ink.address("circle_person.email")}
    known = checked | {
        name: ink(f"circle_person.{name}", most) for name, most in CIRCLE_LENGTHS.items() if name not in checked
    }
    found.ids["circle_person_id"] = [add_person(session, actor, AddPerson(client_id=client, **known))]
    ended, stands = (
        note_risk(session, actor, NoteRisk(client, kind, ink("risk.risk", RISK_LENGTH), ink("risk.comment", 150)))
        for kind in (RiskKind.LONE_WORKING, RiskKind.HOME_VISIT)
    )
    version = risk_record(session, client, ended).version
    comment = ink("risk.end_comment", COMMENT_LENGTH)
    end_risk(session, actor, EndRisk(client, ended, version, datetime.now(UTC).astimezone().date(), comment))
    found.ids["risk_id"] = [stands, ended]
    asked, setting = sensitive_setting(session, actor.organisation_id)
    if Topic.RELIGION not in asked:
        choose_topics(session, actor, frozenset({Topic.RELIGION}), setting)
    words = ink("sensitive_fact.words", 150)
    told = KeepAnswer(client_id=client, topic=Topic.RELIGION, version=0, said=Said.TOLD, words=words)
    keep_answer(session, actor, told)


def _talk(pen: Pen) -> uuid.UUID:
    session, actor = pen.session, pen.actor
    talk = start_assessment(session, actor, StartAssessment(pen.client, library.WHAT_MATTERS, Setting.WORKER))
    here = SavePresence(
        assessment_id=talk,
        interpreter=Interpreter.PROFESSIONAL,
        reference=pen.ink("assessment_presence.reference", presence.REFERENCE_LENGTH),
        people=(
            Present(
                pen.ink("assessment_presence.people name", presence.NAME_LENGTH),
                pen.ink("assessment_presence.people role", presence.NAME_LENGTH),
            ),
        ),
    )
    save_presence(session, actor, here)
    helped = pen.ink("assessment_how.help_given", measures.WORDS_LENGTH)
    save_how(session, actor, SaveHow(assessment_id=talk, mode=Mode.PAPER, pictures=True, help_given=helped))
    left = pen.ink("not_asked.words", measures.WORDS_LENGTH)
    reason = NotAskedReason.OTHER
    note_not_asked(session, actor, NoteNotAsked(pen.client, library.ONS4, reason, left, EARLIER))
    name, by_whom = (pen.ink(f"held_score.{column}", measures.NAME_LENGTH) for column in ("name", "by_whom"))
    note_held_score(session, actor, NoteHeldScore(pen.client, name, 7, 0, 10, EARLIER, by_whom))
    for link_id in ("matters-words", "feel-good", "hopes"):
        give_answer(session, actor, GiveAnswer(talk, link_id, pen.ink.text(f"assessment_answer.value {link_id}", TEXT)))
    finish_assessment(session, actor, talk)
    first = next(each for each in assessment_record(session, talk).answers if each.link_id == "matters-words")
    assert first.id is not None
    meaning = pen.ink("assessment_answer.meaning", TEXT)
    said_by = pen.ink("assessment_answer.meaning_by", MEANING_BY_LENGTH)
    say_meaning(session, actor, SayMeaning(talk, first.id, first.version, meaning, said_by))
    return talk


def _sort(pen: Pen) -> uuid.UUID:
    """A picture sort with hostile words about what comes first."""
    words = pen.ink("assessment_answer.value first-words", WORDS_LENGTH)
    return sorting.whole(pen.session, pen.actor, pen.client, words=words)


def _plans(pen: Pen, found: Poisoned) -> None:
    """An agreed plan, and the next one as a draft."""
    session, actor, ink = pen.session, pen.actor, pen.ink
    plan = start_plan(session, actor, StartPlan(pen.client))

    def version() -> int:
        return plan_record(session, plan).version

    change_plan(
        session,
        actor,
        ChangePlan(
            plan,
            version(),
            (PlanLine(ink("plan.what_matters text", LINE)),),
            (PlanLine(ink("plan.strengths text", LINE)),),
            ink.text("plan.if_harder", TEXT),
            date(2027, 1, 12),
            ink("plan.review_place", LINE),
            (PhoneLine(ink("plan.phones name", 100), "01632 960 001", ink("plan.phones when", 100)),),
            (PlanLine(ink("plan.achieved text", LINE)),),
            {"if_harder": ink("plan.first_words if_harder", LINE)},
        ),
    )
    step = StepDraft(
        what=ink("plan_step.what", LINE),
        who=Who.OTHER,
        who_name=ink("plan_step.who_name", LINE),
        when_text=ink("plan_step.when_text", LINE),
        if_hard=ink("plan_step.if_hard", LINE),
        place=ink("plan_step.place", LINE),
        first_words={"what": ink("plan_step.first_words what", LINE)},
    )
    need = ink("plan_goal.need", LINE)
    add_goal(
        session,
        actor,
        AddGoal(
            plan,
            version(),
            ink("plan_goal.title", LINE),
            7,
            None,
            (step,),
            need,
            {"title": ink("plan_goal.first_words title", LINE)},
        ),
    )
    add_goal(session, actor, AddGoal(plan, version(), ink("plan.left_out title", LINE)))
    gone = plan_record(session, plan).goals[-1].id
    remove_goal(session, actor, RemoveGoal(plan, version(), gone, ink("plan.left_out why", LINE)))
    name = ink("plan.agreed_name", 100)
    for_them: dict[str, Any] = {
        "by": DecidedBy.REPRESENTATIVE,
        "relation": ink("plan.agreed_relation", LINE),
        "authority": RepresentativeKind.ATTORNEY,
        "because": ink.text("plan.not_agreed_because", TEXT),
        "witness": ink("plan.witness", LINE),
        "not_signed_because": ink.text("plan.not_signed_because", TEXT),
    }
    agree_plan(session, actor, AgreePlan(plan, version(), AgreedHow.WITNESSED, name=name, **for_them))
    (goal,) = plan_record(session, plan).goals
    why, words = ink.text("plan_step_mark.why", PROGRESS_LENGTH), ink.text("plan_goal_outcome.words", PROGRESS_LENGTH)
    mark_step(session, actor, MarkStep(plan, goal.steps[0].id, 0, StepStatus.CHANGED, why=why))
    note_outcome(session, actor, NoteOutcome(plan, goal.id, 0, Result.PARTLY, words=words))
    end = EndMeeting(
        client_id=pen.client,
        plan_id=plan,
        words=ink.text("parting.words", TEXT),
        next_on=date(2040, 1, 2),
        next_time="14:30",
        next_place=ink("parting.next_place", LINE),
        promises=(Promise(ink("reminder.words", LINE)),),
    )
    end_meeting(session, actor, end)
    found.ids["reminder_id"] = [each.id for each in reminders_of(session, pen.client)]
    draft = start_plan(session, actor, StartPlan(pen.client))
    found.ids["plan_id"] = [draft, plan]
    found.ids["goal_id"] = [plan_record(session, draft).goals[0].id, goal.id]
    found.ids["step_id"] = [goal.steps[0].id]
    _translated(pen, draft)
    found.ids["tag"] = ["pl"]


def _translated(pen: Pen, plan: uuid.UUID) -> None:
    """The goal of a plan in another language."""
    state = language_state(pen.session, pen.actor.organisation_id, "pl")
    if not state.on:
        switch_language(pen.session, pen.actor, SwitchLanguage("pl", state.version, on=True))
    words = {hash_of(pen.ink.written["plan_goal.title"]): pen.ink.text("own_translation.words", TEXT)}
    by = pen.ink("own_translation.translator", own_words.NAME_LENGTH)
    save_own_words(pen.session, pen.actor, SaveOwnWords(pen.client, "pl", 0, words, by), plan)


def _sharing(pen: Pen) -> None:
    """Who speaks for the person, two decisions, and sharing without permission."""
    session, actor, ink, client = pen.session, pen.actor, pen.ink, pen.client
    speaker = samples.representative(
        client,
        name=ink("sharing_representative.name", SHARING_NAME),
        relation=ink("sharing_representative.relation", SHARING_NAME),
        evidence=ink("sharing_representative.evidence", LINE),
        seen_on=EARLIER,
    )
    add_representative(session, actor, speaker)
    usual: dict[str, Any] = {
        "client_id": client,
        "asked_on": EARLIER,
        "asked_by": ink("sharing_decision.asked_by", SHARING_NAME),
        "what": ink.text("sharing_decision.what", TEXT),
    }
    signed = samples.decisions(
        samples.yes(),
        samples.not_asked(samples.EVALUATION, ink("sharing_decision.reason", LINE)),
        how=How.SCREEN,
        signed_how=SignedHow.WITNESSED,
        signed_name=ink("sharing_decision.signed_name", SHARING_NAME),
        witness=ink("sharing_decision.witness", SHARING_NAME),
        not_signed_because=ink.text("sharing_decision.not_signed_because", TEXT),
        **usual,
    )
    record_decisions(session, actor, signed)
    unable = samples.decisions(
        samples.yes(Recipient(RecipientKind.SERVICE, ink(CHOIR, SHARING_NAME))),
        seen=newest_number(session, client),
        capacity=Capacity.HAS_NOT,
        capacity_support=ink.text("sharing_decision.capacity_support", TEXT),
        capacity_assessor=ink("sharing_decision.capacity_assessor", SHARING_NAME),
        capacity_on=EARLIER,
        decided_by=DecidedBy.BEST_INTERESTS,
        best_interests=ink.text("sharing_decision.best_interests", TEXT),
        **usual,
    )
    record_decisions(session, actor, unable)
    override = samples.without(
        client,
        recipient=Recipient(RecipientKind.OTHER, ink("sharing_override.recipient_name", SHARING_NAME)),
        what=ink.text("sharing_override.what", TEXT),
        reason=ink.text("sharing_override.reason", TEXT),
        decider=ink("sharing_override.decider", SHARING_NAME),
        decided_on=EARLIER,
        told=False,
        not_told_because=ink.text("sharing_override.not_told_because", TEXT),
    )
    share_without_permission(session, actor, override)


def _contacts(pen: Pen, found: Poisoned) -> None:
    """A contact that was put right once, so that its page shows both texts."""
    session, actor, ink, client = pen.session, pen.actor, pen.ink, pen.client
    given: dict[str, Any] = {
        "client_id": client,
        "on": EARLIER,
        "place": ink("contact.place", PLACE_LENGTH),
        "present": ink("contact.present", LINE),
        "time": "14:30",
    }
    made = note_contact(session, actor, NoteContact(words="Spoke", **given))
    words = ink.text("contact.words", TEXT)
    change_contact(session, actor, ChangeContact(contact_id=made, version=1, words=words, **given))
    found.ids["contact_id"] = [made]
    found.ids |= write_drop_ins(session, actor, ink, EARLIER)


def _episodes(pen: Pen) -> None:
    """A referral that ended, came back and ended again; one passed on, one that waits, one that goes on."""
    session, actor, ink, client = pen.session, pen.actor, pen.ink, pen.client
    lines = {name: ink(f"episode.{name}", most) for name, most in EPISODE_LENGTHS.items()}
    issues = (Issue(None, ink("episode.presenting_issues text", ISSUE_LENGTH)),)
    given: dict[str, Any] = {"source": Source.OTHER, "received_on": EARLIER, "presenting_issues": issues, **lines}

    def on(episode_id: uuid.UUID) -> dict[str, Any]:
        kept = episode_record(session, client, episode_id)
        return {"client_id": client, "episode_id": episode_id, "version": kept.version}

    def end(episode_id: uuid.UUID) -> None:
        outcome, failed = ink.text("episode.outcome", TEXT), ink.text("episode.did_not_work", TEXT)
        close_episode(session, actor, CloseEpisode(**on(episode_id), reason=CloseReason.MOVED_AWAY, outcome=outcome,
                                                   did_not_work=failed))  # fmt: skip

    ended = receive_referral(session, actor, ReceiveReferral(client_id=client, **given))
    triage(session, actor, Triage(**on(ended), decision=Decision.ACCEPTED))
    end(ended)
    reopen(session, actor, Reopen(**on(ended), reason=ink.text("episode_event.words reopened", TEXT)))
    end(ended)
    passed = receive_referral(session, actor, ReceiveReferral(client_id=client, **given))
    words, to = ink.text("episode_event.words passed", TEXT), ink("episode.passed_to", LINE)
    triage(session, actor, Triage(**on(passed), decision=Decision.WRONG_SERVICE, words=words, passed_to=to))
    message = messages_of(session, passed)[0]
    settled = SettleMessage(
        client_id=client,
        message_id=message.id,
        version=message.version,
        how=SentHow.NOT_SENT,
        words=ink("owed_message.words", LINE),
    )
    settle_message(session, actor, settled)
    open_one = receive_referral(session, actor, ReceiveReferral(client_id=client, **given))
    waits = receive_referral(session, actor, ReceiveReferral(client_id=client, although_open=True, **given))
    words, whom = ink.text("episode.decision_words", TEXT), ink("episode.asked_whom", LINE)
    triage(session, actor, Triage(**on(waits), decision=Decision.NEED_MORE, words=words, asked_whom=whom))
    words = ink.text("episode_event.words attempt", TEXT)
    tried = NoteAttempt(**on(open_one), way=Way.PHONE, outcome=Outcome.NO_ANSWER, on=EARLIER, words=words)
    note_attempt(session, actor, tried)
    tomorrow, place = datetime.now(UTC).astimezone().date() + timedelta(days=1), ink("episode.first_visit_place", LINE)
    book_visit(session, actor, BookVisit(**on(open_one), on=tomorrow, time="10:00", place=place))


def _papers(pen: Pen) -> None:
    """A picture with a title, and a letter that was pasted."""
    session, actor, ink = pen.session, pen.actor, pen.ink
    drawn = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(drawn, "PNG")
    papers.attach(session, actor, pen.client, ink("attachment.title", TITLE_LENGTH), drawn.getvalue())
    text = ink.text("attachment_body.body", TEXT)
    save_draft(session, actor, letters.FORM, letters.NEW, {"text": text})
    nobody = AddClient(given_name="A", family_name="B", birth_date=BORN)  # the letter is about who is on record
    referral = ReceiveReferral(
        client_id=pen.client, source=Source.GP, received_on=EARLIER, to_service="The letter’s own service"
    )
    keep_letter(session, actor, KeepLetter(text, nobody, referral, pen.client))
    save_draft(session, actor, letters.FORM, letters.NEW, {"text": ink.text("draft.body letter", TEXT)})


def _reach(pen: Pen, twin: uuid.UUID, colleague_id: uuid.UUID) -> uuid.UUID:
    """The twin is kept apart from this worker, who breaks in; the client was kept apart for a moment."""
    session, actor, ink = pen.session, pen.actor, pen.ink
    number = client_record(session, twin).nhs_number
    reason = ink.text("restriction.reason", REASON_LENGTH)
    stands = keep_apart(session, actor, KeepApart(twin, reason, (colleague_id,)))
    break_glass(session, actor, BreakGlass(ink.text("glass_broken.reason", REASON_LENGTH), nhs_number=number))
    short = keep_apart(session, actor, KeepApart(pen.client, reason, (actor.worker_id,)))
    end_apart(session, actor, EndApart(short, ink.text("restriction.ended_reason", REASON_LENGTH)))
    return stands


def _handover(pen: Pen, colleague_id: uuid.UUID) -> None:
    note = pen.ink("episode_event.words handed over", NOTE_LENGTH)
    me = pen.actor.worker_id
    for one, other in ((me, colleague_id), (colleague_id, me)):
        hand_over(pen.session, pen.actor, HandOver(one, other, (pen.client,), note))


def _typed(pen: Pen) -> None:
    """Words that were typed and not saved."""
    words = pen.ink("draft.body risk", RISK_LENGTH)
    save_draft(pen.session, pen.actor, "risk_new", str(pen.client), {"own_words": words, "comment": words})


ONE_PIECE = ("client_merge.changes",)
"""Holds columns of other tables again, under ids."""


def texts_of(house: House) -> dict[str, bool]:
    """Return every text of every table, and for JSON every part of it, with whether a hostile word stands in one."""
    found: dict[str, bool] = {}
    with open_session(house.settings, house.vault) as (session, _actor):
        for mapper in Base.registry.mappers:
            for column in mapper.columns:
                if not isinstance(column.type, String | JSON | LargeBinary):
                    continue
                name = f"{column.table.name}.{column.name}"
                found.setdefault(name, False)
                for value in session.connection().execute(select(column)).scalars():
                    for part, text in leaves(value):
                        key = name if name in ONE_PIECE else f"{name} {part}".strip()
                        found[key] = found.get(key, False) or bool(SIGN.search(text))
    return {name: filled for name, filled in found.items() if filled or not _has_parts(name, found)}


def _has_parts(name: str, found: dict[str, bool]) -> bool:
    return any(other.startswith(f"{name} ") for other in found)


def leaves(value: Any, part: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a value with the names that lead to it; places in lists do not count."""
    if isinstance(value, str):
        yield part, value
    elif isinstance(value, bytes):
        yield part, value.decode("utf-8", "replace")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{part} {name}".strip())
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, part)
