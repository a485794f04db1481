"""What a service did to a form, carried over to the form's next version: as far as it still fits, and no further.

The newest version in which a sentence stands in the very same words decides: a picture that was taken away there, or
a translation that lost its tick there, does not come back from a version before it.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.assessments.shelf.package import FOLDER
from linkdesk.assessments.shelf.rules import NO_PICTURE
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.rules import Place
from linkdesk.assessments.shelf.rules import Told
from linkdesk.assessments.shelf.rules import file_id_of
from linkdesk.easyread.pictures import all_pictures
from linkdesk.languages.tongues import name_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.shelf.checks import Check
    from linkdesk.assessments.shelf.rules import ShelfFile

_NAMED = 20
"""So many pictures to choose anew are named one by one."""
_SHORT = 80


@dataclass(frozen=True)
class Older:
    """A version that is here already, with what the service did to it; `files` are its own, by their keys."""

    form: Form
    pictures: Mapping[Place, str]
    checks: Sequence[Check]
    files: Mapping[str, ShelfFile]


@dataclass
class Carried:
    """What fits the new version, and what there is to say to the worker."""

    pictures: dict[Place, str] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


def carry(
    form: Form, files: Mapping[str, ShelfFile], own: Collection[str], olders: Sequence[Older], called: str
) -> Carried:
    """Return what of the older versions (newest first) fits a form.

    `files` are those of the form by their names, `own` the keys of the service's own pictures; `called` is
    what the version that is carried over from is called in a sentence.
    """
    made = Carried()
    if not olders:
        return made
    _pictures(made, form, files, own, olders)
    _checks(made, form, olders)
    said = [_many(len(made.pictures), "chosen picture"), _many(len(made.checks), "checked sentence")]
    parts = " and ".join(each for each in said if each)
    if parts:
        made.told.insert(0, Told(f"Carried over from {called}: {parts}."))
    return made


def words_of(form: Form) -> dict[Place, str]:
    """Return the sentence of each question and answer of a form."""
    made: dict[Place, str] = {}
    for question in form.questions:
        made[Place(question.link_id)] = question.text
        made.update({Place(question.link_id, option.key): option.text for option in question.options})
    return made


def _pictures(
    made: Carried, form: Form, files: Mapping[str, ShelfFile], own: Collection[str], olders: Sequence[Older]
) -> None:
    here, decided = words_of(form), set()
    kept = {picture.key for picture in all_pictures()} | set(own) | {NO_PICTURE}
    lost: dict[Place, str] = {}
    for older in olders:
        for place, words in words_of(older.form).items():
            if place in decided or here.get(place) != words:
                continue
            decided.add(place)
            if key := older.pictures.get(place):
                _place(made.pictures, lost, place, key, older, files, kept)
    newest = olders[0]
    changed = [place for place in newest.pictures if place in here and place not in decided]
    gone = sum(1 for place in newest.pictures if place not in here)
    anew = {**dict.fromkeys(changed, "its words are new"), **lost}
    made.told.extend(_anew(anew, here))
    if gone:
        parts = "1 chosen picture" if gone == 1 else f"{gone} chosen pictures"
        made.told.append(Told(f"Not carried over: {parts} beside what this version no longer asks."))


def _place(
    chosen: dict[Place, str],
    lost: dict[Place, str],
    place: Place,
    key: str,
    older: Older,
    files: Mapping[str, ShelfFile],
    kept: Collection[str],
) -> None:
    """Carry one picture over: a file of the older version goes by its name, any other by its key."""
    file = older.files.get(key)
    same = files.get(file.name) if file else None
    if same is not None and same.kind is FileKind.PICTURE:
        chosen[place] = same.key
    elif file is not None:
        lost[place] = f"“{file.name.removeprefix(FOLDER)[:_SHORT]}” is not in what came in"
    elif key in kept:
        chosen[place] = key
    else:
        lost[place] = "its picture is here no more" if file_id_of(key) else "LinkDesk has its picture no more"


def _anew(anew: Mapping[Place, str], here: Mapping[Place, str]) -> Iterator[Told]:
    for place, why in list(anew.items())[:_NAMED]:
        asked = _short(here[Place(place.link_id)])
        words = f"“{_short(here[place])}” (an answer to “{asked}”)" if place.option else f"“{asked}”"
        yield Told(f"Choose a picture anew for {words}: {why}.", place)
    if len(anew) > _NAMED:
        yield Told(f"Choose {len(anew) - _NAMED} more pictures anew: “Choose pictures” has them all.")


def _checks(made: Carried, form: Form, olders: Sequence[Older]) -> None:
    decided: set[tuple[str, str]] = set()
    for older in olders:
        checked = {(each.tag, each.text): each for each in older.checks}
        for tag, said in older.form.translations.items():
            for text, words in said.items():
                spot = (tag, text)
                if spot in decided or form.translations.get(tag, {}).get(text) != words:
                    continue
                decided.add(spot)
                if spot in checked and checked[spot].words == words:
                    made.checks.append(checked[spot])
    there = set(form.sentences)
    lost = (each for each in olders[0].checks if each.text in there and (each.tag, each.text) not in decided)
    again = Counter(each.tag for each in lost)
    for tag, count in sorted(again.items()):
        one = "1 sentence that was checked has" if count == 1 else f"{count} sentences that were checked have"
        made.told.append(Told(f"Check {name_of(tag)} again: {one} other words now.", tag=tag))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}" if count else ""


def _short(words: str) -> str:
    return textwrap.shorten(words, _SHORT, placeholder="…") if " " in words else words[:_SHORT]


def written(told: Iterable[Told]) -> list[dict[str, Any]]:
    """Return what there is to say as the row of a form keeps it."""
    return [
        {
            "words": each.words,
            "link_id": each.place.link_id if each.place else "",
            "option": each.place.option if each.place else "",
            "tag": each.tag,
        }
        for each in told
    ]


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[Told, ...]:
    """Return what the row of a form keeps."""
    return tuple(
        Told(each["words"], Place(each["link_id"], each["option"]) if each["link_id"] else None, each["tag"])
        for each in rows
    )


def without(told: Iterable[Told], *, place: Place | None = None, tag: str = "") -> list[Told]:
    """Return what is left to say once a picture was chosen there, or a translation looked at again."""
    return [each for each in told if not ((place and each.place == place) or (tag and each.tag == tag))]
