"""A plan at its pages: written, kept when typed, changed, agreed, and never lost."""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.clients.service import add_client
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.service import add_representative
from linkdesk.easyread.pictures import picture
from linkdesk.plans.phones import PhoneLine
from linkdesk.plans.queries import GOAL_FORM
from linkdesk.plans.queries import PLAN_FORM
from linkdesk.plans.queries import plans_of
from linkdesk.plans.routes import HOPES
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.rules import Who
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import start_plan
from linkdesk.record.audit import ReadEntry
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from tests.clients.sharing import samples
from tests.data import people

if TYPE_CHECKING:
    from tests.plans.site import Site


def _draft(site: Site, form: str, subject: uuid.UUID, words: dict[str, str]) -> None:
    with Session(site.engine) as store:
        save_draft(store, site.actor, form, str(subject), words)


def _kept_draft(site: Site, form: str, subject: uuid.UUID) -> object:
    with Session(site.engine) as store:
        return load_draft(store, site.actor, form, str(subject))


def test_starting_a_plan_opens_the_draft(site: Site) -> None:
    page = site.worker.post(f"/plans/start/{site.client_id}", {}, token_from=f"/plans/{site.plan_id}")
    assert "Plan 1" in page.words
    assert "There is no goal yet" in page.words
    assert "There is no date to look at the plan again." in page.words


def test_opening_a_plan_leaves_a_trace(site: Site) -> None:
    site.worker.get(f"/plans/{site.plan_id}")
    with Session(site.engine) as store:
        assert store.scalars(select(ReadEntry.kind).where(ReadEntry.client_id == site.client_id)).all() == ["plan"]


def test_the_plan_page_is_kept_and_pictures_are_suggested(site: Site) -> None:
    words = {
        "what_matters": " My garden \n\nI feel lonely",
        "strengths": "I cook",
        "if_harder": "Phone Amina\nRest",
        "review_date-day": "12",
        "review_date-month": "January",
        "review_date-year": "2027",
        "review_place": "Library",
    }
    page = site.worker.fill(f"/plans/{site.plan_id}", words, action=f"/plans/{site.plan_id}")
    assert "Saved." in page.words
    plan = site.plan()
    assert plan.what_matters == (PlanLine("My garden", "garden"), PlanLine("I feel lonely", "lonely"))
    assert (plan.if_harder, plan.review_date, plan.review_place) == ("Phone Amina\nRest", date(2027, 1, 12), "Library")


def test_a_date_that_is_none_is_said_at_the_field_and_nothing_typed_is_lost(site: Site) -> None:
    words = {"what_matters": "Tea", "review_date-day": "31", "review_date-month": "2", "review_date-year": "2027"}
    page = site.worker.fill(f"/plans/{site.plan_id}", words, action=f"/plans/{site.plan_id}", expect=422)
    assert page.fields(f"/plans/{site.plan_id}")["what_matters"] == "Tea"
    assert "There is one thing to change" in page.words
    assert site.plan().version == 1


def test_a_page_saved_elsewhere_shows_both_texts_and_can_be_saved_again(site: Site) -> None:
    address = f"/plans/{site.plan_id}"
    worker = site.worker
    mine = worker.get(address).fields(address) | {"if_harder": "My words"}
    worker.fill(address, {"if_harder": "Their words"}, action=address)
    answer = worker.client.post(address, data=mine)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Their words" in html
    assert "My words" in html
    assert site.plan().if_harder == "Their words"
    worker.post(address, {**mine, "version": str(site.plan().version)})
    assert site.plan().if_harder == "My words"


def test_words_typed_and_not_saved_come_back_and_can_be_thrown_away(site: Site) -> None:
    _draft(site, PLAN_FORM, site.plan_id, {"what_matters": "Half a thou"})
    page = site.worker.get(f"/plans/{site.plan_id}")
    assert "They are not saved in the plan yet" in page.words
    assert page.fields(f"/plans/{site.plan_id}")["what_matters"] == "Half a thou"
    saved = site.worker.fill(f"/plans/{site.plan_id}", {}, action=f"/plans/{site.plan_id}")
    assert "not saved in the plan yet" not in saved.words
    assert site.plan().what_matters == (PlanLine("Half a thou", None),)
    _draft(site, PLAN_FORM, site.plan_id, {"what_matters": "Again"})
    site.worker.post(f"/plans/{site.plan_id}/forget", {}, token_from=f"/plans/{site.plan_id}")
    assert _kept_draft(site, PLAN_FORM, site.plan_id) is None


GOAL = {
    "title": "Meet people at a garden group",
    "importance": "9",
    "step_1_what": "Phone the group",
    "step_1_who": "other",
    "step_1_who_name": "My sister",
    "step_1_when_text": "Tuesday",
    "step_1_due-day": "1",
    "step_1_due-month": "12",
    "step_1_due-year": "2026",
    "step_1_confidence": "6",
    "step_1_if_hard": "Call Amina",
}


def test_a_goal_with_its_step_is_one_page(site: Site) -> None:
    page = site.worker.fill(f"/plans/{site.plan_id}/goals/new", GOAL)
    assert "confidence is 6 out of 10" in page.words
    (goal,) = site.plan().goals
    (step,) = goal.steps
    assert (goal.title, goal.importance, goal.picture) == ("Meet people at a garden group", 9, "friends")
    assert (step.what, step.who, step.who_name, step.due) == (
        "Phone the group",
        Who.OTHER,
        "My sister",
        date(2026, 12, 1),
    )
    assert (step.when_text, step.confidence, step.if_hard, step.picture) == ("Tuesday", 6, "Call Amina", "phone")


def test_save_and_add_one_more_step_comes_back_to_the_goal(site: Site) -> None:
    page = site.worker.fill(f"/plans/{site.plan_id}/goals/new", {**GOAL, "another": "1"})
    assert "Step 2" in page.words
    assert "Write one more step" not in page.words  # it is open already
    goal = site.plan().goals[0]
    address = f"/plans/{site.plan_id}/goals/{goal.id}"
    site.worker.fill(address, {"step_2_what": "Go there", "step_2_picture": "bus"})
    steps = site.plan().goals[0].steps
    assert "Write one more step" in site.worker.get(address).words
    assert [(step.what, step.picture) for step in steps] == [("Phone the group", "phone"), ("Go there", "bus")]
    assert steps[0].id == goal.steps[0].id


def test_a_step_is_taken_away_by_its_tick(site: Site) -> None:
    site.with_goal()
    goal = site.plan().goals[0]
    site.worker.fill(f"/plans/{site.plan_id}/goals/{goal.id}", {"step_1_gone": "yes"})
    assert site.plan().goals[0].steps == ()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"title": " "}, "Write the goal."),
        ({"title": "Walk", "step_1_when_text": "Now"}, "Write what will happen, or empty the whole step."),
        ({"title": "Walk", "step_1_what": "Go", "step_1_who": "other"}, "Write who does it."),
        ({"title": "Walk", "importance": "11"}, "Choose a number from 1 to 10."),
        ({"title": "Walk", "step_1_what": "Go", "step_1_who": "nobody"}, "Choose one of the answers on the page."),
        ({"title": "Walk", "picture": "../x"}, "Choose one of the answers on the page."),
        ({"title": "x" * 201}, "Use 200 characters or fewer."),
    ],
)
def test_what_is_missing_in_a_goal_is_said_and_nothing_is_kept(
    site: Site, words: dict[str, str], sentence: str
) -> None:
    page = site.worker.fill(f"/plans/{site.plan_id}/goals/new", words, expect=422)
    assert sentence in page.words
    assert site.plan().goals == ()


def test_a_goal_page_saved_elsewhere_shows_both_texts(site: Site) -> None:
    site.with_goal()
    goal = site.plan().goals[0]
    address = f"/plans/{site.plan_id}/goals/{goal.id}"
    worker = site.worker
    mine = worker.get(address).fields() | {"title": "My goal"}
    worker.fill(address, {"title": "Their goal"})
    answer = worker.client.post(address, data=mine)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "My goal" in html
    assert "Their goal" in html
    assert site.plan().goals[0].title == "Their goal"
    worker.post(address, {**mine, "version": str(site.plan().version)})
    assert site.plan().goals[0].title == "My goal"


def test_a_new_goal_after_a_change_elsewhere_is_shown_again_not_lost(site: Site) -> None:
    address = f"/plans/{site.plan_id}/goals/new"
    worker = site.worker
    mine = worker.get(address).fields() | GOAL
    site.with_goal()
    answer = worker.post(address, mine, expect=409)
    assert "Phone the group; My sister; Tuesday" in answer.words
    assert answer.fields(None)["title"] == GOAL["title"]


def test_a_half_typed_goal_comes_back_and_can_be_thrown_away(site: Site) -> None:
    address = f"/plans/{site.plan_id}/goals/new"
    _draft(site, GOAL_FORM, site.plan_id, {**GOAL, "step_2_what": "And then"})
    fields = site.worker.get(address).fields()
    assert (fields["title"], fields["step_2_what"], fields["step_1_due-day"]) == (GOAL["title"], "And then", "1")
    site.worker.post(f"/plans/{site.plan_id}/goals/forget", {}, token_from=address)
    assert _kept_draft(site, GOAL_FORM, site.plan_id) is None
    site.with_goal()
    goal = site.plan().goals[0]
    _draft(site, GOAL_FORM, goal.id, {"title": "Half"})
    assert site.worker.get(f"/plans/{site.plan_id}/goals/{goal.id}").fields()["title"] == "Half"
    site.worker.post(f"/plans/{site.plan_id}/goals/{goal.id}/forget", {}, token_from=address)
    assert _kept_draft(site, GOAL_FORM, goal.id) is None


def test_the_script_keeps_what_is_typed_under_the_address_on_the_page(site: Site) -> None:
    worker = site.worker
    page = worker.get(f"/plans/{site.plan_id}")
    (address,) = [form.get("data-autosave") for form in page.every("form") if form.get("data-autosave")]
    assert address
    token = worker.token(f"/plans/{site.plan_id}")
    answer = worker.client.put(address, json={"if_harder": "typ"}, headers={"X-CSRFToken": token})
    assert answer.status_code == 200
    assert worker.get(f"/plans/{site.plan_id}").fields(f"/plans/{site.plan_id}")["if_harder"] == "typ"


def test_a_goal_is_taken_away_after_asking(site: Site) -> None:
    site.with_goal()
    goal = site.plan().goals[0]
    address = f"/plans/{site.plan_id}/goals/{goal.id}/remove"
    page = site.worker.get(address)
    assert "Take goal 1 away?" in page.words
    assert "1 step leave" in page.words
    site.worker.fill(address, {})
    assert site.plan().goals == ()


@pytest.mark.parametrize("path", ["goals/{other}", "goals/{other}/remove"])
def test_a_goal_of_another_plan_is_not_here(site: Site, path: str) -> None:
    site.with_goal()
    site.worker.get(f"/plans/{site.plan_id}/{path.format(other=uuid.uuid4())}", expect=404)


@pytest.mark.parametrize("path", ["", "/goals/new", "/agree"])
def test_a_plan_that_is_not_there_is_not_here(site: Site, path: str) -> None:
    site.worker.get(f"/plans/{uuid.uuid4()}{path}", expect=404)


def test_a_page_without_its_version_is_refused(site: Site) -> None:
    site.worker.post(f"/plans/{site.plan_id}", {"what_matters": "x"}, expect=422)
    site.worker.post(f"/plans/{site.plan_id}", {"what_matters": "x", "version": "abc"}, expect=422)
    assert site.plan().what_matters == ()


STROKES = json.dumps([{"points": [{"x": 1, "y": 2, "time": 3, "pressure": 0.5}, {"x": 4, "y": 5}]}])


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ({"how": "tick"}, AgreedHow.TICK),
        ({"how": "typed", "name": "Sam"}, AgreedHow.TYPED),
        ({"how": "drawn", "signature": STROKES}, AgreedHow.DRAWN),
    ],
)
def test_a_plan_is_agreed_in_three_equal_ways(site: Site, words: dict[str, str], how: AgreedHow) -> None:
    site.with_goal()
    page = site.agree(words)
    plan = site.plan()
    assert (plan.status, plan.agreed_how) == (PlanStatus.AGREED, how)
    assert (plan.signature is not None) == (how is AgreedHow.DRAWN)
    assert ("M1 2L4 5" in [path.get("d") for path in page.every("{http://www.w3.org/2000/svg}path")]) == (
        how is AgreedHow.DRAWN
    )
    assert "Agreed on Wednesday 25 November 2026" in page.words
    assert "Start a new version" in page.words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({}, "Choose how you say yes."),
        ({"how": "typed"}, "Your name is missing."),
        ({"how": "drawn"}, "Nothing was drawn."),
        ({"how": "drawn", "signature": "[1]"}, "could not be read"),
    ],
)
def test_a_yes_without_its_proof_is_refused_in_words(site: Site, words: dict[str, str], sentence: str) -> None:
    site.with_goal()
    page = site.worker.fill(f"/plans/{site.plan_id}/agree", words, expect=422)
    assert sentence in page.words
    assert site.plan().status is PlanStatus.DRAFT


def test_a_yes_to_something_that_changed_meanwhile_is_refused(site: Site) -> None:
    site.with_goal()
    worker = site.worker
    shown = worker.get(f"/plans/{site.plan_id}/agree").fields()
    worker.fill(f"/plans/{site.plan_id}", {"if_harder": "New"}, action=f"/plans/{site.plan_id}")
    worker.post(f"/plans/{site.plan_id}/agree", {**shown, "how": "tick"}, expect=409)
    assert site.plan().status is PlanStatus.DRAFT


def test_an_agreed_plan_is_shown_whole_and_its_forms_are_closed(site: Site) -> None:
    words = {"what_matters": "My garden", "strengths": "I cook", "if_harder": "Rest", "review_place": "Library"}
    site.with_goal().worker.fill(f"/plans/{site.plan_id}", words, action=f"/plans/{site.plan_id}")
    site.agree({"how": "typed", "name": "Sam"})
    page = site.worker.get(f"/plans/{site.plan_id}")
    for part in ("My garden", "I cook", "Rest", "Library", "Meet people", "Phone the group", "by Sam"):
        assert part in page.words
    for path in ("goals/new", f"goals/{site.plan().goals[0].id}"):
        site.worker.get(f"/plans/{site.plan_id}/{path}", expect=422)
    back = site.worker.get(f"/plans/{site.plan_id}/agree")
    assert "by Sam" in back.words, "Back, after the yes, shows the plan and no refusal"


def test_the_next_version_starts_from_the_agreed_plan(site: Site) -> None:
    site.with_goal().agree({"how": "tick"})
    page = site.worker.post(f"/plans/start/{site.client_id}", {}, token_from=f"/plans/{site.plan_id}")
    assert "Plan 2" in page.words
    assert "Meet people" in page.words
    with Session(site.engine) as store:
        assert [row.status for row in plans_of(store, site.client_id)] == [PlanStatus.DRAFT, PlanStatus.AGREED]


def test_agreeing_from_the_plan_page_saves_what_was_typed_on_the_way(site: Site) -> None:
    site.with_goal()
    address = f"/plans/{site.plan_id}"
    _draft(site, PLAN_FORM, site.plan_id, {"what_matters": "My si"})
    button = next(b for b in site.worker.get(address).every("button") if b.get("name") == "agree")
    form = next(f for f in site.worker.get(address).every("form") if f.get("id") == button.get("form"))
    assert (form.get("action"), form.get("method"), button.get("type")) == (address, "post", "submit")
    page = site.worker.fill(address, {"what_matters": "My sister", "agree": "1"}, action=address)
    assert "Is this plan right?" in page.words
    assert "My sister" in page.words
    site.agree({"how": "tick"})
    assert [line.text for line in site.plan().what_matters] == ["My sister"]
    assert _kept_draft(site, PLAN_FORM, site.plan_id) is None


def test_what_is_wrong_on_the_plan_page_is_said_before_anyone_agrees(site: Site) -> None:
    site.with_goal()
    address = f"/plans/{site.plan_id}"
    page = site.worker.fill(address, {"review_date-day": "99", "agree": "1"}, action=address, expect=422)
    assert "There is one thing to change" in page.words


def test_nobody_agrees_while_words_of_the_plan_wait(site: Site) -> None:
    site.with_goal()
    address = f"/plans/{site.plan_id}"
    worker = site.worker
    shown = worker.get(f"{address}/agree").fields()
    _draft(site, PLAN_FORM, site.plan_id, {"what_matters": "My garden"})
    for page in (worker.get(f"{address}/agree"), worker.post(f"{address}/agree", {**shown, "how": "tick"})):
        assert "Some words are typed and not saved yet." in page.words
        assert page.fields(address)["what_matters"] == "My garden"
    assert site.plan().status is PlanStatus.DRAFT


def test_nobody_agrees_while_words_of_a_goal_wait(site: Site) -> None:
    site.with_goal()
    address = f"/plans/{site.plan_id}"
    goal = site.plan().goals[0]
    for subject, back in ((goal.id, f"{address}/goals/{goal.id}/forget"), (site.plan_id, f"{address}/goals/forget")):
        _draft(site, GOAL_FORM, subject, {"title": "Half a goal"})
        page = site.worker.get(f"{address}/agree")
        assert "Some words are typed and not saved yet." in page.words
        assert page.fields()["title"] == "Half a goal"
        site.worker.post(back, {}, token_from=address)
    assert "Is this plan right?" in site.worker.get(f"{address}/agree").words


def test_words_that_come_after_the_yes_can_still_be_read_and_thrown_away(site: Site) -> None:
    site.with_goal().agree({"how": "tick"})
    late = {"what_matters": "Too late", "review_date-day": "3", "review_date-month": "5", "review_place": ""}
    _draft(site, PLAN_FORM, site.plan_id, late)
    page = site.worker.get(f"/plans/{site.plan_id}")
    assert "They are not in this plan." in page.words
    assert "Too late" in page.words
    assert "3 5" in page.words
    gone = site.worker.post(f"/plans/{site.plan_id}/forget", {}, token_from=f"/plans/{site.plan_id}")
    assert "Too late" not in gone.words


def test_the_client_says_yes_on_a_page_of_their_own(site: Site) -> None:
    person = people.new_client(7, needs=(people.LARGE_24,))
    with Session(site.engine) as store:
        plan_id = start_plan(store, site.actor, StartPlan(add_client(store, site.actor, person)))
        add_goal(store, site.actor, AddGoal(plan_id, 1, "Meet people", steps=(StepDraft("Phone the group"),)))
    page = site.worker.get(f"/plans/{plan_id}/agree")
    assert page.tree.get("data-size") == "larger"
    assert "ld-client" in (page.every("body")[0].get("class") or "")
    assert page.every("nav") == []
    assert person.nhs_number is not None
    for private in (person.nhs_number, person.family_name):
        assert private not in page.words.replace(" ", "")
    assert "How do you say yes?" in page.words
    assert len([image for image in page.every("img") if "pictures" in image.get("src", "")]) == 2
    assert f"/plans/{plan_id}" not in [a.get("href") for a in page.every("a")], "the way back asks for the code"
    back = next(button for button in page.every("button") if button.get("value") == "leave")
    assert "For the link worker" in "".join(back.itertext())


def test_the_chosen_picture_stands_beside_its_list(site: Site) -> None:
    site.worker.fill(f"/plans/{site.plan_id}/goals/new", {**GOAL, "step_1_picture": "bus"})
    page = site.worker.get(f"/plans/{site.plan_id}/goals/{site.plan().goals[0].id}")
    main = next(page.tree.iter("main"))
    shown = [image.get("src", "").removeprefix("/static/") for image in main.iter("img")]
    assert shown == [picture("friends").colour_path, picture("bus").colour_path]
    assert "(bus)" not in page.words
    _draft(site, GOAL_FORM, site.plan_id, {"title": "x", "picture": "gone-since"})
    main = next(site.worker.get(f"/plans/{site.plan_id}/goals/new").tree.iter("main"))
    assert list(main.iter("img")) == []


FOR_THEM = {"by": "representative", "name": "Joy Sample", "relation": "Daughter", "authority": "attorney"}


def test_somebody_else_agrees_with_right_and_reason(site: Site) -> None:
    address = f"/plans/{site.with_goal().plan_id}/agree-for"
    clients_page = site.worker.get(f"/plans/{site.plan_id}/agree")
    assert "other" in [button.get("value") for button in clients_page.every("button")]
    page = site.worker.fill(address, {**FOR_THEM, "because": "He was too ill"})
    plan = site.plan()
    assert (plan.status, plan.agreed_by, plan.agreed_how) == (
        PlanStatus.AGREED,
        DecidedBy.REPRESENTATIVE,
        AgreedHow.TICK,
    )
    for words in ("by Joy Sample", "Their representative decided", "Daughter", "Why: He was too ill"):
        assert words in page.words
    assert "They said yes." not in page.words
    assert "by Joy Sample" in site.worker.get(address).words, "Back, after the yes, shows the plan"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({}, "Write a few words about why."),
        ({"because": "Ill", "authority": ""}, "Choose by what right they decide."),
        ({"because": "Ill", "by": ""}, "Choose who decides."),
        ({"because": "Ill", "name": " "}, "Write the name of who decides."),
        ({"because": "Ill", "authority": "advocate"}, "Choose one of the answers on the page."),
    ],
)
def test_a_yes_for_somebody_without_its_proof_is_refused(site: Site, words: dict[str, str], sentence: str) -> None:
    address = f"/plans/{site.with_goal().plan_id}/agree-for"
    page = site.worker.fill(address, {**FOR_THEM, **words}, expect=422)
    assert sentence in page.words
    assert site.plan().status is PlanStatus.DRAFT


def test_who_is_on_record_stands_in_the_form_and_waiting_words_stop_it(site: Site) -> None:
    with Session(site.engine) as store:
        add_representative(store, site.actor, samples.representative(site.client_id))
    address = f"/plans/{site.with_goal().plan_id}/agree-for"
    worker = site.worker
    assert worker.get(address).fields()["name"] == "Joy Sample"
    _draft(site, PLAN_FORM, site.plan_id, {"what_matters": "My garden"})
    page = worker.fill(address, {**FOR_THEM, "because": "Ill"}, expect=422)
    assert "Some words are typed and not saved yet." in page.words
    assert site.plan().status is PlanStatus.DRAFT


def test_a_plan_of_one_goal_and_one_step_asks_for_no_more_than_before(site: Site) -> None:
    """Long fields are folded away; what stands open is what stood there before plans had more."""
    page = site.worker.get(f"/plans/{site.plan_id}/goals/new")
    main = next(page.tree.iter("main"))
    folded = {field for details in main.iter("details") for field in details.iter()}
    shown = {
        (field.get("name") or "").removeprefix("step_1_")
        for field in main.iter()
        if field.tag in {"input", "textarea", "select"} and field not in folded and field.get("type") != "hidden"
    }
    due = {f"due-{part}" for part in ("day", "month", "year")}
    assert shown == {"title", "importance", "what", "who", "who_name", "when_text", "confidence"} | due
    assert "A first small step" in page.words
    page = site.worker.fill(f"/plans/{site.plan_id}/goals/new", {"title": "Walk", "step_1_what": "Go out"})
    assert "Agree the plan" in page.words


def test_numbers_that_cannot_be_read_are_said_and_the_place_is_open(site: Site) -> None:
    address = f"/plans/{site.plan_id}"
    page = site.worker.fill(address, {"phones": "My sister"}, action=address, expect=422)
    assert "Line 1 has no phone number." in page.words
    assert page.fields(address)["phones"] == "My sister"
    site.worker.fill(address, {"phones": "My sister 01632 960 001", "achieved": "I phoned"}, action=address)
    assert site.plan().phones == (PhoneLine("My sister", "01632 960 001", picture="family"),)
    assert site.plan().achieved == (PlanLine("I phoned"),)


def test_what_helps_has_a_picture_that_fits_and_keeps_the_one_that_was_chosen(site: Site) -> None:
    address = f"/plans/{site.plan_id}"
    site.worker.fill(address, {"if_harder": "I rest.\nMy family"}, action=address)
    assert site.plan().harder_picture == "family"
    site.worker.fill(f"{address}/pictures", {"harder": "phone"}, action=f"{address}/pictures")
    site.worker.fill(address, {"review_place": "The library"}, action=address)
    assert site.plan().harder_picture == "phone"


def test_a_hope_pressed_while_another_goal_is_not_saved_is_named(site: Site) -> None:
    """The words below are of the goal begun before, and the page says so; once they are gone the hope is there."""
    site.worker.client.application.extensions[HOPES] = lambda _client_id: ("See my sister", "Walk to the shop")
    where = f"/plans/{site.plan_id}/goals/new"
    _draft(site, GOAL_FORM, site.plan_id, {"title": "Walk to the shop"})
    page = site.worker.get(f"{where}?hope=1")
    assert page.fields(where)["title"] == "Walk to the shop"
    assert "press “Make a goal of it” again for “See my sister”" in page.words
    assert "again for" not in site.worker.get(f"{where}?hope=2").words, "it is that goal already"
    site.worker.post(f"/plans/{site.plan_id}/goals/forget", {}, token_from=where)
    page = site.worker.get(f"{where}?hope=1")
    assert page.fields(where)["title"] == "See my sister"
    assert "again for" not in page.words
