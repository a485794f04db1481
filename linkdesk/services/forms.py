"""The form about a service: one page for what matters most, the rest folded; and how safe it is."""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.organisation.rules import number_to_dial
from linkdesk.record import checks
from linkdesk.services import rules
from linkdesk.services.rules import LENGTHS
from linkdesk.services.rules import TIMES
from linkdesk.services.rules import AddService
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Assure
from linkdesk.services.rules import ChangeService
from linkdesk.services.rules import NoteChecked
from linkdesk.services.rules import Often
from linkdesk.services.rules import ServiceWords
from linkdesk.services.rules import Status
from linkdesk.services.rules import Steps
from linkdesk.services.rules import Times
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import EmailField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import NameField
from linkdesk.web.fields import Option
from linkdesk.web.fields import PhoneField
from linkdesk.web.fields import TextField
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from linkdesk.services.rules import ServiceRecord

_EASY = "Printed for clients. Short words, one idea a line."
_DAYS = tuple(Option(sign, name) for sign, name in rules.DAYS.items())
_OFTEN = tuple(Option(each.value, words) for each, words in rules.OFTEN_WORDS.items())
PARTS = ("days", "often", "opens", "closes", "notes")
"""The fields of one time of the week, each with its number behind."""


@dataclass(frozen=True)
class Group:
    """Fields under a heading; a folded one is open where something stands in it."""

    heading: str
    names: tuple[str, ...]
    folded: bool = True


def _time(number: int) -> tuple[str, ...]:
    return tuple(f"{part}_{number}" for part in PARTS)


GROUPS = (
    Group("What it is", ("name", "description", "phone"), folded=False),
    Group("When", _time(1), folded=False),
    Group("Where", ("location", "address_1", "city", "postal_code"), folded=False),
    Group("What it costs", ("amount", "cost"), folded=False),
    Group("Who to ask for", ("contact_name", "contact_title", "contact_phone", "contact_agreed")),
    Group("How to get there", ("transportation", "landmarks", "parking", "steps", "accessibility")),
    Group("The first visit", ("first_visit", "quiet_times")),
    Group("Another time", _time(2)),
    Group("One more time", _time(3)),
    Group(
        "Who it is for, and how to join", ("eligibility_description", "application_process", "wait_time", "languages")
    ),
    Group("Who runs it", ("organization", "email", "url", "status", "alert")),
    Group("Private notes", ("worker_notes",)),
)


def _days(number: int) -> ChoicesField:
    return ChoicesField("Which days?", options=_DAYS, inline=True, about=_about(number))


def _often(number: int) -> ChoiceField:
    return ChoiceField("How often?", options=_OFTEN, inline=True, default=Often.WEEKLY.value, about=_about(number))


def _clock(label: str, number: int) -> LineField:
    about = _about(number)
    return LineField(
        label, [Checked(checks.clock_time)], limit=10, width=10, hint="Like 14:30 or 2:30 pm.", about=about
    )


def _notes(number: int) -> LineField:
    hint = "For example: not in the school holidays."
    return LineField("What else about the time?", limit=rules.LINE_LENGTH, hint=hint, about=_about(number))


def _about(number: int) -> str:
    return f"time {number}" if number > 1 else ""


class ServiceForm(BaseForm):
    """Only the name must be there: half a page that was asked for today is better than none."""

    name = NameField("Name of the service", [Needed("Enter the name of the service.")], limit=LENGTHS["name"])
    description = TextField("What is it?", rows=3, limit=LENGTHS["description"], hint=_EASY)
    phone = PhoneField("Phone number", [Checked(number_to_dial)], limit=LENGTHS["phone"])
    days_1 = _days(1)
    often_1 = _often(1)
    opens_1 = _clock("From", 1)
    closes_1 = _clock("To", 1)
    notes_1 = _notes(1)
    location = NameField("Name of the place", limit=LENGTHS["location"], hint="For example: Testham Library.")
    address_1 = LineField("Street", limit=LENGTHS["address_1"])
    city = NameField("Town", limit=LENGTHS["city"])
    postal_code = LineField("Postcode", [Checked(checks.postcode)], limit=LENGTHS["postal_code"], width=10)
    amount = LineField(
        "Pounds", [Checked(rules.amount)], limit=LENGTHS["amount"], width=10, hint="Like 2.50. Write 0 if it is free."
    )
    cost = LineField("About the cost", limit=LENGTHS["cost"], hint="For example: each time, with tea.")
    contact_name = NameField("Name", limit=LENGTHS["contact_name"])
    contact_title = LineField("Their role", limit=LENGTHS["contact_title"], hint="For example: runs the group.")
    contact_phone = PhoneField("Their phone number", [Checked(number_to_dial)], limit=LENGTHS["contact_phone"])
    contact_agreed = TickField(
        "They agreed that their name and number are printed for clients",
        hint="Without it they stay on this page and are never printed.",
    )
    transportation = TextField("Bus and train", rows=2, limit=LENGTHS["transportation"], hint=_EASY)
    landmarks = TextField("How to find it", rows=2, limit=LENGTHS["landmarks"], hint="What they see on the way.")
    parking = LineField("Parking", limit=LENGTHS["parking"])
    steps = ChoiceField(
        "Can people get in without steps?",
        options=[Option(each.value, words) for each, words in rules.STEPS_WORDS.items()] + [Option("", "Not known")],
        inline=True,
    )
    accessibility = TextField(
        "More about access", rows=2, hint="One thing a line: hearing loop, toilet for wheelchairs."
    )
    first_visit = TextField(
        "What is the first visit like?", rows=3, limit=LENGTHS["first_visit"], hint=f"Who says hello? {_EASY}"
    )
    quiet_times = LineField("When is it quiet?", limit=LENGTHS["quiet_times"])
    days_2 = _days(2)
    often_2 = _often(2)
    opens_2 = _clock("From", 2)
    closes_2 = _clock("To", 2)
    notes_2 = _notes(2)
    days_3 = _days(3)
    often_3 = _often(3)
    opens_3 = _clock("From", 3)
    closes_3 = _clock("To", 3)
    notes_3 = _notes(3)
    eligibility_description = TextField("Who is it for?", rows=2, limit=LENGTHS["eligibility_description"], hint=_EASY)
    application_process = TextField("How do people join?", rows=2, limit=LENGTHS["application_process"], hint=_EASY)
    wait_time = LineField("How long is the usual wait?", limit=LENGTHS["wait_time"])
    languages = TextField("Languages spoken there", rows=2, hint="One a line, beside English.")
    organization = NameField("Organisation that runs it", limit=LENGTHS["organization"])
    email = EmailField("Email", [Checked(checks.email)], limit=LENGTHS["email"])
    url = LineField("Website", [Checked(rules.web_address)], limit=LENGTHS["url"])
    status = ChoiceField(
        "Does it run?",
        options=[Option(each.value, words) for each, words in rules.STATUS_WORDS.items()],
        default=Status.ACTIVE.value,
        id="runs",  # the page has an element "status" of its own
    )
    alert = LineField(
        "What workers need to know now", limit=LENGTHS["alert"], hint="For example: full until March. Not printed."
    )
    worker_notes = TextField(
        "Notes for workers",
        rows=3,
        limit=LENGTHS["worker_notes"],
        hint="Never printed, and never in a file.",
        guarded=True,
    )
    checked = TickField("I asked there today, and this is right")

    @classmethod
    def of(cls, record: ServiceRecord) -> ServiceForm:
        """Return the form filled with a service on record."""
        data: dict[str, Any] = {
            **asdict(record),
            "status": record.status.value,
            "steps": record.steps.value if record.steps else "",
            "accessibility": "\n".join(record.accessibility),
            "languages": "\n".join(record.languages),
        }
        for number, times in enumerate(record.times[:TIMES], 1):
            given = (list(times.days), times.often.value, times.opens_at, times.closes_at, times.notes)
            data |= dict(zip(_time(number), given, strict=True))
        return cls(formdata=None, data=data)

    def is_open(self, group: Group) -> bool:
        """Say whether something stands in the fields of a folded group, or is wrong there."""
        usual = {"status": Status.ACTIVE.value} | {f"often_{number}": Often.WEEKLY.value for number in (1, 2, 3)}
        held = (self[name] for name in group.names)
        return any(each.errors or (each.data and each.data != usual.get(each.name)) for each in held)

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a time that ends before it begins."""
        sound = bool(super().validate(extra_validators))
        for number in range(1, TIMES + 1):
            opens, closes = self[f"opens_{number}"], self[f"closes_{number}"]
            if opens.data and closes.data and not (opens.errors or closes.errors) and closes.data <= opens.data:
                self.refuse(closes.name, "This time ends before it begins.")
                sound = False
        return sound

    def add(self) -> AddService:
        """Return the command that puts the service into the directory."""
        return AddService(checked=bool(self.checked.data), **self._words())

    def change(self, service_id: UUID) -> ChangeService:
        """Return the command that changes what is known of it."""
        version = self.version.data or 0
        return ChangeService(service_id=service_id, version=version, checked=bool(self.checked.data), **self._words())

    def _words(self) -> dict[str, Any]:
        words = {each.name: self[each.name].data for each in fields(ServiceWords) if each.name != "times"}
        return {
            **words,
            "status": Status(self.status.data or Status.ACTIVE),
            "steps": Steps(self.steps.data) if self.steps.data else None,
            "accessibility": tuple((self.accessibility.data or "").splitlines()),
            "languages": tuple((self.languages.data or "").splitlines()),
            "contact_agreed": bool(self.contact_agreed.data),
            "times": tuple(self._times(number) for number in range(1, TIMES + 1)),
        }

    def _times(self, number: int) -> Times:
        days, often, opens, closes, notes = (self[name].data for name in _time(number))
        return Times(tuple(days or ()), Often(often or Often.WEEKLY), opens or "", closes or "", notes or "")


class CheckedForm(BaseForm):
    """Nothing but the version: somebody asked there today."""

    def to_command(self, service_id: UUID) -> NoteChecked:  # type: ignore[override]  # the id stands in the address
        """Return the command."""
        return NoteChecked(service_id, self.version.data or 0)


class AssureForm(BaseForm):
    """How safe a service is, with what was seen or why it is not used."""

    assurance = ChoiceField(
        "Did somebody of us look at how safe it is?",
        [Needed("Choose one.")],
        options=[Option(each.value, words) for each, words in rules.ASSURANCE_WORDS.items()],
    )
    assured_with = TextField(
        "What did you see?",
        rows=3,
        limit=rules.TEXT_LENGTH,
        hint="For example: insurance and safeguarding policy. Only if it is checked.",
    )
    assured_date = DateField("On which day?", hint="Today, unless you write another day.")
    reason = TextField(
        "Why do we not use it?",
        rows=3,
        limit=rules.TEXT_LENGTH,
        hint="Only if it is not used. Only team leads and safeguarding leads can read it.",
        guarded=True,
    )

    def tell(self, today: date) -> bool:
        """Refuse what cannot be right, at the field that it is about; say whether all is well."""
        try:
            rules.check_assurance(self._command(None), today)
        except ValueError as refusal:
            asked = {Assurance.DO_NOT_USE: "reason", Assurance.CHECKED: "assured_with"}
            late = self.assured_date.data is not None and self.assured_date.data > today
            self.refuse("assured_date" if late else asked[Assurance(self.assurance.data)], str(refusal))
        return not self.errors

    def to_command(self, service_id: UUID) -> Assure:  # type: ignore[override]  # the id stands in the address
        """Return the command."""
        return self._command(service_id)

    def _command(self, service_id: Any) -> Assure:
        return Assure(
            service_id,
            self.version.data or 0,
            Assurance(self.assurance.data),
            self.assured_with.data or "",
            self.assured_date.data,
            self.reason.data or "",
        )
