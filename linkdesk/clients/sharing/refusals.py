"""What cannot be a decision about sharing, a representative, or sharing without permission; each in one sentence.

Capacity follows the Mental Capacity Act 2005: assumed (section 1(2)), with all practicable help (1(3)), for this
decision at this time (2(1), 3(1)), and in the person's best interests where they cannot decide (1(5), 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.sharing.rules import ASKABLE
from linkdesk.clients.sharing.rules import DECIDE_WITHOUT_CAPACITY
from linkdesk.clients.sharing.rules import NAME_LENGTH
from linkdesk.clients.sharing.rules import NAMED
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import Capacity
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.clients.sharing.rules import SignedHow
from linkdesk.record import checks
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from linkdesk.clients.sharing.rules import AddRepresentative
    from linkdesk.clients.sharing.rules import Recipient
    from linkdesk.clients.sharing.rules import RecordDecisions
    from linkdesk.clients.sharing.rules import RepresentativeRecord
    from linkdesk.clients.sharing.rules import ShareWithout

LIMITS = Limits()
GROWN_UP = 18
"""A parent may decide for a child; at 18 that ends (Children Act 1989)."""


def check_decisions(
    command: RecordDecisions,
    today: date,
    born: date,
    before: Mapping[tuple[RecipientKind, str], Answer],
    representative: RepresentativeRecord | None,
) -> None:
    """Refuse what cannot be a decision.

    Args:
        command: what is to be kept.
        today: the day it is kept.
        born: the person's date of birth, for whom a parent may decide.
        before: what the newest decision says about each recipient.
        representative: the one whom the command names, if they stand on this person's record.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if not command.answers:
        raise ValueError("Choose an answer for at least one of them.")
    keys = [each.recipient.key for each in command.answers]
    if len(set(keys)) < len(keys):
        raise ValueError("Two answers are about the same recipient. Keep one.")
    for each in command.answers:
        _check_answer(each, before.get(each.recipient.key, Answer.NOT_ASKED))
    if command.asked_on > today or (command.capacity_on and command.capacity_on > today):
        raise ValueError("That day is still to come. Check the dates.")
    if any(each.answer is not Answer.NOT_ASKED for each in command.answers):
        _check_circumstances(command)
        _check_capacity(command)
        _check_decider(command, today, born, representative)


def _check_answer(each: AnswerTo, before: Answer) -> None:
    check_recipient(each.recipient)
    if each.recipient.kind not in ASKABLE:
        raise ValueError("Permission is asked for the GP, the referrer, a service, or evaluation.")
    if each.answer is Answer.NOT_ASKED and not each.reason:
        raise ValueError(f"Say why they were not asked about {each.recipient.long_words}.")
    if each.answer is Answer.WITHDRAWN and before not in {Answer.GIVEN, Answer.WITHDRAWN}:
        raise ValueError(f"They had not said yes to {each.recipient.long_words}, so there is nothing to take back.")
    if len(each.reason) > LIMITS.line:
        raise ValueError(f"The reason is too long. Use {LIMITS.line} characters or fewer.")


def check_recipient(recipient: Recipient) -> None:
    """Refuse a service or another recipient without a name. Raises ValueError with a sentence."""
    if recipient.kind in NAMED and not checks.search_key(recipient.name):
        raise ValueError("Enter the name of the service.")
    if len(recipient.name) > NAME_LENGTH:
        raise ValueError(f"The name is too long. Use {NAME_LENGTH} characters or fewer.")


def _check_circumstances(command: RecordDecisions) -> None:
    if command.how is None:
        raise ValueError("Choose how they told you.")
    if not command.asked_by:
        raise ValueError("Enter who asked.")
    if command.how is How.SCREEN and command.signed_how is None:
        raise ValueError("Choose how you sign.")
    if command.signed_how is SignedHow.TYPED and not command.signed_name:
        raise ValueError("Enter your name, or choose another way to sign.")
    if command.signed_how is SignedHow.DRAWN and not command.signature:
        raise ValueError("Nothing was drawn. Sign your name, or choose another way.")
    if command.signed_how is SignedHow.WITNESSED and not (command.witness and command.not_signed_because):
        raise ValueError("Write who saw it and why you do not sign, or choose another way.")
    texts = (command.what, command.capacity_support, command.best_interests, command.not_signed_because)
    if max(map(len, texts)) > LIMITS.text:
        raise ValueError(f"A text is too long. Use {LIMITS.text} characters or fewer.")
    names = (command.asked_by, command.capacity_assessor, command.signed_name, command.witness)
    if max(map(len, names)) > NAME_LENGTH:
        raise ValueError(f"A name is too long. Use {NAME_LENGTH} characters or fewer.")


def _check_capacity(command: RecordDecisions) -> None:
    if command.capacity is Capacity.ASSUMED:
        return
    if not command.capacity_assessor or command.capacity_on is None:
        raise ValueError("Say who assessed if they can decide this, and on which day.")
    if command.capacity is Capacity.HAS_NOT and not command.capacity_support:
        raise ValueError("Say what support was given to decide. Nobody is found unable before all help was tried.")


def _check_decider(
    command: RecordDecisions, today: date, born: date, representative: RepresentativeRecord | None
) -> None:
    unable = command.capacity is Capacity.HAS_NOT
    if command.decided_by is DecidedBy.PERSON:
        if unable:
            raise ValueError("They cannot decide this. Choose their representative, or a best interests decision.")
        return
    if command.decided_by is DecidedBy.BEST_INTERESTS:
        if not unable:
            raise ValueError("They can decide this, so it is their own decision, not one in their best interests.")
        if not command.best_interests:
            raise ValueError("Say why it is in their best interests, and who was asked.")
        return
    _check_representative(representative, today, born, unable=unable)


def _check_representative(found: RepresentativeRecord | None, today: date, born: date, *, unable: bool) -> None:
    if found is None or found.ended_on is not None:
        raise ValueError("Choose a representative who is on record. A relative is not one by default.")
    if found.kind is RepresentativeKind.ADVOCATE:
        raise ValueError("An advocate helps the person to speak, and does not decide for them.")
    if found.kind in DECIDE_WITHOUT_CAPACITY and not unable:
        raise ValueError(f"{found.name} may decide only what the person cannot decide themselves.")
    if found.kind is RepresentativeKind.PARENT and is_grown_up(born, today):
        raise ValueError("They are 18 or older, so a parent does not decide for them.")


def is_grown_up(born: date, today: date) -> bool:
    """Tell whether somebody is 18: no parent decides for them any more (Family Law Reform Act 1969, section 1)."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= GROWN_UP


def check_new_representative(command: AddRepresentative, today: date) -> None:
    """Refuse a representative without a name or without the paper that gives the right.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if not command.name:
        raise ValueError("Enter the name of the representative.")
    if command.kind is not RepresentativeKind.ADVOCATE and not (command.evidence and command.seen_on):
        raise ValueError("Say what you saw that gives them the right, and on which day. Without it they cannot decide.")
    if command.seen_on and command.seen_on > today:
        raise ValueError("That day is still to come. Check the date.")
    if max(len(command.name), len(command.relation)) > NAME_LENGTH or len(command.evidence) > LIMITS.line:
        raise ValueError("A name or what you saw is too long. Use fewer words.")


def check_override(command: ShareWithout, today: date) -> None:
    """Refuse sharing without permission that nobody answers for.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    check_recipient(command.recipient)
    if command.recipient.kind in {RecipientKind.EVALUATION, RecipientKind.PERSON}:
        raise ValueError("This is for harm, safeguarding or the law. Evaluation always needs permission.")
    if not command.what or not command.reason:
        raise ValueError("Say what is shared, and why it cannot wait for permission.")
    if not command.decider:
        raise ValueError("Enter who decided it.")
    if not command.told and not command.not_told_because:
        raise ValueError("Say if the person was told. If not, say why not.")
    if command.decided_on > today:
        raise ValueError("That day is still to come. Check the date.")
    if max(len(command.what), len(command.reason), len(command.not_told_because)) > LIMITS.text:
        raise ValueError(f"A text is too long. Use {LIMITS.text} characters or fewer.")
    if len(command.decider) > NAME_LENGTH:
        raise ValueError(f"A name is too long. Use {NAME_LENGTH} characters or fewer.")
