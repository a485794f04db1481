"""What is typed is checked the same way everywhere, and forgivingly where that is safe."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.record import checks

GOOD_NHS = "9990000018"


@pytest.mark.parametrize(
    "typed", ["9990000018", "999 000 0018", "999-000-0018", " 999 0000018 ", "９９９０００００１８"]
)
def test_an_nhs_number_however_spaced(typed: str) -> None:
    assert checks.nhs_number(typed) == GOOD_NHS


@pytest.mark.parametrize("typed", ["", "999000001", "99900000180", "9990000017", "999000001a", "0000000000x"])
def test_a_wrong_nhs_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="NHS number"):
        checks.nhs_number(typed)


@given(st.integers(min_value=0, max_value=9), st.integers(min_value=0, max_value=9))
def test_every_single_wrong_digit_is_caught(place: int, digit: int) -> None:
    """Modulus 11 finds every change of one digit."""
    meddled = GOOD_NHS[:place] + str(digit) + GOOD_NHS[place + 1 :]
    if meddled == GOOD_NHS:
        assert checks.nhs_number(meddled) == GOOD_NHS
    else:
        with pytest.raises(ValueError, match="NHS number"):
            checks.nhs_number(meddled)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ls14ap", "LS1 4AP"),
        (" SW1A  1AA ", "SW1A 1AA"),
        ("m11ae", "M1 1AE"),
        ("gir0aa", "GIR 0AA"),
        ("EC1A1BB", "EC1A 1BB"),
        ("zz993vz", "ZZ99 3VZ"),
    ],
)
def test_a_postcode_is_kept_one_way(typed: str, kept: str) -> None:
    assert checks.postcode(typed) == kept


@pytest.mark.parametrize("typed", ["", "LS1", "12345", "LS1 4A", "QQ1 1AA1", "LS1 4AP; DROP"])
def test_no_postcode_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="postcode"):
        checks.postcode(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01632 960 001", "01632 960 001"),
        ("+44 1632 960001", "01632 960001"),
        ("+44 (0)1632 960001", "01632 960001"),
        ("0044 7700 900123", "07700 900123"),
        ("(01632) 960-001", "01632 960 001"),
    ],
)
def test_a_phone_is_kept_as_it_is_dialled(typed: str, kept: str) -> None:
    """Never with a plus sign: a cell that begins so is a formula in a spreadsheet."""
    assert checks.phone(typed) == kept


@pytest.mark.parametrize("typed", ["", "12", "call me", "0" * 20, "=1+1"])
def test_no_phone_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"phone|digits"):
        checks.phone(typed)


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MAR."])
def test_a_date_in_any_sensible_spelling(month: str) -> None:
    assert checks.date_parts(" 27 ", month, "1984") == date(1984, 3, 27)


def test_september_in_four_letters() -> None:
    assert checks.date_parts("1", "Sept", "2026") == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("day", "month", "year", "says"),
    [
        ("", "3", "1984", "Enter the day too"),
        ("", "", "1984", "day and the month"),
        ("30", "2", "2024", "no such day"),
        ("29", "2", "2023", "no such day"),
        ("1", "13", "2024", "no such day"),
        ("1", "ju", "2024", "27 March 1984"),
        ("1", "jum", "2024", "27 March 1984"),
        ("1", "3", "84", "27 March 1984"),
        ("x", "3", "1984", "27 March 1984"),
        ("²", "3", "1984", "27 March 1984"),
    ],
)
def test_no_date_is_refused_in_words(day: str, month: str, year: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        checks.date_parts(day, month, year)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_every_date_comes_back(day: date) -> None:
    assert checks.date_parts(str(day.day), checks.MONTHS[day.month - 1], f"{day.year:04}") == day


def test_a_birth_date_must_be_believable() -> None:
    today = date(2026, 11, 25)
    assert checks.birth_date(today, today) == today
    with pytest.raises(ValueError, match="future"):
        checks.birth_date(date(2026, 11, 26), today)
    with pytest.raises(ValueError, match="year"):
        checks.birth_date(date(1899, 12, 31), today)


@given(st.text())
def test_text_loses_only_control_characters(text: str) -> None:
    kept = checks.plain_text(text)
    assert "\x00" not in kept
    assert checks.plain_text(kept) == kept


def test_line_ends_are_kept_one_way() -> None:
    assert checks.plain_text(" a\r\nb\tc\x07 ") == "a\nb\tc"
    assert checks.plain_text("a\rb\x85c") == "a\nb\nc"


@pytest.mark.parametrize("sign", ["\ufdd0", "\uffff", "\U0001fffe", "\ud83d", "\x00", "\u202e", "\u200b"])
def test_what_is_no_sign_or_cannot_be_seen_goes_and_its_neighbours_stay(sign: str) -> None:
    assert checks.seen_text(f" a{sign}b ") == " ab "


@pytest.mark.parametrize("sign", ["\u200d", "\u200c", "\ufffd", "\ue000", "\u2028", "\xa0", "\U0010fffd", "😀"])
def test_joiners_private_signs_and_wide_spaces_stay(sign: str) -> None:
    assert checks.seen_text(f"a{sign}b") == f"a{sign}b"


@pytest.mark.parametrize(("text", "key"), [("Pérez  Ñandú", "perez nandu"), ("STRASSE", "strasse"), ("ﬁ", "fi")])
def test_search_compares_without_case_or_accents(text: str, key: str) -> None:
    assert checks.search_key(text) == key


def test_code_points_that_are_no_signs_are_told_apart() -> None:
    assert all(checks.is_sign(sign) for sign in "aé字\u200d\u202e🌱")
    assert not any(checks.is_sign(sign) for sign in "\x00\x85\ud800\ufdd0\ufffe\U0010ffff")


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("۱۲۳", "123"),
        ("٢٫٥", "2.5"),
        ("২০২৬", "2026"),
        ("੨੦੨੬", "2026"),
        ("２０２６", "2026"),
        ("－３．５", "-3.5"),
        ("12 May", "12 May"),
        ("²", "²"),
    ],
)
def test_digits_of_every_script_are_read(typed: str, means: str) -> None:
    assert checks.plain_digits(typed) == means


@pytest.mark.parametrize(
    "box", [("۳", "۱۱", "۲۰۲۶"), ("٣", "١١", "٢٠٢٦"), ("３", "１１", "２０２６"), ("੩", "nov", "੨੦੨੬")]
)
def test_a_date_in_the_digits_of_another_script(box: tuple[str, str, str]) -> None:
    assert checks.date_parts(*box) == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("text", "time"),
    [("14:30", "14:30"), ("2.30 pm", "14:30"), ("9am", "09:00"), ("12 am", "00:00"), ("12pm", "12:00"), ("", "")],
)
def test_a_time_is_read_in_any_sensible_spelling(text: str, time: str) -> None:
    assert checks.clock_time(text) == time


@pytest.mark.parametrize("text", ["25:00", "14:60", "13 pm", "0 am", "soon", "14:5"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Enter a time like"):
        checks.clock_time(text)
