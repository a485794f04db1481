"""The team page, for administrators: add, reset, remove, change the master key; nobody else need be there."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for

from linkdesk.record.errors import Busy
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import NotFound
from linkdesk.team import people
from linkdesk.team import rules
from linkdesk.team.people_forms import AddForm
from linkdesk.team.people_forms import ProofForm
from linkdesk.team.people_forms import RemoveForm
from linkdesk.team.people_forms import RolesForm
from linkdesk.team.rules import Role
from linkdesk.vault.shown import Page
from linkdesk.vault.shown import form_page
from linkdesk.vault.shown import refused
from linkdesk.vault.shown import the_vault
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from werkzeug.wrappers import Response

    from linkdesk.team.rules import Handover
    from linkdesk.team.rules import Member

blueprint = Blueprint("people", __name__, url_prefix="/settings/team")

HANDOVER = "linkdesk_handover"
"""Where new words wait, in memory only, for the one page that shows them, or until LinkDesk is locked."""

TAKE_OVER = "linkdesk_take_over"
"""Under this name a room above says how the cases of one worker go to another."""

_ONLY = (str(Role.ADMINISTRATOR),)


@blueprint.record_once
def _forget_at_lock(state: object) -> None:
    """Drop words that were not shown yet when LinkDesk locks."""
    extensions = state.app.extensions  # type: ignore[attr-defined]  # Flask hands in its BlueprintSetupState
    extensions["vault"].on_lock(lambda: extensions.pop(HANDOVER, None))


@blueprint.get("")
@access(Access.OPEN, roles=_ONLY)
def team() -> Page:
    """Show who is in the team and who left."""
    return render_template("team/people.html", members=people.team(session(), the_vault()))


@blueprint.route("/add", methods=["GET", "POST"])
@access(Access.OPEN, roles=_ONLY)
def add() -> Page | Response:
    """Let another worker in; their words come on the next page."""
    form = AddForm()
    if not form.is_submitted():
        form = AddForm(data={"job_title": rules.USUAL_JOB, "roles": [str(Role.LINK_WORKER)]})
    if not _proved(form) or refused(
        form,
        "name",
        lambda: _hand_over(people.add_worker(session(), current_actor(), the_vault(), form.to_command())),
    ):
        return form_page("team/add.html", form)
    return redirect(url_for("people.words"), HTTPStatus.SEE_OTHER)


@blueprint.get("/words")
@access(Access.OPEN, roles=_ONLY)
def words() -> Page | Response:
    """Show the words to hand over, this once."""
    handover: Handover | None = current_app.extensions.pop(HANDOVER, None)
    if handover is None:
        flash("New words are shown only once. If they are lost, give that worker new ones.")
        return redirect(url_for("people.team"), HTTPStatus.SEE_OTHER)
    return render_template("team/words.html", handover=handover)


@blueprint.get("/<uuid:worker_id>")
@access(Access.OPEN, roles=_ONLY)
def person(worker_id: UUID) -> Page:
    """Show one of the team and what can be done."""
    return render_template("team/person.html", member=_member(worker_id))


@blueprint.route("/<uuid:worker_id>/reset", methods=["GET", "POST"])
@access(Access.OPEN, roles=_ONLY)
def reset(worker_id: UUID) -> Page | Response:
    """Give a worker who forgot the passphrase new words; they come on the next page."""
    member, form = _other(worker_id), ProofForm()
    if not _proved(form) or _refused(
        form, lambda: _hand_over(people.reset_passphrase(session(), current_actor(), the_vault(), worker_id))
    ):
        return form_page("team/reset.html", form, member=member)
    return redirect(url_for("people.words"), HTTPStatus.SEE_OTHER)


@blueprint.route("/<uuid:worker_id>/remove", methods=["GET", "POST"])
@access(Access.OPEN, roles=_ONLY)
def remove(worker_id: UUID) -> Page | Response:
    """Take a worker's key away and change the master key in the same step."""
    member, form = _other(worker_id), RemoveForm().offer(people.team(session(), the_vault()), worker_id)
    give: Callable[[UUID, UUID], object] | None = current_app.extensions.get(TAKE_OVER)
    if give is None:
        del form.to
    if not _proved(form) or _refused(form, lambda: _remove(form, worker_id, give)):
        return form_page("team/remove.html", form, member=member)
    flash(f"{member.name} can no longer open the vault, and the master key is a new one. Make a backup now.")
    return redirect(url_for("people.team"), HTTPStatus.SEE_OTHER)


def _remove(form: RemoveForm, worker_id: UUID, give: Callable[[UUID, UUID], object] | None) -> None:
    """Give the cases away first: what refuses that keeps the worker in the team."""
    if give is not None and form.successor is not None:
        give(worker_id, form.successor)
    people.remove_worker(session(), current_actor(), the_vault(), worker_id)


@blueprint.route("/<uuid:worker_id>/roles", methods=["GET", "POST"])
@access(Access.OPEN, roles=_ONLY)
def roles(worker_id: UUID) -> Page | Response:
    """Change what a worker does here."""
    member, form = _member(worker_id), RolesForm()
    if not member.can_unlock:
        raise NotFound("That cannot be done for this worker. Nothing was changed. Go back to the team.")
    if not form.is_submitted():
        form = RolesForm(data={"roles": [str(role) for role in member.roles]})
    if not _proved(form) or refused(
        form,
        "roles",
        lambda: people.change_roles(session(), current_actor(), the_vault(), worker_id, form.to_command()),
    ):
        return form_page("team/roles.html", form, member=member)
    flash("Saved.")
    return redirect(url_for("people.person", worker_id=worker_id), HTTPStatus.SEE_OTHER)


@blueprint.route("/master-key", methods=["GET", "POST"])
@access(Access.OPEN, roles=_ONLY)
def master_key() -> Page | Response:
    """Change the master key."""
    form = ProofForm()
    if not _proved(form) or _refused(form, lambda: people.change_master_key(session(), current_actor(), the_vault())):
        return form_page("team/master_key.html", form)
    flash("The master key is a new one. Everyone unlocks as before. Make a backup now.")
    return redirect(url_for("people.team"), HTTPStatus.SEE_OTHER)


def _proved(form: AddForm | ProofForm) -> bool:
    """Say whether the form was sent, is right, and carries the passphrase of the worker at the keyboard."""
    return form.validate_on_submit() and not refused(
        form, "passphrase", lambda: the_vault().check_secret(form.passphrase.data)
    )


def _refused(form: ProofForm, verb: Callable[[], object]) -> bool:
    """Do it; say what refused it on the same page, a vault in use elsewhere and a full disk included."""
    try:
        return refused(form, "passphrase", verb)
    except (Busy, DiskFull) as refusal:
        form.refuse("passphrase", refusal.sentence)
        return True


def _hand_over(handover: Handover) -> None:
    current_app.extensions[HANDOVER] = handover


def _member(worker_id: UUID) -> Member:
    return people.member(session(), the_vault(), worker_id)


def _other(worker_id: UUID) -> Member:
    """Return another worker who can unlock; for oneself and for who left, these pages are not there."""
    found = _member(worker_id)
    if found.is_you or not found.can_unlock:
        raise NotFound("That cannot be done for this worker. Nothing was changed. Go back to the team.")
    return found
