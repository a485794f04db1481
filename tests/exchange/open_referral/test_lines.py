"""A spreadsheet of services: headings of many hands, our own export back without a change, and what is no sheet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from typing import Any

import openpyxl
import pytest

from linkdesk.exchange.intake.grids import read_grid
from linkdesk.exchange.open_referral.getting import look_at
from linkdesk.exchange.open_referral.lines import ALSO
from linkdesk.exchange.open_referral.lines import CALLED
from linkdesk.exchange.open_referral.lines import TAKEN
from linkdesk.exchange.open_referral.lines import body
from linkdesk.exchange.open_referral.lines import sheet_of
from linkdesk.exchange.open_referral.sheet import cells
from linkdesk.exchange.open_referral.sheet import written
from linkdesk.record.errors import FileRefused
from linkdesk.services import queries as directory
from linkdesk.services import service as services
from linkdesk.services.feeds import queries
from linkdesk.services.feeds import service
from linkdesk.services.feeds.rules import Format
from linkdesk.services.feeds.rules import State
from linkdesk.services.feeds.said import said_of
from linkdesk.services.rules import AddService
from linkdesk.services.rules import Often
from linkdesk.services.rules import Status
from linkdesk.services.rules import Times
from linkdesk.settings import Intake

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

COUNCIL = """\
Groups of Testham,,,,,
Group name,Tel,Post code,When,Cost,Star rating
Testham Knitters,01632 960 031,KX1 2BB,Mondays 2pm; Fridays 10am,"£2.50, tea included",5
,01632 960 032,,,,
Testham Chess,=1+1,nowhere,,Free,
"""


def test_headings_of_others_are_read_and_said_before_anything_is_kept(session: Session, actor: Actor) -> None:
    before = directory.services(session)
    source_id = look_at(session, actor, "groups.csv", io.BytesIO(COUNCIL.encode()))
    found = queries.import_of(session, source_id)
    assert (found.format, found.state, found.counts["new"]) == (Format.SHEET, State.LOOKED_AT, 2)
    assert list(found.notes) == [
        "Columns read: “Group name” as Name, “Tel” as Phone, “Post code” as Postcode, “When” as When, “Cost” as Cost.",
        "Columns not read: “Star rating”.",
        "Lines without a name are left out: 1.",
    ]
    assert directory.services(session) == before
    service.bring_in(session, actor, source_id, "Testham groups", whole=True)
    kept = {each.name: each for each in directory.services(session)}
    knit = directory.service_record(session, kept["Testham Knitters"].id)
    assert (knit.phone, knit.postal_code, knit.amount, knit.cost) == (
        "01632 960 031",
        "KX1 2BB",
        "2.50",
        "tea included",
    )
    assert [each.words for each in knit.times] == ["Mondays 2pm", "Fridays 10am"]
    assert directory.service_record(session, kept["Testham Chess"].id).cost_words == "Free"


def test_our_own_export_changes_nothing_and_keeps_what_only_we_know(session: Session, actor: Actor) -> None:
    made = AddService(
        name="Testham Choir", organization="Green Testham", description="We sing.\nNobody reads notes.",
        phone="01632 960 020", email="choir@example.org", url="https://example.org/choir",
        status=Status.CLOSED_FOR_A_TIME, location="Library", address_1="1 High Street", city="Testham",
        postal_code="KX1 2BB", transportation="Bus 4", first_visit="Bo waits at the door", parking="Behind it",
        accessibility=("Ramp", "Loop"), amount="2.50", cost="each time", eligibility_description="Adults",
        application_process="Come along", wait_time="No wait",
        languages=("Welsh",), times=(Times((), Often.WEEKLY, "", "", "Tuesdays at ten"),),
    )  # fmt: skip
    service_id = services.add_service(session, actor, made)
    before = directory.service_record(session, service_id)
    sheet = written([cells(before, with_person=True)])
    for _again in range(2):
        source_id = look_at(session, actor, "ours.csv", io.BytesIO(sheet))
        service.bring_in(session, actor, source_id, "ours", whole=True)
        after = directory.service_record(session, service_id)
        assert cells(after, with_person=True) == cells(before, with_person=True)
        assert after.first_visit == "Bo waits at the door"
    assert [each.name for each in directory.services(session)].count("Testham Choir") == 1


def test_a_workbook_is_read_and_what_is_gone_is_told(session: Session, actor: Actor) -> None:
    def book(*lines: tuple[Any, ...]) -> io.BytesIO:
        made, out = openpyxl.Workbook(), io.BytesIO()
        for line in (("Service", "Telephone"), *lines):
            made.active.append(line)
        made.save(out)
        return io.BytesIO(out.getvalue())

    first = look_at(session, actor, "a.xlsx", book(("Testham Bowls", "01632 960041"), ("Testham Darts", "")))
    service.bring_in(session, actor, first, "Groups", whole=True)
    second = look_at(session, actor, "a.xlsx", book(("Testham Bowls", "01632 960042")))
    assert queries.import_of(session, second).counts["changed"] == 1
    assert queries.missing_from(session, second, "Groups") == ("Testham Darts",)


@pytest.mark.parametrize("data", [b"Colour,Size\nred,4\n", b"hello", b"\x00\x01", b"PK\x03\x04 half", b"Name\nAlone\n"])
def test_what_is_no_sheet_of_services_is_refused(session: Session, actor: Actor, data: bytes) -> None:
    with pytest.raises(FileRefused, match="Nothing was"):
        look_at(session, actor, "x.csv", io.BytesIO(data))


def test_each_heading_is_of_one_part() -> None:
    every = [word for words in ALSO.values() for word in words]
    assert len(every) == len(set(every))
    assert set(ALSO) <= TAKEN <= set(CALLED)


@pytest.mark.parametrize(
    "time",
    [
        Times(("TU",), Often.WEEKLY, "10:00", "12:00", "Not in August"),
        Times(("MO", "FR"), Often.FORTNIGHTLY, "09:30"),
        Times(("SU",), Often.MONTHLY),
        Times((), Often.WEEKLY, "", "", "Tuesdays at ten"),
    ],
)
def test_our_own_words_of_a_time_become_the_same_time(time: Times) -> None:
    assert said_of(body({"name": "A", "times": time.words})).parts["times"] == (time,)


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [("18 to 65", 18, 65), ("18 or over", 18, None), ("Up to 17", None, 17), ("", None, None)],
)
def test_our_own_words_of_ages_become_the_same_ages(words: str, least: int | None, most: int | None) -> None:
    found = said_of(body({"name": "A", "ages": words})).parts
    assert (found["minimum_age"], found["maximum_age"]) == (least, most)


def test_hostile_cells_stay_words() -> None:
    grid = read_grid(b'Name,Website,Ages\n<script>,javascript:alert(1),"9 to 3"\n', Intake())
    sheet = sheet_of(grid)
    assert sheet is not None
    (read,) = sheet.objects()
    said = said_of(read.body)
    assert (said.parts["name"], said.parts["url"]) == ("<script>", "")
    assert body({"name": "A"})["id"] == body({"name": "a"})["id"] != body({"name": "A", "postal_code": "KX1 1AA"})["id"]
