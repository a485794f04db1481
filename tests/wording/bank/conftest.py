"""Another service in the same store."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask


@pytest.fixture
def other() -> uuid.UUID:
    return uuid.UUID(int=99)


@pytest.fixture
def app() -> Flask:
    made = Flask(__name__)
    made.config.update(SECRET_KEY="test", WTF_CSRF_ENABLED=False)
    return made
