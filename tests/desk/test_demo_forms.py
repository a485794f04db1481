"""The practice vault has a form that was brought in, answered, and half of its translation checked."""

from __future__ import annotations

from linkdesk.application import open_session
from linkdesk.assessments.measures.queries import held_scores_of
from linkdesk.assessments.parse import parse
from linkdesk.assessments.queries import assessments_of
from linkdesk.assessments.shelf import checks
from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf.look import hard_words
from linkdesk.assessments.shelf.rules import ShelfState
from linkdesk.assessments.sort.queries import sorts_of
from linkdesk.clients.models import Client
from linkdesk.desk import demo_forms
from tests.assessments.shelf import made
from tests.furnished import House


def test_the_form_is_in_use_and_somebody_answered_it(house: House) -> None:
    client = house.ids(Client)[demo_forms.WHO]
    with open_session(house.settings, house.vault) as (session, _actor):
        (entry,) = queries.entries(session)
        form = queries.form_on_shelf(session, entry.id)
        assert (entry.url, entry.state) == (demo_forms.URL, ShelfState.USED)
        (tongue,) = checks.tongues(form)
        state = checks.state(form, tongue, entry.checks)
        assert (tongue.tag, state.checked, state.written, state.missing) == ("ur", 2, 6, 1)
        talks = [each for each in assessments_of(session, client) if each.form_url == demo_forms.URL]
        assert [len(each.answers) for each in talks] == [3]
        assert len(sorts_of(session, client)) == 1
        assert len(held_scores_of(session, client)) == 1


def test_its_words_are_easy_and_its_pictures_are_there() -> None:
    body = made.raw(demo_forms.FORM)
    form = parse(body)
    assert hard_words(form, body).findings == ()
    assert [option.picture for option in form.questions[0].options] == ["walk", "art", "food"]
    assert form.notes == ()
