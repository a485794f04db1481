"""Which sentences of a form's translation somebody stands for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import select

from linkdesk.assessments.parse import parse
from linkdesk.assessments.shelf import checks
from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.checks import CheckPage
from linkdesk.assessments.shelf.models import ShelfFormRow
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from tests.assessments.shelf import made

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

DAY = date(2026, 11, 3)
FORM = parse(made.raw(made.in_urdu()))


def page(right: tuple[int, ...], **more: object) -> CheckPage:
    shown = range(1, len(FORM.sentences) + 1)
    return replace(CheckPage(UUID(int=1), 1, "ur", shown, right, "Amina Example", DAY), **more)  # type: ignore[arg-type]


def brought(session: Session, actor: Actor, version: str = "1", **more: object) -> UUID:
    return service.bring_in(session, actor, made.raw(made.in_urdu(version, **more)))  # type: ignore[arg-type]


def test_every_sentence_stands_beside_its_translation() -> None:
    lines = checks.lines(FORM, "ur", ())
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert {line.text: line.words for line in lines if line.words} == FORM.translations["ur"]
    assert {"My garden", "What do you grow?", "Roses", "Beans", "Why?"} <= {line.text for line in lines}
    found = checks.state(FORM, checks.tongues(FORM)[0], ())
    assert (found.total, found.written, found.missing, found.checked) == (6, 2, 4, 0)
    assert found.words == "Nobody has checked it. 4 sentences are not translated."
    with pytest.raises(NotFound):
        checks.lines(FORM, "pl", ())


def test_ticks_are_kept_with_name_and_day_and_go_when_they_are_taken_away() -> None:
    first = checks.after(page((1,)), FORM, (), DAY)
    assert [(each.text, each.words, each.checker, each.checked_on) for each in first] == [
        ("My garden", "میرا باغ", "Amina Example", DAY)
    ]
    second = checks.after(page((1, 2), checker="Bilal Example"), FORM, first, DAY)
    assert {each.text: each.checker for each in second} == {
        "My garden": "Amina Example",
        "What do you grow?": "Bilal Example",
    }
    words = checks.state(FORM, checks.tongues(FORM)[0], second).words
    assert words == "Checked. 4 sentences are not translated."
    assert "1 of 2 translated sentences are checked" in checks.state(FORM, checks.tongues(FORM)[0], first).words
    assert checks.after(page((), checker="", checked_on=None), FORM, second, DAY) == ()
    assert set(checks.after(page((), shown=(1,)), FORM, second, DAY)) == {second[1]}
    assert checks.read(checks.written(second)) == tuple(sorted(second, key=lambda each: each.text))


def test_a_sentence_without_a_translation_is_never_checked() -> None:
    numbers = tuple(line.number for line in checks.lines(FORM, "ur", ()))
    assert {each.text for each in checks.after(page(numbers), FORM, (), DAY)} == set(FORM.translations["ur"])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"checker": ""}, checks.NAMELESS),
        ({"checker": "x" * 121}, checks.NAMELESS),
        ({"checked_on": None}, checks.DAYLESS),
        ({"checked_on": date(2026, 11, 4)}, checks.FUTURE),
    ],
)
def test_who_and_when_are_needed(more: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        checks.after(page((1,), **more), FORM, (), DAY)


def test_checks_are_kept_beside_the_form(session: Session, actor: Actor) -> None:
    form_id = brought(session, actor)
    service.check_translation(session, actor, page((1,), form_id=form_id, version=1, checked_on=date(2026, 1, 5)))
    assert queries.form_on_shelf(session, form_id).checked == {"ur": frozenset({"My garden"})}
    with pytest.raises(Stale):
        service.check_translation(session, actor, page((2,), form_id=form_id, version=1))
    with pytest.raises(RuleBroken):
        service.check_translation(session, actor, page((2,), form_id=form_id, version=2, checker=""))
    with pytest.raises(NotFound):
        service.check_translation(session, actor, page((1,), form_id=form_id, version=2, tag="pl"))
    assert queries.body_of(session, form_id) == made.raw(made.in_urdu())


def test_a_newer_version_keeps_the_checks_of_words_that_are_the_same(session: Session, actor: Actor) -> None:
    form_id = brought(session, actor)
    service.check_translation(session, actor, page((1, 2), form_id=form_id, checked_on=date(2026, 1, 5)))
    other = made.in_urdu("2")
    other["item"][0]["_text"] = made.said("ur", "آپ کیا لگاتے ہیں؟")
    newer = service.bring_in(session, actor, made.raw(other))
    assert queries.form_on_shelf(session, newer).checked == {"ur": frozenset({"My garden"})}
    again = service.bring_in(session, actor, made.raw({**other, "description": "While it waits it is replaced."}))
    assert queries.form_on_shelf(session, again).checked == {"ur": frozenset({"My garden"})}


def test_a_check_of_words_that_changed_outside_counts_for_nothing(session: Session, actor: Actor) -> None:
    form_id = brought(session, actor)
    odd = checks.Check("ur", "My garden", "کچھ اور", "Amina Example", DAY)
    with unit_of_work(session, actor, "meddle") as work:
        work.session.scalars(select(ShelfFormRow)).one().checks = checks.written((odd,))
    assert queries.form_on_shelf(session, form_id).checked == {}
