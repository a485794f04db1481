"""Invented people for the practice vault and the benchmarks: never a real one, NHS numbers in the 999 test range."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from datetime import timedelta

from linkdesk.clients.person import Address
from linkdesk.clients.person import AddressKind
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.person import ContactMethod
from linkdesk.clients.person import EthnicCategory
from linkdesk.clients.person import MaritalStatus
from linkdesk.clients.person import StatedGender
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import Need
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PhoneKind
from linkdesk.episodes.choices import Source

GIVEN = (
    "Aled", "Amara", "Anwen", "Bartek", "Beatrix", "Bilal", "Carys", "Cedric", "Dariusz", "Delphine", "Dilip",
    "Edith", "Efua", "Farida", "Fergus", "Gethin", "Grażyna", "Halima", "Hywel", "Ifeoma", "Ines", "Jamal",
    "Jarek", "Kamala", "Keziah", "Leszek", "Lowri", "Malik", "Marisol", "Nadia", "Nnamdi", "Olive", "Oksana",
    "Padraig", "Parveen", "Quentin", "Rhian", "Rosalind", "Samina", "Siobhán", "Tariq", "Tegwen", "Uche",
    "Valerie", "Winston", "Wiktoria", "Xenia", "Yasmin", "Zbigniew", "Zola",
)  # fmt: skip
FAMILY = (
    "Abbotsleigh", "Ackerwood", "Bellweather", "Birchenough", "Castlemere", "Cobblewick", "Dunnock", "Dwyerson",
    "Elmhirst", "Fallowfield", "Featherby", "Gatherer", "Goldthorn", "Hazelgrove", "Hollinshade", "Inkpenny",
    "Jessamy", "Kettlewell-Okoro", "Kingsbrook", "Larkspurson", "Lindqvister", "Marchbank", "Merrydew",
    "Nightingall", "Oakenshaw", "Oyelarin-Test", "Pennywell", "Quillfeather", "Ravensdale", "Rowanberry",
    "Saltmarsh", "Sedgewick-Demo", "Thistlewood", "Tumbledown", "Underhill", "Vintner", "Wetherby-Rao",
    "Wrenfield", "Yarrowby", "Zephyrine",
)  # fmt: skip
STREETS = ("Invented Street", "Made-up Lane", "Practice Road", "Sample Close", "Pretend Avenue")
TOWNS = (("Leeds", "LS1 4AP"), ("Cardiff", "CF10 1EP"), ("Norwich", "NR1 3JQ"), ("Hull", "HU1 2AA"))
PRACTICES = (
    ("Practice Surgery One", "X99901"),
    ("Practice Surgery Two", "X99902"),
    ("Practice Surgery Three", "X99903"),
)
NEEDS = (
    Need("1082671000000100", "Requires aphasia-friendly communication"),
    Need("285055002", "Does use hearing aid"),
    Need(None, "Needs more time to think before an answer"),
)
GENDERS = (StatedGender.FEMALE, StatedGender.MALE, StatedGender.FEMALE, StatedGender.MALE, StatedGender.INDETERMINATE)
PRONOUNS = ("she/her", "", "", "", "they/them")
BEST_TIMES = ("", "After 2 in the afternoon", "", "Mornings")
GPS = ("Dr Practice", "", "Dr Sample")
STAYS = Address(
    AddressKind.TEMPORARY,
    ("With a cousin", "4 Pretend Avenue"),
    "LS1 4AP",
    "Until the end of the year. Do not post here.",
)
LANGUAGES = ("en", "en", "en", "en", "pl", "ur", "cy")
READ = {"ur": "ur-Aran", "cy": "en"}
"""What those read who do not read what they speak, or who like it in another style."""
READS = (None, False, False, None, False, True, None)
"""Who does not read, or only with help; None where nobody asked."""
FIRST_NHS = 999_000_000
OLDEST_DAYS, YOUNGEST_DAYS = 90 * 365, 19 * 365
NO_CHECK_DIGIT = 10
EVERY_THIRD, EVERY_FOURTH, EVERY_SEVENTH = 3, 4, 7

MATTERS = (
    ("I feel lonely in the week.", "lonely"), ("I love growing things.", "garden"),
    ("I want to sleep better.", "sleep"), ("My family lives far away.", "family"),
    ("I like to cook for people.", "food"), ("Music makes me feel calm.", "music"),
)  # fmt: skip
STRENGTHS = (
    ("I know a lot about plants.", "garden"), ("I am good at listening.", "talk"), ("I do not give up.", "star"),
    ("I can fix things.", "job"),
)  # fmt: skip
GOALS = (
    ("Meet people at a garden group", "friends", (("Phone the group", "phone"), ("Go together at first", "walk"))),
    ("Get help with my bills", "money", (("Go to the advice desk", "place"), ("Bring my letters", "letter"))),
    ("Walk a little every day", "walk", (("Walk to the shop and back", "walk"),)),
    ("Learn to use my phone", "computer", (("Go to the computer club on Tuesday", "learning"),)),
)  # fmt: skip


REFERRALS = (
    (Source.GP, "Dr Practice One", "GP", "Practice Surgery One", "01632 960 011",
     "Comes often, mostly for company. No medical need found.", "I do not see anybody from one week to the next.",
     ("Feeling lonely or cut off",)),
    (Source.PRACTICE, "Nurse Sample", "Practice nurse", "Practice Surgery Two", "01632 960 012",
     "Diabetes. Would like to be more active, not sure how to begin.", "I want to move more, but not alone.",
     ("Being more active", "Living with a long-term condition")),
    (Source.HOSPITAL, "Ward Team", "Discharge co-ordinator", "Made-up General Hospital", "01632 960 013",
     "Going home after a fall. Lives alone, garden overgrown.", "I am afraid to fall again.",
     ("Getting around", "Feeling lonely or cut off")),
    (Source.COUNCIL, "A. Pretend", "Housing officer", "Invented Town Council", "01632 960 014",
     "Behind with rent. Post is not opened.", "The letters are too much for me.",
     ("Money, debt or benefits", "Housing")),
    (Source.VOLUNTARY, "B. Example", "Advice worker", "Sample Advice Desk", "01632 960 015",
     "Looks after her mother and has no time for herself.", "I am tired. I would like one afternoon a week.",
     ("Caring for someone",)),
    (Source.SELF, "", "", "", "", "", "I saw your leaflet. I would like to do something useful again.",
     ("Work, volunteering or learning",)),
    (Source.FAMILY, "A neighbour", "", "", "01632 960 016", "Has not gone out since his wife died.",
     "It is quiet at home.", ("Grief and loss",)),
)  # fmt: skip
"""Who sends people, and why: source, name, role, organisation, contact, reason, own words, issues."""
PLACES = ("The library", "At their home", "The surgery, room 3", "The café by the market")


def nhs_number(serial: int) -> str | None:
    """Return the `serial`-th number of the test range, or None where no check digit exists (modulus 11 gives 10)."""
    digits = str(FIRST_NHS + serial)
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return None if check == NO_CHECK_DIGIT else f"{digits}{check}"


def people(count: int, seed: int, today: date) -> Iterator[AddClient]:
    """Yield `count` invented people; equal seeds give equal people."""
    source = random.Random(seed)  # noqa: S311 - not a secret: the same people each time
    serial = 0
    for number in range(count):
        number_of_nhs = None
        while number_of_nhs is None:
            serial += 1
            number_of_nhs = nhs_number(serial)
        given, family = source.choice(GIVEN), source.choice(FAMILY)
        town, postcode = source.choice(TOWNS)
        practice, code = source.choice(PRACTICES)
        made = AddClient(
            given_name=given,
            family_name=family,
            preferred_name=given[:3] if number % EVERY_FOURTH == 0 else "",
            birth_date=today - timedelta(days=source.randint(YOUNGEST_DAYS, OLDEST_DAYS)),
            nhs_number=number_of_nhs,
            gp_practice_name=practice,
            gp_practice_code=code,
            address_lines=(f"{source.randint(1, 200)} {source.choice(STREETS)}",),
            town=town,
            postcode=postcode,
            phones=(Phone(f"07700 900{source.randint(100, 999)}", PhoneKind.MOBILE, number % EVERY_FOURTH != 0),),
            language=source.choice(LANGUAGES),
            needs=(source.choice(NEEDS),) if number % EVERY_THIRD == 0 else (),
            gender=GENDERS[number % len(GENDERS)],
            pronouns=PRONOUNS[number % len(PRONOUNS)],
            ethnicity=tuple(EthnicCategory)[number % len(EthnicCategory)],
            is_carer=number % EVERY_FOURTH == 1,
            marital_status=tuple(MaritalStatus)[number % len(MaritalStatus)],
            contact_method=(ContactMethod.TELEPHONE, ContactMethod.SMS, ContactMethod.LETTER)[number % 3],
            contact_limits=(ContactLimit.NO_MESSAGES,) if number % EVERY_FOURTH == 0 else (),
            best_time=BEST_TIMES[number % len(BEST_TIMES)],
            gp_name=GPS[number % len(GPS)],
            other_addresses=(STAYS,) if number % EVERY_SEVENTH == 2 else (),  # noqa: PLR2004 - some of them
        )
        yield replace(made, reading_language=READ.get(made.language, ""), does_not_read=READS[number % len(READS)])
