"""What the tests of the page kit share: the demo application, served and in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import pytest
from flask import Flask

from tests.journeys.accessibility import chromium
from tests.journeys.serve import serving
from tests.web.demo import make_demo

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser
    from playwright.sync_api import Page


@pytest.fixture
def demo() -> Flask:
    return make_demo()


@pytest.fixture
def client(demo: Flask) -> FlaskClient:
    return demo.test_client()


@pytest.fixture
def open_client() -> FlaskClient:
    """The demo without token checks, for posts that are not about tokens."""
    return make_demo(WTF_CSRF_ENABLED=False).test_client()


@dataclass
class Served:
    """A running demo: its address and what its scripts said."""

    url: str
    app: Flask

    def heard(self, kind: str) -> list[Any]:
        """Return what scripts sent of one kind since the test began."""
        return [what for name, what in self.app.extensions["heard"] if name == kind]


@pytest.fixture(scope="module")
def running() -> Iterator[Served]:
    app = make_demo()
    with serving(app) as url:
        yield Served(url, app)


@pytest.fixture
def served(running: Served) -> Served:
    running.app.extensions["heard"].clear()
    running.app.extensions.update(state="OPEN", turn=1, fail=False)
    return running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose every message of the console (policy violations, errors) fails the test at its end."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, timezone_id="Europe/London")
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert [text for text in said if "Failed to load resource" not in text] == []
