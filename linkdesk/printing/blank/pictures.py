"""A form's own pictures on its blank paper: as wide as high, tried once, grey where wanted, forgotten at the lock."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.assessments.packs.package import squared
from linkdesk.assessments.shelf import queries as shelf
from linkdesk.assessments.shelf.media import safe_picture
from linkdesk.assessments.shelf.rules import file_id_of
from linkdesk.easyread.pictures import all_pictures
from linkdesk.printing.head.queries import grey
from linkdesk.printing.head.queries import ratio_of
from linkdesk.printing.head.service import check_all_print
from linkdesk.printing.head.service import check_prints
from linkdesk.printing.rules import Drawing
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from linkdesk.assessments.questionnaire import Form

LIMITS = replace(Shelf(), picture_side=Shelf().pack_side)
"""A picture on paper is small: more dots would only make the file large."""
WHOLE = "-whole"
"""After the style of a picture that says something: it stands large and by itself, in its own shape."""

_kept: dict[str, Drawing | None] = {}
_guard = threading.Lock()


@dataclass(frozen=True)
class _Wanted:
    """One file as it lies on the shelf; it is known again by its bytes."""

    name: str
    body: bytes
    whole: bool

    @classmethod
    def of(cls, session: Session, file_id: UUID, *, whole: bool) -> _Wanted:
        """Return a file of the shelf by its id; raises NotFound, RuleBroken."""
        return cls(shelf.any_file(session, file_id).name, shelf.file_body(session, file_id), whole)

    @property
    def key(self) -> str:
        """Under which name it is kept once it is made ready."""
        return shelf.digest(self.body) + (WHOLE if self.whole else "")

    def ready(self) -> Drawing:
        """Return it as it goes onto paper; beside words it is as wide as high, so that nothing is stretched."""
        small = safe_picture(self.name, self.body, LIMITS)
        safe = small if self.whole else squared(small)
        return Drawing(safe.media_type, safe.body, self.name, ratio=ratio_of(safe.media_type, safe.body))


def style_of(key: str) -> str:
    """Return the key of a picture as a style sheet can say it."""
    return key.replace(":", "-")


def picture_style(key: str | None, otherwise: str, own: Mapping[str, Drawing]) -> str:
    """Return which picture stands on paper: the form's own, one of the dictionary, or else the usual one."""
    if key and style_of(key) in own:
        return style_of(key)
    return key if key in {one.key for one in all_pictures()} else otherwise


def own_pictures(session: Session, forms: Iterable[Form], *, mono: bool) -> tuple[dict[str, Drawing], int]:
    """Return the pictures of these forms that are the form's own, by style, and how many of them cannot be printed.

    Raises:
        NotFound: a file is gone.
        RuleBroken: a file was changed outside LinkDesk.
    """
    files = {style_of(key) + (WHOLE if says else ""): key for form in forms for key, says in _keys(form)}
    wanted = {
        style: _Wanted.of(session, UUID(file_id_of(key)), whole=style.endswith(WHOLE)) for style, key in files.items()
    }
    with _guard:
        missing = {one.key: one for one in wanted.values() if one.key not in _kept}
    made = _made(missing)
    with _guard:
        _kept.update(made)
        found = {style: _kept[one.key] for style, one in wanted.items()}
    drawn = {style: grey(one) if mono else one for style, one in found.items() if one is not None}
    return drawn, len(found) - len(drawn)


def forget_own() -> None:
    """Forget them: the lock has fallen."""
    with _guard:
        _kept.clear()


def _keys(form: Form) -> Iterator[tuple[str, bool]]:
    """Give the key of each picture of the form's own, and whether it says something that no words beside it say."""
    for question in form.questions:
        beside = ((each.picture, False) for each in question.options)
        every = ((question.picture, bool(question.picture_words)), *beside)
        yield from ((key, says) for key, says in every if key and file_id_of(key))


def _made(wanted: Mapping[str, _Wanted]) -> dict[str, Drawing | None]:
    """Return each of these made ready for paper, None for one that the PDF library does not draw."""
    made: dict[str, Drawing | None] = {key: one.ready() for key, one in wanted.items()}
    try:
        check_all_print({key: (one.media_type, one.body) for key, one in made.items() if one})
    except FileRefused:
        return {key: one if one and _prints(one) else None for key, one in made.items()}
    return made


def _prints(one: Drawing) -> bool:
    """Say whether it can be printed; the page of the paper names how many cannot."""
    try:
        check_prints(one.words, one.media_type, one.body)
    except FileRefused:
        return False
    return True
