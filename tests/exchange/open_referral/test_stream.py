"""JSON read piece by piece."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.exchange.open_referral import stream
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Feeds


def read(text: str | bytes, limits: Feeds = stream.LIMITS) -> list[Any]:
    data = text.encode() if isinstance(text, str) else text
    return list(stream.values(io.BytesIO(data), limits))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"id": 1}', [{"id": 1}]),
        ("\ufeff [1, 2 , {}]", [1, 2, {}]),
        ('{"page": 1, "contents": [{"a": [1]}, 2], "last": true}', [{"a": [1]}, 2]),
        ('{"id": 1, "contents": [2]}', [{"id": 1, "contents": [2]}]),
        ('{"a": 1}\n{"b": 2}\n', [{"a": 1}, {"b": 2}]),
        ('{"contents": []}', []),
        ("[]", []),
        ("{}", []),
        ("  ", []),
    ],
)
def test_each_form_of_a_feed(text: str, found: list[Any]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("hello", stream.NOT_JSON),
        ("<html>", stream.NOT_JSON),
        ('[{"a": NaN}]', stream.NOT_JSON),
        ('[{"a" 1}]', stream.NOT_JSON),
        ("[1 2]", stream.NOT_JSON),
        ("[1],[2]", stream.NOT_JSON),
        ('{1: "a"}', stream.NOT_JSON),
        (b"[\xff\xfe]", stream.NOT_JSON),
        ('{"contents": [{"id": 1}, {"id": 2', stream.HALF),
        ('{"contents": [{"id": 1},', stream.HALF),
        ('{"contents": [{"id": "x', stream.HALF),
        ('{"contents": [{"id": 1}]', stream.HALF),
        ("[" + '{"a":' * 200_000, stream.TOO_DEEP),
        ("[" + '{"a":' * 50 + "1" + "}" * 50 + "]", stream.TOO_DEEP),
    ],
)
def test_what_is_no_whole_feed_is_refused_in_one_sentence(text: str | bytes, sentence: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read(text)
    assert refusal.value.sentence == sentence


def test_every_cut_of_a_feed_is_refused() -> None:
    whole = json.dumps({"total": 1, "contents": [{"id": "a", "n": [1, "x]"]}]})
    assert read(whole)
    for end in range(1, len(whole)):
        with pytest.raises(FileRefused):
            read(whole[:end])


def test_what_is_too_large_is_refused() -> None:
    limits = replace(Feeds(), object_bytes=1000, file_bytes=1_000_000)
    with pytest.raises(FileRefused) as refusal:
        read(json.dumps(["x" * 400_000]), limits)
    assert refusal.value.sentence == stream.TOO_LARGE
    with pytest.raises(FileRefused, match="larger than 0 MB"):
        read(json.dumps(list(range(300_000))), limits)


@given(
    st.lists(st.dictionaries(st.text(max_size=5), st.integers() | st.text() | st.booleans(), max_size=3), max_size=9)
)
def test_a_list_is_read_as_it_is_whatever_the_pieces(entries: list[dict[str, Any]]) -> None:
    class Drip(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return super().read(3)

    data = json.dumps(entries, ensure_ascii=False).encode()
    assert list(stream.values(Drip(data))) == entries
