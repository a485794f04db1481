"""A print is made once for its preview, handed over once, and an own name says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

import pytest

from linkdesk.printing import handing

if TYPE_CHECKING:
    from tests.plans.site import Site

pytestmark = pytest.mark.prints


@dataclass(frozen=True)
class Slip:
    """The smallest thing that can be printed."""

    words: str
    makings: list[str] = field(default_factory=list, compare=False)

    @property
    def name(self) -> str:
        return "Slip.pdf"

    def make(self) -> bytes:
        self.makings.append(self.words)
        return self.words.encode()


def test_equal_prints_are_made_once_and_others_anew(site: Site) -> None:
    slip = Slip("one")
    with site.app.app_context():
        assert handing.made(slip) == handing.made(Slip("one")) == b"one"
        assert handing.made(Slip("two")) == b"two"
    assert slip.makings == ["one"]


def test_the_lock_forgets_what_was_made(site: Site) -> None:
    slip = Slip("one")
    with site.app.app_context():
        handing.made(slip)
        site.vault.lock()
        handing.made(slip)
    assert slip.makings == ["one", "one"]


def test_each_page_has_its_address(site: Site) -> None:
    with site.app.test_request_context():
        urls = handing.page_urls("printing.page", 2, plan_id=site.plan_id, size=16)
    assert [url.partition("/page/")[2] for url in urls] == ["1.png?size=16", "2.png?size=16"]


@pytest.mark.parametrize(("name", "kind"), [("Plan.pdf", "application/pdf"), ("Plan.txt", "text/plain")])
def test_a_download_says_what_it_is(site: Site, name: str, kind: str) -> None:
    with site.app.test_request_context(), handing.hand_over(b"x", name, "/") as answer:
        assert answer.mimetype == kind
