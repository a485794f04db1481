"""The list has the worker's own open cases, little of each, and is marked as internal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from linkdesk.application import open_session
from linkdesk.clients.queries import client_record
from linkdesk.clients.queries import client_records
from linkdesk.printing.sheets.caseload import caseload_sheet
from linkdesk.printing.sheets.rules import INTERNAL_WORDS
from linkdesk.team.rules import Role
from tests.furnished import WORKER

if TYPE_CHECKING:
    from tests.furnished import House


def test_the_list_names_cases_and_nothing_private(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        sheet, whose = caseload_sheet(session, actor, date(2026, 11, 30))
        people = list(client_records(session))
        names = [client_record(session, each).family_name for each in whose]
    text = "\n".join(line for each in sheet.sections for line in each.lines)
    assert sheet.mark == INTERNAL_WORDS
    assert sheet.lead[0] == WORKER
    assert len(names) == len(set(whose)) == sum(len(each.lines) for each in sheet.sections)
    assert all(name in text for name in names)
    assert sum(person.family_name in text for person in people) >= 2
    for person in people:
        assert person.nhs_number not in text.replace(" ", "")
        assert not person.keep_safe or person.keep_safe not in text
        assert not person.phones or person.phones[0].number not in text


def test_a_worker_without_cases_gets_a_list_that_says_so(house: House) -> None:
    house.join("Sam Second", Role.LINK_WORKER)
    house.switch("Sam Second")
    with open_session(house.settings, house.vault) as (session, actor):
        sheet, whose = caseload_sheet(session, actor, date(2026, 11, 30))
    assert sheet.sections[0].lines == ("There is no open case.",)
    assert whose == ()
