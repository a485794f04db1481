"""The forms of a batch: nobody stands where the record speaks against it."""

from __future__ import annotations

import uuid
from datetime import date

from flask import Flask

from linkdesk.desk.plans_due import AgreedPlan
from linkdesk.printing.many_forms import SafeForm
from linkdesk.printing.many_safe import Asked


def test_who_may_have_paper_is_ticked_and_who_may_not_is_left_out_with_the_reason() -> None:
    app = Flask(__name__)
    app.secret_key = "x"
    no, yes = (AgreedPlan(uuid.uuid4(), uuid.uuid4(), who) for who in ("A", "B"))
    born = date(1956, 2, 3)
    with app.test_request_context():
        form = SafeForm()
        form.offer((Asked(no, ("Give no paper", "See post"), born), Asked(yes, (), born, ("A, born 4 May 2001",))))
    assert [(each.value, each.hint) for each in form.plain.options] == [
        (str(no.plan_id), "Born 3 February 1956. On record: Give no paper, See post")
    ]
    assert [each.hint for each in form.take.options] == [
        "Born 3 February 1956. Check the date of birth, this name is like another here: A, born 4 May 2001."
    ]
    assert [each.value for each in form.take.options] == form.take.data == [str(yes.plan_id)]
    assert not form.plain.data
