"""The forms of a batch: what to print for whom, and for whom it is safe to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.printing.forms import ITEMS
from linkdesk.web.display import long_date
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from linkdesk.printing.many_safe import Asked

REVIEWS, CASELOAD = "reviews", "caseload"


def _option(one: Asked) -> Option:
    said = [f"Born {long_date(one.birth_date)}."]
    if one.alike:
        said.append(f"Check the date of birth, this name is like another here: {'; '.join(one.alike)}.")
    if one.why:
        said.append(f"On record: {', '.join(one.why)}")
    return Option(str(one.due.plan_id), one.due.who, hint=" ".join(said))


class ManyForm(BaseForm):
    """For whom, and what; it stands in the address, for nothing is changed by it."""

    class Meta(BaseForm.Meta):
        """A form that only reads needs no token."""

        csrf = False

    whose = ChoiceField(
        "For whom?",
        [Needed("Choose for whom.")],
        options=(
            Option(REVIEWS, "Whose plan we look at again on one day"),
            Option(CASELOAD, "Everyone in my caseload with an agreed plan"),
        ),
    )
    day = DateField("Which day?", hint="Only asked for when you print for one day.")
    item = ChoiceField("What to print", [Needed("Choose what to print.")], options=ITEMS)
    mono = TickField("For a printer without colour")


class SafeForm(BaseForm):
    """For whom the paper itself is printed, and for whom a plain page; nobody else is printed for."""

    plain = ChoicesField(
        "Paper is not safe for these people",
        hint="They are left out, unless you tick to print them a plain page: a name, a date and a phone number, "
        "without the service and without a topic.",
    )
    take = ChoicesField(
        "Nothing on record speaks against paper for these people",
        hint="Take the tick away where you are not sure. Ask each of them before you hand it over.",
    )

    def offer(self, people: tuple[Asked, ...]) -> None:
        """Offer each person where the record says they belong; until the worker answers, paper is for who may have it.

        Beside the name stand the date of birth, who else here has such a name, and what on record speaks against paper,
        word for word.
        """
        self.plain.options = tuple(_option(one) for one in people if one.why)
        self.take.options = tuple(_option(one) for one in people if not one.why)
        if not self.is_submitted():
            self.take.data = [option.value for option in self.take.options]
