"""The forms give commands, bring typed words back, and open what holds something."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from linkdesk.episodes.choices import Method
from linkdesk.episodes.forms import GROUPS
from linkdesk.episodes.forms import PERSON
from linkdesk.episodes.forms import NewReferralForm
from linkdesk.episodes.forms import ReferralForm
from linkdesk.episodes.forms import TargetsForm
from linkdesk.episodes.forms import VisitForm
from linkdesk.episodes.rules import Issue
from linkdesk.episodes.rules import ReferralDetails
from linkdesk.web.pages import setup_jinja
from tests.episodes.conftest import TODAY
from tests.episodes.test_waiting import episode

ID = uuid.UUID(int=1)


@pytest.fixture(autouse=True)
def _request() -> Iterator[None]:
    app = Flask("forms")
    app.config.update(SECRET_KEY=b"forms", WTF_CSRF_ENABLED=False)
    setup_jinja(app)
    with app.test_request_context("/", method="POST"):
        yield


def typed(**words: Any) -> ReferralForm:
    return ReferralForm(formdata=MultiDict({"source": "gp", **words}))


def test_every_field_is_drawn_once_in_a_group() -> None:
    drawn = [name for group in (PERSON, *GROUPS) for name in group.names]
    hidden = {"version", "csrf_token", "not_the_same", "although_open"}
    assert sorted(drawn) == sorted({field.name for field in NewReferralForm()} - hidden)


def test_a_referral_asks_for_everything_that_it_holds() -> None:
    asked = {field.name for field in ReferralForm()} | {"presenting_issues"}
    assert {each.name for each in fields(ReferralDetails)} <= asked


def test_what_is_left_empty_is_today_and_unknown() -> None:
    command = typed().command_for(ID, TODAY)
    assert (command.received_on, command.method, command.reason) == (TODAY, None, "")


def test_issues_are_ticked_or_written_a_line_each_and_kept_once() -> None:
    form = ReferralForm(
        formdata=MultiDict([("source", "gp"), ("issues", "Housing"), ("other_issues", "Noise\n\nHousing\n Mould ")])
    )
    assert [issue.text for issue in form.details(TODAY).presenting_issues] == ["Housing", "Noise", "Mould"]


def test_a_code_that_came_with_an_issue_stays_with_its_words() -> None:
    coded = Issue("73595000", "Stress")
    kept = episode(presenting_issues=(coded, Issue(None, "Housing")), method=Method.PHONE)
    shown = ReferralForm.of(kept)
    assert (shown.issues.data, shown.other_issues.data, shown.method.data) == (["Housing"], "Stress", "phone")
    changed = typed(other_issues="Stress", version="4").change_of(kept, TODAY)
    assert changed.presenting_issues == (coded,)
    assert (changed.version, changed.episode_id) == (4, kept.id)


def test_a_group_that_holds_something_is_open() -> None:
    about = next(group for group in GROUPS if "issues" in group.names)
    assert not typed().is_open(about)
    assert typed(issues="Housing").is_open(about)


def test_words_typed_before_come_back_with_the_version_they_were_typed_on() -> None:
    assert ReferralForm.typed({"issues": "Housing\nMemory", "reason": "x"}, 3).version.data == 3
    again = ReferralForm.typed({"issues": "Housing\nMemory", "version": "2"}, 3)
    assert (again.issues.data, again.version.data) == (["Housing", "Memory"], 2)


def test_a_new_person_is_added_with_the_phone_they_gave() -> None:
    words = {"given_name": "Joan", "family_name": "Example", "source": "self", "phone": "07700 900123"}
    born = {"birth_date-day": "4", "birth_date-month": "7", "birth_date-year": "1951"}
    person = NewReferralForm(formdata=MultiDict(words | born)).person()
    assert (person.birth_date, person.phones[0].number) == (date(1951, 7, 4), "07700 900123")
    assert NewReferralForm(formdata=MultiDict(words | born | {"phone": ""})).person().phones == ()


def test_a_visit_takes_any_sensible_time() -> None:
    day = {"day-day": "1", "day-month": "12", "day-year": "2026", "place": "The library"}
    form = VisitForm(formdata=MultiDict(day | {"time": "2.30pm"}))
    assert form.validate()
    visit = form.command_for(episode())
    assert (visit.time, visit.on, visit.spoke) == ("14:30", date(2026, 12, 1), False)


def test_targets_are_read_as_numbers() -> None:
    form = TargetsForm(formdata=MultiDict({"accept_days": "2", "contact_days": "4", "tries": "3", "reopen_days": "0"}))
    assert form.validate()
    assert (form.to_command().accept_days, form.to_command().reopen_days) == (2, 0)
