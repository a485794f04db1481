"""Each setting, room, command and export format is in the README or the docs."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from linkdesk import cli
from linkdesk import settings
from linkdesk.exchange.rules import ExportKind

ROOT = Path(__file__).resolve().parents[2]
DOCS = "\n".join(path.read_text("utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])
GROUPS = [
    kind
    for kind in vars(settings).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind is not settings.Settings
]
ROOMS = sorted(path.name for path in (ROOT / "linkdesk").iterdir() if path.is_dir() and not path.name.startswith("_"))


@pytest.mark.parametrize(
    "name", [f"{group.__name__.lower()}.{field.name}" for group in GROUPS for field in dataclasses.fields(group)]
)
def test_each_setting_is_explained(name: str) -> None:
    assert f"`{name}`" in DOCS


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_is_in_the_readme(room: str) -> None:
    assert f"`{room}/`" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("command", sorted(cli.main.commands))
def test_each_command_is_in_the_readme(command: str) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"linkdesk {command}" in readme or f"`{command} " in readme


@pytest.mark.parametrize("kind", list(ExportKind))
def test_each_export_format_is_explained(kind: ExportKind) -> None:
    assert f"`{kind.value}`" in DOCS or f"export {kind.value}" in DOCS or kind.value.upper() in DOCS


def test_every_link_of_the_docs_leads_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
        if not target.startswith("http") and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_test_that_the_docs_name_is_there() -> None:
    named = set(re.findall(r"`(tests/(?!artefacts)[a-z_/0-9.]+)`", DOCS))
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
