"""Who does a step is read from what people write on paper, and nothing is left hanging in the air."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from linkdesk.plans.rules import Who
from linkdesk.printing.blank.forms import PaperPlanForm
from linkdesk.printing.blank.forms import who_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = {"written_on-day": "2", "written_on-month": "11", "written_on-year": "2026"}
CALLED, WORKER = ("Maryam", "Mimi"), "Amina Testworker"


@pytest.fixture(autouse=True)
def _asked() -> Iterator[None]:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="x", WTF_CSRF_ENABLED=False)
    with app.test_request_context(method="POST"):
        yield


def typed(**fields: str) -> PaperPlanForm:
    return PaperPlanForm(formdata=MultiDict(DAY | fields))


@pytest.mark.parametrize(
    ("written", "who"),
    [
        ("", (Who.ME, "")),
        ("ME", (Who.ME, "")),
        (" mimi ", (Who.ME, "")),
        ("Amina", (Who.WORKER, "")),
        ("my link worker", (Who.WORKER, "")),
        ("My  daughter", (Who.OTHER, "My daughter")),
    ],
)
def test_who_is_read_as_people_write_it(written: str, who: tuple[Who, str]) -> None:
    assert who_of(written, CALLED, WORKER) == who


def test_a_worker_without_a_name_is_not_everybody() -> None:
    assert who_of("Joy", CALLED, "") == (Who.OTHER, "Joy")


def test_everything_typed_is_in_the_command_and_empty_rows_are_not() -> None:
    form = typed(
        what_matters="My garden\n\n  My  cat ",
        strengths="Cooking",
        goal_1="Meet people",
        goal_1_step_2_what="Phone the choir",
        goal_1_step_2_who="Amina",
        goal_1_step_2_when="Tuesday",
        goal_3="Walk",
        if_harder="Ring Joy",
        review_place="Library",
        **{"review_date-day": "4", "review_date-month": "12", "review_date-year": "2026"},
    )
    assert form.validate(), form.errors
    command = form.command_for(uuid.UUID(int=1), CALLED, WORKER)
    assert (command.written_on, command.review_date) == (date(2026, 11, 2), date(2026, 12, 4))
    assert [line.text for line in (*command.what_matters, *command.strengths)] == ["My garden", "My cat", "Cooking"]
    assert [(goal.title, [step.what for step in goal.steps]) for goal in command.goals] == [
        ("Meet people", ["Phone the choir"]), ("Walk", []),
    ]  # fmt: skip
    step = command.goals[0].steps[0]
    assert (step.who, step.when_text, command.if_harder, command.review_place) == (
        Who.WORKER, "Tuesday", "Ring Joy", "Library",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"goal_2_step_1_what": "Walk"}, "Type in goal 2. Its steps are there already."),
        ({"goal_1": "Walk", "goal_1_step_1_who": "Me"}, "Type in what step 1 of goal 1 is."),
        ({"goal_2_importance": "3"}, "Type in goal 2. More about it is there already."),
        ({"agreed_relation": "son"}, "Type in who said yes for them."),
        ({"phones": "My sister"}, "Line 1 has no phone number."),
        ({"written_on-day": "31", "written_on-month": "2"}, "no such day"),
        ({"goal_1": "x" * 500}, "characters or fewer"),
    ],
)
def test_what_hangs_in_the_air_is_refused_at_its_field(fields: dict[str, str], sentence: str) -> None:
    form = typed(**fields)
    assert not form.validate()
    assert any(sentence in line.text for line in form.error_lines()), [line.text for line in form.error_lines()]
