"""Who was here in a talk: the record, and what cannot be.

Guidance for primary care in England is that a trained interpreter is booked, that family and friends are second best
and that a child never interprets; and that a person is given the chance to be seen alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.assessments.presence.adulthood import AgeGroup
from linkdesk.assessments.presence.adulthood import age_group
from linkdesk.assessments.rules import Sensitive

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from linkdesk.clients.circle.rules import PersonRecord
    from linkdesk.clients.rules import ClientRecord

NAME_LENGTH = 70
REFERENCE_LENGTH = 150
PEOPLE = 10
"""So many others fit into one talk."""

NOT_RECORDED = "Who was here is not recorded."
CHILD = "A child must not interpret."
_ANIMALS = frozenset(
    (
        *("cat", "kitten", "dog", "puppy", "pet", "animal", "rabbit", "hamster", "gerbil", "pig", "bird", "budgie"),
        *("parrot", "canary", "chicken", "hen", "horse", "pony", "donkey", "goat", "fish", "goldfish", "tortoise"),
        *("snake", "lizard", "ferret", "rat", "cats", "dogs"),
    )
)
_PROFESSIONS = frozenset(
    (
        *("worker", "doctor", "gp", "nurse", "midwife", "solicitor", "counsellor", "therapist", "psychologist"),
        *("psychiatrist", "teacher", "officer", "advisor", "adviser", "pharmacist", "dentist", "physiotherapist"),
    )
)
_PAID = re.compile(r"\b((support|care|key|outreach) ?worker|personal assistant|paid carer)\b", re.IGNORECASE)
_OWN_LANGUAGES = frozenset({"", "en"})


class Interpreter(StrEnum):
    """Who interpreted."""

    NOBODY = "nobody"
    PROFESSIONAL = "professional"
    TELEPHONE = "telephone"
    FAMILY = "family"
    PAID = "paid"


_UNTRAINED = (Interpreter.FAMILY, Interpreter.PAID)
"""Who interprets and is no interpreter: known to the person, with a part of their own in what is told."""

INTERPRETER_WORDS = {
    Interpreter.NOBODY: "No interpreter",
    Interpreter.PROFESSIONAL: "With a professional interpreter",
    Interpreter.TELEPHONE: "With an interpreter on the phone",
    Interpreter.FAMILY: "Interpreted by somebody they know",
    Interpreter.PAID: "Interpreted by somebody paid to support them, who is no interpreter",
}
"""Somebody they know may be a sister or a friend: the name says who."""


@dataclass(frozen=True)
class Present:
    """Somebody else who was here: the name, and who they are to the person."""

    name: str
    role: str = ""

    @property
    def words(self) -> str:
        """The name with who they are."""
        return f"{self.name}, {self.role}" if self.role else self.name


@dataclass(frozen=True, kw_only=True)
class PresenceWords:
    """Who was here. `interpreter` is None until somebody says; `seen_alone` None means that nobody wrote it down.

    `reference` is the interpreter's name or the number of the booking; `is_adult` says that the worker made sure that
    the relative or friend who interprets is of age.
    """

    interpreter: Interpreter | None = None
    reference: str = ""
    is_adult: bool = False
    people: tuple[Present, ...] = ()
    seen_alone: bool | None = None

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        if self.interpreter is None:
            return NOT_RECORDED
        parts = [INTERPRETER_WORDS[self.interpreter] + self._named]
        if self.people:
            parts.append("Also here: " + "; ".join(each.words for each in self.people))
        if self.seen_alone is not None:
            parts.append("Seen alone" if self.seen_alone else "Not seen alone")
        return ". ".join(parts) + "."

    @property
    def sets_aside(self) -> frozenset[Sensitive]:
        """Which questions are not asked now: before it is said who is here, none that are sensitive are."""
        if self.interpreter in (None, *_UNTRAINED):
            return frozenset(Sensitive)
        return frozenset({Sensitive.ALONE}) if self.people or self.seen_alone is False else frozenset()

    @property
    def others_may_see(self) -> bool:
        """Say whether somebody may read the screen who must not: what is not asked before them is not shown either."""
        return bool(self.sets_aside)

    @property
    def told_by(self) -> str:
        """Return who interpreted, to name as the one who told what words mean; empty where nobody is on record."""
        return "" if self.interpreter in (None, Interpreter.NOBODY) else self.reference

    @property
    def _named(self) -> str:
        if not self.reference:
            return ""
        is_number = any(sign.isdecimal() for sign in self.reference) and self.interpreter not in _UNTRAINED
        return f", ref {self.reference}" if is_number else f": {self.reference}"


ONLY_US = PresenceWords(interpreter=Interpreter.NOBODY, seen_alone=True)
"""The usual talk: the person and the worker, and nobody interprets."""

TO_BE_SAID = PresenceWords()
"""Others are here or somebody interprets, and who it is comes on the next page."""


@dataclass(frozen=True, kw_only=True)
class SavePresence(PresenceWords):
    """The command to keep who was here; `version` is the one the worker saw, 0 where nothing was on record."""

    assessment_id: UUID
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class PresenceRecord(PresenceWords):
    """Who was here, as every page reads it."""

    version: int = 0

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be said who is here."""
        return self.interpreter is None


def may_need_interpreter(client: ClientRecord) -> bool:
    """Say whether the record hints that somebody must interpret: a tick, another language, a need."""
    language = client.language.split("-", 1)[0].casefold()
    needs = " ".join(need.text.casefold() for need in client.needs)
    return (
        client.interpreter_needed
        or language not in _OWN_LANGUAGES
        or "interpreter" in needs
        or "sign language" in needs
    )


def group_of(person: PersonRecord, today: date) -> AgeGroup:
    """Return what the circle tells of somebody's age."""
    return age_group(f"{person.relationship} {person.role}", person.note, today=today)


def offered(circle: Iterable[PersonRecord], today: date) -> tuple[PersonRecord, ...]:
    """Return who may be offered as interpreter: whoever is in the person's life now, no child and no animal.

    Who stands there by profession is nobody they know, so of those only an interpreter is offered, and who is paid to
    support the person: they are at home with them, and are no family.
    """
    return tuple(
        each
        for each in circle
        if each.ended_on is None
        and group_of(each, today) is not AgeGroup.CHILD
        and not is_animal(each)
        and (kind_of(each) is not Interpreter.FAMILY or not _stands_as(each, _PROFESSIONS))
    )


def is_animal(person: PersonRecord) -> bool:
    """Say whether the words on who somebody is name an animal: "cat", "guide dog", but not "dog walker"."""
    return _stands_as(person, _ANIMALS)


def kind_of(person: PersonRecord) -> Interpreter:
    """Return what somebody of the circle is where they interpret: by profession, paid for something else, or known."""
    about = f"{person.relationship}; {person.role}"
    if is_interpreter(person):
        return Interpreter.PROFESSIONAL
    return Interpreter.PAID if _PAID.search(about) else Interpreter.FAMILY


def _stands_as(person: PersonRecord, words: frozenset[str]) -> bool:
    """Say whether who somebody is, before any comma, ends in one of these words."""
    told = (re.findall(r"\w+", text.casefold().partition(",")[0]) for text in (person.relationship, person.role))
    return any(each[-1] in words for each in told if each)


def present(person: PersonRecord) -> Present:
    """Return somebody of the circle as one who is here."""
    return Present(person.name, person.relationship or person.role)


def is_interpreter(person: PersonRecord) -> bool:
    """Say whether somebody of the circle stands there as an interpreter by profession."""
    return bool(re.search(r"\binterpreter\b", f"{person.relationship} {person.role}", re.IGNORECASE))


def check(words: PresenceWords, circle: Iterable[PersonRecord], today: date) -> None:
    """Refuse what cannot be.

    Raises:
        ValueError: all that is wrong, in plain sentences for the worker.
    """
    if found := [*missing(words), *faults(words, circle, today)]:
        raise ValueError(" ".join(found))


def missing(words: PresenceWords) -> Iterator[str]:
    """Yield what is not said yet."""
    if words.interpreter is None:
        yield "Say whether somebody interprets."


def faults(words: PresenceWords, circle: Iterable[PersonRecord], today: date) -> Iterator[str]:
    """Yield everything that cannot be, each in one sentence, so that nothing is refused after something else."""
    if len(words.reference) > REFERENCE_LENGTH:
        yield f"The name or number is too long. Use {REFERENCE_LENGTH} characters or fewer."
    if len(words.people) > PEOPLE:
        yield f"There is room for {PEOPLE} people."
    if any(not each.name or max(len(each.name), len(each.role)) > NAME_LENGTH for each in words.people):
        yield f"Write a name for everybody who is here, in {NAME_LENGTH} characters or fewer."
    if fault := family_fault(words, tuple(circle), today):
        yield fault
    if words.seen_alone and (words.people or words.interpreter in _UNTRAINED):
        yield "You wrote that others are here, so the person is not seen alone. Choose No."


def family_fault(words: PresenceWords, circle: tuple[PersonRecord, ...], today: date) -> str:
    """Say why this relative, friend or support worker cannot interpret; empty where they can.

    They have a name and are of age: by the words about them, or by the worker's tick. Who is paid needs no tick.
    """
    if words.interpreter not in _UNTRAINED:
        return ""
    if not words.reference:
        return "Write who interprets."
    chosen = [each for each in offered(circle, today) if present(each).words == words.reference]
    if not chosen and any(_is_named(each, words.reference) for each in circle if _is_child(each, today)):
        return f"{CHILD} The page People says that this is one. Book an interpreter instead."
    groups = {group_of(each, today) for each in chosen} or {age_group(_after_name(words.reference), today=today)}
    if AgeGroup.CHILD in groups:
        about = _after_name(words.reference).strip()
        return f"{CHILD} You wrote “{about}” after the name. Book an interpreter instead."
    if words.interpreter is Interpreter.FAMILY and groups != {AgeGroup.ADULT} and not words.is_adult:
        return f"{CHILD} Tick that the person is 18 or older, or book an interpreter instead."
    return ""


def _is_child(person: PersonRecord, today: date) -> bool:
    return group_of(person, today) is AgeGroup.CHILD


def _is_named(person: PersonRecord, reference: str) -> bool:
    """Say whether a text begins with somebody's name, whatever stands behind it."""
    name, said = (re.findall(r"\w+", text.casefold()) for text in (person.name, reference))
    return bool(name) and said[: len(name)] == name


def _after_name(reference: str) -> str:
    """Return what stands behind the name: "Lily, daughter, 12" tells that she is 12; a bare name tells nothing."""
    return reference.partition(",")[2]
