"""A break, and stopping for today, on every page that a client reads and that is no talk: sharing, agreeing a plan.

Such a page puts `rest_buttons` of `templates/web/rest.html` into its block `rest`, asks `rest_wanted()` before
anything else is done with what was sent, keeps the words of `typed_words()` in its own draft and leads `to_rest()`.
Stopping covers the screen, so that the link worker's short code brings it back; nothing can be reached before. The
way to the worker's pages is the same: `LEAVE` covers the screen, and the code leads there; `give_back()` does so once
a client signed or agreed. `tongue_buttons` sends the language that the client chose as `LANGUAGE`, with the words on
the page, which are kept beside it.
"""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Protocol
from typing import cast

from flask import Blueprint
from flask import current_app
from flask import redirect
from flask import render_template
from flask import request
from flask import session as look
from flask import url_for

from linkdesk.easyread.shown import picture_url
from linkdesk.languages.catalogue import drafts
from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import current
from linkdesk.languages.speech import speak
from linkdesk.languages.tongues import tongue
from linkdesk.record.checks import seen_text
from linkdesk.settings import Limits
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import own_path
from linkdesk.web.presence import come_back_to

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from linkdesk.web.forms import BaseForm

blueprint = Blueprint("pause", __name__, url_prefix="/rest")

LIMITS = Limits()

REST_LANGUAGE = "rest_language"
"""Under which name a session keeps the language of the page that was left for a rest."""


LANGUAGE = "language"
"""Under which name a page sends, and its draft keeps, the language that the client chose on it."""


class Rest(StrEnum):
    """What the buttons of a client's page send under the name `rest`; the last two are for the link worker."""

    BREAK = "break"
    STOP = "stop"
    LEAVE = "leave"
    OTHER = "other"


class _Vault(Protocol):
    def curtain(self) -> None: ...


def rest_wanted() -> Rest | None:
    """Return which of the two buttons was pressed, or None."""
    wanted = request.form.get("rest")
    return Rest(wanted) if wanted in tuple(Rest) else None


def language_wanted() -> str | None:
    """Return the language that the client chose on the page just now, or None."""
    return request.form.get(LANGUAGE)


def typed_words(form: BaseForm) -> dict[str, str]:
    """Return what stands on the page as a draft keeps it, unchecked: nobody is held up who wants to stop.

    The row version goes with it, so that a yes to something that changed meanwhile can be told. What is longer than a
    drawn signature can be is left out.
    """
    sent = {field.name: request.form.get(field.name, "") for field in form if field.name != "csrf_token"}
    return {name: seen_text(text) for name, text in sent.items() if text and len(text) <= LIMITS.signature_text}


def put_back(form: BaseForm, words: Mapping[str, str]) -> None:
    """Fill a fresh page with what was kept when the client rested, unless that was for another version of it."""
    if words.get("version", "") != str(form.version.data if form.version.data is not None else ""):
        return
    for field in form:
        if field.name in words and field.name != "version":
            field.data = words[field.name]


def to_rest(rest: Rest, page: str, back: str = "/") -> Response:
    """Lead to the page of a break, or cover the screen and lead to the page that says goodbye.

    `page` is the path of the client's page; the words on it must be kept before. `back` is the page of the worker to
    which their code leads where they asked for it.
    """
    here = page.lstrip("/")
    look[REST_LANGUAGE] = current().tongue.tag
    if rest is Rest.BREAK:
        return redirect(url_for("pause.pause", here=here), HTTPStatus.SEE_OTHER)
    if rest is not Rest.STOP:
        come_back_to(back)
    _cover()
    return redirect(url_for("pause.stopped", here=here) if rest is Rest.STOP else "/", HTTPStatus.SEE_OTHER)


def give_back(back: str) -> Response:
    """Cover the screen once a client signed or agreed, and thank them; the worker's code leads to their page `back`."""
    look[REST_LANGUAGE] = current().tongue.tag
    come_back_to(back)
    _cover()
    return redirect(url_for("pause.given_back", here=back.lstrip("/")), HTTPStatus.SEE_OTHER)


@blueprint.get("/break/<path:here>")
@access(Access.OPEN)
def pause(here: str) -> str:
    """Show a calm page; it leads back to the page it was taken on, which stands in the address and outlives a lock."""
    _speak_on()
    return render_template(
        "web/client_break.html",
        layout="web/client_mode.html",
        banner=None,
        go_on=_page(here),
        stop_url=url_for("pause.stop", here=here),
        leave_url="",
        picture_url=picture_url,
    )


@blueprint.post("/stop/<path:here>")
@access(Access.OPEN)
def stop(here: str) -> Response:
    """Stop for today from the page of a break, where nothing is typed."""
    _speak_on()
    return to_rest(Rest.STOP, _page(here))


@blueprint.get("/stopped/<path:here>")
@access(Access.ALWAYS)
def stopped(here: str) -> str:
    """Thank the client and ask them to give the computer back; the link worker's code stands before everything else.

    It says nothing of anybody and opens behind the curtain too.
    """
    return _parting("web/client_stopped.html", here)


@blueprint.get("/thanks/<path:here>")
@access(Access.ALWAYS)
def given_back(here: str) -> str:
    """Thank the client who signed or agreed; like the page of stopping it says nothing of anybody."""
    return _parting("web/client_given_back.html", here)


def _parting(template: str, here: str) -> str:
    _speak_on()
    return render_template(
        template,
        layout="web/client_mode.html",
        banner=None,
        go_on="",
        leave_url=_page(here),
        picture_url=picture_url,
        idle=None,
        cover_url="",
    )


def _cover() -> None:
    session().rollback()  # no transaction may be open when the keys go
    cast("_Vault", current_app.extensions["vault"]).curtain()


def _speak_on() -> None:
    """Go on in the language of the page before; behind the curtain no record is asked, so its drafts are said."""
    found = tongue(str(look.get(REST_LANGUAGE, "")))
    if found is not None:
        speak(Speech(found, drafts=drafts(found.tag), unchecked=True))


def _page(here: str) -> str:
    return own_path(f"/{here}")
