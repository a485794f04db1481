"""Pages as pictures, and the short memory of prints."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier

import pytest
from PIL import Image

from linkdesk.printing.pages import Recent
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.printing.plan import print_plan
from linkdesk.printing.rules import print_options
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import VaultLocked
from linkdesk.vault.pdfium import opened
from tests.printing.samples import PLAN
from tests.printing.samples import SAM

pytestmark = pytest.mark.prints


@pytest.fixture(scope="module")
def made() -> bytes:
    return print_plan(PLAN, SAM, print_options("easy-read"))


def test_every_page_is_a_whole_a4_picture_with_ink(made: bytes) -> None:
    count = count_pages(made)
    assert count > 1
    for number in range(1, count + 1):
        picture = Image.open(BytesIO(page_picture(made, number)))
        assert abs(picture.width - 1654) <= 1  # 210 mm at 200 dots per inch
        assert abs(picture.height - 2339) <= 1
        darkest, lightest = picture.convert("L").getextrema()
        assert (darkest, lightest) < (60, 256)
        assert lightest == 255


@pytest.mark.parametrize("number", [0, -1, 99])
def test_a_page_that_is_not_there_is_refused(made: bytes, number: int) -> None:
    with pytest.raises(NotFound, match="no such page"):
        page_picture(made, number)


def test_many_readers_at_once_get_the_same_picture(made: bytes) -> None:
    with ThreadPoolExecutor(4) as many:
        assert len(set(many.map(lambda _: page_picture(made, 1), range(8)))) == 1


def test_a_picture_holds_the_very_dots_that_were_drawn(made: bytes) -> None:
    with opened(made) as document:
        drawn = document[0].render(scale=200 / 72).to_pil()
    picture = Image.open(BytesIO(page_picture(made, 1)))
    assert picture.mode == "RGB"
    assert round(picture.info["dpi"][0]) == 200
    assert picture.tobytes() == drawn.convert("RGB").tobytes()


def test_prints_are_kept_within_bounds_and_the_lock_forgets_all() -> None:
    recent = Recent(most=10)
    for number in range(3):
        recent.keep(number, bytes([number]) * 4)
    assert [recent.get(number) for number in range(3)] == [None, b"\x01" * 4, b"\x02" * 4]
    recent.keep(1, b"x")
    assert recent.size == 5
    recent.keep("too large", b"x" * 11)
    assert (recent.get("too large"), recent.size) == (None, 0)
    recent.keep(4, b"4")
    recent.clear()
    assert (recent.get(4), recent.size) == (None, 0)


def test_a_print_that_is_looked_at_again_stays_longer() -> None:
    recent = Recent(most=2)
    recent.keep("first", b"1")
    recent.keep("second", b"2")
    assert recent.get("first")
    recent.keep("third", b"3")
    assert recent.get("first") == b"1"
    assert recent.get("second") is None


def test_what_is_asked_for_by_many_at_once_is_made_once() -> None:
    recent, calls, gate = Recent(), [], Barrier(4)

    def make() -> bytes:
        calls.append(1)
        return b"made"

    def ask(_number: int) -> bytes:
        gate.wait(60)
        return recent.make("paper", make)

    with ThreadPoolExecutor(4) as many:
        assert set(many.map(ask, range(4))) == {b"made"}
    assert len(calls) == 1


def test_a_fault_reaches_everyone_who_waits_and_is_not_kept() -> None:
    recent = Recent()
    with pytest.raises(ZeroDivisionError):
        recent.make("paper", lambda: bytes(1 // 0))
    assert recent.make("paper", lambda: b"made") == b"made"


def test_what_was_begun_before_the_lock_is_not_kept_after_it() -> None:
    recent = Recent()
    era = recent.era

    def locked_meanwhile() -> bytes:
        recent.clear()
        return b"made"

    with pytest.raises(VaultLocked):
        recent.make("paper", locked_meanwhile)
    with pytest.raises(VaultLocked):
        recent.make("paper", lambda: b"read before the lock", era)
    assert recent.size == 0


def test_a_print_whose_memory_is_gone_is_shown_anew() -> None:
    recent = Recent(most=1)
    assert recent.show("paper")
    assert not recent.show("paper")
    recent.keep("paper", b"1")
    recent.keep("other", b"2")
    assert recent.show("paper")
