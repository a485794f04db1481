"""A sentence with something filled in that can still be said in another language."""

from __future__ import annotations

from typing import Self


class Sentence(str):
    """The English sentence, which remembers its pattern and what was filled in.

    `Sentence("Question %(here)s of %(total)s", here=2, total=9)` is the text "Question 2 of 9". The pattern is what
    the catalogues of the languages are asked for. It stays one when `str()` is taken of it or of an error with it.
    """

    __slots__ = ("filled", "pattern")

    pattern: str
    filled: dict[str, object]

    def __new__(cls, pattern: object, **filled: object) -> Self:
        """Fill the English pattern; of another sentence, or an error that holds one, pattern and filling are taken."""
        source: object = str(pattern)
        text, values = (source.pattern, source.filled) if isinstance(source, Sentence) else (str(source), filled)
        made = super().__new__(cls, text % values if values else text)
        made.pattern = text
        made.filled = values
        return made

    def __str__(self) -> str:
        """Return itself, so that a sentence in an error stays one."""
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """Let it be copied."""
        return (self.pattern,), self.filled


def pattern_of(text: str) -> str:
    """Return the English pattern under which the catalogues know a text."""
    return text.pattern if isinstance(text, Sentence) else text
