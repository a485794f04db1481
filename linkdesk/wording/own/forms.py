"""The form that puts each own sentence of a plan beside a box."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.languages.own import hash_of
from linkdesk.settings import Limits
from linkdesk.web import fields
from linkdesk.web.forms import BaseForm
from linkdesk.wording.own import rules
from linkdesk.wording.own.rules import SaveOwnWords

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from uuid import UUID

LIMITS = Limits()
_SAID = "said_"


class OwnWordsForm(BaseForm):
    """Own sentences and their translations; `own_words_form` adds a box for each."""

    translator = fields.NameField("Who translated what is new?", limit=rules.NAME_LENGTH)

    def command_for(self, client_id: UUID, language: str) -> SaveOwnWords:
        """Return the command."""
        words = {name.removeprefix(_SAID): self[name].data or "" for name in self._fields if name.startswith(_SAID)}
        return SaveOwnWords(client_id, language, self.version.data or 0, words, self.translator.data or "")


def own_words_form(texts: Sequence[str], kept: Mapping[str, str], version: int, language: str) -> OwnWordsForm:
    """Return the form with one box a text, filled with what is kept (by hash of the English) or was posted."""
    boxes = {
        f"{_SAID}{hash_of(text)}": fields.TextField(
            text, rows=2 if len(text) > LIMITS.line // 2 or "\n" in text else 1, lang=language
        )
        for text in texts
    }
    made = type("OwnWordsFormOfPlan", (OwnWordsForm,), boxes)
    data: dict[str, Any] = {f"{_SAID}{text_hash}": words for text_hash, words in kept.items()}
    form: OwnWordsForm = made(data={**data, "version": version})
    return form


def lost(form: OwnWordsForm, posted: Mapping[str, str]) -> bool:
    """Tell whether words were typed for a sentence that is not in the plan any more."""
    return any(name.startswith(_SAID) and text.strip() and name not in form for name, text in posted.items())
