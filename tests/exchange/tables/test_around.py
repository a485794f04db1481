"""What is known around a person as rows."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.clients.about.rules import NAMES
from linkdesk.clients.about.rules import AboutRecord
from tests.exchange.tables.samples import BY_NAME
from tests.exchange.tables.samples import rows
from tests.exchange.tables.samples import whole


def test_about_me_has_every_heading_and_is_no_row_before_somebody_wrote_it() -> None:
    assert set(NAMES) < set(BY_NAME["about"].header)
    (row,) = rows("about")
    assert (row["most_important"], row["home_access"], row["wellness"]) == ("=My cat", "Ring twice", "")
    found = whole()
    assert rows("about", replace(found, about=AboutRecord(client_id=found.client.id))) == []
    assert rows("about", replace(found, about=None)) == []


def test_people_and_risks_keep_all_that_is_known() -> None:
    (sister,) = rows("people")
    assert (sister["name"], sister["closeness"], sister["next_of_kin"]) == ("-Ann Sample", "in-my-life", True)
    (risk,) = rows("risks")
    assert (risk["kind"], risk["risk"], risk["comment"]) == ("from-others", "@Domestic abuse", "Their brother")
