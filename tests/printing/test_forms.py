"""The choices beside the preview: the client's own first, then what the address says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from werkzeug.datastructures import MultiDict

from linkdesk.printing.forms import is_usual
from linkdesk.printing.forms import look_form
from linkdesk.printing.forms import print_form
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import PrintOptions
from linkdesk.record.errors import RuleBroken
from tests.data import people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.plans.site import Site


@pytest.fixture(autouse=True)
def _in_a_request(site: Site) -> Iterator[None]:
    with site.app.test_request_context():
        yield


def test_without_an_address_it_is_the_clients_own_print() -> None:
    own = print_form(people.client(needs=(people.EASY_READ, people.LARGE_24)), MultiDict())
    assert own.to_command() == PrintOptions(Format.EASY_READ, 24)
    assert own.address() == {"item": "plan", "format": "easy-read", "size": "24"}


def test_the_address_wins() -> None:
    address = MultiDict({"item": "steps", "format": "standard", "size": "14", "mono": "yes"})
    form = print_form(people.client(), address)
    assert form.to_command() == PrintOptions(Format.STANDARD, 14, mono=True)
    assert form.chosen_item() is Item.STEPS
    assert form.address() == dict(address)


@pytest.mark.parametrize("change", [{"format": "braille"}, {"size": "15"}, {"size": "x"}, {"size": ""}])
def test_an_address_for_something_we_do_not_print_is_refused(change: dict[str, str]) -> None:
    form = print_form(people.client(), MultiDict({"format": "standard", "size": "14"} | change))
    with pytest.raises(RuleBroken, match="There is no print"):
        form.to_command()


def test_an_address_of_the_steps_alone_is_the_clients_own_print_of_them() -> None:
    client = people.client(needs=(people.EASY_READ, people.LARGE_24))
    steps = print_form(client, MultiDict({"item": "steps"}))
    assert steps.address() == {"item": "steps", "format": "easy-read", "size": "24"}
    assert is_usual(steps, client)
    assert not is_usual(print_form(client, MultiDict(steps.address() | {"size": "16"})), client)
    assert is_usual(look_form(client, MultiDict()), client)


def test_an_unknown_item_is_the_plan() -> None:
    assert print_form(people.client(), MultiDict({"format": "text", "item": "record"})).chosen_item() is Item.PLAN


def test_what_is_printed_without_a_plan_has_the_same_choices() -> None:
    own = look_form(people.client(needs=(people.EASY_READ, people.LARGE_24)), MultiDict())
    assert own.address() == {"format": "easy-read", "size": "24"}
    asked = look_form(people.client(), MultiDict({"format": "text", "size": "14", "mono": "yes"}))
    assert asked.to_command() == PrintOptions(Format.TEXT, 14, mono=True)
