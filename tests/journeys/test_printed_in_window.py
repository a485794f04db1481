"""Two presses from the client page to the printer, in the real window: what comes out is what the preview showed."""

from __future__ import annotations

import base64
import shutil
import time
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PIL import ImageChops
from PIL import ImageStat

from linkdesk.application import open_session
from linkdesk.desk.plans_due import agreed_plans
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.record.clock import SystemClock
from linkdesk.vault.lock import Vault
from tests.furnished import PASSPHRASE
from tests.furnished import cheap_settings
from tests.journeys.accessibility import TIMEOUT
from tests.journeys.answering import come_in
from tests.journeys.paper import OUT
from tests.journeys.window import real_window

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path
    from uuid import UUID

    from playwright.sync_api import Page
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

pytestmark = [pytest.mark.window, pytest.mark.prints]
LOOK = (210, 297)
"""Pages are compared at one dot a millimetre: a print may be drawn by another machine, not look like another page."""
ALIKE = 6.0
"""Mean difference of grey of 255: the same page drawn twice differs by less, another page of the plan by more."""
FETCH = """async (url) => {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}"""


@dataclass
class Store:
    """The vault, opened only while no window has it."""

    data: Path

    def open(self) -> AbstractContextManager[tuple[Session, Actor]]:
        settings = cheap_settings(self.data)
        vault = Vault(settings, SystemClock())
        vault.unlock(PASSPHRASE)
        return open_session(settings, vault)


@pytest.fixture
def store(practice: Path, tmp_path: Path) -> Store:
    return Store(shutil.copytree(practice, tmp_path / "data"))


def grey(page: bytes) -> Image.Image:
    return Image.open(BytesIO(page)).convert("L").resize(LOOK, Image.Resampling.BOX)


def differs(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


def shown(page: Page) -> list[Image.Image]:
    """Return the pages of the preview as the window has them."""
    pages = page.locator(".ld-preview__page")
    urls = [pages.nth(number).get_attribute("src") for number in range(pages.count())]
    return [grey(base64.b64decode(page.evaluate(FETCH, url))) for url in urls]


def came_out(paper: Path) -> bytes:
    """Wait for the file of the printer; it has its name once it is whole."""
    until = time.monotonic() + TIMEOUT / 1000
    while not paper.exists() and time.monotonic() < until:
        time.sleep(0.1)
    return paper.read_bytes()


def test_the_paper_is_what_the_preview_showed(store: Store, tmp_path: Path) -> None:
    with store.open() as (session, actor):
        client: UUID = agreed_plans(session, (actor.worker_id,), most=1)[0].client_id
    with real_window("tests.journeys.paper", "run", str(store.data), log=tmp_path / "log") as (page, _program):
        page.goto(f"{come_in(page)}/clients/{client}")
        page.get_by_role("link", name="Print plan 1").click()
        button = page.get_by_role("button", name="Yes: print", exact=True)
        button.wait_for()
        preview = shown(page)
        button.click()
        paper = came_out(tmp_path / OUT / "printed-1.pdf")
    assert count_pages(paper) == len(preview)
    printed = [grey(page_picture(paper, number)) for number in range(1, len(preview) + 1)]
    far = [differs(one, other) for one, other in zip(printed, preview, strict=True)]
    assert max(far) < ALIKE, far
    blank = Image.new("L", LOOK, 255)
    assert min(differs(one, blank) for one in printed) > 2 * max(far), (
        "the positive control: an empty page is told apart"
    )
    with store.open() as (session, _actor):
        assert [(one.way, one.safe) for one in prints_of(session, client)] == [(Way.PRINTED, Safe.YES)]
