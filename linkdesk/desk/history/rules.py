"""The audit and the read log in plain words; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from linkdesk.clients import person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

LONGEST_VALUE = 600
NOTHING = "nothing"


class Show(StrEnum):
    """Which lines of a history are wanted."""

    ALL = "all"
    CHANGES = "changes"
    LOOKS = "looks"


@dataclass(frozen=True)
class Wanted:
    """Which lines, of which worker (None for everybody)."""

    show: Show = Show.ALL
    worker_id: UUID | None = None


@dataclass(frozen=True)
class FieldChange:
    """One field as it was and as it became; `old` is empty for what is new, `new` for what is gone."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Row:
    """One changed thing: its name ("Goal") and its fields."""

    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Line:
    """One line of a history: when, who, what in plain words; for a change also what became of each field."""

    at: datetime
    worker_id: UUID
    worker: str
    words: str
    looked: bool
    rows: tuple[Row, ...] = ()
    times: int = 1


def folded(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines with looks that follow each other, by one worker on one day, as one line of several times."""
    kept: list[Line] = []
    for line in lines:
        last = kept[-1] if kept else None
        if last and line.looked and _like(last) == _like(line):
            kept[-1] = replace(last, times=last.times + 1)
        else:
            kept.append(line)
    return tuple(kept)


def _like(line: Line) -> tuple[object, ...]:
    return line.looked, line.worker_id, line.words, line.at.astimezone().date()


@dataclass(frozen=True)
class HistoryPage:
    """One page of a history, the newest first."""

    lines: tuple[Line, ...]
    total: int
    number: int
    pages: int


@dataclass(frozen=True)
class Look:
    """One line of what a worker looked at; `who` is empty where it was about nobody in particular."""

    at: datetime
    words: str
    client_id: UUID | None
    who: str


@dataclass(frozen=True)
class LooksPage:
    """One page of what a worker looked at, the newest first."""

    looks: tuple[Look, ...]
    total: int
    number: int
    pages: int


VERBS = {
    "add_client": "Added to the caseload",
    "change_client": "Details changed",
    "merge_clients": "Made one record with another",
    "undo_merge": "Taken apart again",
    "note_risk": "Risk noted",
    "note_no_known_risk": "Noted that no risk is known",
    "change_risk": "Risk changed",
    "end_risk": "Risk ended",
    "save_about": "About them written",
    "add_circle_person": "Somebody in their life added",
    "change_circle_person": "Somebody in their life changed",
    "end_circle_person": "Somebody in their life no more",
    "receive_person": "Added to the caseload with a referral",
    "receive_referral": "Referral received",
    "triage": "Decided about the referral",
    "note_attempt": "Tried to reach them",
    "book_visit": "First visit booked",
    "note_contact": "Contact written down",
    "name_drop_in": "A drop-in became their contact",
    "add_from_drop_in": "Added from a drop-in",
    "change_contact": "Contact put right",
    "tell_referrer": "Message to the referrer written down",
    "start_closing": "Coming to an end",
    "close_episode": "Closed",
    "reopen_episode": "Opened again",
    "settle_message": "Message settled",
    "change_referral": "Referral changed",
    "start_assessment": "Assessment started",
    "give_answer": "Answer given",
    "turn_page": "Assessment gone on with",
    "finish_assessment": "Assessment finished",
    "use_language": "Language of the talk set",
    "choose_language": "The client chose the language",
    "turn_screen": "Screen handed to the client",
    "stop_for_today": "The client stopped for today",
    "say_meaning": "Wrote what an answer means in English",
    "confirm_reading": "Read before they went",
    "start_sort": "Picture sort started",
    "record_paper_sort": "Picture sort on paper written down",
    "save_presence": "Who was here written down",
    "ask_alone": "Asked when alone",
    "save_how": "How a talk ran put right",
    "note_not_asked": "Measure not asked",
    "note_held_score": "Total held elsewhere noted",
    "correct_held_score": "Total held elsewhere put right",
    "take_away_measure": "Note about a measure taken away",
    "ask_waiting": "Talked about areas that waited",
    "start_plan": "Plan started",
    "type_in_plan": "Plan typed in from paper",
    "change_plan": "Plan changed",
    "add_goal": "Goal added",
    "change_goal": "Goal changed",
    "remove_goal": "Goal removed",
    "agree_plan": "Plan agreed",
    "note_print": "Printed, saved or opened",
    "wait_to_print": "Put aside for the office printer",
    "print_waiting": "Printed in the office",
    "remove_waiting": "Not to be printed after all",
    "end_meeting": "Meeting ended",
    "move_meeting": "Meeting moved",
    "call_off_meeting": "Meeting called off",
    "book_meeting": "Meeting booked",
    "reminder_done": "Promise kept",
    "reminder_open": "Promise not kept yet",
    "give_copy": "Copy of the plan given",
    "take_back_copy": "Copy of the plan taken back",
    "review_needs": "Needs looked at again",
    "note_death": "Noted that the person died",
    "take_back_death": "Taken back that the person died",
    "keep_sensitive_answer": "Sensitive question answered",
    "remove_sensitive_answer": "Sensitive answer taken away",
    "choose_sensitive_topics": "Sensitive questions chosen",
    "set_keep_safe": "Keep-safe line changed",
    "record_sharing_decisions": "Permission to share recorded",
    "add_representative": "Representative added",
    "end_representative": "Representative ended",
    "share_without_permission": "Shared without permission",
    "end_sharing_without_permission": "Sharing without permission ended",
    "pass_on": "Passed on",
    "keep_apart": "Record kept apart",
    "change_named": "Workers named for the record changed",
    "end_apart": "Record opened to everybody again",
    "arrange_cover": "Cover arranged",
    "break_glass": "Got in although the record is kept apart",
    "note_seen": "Notice seen",
    "start_connection": "Brought to a service",
    "note_connection": "Noted how it goes with a service",
    "take_back_connection": "Took back what was noted about a service",
    "keep_connection": "Wrote about a service they go to",
    "note_barrier": "Noted what stands in the way",
    "solve_barrier": "Noted how it was solved",
    "note_unmet_need": "Noted that no service fits",
    "take_back_unmet_need": "Took back that no service fits",
    "hand_over": "Handed over to another worker",
}
"""What was done, as the audit names it; a verb that is not here is shown by its own words."""

LOOKS = {
    "measures": "Looked at how things changed",
    "client": "Opened the record",
    "print": "Looked at a print or made one",
    "export": "Made a file of the record",
    "sensitive": "Opened a sensitive question",
    "list": "Listed everybody in the terminal",
    "glass broken": "Got in although the record is kept apart",
    "glass tried": "Tried to get into a record kept apart",
    "kept apart": "Looked at who is kept apart",
    "handover": "Looked at whose cases can be handed over",
    "history": "Looked at what a worker looked at",
    "not used": "Looked at why a service is not used",
}
EVERYBODY = ("export", "list")
"""Readings without a client that showed every client there was."""

WHOLE = {"export": "Made a file of everybody"}

THINGS = {
    "client": "Details",
    "client_merge": "One record of two",
    "sensitive_fact": "Sensitive answer",
    "plan_goal": "Goal",
    "plan_step": "Step",
    "assessment_answer": "Answer",
    "assessment_presence": "Who was here",
    "assessment_aside": "Ask when alone",
    "assessment_reading": "Read before they go",
    "picture_sort": "Picture sort",
    "print_out": "Print",
    "copy_given": "Copy of the plan",
    "parting": "End of a meeting",
    "reminder": "Reminder",
    "episode": "Referral",
    "episode_event": "Event",
    "connection": "Connection",
    "connection_event": "How it goes with a service",
    "connection_barrier": "What stood in the way",
    "unmet_need": "No service fits",
    "restriction": "Kept apart",
    "named_worker": "Named worker",
    "glass_broken": "Got in",
    "sharing_decision": "Permission to share",
    "sharing_representative": "Representative",
    "sharing_override": "Sharing without permission",
    "sharing_passed": "Passed on",
}
FIELDS = {
    "nhs_number": "NHS number",
    "no_nhs_reason": "Reason for no NHS number",
    "gp_practice_name": "GP practice",
    "gp_practice_code": "GP practice code",
    "address_lines": "Address",
    "keep_safe": "Keep-safe line",
    "is_carer": "Carer",
    "reading_language": "Language they read",
    "does_not_read": "Does not read, or only with help",
    "nhs_status": "NHS number status",
    "gp_name": "GP",
    "gp_opt_out": "Uses another doctor",
    "contact_limits": "What nobody may do",
    "needs_reviewed_on": "Needs looked at on",
    "witness": "Who saw it",
    "meaning": "What it means in English",
    "meaning_by": "Who said so",
    "not_signed_because": "Why they did not sign",
    "deceased_on": "Died on",
    "deceased_source": "Told by",
    "death_taken_back": "Death taken back because",
    "owner_id": "Whose caseload",
    "worker_id": "Worker",
    "seen_by": "Seen by",
    "link_id": "Question",
    "when_text": "When",
    "if_hard": "If it gets hard",
    "reference": "Name or booking number",
    "is_adult": "18 or older",
    "if_harder": "If it gets harder",
    "first_words": "As it was first typed",
    "left_out": "Goals left out, and why",
    "chosen_format": "Print format",
    "chosen_size": "Print size",
    "paper_on": "Completed on paper on",
    "mono": "Without colour",
    "safe": "Safe to take",
    "left_at": "Left at",
    "left_by": "Printed by",
    "next_on": "We meet again on",
    "next_time": "At",
    "next_place": "Where",
    "done_on": "Done on",
}
INNER = frozenset(
    {
        "id",
        "organisation_id",
        "created_at",
        "updated_at",
        "version",
        "family_key",
        "given_key",
        "search_text",
        "position",
        "changes",
        "gone_id",
        "seal",
    }
)
"""What the program keeps for itself; it tells a reader nothing."""

SECRET = re.compile(r"hash|signature|strokes|code_hash")
NEVER_SHOWN = re.compile(r"^sensitive")
"""Tables whose change is shown and whose words are not: they are asked on a page of their own, and read only there."""

_WORKERS = frozenset({"owner_id", "taken_back_by", "worker_id", "seen_by", "settled_by", "left_by"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def done(verb: str) -> str:
    """Return what was done in plain words."""
    return VERBS.get(verb) or plain_name(verb)


def looked(kind: str, *, everybody: bool = False) -> str:
    """Return how somebody looked in plain words."""
    return (WHOLE.get(kind) if everybody else None) or LOOKS.get(kind) or f"Looked: {kind.replace('_', ' ')}"


def plain_name(name: str) -> str:
    """Return a name of ours as words: `given_name` is "Given name"."""
    return name.removesuffix("_id").replace("_", " ").capitalize()


def row_of(table: str, values: Mapping[str, Any], workers: Mapping[str, str]) -> Row:
    """Return one changed row: columns with old and new value, without what the program keeps for itself.

    `workers` maps the id of a worker to the name.
    """
    name = THINGS.get(table) or plain_name(table)
    if NEVER_SHOWN.match(table):
        return Row(name, ())
    fields = []
    for column, (old, new) in values.items():
        if _is_inner(column, is_new=old is None):
            continue
        change = FieldChange(
            FIELDS.get(column) or plain_name(column), value(column, old, workers), value(column, new, workers)
        )
        if change.old != change.new:
            fields.append(change)
    return Row(name, tuple(fields))


def _is_inner(column: str, *, is_new: bool) -> bool:
    if column in _WORKERS:
        return column == "owner_id" and is_new
    return column in INNER or (column.endswith("_id") and column != "link_id") or bool(SECRET.search(column))


def value(column: str, kept: Any, workers: Mapping[str, str]) -> str:
    """Return a kept value in words; empty for nothing."""
    if column in _WORKERS and kept:
        return workers.get(str(kept), "A worker without a name yet")
    if column in person.CHOICES and kept:
        return person.words(person.CHOICES[column](kept))
    return _words(kept)[:LONGEST_VALUE]


def _words(kept: Any) -> str:
    if kept is None or kept == "":
        return ""
    if isinstance(kept, bool):
        return "yes" if kept else "no"
    if isinstance(kept, float):
        return f"{kept:.10g}"  # a whole number has no point behind it
    if isinstance(kept, list):
        return "; ".join(found for each in kept if (found := _words(each)))
    if isinstance(kept, dict):
        return ", ".join(found for each in kept.values() if (found := _words(each)))
    return _text(str(kept))


def _text(text: str) -> str:
    if _DAY.fullmatch(text):
        return _long(date.fromisoformat(text))
    if _MOMENT.match(text):
        moment = datetime.fromisoformat(text).astimezone()
        return f"{_long(moment.date())}, {moment:%H:%M}"
    return text.replace("_", " ") if re.fullmatch(r"[a-z]+(_[a-z]+)+", text) else text


def _long(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
