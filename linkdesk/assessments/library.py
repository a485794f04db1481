"""The forms that can be started: those that come with LinkDesk, read with the same care as any from outside."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from linkdesk.assessments.parse import parse
from linkdesk.assessments.questionnaire import Form
from linkdesk.assessments.sort import cards
from linkdesk.record.errors import NotFound

FOLDER = Path(__file__).parent / "library"

WHAT_MATTERS = "urn:linkdesk:form:what-matters-to-you"
ONS4 = "urn:linkdesk:form:ons4"
PICTURE_SORT = cards.URL
"""Made of the picture cards; it is not in the list of forms, for it starts from a page of its own."""

MY_LIFE = "urn:linkdesk:form:my-life"
LONELINESS = "urn:linkdesk:form:loneliness"
BARRIERS = "urn:linkdesk:form:barriers"

_ORDER = ("what-matters-to-you", "my-life", "barriers", "ons4", "loneliness", "goal-ratings", "feedback")
"""The order of the list when a talk is started: people before numbers, and what they think of us at the end."""


@cache
def forms() -> tuple[Form, ...]:
    """Return every form, in the order in which they are offered."""
    return tuple(parse((FOLDER / f"{name}.json").read_bytes()) for name in _ORDER)


def form(url: str, version: str = "") -> Form:
    """Return the form with that address; with a version, exactly that one.

    Raises:
        NotFound: LinkDesk does not have that form or version.
    """
    for found in (*forms(), cards.form()):
        if found.url == url and version in ("", found.version):
            return found
    raise NotFound("That form is not in LinkDesk. Nothing was changed. Choose another form.")


def has(url: str, version: str) -> bool:
    """Say whether exactly that version of a form is here."""
    return any((found.url, found.version) == (url, version) for found in (*forms(), cards.form()))
