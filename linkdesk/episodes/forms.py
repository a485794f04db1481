"""The forms of an episode: a referral with or without a new person, and each step after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Self

from werkzeug.datastructures import MultiDict

from linkdesk.clients import rules as clients
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import Phone
from linkdesk.episodes import choices
from linkdesk.episodes import rules
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import Method
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import SentHow
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Urgency
from linkdesk.episodes.choices import Way
from linkdesk.episodes.rules import BookVisit
from linkdesk.episodes.rules import ChangeReferral
from linkdesk.episodes.rules import CloseEpisode
from linkdesk.episodes.rules import Issue
from linkdesk.episodes.rules import NoteAttempt
from linkdesk.episodes.rules import OnEpisode
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.rules import ReferralDetails
from linkdesk.episodes.rules import Reopen
from linkdesk.episodes.rules import SettleMessage
from linkdesk.episodes.rules import Triage
from linkdesk.episodes.waiting import Targets
from linkdesk.record import checks
from linkdesk.settings import Waiting
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import NameField
from linkdesk.web.fields import Option
from linkdesk.web.fields import PhoneField
from linkdesk.web.fields import SelectField
from linkdesk.web.fields import TextField
from linkdesk.web.fields import TickField
from linkdesk.web.fields import WholeField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Needed
from linkdesk.web.validators import phone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from enum import StrEnum
    from uuid import UUID

    from linkdesk.episodes.rules import EpisodeRecord

BOUNDS = Waiting()
SEVERAL = frozenset({"issues"})


def _options(words: Mapping[Any, str]) -> tuple[Option, ...]:
    return tuple(Option(str(choice), label) for choice, label in words.items())


def _line(label: str, name: str, **more: Any) -> LineField:
    return LineField(label, limit=rules.LENGTHS[name], **more)


def _chosen(kind: type[StrEnum], field: Any) -> Any:
    return kind(field.data) if field.data else None


@dataclass(frozen=True)
class Group:
    """Some fields under one heading; a folded one opens by itself when it holds something."""

    heading: str
    names: tuple[str, ...]
    folded: bool = True


PERSON = Group("Who is it?", ("given_name", "family_name", "birth_date", "phone"), folded=False)
GROUPS = (
    Group("The referral", ("source", "reason", "own_words", "urgency"), folded=False),
    Group(
        "Who sent them",
        (
            "referrer_name",
            "referrer_role",
            "referrer_organisation",
            "referrer_contact",
            "referrer_service",
            "referrer_team",
            "referrer_organisation_code",
            "return_to",
        ),
    ),
    Group("What it is about", ("issues", "other_issues", "background")),
    Group("When and how it came", ("received_on", "referred_on", "method")),
    Group(
        "Who it is for, if not this service",
        (
            "to_service",
            "to_organisation",
            "to_organisation_code",
            "to_team",
            "to_name",
            "to_role",
            "to_contact",
        ),
    ),
)


class _Draft(BaseForm):
    """A form whose words are kept while they are typed."""

    @classmethod
    def typed(cls, words: dict[str, str], version: int | None = None) -> Self:
        """Return the form as it was typed and not saved; the version it was typed on stays with it."""
        parts = [
            (name, part) for name, text in words.items() for part in (text.split("\n") if name in SEVERAL else [text])
        ]
        if version is not None and not words.get("version"):
            parts.append(("version", str(version)))
        return cls(formdata=MultiDict(parts))


class _PersonPart(BaseForm):
    """Who the referral is about, as little as a first phone call gives."""

    given_name = NameField("First name", [Needed("Enter the first name.")], limit=clients.GIVEN_NAME_LENGTH)
    family_name = NameField("Family name", [Needed("Enter the family name.")], limit=clients.FAMILY_NAME_LENGTH)
    birth_date = DateField("Date of birth", [Needed("Enter the date of birth.")], hint="For example, 27 3 1984")
    phone = PhoneField("Phone", [phone()], limit=clients.PHONE_LENGTH)
    not_the_same = TickField("This is another person")


class ReferralForm(_Draft):
    """A referral about somebody on record; only who sent them must be said."""

    source = ChoiceField(
        "Who sent them?", [Needed("Choose who sent them.")], options=_options(choices.SOURCE_WORDS), inline=True
    )
    reason = _line(
        "Why, in the words of who sent them",
        "reason",
        hint=f"Up to {rules.REASON_LENGTH} characters; more can stand under “What it is about”.",
    )
    own_words = TextField("Why, in their own words", rows=2, limit=rules.OWN_WORDS_LENGTH)
    urgency = ChoiceField(
        "How soon?", options=_options(choices.URGENCY_WORDS), inline=True, default=Urgency.ROUTINE.value
    )
    referrer_name = NameField("Name", limit=rules.NAME_LENGTH, about="who sent them")
    referrer_role = _line("Job or role", "referrer_role", about="who sent them")
    referrer_organisation = _line("Organisation", "referrer_organisation", about="who sent them")
    referrer_contact = _line("Phone, email or address", "referrer_contact", about="who sent them")
    referrer_service = _line("Service", "referrer_service", about="who sent them")
    referrer_team = _line("Team or department", "referrer_team", about="who sent them")
    referrer_organisation_code = _line(
        "Code of the organisation", "referrer_organisation_code", width=10, hint="The ODS code.", about="who sent them"
    )
    return_to = _line("Who else should hear how it went", "return_to", hint="Only if it is not who sent them.")
    issues = ChoicesField("What is it about?", options=[Option(words, words) for words in choices.ISSUES])
    other_issues = TextField(
        "Something else", rows=2, limit=rules.ISSUES * (rules.ISSUE_LENGTH + 1), hint="One issue a line."
    )
    background = TextField("What else they told us", rows=4, limit=rules.TEXT)
    received_on = DateField("When it came to us", hint="Today, if you leave it empty.")
    referred_on = DateField("When it was written or made")
    method = ChoiceField("How it came", options=(Option("", "Not known"), *_options(choices.METHOD_WORDS)), default="")
    to_service = _line("Service", "to_service", about="who it is for", hint="Leave it empty if it is for this one.")
    to_organisation = _line("Organisation", "to_organisation", about="who it is for")
    to_organisation_code = _line(
        "Code of the organisation", "to_organisation_code", width=10, hint="The ODS code.", about="who it is for"
    )
    to_team = _line("Team or department", "to_team", about="who it is for")
    to_name = NameField("Name of the person", limit=rules.NAME_LENGTH, about="who it is for")
    to_role = _line("Job or role", "to_role", about="who it is for")
    to_contact = _line("Phone, email or address", "to_contact", about="who it is for")
    although_open = TickField("A second referral beside the open one is meant")

    @classmethod
    def of(cls, kept: EpisodeRecord) -> Self:
        """Return the form filled with a referral as it is on record."""
        values = rules.details_of(kept)
        texts = [issue.text for issue in kept.presenting_issues]
        values |= {
            "version": kept.version,
            "method": kept.method or "",
            "issues": [text for text in texts if text in choices.ISSUES],
            "other_issues": "\n".join(text for text in texts if text not in choices.ISSUES),
        }
        return cls(data=values)

    def is_open(self, group: Group) -> bool:
        """Say whether a folded group holds an answer or an error, so that it must be seen."""
        return any(self[name].errors or self[name].data not in (None, "", []) for name in group.names)

    def details(self, today: date) -> ReferralDetails:
        """Return what was typed."""
        given = {name: self[name].data for name in rules.LENGTHS}
        lines = (line.strip() for line in self.other_issues.data.splitlines())
        issues = dict.fromkeys([*self.issues.data, *filter(None, lines)])
        return ReferralDetails(
            source=Source(self.source.data),
            received_on=self.received_on.data or today,
            referred_on=self.referred_on.data,
            method=_chosen(Method, self.method),
            urgency=_chosen(Urgency, self.urgency) or Urgency.ROUTINE,
            presenting_issues=tuple(Issue(None, text) for text in issues),
            **given,
        )

    def command_for(self, client_id: UUID, today: date) -> ReceiveReferral:
        """Return the command that keeps the referral."""
        given = rules.details_of(self.details(today))
        return ReceiveReferral(client_id=client_id, although_open=self.although_open.data, **given)

    def change_of(self, kept: EpisodeRecord, today: date) -> ChangeReferral:
        """Return the command that changes a referral; a code that came with an issue stays with its words."""
        given = rules.details_of(self.details(today))
        codes = {issue.text: issue for issue in kept.presenting_issues}
        given["presenting_issues"] = tuple(codes.get(issue.text, issue) for issue in given["presenting_issues"])
        return ChangeReferral(client_id=kept.client_id, episode_id=kept.id, version=self.version.data or 0, **given)


class NewReferralForm(_PersonPart, ReferralForm):
    """A new person and their referral in one go."""

    def passes(self, today: date) -> bool:
        """Say whether the form was sent and the date of birth can be true on this day."""
        good = bool(self.validate_on_submit())
        if self.birth_date.data is None:
            return False
        try:
            checks.birth_date(self.birth_date.data, today)
        except ValueError as refusal:
            self.refuse("birth_date", str(refusal))
            return False
        return good

    def person(self) -> AddClient:
        """Return the person to add."""
        return AddClient(
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            birth_date=self.birth_date.data,
            phones=(Phone(self.phone.data),) if self.phone.data else (),
        )


class StepForm(_Draft):
    """One button on an episode, and the base of every form about one."""

    def at(self, episode: EpisodeRecord) -> dict[str, Any]:
        """Return which episode is meant, at the version that the page was made from."""
        return {"client_id": episode.client_id, "episode_id": episode.id, "version": self.version.data or 0}

    def command_for(self, episode: EpisodeRecord) -> OnEpisode:
        """Return which episode is meant."""
        return OnEpisode(**self.at(episode))


class TriageForm(StepForm):
    """What becomes of a referral."""

    decision = ChoiceField(
        "What is your decision?", [Needed("Choose one of the four.")], options=_options(choices.DECISION_WORDS)
    )
    asked_whom = LineField("Whom did you ask?", hint="Only if you need to know more.")
    passed_to = LineField("To whom is it passed on?", hint="Only for the wrong service.")
    words = TextField("Why, or what do you need to know?", rows=3, limit=rules.TEXT)

    def command_for(self, episode: EpisodeRecord) -> Triage:
        """Return the decision."""
        return Triage(
            **self.at(episode),
            decision=Decision(self.decision.data),
            words=self.words.data,
            asked_whom=self.asked_whom.data,
            passed_to=self.passed_to.data,
        )


class AttemptForm(StepForm):
    """One try to reach the person."""

    way = ChoiceField(
        "How did you try?", [Needed("Choose how you tried.")], options=_options(choices.WAY_WORDS), inline=True,
        default=Way.PHONE.value,
    )  # fmt: skip
    outcome = ChoiceField("What came of it?", [Needed("Choose what came of it.")],
                          options=_options(choices.OUTCOME_WORDS))  # fmt: skip
    message_allowed = TickField("They allowed a message this time")
    on = DateField("When?", hint="Today, if you leave it empty.")
    words = TextField("Anything to remember", rows=2, limit=rules.TEXT)

    def command_for(self, episode: EpisodeRecord) -> NoteAttempt:
        """Return the try."""
        return NoteAttempt(
            **self.at(episode),
            way=Way(self.way.data),
            outcome=Outcome(self.outcome.data),
            on=self.on.data,
            words=self.words.data,
            message_allowed=self.message_allowed.data,
        )


class VisitForm(StepForm):
    """The first visit."""

    day = DateField("Day", [Needed("Enter the day of the visit.")], hint="For example, 4 12 2026")
    time = LineField("Time", [Needed("Enter the time."), Checked(checks.clock_time)], limit=10, width=10,
                     hint="Like 14:30 or 2:30 pm")  # fmt: skip
    place = LineField("Where?", [Needed("Enter the place.")])
    spoke = TickField("I spoke with them today")
    no_known_risk = TickField("Nothing is known: write that down")

    def command_for(self, episode: EpisodeRecord) -> BookVisit:
        """Return the visit."""
        return BookVisit(
            **self.at(episode),
            on=self.day.data,
            time=self.time.data,
            place=self.place.data,
            spoke=self.spoke.data,
            no_known_risk=self.no_known_risk.data,
        )


class CloseForm(StepForm):
    """How the work ended."""

    reason = SelectField(
        "Why does it end?",
        [Needed("Choose why it ends.")],
        options=(Option("", "Choose a reason"), *_options(choices.CLOSE_REASON_WORDS)),
    )
    outcome = TextField("What came of it", rows=4, limit=rules.TEXT)
    did_not_work = TextField("What did not work", rows=3, limit=rules.TEXT)

    def command_for(self, episode: EpisodeRecord) -> CloseEpisode:
        """Return the end."""
        return CloseEpisode(
            **self.at(episode),
            reason=CloseReason(self.reason.data),
            outcome=self.outcome.data,
            did_not_work=self.did_not_work.data,
        )


class ReopenForm(StepForm):
    """Why somebody who was finished comes back."""

    reason = TextField("Why is it opened again?", [Needed("Say why it is opened again.")], rows=3, limit=rules.TEXT)

    def command_for(self, episode: EpisodeRecord) -> Reopen:
        """Return the reason."""
        return Reopen(**self.at(episode), reason=self.reason.data)


class MessageForm(BaseForm):
    """How a message went."""

    how = ChoiceField("How did it go?", [Needed("Choose how it went.")], options=_options(choices.SENT_HOW_WORDS))
    words = LineField("Anything to remember, or why it is not sent")

    def command_for(self, client_id: UUID, message_id: UUID) -> SettleMessage:
        """Return how it went."""
        return SettleMessage(
            client_id=client_id,
            message_id=message_id,
            version=self.version.data or 0,
            how=SentHow(self.how.data),
            words=self.words.data,
        )


def _whole(label: str, hint: str = "", *, least: int = BOUNDS.days_least, most: int = BOUNDS.days_most) -> WholeField:
    return WholeField(label, [Needed("Enter a number.")], least=least, most=most, width=3, hint=hint)


class TargetsForm(BaseForm):
    """How long people may wait at this service."""

    accept_days = _whole("Days to a decision", "Counted from the day a referral came.")
    contact_days = _whole("Days to the first talk", "Counted from the day a referral came.")
    tries = _whole(
        "Tries to reach somebody",
        "After these, LinkDesk offers what is safe to do next.",
        least=BOUNDS.tries_least,
        most=BOUNDS.tries_most,
    )
    reopen_days = _whole(
        "Days in which the same episode is opened again",
        "Later, a new one begins.",
        least=0,
        most=BOUNDS.reopen_most,
    )

    def to_command(self) -> Targets:
        """Return what was set."""
        return Targets(
            accept_days=self.accept_days.data,
            contact_days=self.contact_days.data,
            tries=self.tries.data,
            reopen_days=self.reopen_days.data,
            version=self.version.data or 0,
        )
