"""A row becomes a client and a referral, or every reason why not."""

from __future__ import annotations

from datetime import date

import pytest

from linkdesk.clients.rules import Need
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PhoneKind
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Urgency
from linkdesk.exchange.intake.cells import DateOrder
from linkdesk.exchange.intake.rows import Reader
from linkdesk.exchange.intake.rows import need_of
from linkdesk.exchange.intake.rules import Fault
from linkdesk.exchange.intake.rules import Prepared
from linkdesk.exchange.intake.rules import Target

TODAY = date(2026, 11, 20)
GOOD = {
    Target.FULL_NAME: "QUILL, Ada (Ms)",
    Target.BIRTH_DATE: "1/2/84",
}


def read(**cells: str) -> Prepared | tuple[Fault, ...]:
    """Read a good row with these cells in place of its own, by the names of the targets."""
    row = {**GOOD, **{Target[name.upper()]: text for name, text in cells.items()}}
    reader = Reader(dict(enumerate(row)), DateOrder.DAY_FIRST, TODAY)
    return reader.read(tuple(row.values()))


def client(**cells: str) -> Prepared:
    found = read(**cells)
    assert isinstance(found, Prepared), found
    return found


def faults(**cells: str) -> list[tuple[str, str]]:
    found = read(**cells)
    assert isinstance(found, tuple), found
    return [(fault.column, fault.sentence) for fault in found]


def test_the_least_row() -> None:
    found = client()
    assert (found.client.title, found.client.given_name, found.client.family_name) == ("Ms", "Ada", "Quill")
    assert found.client.birth_date == date(1984, 2, 1)
    assert found.referral.received_on == TODAY
    assert found.client.language == "en"


def test_a_whole_row() -> None:
    found = client(
        title="mrs",
        preferred_name="Addie",
        nhs_number="999 000 0018",
        address_1="1 High Street",
        address_2="",
        town="Leeds",
        postcode="ls14ap",
        mobile="7700900123",
        home_phone="0113 496 0000",
        no_message="Y",
        email="ada@example.org",
        language="Polish",
        interpreter="Yes",
        gp_practice="The Surgery",
        gp_code="a12345",
        needs="Easy read; Likes  quiet rooms",
        referred_on="13/2/26",
        referrer="Dr N. Ayo",
        referrer_role="GP",
        referrer_organisation="The Surgery",
        referrer_contact="01632 960001",
        reason="Lonely since the move",
        own_words="I want to meet people",
    )
    person, referral = found.client, found.referral
    assert person.title == "Mrs"
    assert (person.nhs_number, person.postcode, person.town) == ("9990000018", "LS1 4AP", "Leeds")
    assert person.address_lines == ("1 High Street",)
    assert person.phones == (
        Phone("07700900123", PhoneKind.MOBILE, safe_to_leave_message=False),
        Phone("0113 496 0000", PhoneKind.HOME, safe_to_leave_message=False),
    )
    assert (person.language, person.interpreter_needed, person.gp_practice_code) == ("pl", True, "A12345")
    assert [need.code is None for need in person.needs] == [False, True]
    assert person.needs[1].text == "Likes quiet rooms"
    assert referral.received_on == date(2026, 2, 13)
    assert (referral.referrer_name, referral.referrer_role) == ("Dr N. Ayo", "GP")
    assert (referral.referrer_organisation, referral.referrer_contact) == ("The Surgery", "01632 960001")
    assert (referral.reason, referral.background) == ("Lonely since the move", "")
    assert (referral.source, referral.urgency) == (Source.GP, Urgency.ROUTINE)
    assert referral.referred_on == referral.received_on
    assert referral.own_words == "I want to meet people"


@pytest.mark.parametrize(
    ("cell", "lines", "town", "code"),
    [
        ("1 High St, Leeds, LS1 4AP", ("1 High St", "Leeds"), "", "LS1 4AP"),
        ("1 High St\nLeeds LS1 4AP", ("1 High St", "Leeds"), "", "LS1 4AP"),
        ("Flat 2, 1 High St, Old Mill, Armley, Leeds", ("Flat 2", "1 High St", "Old Mill", "Armley"), "Leeds", ""),
        ("1 High St", ("1 High St",), "", ""),
    ],
)
def test_an_address_in_one_cell(cell: str, lines: tuple[str, ...], town: str, code: str) -> None:
    person = client(address=cell).client
    assert (person.address_lines, person.town, person.postcode) == (lines, town, code)


def test_a_postcode_of_its_own_wins_over_the_address() -> None:
    person = client(address="1 High St, LS1 4AP", postcode="LS2 7EW").client
    assert (person.address_lines, person.postcode) == (("1 High St", "LS1 4AP"), "LS2 7EW")


def test_phones_of_any_kind_are_told_apart_and_counted_once() -> None:
    person = client(phones="07700 900123 / 0113 496 0000", mobile="07700900123").client
    assert [(phone.number, phone.kind) for phone in person.phones] == [
        ("07700900123", PhoneKind.MOBILE),
        ("0113 496 0000", PhoneKind.HOME),
    ]


@pytest.mark.parametrize("nothing", ["n/a", "unknown", "-"])
def test_nothing_is_nothing(nothing: str) -> None:
    person = client(
        nhs_number=nothing, postcode=nothing, phones=nothing, email=nothing, gp_code=nothing, gp_practice=nothing,
        language=nothing, needs=nothing, town=nothing,
    ).client  # fmt: skip
    assert (person.nhs_number, person.postcode, person.phones, person.email) == ("", "", (), "")
    assert (person.gp_practice_code, person.gp_practice_name, person.language, person.needs) == ("", "", "en", ())


def test_a_code_is_a_language_too() -> None:
    assert client(language="PL").client.language == "pl"


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"full_name": "Quill"}, "Person full name", "only one name"),
        ({"full_name": ""}, "Person full name", "missing"),
        ({"full_name": f"QUILL, {'A' * 36}"}, "First name", "longer than 35"),
        ({"full_name": f"{'Q' * 36}, Ada"}, "Family name", "longer than 35"),
        ({"birth_date": ""}, "Date of birth", "missing"),
        ({"birth_date": "31/2/84"}, "Date of birth", "no such day"),
        ({"birth_date": "1/1/2030"}, "Date of birth", "future"),
        ({"nhs_number": "9990000019"}, "NHS number", "wrong digit"),
        ({"postcode": "LS1"}, "Postcode", "full UK postcode"),
        ({"mobile": "12"}, "Mobile phone", "too short"),
        ({"phones": "/".join(f"0770090{n}" for n in range(1111, 1117))}, "Phones, any kind", "more than 5"),
        ({"no_message": "perhaps"}, "Do not leave messages (yes or no)", "Yes or No"),
        ({"interpreter": "perhaps"}, "Interpreter needed (yes or no)", "Yes or No"),
        ({"email": "ada"}, "Email", "email address"),
        ({"language": "Elvish"}, "Preferred language", "not in the list"),
        ({"gp_code": "12345"}, "GP practice code", "letter and 5 digits"),
        ({"gp_practice": "x" * 151}, "GP practice", "1 characters longer"),
        ({"needs": "x" * 151}, "Needs and adjustments", "at most 40 needs"),
        ({"address": "x" * 36}, "Address, all lines", "at most 4 lines"),
        ({"address_1": "x" * 36}, "Address line 1", "longer"),
        ({"town": "x" * 36}, "Town or city", "longer"),
        ({"referred_on": "1/1/2030"}, "Date of referral", "future"),
        ({"reason": "x" * 4001}, "Reason for referral", "longer"),
        ({"own_words": "x" * 1501}, "Reason in the person's own words", "longer"),
        ({"source": "a passer-by"}, "Who referred (GP, self, hospital ...)", "not clear who"),
        ({"urgency": "whenever"}, "Urgency", "routine, soon or urgent"),
        ({"referred_on": "2/2/26", "received_on": "1/2/26"}, "Date the referral came", "before the day"),
        ({"title": "x" * 36}, "Title", "longer"),
    ],
)
def test_each_fault_is_named_with_its_column(cells: dict[str, str], column: str, words: str) -> None:
    (only,) = faults(**cells)
    assert only[0] == column
    assert words in only[1]


def test_all_faults_of_a_row_are_told_at_once() -> None:
    assert len(faults(full_name="Quill", birth_date="x", nhs_number="1", postcode="?!", email="@")) == 5


@pytest.mark.parametrize(
    ("cell", "source"),
    [
        ("GP", Source.GP),
        ("Self-referral", Source.SELF),
        ("Council or social care", Source.COUNCIL),
        ("?", Source.OTHER),
    ],
)
def test_who_referred(cell: str, source: Source) -> None:
    assert client(source=cell).referral.source is source


def test_how_soon() -> None:
    assert client(urgency="HIGH").referral.urgency is Urgency.URGENT
    assert client(urgency="As usual").referral.urgency is Urgency.ROUTINE
    assert client(urgency="n/a").referral.urgency is Urgency.ROUTINE


def test_a_long_reason_stands_whole_beside_its_short_form() -> None:
    whole = "Lonely since the move. " * 20
    referral = client(reason=whole).referral
    assert referral.background == whole.strip()
    assert len(referral.reason) <= 150
    assert referral.reason.endswith("…")
    assert len(client(reason="x" * 200).referral.reason) == 150


def test_the_day_it_came_wins_for_the_clock() -> None:
    referral = client(referred_on="1/2/26", received_on="5/2/26").referral
    assert (referral.referred_on, referral.received_on) == (date(2026, 2, 1), date(2026, 2, 5))


def test_names_in_columns_of_their_own() -> None:
    columns = {0: Target.GIVEN_NAME, 1: Target.FAMILY_NAME, 2: Target.BIRTH_DATE}
    reader = Reader(columns, None, TODAY)
    found = reader.read(("ADA", "o'neill", "1984-02-01"))
    assert isinstance(found, Prepared)
    assert (found.client.given_name, found.client.family_name) == ("Ada", "O'Neill")
    assert [fault.sentence for fault in _faults(reader, ("", "Q", "1984-02-01"))] == ["The name is missing."]
    assert [fault.column for fault in _faults(reader, ("Ada", "", "1984-02-01"))] == ["Family name"]
    assert [fault.sentence for fault in _faults(reader, ("---", "Q", "1984-02-01"))] == [
        "There is no letter in this name."
    ]
    assert len(_faults(reader, ())) == 2


def test_what_only_the_rules_of_a_form_know_is_asked_too() -> None:
    """A title in its own column and a name so long that only the whole command is refused."""
    (only,) = faults(email="a@" + "x" * 250 + ".org")
    assert "email" in only[1].lower()


def test_a_need_is_the_lists_own_only_when_its_words_are_the_same() -> None:
    assert need_of("EASY READ").code == "796161000000101"
    assert need_of("easy read please") == Need(None, "easy read please")


def _faults(reader: Reader, row: tuple[str, ...]) -> tuple[Fault, ...]:
    found = reader.read(row)
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"language": "Punjabi", "reading": "Shahmukhi"}, ("pa", "pa-Arab", None)),
        ({"reading": "no"}, ("en", "", True)),
        ({"reading": "Polish", "does_not_read": "yes"}, ("en", "pl", True)),
        ({"reading": "yes", "does_not_read": "yes"}, ("en", "", True)),
        ({"does_not_read": "n/a"}, ("en", "", None)),
    ],
)
def test_what_they_read_is_brought_in_apart_from_what_they_speak(
    cells: dict[str, str], found: tuple[str, str, bool | None]
) -> None:
    person = client(**cells).client
    assert (person.language, person.reading_language, person.does_not_read) == found
