"""The copy of a record for the person it is about: what they may see, and how much was left out and why.

Source: UK GDPR art. 15 (right of access; 15(4): not to the harm of others); Data Protection Act 2018, sch. 2 part 3
para. 16 and 17 (data of other people; who wrote for their work is no reason to leave it out), sch. 3 part 2 para. 5
(health data whose reading may do serious harm) and part 3 para. 11 (social work). So what others wrote, and what may
endanger somebody when it lies open at home, is left out, counted, and looked through with the person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.assessments.queries import assessments_of
from linkdesk.clients import languages
from linkdesk.clients import person
from linkdesk.clients.about.queries import about_of
from linkdesk.clients.about.rules import NAMES as ABOUT
from linkdesk.clients.circle.queries import everybody
from linkdesk.clients.risks.queries import every_risk
from linkdesk.clients.rules import full_name
from linkdesk.clients.rules import spaced_nhs_number
from linkdesk.clients.sensitive.queries import lines as sensitive_lines
from linkdesk.clients.sensitive.rules import STATES
from linkdesk.clients.sensitive.rules import Said
from linkdesk.clients.sharing.queries import decisions
from linkdesk.clients.sharing.queries import overrides
from linkdesk.clients.sharing.rules import ANSWER_WORDS
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.connections.gaps.queries import gaps_of
from linkdesk.connections.gaps.rules import NEED_WORDS
from linkdesk.connections.queries import connections_of
from linkdesk.connections.rules import KIND_WORDS
from linkdesk.connections.rules import STATE_WORDS
from linkdesk.connections.rules import State
from linkdesk.contacts.queries import contacts_of
from linkdesk.episodes.choices import SOURCE_WORDS
from linkdesk.episodes.queries import episodes_of
from linkdesk.episodes.queries import events_of
from linkdesk.organisation.queries import organisation
from linkdesk.plans.first_words import first_typed
from linkdesk.plans.queries import plan_records
from linkdesk.plans.rules import who_words
from linkdesk.printing.parting.queries import partings_of
from linkdesk.printing.parting.queries import reminders_of
from linkdesk.printing.parting.rules import ended_words
from linkdesk.printing.sheets.rules import NAMES
from linkdesk.printing.sheets.rules import Section
from linkdesk.printing.sheets.rules import Sheet
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.printing.sheets.rules import filled
from linkdesk.record.attachments import papers_of
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.clients.rules import ClientRecord
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.record.session import Actor

ALL = 10_000
"""More of anything than one person can have; every list has a limit."""

OTHERS = "Words that other people wrote, or that tell of other people"
TOGETHER = "Notes and papers that a worker looks through with you first"
WHY = {
    OTHERS: "The law protects other people too.",
    TOGETHER: "Ask us. We look through them with you, in a place that is safe for you.",
}


@dataclass
class _Left:
    """Counts what is left out."""

    counted: Counter[str] = field(default_factory=Counter)

    def words(self, *texts: str) -> None:
        """Count those of these texts that say something."""
        self.counted[OTHERS] += sum(1 for text in texts if text)

    def notes(self, number: int) -> None:
        """Count so many notes to be looked through together."""
        self.counted[TOGETHER] += number

    def lines(self) -> Iterator[str]:
        """Say how many of each were left out, and why."""
        for kind, why in WHY.items():
            if self.counted[kind]:
                yield f"{kind}: {self.counted[kind]}. {why}"
        yield "Who looked at your record, and what was passed on about you: ask us for the list."
        yield "If you think that something is wrong or missing, tell us. We put it right."


def record_copy(session: Session, actor: Actor, client: ClientRecord) -> Sheet:
    """Return the copy of a record, plans and talks newest first."""
    left = _Left()
    left.notes(len([risk for risk in every_risk(session, client.id, ALL) if not risk.is_none]))
    left.notes(len(overrides(session, client.id, ALL)) + (1 if client.keep_safe else 0))
    answered = sensitive_lines(session, actor.organisation_id, client.id)
    left.notes(sum(1 for line in answered if line.state == STATES[Said.TOLD]))
    left.notes(len(papers_of(session, client.id)))
    sections = [
        Section("Who you are", tuple(_who(client))),
        Section("How we reach you", tuple(_reach(client))),
        Section("What you need from us", tuple(_needs(client))),
        Section("About you", tuple(_about(session, client))),
        Section("People around you", tuple(_people(session, client, left))),
        Section("What you said about sharing", tuple(_sharing(session, client, left))),
        Section("How you came to us", tuple(_referrals(session, client, left))),
        Section("What happened", tuple(_events(session, client, left))),
        Section("When we met or spoke", tuple(_contacts(session, client, left))),
        Section("What we agreed when we met", tuple(_meetings(session, client, left))),
        Section("Groups and services", tuple(_connections(session, client, left))),
        Section("What you needed and we did not find", tuple(_unmet(session, client, left))),
        *(_plan(plan) for plan in sorted(plan_records(session, client.id), key=lambda plan: -plan.number)),
        *(_talk(talk, left) for talk in assessments_of(session, client.id, ALL)),
    ]
    service = organisation(session, actor.organisation_id)
    ask = service.privacy_contact or service.phone
    whom = (f"Who to ask about your information: {ask}",) if ask else ()
    end = (Section("What is not in this copy", tuple(left.lines())), Section("Who to ask", whom))
    name = full_name(client.title, client.given_name, client.family_name)
    lead = (f"This is what {service.name} keeps about {name}.",)
    whose = client.preferred_name or client.given_name
    return Sheet(NAMES[SheetKind.RECORD_COPY], lead, filled(*sections, *end), whose=whose)


def _who(client: ClientRecord) -> Iterator[str]:
    facts = {
        "Name": full_name(client.title, client.given_name, client.family_name),
        "After your name": client.name_suffix,
        "You like to be called": client.preferred_name,
        "Another name": client.alias,
        "Pronouns": client.pronouns,
        "Born": ", ".join(
            each for each in (long_date(client.birth_date), client.birth_place, client.birth_country) if each
        ),
        "NHS number": spaced_nhs_number(client.nhs_number),
        "Gender": person.words(client.gender) if client.gender else "",
        "Ethnic group": person.words(client.ethnicity) if client.ethnicity else "",
        "Family": person.words(client.marital_status) if client.marital_status else "",
        "You look after somebody": "Yes" if client.is_carer else "",
        "GP": ", ".join(each for each in (client.gp_name, client.gp_practice_name, client.gp_practice_code) if each),
    }
    yield from (f"{name}: {said}" for name, said in facts.items() if said)
    yield from (f"{each.kind}: {each.value}" for each in client.other_identifiers)


def _reach(client: ClientRecord) -> Iterator[str]:
    address = ", ".join(each for each in (*client.address_lines, client.town, client.postcode) if each)
    facts = {
        "Address": address,
        "About your address": client.address_note,
        "Email": client.email,
        "Another way": client.other_contact,
        "Best time": client.best_time,
        "Best way": person.words(client.contact_method) if client.contact_method else "",
    }
    for phone in client.phones:
        yield f"Phone: {phone.number}{'' if phone.safe_to_leave_message else '. We do not leave messages.'}"
    yield from (f"{name}: {said}" for name, said in facts.items() if said)
    for each in client.other_addresses:
        yield ", ".join(part for part in (person.words(each.kind), *each.lines, each.postcode, each.note) if part)
    yield from (f"Email: {each.address}" for each in client.other_emails)
    yield from (f"You asked for: {person.words(limit)}" for limit in client.contact_limits)


def _needs(client: ClientRecord) -> Iterator[str]:
    yield f"Language: {languages.name(client.language)}"
    if client.reading_language:
        yield f"You read: {languages.name(client.reading_language)}"
    if client.interpreter_needed:
        yield "You need an interpreter."
    if client.does_not_read:
        yield "You want things read out."
    said = [(each.text, each.detail) for each in client.needs]
    said += [(each.text, each.detail) for each in client.impairments]
    yield from (f"{words}. {detail}" if detail else words for words, detail in said)
    yield from (*client.mobility, *client.other_requirements)


def _about(session: Session, client: ClientRecord) -> Iterator[str]:
    about = about_of(session, client.id)
    for name, heading in ABOUT.items():
        if getattr(about, name):
            yield f"{heading}: {getattr(about, name)}"


def _people(session: Session, client: ClientRecord, left: _Left) -> Iterator[str]:
    for each in everybody(session, client.id, ALL):
        left.words(each.note, each.phone, each.email)
        yield f"{each.name}{f', {each.relationship}' if each.relationship else ''}"


def _sharing(session: Session, client: ClientRecord, left: _Left) -> Iterator[str]:
    for each in decisions(session, client.id, ALL):
        left.words(each.reason, each.capacity_support, each.best_interests)
        if each.recipient.kind is not RecipientKind.OTHER:
            limits = f" You said: {each.what}" if each.what else ""
            yield f"{long_date(each.asked_on)}, {each.recipient.words}: {ANSWER_WORDS[each.answer]}.{limits}"


def _referrals(session: Session, client: ClientRecord, left: _Left) -> Iterator[str]:
    for each in episodes_of(session, client.id):
        left.words(each.reason, each.background, each.decision_words, each.outcome, each.did_not_work)
        left.words(*(issue.text for issue in each.presenting_issues))
        yield f"{long_date(each.received_on)}: {SOURCE_WORDS[each.source]}"
        if each.own_words:
            yield f"You said: {each.own_words}"
        if each.first_visit_on:
            yield f"First visit: {long_date(each.first_visit_on)}"
        if each.closed_on:
            yield f"Our work ended: {long_date(each.closed_on)}"


def _events(session: Session, client: ClientRecord, left: _Left) -> Iterator[str]:
    for each in events_of(session, client.id, most=ALL):
        left.words(each.words)
        yield f"{long_date(each.shown_on)}: {replace(each, words='').sentence}"


def _contacts(session: Session, client: ClientRecord, left: _Left) -> Iterator[str]:
    for each in contacts_of(session, client.id, ALL):
        left.words(each.words, each.present)
        where = f". {each.place}" if each.place else ""
        yield f"{long_date(each.on)}: {each.sentence}{where}"


def _meetings(session: Session, client: ClientRecord, left: _Left) -> Iterator[str]:
    """Say how meetings ended, as they heard it then; whether paper is safe for them is looked through together."""
    kept = reminders_of(session, client.id, ALL)
    for each in partings_of(session, client.id, ALL):
        left.notes(1 if each.safe else 0)
        note, *others = ended_words(each, kept)
        yield f"{long_date(each.on)}: {note}"
        yield from others


def _connections(session: Session, client: ClientRecord, left: _Left) -> Iterator[str]:
    """Say which services they were brought to and what became of it; what a worker noted about it is left out."""
    for each in connections_of(session, client.id, ALL):
        left.words(each.who_does, *(event.note for event in each.events))
        left.words(*(words for barrier in each.barriers for words in (barrier.words, barrier.solved)))
        if each.state is None:
            continue
        for event in each.standing:
            words = KIND_WORDS[each.kind] if event.state is State.SENT else STATE_WORDS[event.state]
            yield f"{long_date(event.on)}: {each.service_name}. {words}."
        if each.feedback:
            yield f"You said: {each.feedback}"


def _unmet(session: Session, client: ClientRecord, left: _Left) -> Iterator[str]:
    for each in gaps_of(session, client.id, ALL):
        left.words(each.words)
        if each.taken_back_on is None:
            yield f"{long_date(each.noted_on)}: {NEED_WORDS[each.need]}"


def _plan(plan: PlanRecord) -> Section:
    return Section(f"Plan {plan.number}", tuple(plan_lines(plan)))


def _said_yes(plan: PlanRecord) -> str:
    """Return who agreed to a plan; others are not named, as nowhere in this copy."""
    if plan.agreed_on is None:
        return "This plan is a draft: nobody has said yes to it."
    day = long_date(plan.agreed_on)
    if plan.agreed_by is DecidedBy.REPRESENTATIVE:
        return f"Your representative said yes to it for you on {day}."
    if plan.agreed_by is DecidedBy.BEST_INTERESTS:
        return f"It was decided on {day} that this plan is best for you. You did not say yes to it yourself."
    return f"You said yes on {day}."


def plan_lines(plan: PlanRecord) -> Iterator[str]:
    """Yield what the copy says of one version of a plan; first, who agreed to it."""
    yield _said_yes(plan)
    yield from (f"What matters: {line.text}" for line in plan.what_matters)
    yield from (f"What you are good at: {line.text}" for line in plan.strengths)
    for goal in plan.goals:
        rated = f" (matters {goal.importance} out of 10)" if goal.importance else ""
        yield f"Goal {goal.number}: {goal.title}{rated}"
        for step in goal.steps:
            when = long_date(step.due) if step.due else step.when_text
            parts = (
                f"Step: {step.what}",
                f"Who: {who_words(step, plan.worker_name)}",
                f"When: {when}" if when else "",
                f"How sure: {step.confidence} out of 10" if step.confidence else "",
                f"If it gets hard: {step.if_hard}" if step.if_hard else "",
            )
            yield ". ".join(part for part in parts if part)
    if plan.if_harder:
        yield f"If things get harder: {plan.if_harder}"
    yield from (f"{where}, as it was first typed: {' '.join(text.split())}" for where, text in first_typed(plan))
    if plan.review_date or plan.review_place:
        day = long_date(plan.review_date) if plan.review_date else ""
        yield f"We meet again: {', '.join(each for each in (day, plan.review_place) if each)}"


def _talk(talk: AssessmentRecord, left: _Left) -> Section:
    if talk.presence is not None:
        left.words(*(each.name for each in talk.presence.people), talk.presence.reference)
    if talk.how is not None:
        left.words(talk.how.help_given)
    lines = [f"{each.question_shown} {each.value_text if each.answered else each.left_words}" for each in talk.answers]
    lines += [f"{each.name}: {each.value:g}, from {each.low:g} to {each.high:g}" for each in talk.scores if each.total]
    return Section(f"{talk.title}, {long_date(talk.held_on)}", tuple(lines))
