"""Which addresses are home."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWebEngineCore")

from PySide6.QtCore import QUrl

from linkdesk.desktop.qt import is_home

HOME = QUrl("http://127.0.0.1:5123")


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("http://127.0.0.1:5123/", True),
        ("http://127.0.0.1:5123/clients/?x=1#y", True),
        ("data:image/png;base64,AA", True),
        ("blob:http://127.0.0.1:5123/1", True),
        ("http://127.0.0.1:5124/", False),
        ("http://127.0.0.1/", False),
        ("https://127.0.0.1:5123/", False),
        ("http://localhost:5123/", False),
        ("http://evil.example/", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("mailto:ana@example.org", False),
    ],
)
def test_only_our_own_origin_is_home(address: str, home: bool) -> None:  # noqa: FBT001 - a table
    assert is_home(QUrl(address), HOME) is home
