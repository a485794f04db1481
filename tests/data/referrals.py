"""A believable file of referrals of any length, with planted faults whose rows are known."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from random import Random

HEADINGS = ("Patient Name", "D.O.B.", "NHS No.", "Address", "Post Code", "Mobile", "Landline", "E-mail",
            "Preferred language", "Interpreter (Y/N)", "Surgery", "Practice Code", "Needs", "Referral Date",
            "Date received", "Source", "Referrer", "Priority", "Reason for referral",
            "Do not leave message")  # fmt: skip
FAMILIES = ("Ashdown", "Brightwell", "Carrow", "Dunmore", "Eastlake", "Fenwick", "Garside", "Holloway", "Ingleby",
            "Jessop", "Kestrel", "Larkin", "Marlow", "Netherby", "Oakes", "Penrose", "Quill", "Ravenhill", "Selwyn",
            "Thorne")  # fmt: skip
GIVEN = ("Ada", "Bo", "Cora", "Dev", "Esi", "Finn", "Gita", "Hal", "Ines", "Jude", "Kofi", "Lena", "Mina", "Noor")
COLUMN = {heading: place for place, heading in enumerate(HEADINGS)}

FAULTS: tuple[tuple[str, str, str], ...] = (
    ("Patient Name", "", "The name is missing"),
    ("Patient Name", "Ashdown", "only one name"),
    ("Patient Name", "Mary Ann Carrow Fenwick", "not clear which is the family name"),
    ("Patient Name", "CARROW, " + "A" * 36, "longer than 35"),
    ("D.O.B.", "", "date of birth is missing"),
    ("D.O.B.", "31/02/1984", "no such day"),
    ("D.O.B.", "01/01/2031", "future"),
    ("D.O.B.", "03/04/12", "1912 or 2012"),
    ("D.O.B.", "last spring", "no date that can be read"),
    ("D.O.B.", "01021984", "parts apart"),
    ("NHS No.", "9990000019", "wrong digit"),
    ("NHS No.", "99900001", "10 digits"),
    ("NHS No.", "9.99E+09", "cut digits off"),
    ("NHS No.", "1111111111", "stands in"),
    ("Address", "x" * 40, "at most 4 lines"),
    ("Post Code", "LS1", "full UK postcode"),
    ("Mobile", "0770", "too short"),
    ("Landline", "ask next door", "digits only"),
    ("E-mail", "ada at example", "email address"),
    ("Preferred language", "Elvish", "not in the list"),
    ("Interpreter (Y/N)", "perhaps", "Yes or No"),
    ("Practice Code", "12345", "letter and 5 digits"),
    ("Needs", "x" * 151, "at most 40 needs"),
    ("Referral Date", "30/30/2026", "no such day"),
    ("Date received", "01/01/2031", "future"),
    ("Source", "a passer-by", "not clear who"),
    ("Referrer", "x" * 71, "longer than the 70"),
    ("Priority", "whenever", "routine, soon or urgent"),
    ("Do not leave message", "only on Sundays", "Yes or No"),
)
"""Kinds of fault: the column, the cell, words of the reason. Doubles are planted besides."""
DOUBLE = "has the same NHS number"


@dataclass(frozen=True)
class Planted:
    """A file, and for each faulty row what its reason must say."""

    rows: list[list[str]]
    faults: dict[int, str]

    @property
    def data(self) -> bytes:
        """The file as a spreadsheet program writes it."""
        out = io.StringIO()
        csv.writer(out).writerows(self.rows)
        return out.getvalue().encode("utf-8-sig")


def nhs_number(index: int) -> str:
    """Return a valid number of the test range, or an empty text where the check digit would be 10."""
    nine = str(998_000_000 + index)
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return f"{nine}{check}" if check < 10 else ""


def referral_file(rows: int, faults: int, seed: int = 1) -> Planted:
    """Return a file of so many rows below its headings, so many of them faulty."""
    random = Random(seed)  # noqa: S311 - invented people
    made = [_row(random, index) for index in range(rows)]
    spoiled = sorted(random.sample(range(10, rows), faults))
    told: dict[int, str] = {}
    for turn, index in enumerate(spoiled):
        kind = turn % (len(FAULTS) + 1)
        if kind == len(FAULTS):
            first = next(i for i in range(index) if made[i][COLUMN["NHS No."]] and i not in spoiled)
            made[index][COLUMN["NHS No."]] = made[first][COLUMN["NHS No."]]
            told[index + 2] = f"Row {first + 2} {DOUBLE}"
        else:
            column, cell, words = FAULTS[kind]
            made[index][COLUMN[column]] = cell
            told[index + 2] = words
    return Planted([list(HEADINGS), *made], told)


def _row(random: Random, index: int) -> list[str]:
    family, given = FAMILIES[index % len(FAMILIES)], GIVEN[index % len(GIVEN)]
    born = date(1930, 1, 1) + timedelta(days=index * 4)
    number = nhs_number(index)
    spelling = random.choice(("%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d %B %Y"))
    referred = date(2026, 1, 1) + timedelta(days=index % 200)
    return [
        random.choice((f"{family.upper()}, {given} (Ms)", f"{given} {family}", f"Mr {given} {family.upper()}")),
        born.strftime(spelling),
        random.choice((number, f"{number[:3]} {number[3:6]} {number[6:]}".strip(), f"{number}.0" if number else "")),
        f"{index} High Street, Leeds",
        random.choice(("LS1 4AP", "ls14ap", "")),
        random.choice(("07700 900123", "7700900123", "+44 7700 900123", "")),
        random.choice(("0113 496 0000", "n/a", "")),
        random.choice((f"person{index}@example.org", "")),
        random.choice(("English", "Polish", "")),
        random.choice(("Y", "No", "", "1")),
        "The Surgery",
        random.choice(("A12345", "b81234", "")),
        random.choice(("Easy read; hearing loop", "", "likes a quiet room")),
        referred.strftime(spelling),
        (referred + timedelta(days=2)).strftime("%d/%m/%Y"),
        random.choice(("GP", "self referral", "Social worker", "")),
        random.choice(("Dr N. Ayo", "")),
        random.choice(("routine", "HIGH", "")),
        random.choice(("Lonely since the move", "Money worries,\r\nand a second line", "")),
        random.choice(("", "Yes", "n")),
    ]
