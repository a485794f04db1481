"""A meeting that was agreed before they left stands on every print that says when they meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from linkdesk.clients.queries import client_record
from linkdesk.episodes.models import Episode
from linkdesk.episodes.service import receive_referral
from linkdesk.printing.given.making import plain_of
from linkdesk.printing.parting.queries import next_meetings
from linkdesk.printing.parting.service import end_meeting
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import PrintOptions
from linkdesk.printing.sheets.caseload import caseload_sheet
from linkdesk.printing.short.queries import said_of
from linkdesk.printing.short.rules import draft_name
from linkdesk.record.drafts import save_draft
from linkdesk.record.session import unit_of_work
from tests.episodes.conftest import referral
from tests.printing.given.test_service import agreed
from tests.printing.parting.test_service import FAR
from tests.printing.parting.test_service import TODAY
from tests.printing.parting.test_service import end

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LATER = date(2040, 6, 1)


def test_card_plain_page_and_list_say_the_meeting_with_time_and_place(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    first = receive_referral(session, actor, referral(person.id))
    with unit_of_work(session, actor, "book_visit") as work:
        work.session.get_one(Episode, first).first_visit_on = LATER
    end_meeting(session, actor, end(person))
    client = client_record(session, person.id)
    said = said_of(session, actor, ClientItem.APPOINTMENT, client)
    assert (said.day, said.time, said.place) == (FAR, "14:30", "The library")
    plain = plain_of(session, actor, client, PrintOptions())
    assert (plain.on, plain.time) == (FAR, "14:30")
    sheet, _whose = caseload_sheet(session, actor, TODAY)
    assert "next 2 January 2040, 14:30, The library" in "\n".join(sheet.sections[0].lines)


def test_words_of_an_earlier_card_give_way_to_the_new_meeting_and_the_rest_stays(
    session: Session, actor: Actor
) -> None:
    person = agreed(session, actor)
    old = {"day-day": "1", "day-month": "6", "day-year": "2040", "time": "", "place": "Home", "bring": "Glasses"}
    save_draft(session, actor, draft_name(ClientItem.APPOINTMENT), str(person.id), old)
    end_meeting(session, actor, replace(end(person), next_on=None, next_time="", next_place=""))
    said = said_of(session, actor, ClientItem.APPOINTMENT, client_record(session, person.id))
    assert (said.day, said.place) == (LATER, "Home"), "no new meeting, so the typed one stands"
    end_meeting(session, actor, end(person))
    said = said_of(session, actor, ClientItem.APPOINTMENT, client_record(session, person.id))
    assert (said.day, said.time, said.place, said.bring) == (FAR, "14:30", "The library", "Glasses")


def test_the_meeting_of_somebody_else_is_nobodys(session: Session, actor: Actor) -> None:
    one, other = agreed(session, actor), agreed(session, actor, 2)
    end_meeting(session, actor, end(one))
    assert set(next_meetings(session, (one.id, other.id), TODAY)) == {one.id}
    assert next_meetings(session, (other.id,), TODAY) == {}
    assert next_meetings(session, (), TODAY) == {}
