"""What a worker sees of a form before it is used: each page as the client will, and what is hard to read in it."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.assessments.flow import Talk
from linkdesk.assessments.shelf import checks
from linkdesk.assessments.shelf.source import questionnaire
from linkdesk.easyread.client_words import form_pages
from linkdesk.easyread.lint import lint_pages
from linkdesk.languages.tongues import IN_ENGLISH
from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import tongue
from linkdesk.record.checks import seen_text

if TYPE_CHECKING:
    from linkdesk.assessments.questionnaire import Form
    from linkdesk.languages.tongues import Tongue

NOBODY = uuid.UUID(int=0)
"""Stands for talk and client where there is neither: what is looked at is kept nowhere."""

MOST_FINDINGS = 30
_ENGLISH = "en"


@dataclass(frozen=True)
class Hard:
    """What is hard to read in a form: sentences, how many more there are, and whether they were looked for at all."""

    findings: tuple[str, ...]
    more: int
    checked: bool


def page_of(form: Form, number: int) -> Talk:
    """Return a talk that stands at page `number` of a form, every page of which is shown; nothing of it is kept."""
    open_form = replace(form, questions=tuple(replace(each, gates=()) for each in form.questions))
    return Talk(
        id=NOBODY,
        client_id=NOBODY,
        form=open_form,
        values={},
        skipped=frozenset(),
        unknown=frozenset(),
        page=number,
        finished=False,
        language=form.language,
    )


def tongues_of(form: Form) -> tuple[Tongue, ...]:
    """Return the languages in which a client may read a form, its own first; English where that is none of clients."""
    own = None if is_english(form.language) else tongue(form.language)
    return tuple(dict.fromkeys((own or IN_ENGLISH, *checks.tongues(form))))


def hard_words(form: Form, body: bytes) -> Hard:
    """Return what the easy-read rules find in an English form; for another language no machine check is claimed."""
    if not form.language.lower().startswith(_ENGLISH):
        return Hard((), 0, checked=False)
    pages = form_pages("", json.dumps(questionnaire(body)))
    found = [seen_text(f"{page.strip()}: {finding}") for page, finding in lint_pages(pages).findings]
    return Hard(tuple(found[:MOST_FINDINGS]), max(0, len(found) - MOST_FINDINGS), checked=True)
