"""Reading `enableWhen`: a condition may only look back, so no form can go round in a loop."""

from __future__ import annotations

from collections.abc import Mapping

from linkdesk.assessments import elements
from linkdesk.assessments.elements import Node
from linkdesk.assessments.elements import refused
from linkdesk.assessments.questionnaire import Condition
from linkdesk.assessments.questionnaire import Expected
from linkdesk.assessments.questionnaire import Gate
from linkdesk.assessments.questionnaire import Question
from linkdesk.settings import Forms

_OPERATORS = frozenset({"exists", "=", "!=", ">", "<", ">=", "<="})
_NEVER: tuple[str, ...] = ()
"""Equal to no option: the form compares with an answer that its question does not offer."""


def read_gate(item: Node, asked: Mapping[str, Question], link_ids: set[str], limits: Forms) -> Gate | None:
    """Return the conditions of an item over the questions `asked` before it, or nothing without conditions.

    Raises:
        FileRefused: it looks at a part that is missing, comes later, is itself, or is never asked.
    """
    found = elements.nodes(item, "enableWhen", limits.conditions)
    if not found:
        return None
    behaviour = item.get("enableBehavior", "any" if len(found) > 1 else "all")
    if behaviour not in ("all", "any"):
        raise refused("In this form “enableBehavior” is neither “all” nor “any”.")
    return Gate(tuple(_condition(item, entry, asked, link_ids, limits) for entry in found), behaviour == "all")


def _condition(item: Node, entry: Node, asked: Mapping[str, Question], link_ids: set[str], limits: Forms) -> Condition:
    name = elements.text(entry, "question", limits.text)
    question = asked.get(name)
    if name not in link_ids:
        part = elements.text(item, "linkId", limits.text)[:40]
        raise refused(f"Part “{part}” of this form looks at a question “{name[:40]}” that the form does not have.")
    if question is None or not question.asks:
        raise refused(f"This form looks at “{name[:40]}” before it is asked, or it is never asked.")
    operator = entry.get("operator", "=")
    if not isinstance(operator, str) or operator not in _OPERATORS:
        raise refused("This form compares answers in a way that LinkDesk does not know.")
    if operator == "exists":
        return Condition(name, operator, elements.flag({"is": True, **_renamed(entry)}, "is"))
    return Condition(name, operator, _expected(entry, question, limits))


def _renamed(entry: Node) -> Node:
    return {"is": entry["answerBoolean"]} if "answerBoolean" in entry else {}


def _expected(entry: Node, question: Question, limits: Forms) -> Expected:
    given = [name for name in entry if name.startswith("answer")]
    if len(given) != 1:
        raise refused("A condition of this form does not name exactly one answer.")
    value = entry[given[0]]
    match given[0]:
        case "answerBoolean":
            return elements.flag(entry, "answerBoolean")
        case "answerDecimal" | "answerInteger":
            return elements.number(value)
        case "answerCoding":
            return _keys(elements.node(value, "a condition"), question, limits)
        case "answerString" | "answerDate" | "answerDateTime" | "answerTime":
            return _words(elements.text(entry, given[0], limits.text), question)
        case "answerQuantity":
            return elements.number(elements.node(value, "a condition").get("value"))
        case _:
            raise refused("A condition of this form compares with a kind of answer that LinkDesk does not know.")


def _keys(coding: Node, question: Question, limits: Forms) -> str | tuple[str, ...]:
    """Return the keys of the options a coding means; without options the words are compared."""
    code = elements.text(coding, "code", limits.text)
    display = elements.text(coding, "display", limits.text)
    if not question.options:
        return display or code
    matching = tuple(option.key for option in question.options if _same(option.code, option.text, code, display))
    return matching or _NEVER


def _same(option_code: str, option_text: str, code: str, display: str) -> bool:
    return option_code == code if code else option_text == display


def _words(value: str, question: Question) -> str | tuple[str, ...]:
    if not question.options:
        return value
    return tuple(option.key for option in question.options if value in (option.text, option.code)) or _NEVER
