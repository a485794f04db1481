"""The forms about a service: first start, Settings, help numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import Self

from werkzeug.datastructures import MultiDict

from linkdesk.organisation import rules
from linkdesk.organisation.national import national_numbers
from linkdesk.organisation.rules import ChangeHelpNumbers
from linkdesk.organisation.rules import ChangeOrganisation
from linkdesk.organisation.rules import ExtraNumber
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import OwnNumber
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.record import checks
from linkdesk.settings import Locks
from linkdesk.settings import Needs
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import EmailField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import NameField
from linkdesk.web.fields import Option
from linkdesk.web.fields import PhoneField
from linkdesk.web.fields import TextField
from linkdesk.web.fields import TickField
from linkdesk.web.fields import WholeField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from datetime import date

    from linkdesk.organisation.rules import Organisation

_LOCKS = Locks()
_NEEDS = Needs()
_MINUTE = 60
PLACES = range(1, rules.EXTRA_NUMBERS + 1)
_LATER = "You may leave this empty and fill it in later, in Settings."


def _name() -> NameField:
    return NameField("Name of your service", [Needed("Enter the name of your service.")], limit=rules.NAME_LENGTH)


def _phone(hint: str = "It stands on every plan you print.") -> PhoneField:
    return PhoneField("Phone number for clients", [Checked(rules.number_to_dial)], hint=hint)


def _number(key: OwnKey, hint: str = "") -> PhoneField:
    return PhoneField(rules.OWN_WORDS[key].label, [Checked(rules.number_to_dial)], hint=hint)


class StartForm(BaseForm):
    """The service, asked while the vault is made."""

    name = _name()
    phone = _phone()
    crisis = _number(OwnKey.CRISIS, _LATER)
    duty = _number(OwnKey.DUTY, _LATER)
    safeguarding = _number(OwnKey.SAFEGUARDING, _LATER)

    def to_command(self, today: date) -> StartOrganisation:  # type: ignore[override]  # the numbers were given today
        """Return the first words about the service; a number that is given now was written down today."""
        numbers = {key: OwnNumber(dial=self[key].data, written=today if self[key].data else None) for key in OwnKey}
        return StartOrganisation(self.name.data, self.phone.data, numbers)


class _DraftForm(BaseForm):
    """A settings form whose words are kept while they are typed."""

    several = frozenset[str]()

    @classmethod
    def typed(cls, words: dict[str, str], version: int) -> Self:
        """Return the form as it was typed and not saved; several ticks under one name are joined by line ends."""
        pairs = [
            (name, part)
            for name, text in words.items()
            for part in (text.split("\n") if name in cls.several else [text])
        ]
        return cls(formdata=MultiDict([*pairs, ("version", str(version))]))


class ServiceForm(_DraftForm):
    """What a service may change about itself."""

    name = _name()
    phone = _phone()
    email = EmailField("Email of your service", [Checked(checks.email)])
    address = TextField("Address", rows=4, limit=rules.ADDRESS_LINES * (rules.LINE_LENGTH + 1))
    out_of_hours = TextField(
        "When nobody answers",
        rows=3,
        limit=rules.WORDS_LENGTH,
        hint="Short words for clients, on the Help now page: when you are there, and what to do at other times.",
    )
    privacy_contact = LineField(
        "Who answers questions about privacy",
        limit=rules.WORDS_LENGTH,
        hint="Name or job, with a phone number or email.",
    )
    curtain_minutes = WholeField(
        "Cover the screen after how many minutes",
        [Needed("Enter a number of minutes.")],
        least=_LOCKS.curtain_least // _MINUTE,
        most=_LOCKS.curtain_most // _MINUTE,
        width=2,
        hint="Counted from the last key or click.",
    )
    needs_review_months = WholeField(
        "Look at each client's needs again after how many months",
        [Needed("Enter a number of months.")],
        least=_NEEDS.review_least,
        most=_NEEDS.review_most,
        width=2,
        hint="Today and the client's page remind you. The Accessible Information Standard asks for it.",
    )

    @classmethod
    def of(cls, service: Organisation) -> ServiceForm:
        """Return the form filled with the service as it is."""
        kept = {name: getattr(service, name) for name in cls.__dict__ if hasattr(service, name)}
        return cls(data={**kept, "address": "\n".join(service.address_lines), "version": service.version})

    def to_command(self) -> ChangeOrganisation:
        """Return what was changed."""
        return ChangeOrganisation(
            version=self.version.data or 0,
            name=self.name.data,
            phone=self.phone.data,
            email=self.email.data,
            address_lines=tuple(self.address.data.splitlines()),
            out_of_hours=self.out_of_hours.data,
            privacy_contact=self.privacy_contact.data,
            curtain_minutes=self.curtain_minutes.data,
            needs_review_months=self.needs_review_months.data,
        )


def _hours() -> LineField:
    return LineField("When it is answered", limit=rules.HOURS_LENGTH, hint="For example: Day and night.")


def _tried() -> TickField:
    return TickField("I phoned it today and it is right")


def _extra_name() -> NameField:
    return NameField("Name", limit=rules.NAME_LENGTH)


def _for_whom() -> LineField:
    return LineField("Who is it for?", limit=rules.WORDS_LENGTH, hint="Short words for clients: You want help by text.")


def _dial() -> PhoneField:
    return PhoneField("Phone number", [Checked(rules.number_to_dial)])


_NATIONAL = tuple(
    Option(number.key, number.name) for number in national_numbers() if number.group is not rules.Group.EMERGENCY
)


class NumbersForm(_DraftForm):
    """The service's own help numbers, those it adds, and the national ones it shows."""

    several = frozenset({"national"})

    crisis = _number(OwnKey.CRISIS)
    crisis_hours = _hours()
    crisis_tried = _tried()
    duty = _number(OwnKey.DUTY)
    duty_hours = _hours()
    duty_tried = _tried()
    safeguarding = _number(OwnKey.SAFEGUARDING)
    safeguarding_hours = _hours()
    safeguarding_tried = _tried()
    extra1_name = _extra_name()
    extra1_for_whom = _for_whom()
    extra1_dial = _dial()
    extra1_hours = _hours()
    extra1_tried = _tried()
    extra2_name = _extra_name()
    extra2_for_whom = _for_whom()
    extra2_dial = _dial()
    extra2_hours = _hours()
    extra2_tried = _tried()
    extra3_name = _extra_name()
    extra3_for_whom = _for_whom()
    extra3_dial = _dial()
    extra3_hours = _hours()
    extra3_tried = _tried()
    national = ChoicesField("National numbers to show", options=_NATIONAL, hint="999 is always shown.")

    @classmethod
    def of(cls, service: Organisation) -> NumbersForm:
        """Return the form filled with the numbers as they are."""
        data: dict[str, object] = {"version": service.version}
        for key, number in service.own_numbers.items():
            data |= {str(key): number.dial, f"{key}_hours": number.hours}
        for place, extra in enumerate(service.extra_numbers, 1):
            data |= {f"extra{place}_{part}": getattr(extra, part) for part in ("name", "for_whom", "dial", "hours")}
        data["national"] = [option.value for option in _NATIONAL if option.value not in service.hidden_numbers]
        return cls(data=data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse an added number that has a name without a number, or a number without a name."""
        sound = super().validate(extra_validators)
        for place in PLACES:
            name, dial = self[f"extra{place}_name"], self[f"extra{place}_dial"]
            if dial.data and not name.data:
                self.refuse(name.name, "Enter a name for this number.")
                sound = False
            if name.data and not dial.data and not dial.errors:
                self.refuse(dial.name, "Enter a phone number.")
                sound = False
        return bool(sound)

    def to_command(self, before: Organisation, today: date) -> ChangeHelpNumbers:  # type: ignore[override]  # the date of a number that did not change stays
        """Return the numbers; one that was not changed keeps its date, a changed one is written down today."""
        known: list[OwnNumber | ExtraNumber] = [*before.own_numbers.values(), *before.extra_numbers]
        dates = {number.dial: number.checked for number in known}
        written = {number.dial: number.written for number in known}
        own = {
            key: OwnNumber(
                self[key].data,
                self[f"{key}_hours"].data,
                self._checked(key, self[key].data, dates, today),
                written.get(self[key].data, today) if self[key].data else None,
            )
            for key in OwnKey
        }
        extra = tuple(
            replace(one, written=written.get(one.dial, today) if one.dial else None)
            for one in (self._extra(f"extra{place}", dates, today) for place in PLACES)
        )
        hidden = frozenset(option.value for option in _NATIONAL) - set(self.national.data or ())
        return ChangeHelpNumbers(self.version.data or 0, own, extra, hidden)

    def _extra(self, place: str, dates: dict[str, date | None], today: date) -> ExtraNumber:
        dial = self[f"{place}_dial"].data
        return ExtraNumber(
            name=self[f"{place}_name"].data,
            for_whom=self[f"{place}_for_whom"].data,
            dial=dial,
            hours=self[f"{place}_hours"].data,
            checked=self._checked(place, dial, dates, today),
        )

    def _checked(self, place: str, dial: str, dates: dict[str, date | None], today: date) -> date | None:
        return today if self[f"{place}_tried"].data else dates.get(dial)
