"""A form that was filled in on paper and typed in later: which day it was, and how that is said; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.answers import SKIPPED
from linkdesk.assessments.answers import UNKNOWN
from linkdesk.assessments.rules import Setting
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from datetime import date

    from linkdesk.assessments.rules import AssessmentRecord

WORDS = {SKIPPED: "Empty on the paper", UNKNOWN: "They do not know"}
"""What a client says of a question they left, as the worker who types it in reads it."""

NO_DAY = "Write the day on which the paper form was filled in."
NOT_PAPER = "You wrote a day for a paper form. Choose the paper form as the answer above, or empty the day."
TO_COME = "The day of the paper form is still to come. Write the day on which it was filled in."
BEFORE_BIRTH = "The day of the paper form is before the person was born. Check the year."
ON_PAPER = "This talk was filled in on paper, so the screen is not turned. Nothing was changed. Start a new talk."


def check(setting: Setting, paper_on: date | None, birth_date: date, today: date) -> None:
    """Refuse a day that cannot be.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if setting is not Setting.PAPER:
        if paper_on is not None:
            raise ValueError(NOT_PAPER)
        return
    if paper_on is None:
        raise ValueError(NO_DAY)
    if paper_on > today:
        raise ValueError(TO_COME)
    if paper_on < birth_date:
        raise ValueError(BEFORE_BIRTH)


def sentence(record: AssessmentRecord) -> str:
    """Say that the answers came on paper, who typed them in and when; empty for a talk at the screen."""
    if record.paper_on is None:
        return ""
    by = f" by {record.entered_by}" if record.entered_by else ""
    return f"Completed on paper on {long_date(record.paper_on)}, entered{by} on {long_date(record.entered_at)}."
