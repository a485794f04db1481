"""The accessibility kit: two independent engines and our own checks on a page that Chromium shows.

`check_page(page)` returns every fault found, as sentences; an empty list is what a test wants to see. The second
engine takes as long as all the rest, so it looks once, at full width; `whole` lets it look everywhere.
`test_accessibility_seeds.py` proves on bad pages that each check can fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from playwright.sync_api import expect
from playwright.sync_api import sync_playwright

from linkdesk.settings import resources

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page
    from playwright.sync_api import Playwright

CHROMIUM = "/usr/bin/chromium"
TIMEOUT = 60000
"""Milliseconds: longer than a busy machine ever needs; speed is measured elsewhere."""
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
THEMES = ("light", "dark")
AXE_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that depend on colours: all that another theme can change."""
NARROW = {"width": 320, "height": 640}
TARGET = 44
"""CSS pixels in client mode (WCAG 2.2, 2.5.5)."""

_SCRIPTS = Path(__file__).with_name("accessibility.js")
_CONTROLS = (
    "a[href], button, summary, select, textarea, canvas[tabindex], "
    "input:not([type=hidden]):not([type=file]), [tabindex='0']"
)


@dataclass(frozen=True)
class Fault:
    """One fault: who found it, which rule, where."""

    engine: str
    rule: str
    where: str

    def __str__(self) -> str:
        return f"{self.engine}: {self.rule} at {self.where}"


def engine_scripts() -> tuple[Path, Path]:
    """Return the two engines; set-up fetches them for tests only."""
    folder = resources() / "static" / "vendor" / "dev"
    return folder / "axe.min.js", folder / "ace.js"


def _load(page: Page, script: Path, name: str) -> None:
    """Bring an engine into the page past its content policy, which forbids script tags from elsewhere."""
    if not page.evaluate(f"typeof window.{name} !== 'undefined'"):
        page.evaluate(f"{script.read_text(encoding='utf-8')}\n;window.{name} = {name}; 0")


def axe_faults(page: Page, rules: tuple[str, ...] = ()) -> Iterator[Fault]:
    """Run axe-core with every tag up to WCAG 2.2 AA, or with some rules only; its violations only."""
    _load(page, engine_scripts()[0], "axe")
    asked = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(AXE_TAGS)}
    found: list[dict[str, Any]] = page.evaluate("asked => window.linkdeskAxe(asked)", asked)
    for fault in found:
        yield Fault("axe", fault["id"], fault["where"])


def ace_faults(page: Page) -> Iterator[Fault]:
    """Run IBM's engine with its WCAG 2.2 rules; violations that fail only, not what it wants looked at."""
    _load(page, engine_scripts()[1], "ace")
    found: list[dict[str, Any]] = page.evaluate("() => window.linkdeskAce()")
    for fault in found:
        yield Fault("ace", fault["id"], fault["where"])


def own_faults(page: Page) -> Iterator[Fault]:
    """Run what no engine tests: focus that shows, error links that lead somewhere, one h1, described errors."""
    found: list[dict[str, str]] = page.evaluate("controls => window.linkdeskOwn(controls)", _CONTROLS)
    for fault in found:
        yield Fault("own", fault["id"], fault["where"])


def small_targets(page: Page) -> Iterator[Fault]:
    """Return every control smaller than 44 by 44; links inside a sentence are exempt, as WCAG says."""
    found: list[str] = page.evaluate("([c, t]) => window.linkdeskTargets(c, t)", [_CONTROLS, TARGET])
    for where in found:
        yield Fault("own", "target-44", where)


def narrow_faults(page: Page, *, whole: bool) -> Iterator[Fault]:
    """Look at the page 320 pixels wide (1280 at 400 %): no sideways scroll (WCAG 1.4.10), the engines once more."""
    before = page.viewport_size
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # the literal has the two keys asked for
    wide: list[str] = page.evaluate("() => window.linkdeskWide()")
    engines = [*axe_faults(page), *(ace_faults(page) if whole else ())]
    if before is not None:
        page.set_viewport_size(before)
    for where in wide:
        yield Fault("own", "reflow-320", where)
    for fault in engines:
        yield Fault(fault.engine, f"{fault.rule} at 320", fault.where)


def spacing_faults(page: Page) -> Iterator[Fault]:
    """Set the text spacing of WCAG 1.4.12; no words may be cut off."""
    cut: list[str] = page.evaluate("() => window.linkdeskSpacing()")
    for where in cut:
        yield Fault("own", "text-spacing", where)


def check_colours(page: Page, *, whole: bool = False) -> list[str]:
    """Return every fault of a page that `check_page` saw already, in other colours."""
    page.evaluate("scrollTo(0, 0)")
    found = (*axe_faults(page), *ace_faults(page)) if whole else axe_faults(page, AXE_COLOURS)
    return [str(fault) for fault in found]


def check_page(page: Page, *, whole: bool = False, second: bool = True) -> list[str]:
    """Return every fault of the page, in sentences. What is folded away is opened first, so it is checked too.

    `second` says whether the second engine looks.
    """
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.evaluate("scrollTo(0, 0)")  # the banner stays in sight and would lie over half of some control
    page.evaluate(_SCRIPTS.read_text(encoding="utf-8"))
    faults = [*axe_faults(page), *(ace_faults(page) if second else ()), *own_faults(page)]
    faults += [*narrow_faults(page, whole=whole), *spacing_faults(page)]
    if page.locator("body.ld-client").count():
        faults += small_targets(page)
    return [str(fault) for fault in faults]


def in_each_theme(
    page: Page, themes: tuple[str, ...] = THEMES, *, whole: bool = False, second: bool = True
) -> list[str]:
    """Return the faults of the page as it stands, in each set of colours."""
    found = []
    page.emulate_media(reduced_motion="reduce")  # or buttons fade from one set of colours to the other
    for theme in themes:
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        first = theme == themes[0]  # shape and focus are the same in every colour
        faults = check_page(page, whole=whole, second=second) if first else check_colours(page, whole=whole)
        found += [f"{theme}: {fault}" for fault in faults]
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Lend headless Chromium, started once a run; the contexts that were opened in it are closed at the end.

    What is waited for may take long on a busy machine.
    """
    expect.set_options(timeout=TIMEOUT)
    browser = _started()
    before = list(browser.contexts)
    try:
        yield browser
    finally:
        for context in browser.contexts:
            if context not in before:
                context.close()


@cache
def driver() -> Playwright:
    """Return what drives browsers, started once a run: a process can have only one at a time."""
    return sync_playwright().start()


@cache
def _started() -> Browser:
    return driver().chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))


def end_browsers() -> None:
    """End what this run started."""
    if _started.cache_info().currsize:
        _started().close()
    if driver.cache_info().currsize:
        driver().stop()
    _started.cache_clear()
    driver.cache_clear()
