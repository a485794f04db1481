"""From a connection to its letter: never without a yes, to this very service; the visit is on cards and Today."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from linkdesk.application import open_session
from linkdesk.clients.sharing.queries import newest_number
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import RecordDecisions
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.connections.queries import connections_of
from linkdesk.connections.queries import recipient
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import StartConnection
from linkdesk.connections.service import start_connection
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plan_record
from linkdesk.printing.connected.routes import NAME
from linkdesk.printing.parting.queries import next_meetings
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft

if TYPE_CHECKING:
    import uuid
    from datetime import date

    from linkdesk.connections.rules import ConnectionRecord
    from tests.furnished import House

NAMES = ("Hill Choir", "Mill Walks")


def someone(house: House) -> uuid.UUID:
    with open_session(house.settings, house.vault) as (session, _actor):
        return plan_record(session, house.ids(Plan)[0]).client_id


def today(house: House) -> date:
    return house.vault.clock.now().astimezone().date()


def connected(house: House, who: uuid.UUID, kind: Kind = Kind.SIGNPOST, visit: date | None = None) -> ConnectionRecord:
    with open_session(house.settings, house.vault) as (session, actor):
        start = StartConnection(
            client_id=who,
            kind=kind,
            on=today(house),
            service_name=NAMES[0],
            visit_on=visit,
            visit_time="14:30" if visit else "",
            visit_place="The gate" if visit else "",
        )
        start_connection(session, actor, start)
        return connections_of(session, who)[0]


def say(house: House, who: uuid.UUID, answer: Answer) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        told = RecordDecisions(
            client_id=who,
            seen=newest_number(session, who),
            answers=tuple(AnswerTo(recipient(name), answer) for name in NAMES),
            how=How.SPOKEN,
            asked_on=today(house),
            asked_by="Robin",
        )
        record_decisions(session, actor, told)


def test_there_is_no_letter_without_a_yes_nor_after_it_was_taken_back(house: House) -> None:
    who = someone(house)
    at = f"/clients/{who}/connections/{connected(house, who).id}"
    assert "Until they say yes there is no letter" in house.worker.get(at).words
    refused = house.worker.post(f"{at}/letter", {"way": "letter"}, token_from=at, expect=422)
    assert "Nobody has asked yet if we may share with Hill Choir. Nothing was made" in refused.words
    say(house, who, Answer.GIVEN)
    assert "Letter to introduce them" in house.worker.get(at).words
    say(house, who, Answer.WITHDRAWN)
    house.worker.post(f"{at}/letter", {"way": "letter"}, token_from=at, expect=422)


def test_the_letter_goes_to_this_very_service_and_words_for_another_do_not(house: House) -> None:
    who = someone(house)
    at = f"/clients/{who}/connections/{connected(house, who).id}"
    say(house, who, Answer.GIVEN)
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, NAME, str(who), {"to": NAMES[1], "words": "Only for the walks"})
    page = house.worker.post(f"{at}/letter", {"way": "email"}, token_from=at)
    assert NAMES[0] in page.words
    assert "Only for the walks" not in page.words
    with open_session(house.settings, house.vault) as (session, actor):
        draft = load_draft(session, actor, NAME, str(who))
        assert draft is not None
        assert draft.fields == {"to": NAMES[0]}
        save_draft(session, actor, NAME, str(who), {"to": NAMES[0], "words": "She likes to sing"})
    assert "She likes to sing" in house.worker.post(f"{at}/letter", {"way": "email"}, token_from=at).words


def test_a_first_visit_together_is_the_next_meeting_and_on_today(house: House) -> None:
    who, day = someone(house), today(house) + timedelta(days=1)
    kept = connected(house, who, Kind.ACCOMPANY, day)
    with open_session(house.settings, house.vault) as (session, _actor):
        meeting = next_meetings(session, [who], today(house))[who]
    assert (meeting.day, meeting.time, meeting.place) == (day, "14:30", "The gate")
    assert "You go along to Hill Choir, The gate" in house.worker.get("/?whose=everyone").words
    house.worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/")
    assert "Hill Choir" not in house.worker.get("/?whose=everyone").words
    house.worker.post("/beside", {"beside": "off", "here": "/"}, token_from="/")
    at = f"/clients/{who}/connections/{kept.id}"
    worker = house.worker
    file = worker.client.post(f"{at}/calendar", data={"csrf_token": worker.token(at)})
    assert file.mimetype == "text/calendar"
    text = file.get_data(as_text=True)
    assert "LOCATION:The gate" in text
    assert "Choir" not in text
    worker.post(f"{at}/next", {"press": "not-them", "version": "1"}, token_from=at)
    assert "You go along" not in worker.get("/?whose=everyone").words


def test_there_is_no_calendar_file_without_a_day(house: House) -> None:
    who = someone(house)
    at = f"/clients/{who}/connections/{connected(house, who).id}"
    page = house.worker.post(f"{at}/calendar", {}, token_from=at, expect=422)
    assert "has no day yet" in page.words
