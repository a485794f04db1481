"""A language is switched on and off, and checked words are taken in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkdesk.languages.catalogue import drafts
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.organisation.languages import queries
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.rules import TakeTranslations
from linkdesk.organisation.languages.rules import Translation
from linkdesk.organisation.languages.service import switch_language
from linkdesk.organisation.languages.service import take_translations
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

DAY = date(2026, 11, 30)


def test_a_language_is_off_until_the_service_switches_it_on(session: Session, actor: Actor) -> None:
    assert queries.languages_on(session, actor.organisation_id) == ()
    assert queries.speech_of(session, actor.organisation_id, "ur") is IN_PLAIN_ENGLISH
    switch_language(session, actor, SwitchLanguage("ur", 0, on=True))
    assert [each.tag for each in queries.languages_on(session, actor.organisation_id)] == ["ur"]
    spoken = queries.speech_of(session, actor.organisation_id, "ur-PK")
    assert (spoken.tongue.tag, spoken.unchecked, spoken.find("Yes")) == ("ur", True, drafts("ur")["Yes"])
    assert not spoken.is_checked("Yes")
    switch_language(session, actor, SwitchLanguage("ur", 1, on=False))
    assert queries.tongue_for(session, actor.organisation_id, "ur") is None


def test_a_stale_page_and_a_language_without_words_are_refused(session: Session, actor: Actor) -> None:
    switch_language(session, actor, SwitchLanguage("cy", 0, on=True))
    with pytest.raises(Stale):
        switch_language(session, actor, SwitchLanguage("cy", 0, on=False))
    with pytest.raises(NotFound):
        switch_language(session, actor, SwitchLanguage("so", 0, on=True))
    assert [each.tag for each in queries.languages_on(session, actor.organisation_id)] == ["cy"]


def test_checked_words_are_said_and_a_draft_that_was_changed_too(session: Session, actor: Actor) -> None:
    switch_language(session, actor, SwitchLanguage("cy", 0, on=True))
    given = {"Yes": Translation("Ie wir", "Pat Translator", DAY), "No": Translation("Nage wir")}
    assert take_translations(session, actor, TakeTranslations("cy", given)) == 2
    assert take_translations(session, actor, TakeTranslations("cy", given)) == 0
    spoken = queries.speech_of(session, actor.organisation_id, "cy")
    assert (spoken.find("Yes"), spoken.is_checked("Yes")) == ("Ie wir", True)
    assert (spoken.find("No"), spoken.is_checked("No")) == ("Nage wir", False)
    state = queries.state(session, actor.organisation_id, "cy")
    assert (state.checked, state.on, spoken.unchecked) == (1, True, True)
    assert queries.translations(session, actor.organisation_id, "cy") == given


@pytest.mark.parametrize(
    ("english", "words"), [("LinkDesk never says this", "x"), ("Question %(here)s of %(total)s", "Pytanie")]
)
def test_words_that_do_not_fit_change_nothing(session: Session, actor: Actor, english: str, words: str) -> None:
    given = {"Yes": Translation("Tak"), english: Translation(words)}
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        take_translations(session, actor, TakeTranslations("pl", given))
    assert queries.translations(session, actor.organisation_id, "pl") == {}


def test_every_language_has_a_state(session: Session, actor: Actor) -> None:
    assert len(queries.states(session, actor.organisation_id)) == 9
