"""What the whole hour must have made: looked at in the real window's walk and in Chromium's."""

from __future__ import annotations

import io
import json
import zipfile

from tests.journeys import steps


def check_results(printed: bytes, exported: bytes) -> None:
    """Check that the print is a PDF and the export holds the plan's words. Raises AssertionError."""
    assert printed.startswith(b"%PDF-1.7")
    with zipfile.ZipFile(io.BytesIO(exported)) as parcel:
        texts = [parcel.read(name).decode() for name in parcel.namelist() if name.endswith(".json")]
    assert texts
    assert any(steps.GOAL in text and steps.HOPE in text for text in texts)
    assert all(json.loads(text) for text in texts)
