"""Words about danger, safety, consent or privacy are known by themselves."""

from __future__ import annotations

import pytest

from linkdesk.assessments.library import forms
from linkdesk.assessments.tender import is_tender


@pytest.mark.parametrize(
    "text",
    [
        "If you are not safe now, tell your link worker.",
        "If you are in danger now, phone 999.",
        "Does anybody hurt you or make you scared?",
        "Your link worker and the team can read your answers.",
        "Your help stays the same.",
        "You do not have to say how you came here.",
        "Do you agree to this?",
        "Who may we share this with?",
        "This is private.",
    ],
)
def test_they_are_tender(text: str) -> None:
    assert is_tender(["", text])


@pytest.mark.parametrize("text", ["It hurts", "What are you good at?", "Say it in your own words.", ""])
def test_all_else_is_not(text: str) -> None:
    assert not is_tender([text])


def test_of_the_forms_that_come_with_linkdesk_these_pages_are_found_by_their_words() -> None:
    marked = {
        (form.title, each.link_id)
        for form in forms()
        for each in form.questions
        if each.tender and not form.validated and not each.sensitive and not each.talk_about
    }
    assert marked == {
        ("What matters to you", "matters"),
        ("What matters to you", "people"),
        ("My life", "areas"),
        ("My life", "feelings-what"),
        ("My life", "about-hard"),
        ("My life", "digital-hard"),
        ("What you think of our help", "intro"),
        ("What you think of our help", "improve"),
    }
