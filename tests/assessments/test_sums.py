"""Totals: as their owner adds them up, nought counts, reverse items turn round, a gap leaves no total."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

import pytest

from linkdesk.assessments.library import LONELINESS
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import form
from linkdesk.assessments.library import forms
from linkdesk.assessments.queries import NO_TOTAL
from linkdesk.assessments.queries import assessment_record
from linkdesk.assessments.queries import score_changes
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.sums import counted
from linkdesk.assessments.sums import totals
from linkdesk.assessments.sums import weight_of
from linkdesk.record.errors import FileRefused
from tests.assessments.forms import OURS
from tests.assessments.forms import build
from tests.assessments.forms import item
from tests.assessments.forms import scale
from tests.assessments.forms import when

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
LONELY = ("companionship", "left-out", "isolated")


def weighed(**weights: float | None) -> list[dict[str, Any]]:
    """Return answers to choose, each with what it counts."""
    return [
        {
            "valueCoding": {"system": "urn:x", "code": code, "display": code.title()},
            **({} if weight is None else {"extension": [{"url": ORDINAL, "valueDecimal": weight}]}),
        }
        for code, weight in weights.items()
    ]


def part(name: str, **value: Any) -> dict[str, Any]:
    return {"url": name, **value}


def summed(*items: str, name: str = "Total", reverse: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """Return the extension that names a total."""
    parts = [part("name", valueString=name), *(part("item", valueString=each) for each in items)]
    parts += [part("reverse", valueString=each) for each in reverse]
    return {"url": OURS + "sum-score", "extension": [*parts, *more.get("parts", [])]}


def mood(*sums: dict[str, Any], **more: Any) -> Form:
    """Return a form of two questions from 0 to 2."""
    rows = (item(link_id, "choice", answerOption=weighed(never=0, often=2, unsure=None)) for link_id in ("a", "b"))
    return build(*rows, extension=list(sums) or [summed("a", "b")], **more)


@pytest.mark.parametrize(
    ("answers", "value"),
    [
        (("hardly-ever", "hardly-ever", "hardly-ever"), 3),
        (("some", "some", "some"), 6),
        (("often", "often", "often"), 9),
        (("hardly-ever", "some", "often"), 6),
        (("hardly-ever", "hardly-ever", "some"), 4),
    ],
)
def test_the_three_questions_of_ucla_add_up_from_3_to_9(answers: tuple[str, ...], value: int) -> None:
    """Hughes and others 2004: hardly ever 1, some of the time 2, often 3, added up; a higher number is lonelier."""
    (found,) = totals(form(LONELINESS), dict(zip(LONELY, answers, strict=True)) | {"lonely": "always"})
    assert found.score is not None
    assert (found.score.value, found.score.low, found.score.high) == (value, 3, 9)
    assert (found.score.high_is_good, found.score.lower_words, found.score.band) == (False, "least lonely", "")
    assert not found.score.has_face


def test_the_direct_question_is_never_added() -> None:
    assert [each.items for each in form(LONELINESS).sums] == [LONELY]
    assert all(option.weight is None for option in form(LONELINESS).question("lonely").options)  # type: ignore[union-attr]


def test_a_gap_leaves_no_total_and_says_which_question() -> None:
    (found,) = totals(form(LONELINESS), {"companionship": "often", "left-out": None})
    assert found.score is None
    assert found.missing == ("How often do you feel left out?", "How often do you feel isolated from others?")


def test_nought_counts_and_an_answer_without_a_number_does_not() -> None:
    (found,) = totals(mood(), {"a": "never", "b": "never"})
    assert found.score is not None
    assert (found.score.value, found.score.low, found.score.high, found.score.judged) == (0, 0, 4, False)
    (gap,) = totals(mood(), {"a": "never", "b": "unsure"})
    assert (gap.score, gap.missing) == (None, ("What about b?",))


def test_what_each_answer_counts_is_told_turned_round_where_the_form_says_so() -> None:
    found = mood(summed("a", "b", reverse=("b",)))
    plain, turned = counted(found, found.sums[0])
    assert (plain.text, plain.turned, plain.answers) == ("What about a?", False, (("Never", 0), ("Often", 2)))
    assert (turned.turned, turned.answers, turned.unweighed) == (True, (("Never", 2), ("Often", 0)), ("Unsure",))
    rows = build(scale("r", 1, 7), extension=[summed("r", reverse=("r",))])
    assert counted(rows, rows.sums[0])[0].answers == (("1", 7), ("7", 1))


def test_a_reverse_item_is_turned_round_within_its_own_ends() -> None:
    rows = (scale("a", 1, 5), scale("b", 0, 10))
    made = build(*rows, extension=[summed("a", "b", reverse=("a",))])
    for given, value in (((1, 0), 5), ((5, 0), 1), ((5, 10), 11), ((2, 3), 7)):
        (found,) = totals(made, dict(zip("ab", given, strict=True)))
        assert found.score is not None
        assert found.score.value == value


def test_a_question_that_was_not_asked_is_missing_and_without_any_there_is_no_total() -> None:
    hidden = {
        **item("b", "choice", answerOption=weighed(never=0, often=2)),
        "enableWhen": [when("a", "exists", answerBoolean=True)],
    }
    made = build(item("a", "choice", answerOption=weighed(never=0, often=2)), hidden, extension=[summed("b")])
    assert totals(made, {"b": "often"}) == ()
    assert [each.missing for each in totals(made, {"a": "often"})] == [("What about b?",)]


def test_bands_stand_in_words() -> None:
    band = [part("low", valueInteger=0), part("high", valueInteger=1), part("words", valueString="Low mood")]
    parts = [{"url": "band", "extension": band}, part("good-end", valueCode="high")]
    (found,) = totals(mood(summed("a", "b", parts=parts)), {"a": "never", "b": "never"})
    assert found.score is not None
    assert (found.score.band, found.score.judged) == ("Low mood", True)


def test_words_and_switches_have_no_number() -> None:
    made = build(item("a", "boolean"), scale("b"))
    assert weight_of(made.questions[0], value=True) is None
    assert weight_of(made.questions[1], value=True) is None
    assert weight_of(made.questions[1], 0) == 0


def test_ons4_has_no_total_and_only_loneliness_has_one() -> None:
    assert form(ONS4).sums == ()
    assert [each.url for each in forms() if each.sums] == [LONELINESS]


@pytest.mark.parametrize(
    "wrong",
    [
        summed(),
        summed("a", "a"),
        summed("a", name=""),
        summed("a", reverse=("b",)),
        summed("gone"),
        summed("words"),
        summed("a", name="Row"),
        summed("a", parts=[part("good-end", valueCode="up")]),
        summed("a", parts=[{"url": "band", "extension": []}]),
    ],
)
def test_a_total_that_is_not_built_right_is_refused(wrong: dict[str, Any]) -> None:
    row = scale("row")
    row["extension"].append({"url": OURS + "score-name", "valueString": "Row"})
    plain = item("a", "choice", answerOption=weighed(never=0, often=2))
    with pytest.raises(FileRefused):
        build(plain, item("b", "choice", answerOption=weighed(x=1)), item("words"), row, extension=[wrong])


def talk(session: Session, actor: Actor, client: UUID, *answers: str | None) -> UUID:
    made = start_assessment(session, actor, StartAssessment(client, LONELINESS, Setting.WORKER))
    for link_id, answer in zip(LONELY, answers, strict=True):
        give_answer(session, actor, GiveAnswer(made, link_id, answer, skipped=answer is None))
    finish_assessment(session, actor, made)
    return made


def test_a_finished_talk_keeps_its_total_and_the_next_one_says_what_changed(
    session: Session, actor: Actor, client_id: UUID, clock: FakeClock
) -> None:
    talk(session, actor, client_id, "often", "often", "some")
    clock.pass_time(60)
    found = assessment_record(session, talk(session, actor, client_id, "some", "some", "some"))
    assert [(score.name, score.value, score.words) for score in found.scores] == [
        ("Loneliness (3 questions)", 6, "6 on a row from 3 to 9")
    ]
    (change,) = score_changes(session, found)
    assert (change.words, change.now.total if change.now else None) == ("2 better", True)


def test_a_finished_talk_says_why_it_has_no_total(session: Session, actor: Actor, client_id: UUID) -> None:
    found = assessment_record(session, talk(session, actor, client_id, "some", None, "some"))
    assert found.scores == ()
    assert found.no_totals == {"Loneliness (3 questions)": ("How often do you feel left out?",)}
    (change,) = score_changes(session, found)
    assert (change.now, change.left) == (None, NO_TOTAL)
