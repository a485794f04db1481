"""What every page needs: templates that escape, that know their filters and that refuse a misspelt name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from flask import current_app
from flask import session
from jinja2 import StrictUndefined

from linkdesk import __version__
from linkdesk.languages.speech import current
from linkdesk.web import display
from linkdesk.web.addresses import static_address
from linkdesk.web.speech import setup_speech
from linkdesk.web.widgets import component

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Flask

THEMES = ("", "light", "cream", "dark")
SIZES = ("", "large", "larger")

WORKERS_LOOK = ("theme", "size")
CLIENTS_LOOK = ("client_theme", "client_size")
CLIENTS_NASTALIQ = "client_nastaliq"
"""Under which names a session keeps colours and size: what one of the two chooses never meets the other."""

BESIDE = "linkdesk_beside"
"""Under this name an application remembers beside which workers someone is; never beyond a full lock."""
DOT = "•"
"""Stands for what only the worker should read while someone is beside."""

SHEETS = ("fonts.css", "theme.css", "linkdesk.css", "forms.css", "parts.css", "client.css", "help.css", "print.css")


@dataclass(frozen=True)
class Place:
    """One entry of the navigation: its words, address, keys ("g t") and line picture (templates/web/icons.html)."""

    name: str
    url: str
    keys: str = ""
    icon: str = ""

    def is_at(self, path: str) -> bool:
        """Tell whether an address lies in this place; "/" is only itself."""
        return path == self.url if self.url == "/" else path.startswith(self.url)


@dataclass(frozen=True)
class ClientPlace:
    """One entry of the row of pages about a client: its words and the endpoint, which takes `client_id`."""

    name: str
    endpoint: str
    guarded: bool = False
    """A place whose very name is put away while someone is beside the worker."""

    def is_at(self, endpoint: str | None) -> bool:
        """Tell whether a view is this place or, for a room of its own, any page of that room."""
        room = self.endpoint.rpartition(".")[0]
        return endpoint == self.endpoint or (room != "desk" and (endpoint or "").rpartition(".")[0] == room)


def look_names() -> tuple[str, str]:
    """Return under which names theme and size are kept now: the client's own while a client has the screen."""
    door = current_app.extensions.get("vault")
    return WORKERS_LOOK if getattr(door, "client_mode", None) is None else CLIENTS_LOOK


def own_path(text: str) -> str:
    """Return a path of our own, else "/": a form must not send a window elsewhere."""
    odd = not text.startswith("/") or text.startswith("//") or "\\" in text or not text.isprintable()
    return "/" if odd else text


def is_beside() -> bool:
    """Tell whether someone else may see the screen: the worker said so, or a client has it in their hands.

    Then no page shows a word about risk or safeguarding, nor the keep-safe line.
    """
    door = current_app.extensions.get("vault")
    if getattr(door, "client_mode", None) is not None:
        return True
    beside: set[UUID] = current_app.extensions.get(BESIDE, set())
    return door is not None and door.state.name in {"OPEN", "CURTAINED"} and door.worker_id in beside


def guarded(words: str) -> str:
    """Return words about risk or safeguarding for a list or a script: a neutral dot while someone is beside."""
    return DOT if words and is_beside() else words


def page_defaults() -> dict[str, Any]:
    """Return what layout.html reads when no one says otherwise; the application's own processor comes later.

    `places`: tuple of Place. `client_places`: tuple of ClientPlace. `practice`: True in a vault of invented people.
    `idle`: None or a dict with the seconds `after` and `warn`. `cover_url`, `lock_url`: where the two
    locks are posted, "" where there is none. `switch_url`: the same for another worker, `worker_name`: who is here.
    `beside`: True while someone else may see the screen; `beside_url`: where that is switched, "" where it cannot be.
    `page_lang`, `page_dir`, `page_comma`: language and direction of the whole page, and what parts a list in it.
    `nastaliq`: True where the client who has the
    screen reads Urdu in that style of letters.
    """
    theme, size = (str(session.get(name, "")) for name in look_names())
    return {
        "places": (),
        "client_places": (),
        "practice": False,
        "idle": None,
        "cover_url": "",
        "lock_url": "",
        "switch_url": "",
        "worker_name": "",
        "beside": is_beside(),
        "beside_url": "",
        "page_lang": current().tongue.tag,
        "page_dir": current().tongue.direction,
        "page_comma": current().tongue.comma,
        "nastaliq": look_names() == CLIENTS_LOOK and bool(session.get(CLIENTS_NASTALIQ)),
        "theme": theme if theme in THEMES else "",
        "size": size if size in SIZES else "",
        "sheets": SHEETS,
        "version": __version__,
    }


def setup_jinja(app: Flask) -> None:
    """Make every template escape, refuse unknown names, and know the filters and the component function `govuk`."""
    app.jinja_env.autoescape = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.filters.update(display.FILTERS)
    app.jinja_env.globals["govuk"] = component
    app.jinja_env.globals["static_address"] = static_address
    app.jinja_env.filters["guarded"] = guarded
    app.context_processor(page_defaults)
    setup_speech(app)
