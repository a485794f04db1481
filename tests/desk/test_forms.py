"""The search box cuts and trims what is looked for."""

from __future__ import annotations

from linkdesk.desk.forms import LONGEST
from linkdesk.desk.forms import SearchForm
from tests.furnished import House


def test_the_search_is_trimmed_and_cut(house: House) -> None:
    with house.app.test_request_context("/clients/", method="POST", data={"search": f"  {'x' * 200} "}):
        form = SearchForm()
        assert form.to_command() == "x" * LONGEST
    with house.app.test_request_context("/clients/"):
        assert SearchForm().to_command() == ""
