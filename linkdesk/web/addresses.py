"""Addresses: their builders are made when first asked for, and those of our own files need none.

Werkzeug compiles two small functions for every rule, which for some two hundred rules is half of the time of a start,
and a run asks for few of them. Its `_compile_builder` is private: if it goes by another name one day, this class
changes nothing and `tests/web/test_addresses.py` says so.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from typing import Any

from flask import current_app
from werkzeug.routing import Rule

if TYPE_CHECKING:
    from collections.abc import Callable


class LateRule(Rule):
    """A rule that compiles how its address is built at the first `url_for`."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT001, FBT002 - as inherited
        compiled = cache(super()._compile_builder)

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            return compiled(append_unknown)(rule, **values)

        return build


def static_address(path: str) -> str:
    """Return the address of a file of ours below `static/`, whose names need no quoting.

    The same as `url_for("static", filename=path)`, which takes fifty times as long; a page asks for thirty.
    """
    return f"{current_app.static_url_path}/{path}"
