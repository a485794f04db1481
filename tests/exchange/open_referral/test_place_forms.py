"""Where a file of postcodes lies: something must be said, and not too much."""

from __future__ import annotations

import pytest
from flask import Flask

from linkdesk.exchange.open_referral.forms import PATH_LENGTH
from linkdesk.exchange.open_referral.place_forms import PlacesForm


@pytest.mark.parametrize(
    ("path", "is_good"), [("C:\\gb.zip", True), ("", False), ("  ", False), ("x" * (PATH_LENGTH + 1), False)]
)
def test_a_path_is_said(path: str, *, is_good: bool) -> None:
    app = Flask(__name__)
    app.secret_key = "of a test"
    with app.test_request_context(method="POST", data={"path": path}):
        form = PlacesForm(meta={"csrf": False})
        assert form.validate() is is_good
        assert bool(form.path.errors) is not is_good
