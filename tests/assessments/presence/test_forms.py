"""The questions about who is here, and the command that comes of the answers."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.forms import STRAY
from linkdesk.assessments.presence.forms import PresenceForm
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceRecord
from linkdesk.assessments.presence.rules import Present
from linkdesk.assessments.rules import Sensitive
from tests.assessments.presence.test_rules import ANA
from tests.assessments.presence.test_rules import LILY
from tests.assessments.presence.test_rules import ROSE

if TYPE_CHECKING:
    from flask import Flask

TALK = uuid.UUID(int=9)
CIRCLE = (LILY, ANA, ROSE)
TODAY = date(2026, 11, 25)


def sent(app: Flask, **data: Any) -> PresenceForm:
    with app.test_request_context(method="POST", data=data):
        form = PresenceForm().for_circle(CIRCLE, TODAY)
        form.validate_on_submit()
        return form


def test_a_child_is_offered_as_present_and_never_as_interpreter(app: Flask) -> None:
    with app.test_request_context():
        form = PresenceForm().for_circle(CIRCLE, TODAY)
        interpreters = [option.label for option in form.interpreter.options]
        present = [option.label for option in form.people.options]
    assert "Lily Sample, daughter, 12" in present
    assert interpreters[3:5] == ["Ana Sample, sister", "Rose Sample, mother"]
    assert not any("Lily" in label for label in interpreters)
    refused = sent(app, interpreter=f"somebody:{LILY.id}", is_adult="yes")
    assert "Choose one of the answers on the page." in str(refused.error_lines())


def test_whoever_was_chosen_from_the_circle_is_family_and_the_person_is_not_seen_alone(app: Flask) -> None:
    command = sent(app, interpreter=f"somebody:{ANA.id}", is_adult="yes").command_for(TALK)
    assert (command.interpreter, command.reference) == (Interpreter.FAMILY, "Ana Sample, sister")
    assert (command.is_adult, command.seen_alone, command.version) == (True, False, 0)


def test_an_interpreter_who_stands_among_the_people_is_a_professional(app: Flask) -> None:
    mia = replace(ANA, id=uuid.UUID(int=77), name="Mia Sample", relationship="", role="BSL interpreter")
    with app.test_request_context(method="POST", data={"interpreter": f"somebody:{mia.id}"}):
        form = PresenceForm().for_circle((mia,), TODAY)
        form.validate_on_submit()
        command = form.command_for(TALK)
    assert (command.interpreter, command.reference) == (Interpreter.PROFESSIONAL, "Mia Sample, BSL interpreter")
    assert command.sentence.startswith("With a professional interpreter: Mia Sample, BSL interpreter")
    with app.test_request_context():
        again = PresenceForm().for_circle((mia,), TODAY)
        again.fill(PresenceRecord(interpreter=command.interpreter, reference=command.reference), words_too=True)
        assert again.interpreter.data == f"somebody:{mia.id}"


def test_a_support_worker_who_interprets_is_not_called_family_or_a_friend(app: Flask) -> None:
    sam = replace(ANA, name="Sam Sample", relationship="", role="support worker")
    with app.test_request_context(method="POST", data={"interpreter": f"somebody:{sam.id}"}):
        form = PresenceForm().for_circle((sam,), TODAY)
        form.validate_on_submit()
        command = form.command_for(TALK)
        assert form.faults(command, (sam,), TODAY) == ()
        hints = {option.value: option.hint for option in form.interpreter.options}
    assert command.interpreter is Interpreter.PAID
    assert command.sentence.startswith(
        "Interpreted by somebody paid to support them, who is no interpreter: Sam Sample, support worker"
    )
    assert command.sets_aside == frozenset(Sensitive), "untrained, so what is sensitive waits as with family"
    assert command.seen_alone is False
    assert "Paid to support them" in hints[f"somebody:{sam.id}"]
    with app.test_request_context():
        again = PresenceForm().for_circle((sam,), TODAY)
        again.fill(PresenceRecord(interpreter=command.interpreter, reference=command.reference), words_too=True)
        assert again.interpreter.data == f"somebody:{sam.id}"


def test_others_come_from_the_circle_and_from_lines_each_once(app: Flask) -> None:
    others = "Sam Sample, support worker\r\n\r\nBo\r\nAna Sample, sister"
    command = sent(app, interpreter="nobody", people=[str(ANA.id)], others=others).command_for(TALK)
    assert command.people == (Present("Ana Sample", "sister"), Present("Sam Sample", "support worker"), Present("Bo"))
    assert command.seen_alone is False


def test_nothing_is_made_up_about_being_alone(app: Flask) -> None:
    command = sent(app, interpreter="telephone", reference="123").command_for(TALK)
    assert (command.reference, command.seen_alone, command.is_adult) == ("123", None, False)
    assert sent(app, interpreter="telephone", seen_alone="yes").command_for(TALK).seen_alone is True


@pytest.mark.parametrize("interpreter", ["nobody", f"somebody:{ROSE.id}"])
def test_a_name_that_goes_with_no_answer_is_not_thrown_away(app: Flask, interpreter: str) -> None:
    form = sent(app, interpreter=interpreter, reference="Job 44", is_adult="yes")
    assert form.faults(form.command_for(TALK), CIRCLE, TODAY) == (STRAY,)


def test_everything_that_cannot_be_is_said_in_one_answer(app: Flask) -> None:
    form = sent(app, interpreter="nobody", reference="Job 44", others=", aunt", seen_alone="yes")
    found = form.faults(form.command_for(TALK), CIRCLE, TODAY)
    assert [words.split()[0] for words in found] == ["You", "Write", "You"]
    unsaid = sent(app, others="Bo", seen_alone="yes", people=["x"])
    assert unsaid.command_for(TALK).interpreter is None
    assert len(unsaid.faults(unsaid.command_for(TALK), CIRCLE, TODAY)) == 1


def test_whether_somebody_interprets_must_be_said(app: Flask) -> None:
    assert [line.text for line in sent(app).error_lines()] == ["Say whether somebody interprets."]


@pytest.mark.parametrize(
    "kept",
    [
        PresenceRecord(interpreter=Interpreter.FAMILY, reference="Ana Sample, sister", is_adult=True, seen_alone=False),
        PresenceRecord(interpreter=Interpreter.FAMILY, reference="Bo, uncle", is_adult=True, seen_alone=False),
        PresenceRecord(interpreter=Interpreter.PROFESSIONAL, reference="Job 44", seen_alone=True),
        PresenceRecord(
            interpreter=Interpreter.NOBODY,
            people=(rules.present(LILY), Present("Sam", "carer")),
            seen_alone=False,
        ),
    ],
)
def test_what_is_on_record_comes_back_the_same(app: Flask, kept: PresenceRecord) -> None:
    with app.test_request_context():
        form = PresenceForm().for_circle(CIRCLE, TODAY)
        form.fill(kept, words_too=True)
        command = form.command_for(TALK)
    assert command.sentence == kept.sentence
    assert (command.is_adult, command.people) == (kept.is_adult, kept.people)


def test_what_is_wrong_with_the_interpreter_stands_at_the_field_and_an_animal_is_not_here(app: Flask) -> None:
    cat = replace(ANA, name="Mittens", relationship="Cat", role="")
    typed = {"interpreter": "family", "reference": "Son Bilal, 12", "is_adult": "y", "seen_alone": "no"}
    with app.test_request_context(method="POST", data=typed):
        form = PresenceForm().for_circle((cat,), TODAY)
        form.validate_on_submit()
        assert form.refuse_all(form.command_for(TALK), (cat,), TODAY)
        assert "“12”" in form.reference.errors[0]
        assert not form.people.options
