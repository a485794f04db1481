"""Reading the bytes of a form on the shelf: as it came in, and dressed with its files."""

from __future__ import annotations

import base64
import binascii
import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from collections.abc import Mapping
from typing import TYPE_CHECKING

from linkdesk.assessments import elements
from linkdesk.assessments.parse import parse
from linkdesk.assessments.shelf.dress import attachments
from linkdesk.assessments.shelf.dress import dress
from linkdesk.assessments.shelf.tongues import MARK
from linkdesk.assessments.shelf.tongues import is_bundle
from linkdesk.assessments.shelf.tongues import merged
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Forms
from linkdesk.vault.intake import parse_json

if TYPE_CHECKING:
    from linkdesk.assessments.elements import Node
    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.shelf.rules import Place
    from linkdesk.assessments.shelf.rules import ShelfFile

LIMITS = Forms()
_KEPT = 50


def read(body: bytes, files: Mapping[str, ShelfFile], chosen: Mapping[Place, str]) -> Form:
    """Return the form in these bytes, with its pictures, sounds and films.

    Raises:
        FileRefused: it cannot be asked as it is.
    """
    return dress(parse(as_form(body), LIMITS), questionnaire(body), files, chosen, LIMITS)


def questionnaire(body: bytes) -> Node:
    """Return the FHIR Questionnaire in the bytes of a form; of a Bundle of languages, the one form they make.

    Raises:
        FileRefused: it is no JSON object, or a Bundle of something else.
    """
    found = elements.node(parse_json(body, depth=LIMITS.json_depth), "the form")
    return merged(found, LIMITS) if is_bundle(found) else found


def as_form(body: bytes) -> bytes:
    """Return the bytes of one form: those that came, or those of the form that a Bundle of languages makes.

    Raises:
        FileRefused: it is a Bundle of something else, or too large.
    """
    if MARK not in body or len(body) > LIMITS.file_bytes:
        return body  # too large is refused in the same words as any form, before anything of it is read
    return json.dumps(questionnaire(body)).encode()


def inline_files(found: Node) -> dict[str, bytes]:
    """Return the pictures, sounds and films that lie in the form itself, by the names they are kept under.

    Raises:
        FileRefused: one of them is no base64.
    """
    made: dict[str, bytes] = {}
    for each in attachments(found, LIMITS):
        if each.data:
            try:
                made[each.name] = base64.b64decode("".join(each.data.split()), validate=True)
            except (binascii.Error, ValueError) as error:
                raise FileRefused(
                    "A picture in this form is not written as FHIR asks (base64). Nothing was brought in."
                ) from error
    return made


class Known:
    """Forms that were read already, so that a page of a talk reads none again; forgotten at every lock."""

    def __init__(self) -> None:
        self._forms: OrderedDict[str, Form] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str, make: Callable[[], Form]) -> Form:
        """Return the form under this key, made once."""
        with self._lock:
            found = self._forms.get(key)
        if found is None:
            found = make()
            with self._lock:
                self._forms[key] = found
                while len(self._forms) > _KEPT:
                    self._forms.popitem(last=False)
        return found

    def forget(self) -> None:
        """Forget all forms."""
        with self._lock:
            self._forms.clear()


KNOWN = Known()
