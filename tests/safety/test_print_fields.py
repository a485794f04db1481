"""Of a record with words in every field, a print for the client holds only what it is allowed: never a word of danger.

Every field of the record is written with a sign of its own: the keep-safe line, risks, sharing without permission,
what others wrote, another record of the same person. What stands on a print is compared with the list of the fields
that this print may hold; a new field, or a new print, is not on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.organisation.lawful.rules import Purpose
from linkdesk.printing.items import print_item
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Item
from tests.safety.ink import Ink
from tests.safety.poison import colleague
from tests.safety.poison import poison
from tests.safety.poison_looks import pdf_words

if TYPE_CHECKING:
    from uuid import UUID

    from tests.furnished import House

pytestmark = pytest.mark.prints

NAMED = {"client.given_name", "client.family_name", "client.title"}
PLAN = {"plan_goal.title", "plan_step.what", "plan_step.when_text", "plan_step.who_name", "plan_step.place"}
MORE_PLAN = {
    *("plan.agreed_name", "plan.if_harder", "plan.review_place", "plan.strengths text", "plan.what_matters text"),
    *("plan.achieved text", "plan.phones name", "plan.phones when", "plan_goal.need"),
    "plan_step.if_hard",
}
SENDER = {"organisation.address_lines", "organisation.email"}
LAW = {f"lawful_basis.bases {each}" for each in Purpose}
CALLED = {"client.preferred_name"}
"""Stands under every page, so that a page that parts from the others still says whose it is."""
ALLOWED: dict[str, set[str]] = {
    "plan": NAMED | CALLED | PLAN | MORE_PLAN,
    "steps": CALLED | PLAN,
    "leaflet": CALLED | LAW | {"organisation.name", "organisation.privacy_contact"},
    "consent": NAMED | CALLED | {"sharing_decision.recipient_name"},
    "sort-cards": set(),
    "appointment": {"client.preferred_name", "episode.first_visit_place"},
    "calling-card": {"organisation.name", "organisation.out_of_hours"},
    "what-happens": CALLED,
    "cannot-reach": {"client.preferred_name"} | SENDER,
    "closing": {"client.preferred_name", "plan_goal.title"} | SENDER,
    "service-sheet": CALLED
    | {f"local_service.{name}" for name in ("name", "description", "eligibility_description", "application_process")}
    | {f"local_service.{name}" for name in ("wait_time", "first_visit", "quiet_times")}
    | {f"local_location.{name}" for name in ("name", "transportation", "landmarks", "parking")}
    | {"local_address.address_1", "local_address.city", "local_cost_option.option", "local_schedule.notes"}
    | {"local_contact.name", "local_contact.title", "local_accessibility.description", "local_language.name"},
    "introduction": NAMED
    | CALLED
    | SENDER
    | {"client.needs detail", "client.needs text", "plan_goal.title", "sharing_decision.recipient_name"},
}
"""What each print may hold beside who it comes from; a new print must say here what it holds."""
OURS = {"worker.name", "organisation.name"}

OFTEN = {*CALLED, *LAW, *SENDER, "organisation.name", "organisation.privacy_contact", "organisation.out_of_hours"}
"""What the second record of this test writes over, since a vault has one service; and the name below a page."""

SERVICE = ("organisation.", "worker.", "lawful_basis.")


CROWD = 5
"""So many records with words of their own in every field."""
FORMS = ("text", "easy-read")


def texts(
    house: House, client_id: UUID, items: tuple[str, ...], service_id: UUID, forms: tuple[str, ...] = FORMS
) -> dict[str, str]:
    """Return the words of each print, in every way it is set; a service sheet is about this service."""
    with open_session(house.settings, house.vault) as (session, actor):
        return {
            f"{item} {form}": made.decode() if form == "text" else pdf_words(made)
            for item in items
            for form in forms
            for made, _name in (
                print_item(session, actor, item, client_id, format=form, language="en", service=service_id),
            )
        }


def test_every_print_holds_only_the_fields_it_may_and_nobody_elses(house: House) -> None:
    ink, other = Ink(("plain words",)), Ink(("other words",), number=1)
    helper = colleague(house)
    found = poison(house, ink, helper)
    poison(house, other, helper)
    assert {"client.keep_safe", "risk.risk", "sharing_override.what", "episode.background"} <= set(ink.written)
    assert set(ALLOWED) == {*Item, *ClientItem}
    for where, text in texts(house, found.client, tuple(ALLOWED), found.ids["service_id"][0]).items():
        item = where.rpartition(" ")[0]
        assert {name for name, _words in ink.of(text)} - OURS <= ALLOWED[item], where
        strange = {name for name, _words in other.of(text) if not name.startswith(SERVICE)}
        assert strange == set(), where
        if where.endswith("text"):
            assert {name for name, _words in ink.of(text)} >= ALLOWED[item] - OFTEN, where


def test_in_a_crowd_no_print_of_anybody_holds_a_word_of_another_or_of_danger(house: House) -> None:
    helper = colleague(house)
    inks = [Ink((f"words of {number}",), number) for number in range(CROWD)]
    people = [poison(house, ink, helper) for ink in inks]
    for mine, found in zip(inks, people, strict=True):
        for where, text in texts(house, found.client, tuple(ALLOWED), found.ids["service_id"][0], ("text",)).items():
            others = {name for each in inks if each is not mine for name, _words in each.of(text)}
            assert {name for name in others if not name.startswith(SERVICE)} == set(), where
            own = {name for name, _words in mine.of(text) if not name.startswith(SERVICE)}
            assert own <= ALLOWED[where.rpartition(" ")[0]], where
