"""One question on a page of its own, and what a service asks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.clients.sensitive import rules
from linkdesk.clients.sensitive.rules import QUESTIONS
from linkdesk.clients.sensitive.rules import KeepAnswer
from linkdesk.clients.sensitive.rules import Question
from linkdesk.clients.sensitive.rules import Said
from linkdesk.clients.sensitive.rules import Topic
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from uuid import UUID

    from wtforms import Field

    from linkdesk.clients.sensitive.rules import AnswerKept

NOT_SAID = Option(Said.NOT_SAID.value, "I do not want to say")
TOLD = Option(Said.TOLD.value, "In my own words, below")


class AnswerForm(BaseForm):
    """What the person says about one topic; not to say stands among the answers."""

    choice = ChoiceField("Answer")
    words = LineField("In their own words", limit=rules.WORDS_LENGTH)
    started_on = DateField("Since when?", hint="If it is known.")
    ended_on = DateField("Until when?", hint="If there is a last day.")

    def __init__(self, question: Question, *args: Any, **kwargs: Any) -> None:
        """Make the form for one question."""
        super().__init__(*args, **kwargs)
        self.question = question
        self.choice.label.text = question.question
        options = [Option(value, words) for value, words in question.choices]
        self.choice.options = (*options, TOLD, NOT_SAID)
        if not question.dated:
            del self.started_on
            del self.ended_on

    @classmethod
    def of(cls, question: Question, kept: AnswerKept | None) -> AnswerForm:
        """Return the form filled with the answer on record."""
        if kept is None:
            return cls(question, data={"version": 0})
        chosen = NOT_SAID.value if kept.said is Said.NOT_SAID else kept.choice or TOLD.value
        dates = {"started_on": kept.started_on, "ended_on": kept.ended_on}
        return cls(question, data={"choice": chosen, "words": kept.words, "version": kept.version, **dates})

    def shown(self) -> list[Field]:
        """Return the fields in their order."""
        return [self.choice, self.words, *self._dates()]

    def _dates(self) -> list[Field]:
        return [self.started_on, self.ended_on] if self.question.dated else []

    def command(self, client_id: UUID) -> KeepAnswer:
        """Return the command that keeps the answer; words alone are an answer too."""
        chosen = self.choice.data or ""
        said = Said.NOT_SAID if chosen == NOT_SAID.value else Said.TOLD
        dates = {field.short_name: field.data for field in self._dates()}
        return KeepAnswer(
            client_id=client_id,
            topic=self.question.topic,
            version=self.version.data or 0,
            said=said,
            choice="" if chosen in {NOT_SAID.value, TOLD.value} else chosen,
            words=self.words.data,
            **dates,
        )


class TopicsForm(BaseForm):
    """What a service asks at all."""

    asked = ChoicesField(
        "What does your work need to know?",
        options=[Option(topic.value, question.name, hint=question.why) for topic, question in QUESTIONS.items()],
        hint="Nothing is asked that is not ticked. What was answered before stays until it is taken away.",
    )

    def topics(self) -> frozenset[Topic]:
        """Return what was ticked."""
        return frozenset(map(Topic, self.asked.data or ()))
