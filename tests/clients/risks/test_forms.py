"""The form of a risk: from the list, or own words with at whom they point."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from flask import Flask

from linkdesk.clients.risks import rules
from linkdesk.clients.risks.forms import EndRiskForm
from linkdesk.clients.risks.forms import RiskForm
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from tests.clients.risks.test_rules import risk

CLIENT = uuid.UUID(int=5)


@pytest.fixture
def bare(app: Flask) -> Flask:
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({}, "Choose a risk, or say what it is"),
        ({"ready": "home-visit/0", "own_words": "Dog"}, "not both"),
        ({"own_words": "Dog"}, "Choose at whom the risk points"),
        ({"own_words": "x" * 151, "kind": "to-person"}, "Use 150 characters"),
        ({"ready": "nothing/9"}, "Choose one of the answers"),
    ],
)
def test_what_is_missing_or_too_much_is_said(bare: Flask, sent: dict[str, str], fault: str) -> None:
    with bare.test_request_context(method="POST", data=sent):
        form = RiskForm()
        assert not form.validate_on_submit()
        assert fault in " ".join(line.text for line in form.error_lines())


def test_the_list_says_at_whom_it_points(bare: Flask) -> None:
    with bare.test_request_context(method="POST", data={"ready": "home-visit/0", "comment": "Ring first"}):
        form = RiskForm()
        assert form.validate_on_submit()
        assert form.note(CLIENT) == NoteRisk(CLIENT, RiskKind.HOME_VISIT, "Dog or other animal", "Ring first")


@pytest.mark.parametrize("words", ["Dog or other animal", "An angry goose"])
def test_a_risk_on_record_fills_the_form_and_comes_back_the_same(bare: Flask, words: str) -> None:
    kept = risk(RiskKind.HOME_VISIT, words)
    with bare.test_request_context():
        command = RiskForm.of(kept).change(kept.client_id, kept.id)
        assert rules.differences(kept, command) == ()
        assert command.version == kept.version
        assert EndRiskForm(data={"ended_on": kept.started_on, "version": 3, "end_comment": ""}).command(
            kept.client_id, kept.id
        ) == rules.EndRisk(kept.client_id, kept.id, 3, kept.started_on or replace(kept).created_at.date())
