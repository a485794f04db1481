"""The form of one phrase: its words, its picture, and a box for each language that clients may see."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.easyread.bank import PhraseKind
from linkdesk.easyread.pictures import choices
from linkdesk.easyread.pictures import suggest
from linkdesk.web import fields
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm
from linkdesk.web.pictures import own_ideas
from linkdesk.web.validators import Needed
from linkdesk.wording.bank import rules
from linkdesk.wording.bank.rules import SavePhrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkdesk.languages.tongues import Tongue
    from linkdesk.wording.bank.rules import Phrase

KINDS = (
    Option(PhraseKind.GOAL, "A goal"),
    Option(PhraseKind.STEP, "A step"),
    Option(PhraseKind.HARD, "What helps if it gets hard"),
)
SUGGESTED = Option("", "One that fits the words")
_SAID = "said_"


class PhraseForm(BaseForm):
    """One phrase; `phrase_form` adds a box for each language."""

    kind = fields.ChoiceField("What is it for?", [Needed("Say what it is for.")], options=KINDS)
    words = fields.LineField(
        "The phrase, as the person would say it",
        [Needed("Write the phrase.")],
        limit=rules.WORDS_LENGTH,
        hint="Short and easy. For example, I go for a short walk.",
    )
    picture = fields.SelectField("Picture")

    def command_for(self, key: str) -> SavePhrase:
        """Return the command; without a choice the picture is one that fits the words. A kept phrase keeps its kind."""
        words = self.words.data or ""
        said = {name.removeprefix(_SAID): self[name].data or "" for name in self._fields if name.startswith(_SAID)}
        return SavePhrase(
            key=key,
            version=self.version.data or 0,
            kind=PhraseKind(self["kind"].data if "kind" in self else PhraseKind.STEP),
            words=words,
            picture=self.picture.data or suggest(words) or "steps",
            said=said,
            translator=self["translator"].data or "" if "translator" in self else "",
        )


def phrase_form(phrase: Phrase | None, tongues: Sequence[Tongue]) -> PhraseForm:
    """Return the form filled with what is kept, or with what was posted.

    Args:
        phrase: as it is kept; None for a new one. What it is for is asked of a new one only.
        tongues: the languages that clients may see.
    """
    made = type("PhraseFormWithLanguages", (PhraseForm,), _said_fields(tongues))
    kept: dict[str, Any] = {"version": 0, "kind": PhraseKind.STEP}
    if phrase is not None:
        kept = {"words": phrase.words, "picture": phrase.picture, "version": phrase.version}
        kept |= {f"{_SAID}{tag}": each.words for tag, each in phrase.said.items()}
    form: PhraseForm = made(data=kept)
    known = sorted({one.words: one for one in choices()}.values(), key=lambda one: one.words)
    own = (Option(key, words) for key, words in own_ideas())
    form.picture.options = (SUGGESTED, *own, *(Option(one.key, one.words) for one in known))
    if phrase is not None:
        del form.kind
    return form


def _said_fields(tongues: Sequence[Tongue]) -> dict[str, Any]:
    if not tongues:
        return {}
    boxes: dict[str, Any] = {
        f"{_SAID}{each.tag}": fields.LineField(
            f"In {each.name}", limit=rules.SAID_LENGTH, hint="Look at it again when you change the phrase."
        )
        for each in tongues
    }
    return {**boxes, "translator": fields.NameField("Who translated what is new?", limit=rules.NAME_LENGTH)}
