"""Is it safe to take, or to post? What is on record answers before the worker is asked; pure.

Paper is found at home by whoever lives there. Domestic abuse guidance for services is to ask before anything is sent or
handed over, and to leave the name of the service off it where it could be seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.clients.keepsafe.rules import NO_PAPER
from linkdesk.clients.keepsafe.rules import NO_WRITING
from linkdesk.clients.keepsafe.rules import PLAIN_PAPER
from linkdesk.clients.keepsafe.rules import SAFE_PAPER
from linkdesk.clients.keepsafe.rules import parts_of
from linkdesk.clients.person import ContactLimit
from linkdesk.printing.given.post import address_notes
from linkdesk.printing.given.post import against_post
from linkdesk.printing.given.post import own_words
from linkdesk.printing.given.post import where_to
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from linkdesk.clients.rules import ClientRecord

FOR_WORKERS = frozenset({"safeguarding-referral", "handover-sheet", "caseload-list"})
"""Never for the person, and marked so on every page; printed of somebody who died too."""
NOT_ASKED = FOR_WORKERS | {"sort-cards", "gp-message", "referrer-message"}
"""Cards stay with the worker and are used again, messages and sheets go to other services: nobody takes them home."""
POSTED = frozenset({"cannot-reach", "closing"})
"""Letters to the person: they go by post, if at all."""
_OWN_WORDS = re.compile(r"\b(?:papers?|post|posted|letters?|mail|leaflets?|print(?:s|ed)?)\b", re.IGNORECASE)
NO_POST = "Do not write to them by post"


class Safe(StrEnum):
    """How the question was answered when a print left."""

    YES = "yes"
    PLAIN = "plain"
    NOT_ASKED = "not-asked"


SAFE_WORDS = {
    Safe.YES: "safe to take",
    Safe.PLAIN: "without name or topic",
    Safe.NOT_ASKED: "nobody takes it home",
}


@dataclass(frozen=True)
class Advice:
    """The question before a print leaves, and what the record says about it already."""

    question: str
    standing: str = ""
    """The standing answer in the keep-safe line, if there is one."""
    why: tuple[str, ...] = ()
    """What on record speaks against it, or for it, word for word."""
    where: str = ""
    """Where a letter would go; empty for what is not posted."""

    @property
    def is_safe(self) -> bool:
        """Say whether a yes may stand first: nothing on record speaks against it."""
        return not self.why or self.standing == SAFE_PAPER


def advice(client: ClientRecord, item: str) -> Advice | None:
    """Return the question for a print of this kind; None where nobody takes it home."""
    if item in NOT_ASKED:
        return None
    ready, _ = parts_of(client.keep_safe)
    own = own_words(client)
    against = [phrase for phrase in (NO_PAPER, PLAIN_PAPER, NO_WRITING) if phrase in ready]
    against += [NO_POST] if ContactLimit.NO_POST in client.contact_limits else []
    against += [own] if _OWN_WORDS.search(own) else []
    question, where = "Safe to take home?", ""
    if item in POSTED:
        question, where = "Safe to post?", where_to(client)
        against = list(dict.fromkeys((*against, *against_post(client))))
    if against:
        standing = next((one for one in against if one in {NO_PAPER, PLAIN_PAPER}), "")
        return Advice(question, standing, tuple(against), where)
    stands = SAFE_PAPER if SAFE_PAPER in ready else ""
    return Advice(question, stands, (stands,) if stands else (), where)


def plain_advice(client: ClientRecord) -> Advice:
    """Return what is read before a plain page leaves: it is paper too, and may go by post.

    A standing "Plain paper only" is what it is for; anything else against paper lets Print not stand first.
    """
    asked = advice(client, "plain") or Advice("")
    why = tuple(dict.fromkeys((*asked.why, *address_notes(client))))
    speaks = set(why) - {PLAIN_PAPER, SAFE_PAPER}
    return Advice(asked.question, "" if speaks else SAFE_PAPER, why)


def answered(asked: Advice | None, told: str) -> Safe:
    """Return the answer with which a print leaves.

    Raises:
        RuleBroken: the question was asked and not answered.
    """
    if asked is None:
        return Safe.NOT_ASKED
    if told not in {Safe.YES, Safe.PLAIN}:
        raise RuleBroken("Say first whether it is safe for them to take. Nothing was printed. Go back to the print.")
    return Safe(told)
