"""A form from the terminal: by the right worker only, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf.rules import ShelfState
from linkdesk.assessments.shelf.terminal import import_form
from linkdesk.assessments.shelf.terminal import lint_file
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotAllowed
from linkdesk.team.models import WorkerRow
from linkdesk.web.database import current_actor
from linkdesk.web.database import session as pages
from tests.assessments.shelf import made

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_it_is_looked_at_kept_or_used_at_once(app: Flask, tmp_path: Path) -> None:
    assert app.name == "linkdesk"
    path = tmp_path / "garden.zip"
    path.write_bytes(made.package(None, **{"media/like.mp4": None, "note.txt": b"x"}))
    looked = import_form(pages(), current_actor(), path, dry_run=True)
    assert looked[0] == "My garden, version 1: 3 questions."
    assert "Not used: the file “note.txt”." in looked
    assert "Not used: the file “media/like.mp4”, which is not in the package." in looked
    assert looked[-1] == "The form can be brought in. Nothing was changed."
    assert queries.entries(pages()) == ()
    assert "Look at it in Settings" in import_form(pages(), current_actor(), path)[-1]
    assert [entry.state for entry in queries.entries(pages())] == [ShelfState.WAITING]
    assert "is here already" in import_form(pages(), current_actor(), path)[-1]
    assert "is offered" in import_form(pages(), current_actor(), path, use=True)[-1]
    assert [entry.state for entry in queries.entries(pages())] == [ShelfState.USED]


def test_what_is_carried_over_is_said(app: Flask, tmp_path: Path) -> None:
    assert app.name == "linkdesk"
    path = tmp_path / "garden.zip"
    path.write_bytes(made.package(None, **{"pictures.json": b'{"pictures": [{"link_id": "why", "picture": "home"}]}'}))
    import_form(pages(), current_actor(), path, use=True)
    path.write_bytes(made.package(made.garden("2")))
    assert "Carried over from version 1: 1 chosen picture." in import_form(pages(), current_actor(), path)


def test_what_is_no_form_is_refused(app: Flask, tmp_path: Path) -> None:
    assert app.name == "linkdesk"
    with pytest.raises(FileRefused, match="no file called"):
        import_form(pages(), current_actor(), tmp_path / "none.json")
    (tmp_path / "x.json").write_bytes(b"{}")
    with pytest.raises(FileRefused, match="not a FHIR questionnaire"):
        import_form(pages(), current_actor(), tmp_path / "x.json", dry_run=True)


def test_a_worker_without_the_role_is_refused_before_the_file_is_read(
    session: Session, actor: Actor, tmp_path: Path
) -> None:
    assert session.get(WorkerRow, actor.worker_id) is None
    with pytest.raises(NotAllowed, match="Only a team lead or an administrator"):
        import_form(session, actor, tmp_path / "none.json", dry_run=True)


HARD = {**made.garden(), "item": [*made.garden()["item"][:2], {"linkId": "why", "type": "text", "text": "Why soon?"}]}
LINTED = {
    "g.zip": made.package(HARD),
    "folder.zip": made.zipped({"all/questionnaire.json": made.raw(HARD), "all/note.txt": b"We will phone you soon."}),
    "g.json": made.raw(HARD),
    "bundle.json": made.raw({"resourceType": "Bundle", "entry": [{"resource": HARD}]}),
}
REFUSED = {
    "no linkId": ("g.json", made.raw({**made.garden(), "item": [{"type": "string", "text": "A"}]}), "no name (linkId)"),
    "one linkId twice": ("g.json", made.raw({**made.garden(), "item": made.garden()["item"][1:] * 2}), "the same name"),
    "no form": ("g.json", b'{"resourceType": "Patient"}', "not a FHIR questionnaire"),
    "a list": ("g.json", b"[1]", "Nothing was read"),
    "odd parts": ("g.json", b'{"resourceType": "Questionnaire", "item": [{"linkId": "a", "item": 7}]}', "Nothing was"),
    "deep": ("g.json", b"[" * 100_000, "not well-formed JSON"),
    "no zip": ("g.zip", b"PK\x03\x04xxxx", "That package is damaged"),
    "no form in it": ("g.zip", made.zipped({"media/rose.svg": made.SVG}), "There is no questionnaire.json"),
    "a harmful drawing": ("g.zip", made.package(None, **{"media/rose.svg": b"<svg <svg"}), "“media/rose.svg”"),
    "another language": ("g.json", made.raw({**made.garden(), "language": "ur"}), "This form is in Urdu"),
    "nothing": ("g.zip", b"", "empty"),
}


@pytest.mark.parametrize("name", LINTED)
def test_a_form_is_linted_as_the_import_reads_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(LINTED[name])
    report = lint_file(tmp_path / name)
    assert report.pages == 4
    assert [(page, finding.rule) for page, finding in report.findings] == [(f"{name} “Why soon?”", "T10")]


@pytest.mark.parametrize("case", REFUSED)
def test_what_could_not_be_brought_in_is_refused_in_one_sentence(tmp_path: Path, case: str) -> None:
    name, data, words = REFUSED[case]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(FileRefused) as refusal:
        lint_file(tmp_path / name)
    assert words in refusal.value.sentence
    assert "\n" not in refusal.value.sentence


def test_a_text_is_linted_as_it_is_and_one_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We will phone you soon.", encoding="utf-8")
    assert [finding.rule for _, finding in lint_file(tmp_path / "a.txt").findings] == ["T10"]
    for name in ("gone.txt", "gone.json", "gone.zip"):
        with pytest.raises(FileRefused, match=name):
            lint_file(tmp_path / name)
