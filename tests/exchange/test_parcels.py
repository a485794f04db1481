"""An export is put where the worker said, whole or not at all."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from linkdesk.exchange import parcels
from linkdesk.exchange.parcels import write_parcel
from linkdesk.exchange.parcels import zipped
from linkdesk.exchange.rules import ExportKind
from linkdesk.exchange.rules import FileMade
from linkdesk.exchange.rules import Parcel
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from pathlib import Path

ONE = Parcel(ExportKind.FHIR, (FileMade("1.json", b"{}"), FileMade("manifest.json", b"[]")), 1)
TWO = Parcel(ExportKind.FHIR, (FileMade("1.json", b"{}"), FileMade("2.json", b"{}"), FileMade("manifest.json", b"")), 2)
FLAT = Parcel(ExportKind.CSV, (FileMade("clients.csv", b"id"),), 1)


def test_a_name_without_ending_makes_a_folder(tmp_path: Path) -> None:
    made = write_parcel(TWO, tmp_path / "out")
    assert sorted(path.name for path in made.iterdir()) == ["1.json", "2.json", "READ-ME.txt", "manifest.json"]
    assert (made.stat().st_mode & 0o777) == 0o700
    assert {path.stat().st_mode & 0o777 for path in made.iterdir()} == {0o600}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_zip_holds_the_same_files(tmp_path: Path) -> None:
    made = write_parcel(FLAT, tmp_path / "out.ZIP")
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["clients.csv", "READ-ME.txt"]
        assert b"not encrypted" in archive.read("READ-ME.txt")
        assert b"Safeguarding concerns are never" in archive.read("READ-ME.txt")


def test_equal_exports_are_equal_zips() -> None:
    assert zipped(TWO) == zipped(TWO)
    assert zipfile.is_zipfile(io.BytesIO(zipped(TWO)))


def test_one_client_may_be_one_fhir_file(tmp_path: Path) -> None:
    assert write_parcel(ONE, tmp_path / "one.json").read_bytes() == b"{}"


@pytest.mark.parametrize("parcel", [TWO, FLAT])
def test_more_than_one_file_cannot_be_one_file(tmp_path: Path, parcel: Parcel) -> None:
    with pytest.raises(RuleBroken, match="more than one file"):
        write_parcel(parcel, tmp_path / "one.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out", "out.zip", "out.json"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"theirs")
    with pytest.raises(RuleBroken, match="already"):
        write_parcel(ONE, tmp_path / name)
    assert (tmp_path / name).read_bytes() == b"theirs"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["no/such/out", "no/such/out.zip"])
def test_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path, name: str) -> None:
    with pytest.raises(RuleBroken, match="cannot be written there"):
        write_parcel(ONE, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_ending_we_do_not_make_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match=r"folder, a \.zip or one \.json"):
        write_parcel(ONE, tmp_path / "out.docx")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _data: bytes) -> None:
        if path.name == "2.json":
            raise DiskFull
        path.write_bytes(b"")

    monkeypatch.setattr(parcels, "write_atomic", full)
    with pytest.raises(DiskFull):
        write_parcel(TWO, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_home_folder_sign_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    from pathlib import Path as AnyPath

    write_parcel(ONE, AnyPath("~/out.zip"))
    assert (tmp_path / "out.zip").is_file()
