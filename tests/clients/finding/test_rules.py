"""By what a person is found, and how well."""

from __future__ import annotations

from datetime import date

import pytest

from linkdesk.clients.finding import rules
from linkdesk.clients.finding import sounds
from linkdesk.clients.finding.rules import Field
from linkdesk.clients.finding.rules import Fit
from linkdesk.clients.finding.rules import How
from linkdesk.clients.finding.rules import Part
from linkdesk.clients.finding.rules import Term
from linkdesk.clients.finding.rules import Word
from linkdesk.clients.rules import Phone
from tests.data import people

NAMES = (Term(Field.NAME, "stephen"), Term(Field.NAME, "kettlewell"), Term(Field.NAME, "okoro"))
NUMBERS = (
    Term(Field.PHONE, "07700900123"),
    Term(Field.NHS, "9990000018"),
    Term(Field.BORN, "1984-11-22"),
    Term(Field.POSTCODE, "ls1"),
    Term(Field.POSTCODE, "ls14ap"),
)


def test_a_person_is_found_by_names_numbers_postcode_and_birth() -> None:
    person = people.client(
        2, preferred_name="Lu", birth_date=date(1984, 11, 22), phones=(Phone("07700 900 123"),), postcode="LS1 4AP"
    )
    assert rules.terms(person) == {
        Term(Field.NAME, "lukasz"),
        Term(Field.NAME, "otestly"),
        Term(Field.NAME, "lu"),
        Term(Field.PHONE, "07700900123"),
        Term(Field.NHS, people.nhs_number(2)),
        Term(Field.BORN, "1984-11-22"),
        Term(Field.POSTCODE, "ls1"),
        Term(Field.POSTCODE, "4ap"),
        Term(Field.POSTCODE, "ls14ap"),
    }
    bare = people.client(2, preferred_name="", nhs_number="", phones=(), postcode="")
    assert {term.field for term in rules.terms(bare)} == {Field.NAME, Field.BORN}


def test_parts_lead_to_a_term_from_its_middle_by_slip_and_by_sound() -> None:
    found = rules.parts("anna")
    assert Part("nna", How.INNER, "anna") in found
    assert Part("na", How.INNER, "anna") not in found
    assert Part("ann", How.SLIP, "anna") in found
    assert Part("an", How.SOUND, "anna") in found
    assert {part.how for part in rules.parts("9990000018")} == {How.INNER}
    assert rules.parts("1984-11-22") == rules.parts("li") == frozenset()


def led(word: str) -> list[tuple[str, How]]:
    """Return where the parts of all terms lead a word, as the index does."""
    found = []
    for part in sorted(part for term in NAMES + NUMBERS for part in rules.parts(term.text)):
        inner = part.how is How.INNER and len(word) >= rules.INNER_LEAST and part.part.startswith(word)
        slip = part.how is How.SLIP and part.part in sounds.remainders(word)
        if inner or slip or (part.how is How.SOUND and part.part == sounds.sound(word)):
            found.append((part.text, part.how))
    return found


@pytest.mark.parametrize(
    ("words", "fit"),
    [
        ("stephen", Fit(rules.WHOLE)),
        ("step", Fit(rules.START)),
        ("tephe", Fit(rules.INSIDE)),
        ("stehpen", Fit(rules.ONE_SLIP, "similar spelling")),
        ("steven", Fit(rules.SOUNDS, "sounds alike")),
        ("kettlevel", Fit(rules.TWO_SLIPS, "similar spelling")),
        ("stephen kettle", Fit(rules.WHOLE + rules.START)),
        ("0770", Fit(rules.START, "phone")),
        ("900123", Fit(rules.INSIDE, "phone")),
        ("9990000018", Fit(rules.WHOLE, "NHS number")),
        ("ls1", Fit(rules.WHOLE, "postcode")),
        ("1984", Fit(rules.START, "date of birth")),
        ("step 0770", Fit(2 * rules.START, "phone")),
        ("te", None),
        ("11-22", None),
        ("stephen nobody", None),
    ],
)
def test_how_well_a_person_fits_and_why(words: str, fit: Fit | None) -> None:
    typed = [Word(word, rules.other_terms(word, led(word))) for word in words.split()]
    assert rules.fit(typed, NAMES + NUMBERS) == fit


def test_a_search_can_be_read_in_more_than_one_way() -> None:
    assert rules.readings("Zoë Quarr") == (("zoe", "quarr"),)
    assert rules.readings("2 2 1984") == (("1984-02-02",), ("221984",))
    assert rules.readings("zoe 22/11/1984") == (("1984-11-22", "zoe"),)
    assert rules.readings("%") == rules.readings("") == ()
