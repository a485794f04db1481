"""The pages of the forms library: what there is, bring one in, look at it, use it, put it away, take it out."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import Response
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.assessments import library
from linkdesk.assessments import screen
from linkdesk.assessments.flow import Go
from linkdesk.assessments.flow import button
from linkdesk.assessments.forms import answer_form
from linkdesk.assessments.forms import picture_url
from linkdesk.assessments.frame import beside
from linkdesk.assessments.shelf import checks
from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.forms import BringForm
from linkdesk.assessments.shelf.giving import given
from linkdesk.assessments.shelf.look import hard_words
from linkdesk.assessments.shelf.look import page_of
from linkdesk.assessments.shelf.look import tongues_of
from linkdesk.assessments.shelf.out import file_name
from linkdesk.assessments.shelf.out import package_of
from linkdesk.assessments.shelf.rules import HERE
from linkdesk.assessments.shelf.rules import ROLES
from linkdesk.assessments.shelf.rules import ShelfState
from linkdesk.assessments.shelf.source import questionnaire
from linkdesk.assessments.shelf.tongues import languages_in
from linkdesk.assessments.spoken import keep_english
from linkdesk.assessments.spoken import spoken_with
from linkdesk.assessments.sums import counted
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import speak
from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import name_of
from linkdesk.languages.tongues import tongue
from linkdesk.organisation.languages import queries as languages
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.handing import hand_file

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("shelf", __name__, url_prefix="/settings/forms")
talk_files = Blueprint("talk_files", __name__, url_prefix="/assessments/<uuid:assessment_id>/media")
blueprints = (blueprint, talk_files)


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN, roles=ROLES)
def overview() -> ResponseReturnValue:
    """Show all forms, and bring another in."""
    form = BringForm()
    if form.validate_on_submit():
        here = {each.id for each in queries.entries(session())}
        try:
            made = service.bring_in(session(), current_actor(), form.file.data.read())
        except (FileRefused, RuleBroken) as refusal:
            form.refuse("file", refusal.sentence)
        else:
            if made in here:
                flash(HERE)
            return _to("show", made)
    page = render_template(
        "assessments/shelf/overview.html",
        form=form,
        ours=library.forms(),
        entries=queries.entries(session()),
        ShelfState=ShelfState,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@blueprint.get("/<uuid:form_id>")
@access(Access.OPEN, roles=ROLES)
def show(form_id: UUID) -> str:
    """Show one form: what it asks, what is not used, what is hard to read, under what licence."""
    found = queries.entry(session(), form_id)
    asked, body = queries.form_on_shelf(session(), form_id), queries.body_of(session(), form_id)
    codes = languages_in(questionnaire(body))
    return render_template(
        "assessments/shelf/show.html",
        entry=found,
        asked=asked,
        hard=hard_words(asked, body),
        language=name_of(found.language),
        languages=[name_of(each) for each in codes],
        sums=[(rule, counted(asked, rule)) for rule in asked.sums],
        tags={each.tag for each in checks.tongues(asked)},
        states=[checks.state(asked, each, found.checks) for each in checks.tongues(asked)],
        unknown=[each for each in codes if tongue(each) is None],
        answered=queries.is_answered(session(), found.url, found.form_version),
        replaces=[
            each
            for each in queries.entries(session())
            if each.url == found.url and each.id != form_id and each.state is ShelfState.USED
        ],
        ShelfState=ShelfState,
    )


@blueprint.route("/<uuid:form_id>/page/<int:number>", methods=["GET", "POST"])
@access(Access.OPEN, roles=ROLES)
def page(form_id: UUID, number: int) -> ResponseReturnValue:
    """Show one page of a form as the client will see it, in each language it has; what is typed there goes nowhere."""
    talk = page_of(queries.form_on_shelf(session(), form_id), number)
    asked = talk.form.at(number)
    if asked is None:
        raise NotFound
    if request.method == "POST":
        go = button(request.form.get("go", Go.NEXT))
        step = {Go.BACK: -1, Go.BREAK: 0}.get(go, 1)  # after a break the client comes back to the same page
        if go is Go.STOP or talk.form.at(number + step) is None:
            return _to("show", form_id)
        place = url_for("shelf.page", form_id=form_id, number=number + step, lang=request.args.get("lang"))
        return redirect(place, HTTPStatus.SEE_OTHER)
    tongues = tongues_of(talk.form)
    wanted = next((each for each in tongues if each.tag == request.args.get("lang")), tongues[0])
    organisation_id = current_actor().organisation_id
    plain = is_english(wanted.tag)
    speech = IN_PLAIN_ENGLISH if plain else languages.speech_in(session(), organisation_id, wanted)
    speak(spoken_with(speech, talk.form))
    keep_english(talk.form, asked)
    return render_template(
        "assessments/shelf/page.html",
        layout="web/client_mode.html",
        banner=None,
        turned=True,
        talk=talk,
        question=asked,
        form=answer_form(asked, None),
        form_id=form_id,
        tongues=tongues,
        checking=False,
        skipped=False,
        unknown=False,
        kept=None,
        another_day=False,
        sheet="",
        held="",
        picture_url=picture_url,
        fitting=beside,
        speak_url="",
    )


@blueprint.post("/<uuid:form_id>/use")
@access(Access.OPEN, roles=ROLES)
def use(form_id: UUID) -> AnyResponse:
    """Offer a form for talks."""
    service.use(session(), current_actor(), form_id)
    flash("This form can be used now. It is offered when a talk is started.")
    return _to("show", form_id)


@blueprint.post("/<uuid:form_id>/away")
@access(Access.OPEN, roles=ROLES)
def away(form_id: UUID) -> AnyResponse:
    """Offer a form no more."""
    service.put_away(session(), current_actor(), form_id)
    flash("Put away. It is not offered any more; talks that began with it go on.")
    return _to("show", form_id)


@blueprint.post("/<uuid:form_id>/drop")
@access(Access.OPEN, roles=ROLES)
def drop(form_id: UUID) -> AnyResponse:
    """Take a form away that no talk began with."""
    service.drop(session(), current_actor(), form_id)
    flash("The form is gone. Nothing else was changed.")
    return redirect(url_for("shelf.overview"), HTTPStatus.SEE_OTHER)


@blueprint.post("/<uuid:form_id>/copy")
@access(Access.OPEN, roles=ROLES)
def copy(form_id: UUID) -> AnyResponse:
    """Give the form as it came, or the package with everything in it."""
    found = queries.entry(session(), form_id)
    whole = request.form.get("what") == "package"
    body = package_of(session(), form_id) if whole else queries.body_of(session(), form_id)
    name = file_name(found.title, "zip" if whole else "json")
    kind = "application/zip" if whole else "application/json"
    return hand_file(body, name, kind, url_for("shelf.show", form_id=form_id))


@blueprint.get("/<uuid:form_id>/media/<uuid:file_id>")
@access(Access.OPEN, roles=ROLES)
def media(form_id: UUID, file_id: UUID) -> Response:
    """Give a picture, sound or film of a form."""
    file = queries.file_of(session(), file_id, form_id)
    return given(queries.file_body(session(), file.id), file.media_type)


@talk_files.get("/<uuid:file_id>")
@access(Access.CLIENT)
def give(assessment_id: UUID, file_id: UUID) -> Response:
    """Give a picture, sound or film of the form of a talk, also while a client has the screen."""
    screen.require_reach(assessment_id)
    file = queries.file_of_talk(session(), file_id, assessment_id)
    return given(queries.file_body(session(), file.id), file.media_type)


def _to(name: str, form_id: UUID) -> AnyResponse:
    return redirect(url_for(f"shelf.{name}", form_id=form_id), HTTPStatus.SEE_OTHER)
