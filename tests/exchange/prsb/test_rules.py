"""How the account of the standard is put together, on a small standard of our own."""

from __future__ import annotations

import pytest

from linkdesk.exchange.prsb import rules
from linkdesk.exchange.prsb.rules import Accounted
from linkdesk.exchange.prsb.rules import Conformance
from linkdesk.exchange.prsb.rules import Element
from linkdesk.exchange.prsb.rules import Home
from linkdesk.exchange.prsb.rules import Line

HOME = Home("clients", "client", "given_name")


def element(path: str, *, group: bool = False) -> Element:
    return Element(path, group, Conformance.REQUIRED, "0..1", None)


STANDARD = (
    element("Person", group=True),
    element("Person / Name"),
    element("Person / Born", group=True),
    element("Person / Born / Where"),
    element("Plan", group=True),
    element("Plan / Goal"),
    element("Plan / Steps", group=True),
)


def of(path: str, *lines: Line) -> Accounted:
    return next(each for each in rules.account(STANDARD, lines) if each.element.path == path)


def test_homes_are_read_and_written_the_same_way() -> None:
    text = "clients.client.phones[number]; plans.plan_step.what"
    assert rules.homes(text) == (Home("clients", "client", "phones", "number"), Home("plans", "plan_step", "what"))
    assert "; ".join(map(str, rules.homes(text))) == text
    assert rules.homes("") == ()


@pytest.mark.parametrize("text", ["client.given_name", "clients.client", "clients.client.given name", "page"])
def test_a_home_that_is_not_a_column_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not room\.table\.column"):
        rules.homes(text)


def test_an_element_is_held_where_its_line_says() -> None:
    held = of("Person / Name", Line("Person / Name", (HOME,), "a note"))
    assert (held.homes, held.why, held.is_gap) == ((HOME,), "a note", False)


def test_the_reason_of_a_group_holds_for_all_below_but_a_line_of_its_own_wins() -> None:
    lines = (Line("Plan", (), "comes with plans"), Line("Plan / Goal", (HOME,), ""))
    assert of("Plan / Steps", *lines).why == "comes with plans"
    assert of("Plan / Goal", *lines) == Accounted(element("Plan / Goal"), (HOME,), "")


def test_the_home_of_a_group_says_nothing_of_its_parts() -> None:
    assert of("Plan / Goal", Line("Plan", (HOME,), "")).is_gap


def test_a_group_is_held_by_its_parts_only_when_each_is_accounted_for() -> None:
    name = Line("Person / Name", (HOME,), "")
    assert of("Person", name).is_gap
    assert of("Person", name, Line("Person / Born / Where", (), "nobody asks")).why == "its parts, below"
    assert of("Person / Born", Line("Person / Born / Where", (HOME,), "")).why == "its parts, below"
    assert of("Plan / Steps").is_gap


def test_gaps_are_named() -> None:
    lines = [Line("Person / Name", (HOME,), ""), Line("Plan", (), "comes with plans")]
    assert rules.gaps(rules.account(STANDARD, lines)) == ("Person", "Person / Born", "Person / Born / Where")


def test_only_what_is_still_to_be_built_may_be_waited_for() -> None:
    lines = [Line("Plan", (), "comes with plans"), Line("Person", (), "comes with luck")]
    assert rules.wrongly_put_off(rules.account(STANDARD, lines)) == tuple(
        each.path for each in STANDARD if each.section == "Person"
    )


def test_a_line_about_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no element 'Person / Shoe size'"):
        rules.account(STANDARD, [Line("Person / Shoe size", (HOME,), "")])


def test_two_lines_about_one_element_are_refused() -> None:
    with pytest.raises(ValueError, match="two lines"):
        rules.account(STANDARD, [Line("Person / Name", (HOME,), ""), Line("Person / Name", (), "no")])
