"""A Bundle of languages becomes one form with translations."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.source import as_form
from linkdesk.assessments.shelf.source import questionnaire
from linkdesk.assessments.shelf.tongues import TRANSLATION
from linkdesk.assessments.shelf.tongues import languages_in
from linkdesk.assessments.shelf.tongues import merged
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Forms
from tests.assessments.shelf import made

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def welsh() -> dict[str, Any]:
    form = made.garden()
    form |= {"language": "cy", "title": "Fy ngardd", "description": "Beth sy'n tyfu."}
    grows, like, _why = form["item"]
    grows["text"] = "Beth wyt ti'n ei dyfu?"
    grows["answerOption"] = list(reversed(grows["answerOption"]))
    grows["answerOption"][0]["valueCoding"]["display"] = "Ffa"
    grows["answerOption"][1]["valueCoding"]["display"] = "Rhosod"
    like["text"] = "Wyt ti'n ei hoffi?"
    form["item"] = [grows, like, {"linkId": "only-here", "type": "string", "text": "Dim ond yma"}]
    return form


def bundle(*forms: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": form} for form in forms]}


def words(holder: dict[str, Any], name: str) -> dict[str, str]:
    listed = holder.get(f"_{name}", {}).get("extension", [])
    pairs = (entry["extension"] for entry in listed if entry["url"] == TRANSLATION)
    return {lang["valueCode"]: content["valueString"] for lang, content in pairs}


def test_words_go_beside_those_of_the_english_form() -> None:
    form = merged(bundle(welsh(), made.garden()), Forms())
    assert (form["language"], form["title"], words(form, "title")) == ("en-GB", "My garden", {"cy": "Fy ngardd"})
    grows, like, why = form["item"]
    assert words(grows, "text") == {"cy": "Beth wyt ti'n ei dyfu?"}
    assert words(grows["answerOption"][0]["valueCoding"], "display") == {"cy": "Rhosod"}
    assert words(grows["answerOption"][1]["valueCoding"], "display") == {"cy": "Ffa"}
    assert words(like, "text") == {"cy": "Wyt ti'n ei hoffi?"}
    assert words(why, "text") == {}
    assert languages_in(form) == ("cy",)
    assert "only-here" not in str(form)


def test_without_english_the_first_is_the_form() -> None:
    polish = {**made.garden(), "language": "pl", "title": "Mój ogród"}
    form = merged(bundle(welsh(), polish), Forms())
    assert (form["language"], words(form, "title")) == ("cy", {"pl": "Mój ogród"})


def test_answers_without_a_code_go_by_their_place() -> None:
    one, other = made.garden(), welsh()
    one["item"][0]["answerOption"] = [{"valueString": "Yes"}, {"valueString": "No"}]
    other["item"][0]["answerOption"] = [{"valueString": "Ydw"}, {"valueString": "Nac ydw"}]
    options = merged(bundle(one, other), Forms())["item"][0]["answerOption"]
    assert [words(option, "valueString") for option in options] == [{"cy": "Ydw"}, {"cy": "Nac ydw"}]
    other["item"][0]["answerOption"].pop()
    options = merged(bundle(one, other), Forms())["item"][0]["answerOption"]
    assert [words(option, "valueString") for option in options] == [{}, {}]


def test_a_translation_that_is_there_already_is_kept() -> None:
    form = made.garden()
    own = [{"url": "lang", "valueCode": "cy"}, {"url": "content", "valueString": "Gardd fach"}]
    form["_title"] = {"extension": [{"url": TRANSLATION, "extension": own}]}
    assert words(merged(bundle(form, welsh()), Forms()), "title") == {"cy": "Gardd fach"}


def test_nothing_of_the_bundle_itself_is_changed() -> None:
    whole = bundle(made.garden(), welsh())
    before = made.raw(whole)
    merged(whole, Forms())
    assert made.raw(whole) == before


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (bundle(), "not one form in several languages"),
        (bundle({"resourceType": "Patient"}), "not one form in several languages"),
        (bundle(made.garden(), made.garden()), "the same language"),
        (bundle(made.garden(), {**made.garden(), "language": ""}), "the same language"),
        ({"resourceType": "Bundle", "entry": [{}]}, "not built as FHIR asks"),
        ({"resourceType": "Bundle", "entry": [{"resource": made.garden()}] * 31}, "more than 30 entries"),
        (bundle({**made.garden(), "_title": []}, welsh()), "not built as FHIR asks"),
    ],
)
def test_what_is_no_such_bundle_is_refused(found: dict[str, Any], reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        questionnaire(made.raw(found))


def test_a_form_that_only_speaks_of_a_bundle_stays_as_it_is() -> None:
    body = made.raw(made.garden(text='What is a "Bundle"?'))
    assert questionnaire(as_form(body)) == questionnaire(body)
    assert as_form(made.raw(made.garden())) == made.raw(made.garden())


def test_a_bundle_comes_in_as_one_form_and_out_as_it_came(session: Session, actor: Actor) -> None:
    body = made.raw(bundle(made.garden(), welsh()))
    form_id = service.bring_in(session, actor, made.package(body))
    form = queries.form_on_shelf(session, form_id)
    assert [question.text for question in form.questions] == ["What do you grow?", "Do you like it?", "Why?"]
    assert form.questions[1].film
    assert queries.body_of(session, form_id) == body
    service.use(session, actor, form_id)
    assert queries.form_of(session, made.URL).title == "My garden"
    assert queries.questionnaire_of(session, made.URL, "1") == questionnaire(body)
