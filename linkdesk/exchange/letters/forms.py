"""Paste a letter; then look at each thing that it seems to say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from linkdesk.clients import rules as clients
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PhoneKind
from linkdesk.episodes import rules as episodes
from linkdesk.episodes.choices import METHOD_WORDS
from linkdesk.episodes.choices import SOURCE_WORDS
from linkdesk.episodes.choices import Method
from linkdesk.episodes.choices import Source
from linkdesk.episodes.rules import ReferralDetails
from linkdesk.exchange.intake import cells
from linkdesk.exchange.intake.rows import short_reason
from linkdesk.exchange.letters.rules import Part
from linkdesk.record import checks
from linkdesk.settings import Intake
from linkdesk.web import validators
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import EmailField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import NameField
from linkdesk.web.fields import NumberTextField
from linkdesk.web.fields import Option
from linkdesk.web.fields import PhoneField
from linkdesk.web.fields import SelectField
from linkdesk.web.fields import TextField
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from linkdesk.clients.rules import Likeness
    from linkdesk.exchange.letters.rules import Suggestion

SOMEBODY_NEW = "new"
LOOKED = "looked_"
"""The tick beside a suggestion has this before the name of its field."""


class LetterForm(BaseForm):
    """The words of a letter or an e-mail."""

    text = TextField(
        "The letter or e-mail",
        [Needed("Paste the words of the letter.")],
        limit=Intake().letter,
        rows=16,
        hint="All of it, as it came. It is kept with the referral.",
    )


class ConfirmForm(BaseForm):
    """Each thing that a letter seems to say: right as it is, changed, or left out."""

    given_name = NameField("First name", [Needed("Enter the first name.")], limit=clients.GIVEN_NAME_LENGTH)
    family_name = NameField("Family name", [Needed("Enter the family name.")], limit=clients.FAMILY_NAME_LENGTH)
    birth_date = DateField("Date of birth", [Needed("Enter the date of birth.")], birth=True)
    nhs_number = NumberTextField("NHS number", [validators.nhs_number()], width=20)
    phone = PhoneField("Phone", [validators.phone()], limit=clients.PHONE_LENGTH)
    other_phone = PhoneField("Other phone", [validators.phone()], limit=clients.PHONE_LENGTH)
    email = EmailField("Email", [validators.Checked(checks.email)], limit=clients.EMAIL_LENGTH)
    postcode = LineField("Postcode", [validators.postcode()], limit=clients.POSTCODE_LENGTH, width=10)
    gp_practice = LineField("GP practice", limit=clients.GP_NAME_LENGTH)
    source = SelectField(
        "Who referred?",
        [Needed("Choose who referred.")],
        options=(Option("", "Choose"), *(Option(each.value, words) for each, words in SOURCE_WORDS.items())),
    )
    method = SelectField(
        "How did it come?",
        options=[Option(each.value, words) for each, words in METHOD_WORDS.items()],
        default=Method.LETTER.value,
    )
    referrer = NameField("Referrer’s name", limit=episodes.NAME_LENGTH)
    role = LineField("Their role", limit=episodes.ROLE_LENGTH)
    organisation = LineField("Their organisation", limit=episodes.TEAM_LENGTH)
    referred_on = DateField("Date of the letter")
    reason = TextField("Reason for referral, in the referrer’s words", limit=episodes.TEXT, rows=4)
    who = ChoiceField("Is this somebody on the caseload?", options=())

    @classmethod
    def for_letter(cls, found: dict[Part, Suggestion], **given: Any) -> ConfirmForm:
        """Return the form of one letter: what was read stands in its box with its words, to be ticked or changed."""
        values = _values(found)
        ticks = {
            f"{LOOKED}{part}": TickField("I looked: this is right", about=part.replace("_", " ")) for part in found
        }
        form: ConfirmForm = type("ConfirmLetter", (cls,), ticks)(data=values, **given)
        for part, suggestion in found.items():
            for name in _names(part):
                form[name].hint = f"From the letter: “{suggestion.words}”"
        return form

    def needs_a_look(self, found: dict[Part, Suggestion]) -> bool:
        """Refuse each suggestion that stands as it was read and is not ticked; tell whether there is one."""
        values = _values(found)
        unseen = [part for part in found if not self._looked(part) and self._is_as_read(part, values)]
        for part in unseen:
            label = self[_names(part)[0]].label.text
            self.refuse(f"{LOOKED}{part}", f"{label}: tick that you looked at this, or change it.")
        return bool(unseen)

    def _looked(self, part: Part) -> bool:
        return bool(self[f"{LOOKED}{part}"].data)

    def _is_as_read(self, part: Part, values: dict[str, Any]) -> bool:
        return any(self[name].data and self[name].data == values.get(name) for name in _names(part))

    def offer(self, alike: tuple[Likeness, ...]) -> None:
        """Ask whether it is one of these people; each is named with birth date and why."""
        self.who.options = (
            *(
                Option(str(one.client_id), one.full_name, hint=f"Born {one.birth_date:%d.%m.%Y}: {one.because}.")
                for one in alike
            ),
            Option(SOMEBODY_NEW, "No, this is another person"),
        )

    def known(self) -> UUID | None:
        """Return the client whom the worker chose, None for a new one."""
        return UUID(self.who.data) if self.who.data and self.who.data != SOMEBODY_NEW else None

    def client(self) -> AddClient:
        """Return the person of the letter."""
        numbers = [number for number in (self.phone.data, self.other_phone.data) if number]
        kinds = (PhoneKind.MOBILE if cells.is_mobile(number) else PhoneKind.HOME for number in numbers)
        return AddClient(
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            birth_date=self.birth_date.data,
            nhs_number=self.nhs_number.data,
            phones=tuple(Phone(number, kind) for number, kind in zip(numbers, kinds, strict=True)),
            email=self.email.data,
            postcode=self.postcode.data,
            gp_practice_name=self.gp_practice.data,
        )

    def referral(self, today: date) -> ReferralDetails:
        """Return the referral of the letter, received today."""
        reason = self.reason.data or ""
        return ReferralDetails(
            source=Source(self.source.data),
            received_on=today,
            referred_on=self.referred_on.data,
            method=Method(self.method.data),
            referrer_name=self.referrer.data,
            referrer_role=self.role.data,
            referrer_organisation=self.organisation.data,
            reason=short_reason(reason),
            background=reason if len(reason) > episodes.REASON_LENGTH else "",
        )


def _names(part: Part) -> tuple[str, ...]:
    """Return the fields that one part fills."""
    return ("given_name", "family_name") if part is Part.NAME else (part.value,)


def _values(found: dict[Part, Suggestion]) -> dict[str, Any]:
    """Return what was read as the values of the form."""
    values: dict[str, Any] = {}
    for part, suggestion in found.items():
        if suggestion.name is not None:
            values |= {"given_name": suggestion.name.given, "family_name": suggestion.name.family}
        elif part in {Part.BIRTH_DATE, Part.REFERRED_ON}:
            values[part.value] = date.fromisoformat(suggestion.value)
        else:
            values[part.value] = suggestion.value
    return values
