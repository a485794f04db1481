"""The caseload of a worker on paper: as little of each person as finds them again, marked as internal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.desk.caseload import Wanted
from linkdesk.desk.caseload import caseload
from linkdesk.desk.caseload import with_meetings
from linkdesk.printing.parting.queries import next_meetings
from linkdesk.printing.sheets.rules import INTERNAL_WORDS
from linkdesk.printing.sheets.rules import Section
from linkdesk.printing.sheets.rules import Sheet
from linkdesk.team.queries import find_worker
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.desk.caseload import Case
    from linkdesk.record.session import Actor

TITLE = "Caseload list"
MOST = 300
"""A list on paper is for a day, not for an archive."""


CASELOAD_LIST = "caseload-list"


def caseload_sheet(session: Session, actor: Actor, today: date) -> tuple[Sheet, tuple[UUID, ...]]:
    """Return the open cases of this worker by name, and whose they are.

    The keep-safe line is only marked, since paper is left lying.
    """
    found = caseload(session, Wanted(of=(actor.worker_id,)), today, rows=MOST)
    found = with_meetings(found, next_meetings(session, {case.client_id for case in found.rows}, today), today)
    worker = find_worker(session, actor.worker_id)
    stages: dict[str, list[str]] = {}
    for case in found.rows:
        stages.setdefault(case.stage_words, []).append(_line(case))
    more = f"The first {MOST} are listed." if found.total > MOST else ""
    lead = tuple(each for each in (worker.name if worker else "", found.counted, more) if each)
    sections = tuple(Section(name, tuple(lines)) for name, lines in stages.items())
    sheet = Sheet(TITLE, lead, sections or (Section("Nobody", ("There is no open case.",)),), INTERNAL_WORDS)
    return sheet, tuple(case.client_id for case in found.rows)


def _next(case: Case) -> str:
    """Return the next meeting: its day, and its time and place where they are known."""
    if case.next_contact is None:
        return ""
    words = (long_date(case.next_contact), case.next_time, case.next_place)
    return f"next {', '.join(each for each in words if each)}"


def _line(case: Case) -> str:
    parts = (
        case.full_name,
        f"likes to be called {case.preferred_name}" if case.preferred_name else "",
        f"born {long_date(case.birth_date)}" if case.has_namesake else "",
        f"last contact {long_date(case.last_contact)}" if case.last_contact else "",
        _next(case),
        "look at the record before you phone, write or visit" if case.keep_safe else "",
    )
    return ", ".join(part for part in parts if part)
