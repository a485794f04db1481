"""Each refusal speaks one to three plain sentences."""

from __future__ import annotations

import re

import pytest

from linkdesk.record import errors
from linkdesk.record.errors import LinkDeskError

CLASSES = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, LinkDeskError)]


@pytest.mark.parametrize("refusal", CLASSES, ids=lambda c: c.__name__)
def test_the_docstring_is_the_sentence(refusal: type[LinkDeskError]) -> None:
    sentence = refusal().sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert 1 <= len(re.findall(r"[.!?](?:\s|$)", sentence)) <= 4
    assert 400 <= refusal.status < 600


def test_a_sentence_of_its_own_replaces_it() -> None:
    assert LinkDeskError("Just this.").sentence == "Just this."
