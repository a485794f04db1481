"""The page of covers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from linkdesk.team.rules import Role
from tests.furnished import House

if TYPE_CHECKING:
    from uuid import UUID

KIT = "Kit Practice"
PATH = "/settings/cover"


def days(away: UUID, cover: UUID) -> dict[str, str]:
    year = str(date.today().year + 1)  # noqa: DTZ011 - the pages speak of days in the time of this computer
    return {
        "away": str(away), "cover": str(cover), "first-day": "1", "first-month": "2", "first-year": year,
        "last-day": "3", "last-month": "2", "last-year": year,
    }  # fmt: skip


def test_cover_is_arranged_shown_and_ended(house: House) -> None:
    kit, robin = house.join(KIT, Role.LINK_WORKER), house.vault.worker_id
    worker = house.worker
    page = worker.fill(PATH, days(robin, kit))
    assert f"{KIT} covers Robin Practice, 1 February" in page.words
    assert "Choose somebody else" in worker.fill(PATH, days(robin, robin), action=PATH, expect=422).words
    house.switch(KIT)
    other = house.worker
    shown = other.get(PATH)
    assert "covers Robin Practice" in shown.words
    assert not [form for form in shown.every("form") if (form.get("action") or "").endswith("/end")], (
        "not theirs to end"
    )
    house.switch()
    worker = house.worker
    page = worker.get(PATH)
    end = next(form.get("action", "") for form in page.every("form") if (form.get("action") or "").endswith("/end"))
    assert "Nobody is covered now" in worker.fill(PATH, {}, action=end).words
