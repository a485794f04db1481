"""Printing by name, as the terminal does: the client's own format, a trace in the log, one refusal in words."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.clients.models import Client
from linkdesk.clients.service import add_client
from linkdesk.languages.catalogue import drafts
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.printing.items import Paper
from linkdesk.printing.items import paper_for
from linkdesk.printing.items import print_item
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from linkdesk.record.audit import ReadEntry
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import unit_of_work
from tests.data import people
from tests.printing.test_words import speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.languages.speech import Speech
    from tests.plans.site import Site

pytestmark = pytest.mark.prints


@pytest.fixture
def store(site: Site) -> Iterator[Session]:
    with Session(site.engine) as made:
        yield made


@pytest.mark.parametrize("item", ["plan", "steps", "leaflet", "consent", "sort-cards", "appointment", "closing"])
def test_a_print_by_name_with_its_trace(site: Site, store: Session, item: str) -> None:
    made, name = print_item(store, site.actor, item, site.client_id)
    assert made.startswith(b"%PDF-1.7")
    assert name == f"{item.capitalize()} 2026-11-25.pdf"
    assert store.scalars(select(ReadEntry.kind)).all() == ["print"]


def test_plain_text_has_only_what_may_be_on_paper(site: Site, store: Session) -> None:
    made, name = print_item(store, site.actor, "plan", site.client_id, format="text")
    text = made.decode()
    assert name.endswith(".txt")
    assert "This plan is for Dr Maryam O’Testly." in text
    assert "Phone Amina Testworker: 01632 960 001" in text
    person = people.details()
    for secret in (person["nhs_number"], person["postcode"], str(person["birth_date"].year)):
        assert secret not in text
    assert "Practice" not in text


def test_the_clients_own_size_counts_unless_another_is_asked_for(site: Site, store: Session) -> None:
    large = add_client(store, site.actor, people.new_client(1, needs=(people.LARGE_24,)))
    with pytest.raises(NotFound, match="no plan"):
        print_item(store, site.actor, "plan", large)
    own = print_item(store, site.actor, "plan", site.client_id)[0]
    assert own == print_item(store, site.actor, "plan", site.client_id, format="easy-read", size=16)[0]
    assert own != print_item(store, site.actor, "plan", site.client_id, format="large-24")[0]
    assert own != print_item(store, site.actor, "plan", site.client_id, mono=True)[0]


@pytest.mark.parametrize(
    ("item", "more", "reason"),
    [
        ("record", {}, "no print called"),
        ("plan", {"format": "docx"}, "no print format"),
        ("plan", {"size": 15}, "no print size"),
        ("plan", {"language": "pl"}, "Polish is not switched on"),
        ("leaflet", {"language": "tlh"}, "no words in the language"),
        ("handover-sheet", {"language": "ur"}, "printed in English"),
    ],
)
def test_what_we_do_not_print_is_refused_and_leaves_no_trace(
    site: Site, store: Session, item: str, more: dict[str, str], reason: str
) -> None:
    with pytest.raises(RuleBroken, match=reason):
        print_item(store, site.actor, item, site.client_id, **more)  # type: ignore[arg-type] # a table of options
    assert store.scalars(select(ReadEntry.kind)).all() == []


def test_a_client_who_is_not_there(site: Site, store: Session) -> None:
    with pytest.raises(NotFound):
        print_item(store, site.actor, "plan", uuid.uuid4())


def test_a_practice_vault_marks_its_prints(practice_site: Site) -> None:
    with Session(practice_site.engine) as store:
        options = print_options(Format.TEXT)
        paper = paper_for(store, practice_site.actor, practice_site.plan_id, options, Item.PLAN)
    assert paper.options.practice
    assert paper.make().startswith(b"Practice. This is not a real person.")


@pytest.mark.parametrize("item", ["leaflet", "consent"])
def test_nothing_is_printed_for_somebody_who_died(site: Site, store: Session, item: str) -> None:
    with unit_of_work(store, site.actor, "died") as work:
        client = work.session.get(Client, site.client_id)
        assert client is not None
        client.deceased_on = date(2026, 11, 1)
    with pytest.raises(RuleBroken, match="They have died"):
        print_item(store, site.actor, item, site.client_id)


def test_a_print_is_in_the_clients_language_once_it_is_on(site: Site, store: Session) -> None:
    polish = add_client(store, site.actor, people.new_client(2, language="pl-PL"))
    english = add_client(store, site.actor, people.new_client(3, language="en"))
    assert b"How we use" in print_item(store, site.actor, "leaflet", polish, format="text")[0]
    switch_language(store, site.actor, SwitchLanguage("pl", 0, on=True))
    polish_words = drafts("pl")["What we keep"].encode()
    assert polish_words in print_item(store, site.actor, "leaflet", polish, format="text")[0]
    assert polish_words not in print_item(store, site.actor, "leaflet", polish, format="text", language="en")[0]
    assert polish_words in print_item(store, site.actor, "leaflet", english, format="text", language="pl")[0]
    assert polish_words not in print_item(store, site.actor, "leaflet", english, format="text")[0]
    with pytest.raises(RuleBroken, match="Urdu is not switched on"):
        print_item(store, site.actor, "leaflet", polish, language="ur")


def test_papers_in_two_languages_or_with_other_words_are_two_papers(site: Site, store: Session) -> None:
    def one(spoken: Speech) -> Paper:
        return paper_for(store, site.actor, site.plan_id, print_options(Format.TEXT, speech=spoken), Item.PLAN)

    ur, again = one(speech("ur")), one(speech("ur"))
    assert ur == again
    assert hash(ur) == hash(again)
    assert ur != one(speech("ar"))
    assert ur != one(replace(speech("ur"), words=({"My plan": "x"},)))
