"""The one Flask-SQLAlchemy object, and who is acting in this request."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from flask import Flask
from flask import current_app
from flask_sqlalchemy import SQLAlchemy

from linkdesk.record.base import Base

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

ACTOR = "linkdesk_actor"

db = SQLAlchemy(model_class=Base)


def init_database(app: Flask, url: str, options: dict[str, Any], actor: Callable[[], Actor]) -> None:
    """Bind `db` to an engine whose creator asks the vault for the key at call time; `actor` says who is unlocked."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    app.extensions[ACTOR] = actor


def session() -> Session:
    """Return the session of this request."""
    return cast("Session", db.session)


def current_actor() -> Actor:
    """Return who is unlocked. Raises VaultLocked when nobody is."""
    return cast("Callable[[], Actor]", current_app.extensions[ACTOR])()


def current_day() -> date:
    """Return today where the worker is, by the clock that was handed in with the vault."""
    day: date = current_app.extensions["vault"].clock.now().astimezone().date()
    return day
