"""The print pages over a real vault with a plan that can be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans.site import Site
from tests.plans.site import open_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.settings import Settings
    from tests.conftest import FakeClock


@pytest.fixture
def site(settings: Settings, clock: FakeClock) -> Iterator[Site]:
    for made in open_site(settings, clock):
        yield made.with_goal()


@pytest.fixture
def practice_site(settings: Settings, clock: FakeClock) -> Iterator[Site]:
    yield from open_site(settings, clock, practice=True)
