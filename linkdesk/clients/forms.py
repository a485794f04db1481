"""The form about a client: short at the top, the rest in groups that can stay empty."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from linkdesk.clients import languages
from linkdesk.clients import needs
from linkdesk.clients import person_fields
from linkdesk.clients import rules
from linkdesk.clients.needs import KnownNeed
from linkdesk.clients.needs import NeedKind
from linkdesk.clients.person import NhsStatus
from linkdesk.clients.person_fields import PersonFields
from linkdesk.clients.person_fields import person_values
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.rules import ClientDetails
from linkdesk.clients.rules import Need
from linkdesk.clients.rules import NoNhsReason
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PhoneKind
from linkdesk.clients.rules import PrintFormat
from linkdesk.record import checks
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import ChoicesField
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
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Nameless
from linkdesk.web.validators import Needed
from linkdesk.web.validators import nhs_number
from linkdesk.web.validators import phone
from linkdesk.web.validators import postcode

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from wtforms import Field

    from linkdesk.clients.rules import ClientRecord

FIRST = "needs_first"
NEED_FIELDS: dict[str, tuple[NeedKind, ...]] = {
    FIRST: tuple(NeedKind),
    "needs_format": (NeedKind.FORMAT,),
    "needs_contact": (NeedKind.CONTACT,),
    "needs_professional": (NeedKind.PROFESSIONAL,),
    "needs_support": (NeedKind.SUPPORT,),
    "needs_place": (NeedKind.COMMUNICATION, NeedKind.HELP, NeedKind.CARE, NeedKind.PLACE, NeedKind.LANGUAGE),
}
"""Which tick boxes show which groups of the list; what is asked for most stands first, apart from its group."""

NOBODY_ELSE = "not_the_same"


@dataclass(frozen=True)
class Group:
    """Some fields under one heading; a folded one opens by itself when it holds something."""

    heading: str
    names: tuple[str, ...]
    folded: bool = True
    hint: str = ""


def _phone_names(number: int) -> tuple[str, str, str]:
    return (f"phone_{number}", f"phone_{number}_kind", f"phone_{number}_no_message")


def _ring_first(number: int) -> str:
    return f"phone_{number}_first"


MORE_PHONES = tuple(
    name for number in range(2, rules.PHONES + 1) for name in (*_phone_names(number), _ring_first(number))
)


GROUPS = (
    Group("Who they are", ("given_name", "family_name", "preferred_name", "birth_date"), folded=False),
    Group("How to reach them", (*_phone_names(1), "email"), folded=False),
    Group("What they need from us", (FIRST,), folded=False),
    Group(
        "More needs",
        (
            "needs_format",
            "needs_contact",
            "needs_professional",
            "needs_support",
            "needs_place",
            "other_need",
            "own_needs",
        ),
    ),
    Group(
        "Language",
        (
            "language",
            "other_language",
            "interpreter_needed",
            "does_not_read",
            "reading_language",
            "other_reading_language",
        ),
    ),
    Group("How to contact them safely", person_fields.REACH),
    Group("Address", ("address_1", "address_2", "address_3", "address_4", "town", "postcode")),
    Group("More about the address, and other addresses", person_fields.ADDRESSES),
    Group("More phones", MORE_PHONES),
    Group("More emails", person_fields.EMAILS),
    Group("More about them", ("title", *person_fields.ABOUT)),
    Group(
        "NHS number and GP",
        ("nhs_number", "no_nhs_reason", "gp_practice_name", "gp_practice_code", "gp_name", "gp_opt_out"),
    ),
    Group("More about the NHS number, and other numbers", person_fields.NUMBERS),
    Group("Prints", ("chosen_format", "chosen_size")),
)


def _need_option(line: KnownNeed) -> Option:
    """Offer a need in plain words; the official ones stand small below them."""
    return Option(line.key, line.plain, hint=line.text if line.text != line.plain else "")


def _line(label: str, limit: int, *validators: Any, **words: Any) -> LineField:
    return LineField(label, list(validators), limit=limit, **words)


def _needs(label: str, hint: str = "") -> ChoicesField:
    return ChoicesField(label, hint=hint)


def _phone(label: str) -> PhoneField:
    return PhoneField(label, [phone()], limit=rules.PHONE_LENGTH)


def _kind(about: str) -> ChoiceField:
    options = [Option(kind.value, words) for kind, words in rules.PHONE_KIND_WORDS.items()]
    mobile = PhoneKind.MOBILE.value
    return ChoiceField("What kind of phone is it?", options=options, inline=True, default=mobile, about=about)


def _no_message(about: str) -> TickField:
    return TickField("Do not leave messages: somebody else might hear or see them", about=about, guarded=True)


def _first(about: str) -> TickField:
    return TickField("Ring this phone first", about=about)


def _language_tag(text: str) -> str:
    return languages.language_tag(text)


class ClientForm(PersonFields):
    """Everything about a client; only names and date of birth must be there."""

    given_name = NameField("First name", [Needed("Enter the first name.")], limit=rules.GIVEN_NAME_LENGTH)
    family_name = NameField("Family name", [Needed("Enter the family name.")], limit=rules.FAMILY_NAME_LENGTH)
    preferred_name = NameField("Likes to be called", limit=rules.PREFERRED_NAME_LENGTH)
    birth_date = DateField("Date of birth", [Needed("Enter the date of birth.")], hint="For example, 27 3 1984")
    phone_1 = _phone("Phone")
    phone_1_kind = _kind("phone 1")
    phone_1_no_message = _no_message("phone 1")
    email = EmailField("Email", [Checked(checks.email)], limit=rules.EMAIL_LENGTH)
    needs_first = _needs("What do they ask for?", "Choose all that are right. Prints follow this.")
    needs_format = _needs("How should we give information?")
    needs_contact = _needs("How should we get in touch?")
    needs_professional = _needs("Who should be there to help with communication?")
    needs_support = _needs("What helps with communication?")
    needs_place = _needs("What should we arrange?")
    other_need = SelectField("Another need from the national list")
    own_needs = TextField(
        "Needs in your own words",
        rows=3,
        limit=rules.NEEDS * (rules.NEED_TEXT_LENGTH + 1),
        hint="One need a line.",
    )
    language = SelectField("Language they speak best", options=[Option(*each) for each in languages.OFFERED.items()])
    other_language = _line(
        "Language that is not in the list",
        languages.LANGUAGE_LENGTH,
        Checked(_language_tag),
        width=10,
        hint="Leave this empty if the list has it. Otherwise, type its international code: “ha” means Hausa.",
    )
    interpreter_needed = TickField("An interpreter is needed")
    reading_language = SelectField(
        "Language they read",
        hint="Nastaliq shows on the screen. Prints have the usual Arabic letters.",
        options=[
            Option("", "The same as they speak"),
            *(Option(tag, languages.both_names(tag)) for tag in languages.WRITTEN),
        ],
    )
    other_reading_language = _line(
        "Language they read that is not in the list",
        languages.LANGUAGE_LENGTH,
        Checked(_language_tag),
        width=10,
        hint="Its international code, as above.",
    )
    does_not_read = ChoiceField(
        "Do they read?",
        options=[
            Option("", "Not asked yet"),
            Option("no", "Yes"),
            Option("yes", "No, or only with help"),
        ],
        inline=True,
    )
    address_1 = _line("Address line 1", rules.ADDRESS_LINE_LENGTH)
    address_2 = _line("Address line 2", rules.ADDRESS_LINE_LENGTH)
    address_3 = _line("Address line 3", rules.ADDRESS_LINE_LENGTH)
    address_4 = _line("Address line 4", rules.ADDRESS_LINE_LENGTH)
    town = _line("Town or city", rules.ADDRESS_LINE_LENGTH)
    postcode = _line(
        "Postcode", rules.POSTCODE_LENGTH, postcode(), width=10, hint="ZZ99 3VZ means no fixed home in England."
    )
    nhs_number = NumberTextField("NHS number", [nhs_number()], hint="10 digits, like 999 000 0018", width=20)
    no_nhs_reason = ChoiceField(
        "Why is there no NHS number?",
        options=[Option("", "It is above, or nobody asked yet")]
        + [Option(reason.value, words) for reason, words in rules.NO_NHS_REASON_WORDS.items()],
    )
    gp_practice_name = _line("GP practice", rules.GP_NAME_LENGTH)
    gp_practice_code = _line(
        "Practice code",
        rules.GP_CODE_LENGTH,
        width=10,
        hint="The ODS code, like A12345. There is one for people without a GP too: ask your service.",
    )
    phone_2 = _phone("Second phone")
    phone_2_kind = _kind("phone 2")
    phone_2_no_message = _no_message("phone 2")
    phone_2_first = _first("phone 2")
    phone_3 = _phone("Third phone")
    phone_3_kind = _kind("phone 3")
    phone_3_no_message = _no_message("phone 3")
    phone_3_first = _first("phone 3")
    phone_4 = _phone("Fourth phone")
    phone_4_kind = _kind("phone 4")
    phone_4_no_message = _no_message("phone 4")
    phone_4_first = _first("phone 4")
    phone_5 = _phone("Fifth phone")
    phone_5_kind = _kind("phone 5")
    phone_5_no_message = _no_message("phone 5")
    phone_5_first = _first("phone 5")
    title = _line("Title", rules.TITLE_LENGTH, width=10, hint="Only if they use one.")
    chosen_format = ChoiceField(
        "How should prints be made?",
        options=(
            Option("", "As the needs say"),
            Option(PrintFormat.EASY_READ.value, "Always easy read"),
            Option(PrintFormat.STANDARD.value, "Always standard"),
        ),
    )
    chosen_size = SelectField(
        "Size of print",
        options=[Option("", "As the needs say"), *(Option(str(size), f"{size} point") for size in rules.PRINT_SIZES)],
    )
    not_the_same = TickField("This is another person")

    def __init__(self, *args: Any, kept: tuple[Need, ...] = (), **kwargs: Any) -> None:
        """Make the form; `kept` are needs on record that the list must go on showing."""
        super().__init__(*args, **kwargs)
        self._details = {(need.code, need.text): need.detail for need in kept}
        shown = {need.code or need.text for need in kept}
        for name, kinds in NEED_FIELDS.items():
            lines = [line for line in needs.known_needs() if line.kind in kinds and line.first is (name == FIRST)]
            offered = (line for line in lines if line.offered or (line.code or line.text) in shown)
            self[name].options = tuple(_need_option(line) for line in offered)
        rest = (line for line in needs.known_needs() if not line.offered)
        by_words = sorted((Option(line.key, line.text) for line in rest), key=lambda each: each.label)
        self.other_need.options = (Option("", "None"), *by_words)

    @classmethod
    def of(cls, client: ClientRecord) -> ClientForm:
        """Return the form filled with a client as they are on record."""
        return cls(data=_values(client), kept=client.needs)

    @classmethod
    def typed(cls, words: dict[str, str], kept: tuple[Need, ...] = (), version: int | None = None) -> ClientForm:
        """Return the form as it was typed and not saved; several ticks under one name are joined by line ends."""
        pairs = [(name, part) for name, text in words.items() for part in _parts(name, text)]
        if version is not None:
            pairs.append(("version", str(version)))
        return cls(formdata=MultiDict(pairs), kept=kept)

    def validate_no_nhs_reason(self, field: Field) -> None:
        """Refuse a number together with a reason why there is none."""
        if field.data and self.nhs_number.data:
            raise ValidationError("Give the NHS number or the reason there is none, not both.")

    def validate_nhs_status(self, field: Field) -> None:
        """Refuse a word about a number that is not there."""
        if field.data and field.data != NhsStatus.NOT_PRESENT and not self.nhs_number.data:
            raise ValidationError("Give the NHS number, or leave out how far it can be relied on.")

    def validate_own_needs(self, field: Field) -> None:
        """Refuse a line that is too long for one need."""
        if any(len(line.strip()) > rules.NEED_TEXT_LENGTH for line in field.data.splitlines()):
            raise ValidationError(Nameless(f"Use {rules.NEED_TEXT_LENGTH} characters or fewer a line."))

    def passes(self, today: date) -> bool:
        """Say whether the form was sent and all of it can be true on this day; every fault is said at once."""
        return self.is_submitted() and all((self.validate(), self.fits(today)))

    def fits(self, today: date) -> bool:
        """Say whether the date of birth can be true on this day; if not, the field says why."""
        if self.birth_date.data is None:
            return False
        try:
            checks.birth_date(self.birth_date.data, today)
        except ValueError as refusal:
            self.refuse("birth_date", str(refusal))
            return False
        return True

    def is_open(self, group: Group) -> bool:
        """Say whether a folded group holds an answer or an error, so that it must be seen."""
        return any(
            self[name].errors or self[name].data not in _EMPTY.get(name, (None, "", [], False)) for name in group.names
        )

    def details(self) -> dict[str, Any]:
        """Return what was typed as the fields of a command."""
        lines = (self[f"address_{number}"].data for number in range(1, rules.ADDRESS_LINES + 1))
        return {
            **self.person_details(),
            **{name: self[name].data for name in _AS_TYPED},
            "no_nhs_reason": NoNhsReason(self.no_nhs_reason.data) if self.no_nhs_reason.data else None,
            "address_lines": tuple(line for line in lines if line),
            "phones": tuple(self._phones()),
            "language": self.other_language.data or self.language.data or "en",
            "reading_language": self.other_reading_language.data or self.reading_language.data or "",
            "does_not_read": person_fields.YES_NO.get(self.does_not_read.data or ""),
            "needs": tuple(self._chosen_needs()),
            "chosen_format": PrintFormat(self.chosen_format.data) if self.chosen_format.data else None,
            "chosen_size": int(self.chosen_size.data) if self.chosen_size.data else None,
        }

    def to_command(self) -> AddClient:
        """Return the command that adds this client."""
        return AddClient(**self.details())

    def to_change(self, client_id: UUID) -> ChangeClient:
        """Return the command that changes the client with this id."""
        return ChangeClient(client_id=client_id, version=self.version.data or 0, **self.details())

    def _phones(self) -> list[Phone]:
        """Return the phones in the order in which they are rung: those that are to be first, then as they stand."""
        numbers = [number for number in range(1, rules.PHONES + 1) if self[f"phone_{number}"].data]
        numbers.sort(key=lambda number: number == 1 or not self[_ring_first(number)].data)
        rows = ([self[name].data for name in _phone_names(number)] for number in numbers)
        return [Phone(number, PhoneKind(kind or PhoneKind.MOBILE), not silent) for number, kind, silent in rows]

    def _chosen_needs(self) -> list[Need]:
        keys = [key for name in NEED_FIELDS for key in self[name].data]
        keys += [self.other_need.data] if self.other_need.data else []
        own = [Need(None, line.strip()) for line in self.own_needs.data.splitlines() if line.strip()]
        chosen = [*(needs.by_key()[key].need for key in dict.fromkeys(keys)), *own]
        return [replace(need, detail=self._details.get((need.code, need.text), "")) for need in chosen]


_AS_TYPED = (
    "given_name",
    "family_name",
    "preferred_name",
    "title",
    "birth_date",
    "nhs_number",
    "gp_practice_name",
    "gp_practice_code",
    "town",
    "postcode",
    "email",
    "interpreter_needed",
)
_EMPTY: dict[str, tuple[Any, ...]] = {
    **person_fields.EMPTY,
    "language": ("en", "", None),
    **{f"phone_{number}_kind": (PhoneKind.MOBILE.value, "", None) for number in range(1, rules.PHONES + 1)},
}
"""What counts as no answer where it is not an empty one."""


def _parts(name: str, text: str) -> list[str]:
    return text.split("\n") if name in NEED_FIELDS or name == "contact_limits" else [text]


def _values(client: ClientRecord) -> dict[str, Any]:
    """Return a record as the values of the form."""
    values: dict[str, Any] = {each.name: getattr(client, each.name) for each in fields(ClientDetails)}
    values.update(person_values(client), version=client.version)
    values["no_nhs_reason"] = client.no_nhs_reason.value if client.no_nhs_reason else ""
    values["chosen_format"] = client.chosen_format.value if client.chosen_format else ""
    values["chosen_size"] = str(client.chosen_size or "")
    for number, line in enumerate(client.address_lines, start=1):
        values[f"address_{number}"] = line
    for number, each in enumerate(client.phones, start=1):
        shown = (each.number, each.kind.value, not each.safe_to_leave_message)
        values.update(zip(_phone_names(number), shown, strict=True))
    if client.language not in languages.OFFERED:
        values.update(language="en", other_language=client.language)
    if client.reading_language and client.reading_language not in languages.WRITTEN:
        values.update(reading_language="", other_reading_language=client.reading_language)
    values["does_not_read"] = person_fields.yes_or_no(client.does_not_read)
    found = [(need, needs.known(need)) for need in client.needs]
    for name, kinds in NEED_FIELDS.items():
        here = (line for _need, line in found if line and line.first is (name == FIRST))
        values[name] = [line.key for line in here if line.kind in kinds]
    values["own_needs"] = "\n".join(need.text for need, line in found if line is None)
    return values
