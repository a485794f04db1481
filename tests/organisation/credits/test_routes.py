"""Everybody who works with LinkDesk can read whose pictures these are: from Settings and from the foot of each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.easyread.pictures import ATTRIBUTION
from linkdesk.easyread.pictures import all_pictures
from linkdesk.team.rules import Role
from tests.pages import Worker

if TYPE_CHECKING:
    from tests.furnished import House

PAGE = "/settings/credits"


def test_the_page_names_who_drew_and_under_which_licence(house: House) -> None:
    page = Worker(house.app.test_client()).get(PAGE)
    for words in ("OpenMoji", "CC BY-SA 4.0", "creativecommons.org/licenses/by-sa/4.0", "Health Icons", ATTRIBUTION):
        assert words in page.words
    drawn = [each.get("src") for each in page.every("img") if "/vendor/pictures/colour/" in (each.get("src") or "")]
    assert len(drawn) == len(all_pictures())
    assert "Attribution-ShareAlike 4.0 International" in page.words
    assert "SIL OPEN FONT LICENSE" in page.words.upper()


def test_settings_and_the_foot_of_each_page_lead_there(house: House) -> None:
    house.join("Sam Practice", Role.LINK_WORKER)
    house.switch("Sam Practice")
    page = Worker(house.app.test_client()).get("/settings")
    assert [each.get("href") for each in page.every("a")].count(PAGE) == 2
