"""What is read for merging."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.merging import queries
from linkdesk.clients.merging.rules import Pick
from linkdesk.clients.rules import Phone
from linkdesk.clients.service import add_client
from linkdesk.record.errors import NotFound
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_each_difference_is_shown_in_words(session: Session, actor: Actor) -> None:
    one = add_client(session, actor, people.new_client(1, town="", nhs_number=""))
    two = add_client(session, actor, people.new_client(1, town="Hull", phones=(Phone("01632 960 777"),)))
    found = {each.name: each for each in queries.details(session, one, two)}
    assert set(found) == {"town", "nhs_number", "phones"}
    assert (found["town"].label, found["town"].kept, found["town"].other) == ("Town", "Nothing", "Hull")
    assert (found["town"].usual, found["town"].both) == (Pick.OTHER, False)
    assert found["nhs_number"].label == "NHS number"
    assert (found["phones"].usual, found["phones"].both) == (Pick.KEPT, True)
    for other in (one, uuid.uuid4()):
        with pytest.raises(NotFound):
            queries.details(session, one, other)


def test_every_column_but_the_kernel_and_what_is_derived_can_be_chosen() -> None:
    found = queries.chosen_columns()
    assert {"given_name", "keep_safe", "deceased_on", "phones"} <= set(found)
    assert {"id", "version", "owner_id", "family_key", "search_text"}.isdisjoint(found)


def test_who_may_be_the_same_comes_by_itself_or_by_search(session: Session, actor: Actor) -> None:
    one = add_client(session, actor, people.new_client(1, nhs_number="", given_name="Steven", title=""))
    add_client(session, actor, people.new_client(1, nhs_number="", given_name="Stephen", title=""))
    add_client(session, actor, people.new_client(25, title=""))
    assert [row.full_name for row in queries.others(session, one, "")] == ["Stephen O’Testly"]
    assert [row.full_name for row in queries.others(session, one, "stephen")] == ["Stephen O’Testly"]
    assert queries.others(session, one, "zzzz") == ()


def test_a_client_without_merges_leads_nowhere(session: Session, actor: Actor) -> None:
    one = add_client(session, actor, people.new_client(1))
    assert queries.leads_to(session, one) is None
    assert queries.all_ids(session, one) == (one,)
    assert queries.merges_of(session, one) == ()
    assert queries.later(session, one, uuid.uuid4()) == ()
    with pytest.raises(NotFound):
        queries.merge_of(session, one, uuid.uuid4())
