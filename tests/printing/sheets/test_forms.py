"""A sheet's form has only its own fields."""

from __future__ import annotations

import pytest
from flask import Flask

from linkdesk.printing.sheets.forms import SheetWordsForm
from linkdesk.printing.sheets.rules import TYPED
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.printing.sheets.rules import typed


@pytest.mark.parametrize("kind", SheetKind)
def test_what_the_form_keeps_is_read_back(kind: SheetKind) -> None:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="test", WTF_CSRF_ENABLED=False)
    said = {name: f"Words of {name}" for name in TYPED[kind]}
    with app.test_request_context(method="POST", data={**said, "other": "x"}):
        form = SheetWordsForm().fit(kind)
        assert form.validate()
    assert [str(field.label.text) for field in form.rows()] == list(TYPED[kind].values())
    assert typed(kind, form.kept()) == said
