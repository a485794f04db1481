"""What is said of services, made to fit the standard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from linkdesk.exchange.open_referral.fitting import Fit
from linkdesk.exchange.open_referral.spreading import Tables
from tests.exchange.open_referral.bodies import faults
from tests.exchange.open_referral.bodies import sloppy


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(sloppy(), min_size=1, max_size=3))
def test_whatever_a_source_says_validates_when_it_is_given(published: Path, bodies: list[dict[str, Any]]) -> None:
    for is_uk in (True, False):
        for each in bodies:
            found = Fit(is_uk=is_uk).service(each)
            assert faults(published, "service", found, is_uk=is_uk) == []
            assert Fit(is_uk=is_uk).service(found) == found
        tables = Tables()
        for each in bodies:
            tables.add("service", Fit(is_uk=is_uk).service(each))
        assert "services.csv" in tables.files()


@pytest.mark.parametrize(
    ("said", "given_as"),
    [
        ({"status": "Active "}, {"status": "active"}),
        ({"status": "who knows"}, {"status": "active"}),
        ({"minimum_age": "18", "maximum_age": "old"}, {"minimum_age": 18, "maximum_age": None}),
        ({"url": "www.example.org/a"}, {"url": "https://www.example.org/a"}),
        ({"url": "not an address"}, {"url": None}),
        ({"email": "nobody"}, {"email": None}),
        ({"wait_time": 3, "alert": True}, {"wait_time": "3", "alert": None}),
        ({"last_modified": "2026-02-30T10:00:00Z"}, {"last_modified": None}),
        ({"further": {"x": 1}}, {"further": {"x": 1}}),
    ],
)
def test_what_is_nearly_right_is_put_right_and_the_rest_left_out(
    said: dict[str, Any], given_as: dict[str, Any]
) -> None:
    fit = Fit(is_uk=False)
    found = fit.service({"id": "1", "name": "Choir", **said})
    assert {name: found.get(name) for name in given_as} == given_as
    lost = {name for name, each in given_as.items() if each is None}
    assert set(+fit.left_out) == lost | ({"status"} if said.get("status") == "who knows" else set())


def test_an_id_that_is_none_becomes_the_same_one_each_time_and_points_still() -> None:
    one, two = (Fit(is_uk=True).service({"id": "9", "organization_id": "7", "organization": {"id": "7"}}) for _ in "ab")
    assert one == two
    assert one["organization"]["id"] == one["organization_id"]


def test_a_time_of_every_day_is_seven_days_of_the_week() -> None:
    found = Fit(is_uk=True).service({"id": "9", "schedules": [{"id": "s", "freq": "DAILY"}]})
    assert found["schedules"][0]["byday"] == "MO,TU,WE,TH,FR,SA,SU"
