"""What a person agreed to share, on their own papers: an allow-list, and no name of a service."""

from __future__ import annotations

from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.plans.rules import SharedLine
from linkdesk.plans.shared import shared_words


def test_it_says_with_whom_and_what_in_one_order() -> None:
    lines = (SharedLine(RecipientKind.EVALUATION), SharedLine(RecipientKind.GP, "", (Part.PLAN, Part.NEEDS)))
    assert shared_words(lines) == (
        (("My GP. A GP is a family doctor.",), ("My name and how to reach me", "What I need", "My plan")),
        (("People who check how well this service works",), ("My name and how to reach me",)),
    )


def test_those_who_may_know_the_same_stand_together() -> None:
    lines = tuple(SharedLine(kind, "", (Part.PLAN,)) for kind in (RecipientKind.GP, RecipientKind.REFERRER))
    ((whom, parts),) = shared_words(lines)
    assert whom == ("My GP. A GP is a family doctor.", "Who sent me here")
    assert parts == ("My name and how to reach me", "My plan")


def test_services_are_one_line_without_a_name_and_others_never_stand_there() -> None:
    lines = (
        SharedLine(RecipientKind.SERVICE, "A refuge", (Part.PLAN,)),
        SharedLine(RecipientKind.SERVICE, "The choir", (Part.ANSWERS,)),
        SharedLine(RecipientKind.OTHER, "The police", tuple(Part)),
    )
    (line,) = shared_words(lines)
    assert line == (("Services that I said yes to",), ("My name and how to reach me", "My answers", "My plan"))


def test_nothing_agreed_is_nothing_said() -> None:
    assert shared_words(()) == ()
