"""LinkDesk's own words in other languages: one gettext catalogue a language, drafts that nobody has checked yet."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "catalogue"
TEMPLATE = FOLDER / "client.pot"
"""Every client-facing sentence of LinkDesk in English, with where it stands."""


@cache
def drafts(tag: str) -> Mapping[str, str]:
    """Return the drafts of one language: English sentence to its translation. A sentence without one is missing."""
    path = FOLDER / f"{tag}.po"
    if not path.is_file():
        return MappingProxyType({})
    with path.open("rb") as file:
        found = read_po(file, locale=tag.replace("-", "_"))
    words = {str(each.id): str(each.string) for each in found if each.id and each.string and not each.fuzzy}
    return MappingProxyType(words)


@cache
def sentences() -> Mapping[str, str]:
    """Return every sentence that is translated, in the order of the template, with where it stands."""
    with TEMPLATE.open("rb") as file:
        found = read_po(file)
    return MappingProxyType({str(each.id): "; ".join(each.auto_comments) for each in found if each.id})
