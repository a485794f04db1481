"""Pages as pictures, and the short memory of prints."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image

from linkdesk.printing.pages import Recent
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.printing.plan import print_plan
from linkdesk.printing.rules import print_options
from linkdesk.record.errors import NotFound
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


def test_only_the_last_few_prints_are_remembered_and_the_lock_forgets_all() -> None:
    recent = Recent(most=2)
    for number in range(3):
        recent.keep(number, bytes([number]))
    assert [recent.get(number) for number in range(3)] == [None, b"\x01", b"\x02"]
    recent.clear()
    assert recent.get(2) is None
