"""Every print of a plan: tagged, embedded, in reading order, only what is allowed, whatever was typed."""

from __future__ import annotations

import itertools
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import page as page_validation
import pytest

from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.plans.progress.rules import GoalOutcome
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepMark
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import SharedLine
from linkdesk.printing.plan import footer_of
from linkdesk.printing.plan import print_plan
from linkdesk.printing.plan import written_plan
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import PrintClient
from linkdesk.printing.rules import footer_lines
from linkdesk.printing.rules import print_options
from tests.counting import uncounted
from tests.printing.samples import BILLS
from tests.printing.samples import EMPTY
from tests.printing.samples import GARDEN
from tests.printing.samples import ID
from tests.printing.samples import LONG
from tests.printing.samples import PLAN
from tests.printing.samples import SAM
from tests.printing.samples import very_long
from tests.printing.samples import with_everywhere

pytestmark = pytest.mark.prints

SNAPSHOTS = Path(__file__).parent.parent / "data" / "prints"
EVERY = list(itertools.product(("easy-read", "standard"), (14, 16, 18, 20, 24, 28), (False, True)))
HOSTILE = (
    '"><img src="http://127.0.0.1:9/a.png" alt="x"><img src=file:///etc/passwd alt=x><script>alert(1)</script>'
    "<style>@import url(http://127.0.0.1:9/b.css);*{display:none}</style><object data=file:///etc/passwd></object>"
    "<link rel=attachment href=file:///etc/passwd>{{ 7*7 }}{% raw %}]]>&lt;\x00\x1b\u202e url(file:///etc/passwd)"
)


def _pdf(
    plan: PlanRecord = PLAN,
    name: str = "easy-read",
    size: int = 16,
    item: Item = Item.PLAN,
    *,
    mono: bool = False,
    practice: bool = False,
) -> bytes:
    return print_plan(plan, SAM, print_options(name, size, mono=mono, practice=practice), item)


def _run(tool: str, made: bytes, folder: Path, *options: str) -> str:
    file = folder / "made.pdf"
    file.write_bytes(made)
    out = ["-"] if tool == "pdftotext" else []
    return subprocess.run([tool, *options, file, *out], capture_output=True, check=True, text=True).stdout


def _pages(made: bytes, folder: Path) -> int:
    found = re.search(r"^Pages: +(\d+)$", _run("pdfinfo", made, folder), re.MULTILINE)
    assert found
    return int(found[1])


def _faults(made: bytes) -> list[str]:
    with uncounted():
        report = page_validation.validate_pdf_bytes(made, profile=page_validation.ValidationProfile.PDF_UA_1)
    return [str(one) for one in report.failures]


@pytest.mark.parametrize(("name", "size", "mono"), EVERY)
def test_every_print_is_pdf_ua(name: str, size: int, mono: bool) -> None:  # noqa: FBT001 - a table of cases
    for item in Item:
        assert _faults(_pdf(name=name, size=size, item=item, mono=mono)) == []


def test_the_validator_is_not_silently_green() -> None:
    from weasyprint import HTML

    assert _faults(HTML(string="<p>no title, no tags").write_pdf()) != []


@pytest.mark.parametrize("plan", [EMPTY, very_long()], ids=["empty", "very long"])
@pytest.mark.parametrize("name", ["easy-read", "standard"])
@pytest.mark.parametrize("item", list(Item))
def test_empty_and_very_long_plans_print_too(plan: PlanRecord, name: str, item: Item, tmp_path: Path) -> None:
    made = _pdf(plan, name, item=item, practice=True)
    assert _faults(made) == []
    text = "".join(_run("pdftotext", made, tmp_path).split())
    if plan is not EMPTY:
        assert LONG in text
    else:
        assert "Wewillfindthefirststeptogether." in text or "Wewillfindagoaltogether." in text


@pytest.mark.parametrize("size", [16, 28])
def test_no_word_is_cut_off_at_the_edge(size: int, tmp_path: Path) -> None:
    for name in ("easy-read", "standard"):
        boxes = _run("pdftotext", _pdf(very_long(), name, size), tmp_path, "-bbox")
        found = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.]+)" yMax="([\d.]+)">', boxes)
        assert len(found) > 100
        assert max(float(right) for _, _, right, _ in found) <= 595 - 14 / 25.4 * 72
        assert max(float(bottom) for *_, bottom in found) <= 842 - 4 / 25.4 * 72
        assert min(float(left) for left, *_ in found) >= 15 / 25.4 * 72


@pytest.mark.parametrize(("name", "size"), [("easy-read", 16), ("easy-read", 28), ("standard", 14), ("standard", 28)])
def test_no_two_words_lie_on_each_other(name: str, size: int, tmp_path: Path) -> None:
    for plan in (PLAN, very_long()):
        html = _run("pdftotext", _pdf(plan, name, size), tmp_path, "-bbox")
        for sheet in html.split("<page ")[1:]:
            boxes = [
                tuple(float(number) for number in match)
                for match in re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">', sheet)
            ]
            assert [pair for pair in itertools.combinations(boxes, 2) if _overlap(*pair)] == []


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether two words share ink, leaving out the air above and below letters."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 1 and high > 0.4 * min(one[3] - one[1], other[3] - other[1])


def test_a_plan_with_four_goals_has_two_to_six_pages(tmp_path: Path) -> None:
    assert 2 <= _pages(_pdf(), tmp_path) <= 6
    assert 2 <= _pages(_pdf(name="standard", size=14), tmp_path) <= 4


def test_my_steps_is_one_page_for_the_fridge(tmp_path: Path) -> None:
    assert _pages(_pdf(item=Item.STEPS), tmp_path) == 1
    assert _pages(_pdf(name="standard", item=Item.STEPS), tmp_path) == 1


@pytest.mark.parametrize("name", ["easy-read", "standard"])
@pytest.mark.parametrize("item", list(Item))
def test_the_tags_read_in_order(name: str, item: Item, tmp_path: Path) -> None:
    spoken = _run("pdfinfo", _pdf(name=name, item=item), tmp_path, "-struct-text")
    assert spoken == (SNAPSHOTS / f"{item}-{name}.txt").read_text(encoding="utf-8")


def test_copied_text_is_in_reading_order(tmp_path: Path) -> None:
    text = _run("pdftotext", _pdf(), tmp_path, "-raw")
    order = [
        "My plan",
        "This plan is for Sam Sample.",
        "What matters to me",
        "I feel lonely in the week.",
        "1. Meet people at a garden group",
        "Who: Amina Testworker",
        "When: Friday 27 November 2026",
        "How sure I feel: 9 out of 10",
        "If it gets hard: I can leave when I want to.",
        "2. Get help with my bills",
        "Who: My sister Joy",
        "If things get harder",
        "Tuesday 12 January 2027",
        "Sam Sample said yes to this plan.",
        "01632 960 001",
        "In an emergency, phone 999.",
        "Pictures: OpenMoji, CC BY-SA 4.0",
    ]
    place = 0
    for one in order:
        place = text.index(one, place)


def test_every_page_says_which_page_version_day_and_who_to_phone(tmp_path: Path) -> None:
    made = _pdf()
    count = _pages(made, tmp_path)
    for number in range(1, count + 1):
        text = _run("pdftotext", made, tmp_path, "-f", str(number), "-l", str(number))
        assert f"My plan, version 2, 22 November 2026. Page {number} of {count}" in text
        assert "Phone Amina Testworker: 01632 960 001" in text
        assert "Practice" not in text


def test_practice_is_written_on_every_page(tmp_path: Path) -> None:
    for name in ("easy-read", "standard"):
        made = _pdf(name=name, practice=True)
        for number in range(1, _pages(made, tmp_path) + 1):
            text = _run("pdftotext", made, tmp_path, "-f", str(number), "-l", str(number))
            assert "Practice. This is not a real person." in text
    assert b"Practice. This is not a real person." in _pdf(name="text", practice=True)


def test_only_our_fonts_are_used_and_all_are_inside(tmp_path: Path) -> None:
    for name in ("easy-read", "standard"):
        lines = _run("pdffonts", _pdf(name=name), tmp_path).splitlines()[2:]
        assert len(lines) == 4
        for line in lines:
            assert re.search(r"LinkDesk-(letters|digits)", line)
            assert re.search(r" yes yes yes ", line)  # embedded, cut to what is used, with its letters


def test_digits_are_plain(tmp_path: Path) -> None:
    digits_only = replace(EMPTY, worker_phone="01632 960 001")
    fonts = _run("pdffonts", _pdf(digits_only, "standard"), tmp_path)
    assert "LinkDesk-digits" in fonts  # Noto Sans; Atkinson has only a slashed zero


@pytest.mark.parametrize("name", ["easy-read", "standard", "text"])
@pytest.mark.parametrize("item", list(Item))
def test_whatever_was_typed_is_only_words(name: str, item: Item, tmp_path: Path) -> None:
    plan = with_everywhere(HOSTILE)
    made = print_plan(plan, PrintClient(HOSTILE, HOSTILE), print_options(name), item)
    if name == "text":
        assert b"{{ 7*7 }}" in made
        assert b"\x00" not in made
        return
    text = "".join(_run("pdftotext", made, tmp_path).split())
    assert "<script>alert(1)</script>" in text
    assert "{{7*7}}" in text
    assert "root:" not in text
    assert _faults(made) == []
    assert "0 embedded files" in _run("pdfdetach", made, tmp_path, "-list")
    assert "JavaScript:      no" in _run("pdfinfo", made, tmp_path)
    assert len(_run("pdfimages", made, tmp_path, "-list").splitlines()) == 2  # its two lines of heading


def test_only_allowed_facts_reach_paper(tmp_path: Path) -> None:
    for name, item in itertools.product(("easy-read", "standard"), Item):
        made = _pdf(name=name, item=item)
        text = _run("pdftotext", made, tmp_path) + _run("pdfinfo", made, tmp_path)
        assert str(ID) not in text
        assert "999 " not in text.replace("999.", "")


def test_a_drawn_name_is_a_picture_with_words(tmp_path: Path) -> None:
    tree = _run("pdfinfo", _pdf(), tmp_path, "-struct")
    without = _run("pdfinfo", _pdf(replace(PLAN, signature=None)), tmp_path, "-struct")
    assert tree.count("Figure") == without.count("Figure") + 1
    assert without.count("Figure") == 1, "the square for a phone"


def test_pictures_are_no_content_but_are_drawn() -> None:
    with_pictures = _pdf()
    assert len(with_pictures) > len(_pdf(name="standard", size=16)) + 5000


def test_a_draft_says_so_and_has_a_place_to_sign(tmp_path: Path) -> None:
    text = _run("pdftotext", _pdf(replace(PLAN, agreed_on=None, signature=None)), tmp_path)
    assert "This plan is not agreed yet." in text
    assert "To say yes, sign here." in text
    assert "My plan, version 2, not agreed yet. Page 1 of" in text


def test_plain_text_says_the_same_in_order() -> None:
    text = _pdf(name="text").decode()
    assert text == (SNAPSHOTS / "plan-text.txt").read_text(encoding="utf-8")
    assert _pdf(name="text", item=Item.STEPS).decode() == (SNAPSHOTS / "steps-text.txt").read_text(encoding="utf-8")


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert _pdf() == _pdf()


def test_without_a_telephone_number_the_footer_has_none() -> None:
    footer = Footer("My steps, version 1", "not agreed yet", "Phone my link worker:", "")
    assert footer_of(EMPTY, Item.STEPS, 20) == footer


def test_a_large_print_has_a_short_footer() -> None:
    assert footer_of(PLAN, Item.PLAN, 24) == Footer("My plan 2", "", "Phone:", "01632 960 001")
    assert footer_lines(footer_of(PLAN, Item.PLAN, 28), 28) == 2


@pytest.mark.parametrize("size", [16, 20, 24, 28])
def test_no_page_is_wasted(size: int, tmp_path: Path) -> None:
    """A plan without lines above its goals starts them on the first page; the phone box never stands alone."""
    bare = replace(PLAN, what_matters=(), strengths=(), achieved=(), goals=(GARDEN,))
    pages = _run("pdftotext", _pdf(bare, size=size), tmp_path).split("\f")
    assert "1. Meet people" in " ".join(pages[0].split())
    (last,) = [page for page in pages if "In an emergency" in page]
    assert "I say yes" in last
    assert len(last.split("Pictures: OpenMoji")) == 2, "the line of thanks stands with it"


def test_a_goal_without_a_picture_gets_the_sign_for_a_goal(tmp_path: Path) -> None:
    plain = replace(PLAN, goals=(GoalRecord(ID, 1, "Rest more"),))
    assert "1. Rest more" in _run("pdftotext", _pdf(plain), tmp_path)


def _said(plan: PlanRecord, name: str = "text") -> str:
    return written_plan(plan, SAM, print_options(name), Item.PLAN)[0]


@pytest.mark.parametrize("name", ["text", "easy-read", "standard"])
def test_what_only_workers_may_read_is_on_no_paper(name: str) -> None:
    for_them = replace(
        with_everywhere("Everywhere"),
        agreed_relation="PLANTED relation",
        not_agreed_because="PLANTED reason",
        shared=(SharedLine(RecipientKind.SERVICE, "PLANTED refuge"), SharedLine(RecipientKind.OTHER, "PLANTED police")),
    )
    mark = StepMark(ID, 1, StepStatus.DROPPED, date(2026, 11, 25), "PLANTED why")
    outcome = GoalOutcome(ID, 1, Result.NOT_WANTED, date(2026, 11, 25), "PLANTED outcome")
    goal = replace(for_them.goals[0], steps=(replace(for_them.goals[0].steps[0], marks=(mark,)),), outcomes=(outcome,))
    said = _said(replace(for_them, goals=(goal,)), name)
    assert "PLANTED" not in said
    assert "Services that I said yes to" in said
    assert _said(for_them, name) == said, "an agreed plan prints as it was agreed, whatever became of it"


def test_who_agreed_for_the_person_is_said_kindly() -> None:
    joy = replace(PLAN, agreed_name="Joy Sample", signature=None)
    assert "Joy Sample said yes to this plan for Sam." in _said(replace(joy, agreed_by=DecidedBy.REPRESENTATIVE))
    assert "Joy Sample said this plan is best for Sam." in _said(replace(joy, agreed_by=DecidedBy.BEST_INTERESTS))
    assert "Joy Sample said yes to this plan.\n" in _said(replace(joy, agreed_by=DecidedBy.PERSON))
    seen = replace(joy, agreed_by=DecidedBy.PERSON, witness="Ana Witness", not_signed_because="Her hand hurts.")
    assert "Ana Witness saw it." in _said(seen)
    assert "hand hurts" not in _said(seen), "why is for the record"


@pytest.mark.parametrize("name", ["text", "easy-read", "standard"])
def test_an_empty_section_is_not_printed(name: str) -> None:
    headings = ("What I have done", "Important phone numbers", "What I agreed to share", "Where:", "This helps with:")
    bare = replace(PLAN, phones=(), achieved=(), shared=(), goals=(BILLS,))
    assert [words for words in headings if words in _said(bare, name)] == []
    assert [words for words in headings if words not in _said(PLAN, name)] == []
