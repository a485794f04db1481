"""Forms that mean harm or cost too much are refused in a plain sentence, or lie there and do nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.assessments import library
from linkdesk.assessments.parse import parse
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.web.database import current_actor
from linkdesk.web.database import session as pages_session
from tests.assessments.hostile import CASES
from tests.assessments.hostile import SCRIPT

if TYPE_CHECKING:
    from uuid import UUID

    from flask.testing import FlaskClient

MOST_CPU = 2.0
"""Seconds of the processor."""
MOST_MEGABYTES = 200
INERT = {
    "a list of answers that includes itself": 1,
    "a chain of 500 conditions": 500,
    "25,000 conditions": 240,
    "formulas": 1,
    "a pattern that never ends": 1,
    "addresses to fetch": 2,
    "markup": 1,
    "drawings with scripts, links and pictures": 3,
}
"""These can be asked; how many of their pages a walk comes to. All others are refused."""


def _read(name: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.assessments.hostile", name]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_form_is_refused_or_inert_and_costs_little(name: str) -> None:
    found = _read(name)
    assert found["cpu"] < MOST_CPU
    assert found["megabytes"] < MOST_MEGABYTES
    if name in INERT:
        assert found["walked"] == INERT[name]
    else:
        assert "Nothing was" in found["refused"]
        assert found["refused"].endswith(".")
        assert "\n" not in found["refused"]


def test_markup_in_a_form_is_shown_as_the_letters_it_is(
    site: FlaskClient, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = parse(CASES["markup"]())
    monkeypatch.setattr(library, "forms", lambda: (form,))
    command = StartAssessment(person, form.url, Setting.WORKER)
    talk = start_assessment(pages_session(), current_actor(), command)
    page = site.get(f"/assessments/{talk}/question/1").text
    assert "&lt;script&gt;alert(1)" in page
    assert SCRIPT not in page
    assert "<script>alert" not in page
