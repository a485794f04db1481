"""The form asks for danger first, for nothing that cannot be left out, and gives back what is on record."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from linkdesk.concerns import rules
from linkdesk.concerns.choices import About
from linkdesk.concerns.choices import Danger
from linkdesk.concerns.choices import Kind
from linkdesk.concerns.choices import State
from linkdesk.concerns.choices import Step
from linkdesk.concerns.forms import ConcernForm
from linkdesk.concerns.forms import FindForm
from linkdesk.concerns.forms import MoveForm
from linkdesk.concerns.forms import ReadersForm
from linkdesk.concerns.forms import StepForm
from linkdesk.team.rules import Role
from linkdesk.team.rules import Worker
from tests.concerns.test_rules import DAY
from tests.concerns.test_rules import ONE
from tests.concerns.test_rules import THREE
from tests.concerns.test_rules import TWO
from tests.concerns.test_rules import concern

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def request_open() -> Iterator[None]:
    app = Flask(__name__)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST"):
        yield


def test_one_word_is_enough() -> None:
    form = ConcernForm(formdata=MultiDict({"facts": "Bruise"}))
    assert form.validate()
    command = form.new_for(TWO)
    assert (command.facts, command.about, command.danger, command.kinds) == ("Bruise", About.ADULT, None, ())


def test_danger_stands_first_and_every_part_stands_under_one_heading() -> None:
    grouped = [name for _heading, names in ConcernForm.GROUPS for name in names]
    assert grouped[0] == "danger"
    assert sorted(grouped) == sorted(rules.PARTS)
    assert [field.name for field in ConcernForm(data={}).rows()] == grouped, "errors are listed in that order"


def test_what_is_on_record_comes_back_as_it_was() -> None:
    kept = concern(facts="A bruise", kinds=(Kind.MONEY, Kind.PHYSICAL), danger=Danger.NOW, happened_on=DAY, version=4)
    form = ConcernForm.of(kept)
    assert form.danger.data == "now"
    sent = {"facts": "A bruise", "kinds": "money", "danger": "now", "about": "child", "version": "4"}
    command = ConcernForm(formdata=MultiDict(sent)).change_of(kept)
    assert (command.version, command.kinds, command.about) == (4, (Kind.MONEY,), About.CHILD)
    assert form.is_open(("happened_on",))
    assert not form.is_open(("place", "source"))


@pytest.mark.parametrize(
    "wrong", [{"danger": "maybe"}, {"kinds": "x"}, {"happened_time": "25:99"}, {"facts": "x" * 4001}]
)
def test_what_was_not_on_the_page_is_refused(wrong: dict[str, str]) -> None:
    assert not ConcernForm(formdata=MultiDict({"facts": "Bruise", **wrong})).validate()


def test_a_step_is_of_today_and_by_whoever_writes_it() -> None:
    form = StepForm(formdata=MultiDict({"step": "crisis", "words": "Agreed: back at six"}))
    assert form.validate()
    step = form.command(concern(), DAY, "Robin")
    assert (step.step, step.on, step.who) == (Step.CRISIS, DAY, "Robin")
    for missing in ({"step": ""}, {"step": "moved"}):
        assert not StepForm(formdata=MultiDict({"words": "x", **missing})).validate()


def test_a_decision_has_its_reason() -> None:
    form = MoveForm(formdata=MultiDict({"state": "closed", "reason": "She is safe now", "version": "3"}))
    assert form.validate()
    command = form.command(concern())
    assert (command.state, command.version) == (State.CLOSED, 3)
    assert not MoveForm(formdata=MultiDict({"state": "closed", "reason": ""})).validate()


def test_neither_author_nor_lead_nor_who_left_is_offered() -> None:
    def worker(number: uuid.UUID, *roles: Role) -> Worker:
        return Worker(number, "Somebody", "", "", "", roles, has_code=True, version=1)

    team = (
        worker(THREE, Role.LINK_WORKER),
        worker(ONE, Role.SAFEGUARDING_LEAD),
        worker(TWO, Role.TEAM_LEAD),
        worker(uuid.UUID(int=9)),
    )
    form = ReadersForm(formdata=MultiDict({"workers": str(TWO)})).for_team(team, concern())
    assert [option.value for option in form.workers.options] == [str(TWO)]
    assert form.validate()
    assert form.command(concern()).worker_ids == (TWO,)
    assert not ReadersForm(formdata=MultiDict({"workers": str(ONE)})).for_team(team, concern()).validate()


def test_a_search_needs_a_word() -> None:
    assert FindForm(formdata=MultiDict({"words": "bruise"})).validate()
    assert not FindForm(formdata=MultiDict({"words": " "})).validate()
