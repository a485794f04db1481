"""Setting the keep-safe line."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients import queries
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import FORM
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.service import add_client
from linkdesk.record.audit import verify
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from tests.data import people


def test_the_line_is_kept_audited_and_on_banner_and_caseload(session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    set_keep_safe(session, actor, SetKeepSafe(client, 1, "See  alone"))
    record = queries.client_record(session, client)
    assert (record.keep_safe, record.version) == ("See alone", 2)
    assert queries.banner_of(record, record.birth_date).keep_safe == "See alone"
    assert [row.safe_mark for row in queries.caseload(session).rows] == ["See alone"]
    assert verify(session, b"k" * 32).faults == ()
    set_keep_safe(session, actor, SetKeepSafe(client, 2, ""))
    assert queries.client_record(session, client).keep_safe == ""
    assert verify(session, b"k" * 32).faults == ()


def test_words_typed_on_the_details_are_not_stale_for_it(session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    save_draft(session, actor, "client", str(client), {"town": "Halfway", "version": "1"})
    save_draft(session, actor, FORM, str(client), {"own_words": "See alone", "version": "1"})
    set_keep_safe(session, actor, SetKeepSafe(client, 1, "See alone"))
    kept = load_draft(session, actor, "client", str(client))
    assert kept is not None
    assert kept.fields == {"town": "Halfway", "version": "2"}
    assert load_draft(session, actor, FORM, str(client)) is None


def test_what_cannot_be_is_refused_and_changes_nothing(session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    with pytest.raises(Stale):
        set_keep_safe(session, actor, SetKeepSafe(client, 7, "See alone"))
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        set_keep_safe(session, actor, SetKeepSafe(client, 1, "x" * 201))
    stranger = Actor(worker_id=uuid.UUID(int=8), organisation_id=uuid.UUID(int=9))
    for who, whom in ((actor, uuid.UUID(int=77)), (stranger, client)):
        with pytest.raises(NotFound):
            set_keep_safe(session, who, SetKeepSafe(whom, 1, "See alone"))
    assert queries.client_record(session, client).keep_safe == ""
