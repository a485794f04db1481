"""Every sheet has a name, a purpose and its own draft; what is typed is cleaned."""

from __future__ import annotations

from linkdesk.printing.sheets.rules import FOR_WHAT
from linkdesk.printing.sheets.rules import INTERNAL
from linkdesk.printing.sheets.rules import NAMES
from linkdesk.printing.sheets.rules import TEXT
from linkdesk.printing.sheets.rules import TYPED
from linkdesk.printing.sheets.rules import Section
from linkdesk.printing.sheets.rules import Sheet
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.printing.sheets.rules import draft_name
from linkdesk.printing.sheets.rules import filled
from linkdesk.printing.sheets.rules import lines_of
from linkdesk.printing.sheets.rules import typed


def test_every_sheet_is_named_and_kept_apart_from_the_others() -> None:
    assert set(NAMES) == set(FOR_WHAT) == set(TYPED) == set(SheetKind)
    assert len({draft_name(kind) for kind in SheetKind}) == len(SheetKind)
    assert all(draft_name(kind).isidentifier() for kind in SheetKind)
    assert SheetKind.CONCERN in INTERNAL
    assert SheetKind.RECORD_COPY not in INTERNAL


def test_typed_words_are_cleaned_and_nothing_else_is_taken() -> None:
    said = typed(SheetKind.GP_MESSAGE, {"asks": "Phone\x00 them\r\n", "words": "x" * 9000, "happened": "y"})
    assert set(said) == {"asks", "words"}
    assert lines_of(said["asks"]) == ("Phone them",)
    assert len(said["words"]) == TEXT


def test_empty_sections_go_and_lines_to_write_on_stay() -> None:
    kept = filled(Section("A"), Section("B", gap=True), Section("C", ("x",)))
    assert [each.heading for each in kept] == ["B", "C"]


def test_a_mark_stands_under_every_page() -> None:
    assert Sheet("List", (), (), "Internal, for workers only").about == "Internal, for workers only. List"
    assert Sheet("Message", (), ()).about == "Message"
