"""The form of the columns is made for its file."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from uuid import UUID

from werkzeug.datastructures import MultiDict

from linkdesk.exchange.intake.cells import DateOrder
from linkdesk.exchange.intake.forms import BringForm
from linkdesk.exchange.intake.forms import ColumnsForm
from linkdesk.exchange.intake.forms import FileForm
from linkdesk.exchange.intake.rules import Column
from linkdesk.exchange.intake.rules import FileReport
from linkdesk.exchange.intake.rules import State
from linkdesk.exchange.intake.rules import Target
from tests.furnished import House

REPORT = FileReport(
    id=UUID(int=1),
    name="a.csv",
    notes=(),
    state=State.COLUMNS,
    columns=(
        Column(0, "Name", ("Ada Quill",), Target.FULL_NAME),
        Column(1, "DOB", ("1/2/84", "3/4/85"), Target.BIRTH_DATE),
        Column(2, "", (), None),
    ),
    order=None,
    unsure_date="1/2/84",
    rows=2,
    counts={},
    brought_in=0,
    created_at=datetime(2026, 11, 20, tzinfo=UTC),
)


def test_each_column_has_its_list_with_the_guess_in_it(house: House) -> None:
    with house.app.test_request_context("/"):
        form = ColumnsForm.for_file(REPORT)
        assert form.chosen() == {0: Target.FULL_NAME, 1: Target.BIRTH_DATE}
        assert form.chosen_order() is None
        assert (form["column_2"].label.text, form["column_2"].hint) == ("Column 3", "This column is empty.")
        assert form["column_1"].hint == "Like: 1/2/84 · 3/4/85"
        assert form.order.label.text == "How is 1/2/84 meant?"


def test_what_was_chosen_is_read(house: House) -> None:
    with house.app.test_request_context("/"):
        sent = MultiDict({"column_0": "family-name", "column_1": "", "column_2": "given-name", "order": "month-first"})
        form = ColumnsForm.for_file(REPORT, formdata=sent)
        assert form.chosen() == {0: Target.FAMILY_NAME, 2: Target.GIVEN_NAME}
        assert form.chosen_order() is DateOrder.MONTH_FIRST


def test_two_files_have_two_forms(house: House) -> None:
    with house.app.test_request_context("/"):
        ColumnsForm.for_file(REPORT)
        assert not [field for field in ColumnsForm() if field.name.startswith("column_")]
        assert not BringForm().alike_too.data
        assert FileForm().file.data is None
