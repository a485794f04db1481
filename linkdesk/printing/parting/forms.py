"""The form of the last page of a meeting, and of a reminder that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.printing.given.rules import HOW_WORDS
from linkdesk.printing.given.rules import GiveCopy
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.parting import rules
from linkdesk.printing.parting.rules import EndMeeting
from linkdesk.printing.parting.rules import Promise
from linkdesk.record.checks import clock_time
from linkdesk.settings import Limits
from linkdesk.web.display import long_date
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TextField
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from linkdesk.plans.rules import PlanRecord

LIMITS = Limits()


class PartingForm(BaseForm):
    """What was agreed, what the worker will do, when they meet again, the copy, and who is told."""

    words = TextField("The note", [Needed("Write in a few words what you agreed.")], rows=4, limit=LIMITS.text)
    promised = ChoicesField("I will")
    more = LineField("Something else I will do", limit=LIMITS.line)
    more_on = DateField("By when?")
    next_on = DateField("Day", hint="For example, 4 12 2026")
    next_time = LineField("Time", [Checked(clock_time)], limit=10, width=10, hint="Like 14:30 or 2:30 pm")
    next_place = LineField("Where?", limit=LIMITS.line)
    copy = ChoiceField(
        "Their copy of the plan",
        hint="Not given yet? Choose nothing: it stays on Today until they have it.",
        options=tuple(Option(how, words) for how, words in HOW_WORDS.items() if how is not How.LATER),
    )
    safe = ChoiceField(
        "Is the paper safe for them to take?",
        options=(
            Option(Safe.YES, "Yes, it is safe"),
            Option(Safe.PLAIN, "No. They take a plain page, or nothing"),
        ),
        inline=True,
    )
    tell = TickField("Put a message to the referrer on Today: a plan was agreed")

    def offer(self, plan: PlanRecord) -> None:
        """Offer what the worker does of this plan."""
        self.promised.options = tuple(
            Option(str(number), _promise_words(each)) for number, each in enumerate(rules.promises(plan))
        )

    def command_for(self, plan: PlanRecord) -> EndMeeting:
        """Return the end of the meeting."""
        offered = rules.promises(plan)
        chosen = [offered[int(number)] for number in self.promised.data or ()]
        own = [Promise(self.more.data, self.more_on.data)] if self.more.data else []
        copy = GiveCopy(plan.client_id, plan.id, How(self.copy.data)) if self.copy.data else None
        return EndMeeting(
            client_id=plan.client_id,
            plan_id=plan.id,
            words=self.words.data,
            next_on=self.next_on.data,
            next_time=self.next_time.data,
            next_place=self.next_place.data,
            safe=Safe(self.safe.data) if self.safe.data else None,
            copy=copy,
            promises=(*chosen, *own),
            tell=self.tell.data,
        )


class DoneForm(BaseForm):
    """One press says that a promise was kept; it carries the version that was on the page."""


def _promise_words(promise: Promise) -> str:
    return f"{promise.words}, by {long_date(promise.on)}" if promise.on else promise.words
