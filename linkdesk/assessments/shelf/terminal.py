"""A form brought in, or read by the easy-read rules, from the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import rules
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.source import questionnaire
from linkdesk.easyread.client_words import form_pages
from linkdesk.easyread.lint import lint_pages
from linkdesk.easyread.lint import lint_path
from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import name_of
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotAllowed
from linkdesk.settings import Shelf
from linkdesk.team.queries import roles
from linkdesk.vault.intake import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from linkdesk.easyread.lint import Report
    from linkdesk.record.session import Actor

FORM_ENDINGS = (".json", ".zip")
NOT_ENGLISH = (
    "This form is in {language}, and the easy-read rules are for English. Nothing was checked. "
    "Ask people who read that language."
)
ONLY = "Only a team lead or an administrator can bring in a form. Nothing was changed. Ask one of them."


def lint_file(path: Path) -> Report:
    """Check a form or package of forms as the import reads it; a template or a plain text as it is.

    Raises:
        FileRefused: it is not there or cannot be read, or it is a form that could not be brought in, or that is not
            in English: the rules know no other language.
    """
    if path.suffix.lower() not in FORM_ENDINGS:
        return lint_path(path)
    ready = service.look_at(read_bytes(path, Shelf().package_bytes))
    if not is_english(ready.form.language):
        raise FileRefused(NOT_ENGLISH.format(language=name_of(ready.form.language)))
    words = json.dumps(questionnaire(ready.package.form))
    return lint_pages(form_pages(path.name, words))


def import_form(
    session: Session, actor: Actor, path: Path, *, dry_run: bool = False, use: bool = False
) -> tuple[str, ...]:
    """Bring in a form, or only look at it, and return what there is to say; with `use` it is offered at once.

    Raises:
        NotAllowed: this worker may not.
        FileRefused: it cannot be read, is too large, or cannot be asked as it is.
        RuleBroken: that version is here already, or its address is one of ours.
    """
    if not set(rules.ROLES) & {str(role) for role in roles(session, actor.worker_id)}:
        raise NotAllowed(ONLY)
    data = read_bytes(path, Shelf().package_bytes)
    ready = service.look_at(data)
    asked = sum(1 for question in ready.form.questions if question.asks)
    said = (
        f"{ready.form.title}, version {ready.form.version}: {asked} question{'' if asked == 1 else 's'}.",
        *ready.notes,
        *ready.form.notes,
    )
    if dry_run:
        return (*said, "The form can be brought in. Nothing was changed.")
    here = {each.id for each in queries.entries(session)}
    form_id = service.bring_in(session, actor, data)
    if form_id in here and not use:
        return (*said, rules.HERE)
    said = (*said, *(each.words for each in queries.entry(session, form_id).carried))
    if not use:
        return (*said, "The form was brought in. Look at it in Settings, Forms, then use it.")
    service.use(session, actor, form_id)
    return (*said, "The form was brought in and is offered for talks.")
