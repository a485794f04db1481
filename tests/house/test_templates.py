"""No unused template, macro or import in any template."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
NAMED = re.compile(r"""["']([a-z_]+/[a-z_0-9/]+\.(?:html|txt|svg|css))["']""")
MACRO = re.compile(r"{%-?\s*macro\s+([a-z_0-9]+)")
IMPORT = re.compile(r"{%-?\s*from\s+\"[^\"]+\"\s+import\s+([^%]+?)(?:\s+with context)?\s*-?%}")


def everything() -> dict[str, str]:
    return {path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.*")}


def code() -> str:
    return "\n".join(path.read_text("utf-8") for path in (ROOT / "linkdesk").rglob("*.py"))


def test_every_template_is_named_somewhere() -> None:
    texts = everything()
    whole = "\n".join([*texts.values(), code()])
    named = set(NAMED.findall(whole))
    unnamed = set(texts) - named
    assert sorted(name for name in unnamed if f'"{name.removeprefix("printing/")}"' not in whole) == []


def test_every_named_template_is_there() -> None:
    texts = everything()
    named = set(NAMED.findall("\n".join(texts.values())))
    wanted = {name for name in named if name.endswith((".html", ".txt"))}
    assert sorted(wanted - set(texts)) == []


def test_every_macro_is_used() -> None:
    texts = everything()
    said = Counter(re.findall(r"\w+", "\n".join([*texts.values(), code()])))
    unused = [f"{name}: {macro}" for name, text in texts.items() for macro in MACRO.findall(text) if said[macro] < 2]
    assert unused == []


def test_every_import_is_used() -> None:
    unused = [
        f"{name}: {one}"
        for name, text in everything().items()
        for names in IMPORT.findall(text)
        for one in (part.strip().split(" as ")[-1] for part in names.split(","))
        if len(re.findall(rf"\b{re.escape(one)}\b", text)) < 2
    ]
    assert unused == []
