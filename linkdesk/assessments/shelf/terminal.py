"""A form brought in from the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import rules
from linkdesk.assessments.shelf import service
from linkdesk.record.errors import NotAllowed
from linkdesk.settings import Shelf
from linkdesk.team.queries import roles
from linkdesk.vault.intake import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

ONLY = "Only a team lead or an administrator can bring in a form. Nothing was changed. Ask one of them."


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
        *ready.package.notes,
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
