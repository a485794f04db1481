"""A row and what its columns mean, made into a client and a referral, or into every reason why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from linkdesk.clients import needs
from linkdesk.clients import rules as clients
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import Need
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PhoneKind
from linkdesk.episodes import rules as episodes
from linkdesk.episodes.choices import SOURCE_WORDS
from linkdesk.episodes.choices import URGENCY_WORDS
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Urgency
from linkdesk.episodes.rules import ReferralDetails
from linkdesk.exchange.intake import cells
from linkdesk.exchange.intake import tongues
from linkdesk.exchange.intake.cells import Name
from linkdesk.exchange.intake.rules import TARGET_WORDS
from linkdesk.exchange.intake.rules import Fault
from linkdesk.exchange.intake.rules import Prepared
from linkdesk.exchange.intake.rules import Target
from linkdesk.record import checks

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from datetime import date

    from linkdesk.exchange.intake.cells import DateOrder

    Read = TypeVar("Read")

LINES = (Target.ADDRESS_1, Target.ADDRESS_2, Target.ADDRESS_3, Target.ADDRESS_4)
MOST = {
    Target.TITLE: clients.TITLE_LENGTH,
    Target.PREFERRED_NAME: clients.PREFERRED_NAME_LENGTH,
    Target.TOWN: clients.ADDRESS_LINE_LENGTH,
    **dict.fromkeys(LINES, clients.ADDRESS_LINE_LENGTH),
    Target.GP_PRACTICE: clients.GP_NAME_LENGTH,
    Target.REFERRER: episodes.NAME_LENGTH,
    Target.REFERRER_ROLE: episodes.ROLE_LENGTH,
    Target.REFERRER_ORGANISATION: episodes.TEAM_LENGTH,
    Target.REFERRER_CONTACT: episodes.CONTACT_LENGTH,
    Target.REASON: episodes.TEXT,
    Target.OWN_WORDS: episodes.OWN_WORDS_LENGTH,
}
"""The most characters of what is taken as it stands; the lengths of the PRSB standard."""
_GP_CODE = re.compile(r"[A-Z][0-9]{5}")
_SHOWN = 80
_LINE_ENDS = re.compile(r"\s*[\n;]\s*")


@dataclass(frozen=True)
class Reader:
    """How the rows of one file are read: what each column holds, which number is the day, and what today is."""

    columns: Mapping[int, Target]
    order: DateOrder | None
    today: date

    def read(self, row: tuple[str, ...]) -> Prepared | tuple[Fault, ...]:
        """Return the client and the referral of a row, or all its faults."""
        return _Row(self, row).made()


class _Row:
    """One row while it is read; every fault is kept, so that all of them are told at once."""

    def __init__(self, reader: Reader, row: tuple[str, ...]) -> None:
        self._reader = reader
        self._faults: list[Fault] = []
        self._held: dict[Target, list[str]] = {}
        for place, target in reader.columns.items():
            if place < len(row) and row[place].strip():
                self._held.setdefault(target, []).append(row[place])

    def made(self) -> Prepared | tuple[Fault, ...]:
        name = self._name()
        born = self._try(Target.BIRTH_DATE, self._born)
        if Target.BIRTH_DATE not in self._held:
            self._fault(Target.BIRTH_DATE, "The date of birth is missing.")
        lines, town, postcode = self._address()
        plain = self._plain_texts()
        referral = self._referral(plain)
        given: dict[str, Any] = {
            "nhs_number": self._try(Target.NHS_NUMBER, cells.nhs_number) or "",
            "phones": self._phones(),
            "email": self._try(Target.EMAIL, _email) or "",
            "language": self._try(Target.LANGUAGE, tongues.language) or "en",
            "interpreter_needed": self._try(Target.INTERPRETER, cells.yes_or_no) or False,
            **self._reading(),
            "gp_practice_code": self._try(Target.GP_CODE, _gp_code) or "",
            "needs": self._needs(),
        }
        if self._faults or name is None or born is None:
            return tuple(self._faults)
        client = AddClient(
            given_name=name.given,
            family_name=name.family,
            title=name.title,
            birth_date=born,
            preferred_name=plain[Target.PREFERRED_NAME],
            gp_practice_name=plain[Target.GP_PRACTICE],
            address_lines=lines,
            town=town,
            postcode=postcode,
            **given,
        )
        return self._checked(client, referral)

    def _checked(self, client: AddClient, referral: ReferralDetails) -> Prepared | tuple[Fault, ...]:
        """Ask the same rules that a form asks."""
        try:
            tidy = clients.tidied(client)
            clients.check(tidy, self._reader.today)
        except ValueError as refusal:
            return (Fault("", str(refusal)),)
        return Prepared(tidy, referral)

    def _text(self, target: Target) -> str:
        return self._held.get(target, [""])[0]

    def _try(self, target: Target, read: Callable[[str], Read | None]) -> Read | None:
        """Read a cell; what is wrong becomes a fault with the words of the cell."""
        if target not in self._held:
            return None
        try:
            return read(self._text(target))
        except ValueError as refusal:
            self._fault(target, str(refusal), self._text(target))
            return None

    def _fault(self, target: Target, sentence: str, cell: str = "") -> None:
        self._faults.append(Fault(TARGET_WORDS[target], sentence, cells.words(cell)[:_SHOWN]))

    def _born(self, text: str) -> date:
        return cells.birth_date(text, self._reader.order, self._reader.today)

    def _name(self) -> Name | None:
        whole = Target.FULL_NAME in self._held
        found = self._try(Target.FULL_NAME, cells.name) if whole else self._name_of_parts()
        if found is None:
            return None
        title = cells.title(self._text(Target.TITLE)) or found.title
        for target, part, most in (
            (Target.GIVEN_NAME, found.given, clients.GIVEN_NAME_LENGTH),
            (Target.FAMILY_NAME, found.family, clients.FAMILY_NAME_LENGTH),
        ):
            if len(part) > most:
                self._fault(target, f"This is longer than {most} characters.", part)
        return Name(found.given, found.family, title)

    def _name_of_parts(self) -> Name | None:
        given = cells.case(self._text(Target.GIVEN_NAME))
        family = cells.case(self._text(Target.FAMILY_NAME))
        for target, part in ((Target.GIVEN_NAME, given), (Target.FAMILY_NAME, family)):
            if not part:
                columns = set(self._reader.columns.values())
                missing = Target.FULL_NAME if Target.FULL_NAME in columns else target
                self._fault(missing, "The name is missing.")
                return None
            if not any(sign.isalpha() for sign in part):
                self._fault(target, "There is no letter in this name.", part)
                return None
        return Name(given, family)

    def _plain_texts(self) -> dict[Target, str]:
        """Return what is taken as it stands; a text that is too long is refused, never cut."""
        found = {}
        for target, most in MOST.items():
            parts = [checks.plain_text(part) for part in self._held.get(target, ())]
            text = "\n".join(part for part in parts if part)
            if target not in {Target.REASON, Target.OWN_WORDS}:
                text = "" if cells.is_nothing(text) and target is not Target.PREFERRED_NAME else cells.words(text)
            if len(text) > most:
                self._fault(target, f"This is {len(text) - most} characters longer than the {most} that fit.", text)
            found[target] = text
        return found

    def _address(self) -> tuple[tuple[str, ...], str, str]:
        lines = tuple(line for target in LINES if (line := cells.words(self._text(target))))
        town = cells.words(self._text(Target.TOWN))
        postcode = self._try(Target.POSTCODE, _postcode) or ""
        if Target.ADDRESS in self._held:
            lines, town, postcode = self._whole_address(town, postcode)
        return lines, town, postcode

    def _whole_address(self, town: str, postcode: str) -> tuple[tuple[str, ...], str, str]:
        """Part an address in one cell; a postcode at its end is the postcode, the line before it stays a line."""
        whole = self._text(Target.ADDRESS)
        parts = [part for each in re.split(r"[,\n]", whole) if (part := cells.words(each))]
        if parts and Target.POSTCODE not in self._held:
            found = re.fullmatch(rf"(.*?)\s*\b({checks.POSTCODE.pattern})", parts[-1], re.IGNORECASE)
            if found:
                postcode = checks.postcode(found[2])
                parts[-1:] = [found[1]] if found[1] else []
        if len(parts) > clients.ADDRESS_LINES and not town:
            town = parts.pop()
        if len(parts) > clients.ADDRESS_LINES or any(
            len(part) > clients.ADDRESS_LINE_LENGTH for part in (*parts, town)
        ):
            most, longest = clients.ADDRESS_LINES, clients.ADDRESS_LINE_LENGTH
            self._fault(Target.ADDRESS, f"Use at most {most} lines and a town, each up to {longest} characters.", whole)
        return tuple(parts), town, postcode

    def _reading(self) -> dict[str, Any]:
        """Return what they read; a column of its own about not reading wins over a yes or no under “reads”."""
        tag, unread = self._try(Target.READING, tongues.reads) or ("", None)
        said = self._try(Target.DOES_NOT_READ, tongues.does_not_read)
        return {"reading_language": tag, "does_not_read": unread if said is None else said}

    def _phones(self) -> tuple[Phone, ...]:
        silent = self._try(Target.NO_MESSAGE, cells.yes_or_no) or False
        found: dict[str, Phone] = {}
        for target, kind in (
            (Target.MOBILE, PhoneKind.MOBILE),
            (Target.HOME_PHONE, PhoneKind.HOME),
            (Target.PHONES, None),
        ):
            for text in self._held.get(target, ()):
                try:
                    for number in cells.phones(text):
                        of_itself = PhoneKind.MOBILE if cells.is_mobile(number) else PhoneKind.HOME
                        found.setdefault(clients.digits(number), Phone(number, kind or of_itself, not silent))
                except ValueError as refusal:
                    self._fault(target, str(refusal), text)
        if len(found) > clients.PHONES:
            self._fault(Target.PHONES, f"There are more than {clients.PHONES} phone numbers. Keep the best ones.")
        return tuple(found.values())

    def _needs(self) -> tuple[Need, ...]:
        texts = [text for text in self._held.get(Target.NEEDS, ()) if not cells.is_nothing(text)]
        found = [need_of(part) for text in texts for part in _LINE_ENDS.split(checks.plain_text(text)) if part]
        if any(len(need.text) > clients.NEED_TEXT_LENGTH for need in found) or len(found) > clients.NEEDS:
            most = clients.NEED_TEXT_LENGTH
            self._fault(
                Target.NEEDS, f"Use at most {clients.NEEDS} needs of {most} characters, parted by “;”.", texts[0]
            )
        return tuple(dict.fromkeys(found))

    def _referral(self, plain: dict[Target, str]) -> ReferralDetails:
        referred = self._try(Target.REFERRED_ON, self._day)
        received = self._try(Target.RECEIVED_ON, self._day) or referred or self._reader.today
        if referred and referred > received:
            self._fault(Target.RECEIVED_ON, "This is before the day of the referral.", self._text(Target.RECEIVED_ON))
        source = self._try(Target.SOURCE, _source)
        return ReferralDetails(
            source=source or _supposed_source(plain),
            received_on=received,
            referred_on=referred,
            urgency=self._try(Target.URGENCY, _urgency) or Urgency.ROUTINE,
            referrer_name=plain[Target.REFERRER],
            referrer_role=plain[Target.REFERRER_ROLE],
            referrer_organisation=plain[Target.REFERRER_ORGANISATION],
            referrer_contact=plain[Target.REFERRER_CONTACT],
            reason=short_reason(plain[Target.REASON]),
            background=plain[Target.REASON] if len(plain[Target.REASON]) > episodes.REASON_LENGTH else "",
            own_words=plain[Target.OWN_WORDS],
        )

    def _day(self, text: str) -> date:
        return cells.past_date(text, self._reader.order, self._reader.today)


def short_reason(text: str) -> str:
    """Return a reason as it fits the standard: a long one ends with … and stands whole in the background."""
    line = cells.words(text)
    if len(text) <= episodes.REASON_LENGTH:
        return line
    cut = line[: episodes.REASON_LENGTH - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


SOURCES: dict[Source, tuple[str, ...]] = {
    Source.SELF: ("self", "self referral", "self referred", "self-referral", "self-referred", "patient", "client"),
    Source.GP: ("gp", "doctor", "general practitioner"),
    Source.PRACTICE: ("practice", "surgery", "gp practice", "gp surgery", "practice nurse", "nurse", "reception",
                      "receptionist", "practice staff", "primary care", "pcn", "pharmacist"),
    Source.HOSPITAL: ("hospital", "secondary care", "discharge team", "ward", "acute"),
    Source.COUNCIL: ("council", "social care", "social worker", "adult social care", "local authority", "housing",
                     "housing officer"),
    Source.VOLUNTARY: ("voluntary", "vcse", "vcs", "charity", "voluntary sector", "age uk", "community group"),
    Source.FAMILY: ("family", "friend", "carer", "relative", "family or friend", "family member"),
    Source.OTHER: ("other",),
}  # fmt: skip
"""The words for who refers; anything else is refused, for who is owed an answer hangs on it."""

URGENCIES: dict[Urgency, tuple[str, ...]] = {
    Urgency.ROUTINE: ("routine", "normal", "low", "standard", "no", "n", "non urgent", "non-urgent", "green"),
    Urgency.SOON: ("soon", "medium", "amber"),
    Urgency.URGENT: ("urgent", "high", "yes", "y", "red"),
}


def _source(text: str) -> Source | None:
    if cells.is_nothing(text):
        return None
    said = cells.words(text).casefold()
    for source, known in SOURCES.items():
        if said in known or said in {source.value, SOURCE_WORDS[source].casefold()}:
            return source
    raise ValueError("It is not clear who this is. Write GP, practice, hospital, council, voluntary, family or self.")


def _supposed_source(plain: dict[Target, str]) -> Source:
    """Return who referred where no column says so: a GP by their role, else somebody else."""
    return Source.GP if plain[Target.REFERRER_ROLE].casefold() in SOURCES[Source.GP] else Source.OTHER


def _urgency(text: str) -> Urgency | None:
    if cells.is_nothing(text):
        return None
    said = cells.words(text).casefold()
    for urgency, known in URGENCIES.items():
        if said in known or said in {urgency.value, URGENCY_WORDS[urgency].casefold()}:
            return urgency
    raise ValueError("Write routine, soon or urgent.")


def need_of(text: str) -> Need:
    """Return a need of the national list when the words are exactly its own, else the words alone."""
    plain = cells.words(text)
    return _known_needs().get(plain.casefold()) or Need(None, plain)


@cache
def _known_needs() -> dict[str, Need]:
    lines = needs.known_needs()
    return {words.casefold(): line.need for line in lines for words in (line.plain, line.text)}


def _email(text: str) -> str:
    return "" if cells.is_nothing(text) else checks.email(text)


def _postcode(text: str) -> str:
    return "" if cells.is_nothing(text) else checks.postcode(text)


def _gp_code(text: str) -> str:
    if cells.is_nothing(text):
        return ""
    code = cells.words(text).upper()
    if not _GP_CODE.fullmatch(code):
        raise ValueError("A practice code is a letter and 5 digits, like A12345.")
    return code
