"""A second worker for the practice vault, with cases of their own, a record kept apart, and a few papers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image
from PIL import ImageDraw
from PIL import ImageFont
from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.papers.service import attach
from linkdesk.clients.reach.rules import KeepApart
from linkdesk.clients.reach.service import keep_apart
from linkdesk.connections import demo as connections
from linkdesk.desk.handover.rules import HandOver
from linkdesk.desk.handover.service import hand_over
from linkdesk.record.session import unit_of_work
from linkdesk.team.models import WorkerRow
from linkdesk.team.people import add_worker
from linkdesk.team.rules import AddWorker
from linkdesk.team.rules import Role
from linkdesk.vault.code import hash_code

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.desk.demo_way import StoryClock
    from linkdesk.record.session import Actor
    from linkdesk.vault.lock import Vault

WORKER = "Kit Practice"
PHONE = "01632 960 002"
FROM, UP_TO = 12, 200
"""So many people make a practice vault to look around in; smaller and larger ones are for tests and for measuring."""

CASES = slice(2, 8, 2)
APART = "A cousin of a worker here."
NOTE = "Likes a phone call the day before."
PAPERS = slice(7, 9)
PAGE, MARGIN, LINE = (620, 877), 60, 34
LETTER = (
    "Practice Surgery One",
    "",
    "Dear link worker,",
    "",
    "Thank you for seeing this person.",
    "They live alone and would like company.",
    "Mornings are best. They hear better with",
    "the radio off.",
    "",
    "Dr Practice One",
)


def furnish(session: Session, actor: Actor, vault: Vault, passphrase: str, code: str, clock: StoryClock) -> bool:
    """Bring people to services and let a second worker in, who opens the vault with the same passphrase.

    Says whether the vault is of a size for that.
    """
    people = session.scalars(select(Client.id).order_by(Client.created_at, Client.id)).all()
    if not FROM <= len(people) <= UP_TO:
        return False
    connections.furnish(session, actor, clock)
    added = AddWorker(WORKER, "Link worker", PHONE, (Role.LINK_WORKER,))
    worker_id = add_worker(session, actor, vault, added, words=passphrase).worker_id
    with unit_of_work(session, actor, "take_over") as work:
        work.session.get_one(WorkerRow, worker_id).code_hash = hash_code(code, clock)
    cases = tuple(people[CASES])
    hand_over(session, actor, HandOver(actor.worker_id, worker_id, cases, NOTE))
    keep_apart(session, actor, KeepApart(cases[-1], APART, (worker_id,)))
    for client_id in people[PAPERS]:
        attach(session, actor, client_id, "Letter from the surgery", letter())
    return True


def letter() -> bytes:
    """Return the picture of a letter as it comes from a phone's camera."""
    page = Image.new("RGB", PAGE, "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(22)
    for number, words in enumerate(LETTER):
        pen.text((MARGIN, MARGIN + number * LINE), words, fill="black", font=font)
    kept = BytesIO()
    page.save(kept, "PNG")
    return kept.getvalue()
