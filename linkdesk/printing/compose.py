"""From a read model to the HTML, the style and the plain text of a print; nothing here knows WeasyPrint."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING
from typing import Any

from jinja2 import Environment
from jinja2 import FileSystemLoader
from jinja2 import StrictUndefined
from jinja2 import pass_eval_context
from jinja2 import select_autoescape
from markupsafe import Markup

from linkdesk.assessments.packs.rules import CREDITS_SHOWN
from linkdesk.easyread.pictures import ATTRIBUTION
from linkdesk.easyread.pictures import OWN
from linkdesk.easyread.pictures import OWN_USUAL
from linkdesk.easyread.pictures import all_pictures
from linkdesk.easyread.pictures import picture
from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import current
from linkdesk.languages.speech import say_plain
from linkdesk.languages.speech import with_english
from linkdesk.plans.rules import who_words
from linkdesk.plans.shared import shared_words
from linkdesk.printing.letters import in_our_letters
from linkdesk.printing.pdf import SCHEME
from linkdesk.printing.pdf import own_address
from linkdesk.printing.rules import MM_PER_POINT
from linkdesk.printing.rules import TEXT_WIDTH_MM
from linkdesk.printing.rules import before_page
from linkdesk.printing.rules import footer_lines
from linkdesk.printing.rules import marks
from linkdesk.printing.rules import page_words
from linkdesk.printing.rules import stop_after
from linkdesk.printing.rules import width_of
from linkdesk.printing.short.rules import SQUARE_PLACE
from linkdesk.printing.words import apart_in_template
from linkdesk.printing.words import naming_translators
from linkdesk.printing.words import own_in_template
from linkdesk.printing.words import own_words_in_template
from linkdesk.printing.words import translators
from linkdesk.settings import resources
from linkdesk.web.speech import TEMPLATE_NAMES
from linkdesk.web.speech import day_date
from linkdesk.web.speech import long_date
from linkdesk.web.squares import square
from linkdesk.web.squares import whole_day

if TYPE_CHECKING:
    from jinja2.nodes import EvalContext

    from linkdesk.plans.rules import PlanRecord
    from linkdesk.printing.rules import Footer
    from linkdesk.printing.rules import PrintOptions
    from linkdesk.web.squares import Square

PRACTICE = Sentence("Practice. This is not a real person.")
BOLD = 1.1
"""How much wider bold letters are, at most."""
FOOT_SPACING = 1.3
FOOT_EDGE_MM = 15
"""Under and over the words of a footer: printers cannot reach the last millimetres of the paper."""

TURNING = {code: None for first, last in ((0x202A, 0x202E), (0x2066, 0x2069)) for code in range(first, last + 1)}
"""Signs that turn the direction of text could show a telephone number backwards."""

CONTROLS = {code: None for code in (*range(32), *range(127, 160), 0xFFFE, 0xFFFF) if code != ord("\n")}

LINE_ENDS = {0x2028: "\n", 0x2029: "\n"}
"""Ends of lines and paragraphs that came with pasted text: no font has them, so they would print as an empty box."""


def printable(text: str) -> str:
    """Return a text without signs that no paper can show and no reader typed knowingly."""
    return text.replace("\r\n", "\n").replace("\t", " ").translate(LINE_ENDS).translate(CONTROLS).translate(TURNING)


def printed_length(text: object) -> int:
    """Return how many signs a text has on paper, where a picture sign is its name in words."""
    return len(in_our_letters(str(text)))


@pass_eval_context
def _finished(context: EvalContext, value: object) -> object:
    """Return what goes onto paper: signs that our fonts do not have in words; a plain text keeps them."""
    if not isinstance(value, str):
        return value
    cleaned = in_our_letters(printable(value)) if context.autoescape else printable(value)
    # The markup of autoescaped templates must stay markup; any other kind of words is only words on paper.
    return type(value)(cleaned) if isinstance(value, Markup) else cleaned


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resources() / "templates"),
        autoescape=select_autoescape(("html",), default=False),
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["day_date"] = day_date
    environment.filters["long_date"] = long_date
    environment.filters["printed_length"] = printed_length
    environment.globals.update(TEMPLATE_NAMES)
    environment.globals.update(
        who_words=who_words, shared_words=shared_words, attribution=ATTRIBUTION, practice=PRACTICE
    )
    environment.globals.update(own=own_in_template, ltr=apart_in_template, spoken=current, marks=marks)
    environment.globals["stop_after"] = stop_after
    environment.globals["day_code"] = day_code
    environment.globals["own_address"] = own_address
    environment.globals.update(own_words=own_words_in_template, translators=translators)
    return environment


def day_code(plan: PlanRecord) -> Square:
    """Return the square that puts the day of the next look at a plan into a phone; it names no service and no topic."""
    if plan.review_date is None:
        raise ValueError("a plan without a day has no square")
    return square(whole_day(plan.review_date, say_plain("We meet again"), plan.review_place[:SQUARE_PLACE]))


def text(template: str, **values: Any) -> str:
    """Return one filled template of `templates/printing/`; `.html` is escaped, `.txt` is not."""
    with naming_translators():
        return with_english(_environment().get_template(f"printing/{template}").render(**values))


def dressed(template: str, options: PrintOptions, **values: Any) -> tuple[str, ...]:
    """Return a filled template and, where the service has pictures of its own for it, the sheet that brings them.

    Whose they are stands in the line of the pictures; it is known once the words are there, so they are said again.
    """
    words = text(template, options=options, **values)
    own = options.look.pictures
    keys = sorted({key for names in _CLASSES.findall(words) for key in _DRAWN.findall(names) if key in own})
    if not keys:
        return (words,)
    credit = tuple(dict.fromkeys(own[key].credit for key in keys if own[key].credit))[:CREDITS_SHOWN]
    words = text(template, options=options, attribution=". ".join((ATTRIBUTION, *credit)), **values)
    addresses = ((key, own_address(own[key].media_type, own[key].body)) for key in keys)
    return words, "".join(f'.pic-{key}{{background-image:url("{address}")}}' for key, address in addresses)


_CLASSES = re.compile(r'class="([^"]*)"')
_DRAWN = re.compile(r"(?:^|\s)pic-([a-z0-9-]+)")


def page_sheet(options: PrintOptions, footer: Footer, above_mm: float = 0) -> str:
    """Return the CSS for the size of the words and a bottom margin that holds `footer` with the page number.

    `above_mm` is room for something above the footer, on each page.
    """
    lines = footer_lines(footer, options.size)
    bottom = lines * options.size * FOOT_SPACING * MM_PER_POINT + FOOT_EDGE_MM + above_mm
    room = TEXT_WIDTH_MM / (options.size * MM_PER_POINT)
    said = (say_plain(PRACTICE), *((str(PRACTICE),) if current().bilingual else ()))
    marked = sum(math.ceil(width_of(each) * BOLD / room) for each in said)
    top = marked * options.size * MM_PER_POINT * 1.2 + 9 if options.practice else 14
    return f"html{{font-size:{options.size}pt}}@page{{margin-bottom:{bottom:.1f}mm;margin-top:{top:.1f}mm}}"


def footer_sheet(footer: Footer) -> str:
    """Return the CSS that counts the pages, in the words of the language."""
    words = page_words("\n", "\r")
    parts = (_css_text(part) for part in re.split("([\n\r])", before_page(footer) + words))
    return f".foot .pages::after{{content:{' '.join(part for part in parts if part)}}}"


def _css_text(part: str) -> str:
    counted = {"\n": "counter(page)", "\r": "counter(pages)"}.get(part)
    return counted or ('"{}"'.format(part.replace("\\", "\\\\").replace('"', '\\"')) if part else "")


@cache
def picture_sheet(*, mono: bool) -> str:
    """Return the CSS with one class a picture; as backgrounds they are artifacts, for the words say it all."""
    usual = picture(OWN_USUAL)
    own = f'[class*="pic-{OWN}"]{{background-image:url("{SCHEME}{usual.black_path if mono else usual.colour_path}")}}'
    return own + "".join(
        f'.pic-{one.key}{{background-image:url("{SCHEME}{one.black_path if mono else one.colour_path}")}}'
        for one in all_pictures()
    )
