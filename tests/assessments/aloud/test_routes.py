"""A page asks for its words to be spoken; only in the talk that is open, and only with a voice."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


def _aloud(talk: UUID) -> str:
    return f"/assessments/{talk}/aloud"


def test_the_button_is_there_only_with_a_voice(
    site: FlaskClient, talking: UUID, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.name == "asked.txt"
    site.post(f"/assessments/{talking}/turn")
    question = f"/assessments/{talking}/question/1"
    assert f'data-speak-url="{_aloud(talking)}"' in site.get(question).text
    monkeypatch.setenv("PATH", str(tmp_path))
    page = site.get(question).text
    assert "data-speak-url" not in page
    assert 'data-speak="#main"' in page, "the browser may still have one"


def test_a_page_is_spoken_piece_by_piece(site: FlaskClient, talking: UUID, program: Path) -> None:
    site.post(f"/assessments/{talking}/turn")
    asked = site.post(_aloud(talking), json={"texts": ["What matters to you?", "Read me the record", "My home"]})
    assert asked.json is not None
    first, stranger, last = asked.json["sounds"]
    assert stranger == []
    sound = site.get(first[0])
    assert (sound.status_code, sound.mimetype) == (200, "audio/wav")
    assert sound.data[:4] == b"RIFF"
    assert sound.headers["Cache-Control"] == "no-store"
    assert site.get(last[0]).status_code == 200
    assert "What matters to you?" in program.read_text()
    assert "What" not in first[0]


@pytest.mark.parametrize("words", [[], {"texts": "x"}, {"texts": [1]}, {"texts": ["x"] * 301}, "x", {}])
def test_what_makes_no_sense_is_refused(site: FlaskClient, talking: UUID, words: object) -> None:
    assert site.post(_aloud(talking), json=words).status_code == 422


def test_no_piece_no_voice_and_another_talk(
    site: FlaskClient, person: UUID, talking: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = start_assessment(session(), current_actor(), StartAssessment(person, ONS4, Setting.WORKER))
    asked = site.post(_aloud(talking), json={"texts": ["My home"]})
    assert asked.json is not None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert site.get(asked.json["sounds"][0][0]).status_code == 404
    assert site.get(f"{_aloud(talking)}/{'0' * 64}").status_code == 404
    site.post(f"/assessments/{talking}/turn")
    assert site.post(_aloud(other), json={"texts": ["My home"]}).status_code == 403
    assert site.get(f"{_aloud(other)}/{'0' * 64}").status_code == 403
