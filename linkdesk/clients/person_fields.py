"""The fields about a person that the first talk does not need: in folded groups below the few that it does."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.clients import person
from linkdesk.clients.person import CHOICES
from linkdesk.clients.person import Address
from linkdesk.clients.person import AddressKind
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.person import ContactMethod
from linkdesk.clients.person import Email
from linkdesk.clients.person import EmailKind
from linkdesk.clients.person import EthnicCategory
from linkdesk.clients.person import GpOptOut
from linkdesk.clients.person import Identifier
from linkdesk.clients.person import MaritalStatus
from linkdesk.clients.person import NhsStatus
from linkdesk.clients.person import PersonDetails
from linkdesk.clients.person import StatedGender
from linkdesk.record import checks
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import EmailField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.fields import SelectField
from linkdesk.web.fields import TextField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import postcode

if TYPE_CHECKING:
    from enum import StrEnum

YES_NO = {"yes": True, "no": False}


def yes_or_no(value: bool | None) -> str:  # noqa: FBT001 - the value itself
    """Return what a question of yes and no sends for a value; nothing where nobody asked."""
    return "" if value is None else "yes" if value else "no"


def identifier_names(number: int) -> tuple[str, str]:
    """Return the fields of one other number: what it is, and the number."""
    return (f"identifier_{number}_kind", f"identifier_{number}")


def address_names(number: int) -> tuple[str, str, str, str]:
    """Return the fields of one other address: kind, lines, postcode, note."""
    return tuple(f"other_address_{number}{part}" for part in ("_kind", "", "_postcode", "_note"))  # type: ignore[return-value]  # four of them


def email_names(number: int) -> tuple[str, str]:
    """Return the fields of one other email: the address, and its kind."""
    return (f"other_email_{number}", f"other_email_{number}_kind")


def _options(kind: type[StrEnum], empty: str = "Not asked yet") -> list[Option]:
    offered = [Option(value.value, words) for value, words in person.WORDS[kind].items()]
    return [Option("", empty), *offered] if empty else offered


def _select(label: str, kind: type[StrEnum], empty: str = "Not asked yet", **words: Any) -> SelectField:
    return SelectField(label, options=_options(kind, empty), **words)


def _line(label: str, name: str, **words: Any) -> LineField:
    return LineField(label, limit=person.LENGTHS[name], **words)


def _identifier_kind(number: int) -> LineField:
    hint = f"For example: {person.IDENTIFIER_KINDS[0]}." if number == 1 else ""
    return LineField(
        "What number is it?", limit=person.IDENTIFIER_KIND_LENGTH, hint=hint, about=f"other number {number}"
    )


def _identifier(number: int) -> LineField:
    return LineField("Number", limit=person.IDENTIFIER_LENGTH, width=20, about=f"other number {number}")


def _address_kind(number: int) -> ChoiceField:
    return ChoiceField(
        "What is this address for?",
        options=_options(AddressKind, ""),
        default=AddressKind.TEMPORARY.value,
        about=f"other address {number}",
    )


def _address_lines(number: int) -> TextField:
    return TextField(
        "Another address",
        rows=3,
        limit=person.OTHER_ADDRESS_LINES * (person.LINE_LENGTH + 1),
        hint=f"Up to {person.OTHER_ADDRESS_LINES} lines, without the postcode.",
        about=f"other address {number}",
    )


def _address_postcode(number: int) -> LineField:
    return LineField("Its postcode", [postcode()], limit=8, width=10, about=f"other address {number}")


def _address_note(number: int) -> LineField:
    return LineField(
        "Note",
        limit=person.NOTE_LENGTH,
        hint="Until when, or: do not post here.",
        about=f"other address {number}",
        guarded=True,
    )


def _email(number: int) -> EmailField:
    return EmailField("Another email", [Checked(checks.email)], limit=255, about=f"other email {number}")


def _email_kind(number: int) -> ChoiceField:
    return ChoiceField(
        "What kind of email is it?",
        options=_options(EmailKind, ""),
        inline=True,
        default=EmailKind.HOME.value,
        about=f"other email {number}",
    )


class PersonFields(BaseForm):
    """All that the standard asks about a person and that can wait; every field may stay empty."""

    contact_method = _select("How do they like to be contacted?", ContactMethod)
    contact_limits = ChoicesField(
        "What must nobody do?",
        options=_options(ContactLimit, ""),
        hint="Because it is not safe, or not wanted.",
        guarded=True,
    )
    best_time = _line("Best time to reach them", "best_time")
    other_contact = _line("Another way to reach them", "other_contact", hint="A web address, a fax, a text relay.")
    email_kind = _select("What kind of email is the first one?", EmailKind, "Not said")
    other_email_1 = _email(1)
    other_email_1_kind = _email_kind(1)
    other_email_2 = _email(2)
    other_email_2_kind = _email_kind(2)
    address_note = _line("Note on this address", "address_note", hint="For example: do not post here.", guarded=True)
    other_address_1_kind = _address_kind(1)
    other_address_1 = _address_lines(1)
    other_address_1_postcode = _address_postcode(1)
    other_address_1_note = _address_note(1)
    other_address_2_kind = _address_kind(2)
    other_address_2 = _address_lines(2)
    other_address_2_postcode = _address_postcode(2)
    other_address_2_note = _address_note(2)
    name_suffix = _line("Letters after the name", "name_suffix", width=10, hint="Such as OBE.")
    alias = _line("Other name", "alias", hint="A name they had before, or that others know them by.")
    pronouns = _line("Pronouns", "pronouns", width=20, hint="Such as she/her, they/them.")
    gender = _select("Gender, as they say", StatedGender)
    ethnicity = _select("Ethnic group, as they say", EthnicCategory)
    marital_status = _select("Marital status", MaritalStatus)
    is_carer = ChoiceField(
        "Do they look after somebody who could not manage without them?",
        options=[Option("", "Not asked yet"), Option("yes", "Yes, they are a carer"), Option("no", "No")],
        inline=True,
    )
    birth_country = _line("Country of birth", "birth_country")
    birth_place = _line("Place of birth", "birth_place")
    nhs_status = _select("How far can the NHS number be relied on?", NhsStatus, "Nobody traced it")
    identifier_1_kind = _identifier_kind(1)
    identifier_1 = _identifier(1)
    identifier_2_kind = _identifier_kind(2)
    identifier_2 = _identifier(2)
    identifier_3_kind = _identifier_kind(3)
    identifier_3 = _identifier(3)
    identifier_4_kind = _identifier_kind(4)
    identifier_4 = _identifier(4)
    gp_name = _line("GP", "gp_name")
    gp_opt_out = _select("Do they use another doctor?", GpOptOut, "No, or not asked yet")

    def person_details(self) -> dict[str, Any]:
        """Return what was typed as the fields of a command."""
        return {
            **{name: self[name].data for name in person.LENGTHS},
            **{name: kind(self[name].data) if self[name].data else None for name, kind in CHOICES.items()},
            "is_carer": YES_NO.get(self.is_carer.data or ""),
            "contact_limits": tuple(map(ContactLimit, self.contact_limits.data or ())),
            "other_identifiers": tuple(self._identifiers()),
            "other_addresses": tuple(self._addresses()),
            "other_emails": tuple(self._emails()),
        }

    def _identifiers(self) -> list[Identifier]:
        pairs = ([self[name].data for name in identifier_names(n)] for n in range(1, person.IDENTIFIERS + 1))
        return [Identifier(kind, value) for kind, value in pairs if kind or value]

    def _addresses(self) -> list[Address]:
        rows = ([self[name].data for name in address_names(n)] for n in range(1, person.OTHER_ADDRESSES + 1))
        return [
            Address(AddressKind(kind or AddressKind.TEMPORARY), _lines(lines), code, note)
            for kind, lines, code, note in rows
            if lines or code or note
        ]

    def _emails(self) -> list[Email]:
        rows = ([self[name].data for name in email_names(n)] for n in range(1, person.OTHER_EMAILS + 1))
        return [Email(address, EmailKind(kind or EmailKind.HOME)) for address, kind in rows if address]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def person_values(details: PersonDetails) -> dict[str, Any]:
    """Return a record as the values of the fields."""
    values: dict[str, Any] = {each.name: getattr(details, each.name) for each in fields(PersonDetails)}
    values.update({name: values[name].value if values[name] else "" for name in CHOICES})
    values["is_carer"] = yes_or_no(details.is_carer)
    values["contact_limits"] = [limit.value for limit in details.contact_limits]
    for number, each in enumerate(details.other_identifiers, start=1):
        values.update(zip(identifier_names(number), (each.kind, each.value), strict=True))
    for number, place in enumerate(details.other_addresses, start=1):
        shown = (place.kind.value, "\n".join(place.lines), place.postcode, place.note)
        values.update(zip(address_names(number), shown, strict=True))
    for number, mail in enumerate(details.other_emails, start=1):
        values.update(zip(email_names(number), (mail.address, mail.kind.value), strict=True))
    return values


def _group_of(names: tuple[str, ...], count: int, made: Any) -> tuple[str, ...]:
    return (*names, *(name for number in range(1, count + 1) for name in made(number)))


REACH = ("contact_method", "contact_limits", "best_time", "other_contact")
EMAILS = _group_of(("email_kind",), person.OTHER_EMAILS, email_names)
ADDRESSES = _group_of(("address_note",), person.OTHER_ADDRESSES, address_names)
ABOUT = (
    "pronouns",
    "gender",
    "ethnicity",
    "is_carer",
    "marital_status",
    "birth_country",
    "birth_place",
    "name_suffix",
    "alias",
)
NUMBERS = _group_of(("nhs_status",), person.IDENTIFIERS, identifier_names)
"""The fields by the groups they stand in."""
EMPTY: dict[str, tuple[Any, ...]] = {
    **{address_names(n)[0]: (AddressKind.TEMPORARY.value, "", None) for n in range(1, person.OTHER_ADDRESSES + 1)},
    **{email_names(n)[1]: (EmailKind.HOME.value, "", None) for n in range(1, person.OTHER_EMAILS + 1)},
}
"""What counts as no answer where it is not an empty one."""
