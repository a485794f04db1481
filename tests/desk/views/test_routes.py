"""Saved views by the pages: kept from the caseload, chosen above it, renamed, opened first, taken away."""

from __future__ import annotations

import re

from linkdesk.team.rules import Role
from tests.furnished import House
from tests.pages import Page

CASELOAD, NEW, VIEWS = "/clients/", "/clients/views/new", "/clients/views"
KIT = "Kit Practice"


def keep(house: House, name: str, asked: str = "whose=everyone&stage=closed&sort=oldest", **more: str) -> Page:
    return house.worker.fill(f"{NEW}?{asked}", {"name": name, **more}, action=NEW)


def shown(page: Page) -> dict[str, str]:
    """The views above the caseload: name and key."""
    links = [node for node in page.every("a") if "view=" in (node.get("href") or "")]
    return {" ".join("".join(node.itertext()).split()): node.get("data-keys", "") for node in links}


def current(page: Page) -> list[str]:
    links = (node for node in page.every("a") if node.get("aria-current"))
    return [href for node in links if "view=" in (href := node.get("href") or "")]


def chosen(page: Page, name: str) -> str:
    select = next(node for node in page.every("select") if node.get("name") == name)
    selected = (option.get("value", "") for option in select.iter("option") if "selected" in option.attrib)
    return next(selected, "")


def test_without_views_the_page_says_how_to_keep_one(house: House) -> None:
    assert "There is no view yet" in house.worker.get(VIEWS).words
    page = house.worker.get(CASELOAD)
    assert "Keep this view" in page.words
    assert "Change views" not in page.words


def test_a_view_is_kept_from_what_is_shown_and_chosen_with_one_key(house: House) -> None:
    asked = house.worker.get(f"{NEW}?whose=everyone&stage=closed&sort=oldest")
    assert "Everyone’s, closed, referred longest ago first." in asked.words
    page = keep(house, "Ended")
    assert shown(page) == {"1 Ended": "1"}
    assert len(current(page)) == 1
    assert [chosen(page, name) for name in ("whose", "stage", "sort")] == ["everyone", "closed", "oldest"]
    assert "Keep this view" not in page.words, "it is kept already"
    usual = house.worker.get(CASELOAD)
    assert (shown(usual), current(usual)) == ({"1 Ended": "1"}, [])
    assert chosen(usual, "whose") == "mine"


def test_the_tenth_view_has_no_key(house: House) -> None:
    for number in range(10):
        page = keep(house, f"View {number}")
    keys = list(shown(page).values())
    assert keys == [str(number) for number in range(1, 10)] + [""]


def test_a_name_is_needed_and_stands_once(house: House) -> None:
    keep(house, "Ended")
    again = house.worker.fill(f"{NEW}?stage=closed", {"name": "Ended"}, action=NEW, expect=422)
    assert "There is a view of this name already" in again.words
    assert again.fields(NEW)["stage"] == "closed", "what was shown is not lost"
    assert "Write a name" in house.worker.fill(NEW, {"name": " "}, action=NEW, expect=422).words


def test_the_caseload_opens_with_the_first_view_and_pages_keep_to_it(house: House) -> None:
    page = keep(house, "Ended", first="y")
    assert chosen(house.worker.get(CASELOAD), "stage") == "closed"
    assert chosen(house.worker.get(f"{CASELOAD}?whose=mine&stage=&sort=name"), "stage") == ""
    worker = house.worker
    assert "Opens first" in worker.get(VIEWS).words
    usual = worker.post(f"{VIEWS}/none-first", {}, token_from=VIEWS)
    assert "Opens first" not in usual.words
    assert "Opens first" in worker.post(f"{VIEWS}/{view_id(page)}/first", {}, token_from=VIEWS).words


def view_id(page: Page) -> str:
    found = next(node.get("href", "") for node in page.every("a") if "view=" in (node.get("href") or ""))
    return re.search(r"view=([0-9a-f-]+)", found)[1]  # type: ignore[index]


def test_a_view_is_renamed_and_taken_away(house: House) -> None:
    path = f"{VIEWS}/{view_id(keep(house, 'Ended'))}"
    worker = house.worker
    page = worker.fill(path, {"name": "Ended long ago", "shared": "y"}, action=path)
    assert "Ended long ago" in page.words
    assert "Shared with the team" in page.words
    assert "Write a name" in worker.fill(path, {"name": ""}, action=path, expect=422).words
    keep(house, "Ended")
    assert "of this name already" in worker.fill(path, {"name": "Ended"}, action=path, expect=422).words
    stale = worker.fill(path, {"name": "Mine", "version": "1"}, action=path, expect=409)
    assert "it is called “Ended long ago” now" in stale.words
    assert stale.fields(path)["name"] == "Mine", "nothing typed is lost"
    gone = worker.post(f"{path}/remove", {}, token_from=path)
    assert "Ended long ago" not in gone.words
    worker.get(f"{CASELOAD}?view={path.rsplit('/', 1)[1]}", expect=404)


def test_a_shared_view_is_the_teams_to_use_and_its_owners_to_change(house: House) -> None:
    house.join(KIT, Role.LINK_WORKER)
    own, shared = view_id(keep(house, "Alone")), keep(house, "Together", shared="y")
    house.switch(KIT)
    page = house.worker.get(CASELOAD)
    assert shown(page) == {"1 Together": "1"}
    listed = house.worker.get(VIEWS)
    assert "Robin Practice shares it with the team" in listed.words
    assert not [node for node in listed.every("a") if re.fullmatch(rf"{VIEWS}/[0-9a-f-]+", node.get("href") or "")]
    house.worker.get(f"{VIEWS}/{own}", expect=404)
    assert shared.status == 200
