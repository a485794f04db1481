"""Keeping the logo of a service, once it was seen to print."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from linkdesk.assessments.shelf import service as shelf
from linkdesk.assessments.shelf.media import safe_picture
from linkdesk.printing.pdf import NoLibrary
from linkdesk.printing.pdf import PrintFailed
from linkdesk.printing.pdf import own_address
from linkdesk.printing.pdf import press
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LIMITS = replace(Shelf(), picture_side=800)
"""A logo is at most 46 mm wide on paper; 800 dots are 440 an inch."""


def keep_logo(session: Session, actor: Actor, data: bytes, words: str) -> UUID:
    """Keep a logo, made anew from its dots or shapes, in place of the one before; return its id.

    Raises:
        FileRefused: it is no picture, too large, damaged, or cannot be printed.
        RuleBroken: it has no words; nothing was changed.
    """
    logo = safe_picture("logo", data, LIMITS)
    check_prints("logo", logo.media_type, logo.body)
    return shelf.keep_logo(session, actor, logo, words)


def drop_logo(session: Session, actor: Actor) -> None:
    """Take the logo away; the name and the lines stay at the head of the prints."""
    shelf.drop_logo(session, actor)


def check_prints(name: str, media_type: str, body: bytes) -> None:
    """Print a picture once, so that no print fails for it later; where there is no library, nothing can be seen.

    Raises:
        FileRefused: it cannot be printed, or takes too long.
    """
    try:
        _print_once(((media_type, body),))
    except (PrintFailed, RuleBroken) as broken:
        raise FileRefused(
            f"The file “{name}” cannot be printed. Nothing was kept. Save it as PNG and choose it again."
        ) from broken


def check_all_print(pictures: Mapping[str, tuple[str, bytes]]) -> None:
    """Print many pictures once, all together; only where that fails is each printed by itself.

    Args:
        pictures: media type and bytes by name.

    Raises:
        FileRefused: one cannot be printed; it is named.
    """
    try:
        _print_once(tuple(pictures.values()))
    except (PrintFailed, RuleBroken):
        for name, (media_type, body) in pictures.items():
            check_prints(name, media_type, body)


def _print_once(pictures: Iterable[tuple[str, bytes]]) -> None:
    drawn = "".join(f'<img alt="." src="{escape(own_address(*each))}">' for each in pictures)
    with suppress(NoLibrary):
        press().pdf(f"<html lang=en><title>.</title><p>.</p>{drawn}", "img{width:30mm;height:30mm}")
