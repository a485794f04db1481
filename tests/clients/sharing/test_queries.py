"""Reading about sharing: what counts now, what was passed on, for whom a file was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.service import add_client
from linkdesk.clients.sharing import queries
from linkdesk.clients.sharing import service
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import Ground
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.record.audit import record_reading
from tests.clients.sharing import samples
from tests.clients.sharing.samples import CHOIR
from tests.clients.sharing.samples import GP
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock


def test_before_anyone_asked_nothing_may_go(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client(0))
    page = queries.sharing_page(session, client_id)
    assert page.seen == 0
    assert {each.answer for each in page.standings} == {Answer.NOT_ASKED}
    for kind in (RecipientKind.GP, RecipientKind.REFERRER, RecipientKind.SERVICE, RecipientKind.EVALUATION):
        assert not queries.may_share(session, client_id, Recipient(kind, "Choir")).allowed
    council = Recipient(RecipientKind.OTHER, "Council")
    assert queries.may_share(session, client_id, council, Ground.SAFEGUARDING).record_asked


def test_what_one_said_counts_for_nobody_else(session: Session, actor: Actor) -> None:
    first, second = (add_client(session, actor, people.new_client(number)) for number in range(2))
    service.record_decisions(session, actor, samples.decisions(samples.yes(), client_id=first))
    assert queries.may_share(session, first, GP).allowed
    assert not queries.may_share(session, second, GP).allowed
    assert queries.newest_number(session, second) == 0


def test_files_for_our_own_service_are_listed_with_what_was_passed_on(
    session: Session, actor: Actor, clock: FakeClock
) -> None:
    client_id = add_client(session, actor, people.new_client(0))
    record_reading(session, actor, "export", client_id)
    record_reading(session, actor, "client", client_id)
    clock.pass_time(60)
    service.note_passed(session, actor, [(client_id, "Yes.")], CHOIR, "A letter")
    found = queries.passed(session, client_id)
    assert [each.recipient for each in found] == ["Hill Road Choir", "Our own service"]


def test_representatives_who_still_speak_come_first(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client(0))
    first = service.add_representative(session, actor, samples.representative(client_id, name="Ann"))
    service.add_representative(session, actor, samples.representative(client_id, name="Zed"))
    service.end_representative(session, actor, client_id, first)
    assert [each.name for each in queries.representatives(session, client_id)] == ["Zed", "Ann"]
