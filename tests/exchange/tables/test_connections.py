"""Connections, their lines, what stood in the way and what is missing, as rows."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.clients.sharing.rules import EVERY_PART
from linkdesk.clients.sharing.rules import Verdict
from linkdesk.exchange.audience import Audience
from linkdesk.exchange.audience import ForWhom
from linkdesk.exchange.audience import Leave
from linkdesk.exchange.audience import limited
from tests.data.exchange_dossier import dossier
from tests.exchange.tables.samples import rows


def test_a_connection_has_its_lines_in_order_and_says_what_was_taken_back() -> None:
    (kept,) = rows("connections", dossier())
    assert (kept["kind"], kept["service_name"], kept["state"]) == ("signpost", "=Hill Choir", "attended")
    assert (kept["feedback"], kept["visit_time"], kept["contact"]) == ("@They were kind", "14:30", "01632 960 010")
    events = rows("connection_events", dossier())
    assert [(row["number"], row["state"], bool(row["taken_back_on"])) for row in events] == [
        *((1, "sent", False), (2, "waiting", True), (3, "attended", False)),
    ]
    assert {row["connection_id"] for row in events} == {kept["id"]}
    (barrier,) = rows("connection_barriers", dossier())
    assert (barrier["barrier"], barrier["solved"]) == ("travel", "Her brother drives")
    (unmet,) = rows("unmet_needs", dossier())
    assert (unmet["need"], unmet["missing"], unmet["area"]) == ("money", "full", "LS1")


def test_an_episode_that_is_not_in_the_file_is_not_pointed_to() -> None:
    without = replace(dossier(), episodes=())
    assert [row["episode_id"] for row in rows("connections", without)] == [None]


def test_the_person_reads_no_notes_and_keeps_their_own_words() -> None:
    whole = dossier()
    said = Verdict(allowed=True, sentence="", parts=EVERY_PART)
    theirs = limited(whole, Leave(Audience(ForWhom.PERSON), {whole.client.id: said}))
    assert [row["note"] for row in rows("connection_events", theirs)] == ["", "", ""]
    assert [(row["words"], row["solved"]) for row in rows("connection_barriers", theirs)] == [("", "")]
    assert [row["words"] for row in rows("unmet_needs", theirs)] == [""]
    assert rows("connections", theirs)[0]["feedback"] == "@They were kind"
