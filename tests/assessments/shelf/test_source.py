"""Reading forms of the shelf, once."""

from __future__ import annotations

import pytest

from linkdesk.assessments.questionnaire import Form
from linkdesk.assessments.shelf.source import Known
from linkdesk.assessments.shelf.source import inline_files
from linkdesk.assessments.shelf.source import questionnaire
from linkdesk.assessments.shelf.source import read
from linkdesk.record.errors import FileRefused
from tests.assessments.shelf import made


def test_a_form_is_read() -> None:
    assert [question.link_id for question in read(made.raw(made.garden()), {}, {}).questions] == [
        "grows",
        "like",
        "why",
    ]


@pytest.mark.parametrize("data", [b"[]", b"{", b"1"])
def test_what_is_no_form_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused):
        questionnaire(data)


def test_files_in_the_form_are_taken_out() -> None:
    found = inline_files(made.garden(extension=[made.inline(made.SVG)]))
    assert list(found.values()) == [made.SVG]
    broken = made.garden(extension=[made.media(made.ITEM_MEDIA, "", data="%%%")])
    with pytest.raises(FileRefused, match="base64"):
        inline_files(broken)


def test_a_form_is_made_once_until_it_is_forgotten() -> None:
    known = Known()
    times: list[int] = []

    def make() -> Form:
        times.append(1)
        return read(made.raw(made.garden()), {}, {})

    for _ in range(3):
        known.get("a", make)
    assert len(times) == 1
    known.forget()
    known.get("a", make)
    for number in range(60):
        known.get(str(number), make)
    known.get("a", make)
    assert len(times) == 63
