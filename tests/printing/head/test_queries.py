"""The head of the prints is the service's own name, lines and logo; grey for a printer without colour."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from linkdesk.organisation.queries import organisation
from linkdesk.organisation.rules import ChangeOrganisation
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.organisation.service import change_organisation
from linkdesk.organisation.service import start_organisation
from linkdesk.printing.head.queries import grey
from linkdesk.printing.head.queries import logo_of
from linkdesk.printing.head.queries import look_of
from linkdesk.printing.head.queries import ratio_of
from linkdesk.printing.head.service import keep_logo
from linkdesk.printing.rules import Drawing
from linkdesk.printing.rules import Look
from tests.assessments.shelf.made import SVG

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def picture(kind: str = "PNG", side: int = 40) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (side, side), (200, 30, 30)).save(made, kind)
    return made.getvalue()


def start(session: Session, actor: Actor) -> None:
    start_organisation(session, actor, StartOrganisation("Hill Road", "01632 960 100", {}))


def test_before_first_start_there_is_none(session: Session, actor: Actor) -> None:
    assert look_of(session, actor, mono=False) == Look()
    assert logo_of(session) is None


def test_it_is_what_the_settings_say(session: Session, actor: Actor) -> None:
    start(session, actor)
    assert look_of(session, actor, mono=False) == Look("Hill Road", "", ("01632 960 100",))
    kept = organisation(session, actor.organisation_id)
    lines = ("1 Hill Road", "Testham")
    change_organisation(
        session,
        actor,
        ChangeOrganisation(kept.version, "Hill Road", "01632 960 100", "hello@example.org", lines, "", "", 5),
    )
    keep_logo(session, actor, SVG, "A dot")
    look = look_of(session, actor, mono=False)
    assert look.lines == (("1 Hill Road, Testham",), ("01632 960 100", "hello@example.org"))
    assert look.logo is not None
    assert (look.logo.media_type, look.logo.words) == ("image/svg+xml", "A dot")


def test_the_shape_of_a_logo_is_known_and_fits_its_box() -> None:
    made = io.BytesIO()
    Image.new("RGB", (90, 30)).save(made, "PNG")
    head = '<svg xmlns="http://www.w3.org/2000/svg" '
    for kind, body, ratio in (
        ("image/png", made.getvalue(), 3.0),
        ("image/svg+xml", f'{head}viewBox="0,0 40 80"/>'.encode(), 0.5),
        ("image/svg+xml", f'{head}width="30px" height="10"/>'.encode(), 3.0),
        ("image/svg+xml", f'{head}viewBox="0 0 0 0"/>'.encode(), 1.0),
        ("image/svg+xml", f"{head}/>".encode(), 1.0),
    ):
        assert ratio_of(kind, body) == ratio
    assert Drawing("image/png", b"", ratio=3.0).fit(42, 20) == (42, 14)
    assert Drawing("image/png", b"", ratio=0.5).fit(42, 20) == (10, 20)
    assert Drawing("image/png", b"", ratio=1000.0).fit(42, 20) == (42, 1)


def test_a_printer_without_colour_gets_grey_dots_and_grey_lines() -> None:
    for kind in ("PNG", "JPEG"):
        found = grey(Drawing(f"image/{kind.lower()}", picture(kind), "A square"))
        with Image.open(io.BytesIO(found.body)) as made:
            assert made.format == kind
            assert made.mode in {"L", "LA"}
        assert found.words == "A square"
    assert b'fill="#434343"' in grey(Drawing("image/svg+xml", SVG)).body


@pytest.mark.parametrize(
    ("paint", "made"),
    [
        ('fill="red"', 'fill="#4c4c4c"'),
        ('stroke="#fff"', 'stroke="#ffffff"'),
        ('style="stop-color: rgb(0, 128, 0);fill:none"', 'style="stop-color: #4b4b4b;fill:none"'),
        ('fill="#ff000080"', 'fill="#4c4c4c80"'),
        ('fill="url(#fade)" stroke="currentColor" fill-opacity=".5"', None),
    ],
)
def test_each_way_to_say_a_colour_of_a_drawing_is_made_grey(paint: str, made: str | None) -> None:
    assert grey(Drawing("image/svg+xml", f"<svg><g {paint}/></svg>".encode())).body == (
        f"<svg><g {made or paint}/></svg>".encode()
    )
