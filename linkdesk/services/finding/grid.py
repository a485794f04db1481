"""From latitude and longitude (WGS 84, as satellites tell) to the National Grid, in metres east and north; pure.

After “A guide to coordinate systems in Great Britain” of the Ordnance Survey: the Helmert change from WGS 84 to OSGB36
(section 6.6) and the transverse Mercator projection (annexe C). Right to about 5 metres in Great Britain, as the guide
says of the Helmert change; in Northern Ireland, outside the grid, right enough for miles.
"""

from __future__ import annotations

from math import atan2
from math import cos
from math import hypot
from math import radians
from math import sin
from math import sqrt
from math import tan

WGS84 = (6_378_137.0, 6_356_752.314_1)
AIRY = (6_377_563.396, 6_356_256.909)
"""Half axes of the two ellipsoids, in metres."""
SHIFT = (-446.448, 125.157, -542.060)
"""Metres."""
TURN = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
SCALE = 20.4894e-6
F0, LAT0, LON0, E0, N0 = 0.999_601_271_7, radians(49), radians(-2), 400_000.0, -100_000.0
"""Scale on the central meridian, and the true and false origins of the National Grid."""


def to_grid(latitude: float, longitude: float) -> tuple[int, int]:
    """Return metres east and north on the National Grid of a place given in degrees."""
    lat, lon = _osgb36(radians(latitude), radians(longitude))
    a, b = AIRY
    squashed = 1 - (b / a) ** 2
    bend = 1 - squashed * sin(lat) ** 2
    across = a * F0 / sqrt(bend)
    along = a * F0 * (1 - squashed) / bend**1.5
    eta = across / along - 1
    t, c, d = tan(lat), cos(lat), lon - LON0
    north = _meridian(lat) + N0 + across / 2 * sin(lat) * c * d**2
    north += across / 24 * sin(lat) * c**3 * (5 - t**2 + 9 * eta) * d**4
    north += across / 720 * sin(lat) * c**5 * (61 - 58 * t**2 + t**4) * d**6
    east = E0 + across * c * d + across / 6 * c**3 * (across / along - t**2) * d**3
    east += across / 120 * c**5 * (5 - 18 * t**2 + t**4 + 14 * eta - 58 * t**2 * eta) * d**5
    return round(east), round(north)


def _meridian(lat: float) -> float:
    a, b = AIRY
    n = (a - b) / (a + b)
    less, more = lat - LAT0, lat + LAT0
    return (
        b
        * F0
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _osgb36(lat: float, lon: float) -> tuple[float, float]:
    """Return latitude and longitude on the ellipsoid of the National Grid, in radians."""
    a, b = WGS84
    squashed = 1 - (b / a) ** 2
    across = a / sqrt(1 - squashed * sin(lat) ** 2)
    x, y, z = across * cos(lat) * cos(lon), across * cos(lat) * sin(lon), across * (1 - squashed) * sin(lat)
    rx, ry, rz = TURN
    grown = 1 + SCALE
    px = SHIFT[0] + grown * x - rz * y + ry * z
    py = SHIFT[1] + rz * x + grown * y - rx * z
    pz = SHIFT[2] - ry * x + rx * y + grown * z
    a, b = AIRY
    squashed = 1 - (b / a) ** 2
    level = hypot(px, py)
    found = atan2(pz, level * (1 - squashed))
    for _ in range(6):  # each time a hundred times nearer; six leave less than a millimetre
        across = a / sqrt(1 - squashed * sin(found) ** 2)
        found = atan2(pz + squashed * across * sin(found), level)
    return found, atan2(py, px)
