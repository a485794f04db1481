"""The print pages over a real vault with a plan that can be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.printing.pdf import press
from linkdesk.settings import Limits
from tests.counting import uncounted
from tests.plans.site import Site
from tests.plans.site import open_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.settings import Settings
    from tests.conftest import FakeClock


@pytest.fixture(scope="session", autouse=True)
def _time_enough() -> Iterator[None]:
    """How long a print may take is tested in test_pdf; the others must not fail for a busy machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(press(), "_limits", Limits(print_seconds=300))
        yield


@pytest.fixture(scope="session", autouse=True)
def _library_uncounted() -> Iterator[None]:
    """To count lines doubles the time of a layout; the few of ours that the library calls have tests of their own."""
    from weasyprint import HTML
    from weasyprint.document import Document

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HTML, "__init__", uncounted()(HTML.__init__))
        patch.setattr(HTML, "render", uncounted()(HTML.render))
        patch.setattr(Document, "write_pdf", uncounted()(Document.write_pdf))
        yield


@pytest.fixture
def site(settings: Settings, clock: FakeClock) -> Iterator[Site]:
    for made in open_site(settings, clock):
        yield made.with_goal()


@pytest.fixture
def practice_site(settings: Settings, clock: FakeClock) -> Iterator[Site]:
    yield from open_site(settings, clock, practice=True)
