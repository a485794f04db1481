"""What an export holds, who sends it, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.assessments.measures.rules import HeldScoreRecord
    from linkdesk.assessments.measures.rules import NotAskedRecord
    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.assessments.sort.rules import SortRecord
    from linkdesk.clients.about.rules import AboutRecord
    from linkdesk.clients.circle.rules import PersonRecord
    from linkdesk.clients.risks.rules import RiskRecord
    from linkdesk.clients.rules import ClientRecord
    from linkdesk.clients.sharing.rules import DecisionRecord
    from linkdesk.clients.sharing.rules import OverrideRecord
    from linkdesk.clients.sharing.rules import RepresentativeRecord
    from linkdesk.connections.gaps.rules import GapRecord
    from linkdesk.connections.rules import ConnectionRecord
    from linkdesk.contacts.rules import ContactRecord
    from linkdesk.episodes.rules import EpisodeRecord
    from linkdesk.episodes.rules import EventRecord
    from linkdesk.episodes.stages import Stage
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.printing.given.rules import CopyRecord
    from linkdesk.printing.given.rules import PrintRecord
    from linkdesk.printing.parting.rules import PartingRecord
    from linkdesk.printing.parting.rules import ReminderRecord
    from linkdesk.wording.own.rules import OwnTranslation

Outline = Mapping[str, tuple[tuple[str, str], ...]]
"""For each question of a form the groups around it, outermost first, as (link id, words)."""

Outlines = Callable[[str, str], Outline]
"""Gives the outline of a form by its address and version; empty for a form without groups."""

SAFEGUARDING = "Safeguarding concerns are never in this file."

OURS_SAFETY = "Risks, the keep-safe line and sharing without permission are only in CSV files for our own service."
OURS = (
    "Referrals, what is written about a person, the people around them and permissions to share are only in CSV files "
    "for our own service or for the person."
)
"""Said where they are not in a file: no permission covers them, and FHIR does not hold them yet."""

THEIRS = (
    "What others wrote about the person is not in this file until somebody has looked through it: the referrer’s "
    "words and the notes of workers."
)
"""Said in a CSV file for the person."""

WITHHELD_SAFETY = (SAFEGUARDING, OURS_SAFETY)
"""Not said on a screen that somebody else may see."""

WITHHELD = (
    SAFEGUARDING,
    "Answers to sensitive questions are never in this file.",
    "Letters, pictures and PDFs that were brought in are not in this file.",
    "Drawn signatures stay in LinkDesk; the file says only that something was signed.",
    "Drafts that were typed but not saved are not in this file.",
    "The read log and the audit are not in this file.",
    "What was passed on, and messages that are owed, are not in this file.",
    "Pictures beside goals and steps are not in this file.",
    "The print format and size that were chosen for a client are in CSV files only.",
    "Who was here in a talk is in CSV files only, by name only in those for our own service or for the person.",
    "The settings and help numbers of the service are not in this file.",
)
"""Said in every export, so that nobody takes a gap for "there is none"."""

SENSITIVE = "Who they are beyond name and contact details (gender, ethnicity, family and the like) is not in this file."
"""Said where a file leaves our own service."""

OWN_SERVICE = "Our own service"
NOT_ENCRYPTED = "This file is not encrypted. Anyone who opens it can read it."
FOLDER_NOT_ENCRYPTED = "The files in this folder are not encrypted. Anyone who opens them can read them."
PRACTICE = "PRACTICE: these people are invented."


class ExportKind(StrEnum):
    """What can be made."""

    FHIR = "fhir"
    CSV = "csv"


@dataclass(frozen=True)
class Sender:
    """The organisation and the worker that the file comes from; `practice` marks invented people."""

    organisation_id: UUID
    organisation_name: str
    worker_id: UUID
    worker_name: str
    ods_code: str = ""
    practice: bool = False


@dataclass(frozen=True)
class Dossier:
    """All that leaves about one client; events newest first."""

    client: ClientRecord
    assessments: tuple[AssessmentRecord, ...] = ()
    plans: tuple[PlanRecord, ...] = ()
    about: AboutRecord | None = None
    people: tuple[PersonRecord, ...] = ()
    risks: tuple[RiskRecord, ...] = ()
    representatives: tuple[RepresentativeRecord, ...] = ()
    decisions: tuple[DecisionRecord, ...] = ()
    overrides: tuple[OverrideRecord, ...] = ()
    episodes: tuple[EpisodeRecord, ...] = ()
    stages: Mapping[UUID, Stage] = field(default_factory=dict)
    events: tuple[EventRecord, ...] = ()
    sorts: tuple[SortRecord, ...] = ()
    connections: tuple[ConnectionRecord, ...] = ()
    unmet_needs: tuple[GapRecord, ...] = ()
    not_asked: tuple[NotAskedRecord, ...] = ()
    held_scores: tuple[HeldScoreRecord, ...] = ()
    prints: tuple[PrintRecord, ...] = ()
    copies: tuple[CopyRecord, ...] = ()
    partings: tuple[PartingRecord, ...] = ()
    reminders: tuple[ReminderRecord, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    translations: tuple[OwnTranslation, ...] = ()


@dataclass(frozen=True)
class FileMade:
    """One file of an export: a neutral name, never a person's, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Note:
    """What stands in every export about itself: for whom it is, and what is not in it."""

    for_whom: str = OWN_SERVICE
    withheld: tuple[str, ...] = WITHHELD


@dataclass(frozen=True)
class Parcel:
    """A whole export before it is written: its files and how many clients are in it."""

    kind: ExportKind
    files: tuple[FileMade, ...]
    clients: int
    withheld: tuple[str, ...] = WITHHELD
    for_whom: str = OWN_SERVICE
