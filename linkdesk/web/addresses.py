"""Addresses whose builders are made when first asked for.

Werkzeug compiles two small functions for every rule, which for some two hundred rules is half of the time of a start,
and a run asks for few of them. Its `_compile_builder` is private: if it goes by another name one day, this class
changes nothing and `tests/web/test_addresses.py` says so.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from typing import Any

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
