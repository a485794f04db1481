"""The pictures that a service chose for a form, as a file of their own beside it: the form stays as it was written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Mapping
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.assessments import elements
from linkdesk.assessments.shelf.rules import NO_PICTURE
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.rules import Place
from linkdesk.assessments.shelf.rules import file_id_of
from linkdesk.easyread.pictures import all_pictures
from linkdesk.settings import Forms
from linkdesk.vault.intake import parse_json

if TYPE_CHECKING:
    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.shelf.rules import ShelfFile

_MOST = 20_000
_NAME = 300


def written(chosen: Mapping[Place, str]) -> list[dict[str, Any]]:
    """Return chosen pictures as the row of a form keeps them, in a fixed order."""
    return [
        {"link_id": place.link_id, "option": place.option, "picture": key}
        for place, key in sorted(chosen.items(), key=lambda pair: (pair[0].link_id, pair[0].option))
    ]


def layer_file(chosen: Mapping[Place, str], files: Iterable[ShelfFile], names: Mapping[str, str]) -> bytes:
    """Return the file of a package that says which picture stands where; `names` are those of files, by key."""
    known = {file.key for file in files}
    lines = []
    for line in written(chosen):
        key = line.pop("picture")
        if key in known:
            lines.append({**line, "file": names[key]})
        elif not file_id_of(key):
            lines.append({**line, "picture": key})
    return json.dumps({"pictures": lines}, ensure_ascii=False, indent=1).encode()


def read_layer(data: bytes, form: Form, files: Mapping[str, ShelfFile]) -> dict[Place, str]:
    """Return the pictures that a package chose for a form; lines that fit nothing in it are passed over.

    Raises:
        FileRefused: the file is not built as `layer_file` builds it.
    """
    limits = Forms()
    found = elements.node(parse_json(data, depth=limits.json_depth), "the list of pictures")
    there = {Place(question.link_id) for question in form.questions}
    there |= {Place(question.link_id, option.key) for question in form.questions for option in question.options}
    keys = {picture.key for picture in all_pictures()}
    chosen: dict[Place, str] = {}
    for line in elements.nodes(found, "pictures", _MOST):
        place = Place(elements.text(line, "link_id", _NAME), elements.text(line, "option", _NAME))
        key = elements.text(line, "picture", _NAME)
        file = files.get(elements.text(line, "file", _NAME))
        if place in there and (key in keys or (key == NO_PICTURE and place.option)):
            chosen[place] = key
        elif place in there and file is not None and file.kind is FileKind.PICTURE:
            chosen[place] = file.key
    return chosen
