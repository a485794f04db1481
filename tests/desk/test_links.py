"""Every line of Today and every next step leads somewhere that is there."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

from linkdesk.clients.rules import CaseloadRow
from linkdesk.desk.links import draft_line
from linkdesk.desk.links import work_url
from linkdesk.desk.rules import Work
from linkdesk.record.drafts import Draft
from tests.furnished import House

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ID, OWNER = uuid.UUID(int=5), uuid.UUID(int=6)


def row(client_id: uuid.UUID) -> CaseloadRow:
    born = date(1951, 7, 4)
    return CaseloadRow(
        client_id=client_id, full_name="Joan Example", preferred_name="", birth_date=born, nhs_number="",
        has_needs=False, created_at=NOW, keep_safe="See alone",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("work", "url"),
    [
        (Work(ID, "A", "x", None), f"/clients/{ID}"),
        (Work(ID, "A", "x", None, plan_id=ID), f"/plans/{ID}"),
        (Work(ID, "A", "x", None, assessment_id=ID), f"/assessments/{ID}"),
    ],
)
def test_a_line_leads_to_what_it_is_about(house: House, work: Work, url: str) -> None:
    with house.app.test_request_context("/"):
        assert work_url(work) == url


def test_a_draft_leads_back_to_its_form(house: House) -> None:
    with house.app.test_request_context("/"):
        new, old, plan, other = (
            draft_line(Draft(form, subject, {}, NOW), lambda _episode: None, lambda _client: None)
            for form, subject in (("client", "new"), ("client", str(ID)), ("plan", str(ID)), ("else", "new"))
        )
    assert new is not None
    assert old is not None
    assert plan is not None
    assert (new.url, old.url, plan.url) == ("/clients/new", f"/clients/{ID}/change", f"/plans/{ID}")
    assert other is None


@pytest.mark.parametrize(
    ("form", "subject", "url"),
    [
        ("referral", "new", "/referrals/new"),
        ("referral", str(ID), f"/clients/{ID}/referral/new"),
        ("referral_change", str(ID), f"/clients/{OWNER}/referral/{ID}/change"),
        ("referral_triage", str(ID), f"/clients/{OWNER}/referral/{ID}/triage"),
        ("referral_visit", str(ID), f"/clients/{OWNER}/referral/{ID}/visit"),
    ],
)
def test_words_about_a_referral_lead_back_below_their_client(house: House, form: str, subject: str, url: str) -> None:
    with house.app.test_request_context("/"):
        line = draft_line(Draft(form, subject, {}, NOW), lambda _episode: OWNER, row)
        lost = draft_line(Draft("referral_visit", str(ID), {}, NOW), lambda _episode: None, row)
        unseen = draft_line(Draft("referral_visit", str(ID), {}, NOW), lambda _episode: OWNER, lambda _client: None)
    assert line is not None
    assert (line.url, line.words) == (url, "A referral")
    assert (line.who, line.safe_mark) == (("", "") if subject == "new" else ("Joan Example", "See alone"))
    assert lost is unseen is None
