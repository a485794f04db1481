"""“Translate this plan”: each own sentence of its print beside a box."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.datastructures import MultiDict

from linkdesk.clients import queries as clients
from linkdesk.easyread.bank import bank_sentence
from linkdesk.languages.own import hash_of
from linkdesk.organisation.languages.rules import known
from linkdesk.plans.queries import plan_record
from linkdesk.plans.routes import OWN_WORDS
from linkdesk.printing.items import paper_of
from linkdesk.printing.items import speech_for
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import PrintOptions
from linkdesk.printing.words import noted
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.wording.own import queries
from linkdesk.wording.own import rules
from linkdesk.wording.own import service
from linkdesk.wording.own.forms import lost
from linkdesk.wording.own.forms import own_words_form

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState
    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.languages.speech import Speech
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.wording.own.forms import OwnWordsForm

blueprint = Blueprint("own_words", __name__, url_prefix="/plans/<uuid:plan_id>/words")

CHANGED = "Somebody saved the plan or its translations after you opened this page. Yours are not saved. Save again."

GONE = "The plan was changed after you opened this page, and words you translated are gone from it. Nothing was saved."


@blueprint.record_once
def _offer_own_words(state: BlueprintSetupState) -> None:
    """Tell the page where the client agrees what is translated: plans are floors below and may not ask."""

    def known_too(client_id: UUID, speech: Speech) -> Speech:
        return queries.with_own_words(session(), current_actor().organisation_id, client_id, speech)

    state.app.extensions[OWN_WORDS] = known_too


@blueprint.route("/<tag>", methods=["GET", "POST"])
@access(Access.OPEN)
def translate(plan_id: UUID, tag: str) -> ResponseReturnValue:
    """Show what the plan's print says in people's own words, and keep translations of it."""
    plan = plan_record(session(), plan_id)
    client = clients.client_record(session(), plan.client_id)
    speech = speech_for(session(), current_actor(), client, known(tag).tag)
    texts = own_texts(plan, client, speech)
    record_reading(session(), current_actor(), "plan", client.id)
    kept = queries.own_words(session(), client.id, tag)
    now = queries.page_stamp(session(), client.id, tag)
    form = own_words_form(texts, {each: found.words for each, found in kept.items()}, now, tag)
    draft = load_draft(session(), current_actor(), rules.draft_name(tag), str(plan_id))
    if draft and request.method == "GET":
        form.process(formdata=MultiDict(draft.fields))
    if form.validate_on_submit() and _saved(form, client, tag, plan_id):
        return redirect(url_for("printing.preview", plan_id=plan_id, language=tag), HTTPStatus.SEE_OTHER)
    page = render_template(
        "printing/own_words.html",
        plan=plan,
        form=form,
        draft=draft,
        draft_name=rules.draft_name(tag),
        tongue=speech.tongue,
        lines=[(text, form[f"said_{hash_of(text)}"], kept.get(hash_of(text)), _ours(text, speech)) for text in texts],
        banner=clients.banner_of(client, current_day()),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_lines() else HTTPStatus.OK


def own_texts(plan: PlanRecord, client: ClientRecord, speech: Speech) -> tuple[str, ...]:
    """Return every text of the plan's prints that a person wrote in English, in the order of the print."""
    speech = noted(speech)
    for item in Item:
        paper_of(session(), current_actor(), plan, client, PrintOptions(speech=speech), item).written()
    return tuple(speech.written)


def _ours(text: str, speech: Speech) -> str:
    """Return what a print says for a phrase of the bank while nothing is typed."""
    sentence = bank_sentence(text)
    return (speech.find(sentence) or "") if sentence else ""


def _saved(form: OwnWordsForm, client: ClientRecord, tag: str, plan_id: UUID) -> bool:
    if lost(form, request.form):
        form.form_errors.append(GONE)
        return False
    try:
        service.save_own_words(session(), current_actor(), form.command_for(client.id, tag), plan_id)
    except Stale:
        form.version.data = queries.page_stamp(session(), client.id, tag)
        form.form_errors.append(CHANGED)
    except RuleBroken as refusal:
        form.refuse("translator", refusal.sentence)
    else:
        flash("Saved. This is how it prints.")
        return True
    return False
