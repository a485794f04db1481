"""The form that attaches a paper asks for a file."""

from __future__ import annotations

from linkdesk.clients.papers.forms import PaperForm
from tests.furnished import House


def test_a_file_must_be_chosen(house: House) -> None:
    with house.app.test_request_context("/", method="POST", data={"title": "x"}):
        form = PaperForm()
        assert not form.validate()
        assert form.file.errors == ["Choose a picture or a PDF."]
