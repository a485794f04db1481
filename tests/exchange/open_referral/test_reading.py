"""Files of any form in which local services travel."""

from __future__ import annotations

import errno
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from linkdesk.exchange.open_referral.reading import Reading
from linkdesk.exchange.open_referral.reading import open_file
from linkdesk.exchange.open_referral.reading import table
from linkdesk.record.errors import FileRefused
from linkdesk.services.feeds.rules import Format
from linkdesk.services.feeds.rules import Kind
from linkdesk.settings import Feeds
from tests.services.feeds.samples import CHOIR
from tests.services.feeds.samples import feed

FEEDS = (
    *(f"V3.0-UK-Default/{name}.json" for name in ("service_full", "service_list", "organization", "organization_list")),
    *(f"V3.0-UK-Default/{name}.json" for name in ("service_at_location_full", "service_at_location_list")),
    *(f"V3.0-UK-Test/{name}.json" for name in ("service_full", "service_list", "service_list_data")),
    *(f"V3.0-UK-Test/{name}.json" for name in ("organization_full", "organization_list")),
    *(f"V3.0-UK-Test/{name}.json" for name in ("service_at_location_full", "service_at_location_list")),
    *(
        f"examples-hsds/{name}.json"
        for name in ("service_full", "service_list", "location", "service_at_location_list")
    ),
    *(f"examples-hsds/{name}.json" for name in ("organization_full", "organization_list", "service_at_location_full")),
)


def packed(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as out:
        for name, body in members.items():
            out.writestr(name, body)
    return data.getvalue()


def read(data: bytes, limits: Feeds | None = None) -> tuple[Reading, list[Any]]:
    reading = Reading(io.BytesIO(data), limits or Feeds())
    return reading, list(reading.objects())


@pytest.mark.parametrize("name", FEEDS)
def test_each_published_feed_is_read(published: Path, name: str) -> None:
    data = (published / name).read_bytes()
    reading, objects = read(data)
    entries = json.loads(data)
    entries = entries.get("contents", [entries])
    kinds = [each.kind for each in objects]
    if "organization" in name:
        assert kinds.count(Kind.ORGANIZATION) == len(entries)
        assert kinds.count(Kind.SERVICE) == sum(len(each.get("services", [])) for each in entries)
    else:
        assert kinds == [Kind.LOCATION if "/location" in name else Kind.SERVICE] * len(entries)
    assert reading.left_out == 0
    assert all(each.body.get("id") and each.body.get("name") for each in objects)


def test_the_published_package_of_tables_is_read(published: Path) -> None:
    folder = published / "examples-hsds" / "csv"
    reading, objects = read(packed({f"csv/{each.name}": each.read_bytes() for each in folder.iterdir()}))
    assert reading.format is Format.PACKAGE
    (service,) = (each.body for each in objects if each.kind is Kind.SERVICE)
    like = json.loads((published / "examples-hsds" / "service_full.json").read_text("utf-8"))
    for name in ("phones", "schedules", "service_areas", "languages", "cost_options", "contacts", "required_documents"):
        assert service[name], name
        assert set(service[name][0]) <= set(like[name][0]) | {"attributes", "metadata"}, name
    assert (service["minimum_age"], service["organization"]["year_incorporated"]) == (12, 2011)
    assert service["service_at_locations"][0]["location"]["addresses"][0]["city"] == "MyCity"
    assert service["program"]["name"]


def test_pages_and_lines_in_a_zip(published: Path) -> None:
    data = packed({"b.json": feed({**CHOIR, "id": "2"}), "a.ndjson": json.dumps(CHOIR).encode() + b"\n", "x.txt": b"?"})
    reading, objects = read(data)
    assert [each.body["id"] for each in objects] == ["choir-1", "2"]
    assert reading.format is Format.HSDS


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"PK\x03\x04 no zip", b"\x89PNG\r\n", feed(), b'{"uptime": 3}', packed({"x.txt": b"words"}),
     packed({"a.json": feed(CHOIR)})[:-40], packed({"services.csv": b'id,name\n1,"half'}),
     packed({"services.csv": b"id,name\n1,\xff"})],
)  # fmt: skip
def test_what_is_no_feed_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(FileRefused) as refusal:
        read(data)
    assert "Nothing was read" in refusal.value.sentence


def test_what_is_too_much_is_refused() -> None:
    data = packed({f"{number}.json": feed({**CHOIR, "id": str(number)}) for number in range(3)})
    for limits in (replace(Feeds(), members=2), replace(Feeds(), file_bytes=100), replace(Feeds(), objects=2)):
        with pytest.raises(FileRefused):
            read(data, limits)
    with pytest.raises(FileRefused, match="too large"):
        read(packed({"services.csv": b"id,name\n" * 99}), replace(Feeds(), table_bytes=50))


def test_entries_that_are_something_else_are_counted() -> None:
    reading, objects = read(feed(CHOIR, None, 3, {"uptime": 3}))
    assert (len(objects), reading.left_out) == (1, 3)


def test_rows_of_a_table() -> None:
    assert table(io.BytesIO(b"\xef\xbb\xbfid,name,x\n1,Choir,\n")) == [{"id": "1", "name": "Choir"}]


def test_a_file_is_opened_or_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(feed(CHOIR))
    with open_file(tmp_path / "a.json") as source:
        assert source.read() == feed(CHOIR)
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(FileRefused):
            open_file(path)
    with pytest.raises(FileRefused, match="larger than 0 MB"):
        open_file(tmp_path / "a.json", replace(Feeds(), file_bytes=10))


class Stick(io.BytesIO):
    """A file on a stick that is pulled out after so many bytes."""

    def __init__(self, data: bytes, after: int) -> None:
        super().__init__(data)
        self._left = after

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self._left -= len(found)
        if self._left < 0:
            raise OSError(errno.EIO, "Input/output error")
        return found


@pytest.mark.parametrize("data", [feed(*[CHOIR] * 300), packed({"a.json": feed(*[CHOIR] * 300)})])
@pytest.mark.parametrize("after", [0, 200, 100_000])
def test_a_stick_that_was_pulled_has_its_sentence(data: bytes, after: int) -> None:
    whole = Stick(data, 10**9)
    assert list(Reading(whole).objects())
    with pytest.raises(FileRefused, match="Put the stick in again"):
        list(Reading(Stick(data, min(after, len(data) - 1))).objects())
