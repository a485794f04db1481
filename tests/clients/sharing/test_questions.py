"""What the client is asked about sharing keeps the easy-read rules, and has a picture that is there."""

from __future__ import annotations

import pytest

from linkdesk.clients.sharing.questions import ALWAYS
from linkdesk.clients.sharing.questions import question
from linkdesk.clients.sharing.rules import ASKABLE
from linkdesk.clients.sharing.rules import EVERY_PART
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.easyread.pictures import picture
from linkdesk.easyread.rules import lint


@pytest.mark.parametrize("kind", ASKABLE)
def test_each_question_is_easy_and_has_its_picture(kind: RecipientKind) -> None:
    asked = question(Recipient(kind, "Name"))
    assert lint("\n".join([asked.text, *asked.helpers, ALWAYS])) == ()
    assert picture(asked.picture).colour_file.is_file()


def test_a_service_is_named() -> None:
    assert (
        question(Recipient(RecipientKind.SERVICE, "Hill Road Choir")).text
        == "Can we talk to Hill Road Choir about you?"
    )


@pytest.mark.parametrize("kind", ASKABLE)
def test_what_a_yes_covers_is_said_under_each_question(kind: RecipientKind) -> None:
    """A yes is recorded for every part, so every part is named: needs, answers, plan, and how to reach the person."""
    said = " ".join(question(Recipient(kind, "Hill Road")).helpers)
    words = {Part.NEEDS: "what you need", Part.ANSWERS: "your answers", Part.PLAN: "your plan"}
    assert set(words) == set(EVERY_PART)
    assert all(each in said for each in (*words.values(), "how to reach you"))
