"""Every role x every page, search, print, file, history, error and title: who sees a concern, exactly.

The pages are those of the route map, so that a new page cannot be forgotten. Each walk is compared with the exact set
of pages on which the planted word may stand for that worker; for most it is the empty set.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from linkdesk.application import open_session
from linkdesk.concerns.choices import Kind
from linkdesk.concerns.choices import Step
from linkdesk.concerns.queries import concern_record
from linkdesk.concerns.rules import ChangeConcern
from linkdesk.concerns.rules import NameReaders
from linkdesk.concerns.rules import RaiseConcern
from linkdesk.concerns.rules import WriteStep
from linkdesk.concerns.service import change_concern
from linkdesk.concerns.service import name_readers
from linkdesk.concerns.service import raise_concern
from linkdesk.concerns.service import write_step
from linkdesk.exchange.audience import Audience
from linkdesk.exchange.audience import ForWhom
from linkdesk.exchange.rules import ExportKind
from linkdesk.exchange.service import make_parcel
from linkdesk.record.drafts import save_draft
from linkdesk.record.session import doors_of
from linkdesk.record.session import unit_of_work
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import Role
from tests.house.test_routes import address
from tests.house.test_routes import ids  # noqa: F401 - a fixture
from tests.house.test_routes import rules
from tests.safety.poison_concerns import LINES
from tests.safety.poison_concerns import TEXTS

if TYPE_CHECKING:
    from tests.furnished import House

PLANTED = "Zvestrik"
"""No page says this by itself."""
ONE = "/clients/<uuid:client_id>/concerns/<uuid:concern_id>"
READS = {ONE, f"{ONE}/change", f"{ONE}/referral"}
"""Where its words stand. The other pages of a concern speak of it, and are refused just the same."""
ABOUT = {*READS, f"{ONE}/steps", f"{ONE}/decide", f"{ONE}/readers"}
PARTLY = {f"{ONE}/referral/{part}" for part in ("page/<int:number>.png", "out", "save")}
"""What belongs to a page of it and is no page."""
TITLES = ("A page about a client", "A list", "Print", "Put away for now", "When it belongs to somebody else")
NEUTRAL = {f"{words} – LinkDesk" for words in TITLES}
UNTOLD = "[a-z]*concern_(?:step|reader)[a-z_]*|raise_concern|Raised a concern"
"""Names of tables and verbs that would betray that there is one."""

SEES = {
    "author": ABOUT - {f"{ONE}/decide"},
    "lead": ABOUT,
    "named": ABOUT - {f"{ONE}/decide", f"{ONE}/readers"},
    "link worker": set(),
    "team lead": set(),
    "administrator": set(),
    "no role": set(),
}
"""Who may open which page of the concern: the whole matrix of this room in one table."""


@dataclass
class Planted:
    """The house with a worker of every kind, and a concern of which every text is the planted word."""

    house: House
    asked: dict[str, str]
    client: uuid.UUID
    concern: uuid.UUID


@pytest.fixture
def planted(house: House, ids: dict[str, str]) -> Planted:  # noqa: F811 - the fixture
    """Author and named are link workers; the first worker, who has every role, keeps none of the lead's."""
    people = {who: house.join(who, Role.LINK_WORKER) for who in ("author", "named", "link worker", "no role")}
    for role in (Role.TEAM_LEAD, Role.ADMINISTRATOR):
        house.join(str(role), role)
    house.join("lead", Role.SAFEGUARDING_LEAD)
    client = uuid.UUID(ids["client_id"])
    house.switch("author")
    with open_session(house.settings, house.vault) as (session, actor):
        words = dict.fromkeys((*LINES, *TEXTS), PLANTED)
        day = doors_of(session).clock.now().astimezone().date()
        made = raise_concern(session, actor, RaiseConcern(client_id=client, kinds=(Kind.MONEY,), **words))  # type: ignore[arg-type]  # all texts
        kept = concern_record(session, actor, client, made)
        change = ChangeConcern(client_id=client, concern_id=made, version=kept.version, **words)  # type: ignore[arg-type]  # the same
        change_concern(session, actor, change)
        step = WriteStep(
            client_id=client, concern_id=made, step=Step.CRISIS, on=day, who=PLANTED, whom=PLANTED, words=PLANTED
        )
        write_step(session, actor, step)
        name_readers(session, actor, NameReaders(client, made, (people["named"],)))
        for form, subject in (("concern", client), ("concern_change", made), ("concern_step", made)):
            save_draft(session, actor, form, str(subject), {"facts": PLANTED, "words": PLANTED})
        with unit_of_work(session, actor, "change_roles") as work:
            work.session.get_one(WorkerRow, people["no role"]).roles = []
    return Planted(house, {**ids, "concern_id": str(made)}, client, made)


def walk(planted: Planted) -> tuple[set[str], set[str]]:
    """Return the rules of all pages whose words hold the planted one, and of those that betray that there is one."""
    worker, holds, betrays = planted.house.worker, set(), set()
    betraying = re.compile(f"{UNTOLD}|{planted.concern}")
    for rule in rules(planted.house.app):
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        path = address(planted.house, rule, planted.asked)
        with worker.client.get(path) as answer:
            said = answer.data.decode("utf-8", "replace")
            if PLANTED in said:
                holds.add(rule.rule)
            if betraying.search(said.replace(f'value="{path}"', "")):
                betrays.add(rule.rule)
            title = re.search("<title>(.*?)</title>", said)
            assert PLANTED not in answer.headers.get("Content-Disposition", "")
            if answer.status_code == 200 and rule.endpoint.startswith("concern") and answer.mimetype == "text/html":
                assert title is not None
                assert title[1] in NEUTRAL, rule.rule
    headers = {"X-CSRFToken": worker.token("/clients/")}
    with worker.client.post("/clients/search", json={"search": PLANTED}, headers=headers) as answer:
        assert answer.get_json()["rows"] == []
    return holds, betrays


def files(planted: Planted) -> str:
    """Return all that this worker can take out of the record, for whomever."""
    texts = []
    with open_session(planted.house.settings, planted.house.vault) as (session, actor):
        for kind in ExportKind:
            for whom in (ForWhom.OWN_SERVICE, ForWhom.PERSON):
                parcel = make_parcel(session, actor, kind, planted.client, Audience(whom))
                texts += [made.name + made.data.decode("utf-8", "replace") for made in parcel.files]
    assert len(texts) >= len(ExportKind)
    return "\n".join(texts)


def test_each_sees_exactly_what_they_may(planted: Planted) -> None:
    for who, sees in SEES.items():
        planted.house.switch(who)
        holds, betrays = walk(planted)
        typed = {"/clients/<uuid:client_id>/concerns/new", f"{ONE}/steps"} if who == "author" else set()
        assert holds == (READS & sees) | typed, who
        lists = {"/concerns", "/clients/<uuid:client_id>/concerns"} if sees else set()
        today = {"/"} if who in {"author", "lead"} else set()  # whom somebody named owes nothing: Today says nothing
        assert betrays == sees | lists | today, who
        assert PLANTED not in files(planted), who


def test_each_page_of_it_opens_or_sounds_like_one_that_never_was(planted: Planted) -> None:
    """A page that is not there: same status and same words as for an id that nobody has; and no post gets in."""
    for who in SEES:
        planted.house.switch(who)
        compare(planted, who)


def compare(planted: Planted, who: str) -> None:
    """Ask for every page of the concern, and for the same one of a concern that never was."""
    worker = planted.house.worker
    token = worker.token("/clients/")
    there = {**planted.asked, "number": "1"}
    never = {**there, "concern_id": str(uuid.UUID(int=0xDEAD))}
    asked = [rule for rule in rules(planted.house.app) if "concern_id" in rule.arguments]
    assert {rule.rule for rule in asked} == ABOUT | PARTLY
    for rule in asked:
        here, nowhere = (address(planted.house, rule, each) for each in (there, never))
        is_open = rule.rule in SEES[who] | (PARTLY if SEES[who] else set())
        methods = ({"GET"} if is_open else {"GET", "POST"}) & (rule.methods or set())  # who may do it, changes it
        for method in sorted(methods):
            data = {"csrf_token": token, "step": "done", "words": "x"} if method == "POST" else None
            with (
                worker.client.open(here, method=method, data=data) as real,
                worker.client.open(nowhere, method=method, data=data) as none,
            ):
                assert none.status_code == 404
                if is_open:
                    assert real.status_code == 200, (method, rule.rule)
                elif SEES[who]:
                    assert real.status_code == 403, (method, rule.rule)
                else:
                    assert real.status_code == 404, (method, rule.rule)
                    assert plain(real.get_data(as_text=True)) == plain(none.get_data(as_text=True))


def plain(html: str) -> str:
    """Return a page without what changes from one request to the next."""
    return re.sub(r'(content|value)="[^"]*"|/clients/[0-9a-f-]+/concerns/[0-9a-f-]+\S*', "", html)


def test_beside_somebody_even_the_author_sees_nothing(planted: Planted) -> None:
    planted.house.switch("author")
    planted.house.worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/clients/")
    assert walk(planted) == (set(), set())


def test_the_planted_word_is_in_the_vault_and_in_no_index_of_the_common_search(planted: Planted) -> None:
    """The positive control: what the walks do not find is there to be found."""
    with open_session(planted.house.settings, planted.house.vault) as (session, _actor):
        count = "SELECT count(*) FROM search_words WHERE search_words MATCH :word"
        assert session.scalar(text(count), {"word": PLANTED}) == 0
        held = "SELECT count(*) FROM {} WHERE {} LIKE '%' || :word || '%'"
        for table, column in (("concern", "facts"), ("concern_step", "words"), ("audit_payload", "body")):
            assert session.scalar(text(held.format(table, column)), {"word": PLANTED}), table
