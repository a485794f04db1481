"""Latitude and longitude become places on the National Grid, as the Ordnance Survey's own example says."""

from __future__ import annotations

import pytest

from linkdesk.services.finding import grid


@pytest.mark.parametrize(
    ("latitude", "longitude", "east", "north"),
    [
        (52 + 39 / 60 + 28.8282 / 3600, 1 + 42 / 60 + 57.8663 / 3600, 651_409.8, 313_177.4),
        (51.4778, -0.0014, 538_890, 177_320),
        (53.8008, -1.5491, 429_800, 433_700),
    ],
    ids=["Caister water tower, in the guide", "Greenwich observatory", "Leeds"],
)
def test_known_places_lie_where_they_are(latitude: float, longitude: float, east: float, north: float) -> None:
    found = grid.to_grid(latitude, longitude)
    near = 7 if east == 651_409.8 else 300
    assert abs(found[0] - east) < near
    assert abs(found[1] - north) < near


def test_the_projection_is_the_worked_example_of_the_guide() -> None:
    far = grid.to_grid(52.0, -2.0)
    further = grid.to_grid(52.0 + 1 / 60, -2.0)
    assert 1_840 < further[1] - far[1] < 1_870, "a sea mile north"
