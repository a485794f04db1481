"""For whom a file is: whoever may not have it is not in it, and what stays out is said without a name."""

from __future__ import annotations

import csv
import io
import json
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings as bounds
from hypothesis import strategies as some

from linkdesk.assessments.measures.rules import NotAskedReason
from linkdesk.clients.models import Client
from linkdesk.clients.person import StatedGender
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import USUAL_PRINT_SIZE
from linkdesk.clients.rules import Need
from linkdesk.clients.rules import PrintFormat
from linkdesk.clients.service import add_client
from linkdesk.clients.sharing import queries as sharing
from linkdesk.clients.sharing import service as decide
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import Ground
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import Verdict
from linkdesk.exchange import rules
from linkdesk.exchange.audience import _OURS
from linkdesk.exchange.audience import FOR_WORDS
from linkdesk.exchange.audience import OWN
from linkdesk.exchange.audience import Audience
from linkdesk.exchange.audience import ForWhom
from linkdesk.exchange.audience import Leave
from linkdesk.exchange.audience import limited
from linkdesk.exchange.audience import withheld
from linkdesk.exchange.csv_files import BOM
from linkdesk.exchange.rules import Dossier
from linkdesk.exchange.rules import ExportKind
from linkdesk.exchange.service import make_parcel
from linkdesk.plans.queries import plan_records
from linkdesk.printing.given.safe import FOR_WORKERS
from linkdesk.record.audit import ReadEntry
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import unit_of_work
from tests.clients.sharing import samples
from tests.data import people
from tests.data.exchange_dossier import PRESENCE
from tests.data.exchange_dossier import dossier
from tests.exchange import record

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.exchange.rules import Parcel
    from linkdesk.record.session import Actor

GP = Audience(ForWhom.GP)
CHOIR = Audience(ForWhom.SERVICE, "hill road choir")
YES = Verdict(allowed=True, sentence="Yes.", parts=(Part.NEEDS, Part.ANSWERS))


def rows(parcel: Parcel, name: str) -> list[dict[str, str]]:
    data = next(made.data for made in parcel.files if made.name == f"{name}.csv")
    return list(csv.DictReader(io.StringIO(data.removeprefix(BOM).decode(), newline="")))


@pytest.fixture(autouse=True)
def started(session: Session, actor: Actor) -> None:
    record.start(session, actor)


def test_every_audience_but_our_own_is_a_recipient() -> None:
    assert set(FOR_WORDS) == set(ForWhom)
    assert OWN.recipient is None
    assert [Audience(kind, "Choir").recipient for kind in ForWhom][1:] == [
        Recipient(RecipientKind.PERSON),
        Recipient(RecipientKind.GP),
        Recipient(RecipientKind.REFERRER),
        Recipient(RecipientKind.SERVICE, "Choir"),
        Recipient(RecipientKind.EVALUATION),
    ]
    assert (CHOIR.words, GP.words) == ("hill road choir", "Their GP")


def test_what_stays_out_is_counted_and_nobody_is_named() -> None:
    one, two = uuid.uuid4(), uuid.uuid4()
    assert Leave(GP, {one: YES, two: YES}, 1).withheld == (
        "Withheld for 2 clients, as they did not agree to share it: their plan.",
        "1 client left out: no permission to share with their GP.",
    )
    assert Leave(GP, {one: YES}).parts_of(one) == (Part.NEEDS, Part.ANSWERS)
    assert Leave().parts_of(one) == tuple(Part)
    assert Leave().withheld == ()


def test_a_part_that_was_not_agreed_to_stays_out(session: Session, actor: Actor) -> None:
    client_id = record.whole_client(session, actor)
    found = replace(
        client_record(session, client_id), gender=StatedGender.FEMALE, mobility=("Stairs",), keep_safe="See alone"
    )
    whole = Dossier(found, plans=plan_records(session, client_id))
    assert limited(whole, Leave()) == whole
    least = limited(whole, Leave(GP, {client_id: Verdict(allowed=True, sentence="Yes.")}))
    assert (least.client.needs, least.client.mobility, least.assessments, least.plans) == ((), (), (), ())
    assert (least.client.print_format, least.client.print_size) == (PrintFormat.STANDARD, USUAL_PRINT_SIZE)
    assert least.client.phones == whole.client.phones
    assert (least.client.gender, least.client.keep_safe) == (None, "")
    mine = Leave(Audience(ForWhom.PERSON), {client_id: Verdict(allowed=True, sentence="Own.", parts=tuple(Part))})
    assert limited(whole, mine) == replace(whole, client=replace(found, keep_safe=""))


def leave(kind: ForWhom, made: Dossier) -> Leave:
    """Return leave with every part."""
    return Leave(Audience(kind), {made.client.id: Verdict(allowed=True, sentence="Yes.", parts=tuple(Part))})


NEW = tuple(sorted(_OURS))


def test_no_permission_covers_risks_and_all_else_around_a_person() -> None:
    whole = dossier(3, keep_safe="See alone")
    assert all(getattr(whole, name) for name in NEW)
    assert limited(whole, Leave()) == whole
    for kind in (ForWhom.GP, ForWhom.REFERRER, ForWhom.SERVICE, ForWhom.EVALUATION):
        sent = limited(whole, leave(kind, whole))
        assert not any(getattr(sent, name) for name in NEW)
        assert sent.client.keep_safe == ""
        assert all(not each.phones and not each.shared for each in sent.plans), "other people's numbers stay here"
        assert [each.goals[0].title for each in sent.plans] == [each.goals[0].title for each in whole.plans]
        assert "It rained" not in repr(sent.plans)
        here = [each.presence for each in sent.assessments]
        assert here == [replace(PRESENCE, reference="", people=()), None, None], "nobody else by name"
        back = zip(sent.assessments, whole.assessments, strict=True)
        assert all(replace(one, presence=other.presence, how=other.how) == other for one, other in back)
        assert [each.how.help_given for each in sent.assessments if each.how] == [""]


def test_why_is_the_workers_word_and_stays_with_our_own_service() -> None:
    made = dossier(3)
    seen: dict[str, Any] = {"witness": "Ana Witness", "not_signed_because": "Her hand hurts"}
    plans = tuple(replace(each, not_agreed_because="Too ill today", **seen) for each in made.plans)
    whole = replace(made, plans=plans, decisions=tuple(replace(each, **seen) for each in made.decisions))
    assert "Too ill today" in repr(limited(whole, Leave()).plans)
    for kind in (ForWhom.PERSON, ForWhom.GP):
        allowed = limited(whole, leave(kind, whole))
        sent = repr((allowed.plans, allowed.decisions))
        assert "Too ill today" not in sent
        assert "Ana Witness" not in sent
        assert "Her hand hurts" not in sent
        assert "It rained" not in sent
        assert "@I met two people" in sent, "their own words about a goal go along"
    assert limited(whole, leave(ForWhom.PERSON, whole)).plans[0].phones == made.plans[0].phones


def test_a_file_for_the_person_holds_what_they_said_and_nothing_that_others_wrote() -> None:
    made = dossier(3, keep_safe="See alone")
    hidden = [replace(made.prints[0], item=item) for item in FOR_WORKERS]
    whole = replace(made, prints=(*made.prints, *hidden))
    sent = limited(whole, leave(ForWhom.PERSON, whole))
    assert sent.prints == made.prints, "that a safeguarding referral was printed is not theirs to find at home"
    assert (sent.risks, sent.overrides, sent.client.keep_safe) == ((), (), "")
    assert sent.assessments[0].presence == replace(PRESENCE, seen_alone=None), "whoever reads along learns nothing"
    assert (sent.about, sent.representatives, sent.stages) == (whole.about, whole.representatives, whole.stages)
    assert [(each.name, each.note) for each in sent.people] == [("-Ann Sample", "")]
    assert [(each.answer, each.reason, each.best_interests) for each in sent.decisions] == [
        (Answer.REFUSED, "", ""),
        (Answer.GIVEN, "", ""),
    ]
    assert sent.decisions[1].what == "Not the hospital"
    assert {(each.own_words, each.reason, each.background) for each in sent.episodes} == {("+I miss people", "", "")}
    assert {(each.decision_words, each.close_reason, each.outcome) for each in sent.episodes} == {("", None, "")}
    assert {each.words for each in sent.events} == {""}
    assert [(each.reason, each.words) for each in sent.not_asked] == [(NotAskedReason.OTHER, "")]
    assert sent.held_scores == whole.held_scores
    words = repr(sent)
    for secret in (
        "Sample read it",
        "brother",
        "Domestic",
        "be harmed",
        "raise the risk",
        "more than the time",
        "safeguarding",
    ):
        assert secret in repr(whole)
        assert secret not in words


def test_each_file_says_what_is_not_in_it() -> None:
    someone = dossier()
    always = rules.WITHHELD
    assert withheld(ExportKind.CSV, Leave()) == always
    assert withheld(ExportKind.FHIR, Leave()) == (*always, rules.OURS_SAFETY, rules.OURS)
    mine = leave(ForWhom.PERSON, someone)
    assert withheld(ExportKind.CSV, mine) == (*always, rules.OURS_SAFETY, rules.THEIRS)
    assert withheld(ExportKind.FHIR, mine) == (*always, rules.OURS_SAFETY, rules.OURS)
    for kind in ExportKind:
        assert withheld(kind, leave(ForWhom.GP, someone)) == (*always, rules.OURS_SAFETY, rules.OURS, rules.SENSITIVE)


def test_nothing_goes_out_for_somebody_who_died(session: Session, actor: Actor) -> None:
    client_id = record.whole_client(session, actor)
    decide.record_decisions(session, actor, samples.decisions(samples.yes(), client_id=client_id))
    with unit_of_work(session, actor, "died") as work:
        client = work.session.get(Client, client_id)
        assert client is not None
        client.deceased_on = samples.DAY
    for audience in (GP, Audience(ForWhom.PERSON)):
        with pytest.raises(RuleBroken, match=r"They have died, so nothing is sent for them. Nothing was written.$"):
            make_parcel(session, actor, ExportKind.CSV, client_id, audience)
    council = Recipient(RecipientKind.OTHER, "Council")
    assert sharing.may_share(session, client_id, council, Ground.SAFEGUARDING).allowed
    decide.share_without_permission(session, actor, samples.without(client_id, ground=Ground.LEGAL_DUTY))
    assert make_parcel(session, actor, ExportKind.CSV, client_id, GP).clients == 1
    assert make_parcel(session, actor, ExportKind.CSV, client_id).clients == 1


def test_the_gp_gets_those_who_agreed_and_the_file_says_how_many_are_left_out(session: Session, actor: Actor) -> None:
    agreed, refused, unasked = (record.whole_client(session, actor, number) for number in range(3))
    decide.record_decisions(session, actor, samples.decisions(samples.yes(), client_id=agreed, parts=(Part.ANSWERS,)))
    decide.record_decisions(session, actor, samples.decisions(samples.no(), client_id=refused))
    parcel = make_parcel(session, actor, ExportKind.CSV, None, GP)
    assert [row["id"] for row in rows(parcel, "clients")] == [str(agreed)]
    assert rows(parcel, "plans") == []
    assert rows(parcel, "scores") != []
    assert parcel.withheld[-2:] == (
        "Withheld for 1 client, as they did not agree to share it: their plan.",
        "2 clients left out: no permission to share with their GP.",
    )
    described = json.loads(next(made.data for made in parcel.files if made.name == "datapackage.json"))
    assert described["linkdesk"]["withheld"] == list(parcel.withheld)
    assert described["linkdesk"]["for"] == parcel.for_whom == "Their GP"
    assert [each.recipient for each in sharing.passed(session, agreed)] == ["GP"]
    assert sharing.passed(session, unasked) == ()


def test_one_client_without_permission_makes_no_file_and_no_trace(session: Session, actor: Actor) -> None:
    client_id = record.whole_client(session, actor)
    with pytest.raises(RuleBroken, match=r"Nobody has asked yet .* hill road choir. Nothing was written."):
        make_parcel(session, actor, ExportKind.FHIR, client_id, CHOIR)
    with pytest.raises(RuleBroken, match="Nobody has agreed to sharing with hill road choir"):
        make_parcel(session, actor, ExportKind.FHIR, None, CHOIR)
    assert session.query(ReadEntry).count() == 0
    assert sharing.passed(session, client_id) == ()


def test_a_service_is_known_however_its_name_is_spelt(session: Session, actor: Actor) -> None:
    client_id = record.whole_client(session, actor)
    decide.record_decisions(session, actor, samples.decisions(samples.yes(samples.CHOIR), client_id=client_id))
    parcel = make_parcel(session, actor, ExportKind.FHIR, client_id, CHOIR)
    manifest = json.loads(next(made.data for made in parcel.files if made.name == "manifest.json"))
    assert manifest["for"] == "hill road choir"
    with pytest.raises(RuleBroken, match="Which service"):
        make_parcel(session, actor, ExportKind.FHIR, client_id, Audience(ForWhom.SERVICE, " "))


def test_our_own_service_and_the_person_need_no_permission(session: Session, actor: Actor) -> None:
    client_id = record.whole_client(session, actor)
    assert make_parcel(session, actor, ExportKind.CSV, None).clients == 1
    mine = make_parcel(session, actor, ExportKind.CSV, client_id, Audience(ForWhom.PERSON))
    assert rows(mine, "plans") != []
    with pytest.raises(RuleBroken, match="about one client"):
        make_parcel(session, actor, ExportKind.CSV, None, Audience(ForWhom.PERSON))
    assert [each.recipient for each in sharing.passed(session, client_id)] == ["the person"]


KINDS = {
    ForWhom.GP: samples.GP,
    ForWhom.REFERRER: samples.REFERRER,
    ForWhom.SERVICE: samples.CHOIR,
    ForWhom.EVALUATION: samples.EVALUATION,
}
DECIDE = some.tuples(some.sampled_from(sorted(KINDS)), some.sampled_from(("yes", "no", "not asked")))
OVERRIDE = some.tuples(some.sampled_from((ForWhom.GP, ForWhom.SERVICE)), some.sampled_from(("without", "end")))


@bounds(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.one_of(DECIDE, OVERRIDE), max_size=8))
def test_a_client_is_in_a_file_only_if_the_newest_decision_or_an_override_allows_it(
    session: Session, actor: Actor, steps: list[tuple[ForWhom, str]]
) -> None:
    """The model keeps the last word about each recipient; the export must agree with it for all of them."""
    client_id = add_client(session, actor, people.new_client(0))
    last: dict[ForWhom, bool] = {}
    standing: dict[ForWhom, list[uuid.UUID]] = {kind: [] for kind in KINDS}
    for kind, step in steps:
        who = KINDS[kind]
        if step == "without":
            command = samples.without(client_id, recipient=who, ground=Ground.LEGAL_DUTY)
            standing[kind].append(decide.share_without_permission(session, actor, command))
        elif step == "end":
            for each in standing[kind]:
                decide.end_override(session, actor, client_id, each)
            standing[kind] = []
        else:
            answer = {"yes": Answer.GIVEN, "no": Answer.REFUSED, "not asked": Answer.NOT_ASKED}[step]
            if step == "no" and last.get(kind):
                answer = Answer.WITHDRAWN
            said = AnswerTo(who, answer, "Not today" if step == "not asked" else "")
            seen = sharing.newest_number(session, client_id)
            decide.record_decisions(session, actor, samples.decisions(said, client_id=client_id, seen=seen))
            last[kind] = step == "yes"
    for kind, who in KINDS.items():
        allowed = last.get(kind, False) or bool(standing[kind])
        assert sharing.may_share(session, client_id, who).allowed == allowed
        try:
            parcel = make_parcel(session, actor, ExportKind.CSV, client_id, Audience(kind, who.name))
        except RuleBroken:
            assert not allowed, (kind, steps)
        else:
            assert allowed, (kind, steps)
            assert [row["id"] for row in rows(parcel, "clients")] == [str(client_id)]
            assert len(rows(parcel, "needs")) <= (len(people.new_client(0).needs) if last.get(kind) else 0)


def test_the_samples_have_a_need_to_withhold() -> None:
    assert any(isinstance(need, Need) for need in people.new_client(0).needs)
