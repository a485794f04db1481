"""Reading clients: record, banner, caseload, search, likeness."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from time import process_time
from typing import TYPE_CHECKING

import pytest

from linkdesk.clients import queries
from linkdesk.clients import rules
from linkdesk.clients.models import Client
from linkdesk.clients.rules import NoNhsReason
from linkdesk.clients.rules import Phone
from linkdesk.clients.service import add_client
from linkdesk.clients.service import columns
from linkdesk.record.errors import NotFound
from linkdesk.record.session import unit_of_work
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

TODAY = date(2026, 11, 25)


def names(session: Session, search: str) -> list[str]:
    return [row.full_name for row in queries.caseload(session, search).rows]


def test_an_unknown_client_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        queries.client_record(session, uuid.uuid4())
    with pytest.raises(NotFound):
        queries.banner(session, uuid.uuid4(), TODAY)


def test_the_banner_says_who_this_is(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client(0))
    banner = queries.banner(session, client_id, TODAY)
    assert (banner.full_name, banner.preferred_name, banner.age) == ("Dr Maryam O’Testly", "Mo", 96)
    assert banner.nhs_number.replace(" ", "") == people.nhs_number(0)
    assert [need.text for need in banner.needs] == [
        "Interpreter needed: Polish",
        "Easy read",
        "Likes a quiet room",
    ]
    assert all(need.picture for need in banner.needs)


def test_the_banner_says_who_does_not_read_and_the_list_marks_them(session: Session, actor: Actor) -> None:
    given = {"needs": (), "interpreter_needed": True, "language": "pa", "reading_language": "pa-Guru"}
    unread = add_client(session, actor, people.new_client(1, does_not_read=True, **given))
    said = [need.text for need in queries.banner(session, unread, TODAY).needs]
    assert said == ["Interpreter needed: Punjabi", "Does not read: read out loud"]
    bare = {**given, "interpreter_needed": False}
    ids = [
        add_client(session, actor, people.new_client(number, does_not_read=value, **bare))
        for number, value in ((2, True), (4, False), (5, None))
    ]
    assert [row.has_needs for row in queries.caseload_rows(session, ids)] == [True, False, False]


def test_the_banner_says_why_there_is_no_number(session: Session, actor: Actor) -> None:
    person = people.new_client(1, nhs_number="", no_nhs_reason=NoNhsReason.OVERSEAS)
    banner = queries.banner(session, add_client(session, actor, person), TODAY)
    assert (banner.nhs_number, banner.no_nhs_reason) == ("", "Overseas patient")


def test_the_caseload_is_by_family_name_in_pages(session: Session, actor: Actor) -> None:
    for number in range(5):
        add_client(session, actor, people.new_client(number * 10))
    first, last = (queries.caseload(session, page=page, rows=2) for page in (1, 3))
    assert (first.total, first.pages, first.number) == (5, 3, 1)
    families = [row.full_name.removeprefix("Dr ").split(" ", 1)[1] for row in queries.caseload(session).rows]
    assert families == sorted(families, key=rules.folded)
    assert len(last.rows) == 1
    assert queries.caseload(session, page=99, rows=2).number == 3
    assert queries.caseload(session, page=-1, rows=2).number == 1


def test_an_empty_caseload_is_one_empty_page(session: Session) -> None:
    page = queries.caseload(session)
    assert (page.rows, page.total, page.number, page.pages) == ((), 0, 1, 1)


def test_clients_are_found_by_name_number_and_phone(session: Session, actor: Actor) -> None:
    add_client(session, actor, people.new_client(2, title="", phones=(Phone("07700 900123"),)))
    add_client(session, actor, people.new_client(11, title=""))
    assert names(session, "lukasz") == names(session, "ŁUK") == names(session, "testly łuk") == ["Łukasz O’Testly"]
    assert names(session, "quarr test") == ["Zoë Quarrington-Test"]
    assert names(session, people.nhs_number(11)[:9]) == ["Zoë Quarrington-Test"]
    assert names(session, "+44 7700 900 123") == names(session, "900123") == ["Łukasz O’Testly"]
    assert names(session, "nobody") == []


@pytest.mark.parametrize(
    "typed", ["22/11/1984", "22 11 1984", "22.11.1984", "22 Nov 1984", "1984-11-22", "zoe 22/11/1984"]
)
def test_clients_are_found_by_date_of_birth(session: Session, actor: Actor, typed: str) -> None:
    add_client(session, actor, people.new_client(11, title="", birth_date=date(1984, 11, 22)))
    add_client(session, actor, people.new_client(12, title="", birth_date=date(1984, 11, 23)))
    assert names(session, typed) == ["Zoë Quarrington-Test"]
    assert names(session, f"nobody {typed}") == []


def test_digits_like_a_date_still_find_a_phone(session: Session, actor: Actor) -> None:
    add_client(session, actor, people.new_client(2, title="", phones=(Phone("01632 221984"),)))
    assert names(session, "2 2 1984") == names(session, "0163 2221 984") == ["Łukasz O’Testly"]


@pytest.mark.parametrize("typed", ["%", "_", "%%", "?", "'", ".", "--", "% _"])
def test_a_search_of_only_signs_finds_nobody(session: Session, actor: Actor, typed: str) -> None:
    add_client(session, actor, people.new_client(1))
    assert queries.caseload(session, typed).total == 0
    assert queries.caseload(session, "  ").total == 1


@pytest.mark.parametrize("typed", ["%", "_", "\\", "' OR 1=1 --", '"', "%' --", "\x00"])
def test_signs_of_the_query_language_mean_themselves(session: Session, actor: Actor, typed: str) -> None:
    add_client(session, actor, people.new_client(1))
    found = queries.caseload(session, f"zoe {typed} zzz")
    assert found.total == 0


def test_likeness_warns_of_number_and_of_name_with_birth_date(session: Session, actor: Actor) -> None:
    known = add_client(session, actor, people.new_client(1))
    add_client(session, actor, people.new_client(2))
    same_number = queries.alike(session, people.new_client(1, family_name="Else", birth_date=date(1999, 1, 1)))
    assert [(like.client_id, like.because) for like in same_number] == [(known, "the same NHS number")]
    same_name = queries.alike(session, people.new_client(1, nhs_number="", family_name="O'TESTLY"))
    assert [like.because for like in same_name] == ["the same name and date of birth"]
    assert queries.alike(session, people.new_client(1), besides=known) == ()
    assert queries.alike(session, people.new_client(3, nhs_number="", birth_date=date(1999, 1, 1))) == ()


def test_likeness_finds_slips_sounds_turned_dates_and_phones(session: Session, actor: Actor) -> None:
    known = people.new_client(1, nhs_number="", given_name="Stephen", family_name="Brook", birth_date=date(1984, 3, 12))
    add_client(session, actor, known)
    for changes, because in (
        ({"given_name": "Steven", "family_name": "Brooke"}, "a similar name and the same date of birth"),
        ({"birth_date": date(1984, 12, 3)}, "a similar name, day and month of birth the other way round"),
        ({"birth_date": date(1948, 3, 12)}, "a similar name, one digit of the date of birth differs"),
        (
            {"given_name": "Al", "family_name": "Else", "birth_date": date(1984, 7, 1)},
            "the same phone and year of birth",
        ),
    ):
        assert [like.because for like in queries.alike(session, replace(known, **changes))] == [because]


def test_every_client_comes_for_an_export(session: Session, actor: Actor) -> None:
    for number in range(3):
        add_client(session, actor, people.new_client(number))
    assert len({record.id for record in queries.client_records(session)}) == 3


def test_search_in_a_full_caseload_is_quick(session: Session, actor: Actor) -> None:
    """1,250 clients are one worker's five years; the figures themselves are in `benchmarks/`."""
    fill(session, actor, 1250)
    assert queries.caseload(session, "zoe 0163").total == 125
    assert min(timed(session, "zoe 0163") for _ in range(5)) < 0.05
    assert min(timed(session, "22/11/1984") for _ in range(5)) < 0.05


def fill(session: Session, actor: Actor, size: int) -> None:
    """Put many clients in at once, in one unit of work."""
    with unit_of_work(session, actor, "fill") as work:
        work.session.add_all(Client(**columns(people.new_client(number), TODAY)) for number in range(size))


def timed(session: Session, search: str) -> float:
    """Return the processor time of one search in seconds: other programs on the machine do not count."""
    start = process_time()
    queries.caseload(session, search)
    return process_time() - start
