"""What a person agreed to share, in words that they read; on their papers and pages services have no names.

A plan lies on a table or hangs on a fridge, and the name of a service can tell whoever passes what must stay private.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.sharing.rules import EVERY_PART
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.languages.sentences import Sentence

if TYPE_CHECKING:
    from linkdesk.plans.rules import SharedLine

WITH_WHOM = {
    RecipientKind.GP: Sentence("My GP. A GP is a family doctor."),
    RecipientKind.REFERRER: Sentence("Who sent me here"),
    RecipientKind.SERVICE: Sentence("Services that I said yes to"),
    RecipientKind.EVALUATION: Sentence("People who check how well this service works"),
}
"""An allow-list: whoever is not named here never stands on a plan."""

ALWAYS = Sentence("My name and how to reach me")
PARTS = {
    Part.NEEDS: Sentence("What I need"),
    Part.ANSWERS: Sentence("My answers"),
    Part.PLAN: Sentence("My plan"),
}


def shared_words(lines: tuple[SharedLine, ...]) -> tuple[tuple[tuple[Sentence, ...], tuple[Sentence, ...]], ...]:
    """Return groups of with whom and what, in the order of the list above; all services are one.

    Those who may know the same stand together, so that the paper stays short.
    """
    found: dict[RecipientKind, set[Part]] = {}
    for line in lines:
        found.setdefault(line.kind, set()).update(line.parts)
    groups: dict[tuple[Sentence, ...], list[Sentence]] = {}
    for kind, words in WITH_WHOM.items():
        if kind in found:
            parts = (ALWAYS, *(PARTS[part] for part in EVERY_PART if part in found[kind]))
            groups.setdefault(parts, []).append(words)
    return tuple((tuple(whom), parts) for parts, whom in groups.items())
