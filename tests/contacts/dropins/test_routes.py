"""The pages of drop-ins: eight on one morning, two of them urgent, nothing lost and no name anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkdesk.application import open_session
from linkdesk.contacts.dropins.models import DropIn
from linkdesk.record.drafts import save_draft

if TYPE_CHECKING:
    import uuid

    from tests.furnished import House

WORDS = "Zvestrik asks for a bus pass"
NEW = "/drop-ins/new?kept=00000000-0000-0000-0000-0000000000"


def kept_ids(house: House) -> list[uuid.UUID]:
    with open_session(house.settings, house.vault) as (session, _actor):
        return [each.id for each in session.query(DropIn).order_by(DropIn.created_at)]


def test_eight_drop_ins_two_urgent_are_one_session_and_counted(house: House) -> None:
    worker = house.worker
    first = worker.fill(f"{NEW}10", {"asked": WORDS, "venue": "Library", "minutes": "5"})
    assert "drop-in 1 at Library" in worker.get("/drop-ins").words or "drop-in 1 at Library" in first.words
    for number in range(11, 18):
        page = worker.get(f"{NEW}{number}")
        assert page.fields()["venue"] == "Library", "the venue of late is filled in"
        assert page.fields()["asked"] == ""
        urgent = {"urgent": "on"} if number in {12, 15} else {}
        worker.fill(f"{NEW}{number}", {"asked": f"Asks {number}", "minutes": "10", **urgent})
    listed = worker.get("/drop-ins").words
    assert "8 dropped in, 2 urgent" in listed
    with worker.client.post("/drop-ins/file", data={"csrf_token": worker.token("/drop-ins")}) as answer:
        assert re.search(r"(?m)^venue,Library,1,8,75,2,0,", answer.get_data(as_text=True))
    with worker.client.get("/drop-ins") as answer:
        place = re.search(r"/drop-ins/sessions/[0-9a-f-]+", answer.get_data(as_text=True))
    assert place is not None
    said = worker.get(place[0]).words
    assert WORDS in said
    assert "8 dropped in, 75 minutes, 2 urgent" in said
    worker.fill(place[0], {"words": "A busy morning"})
    assert worker.get(place[0]).fields()["words"] == "A busy morning"


def test_what_is_wrong_keeps_what_was_typed_and_sent_twice_counts_once(house: House) -> None:
    worker = house.worker
    empty = worker.fill(f"{NEW}20", {"asked": "", "given": "A form", "venue": "Hall"}, expect=422)
    assert empty.fields()["given"] == "A form"
    late = {"asked": WORDS, "venue": "Hall", "on-day": "1", "on-month": "1", "on-year": "2090"}
    assert "still to come" in worker.fill(f"{NEW}20", late, expect=422).words
    for _ in range(2):
        worker.fill(f"{NEW}20", {"asked": WORDS, "venue": "Hall"})
    assert len(kept_ids(house)) == 1
    other = worker.fill(f"{NEW}20", {"asked": "Other words", "venue": "Hall"}, expect=422)
    assert other.fields()["asked"] == "Other words"
    assert worker.get("/drop-ins/new?kept=nonsense").status == 200


def test_two_that_are_begun_side_by_side_never_meet_and_stand_on_today(house: House) -> None:
    ids = [f"00000000-0000-0000-0000-0000000000{number}" for number in (30, 31)]
    with open_session(house.settings, house.vault) as (session, actor):
        for one, words in zip(ids, ("First words", "Second words"), strict=True):
            save_draft(session, actor, "drop_in", one, {"asked": words, "venue": "Hall"})
    worker = house.worker
    page = worker.get(f"/drop-ins/new?kept={ids[0]}")
    assert page.fields()["asked"] == "First words"
    assert "Second words" in page.words, "the other one is offered"
    today = worker.get("/")
    links = {link.get("href") for link in today.every("a")}
    assert {f"/drop-ins/new?kept={one}" for one in ids} <= links
    worker.fill(f"/drop-ins/new?kept={ids[0]}", {})
    assert worker.get(f"/drop-ins/new?kept={ids[1]}").fields()["asked"] == "Second words"


def test_putting_right_shows_what_somebody_saved_in_between(house: House) -> None:
    worker = house.worker
    worker.fill(f"{NEW}40", {"asked": WORDS, "venue": "Hall", "minutes": "10"})
    path = f"/drop-ins/{kept_ids(house)[0]}"
    old = worker.get(path).fields()
    assert (old["asked"], old["minutes"]) == (WORDS, "10")
    worker.fill(path, {"asked": "Blue badge"})
    del old["csrf_token"]
    again = worker.post(path, {**old, "asked": "Third"}, token_from=path, expect=409)
    assert "Blue badge" in again.words
    assert again.fields()["asked"] == "Third"
    assert "asked" in worker.fill(path, {"asked": " "}, expect=422).words


def test_beside_somebody_no_words_are_shown_and_a_new_one_can_be_written(house: House) -> None:
    worker = house.worker
    worker.fill(f"{NEW}50", {"asked": WORDS, "venue": "Hall"})
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "drop_in", f"{NEW[-34:]}51", {"asked": WORDS})
    one = kept_ids(house)[0]
    with worker.client.get("/drop-ins") as answer:
        place = re.search(r"/drop-ins/sessions/[0-9a-f-]+", answer.get_data(as_text=True))
    assert place is not None
    worker.post("/beside", {"beside": "on"}, token_from="/")
    for path in (place[0], f"/drop-ins/{one}", f"/drop-ins/{one}/person", f"{NEW}51", f"{NEW}52", "/drop-ins"):
        assert "Zvestrik" not in worker.get(path).words, path
    worker.fill(f"{NEW}52", {"asked": "Written beside them", "venue": "Hall"})
    assert len(kept_ids(house)) == 2
