"""Each module that defines a function has its mirrored test file, so a newcomer knows where to look."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {
    "linkdesk/record/migrations/env.py": "tests/record/test_migrate.py",
    "linkdesk/__main__.py": "tests/test_main.py",
}
"""Where the obvious test file has another name, and which."""


def defines_a_function(path: Path) -> bool:
    tree = ast.parse(path.read_text("utf-8"))
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree))


def test_each_module_has_its_test() -> None:
    missing = []
    for path in sorted((ROOT / "linkdesk").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if "versions" in path.parts or not defines_a_function(path):
            continue
        inside = path.relative_to(ROOT / "linkdesk")
        own = ROOT / "tests" / inside.parent / f"test_{path.parent.name if path.stem == '__init__' else path.stem}.py"
        if not own.is_file() and not (ROOT / ELSEWHERE.get(name, "-")).is_file():
            missing.append(f"{name} -> {own.relative_to(ROOT)}")
    assert missing == []
