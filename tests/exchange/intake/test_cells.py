"""A cell is understood right or refused; never silently wrong."""

from __future__ import annotations

import contextlib
from datetime import date
from datetime import timedelta

import pytest
from hypothesis import assume
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.exchange.intake import cells
from linkdesk.exchange.intake.cells import DateOrder
from linkdesk.exchange.intake.cells import Evidence
from linkdesk.exchange.intake.cells import Name
from linkdesk.exchange.intake.cells import UnsureDate

TODAY = date(2026, 11, 20)
BORN = date(1984, 2, 1)
LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=12)
births = st.dates(date(1927, 6, 1), TODAY)
SPELLINGS = (
    "{0:%d}/{0:%m}/{0:%Y}",
    "{0.day}/{0.month}/{0.year}",
    "{0.day}.{0.month}.{0.year}",
    "{0.day}-{0.month}-{0.year} 00:00:00",
    "{0:%Y}-{0:%m}-{0:%d}",
    "{0:%Y}-{0:%m}-{0:%d}T00:00:00Z",
    "{0:%Y}/{0:%m}/{0:%d}",
    "{0:%Y%m%d}",
    "{0.day} {0:%B} {0.year}",
    "{0.day}th of {0:%B} {0.year}",
    "{0:%A}, {0.day} {0:%B} {0.year}",
    "{0:%B} {0.day}, {0.year}",
    "{0:%d}-{0:%b}-{0:%Y}",
)


@pytest.mark.parametrize(
    "text",
    ["1/2/84", "01/02/1984", "1.2.1984", "1984-02-01", "01-Feb-84", "1st of February 1984", "Feb 1, 1984", "30713",
     "30713.0", "19840201", "1984-02-01 00:00:00", "Wed 1 Feb 1984", " 1 / 2 / 1984 ", "１/２/1984", "1 Sept 1984"],
)  # fmt: skip
def test_a_birth_date_in_the_usual_spellings(text: str) -> None:
    wanted = date(1984, 9, 1) if "Sept" in text else BORN
    assert cells.birth_date(text, DateOrder.DAY_FIRST, TODAY) == wanted


@given(births, st.sampled_from(SPELLINGS))
def test_every_spelling_of_a_day_is_that_day(day: date, spelling: str) -> None:
    assert cells.birth_date(spelling.format(day), DateOrder.DAY_FIRST, TODAY) == day


@given(births)
def test_the_other_order_is_read_when_it_was_said(day: date) -> None:
    assert cells.birth_date(f"{day.month}/{day.day}/{day.year}", DateOrder.MONTH_FIRST, TODAY) == day


@given(births)
def test_without_an_answer_a_date_of_numbers_is_right_or_refused(day: date) -> None:
    text = f"{day.day}/{day.month}/{day.year}"
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(UnsureDate):
            cells.birth_date(text, None, TODAY)
    else:
        assert cells.birth_date(text, None, TODAY) == day


@given(births)
def test_two_digits_of_a_year_are_right_or_refused(day: date) -> None:
    text = f"{day.day} {day:%b} {day.year % 100:02}"
    other = day.year + (100 if day.year < 2000 else -100)
    try:
        possible = other >= 1900 and day.replace(year=other) <= TODAY
    except ValueError:
        possible = False
    if possible:
        with pytest.raises(UnsureDate, match="could be 19"):
            cells.birth_date(text, DateOrder.DAY_FIRST, TODAY)
    else:
        assert cells.birth_date(text, DateOrder.DAY_FIRST, TODAY) == day


@given(births)
def test_the_day_number_of_a_spreadsheet_is_that_day(day: date) -> None:
    assert cells.birth_date(str((day - date(1899, 12, 30)).days), None, TODAY) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1984", "no date"),
        ("31/02/1984", "no such day"),
        ("2/13/1984", "no such day"),
        ("29/2/01", "no such day"),
        ("29/2/85", "no such day"),
        ("soon", "no date"),
        ("1 Febtober 1984", "like 27 3 1984"),
        ("01021984", "parts apart"),
        ("12/12/12", "1912 or 2012"),
        ("1/1/2030", "future"),
        ("1/1/1850", "year of birth"),
        ("", "no date"),
        ("5/1984", "no date"),
        ("1/2/198", "no date"),
    ],
)
def test_what_is_no_birth_date_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as refusal:
        cells.birth_date(text, DateOrder.DAY_FIRST, TODAY)
    assert str(refusal.value).endswith(".")


def test_a_leap_day_belongs_to_one_century_only() -> None:
    assert cells.birth_date("29/02/84", DateOrder.DAY_FIRST, TODAY) == date(1984, 2, 29)
    assert cells.birth_date("29/2/00", DateOrder.DAY_FIRST, TODAY) == date(2000, 2, 29)
    with pytest.raises(ValueError, match="no such day"):
        cells.birth_date("29/2/30", DateOrder.DAY_FIRST, TODAY)


@pytest.mark.parametrize(("text", "day"), [("5/6/26", date(2026, 6, 5)), ("2025-01-02", date(2025, 1, 2))])
def test_a_referral_is_of_the_last_years(text: str, day: date) -> None:
    assert cells.past_date(text, DateOrder.DAY_FIRST, TODAY) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [("21/11/2026", "future"), ("1/1/1970", "Check the year"), ("1/1/99", "future"), ("29/2/25", "no such day")],
)
def test_a_referral_of_no_believable_day_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        cells.past_date(text, DateOrder.DAY_FIRST, TODAY)


def test_the_dates_of_a_file_say_what_is_sure() -> None:
    assert cells.evidence(["13/2/84", "1984-01-01", "5/5/84"]) == Evidence(1, 0, "")
    assert cells.evidence(["13/2/84", "1/2/84", "3/4/85"]) == Evidence(1, 0, "1/2/84")
    assert cells.evidence(["13/2/84"]).likely is DateOrder.DAY_FIRST
    assert cells.evidence(["2/13/84"]).likely is DateOrder.MONTH_FIRST
    assert cells.evidence(["13/2/84", "2/13/84"]).likely is None
    assert cells.evidence([]).likely is None
    assert cells.evidence(["40/50/84"]) == Evidence()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SMITH, John (Mr)", Name("John", "Smith", "Mr")),
        ("Mr John Smith", Name("John", "Smith", "Mr")),
        ("(Mr) John Smith", Name("John", "Smith", "Mr")),
        ("smith, john, Mr.", Name("John", "Smith", "Mr")),
        ("John SMITH", Name("John", "Smith")),
        ("SMITH John", Name("John", "Smith")),
        ("Mary Ann SMITH JONES", Name("Mary Ann", "Smith Jones")),
        ("Jan van der Berg", Name("Jan", "van der Berg")),
        ("O'NEILL, MARY ANN", Name("Mary Ann", "O'Neill")),
        ("MCDONALD, Iain", Name("Iain", "McDonald")),
        ("de la Cruz, María", Name("María", "de la Cruz")),
        ("Dr Li Na", Name("Li", "Na", "Dr")),
        ("Prof. Jean-Luc PICARD", Name("Jean-Luc", "Picard", "Prof")),
        ("Null, Jennifer", Name("Jennifer", "Null")),
    ],
)
def test_a_whole_name_is_parted(text: str, name: Name) -> None:
    assert cells.name(text) == name


@pytest.mark.parametrize(
    "text",
    ["", "Smith", "Mrs Patel", "Mary Ann Smith", "Van Morrison", "Smith, ", ", John", "a, b, c", "SMITH mary JONES ann",
     "Ludwig van Beethoven Smith Jones"],
)  # fmt: skip
def test_a_name_that_is_not_clear_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="name"):
        cells.name(text)


@given(LETTERS, LETTERS, st.sampled_from(["", "Mr", "Dr", "Mx"]))
def test_family_comma_first_name_gives_both_back(family: str, first: str, title: str) -> None:
    assume(not {family.casefold(), first.casefold()} & cells.TITLES)
    shown = f"{family}, {first}" + (f" ({title})" if title else "")
    found = cells.name(shown)
    assert (found.family.casefold(), found.given.casefold(), found.title) == (
        family.casefold(),
        first.casefold(),
        title,
    )


@given(st.text(max_size=40))
def test_no_letter_of_a_name_is_ever_another(text: str) -> None:
    assert cells.case(text).casefold() == cells.words(text).casefold()


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (
        cells.name,
        cells.nhs_number,
        cells.phones,
        cells.yes_or_no,
        cells.title,
        lambda each: cells.birth_date(each, None, TODAY),
        lambda each: cells.past_date(each, DateOrder.MONTH_FIRST, TODAY),
    ):
        with contextlib.suppress(ValueError):  # any other exception fails the test
            read(text)


def test_titles_are_written_one_way() -> None:
    assert cells.title("mrs.") == "Mrs"
    assert cells.title("Wing Commander") == "Wing Commander"


@pytest.mark.parametrize(
    "text",
    ["9990000018", "999 000 0018", "999-000-0018", "NHS No: 999 000 0018", "9990000018.0", "nhs number 9990000018"],
)
def test_an_nhs_number_in_the_usual_spellings(text: str) -> None:
    assert cells.nhs_number(text) == "9990000018"


@pytest.mark.parametrize("text", ["", "n/a", "Not known", "-", "NONE"])
def test_no_nhs_number_is_an_answer(text: str) -> None:
    assert cells.nhs_number(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9990000019", "wrong digit"),
        ("999000001", "10 digits"),
        ("9.99E+09", "cut digits off"),
        ("0000000000", "stands in"),
        ("1111111111", "stands in"),
    ],
)
def test_a_wrong_nhs_number_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        cells.nhs_number(text)


@given(st.integers(10**8, 10**9 - 1), st.integers(0, 9))
def test_one_wrong_digit_never_passes(nine: int, slip: int) -> None:
    digits = [int(d) for d in str(nine)]
    total = sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    assume(check != 10 and len({*digits, check}) > 1)
    right = f"{nine}{check}"
    assert cells.nhs_number(right) == right
    wrong = right[:slip] + str((int(right[slip]) + 1) % 10) + right[slip + 1 :]
    with pytest.raises(ValueError, match=r"digit|stands in"):
        cells.nhs_number(wrong)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("07700 900123", ("07700 900123",)),
        ("7700900123", ("07700900123",)),
        ("7700900123.0", ("07700900123",)),
        ("+44 7700 900123", ("07700 900123",)),
        ("07700 900123 / 0113 496 0000", ("07700 900123", "0113 496 0000")),
        ("Mob: 07700900123, Home 01134960000", ("07700900123", "01134960000")),
        ("07700900123 (mobile)", ("07700900123",)),
        ("07700900123\n07700900123", ("07700900123",)),
        ("none", ()),
    ],
)
def test_phones_of_a_cell(text: str, numbers: tuple[str, ...]) -> None:
    assert cells.phones(text) == numbers


@pytest.mark.parametrize("text", ["7.7E+09", "07700 900123 (ask for mum)", "123", "later"])
def test_what_is_no_phone_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"phone number|cut digits"):
        cells.phones(text)


def test_a_mobile_is_told_by_its_number() -> None:
    assert cells.is_mobile("07700 900123")
    assert not cells.is_mobile("0113 496 0000")
    assert not cells.is_mobile("070 1234 5678")


def test_yes_and_no() -> None:
    assert all(cells.yes_or_no(text) for text in ("Yes", "y", "1", "TRUE", "x", "✓"))
    assert not any(cells.yes_or_no(text) for text in ("No", "n", "0", "FALSE", "", "n/a"))
    with pytest.raises(ValueError, match="Yes or No"):
        cells.yes_or_no("maybe")


def test_the_serial_day_zero_is_excels() -> None:
    assert cells.SERIAL_ZERO + timedelta(days=61) == date(1900, 3, 1)
