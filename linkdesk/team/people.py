"""Who is in the team and can open the vault: each verb changes the record and the keys, and leaves an audit entry."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import cast

from sqlalchemy import select

from linkdesk.record.errors import Busy
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import unit_of_work
from linkdesk.team import queries
from linkdesk.team import rules
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import AddWorker
from linkdesk.team.rules import Handover
from linkdesk.team.rules import Member
from linkdesk.team.rules import Role
from linkdesk.vault import people as keys
from linkdesk.vault.passphrase import strength_bits
from linkdesk.vault.passphrase import suggest_passphrase
from linkdesk.vault.rotation import rotate

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work
    from linkdesk.team.rules import TakeOver
    from linkdesk.vault.lock import Vault


def team(session: Session, vault: Vault) -> tuple[Member, ...]:
    """Return everyone: first who can unlock, then who left, each by name.

    A key without a record (its worker never filled in the page about them) is a member too: it opens the vault.
    """
    labels = _labels(vault)
    known = [
        Member(
            id=worker.id,
            name=worker.name,
            job_title=worker.job_title,
            phone=worker.phone,
            roles=worker.roles,
            can_unlock=worker.id in labels,
            is_you=worker.id == vault.worker_id,
            waits=worker.id in labels and not worker.has_code,
        )
        for worker in queries.workers(session)
    ]
    recorded = {member.id for member in known}
    bare = [
        Member(slot, label, "", "", (), can_unlock=True, is_you=slot == vault.worker_id, waits=True)
        for slot, label in labels.items()
        if slot not in recorded
    ]
    return tuple(sorted([*known, *bare], key=lambda member: (not member.can_unlock, member.name, member.id)))


def member(session: Session, vault: Vault, worker_id: UUID) -> Member:
    """Return one of the team. Raises NotFound."""
    found = next((one for one in team(session, vault) if one.id == worker_id), None)
    if found is None:
        raise NotFound("That worker is not in this team. Nothing was changed. Go back to the team.")
    return found


def fresh_words(vault: Vault, *names: str) -> str:
    """Return five words drawn by chance that nobody guesses from the names; a rare weak draw is drawn anew."""
    limits = vault.settings.limits
    while True:
        words = suggest_passphrase(vault.clock, limits.passphrase_words)
        if strength_bits(words, [*vault.worker_names(), *names]) >= limits.passphrase_bits:
            return words


def add_worker(
    session: Session, actor: Actor, vault: Vault, command: AddWorker, *, words: str | None = None
) -> Handover:
    """Let another worker in and return the words to hand over; they are drawn by chance unless given.

    Raises:
        RuleBroken: the words cannot be right, no role, or someone of that name can unlock; nothing was changed.
    """
    try:
        command = cast("AddWorker", rules.tidied(command))
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    if not command.roles:
        raise RuleBroken("A worker needs a role. Nothing was changed. Choose at least one.")
    words = words or fresh_words(vault, command.name)
    with unit_of_work(session, actor, "add_worker") as work:
        row = WorkerRow(
            id=work.new_id(),
            name=command.name,
            job_title=command.job_title,
            phone=command.phone,
            email=command.email,
            roles=[str(role) for role in command.roles],
            code_hash=None,
        )
        work.session.add(row)
        work.session.flush()
        keys.add_worker(vault, row.id, command.name, words)  # last: what it refuses takes the record back too
        return Handover(row.id, command.name, words)


def reset_passphrase(session: Session, actor: Actor, vault: Vault, worker_id: UUID) -> Handover:
    """Give a worker who forgot theirs new words and return them; the short code goes with the passphrase.

    Raises:
        NotFound: there is no such worker.
        RuleBroken: that is the worker at the keyboard, or one who has no key.
    """
    if worker_id == actor.worker_id:
        raise RuleBroken("You know your passphrase: change it under Settings. Nothing was changed.")
    found = member(session, vault, worker_id)
    words = fresh_words(vault, found.name)
    with unit_of_work(session, actor, "reset_passphrase") as work:
        row = _touched(work, worker_id)
        if row.id == worker_id:
            row.code_hash = None
        work.session.flush()
        keys.reset_passphrase(vault, worker_id, words)
    return Handover(worker_id, found.name, words)


def take_over(session: Session, actor: Actor, vault: Vault, command: TakeOver) -> None:
    """Put the worker's own passphrase and short code in place of the words that were handed over.

    The key pair is made anew: whoever knows those words and kept an old key file must not open later keys with it.

    Raises:
        RuleBroken: the passphrase could be guessed, or is the one that was given.
    """
    if command.passphrase.casefold().split() == command.given.casefold().split():
        raise RuleBroken("Those are the words you were given: someone else knows them. Choose other words.")
    with unit_of_work(session, actor, "take_over") as work:
        _touched(work, actor.worker_id).code_hash = command.code_hash
        work.session.flush()
        keys.reset_passphrase(vault, actor.worker_id, command.passphrase)


def remove_worker(session: Session, actor: Actor, vault: Vault, worker_id: UUID) -> None:
    """Take a worker's key and roles away and change the master key; the record of what they did stays.

    Raises:
        RuleBroken: that is the worker at the keyboard, one without a key, or the last administrator.
        Busy: another program has the vault open; the sentence says what is done and what is not.
        DiskFull: there is no room for a second database; the same.
    """
    if worker_id == actor.worker_id:
        raise RuleBroken("You cannot remove yourself. Nothing was changed. Ask another administrator to do it.")
    if worker_id not in _labels(vault):
        raise RuleBroken("That worker has no key to this vault. Nothing was changed.")
    with unit_of_work(session, actor, "remove_worker") as work:
        _require_administrator(session, vault, leaving=worker_id)
        row = _touched(work, worker_id)
        if row.id == worker_id:
            row.roles, row.code_hash = [], None
    session.close()  # rotation needs the database to itself
    try:
        keys.remove_worker(vault, worker_id)
    except (Busy, DiskFull) as refusal:
        raise type(refusal)(_half_done(vault, worker_id)) from refusal


def change_roles(session: Session, actor: Actor, vault: Vault, worker_id: UUID, wanted: tuple[Role, ...]) -> None:
    """Let a worker do other things here.

    Raises:
        NotFound: there is no record about this worker.
        RuleBroken: no role, or nobody would be left who looks after the team.
    """
    if not wanted:
        raise RuleBroken("A worker needs a role. Nothing was changed. Choose at least one.")
    with unit_of_work(session, actor, "change_roles") as work:
        row = work.session.get(WorkerRow, worker_id)
        if row is None:
            raise NotFound("That worker is not here yet. Nothing was changed. They fill in the page about them first.")
        if Role.ADMINISTRATOR not in wanted:
            _require_administrator(session, vault, leaving=worker_id)
        row.roles = [str(role) for role in Role if role in wanted]


def change_master_key(session: Session, actor: Actor, vault: Vault) -> None:
    """Write the database anew under another master key, then note who did it.

    Raises:
        Busy: another program has the vault open; nothing was changed.
        DiskFull: there is no room for a second database; nothing was changed.
    """
    session.close()
    rotate(vault)
    with unit_of_work(session, actor, "change_master_key") as work:
        _touched(work, actor.worker_id)


def _labels(vault: Vault) -> dict[UUID, str]:
    """Return whose keys open the vault: worker id and name."""
    return {slot.worker_id: slot.label for slot in vault.key_file().workers if slot.worker_id is not None}


def _touched(work: Work, worker_id: UUID) -> WorkerRow:
    """Return the worker's row, or the acting worker's for a key without a record; its new time is what is audited."""
    row = work.session.get(WorkerRow, worker_id) or work.session.get(WorkerRow, work.actor.worker_id)
    if row is None:
        raise NotFound("That worker is not here yet. Nothing was changed. Fill in the page about you first.")
    row.updated_at = work.now
    return row


def _require_administrator(session: Session, vault: Vault, leaving: UUID) -> None:
    """Refuse to leave a team in which nobody can add, reset or remove."""
    left = set(_labels(vault)) - {leaving}
    rows = session.execute(select(WorkerRow.id, WorkerRow.roles))
    if not any(Role.ADMINISTRATOR in row.roles for row in rows if row.id in left):
        raise RuleBroken("That is the last administrator. Nothing was changed. Add another administrator first.")


def _half_done(vault: Vault, worker_id: UUID) -> str:
    if worker_id in _labels(vault):
        return "They are marked as gone, but their passphrase still opens the vault. Make room, then remove them again."
    return (
        "Their passphrase no longer opens the vault, but the master key is still the old one. "
        "Close other programs that use LinkDesk, then choose “Change the master key” on the team page."
    )
