"""The easy-read lint of a file or of every client-facing word, as a report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from linkdesk.easyread.client_words import Page
from linkdesk.easyread.client_words import pages_of
from linkdesk.easyread.reading import rarity_is_checked
from linkdesk.easyread.rules import Finding
from linkdesk.easyread.rules import lint
from linkdesk.record.errors import FileRefused

LARGEST = 1024 * 1024


@dataclass(frozen=True)
class Report:
    """What the lint found, page by page; `rarity_checked` is false where word frequencies are not installed."""

    pages: int
    findings: tuple[tuple[str, Finding], ...]
    rarity_checked: bool

    def lines(self) -> tuple[str, ...]:
        """Return the report as plain lines, the last one a summary."""
        found = tuple(f"{name}: {finding}" for name, finding in self.findings)
        skipped = () if self.rarity_checked else ("Rare words were not checked: the word list is not installed.",)
        verdict = (
            f"{len(found)} finding{'' if len(found) == 1 else 's'}"
            if found
            else "Follows the easy-read rules that a machine can check"
        )
        return (*found, *skipped, f"{verdict}. {self.pages} pages read. Only readers can say that it is easy.")


def lint_path(path: Path) -> Report:
    """Check a form (JSON), a template (HTML) or a plain text.

    Raises:
        FileRefused: it is not there, too large, or not readable as what it says it is.
    """
    try:
        with path.open("rb") as file:  # a device has no size and no end
            whole = file.read(LARGEST + 1)
        text = whole.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused(f"The file {path.name} cannot be read as text. Check its name and try again.") from error
    if len(whole) > LARGEST:
        raise FileRefused("That file is too large to be a form or a text. Nothing was read from it.")
    return lint_pages(pages_of(path, text))


def lint_pages(pages: tuple[Page, ...]) -> Report:
    """Check pages and gather what was found."""
    findings = tuple((page.name, finding) for page in pages for finding in lint(page.text, page.exempt))
    return Report(len(pages), findings, rarity_is_checked())
