"""A request to fill forms in: they need an application and nothing else."""

from __future__ import annotations

import pytest
from flask import Flask


@pytest.fixture
def app() -> Flask:
    """An application that knows a secret and no pages."""
    made = Flask("services")
    made.config["SECRET_KEY"] = "only for this test"
    return made
