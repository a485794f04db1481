"""Which answers of a talk others must not read: put away while someone is beside the worker, and quoted nowhere.

The guidance on domestic abuse for services in England is to ask alone and to let nobody else see what was said; the
question by itself tells somebody that it was asked, so a question goes as a whole and whatever its answer is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.questionnaire import with_dependants
from linkdesk.assessments.reading import rules
from linkdesk.assessments.reading.page import marks
from linkdesk.assessments.shelf import queries as shelf

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.rules import AssessmentRecord


def never_quoted(session: Session, record: AssessmentRecord) -> frozenset[str]:
    """Return the link ids of sensitive questions and all they lead to; of a form that is not here, of every answer."""
    if not shelf.has(session, record.form_url, record.form_version):
        return frozenset(each.link_id for each in record.answers)
    return sensitive_in(shelf.form_of(session, record.form_url, record.form_version))


def put_away_beside(session: Session, record: AssessmentRecord) -> frozenset[str]:
    """Return the link ids of the questions that are put away while someone is beside the worker.

    Those that are sensitive or may be listed to be talked about, whatever the answer is. Where a row of numbers is
    listed, every row of the talk goes with it: which one is missing must not tell which one stands out.
    """
    hidden = never_quoted(session, record)
    if shelf.has(session, record.form_url, record.form_version):
        hidden |= worth_in(shelf.form_of(session, record.form_url, record.form_version))
    listed = rules.worth_talking_about(record.answers, record.scores, marks(session, record))
    hidden |= {each.answer.link_id for each in listed}
    rows = {score.link_id for score in record.scores if score.link_id}
    return hidden | rows if hidden & rows else hidden


def sensitive_in(form: Form) -> frozenset[str]:
    """Return the link ids of the sensitive questions of a form and of all that are asked because of one."""
    return with_dependants(form, [each.link_id for each in form.questions if each.sensitive])


def worth_in(form: Form) -> frozenset[str]:
    """Return the link ids of the questions of which an answer may be listed to be talked about, rows of numbers aside.

    What is asked because of a marked question goes with it. An area of life is marked as one answer of many, and
    brings up half of the form: there only the choice itself goes.
    """
    whole = [each.link_id for each in form.questions if each.talk_about]
    return with_dependants(form, whole) | {each.link_id for each in form.questions if rules.may_be_listed(each)}
