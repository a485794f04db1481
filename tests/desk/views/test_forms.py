"""The forms of a view turn into its commands."""

from __future__ import annotations

import uuid

from linkdesk.desk.views.forms import KeepViewForm
from linkdesk.desk.views.forms import ViewForm
from linkdesk.desk.views.rules import ChangeView
from linkdesk.desk.views.rules import KeepView
from linkdesk.desk.views.rules import Showing
from linkdesk.desk.views.rules import Sort
from tests.furnished import House

ID = uuid.UUID(int=5)


def test_what_was_shown_travels_with_the_page_and_odd_words_mean_the_usual(house: House) -> None:
    with house.app.test_request_context():
        asked = {
            "name": "Reviews",
            "shared": True,
            "first": True,
            "whose": "everyone",
            "stage": "review",
            "sort": "oldest",
        }
        kept = KeepView("Reviews", Showing("everyone", "review", Sort.OLDEST), shared=True, first=True)
        assert KeepViewForm(data=asked).to_command() == kept
        assert KeepViewForm(data=asked | {"stage": "<b>"}).to_command().showing == Showing("everyone", "", Sort.OLDEST)
        assert ViewForm(data={"name": "Late", "shared": False, "version": 3}).change(ID) == ChangeView(
            ID, 3, "Late", shared=False
        )
