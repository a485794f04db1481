"""The forms that bring a file in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.exchange.intake.cells import DateOrder
from linkdesk.exchange.intake.rules import TARGET_WORDS
from linkdesk.exchange.intake.rules import Target
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import FileField
from linkdesk.web.fields import Option
from linkdesk.web.fields import SelectField
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from linkdesk.exchange.intake.rules import FileReport

LEAVE_OUT = ""
TARGETS = (Option(LEAVE_OUT, "Leave this column out"), *(Option(each.value, TARGET_WORDS[each]) for each in Target))


class FileForm(BaseForm):
    """Choose a file."""

    file = FileField(
        "Which file?",
        [Needed("Choose a CSV or XLSX file.")],
        hint="CSV or XLSX, with headings like “Name” and “Date of birth” in its first row.",
    )


class ColumnsForm(BaseForm):
    """What each column holds; one list a column, made for the file by `for_file`."""

    order = ChoiceField("", options=())

    @classmethod
    def for_file(cls, report: FileReport, **given: Any) -> ColumnsForm:
        """Return the form of one file, with the guess or the last choice in it."""
        fields = {
            _name(column.place): SelectField(
                column.heading or f"Column {column.place + 1}",
                options=TARGETS,
                hint=_hint(column.samples),
                default=column.target.value if column.target else LEAVE_OUT,
            )
            for column in report.columns
        }
        order = ChoiceField(
            f"How is {report.unsure_date} meant?" if report.asks_for_order else "Which number of a date is the day?",
            options=_orders(),
            default=report.order.value if report.order else "",
            hint="Dates in this file can be read in two ways. The answer holds for all of them.",
        )
        made: ColumnsForm = type("ColumnsOfFile", (cls,), {**fields, "order": order})(**given)
        return made

    def chosen(self) -> dict[int, Target]:
        """Return what each column holds, those left out not among them."""
        return {
            int(field.name.removeprefix("column_")): Target(field.data)
            for field in self
            if field.name.startswith("column_") and field.data
        }

    def chosen_order(self) -> DateOrder | None:
        """Return which number of a date is the day, None where nobody said."""
        return DateOrder(self.order.data) if self.order.data else None


class BringForm(BaseForm):
    """Bring in what was checked."""

    alike_too = TickField("Bring in those who may be somebody known too, as new people")


def _name(place: int) -> str:
    return f"column_{place}"


def _hint(samples: tuple[str, ...]) -> str:
    return "Like: " + " · ".join(sample[:60] for sample in samples) if samples else "This column is empty."


def _orders() -> tuple[Option, ...]:
    return (
        Option(DateOrder.DAY_FIRST.value, "The day first, as in Britain", hint="1/2/84 is 1 February 1984."),
        Option(DateOrder.MONTH_FIRST.value, "The month first, as in America", hint="1/2/84 is 2 January 1984."),
    )
