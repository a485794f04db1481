"""What the client is asked about sharing, in easy words with a picture; screen and paper ask the same."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.languages.sentences import Sentence

if TYPE_CHECKING:
    from linkdesk.clients.sharing.rules import Recipient


ALWAYS = Sentence("You can say no. We still help you.")
"""Said under every question."""

KNOW = (
    Sentence("We can tell them how to reach you and what you need."),
    Sentence("We can show them your answers and your plan."),
)
"""What a yes covers, as it is recorded (`EVERY_PART`): screen, consent form and blank plan say the same."""


@dataclass(frozen=True)
class Question:
    """One question: its words, what it means in short sentences, and the key of its picture."""

    text: str
    helpers: tuple[str, ...]
    picture: str


_QUESTIONS = {
    RecipientKind.GP: Question(
        Sentence("Can we talk to your GP about you?"),
        (Sentence("A GP is a family doctor."), Sentence("We tell your GP how we help you."), *KNOW),
        "doctor",
    ),
    RecipientKind.REFERRER: Question(
        Sentence("Can we talk to the person who asked us to help you?"),
        (Sentence("We tell them how it goes."), *KNOW),
        "handshake",
    ),
    RecipientKind.SERVICE: Question(
        "Can we talk to %(name)s about you?", (Sentence("We tell them what will help you."), *KNOW), "group"
    ),
    RecipientKind.EVALUATION: Question(
        Sentence("Can we use your answers to check our work?"),
        (Sentence("We learn what helps people."), Sentence("The people who check our work read your answers."), *KNOW),
        "form",
    ),
}


def question(recipient: Recipient) -> Question:
    """Return what the client is asked about a recipient for whom permission is asked."""
    found = _QUESTIONS[recipient.kind]
    if recipient.kind is RecipientKind.SERVICE:
        return replace(found, text=Sentence("Can we talk to %(name)s about you?", name=recipient.name))
    return found
