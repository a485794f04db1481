"""Postcodes: two kinds of file, a zip, all or nothing, older ones replaced, and services that move to their places."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkdesk.record.errors import RuleBroken
from linkdesk.services import service as services
from linkdesk.services.finding import postcodes
from linkdesk.services.finding.postcodes import places
from linkdesk.services.finding.postcodes import postcode_file
from linkdesk.services.finding.postcodes import read_postcodes
from linkdesk.services.finding.queries import Asked
from linkdesk.services.finding.queries import find
from linkdesk.services.rules import AddService

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

CODE_POINT = """\
"KX1 1AA",10,430000,433000,"E92000001","","","","",""
"KX1 2BB",10,431610,433000,"E92000001"
"KX1 9ZZ",90,0,0,""
"""
ONS = """\
\ufeffpcd,pcds,oseast1m,osnrth1m,lat,long
KX2 1AA,KX2 1AA,440000,433000,53.79,-1.39
BT1 1AA,BT1 1AA,333000,374000,54.6,-5.93
x,,,,,
"""


def test_both_kinds_of_file_are_read() -> None:
    def read(text: str) -> list[postcodes.Place]:
        return list(places(iter([each.replace('"', "").split(",") for each in text.splitlines()])))

    assert read(CODE_POINT) == [("KX11AA", 430_000, 433_000), ("KX12BB", 431_610, 433_000)]
    english, irish = read(ONS)
    assert english == ("KX21AA", 440_000, 433_000)
    assert irish[0] == "BT11AA"
    assert irish[1] < 200_000, "by latitude and longitude, for its eastings are on another grid"
    assert read("") == read("a,b\nc,d") == []


def test_services_move_to_their_places_and_a_newer_file_replaces(
    session: Session, actor: Actor, tmp_path: Path
) -> None:
    services.add_service(session, actor, AddService(name="Choir", postal_code="KX1 2BB"))
    path = tmp_path / "kx.csv"
    path.write_text(CODE_POINT, "utf-8")
    assert read_postcodes(session, actor, path) == 2
    assert find(session, Asked(where="KX1 1AA")).hits[0].miles == pytest.approx(1, abs=0.01)
    services.add_service(session, actor, AddService(name="Later", postal_code="KX1 1AA"))
    assert find(session, Asked(where="KX1 1AA", near=True)).hits[0].record.name == "Later"
    told: list[tuple[int, int]] = []
    packed = tmp_path / "new.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("Data/CSV/kx.csv", ONS)
        file.writestr("Doc/licence.txt", "KX1 1AA,10,1,1")
    assert read_postcodes(session, actor, packed, lambda done, whole: told.append((done, whole))) == 2
    assert told[-1][0] == told[-1][1] > 0
    kept = postcode_file(session)
    assert kept is not None
    assert (kept.name, kept.postcodes) == ("new.zip", 2)
    assert find(session, Asked(where="KX1 1AA")).hits[0].miles is None, "the older places are gone"


@pytest.mark.parametrize(
    "content",
    [b"", b"not a table", b"\xff\xfe\x00", b"PK\x03\x04 half a zip", b"x" * 100_000, b'KX1 1AA,10,"', b"\x00"],
)
def test_a_file_that_is_none_changes_nothing(session: Session, actor: Actor, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kx.csv"
    path.write_text(CODE_POINT, "utf-8")
    read_postcodes(session, actor, path)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        read_postcodes(session, actor, bad)
    assert find(session, Asked(where="KX1 1AA")).origin is not None
    kept = postcode_file(session)
    assert kept is not None
    assert kept.name == "kx.csv"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("PRODUCT: CODE-POINT OPEN\nCOPYRIGHT DATE: 20260805\n", "gb.zip, of 5 August 2026"),
        ("COPYRIGHT DATE 2026-11-05", "gb.zip, of 5 November 2026"),
        ("COPYRIGHT DATE: 20260231", "gb.zip"),
        ("no day", "gb.zip"),
    ],
)
def test_the_day_that_the_file_says_is_kept(
    session: Session, actor: Actor, tmp_path: Path, said: str, name: str
) -> None:
    path = tmp_path / "gb.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("Data/CSV/kx.csv", CODE_POINT)
        file.writestr("Doc/metadata.txt", said)
    read_postcodes(session, actor, path)
    kept = postcode_file(session)
    assert kept is not None
    assert kept.name == name


def test_after_a_year_postcodes_are_old() -> None:
    assert not postcodes.is_old(date(2026, 1, 1), date(2027, 1, 1))
    assert postcodes.is_old(date(2026, 1, 1), date(2027, 1, 2))


def test_a_long_file_without_a_postcode_can_be_stopped(session: Session, actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a,b\n" * (postcodes.TOLD_AFTER + 1), "utf-8")

    def stop(done: int, _whole: int) -> None:
        if done:
            raise KeyError

    with pytest.raises(KeyError):
        read_postcodes(session, actor, path, stop)


def test_a_zip_that_unpacks_to_too_much_is_refused(
    session: Session, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postcodes, "MOST_BYTES", len(CODE_POINT) - 1)
    path = tmp_path / "gb.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("kx.csv", CODE_POINT)
    with pytest.raises(RuleBroken, match="holds too much"):
        read_postcodes(session, actor, path)


def test_a_file_that_breaks_off_is_refused_whole(session: Session, actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "half.csv"
    path.write_bytes(CODE_POINT.encode() * 4000 + b"\xff\xff")
    with pytest.raises(RuleBroken):
        read_postcodes(session, actor, path)
    assert postcode_file(session) is None
    assert find(session, Asked(where="KX1 1AA")).origin is not None
