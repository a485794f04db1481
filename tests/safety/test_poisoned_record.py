"""Whatever is typed stays words: in every field, on every page, in every file, on paper.

In the checks one record begins each of its fields with another of the words, so that all of them stand somewhere, and
three records hold one word each. The long form takes every word through every field, page and file in turn.
"""

from __future__ import annotations

import contextlib
import os
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from linkdesk.application import open_session
from linkdesk.desk.views.service import remove_view
from linkdesk.printing.items import print_item
from linkdesk.printing.pdf import press
from linkdesk.settings import Limits
from tests.exchange.conftest import Validate
from tests.exchange.conftest import schema_faults  # noqa: F401 - a fixture
from tests.furnished import House
from tests.furnished import open_house
from tests.safety.hostile import ALL
from tests.safety.hostile import HOSTILE
from tests.safety.ink import Ink
from tests.safety.poison import Poisoned
from tests.safety.poison import colleague
from tests.safety.poison import poison
from tests.safety.poison import texts_of
from tests.safety.poison_looks import PAPERS
from tests.safety.poison_looks import Seen
from tests.safety.poison_looks import look_at_csv
from tests.safety.poison_looks import look_at_fhir
from tests.safety.poison_looks import look_at_pages
from tests.safety.poison_looks import look_at_paper
from tests.safety.poison_looks import look_at_search
from tests.safety.poison_looks import paged
from tests.safety.poison_looks import shown

pytestmark = pytest.mark.safety

SHORT_PAPERS = (
    *(("plan", "easy-read"), ("plan", "text"), ("consent", "standard"), ("handover-sheet", "standard")),
    *(("introduction", "easy-read"), ("record-copy", "standard"), ("service-sheet", "text")),
)

FILLED_BY_OTHERS = {
    "Digits, days and codes: only what is sound gets in, as the checks of each field prove": (
        *("circle_person.phone", "client.nhs_number", "client.phones number", "client.postcode"),
        *("client.other_addresses postcode", "client.language", "client.needs code", "episode.first_visit_time"),
        "client.reading_language",
        *("organisation.phone", "worker.phone", "plan.worker_phone", "plan.phones number"),
        *(f"organisation.extra_numbers {name}" for name in ("checked", "dial", "written")),
        *(
            f"organisation.own_numbers {key} {name}"
            for key in ("crisis", "duty", "safeguarding")
            for name in ("checked", "dial", "written")
        ),
        *("plan.signature", "sharing_decision.signature"),
        *("local_phone.number", "local_address.postal_code", "local_cost_option.amount"),
        *("connection.contact", "connection.visit_time", "unmet_need.area"),
        *("local_schedule.opens_at", "local_schedule.closes_at", "local_service.email", "local_service.url"),
    ),
    "Chosen from a list, not typed": (
        *("client.contact_limits", "client.other_addresses kind", "client.other_emails kind", "client.phones kind"),
        *("organisation.hidden_numbers", "plan.language", "assessment.language", "sensitive_fact.choice"),
        *("sensitive_setting.asked", "sharing_decision.parts", "sharing_override.parts", "saved_view.stage"),
        *("saved_view.whose", "worker.roles"),
        *(f"assessment_answer.chosen {name}" for name in ("code", "key", "picture", "system", "text")),
        *(f"{table}.picture" for table in ("assessment_answer", "plan_goal", "plan_step")),
        *("plan.strengths picture", "plan.what_matters picture", "plan.harder_picture"),
        "bank_phrase.picture",
        *("plan.shared kind", "plan.shared parts"),
        *("print_out.item", "print_out.language", "copy_given.language", "parting.next_time"),
        *("contact.time", "concern.happened_time", "concern_step.time", "concern.kinds"),
        "own_translation.language",
        *("local_schedule.byday", "local_schedule.freq"),
    ),
    "Written by the form of the talk, which tests/assessments poisons": (
        *("assessment_aside.asks", "assessment_aside.left", "picture_sort.cards"),
        *("assessment.copyright", "assessment.form_url", "assessment.form_version", "assessment.title"),
        *("assessment_answer.link_id", "assessment_answer.question_shown", "assessment_answer.section"),
        *("assessment_answer.question_said", "client_language.tag", "client_language.words"),
        *("not_asked.form_url", "not_asked.title"),
        *(f"assessment_total.{name}" for name in ("band", "lower_words", "missing", "name", "upper_words")),
        *(f"assessment_answer.scale {name}" for name in ("bands words", "lower_words", "name", "upper_words")),
    ),
    "Forms of others, which tests/assessments/shelf poisons": (
        *(f"shelf_form.{name}" for name in ("description", "form_version", "language", "licence", "notes", "pictures")),
        *(f"shelf_form.{name}" for name in ("carried", "sha256", "title", "url")),
        *(f"shelf_form.checks {name}" for name in ("checker", "day", "tag", "text", "words")),
        *(f"shelf_file.{name}" for name in ("media_type", "name", "sha256", "words")),
        *("shelf_file_body.body", "shelf_form_body.body"),
    ),
    "Picture packs of others, which tests/printing/packs poisons": ("picture_pack.name", "picture_pack.pictures"),
    "Written by LinkDesk itself": (
        *("attachment.sha256", "audit_entry.action", "audit_entry.mac", "audit_entry.payload_hash"),
        *("audit_entry.row_hash", "audit_entry.row_id", "audit_entry.table_name", "audit_entry.verb"),
        *("draft.form", "draft.subject", "read_entry.kind", "search_note.source", "search_state.fingerprint"),
        "service_search_state.fingerprint",
        *("sharing_passed.what", "worker.code_hash", "bank_phrase.key", "print_out.seal"),
        "own_translation.text_hash",
        *("local_address.address_type", "local_address.country", "local_cost_option.currency"),
        "local_location.location_type",
    ),
    "Made from the names, folded, for search alone": (
        *("client.family_key", "client.given_key", "client.search_text"),
        *("search_part.part", "search_part.text", "search_term.text"),
        "drop_in_session.venue_key",
        *("service_search.name_key", "service_search.outward", "service_search.postcode", "service_word.word"),
    ),
    "Postcodes from a file of the nation, letters and digits only; its name is shown nowhere": (
        *("local_postcode.postcode", "local_postcode_file.name"),
    ),
    "Packs of pictures of a service, which tests/assessments/packs brings in": (
        "picture_pack.name",
        "picture_pack.pictures",
    ),
    "Feeds of local services, which tests/services/feeds poisons": (
        *("local_said.body", "local_said.hsds_id", "local_source.name", "local_source.notes", "local_source.origin"),
        *("local_source.counts", "local_source.digest", "local_source_row.before", "local_source_row.body"),
        *("local_source_row.hsds_id", "local_source_row.name", "local_source_row.notes"),
        *("local_taxonomy_term.code", "local_taxonomy_term.taxonomy", "local_taxonomy_term.term"),
    ),
    "Cells and names of files, which tests/safety/test_poisoned_import.py poisons": (
        *("intake_file.columns", "intake_file.headings", "intake_file.name", "intake_file.notes", "intake_file.shape"),
        *("intake_row.cells", "intake_row.reasons", "intake_shape.columns", "intake_shape.shape"),
    ),
}
"""Why a text of a table holds no hostile word here."""

ONLY_HERE = {
    "Never leaves: docs/exchange.md": (
        *("attachment.title", "attachment_body.body", "client.death_taken_back", "client.deceased_source"),
        *("draft.body letter", "draft.body risk", "glass_broken.reason", "owed_message.words"),
        *("restriction.ended_reason", "restriction.reason", "saved_view.name", "sensitive_fact.words"),
        *("concern.", "concern_step.", "local_", "drop_in"),
    ),
    "Settings of the service": ("bank_phrase.", "lawful_basis.", "organisation.", "worker."),
}
"""What no CSV file holds, by its name or the beginning of it."""

IN_FHIR = {
    *("client.given_name", "client.family_name", "client.title", "client.address_lines 0", "client.town"),
    *("client.needs text", "client.needs detail", "client.email", "client.gp_practice_name", "organisation.name"),
    *("plan.what_matters text", "plan.strengths text", "plan.if_harder", "plan_goal.title", "plan_step.what"),
    *("plan_step.if_hard", "plan_step.place", "plan_goal.need", "plan.achieved text", "plan.phones name"),
    *("plan_goal_outcome.words", "plan_step_mark.why", "plan.not_agreed_because", "plan.agreed_name"),
    *("plan.witness", "plan.not_signed_because"),
    *("assessment_answer.value hopes", "worker.name"),
}
ON_PAPER = {
    *("client.given_name", "client.family_name", "plan.what_matters text", "plan.if_harder", "plan_goal.title"),
    *("plan_step.what", "plan_step.who_name", "plan_step.when_text", "plan_step.if_hard", "plan.agreed_name"),
    *("plan_step.place", "plan_goal.need", "plan.phones name", "plan.phones when", "plan.achieved text"),
    *("worker.name", "organisation.name", "sharing_decision.recipient_name", "risk.risk", "client.keep_safe"),
    *("episode.reason", "client.needs text", "local_service.name", "local_service.description", "local_location.name"),
}
"""At least these."""


@dataclass
class Crowd:
    """One house for all records, so that their words meet each other too."""

    house: House
    colleague: uuid.UUID
    records: int = 0
    mixed: tuple[Ink, Poisoned] | None = None

    def poisoned(self, *words: str) -> tuple[Ink, Poisoned]:
        """Write another record of these words."""
        self.records += 1
        self.mixed = None  # the service has other words now
        ink = Ink(words, self.records)
        return ink, poison(self.house, ink, self.colleague)

    def everything(self) -> tuple[Ink, Poisoned]:
        """Return the record in which every word stands."""
        if self.mixed is None:
            self.mixed = self.poisoned(*ALL)
        return self.mixed

    def tidy_up(self, found: Poisoned) -> None:
        """Take the view away again: there may be only so many."""
        with open_session(self.house.settings, self.house.vault) as (session, actor):
            for view in found.ids.pop("view_id"):
                remove_view(session, actor, view)


@pytest.fixture(scope="module")
def crowd(practice: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    made = open_house(practice, tmp_path_factory.mktemp("poisoned") / "house")
    yield Crowd(made, colleague(made))
    made.vault.lock()


def unshown(ink: Ink, fields: set[str]) -> set[str]:
    """Return what was written and not seen."""
    return set(ink.written) - fields


def is_kept_here(name: str) -> bool:
    """Say whether a field stands in no CSV file."""
    return any(name.startswith(begin) for begins in ONLY_HERE.values() for begin in begins)


def test_every_text_of_every_table_holds_a_hostile_word(crowd: Crowd) -> None:
    """A field that a room adds fails here until it is poisoned too, or stands above with the reason."""
    crowd.everything()
    empty = {name for name, filled in texts_of(crowd.house).items() if not filled}
    assert empty == {name for names in FILLED_BY_OTHERS.values() for name in names}


def test_every_page_shows_all_of_them_as_words(crowd: Crowd) -> None:
    ink, found = crowd.everything()
    seen = look_at_pages(crowd.house, ink, found, prints=False)
    assert unshown(ink, seen.fields) == set()
    assert seen.pages > 100


def test_search_csv_and_fhir_hold_all_of_them_as_words(
    crowd: Crowd,
    schema_faults: Validate,  # noqa: F811 - the fixture
) -> None:
    ink, found = crowd.everything()
    look_at_search(crowd.house, ink, found)
    assert {name for name in unshown(ink, look_at_csv(crowd.house, ink, found)) if not is_kept_here(name)} == set()
    assert look_at_fhir(crowd.house, ink, found, schema_faults) >= IN_FHIR


@pytest.mark.prints
def test_prints_hold_all_of_them_as_words_and_reach_nothing(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_words: object, **_more: object) -> None:
        raise AssertionError("a print tried to reach something")

    ink, found = crowd.everything()
    before = open_sockets()
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert look_at_paper(crowd.house, ink, found, SHORT_PAPERS) >= ON_PAPER
    with open_session(crowd.house.settings, crowd.house.vault) as (session, actor):
        about = found.ids["service_id"][0]  # a long field of it goes on over the foot of a page: only that it is made
        made, _name = print_item(session, actor, "service-sheet", found.client, format="easy-read", service=about)
    assert b"/JavaScript" not in made
    assert b"/EmbeddedFile" not in made
    assert open_sockets() == before


def open_sockets() -> list[str]:
    """Return the sockets that this process holds (Linux)."""
    found = []
    for each in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # the one by which the folder is read is gone already
            found.append(str(each.readlink()))
    return sorted(name for name in found if name.startswith("socket:"))


@pytest.mark.long
@pytest.mark.parametrize("name", ["script", "formula =", "right to left"])
def test_one_word_in_every_field_at_once(crowd: Crowd, name: str) -> None:
    ink, found = crowd.poisoned(HOSTILE[name])
    about = {rule: f"/clients/{found.client}{rule}" for rule in ("", "/people", "/risks", "/sharing", "/history")}
    seen = look_at_pages(crowd.house, ink, found, only=["/", "/clients/", *about.values()])
    assert {"client.family_name", "client.keep_safe", "risk.risk", "episode.reason"} <= seen.fields
    assert {each for each in unshown(ink, look_at_csv(crowd.house, ink, found)) if not is_kept_here(each)} == set()
    assert look_at_fhir(crowd.house, ink, found) >= IN_FHIR
    crowd.tidy_up(found)


def test_the_look_itself_finds_markup_and_cut_words() -> None:
    """Positive control."""
    ink = Ink(("<b data-evil>x</b> and",))
    words = ink("field", 60)
    safe = words.replace("&", "&amp;").replace("<", "&lt;")
    head = "<!DOCTYPE html><title>x · LinkDesk</title><body><h1>x</h1>"
    assert shown(paged(f"{head}<p>{safe}"), ink, "here") == {"field"}
    for wrong in (
        f"<p>{words}",
        f'<p title="{safe}" data-evil="">',
        f"<p>{safe.replace('and', '')}",
        "<iframe></iframe>",
    ):
        with pytest.raises(AssertionError):
            shown(paged(head + wrong), ink, "here")


@pytest.mark.slow
@pytest.mark.prints
def test_every_word_in_every_field_on_every_page_and_in_every_file(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The long form; `docs/long-runs.md` says how to run it and what came of it.

    `LINKDESK_FROM` names the word to go on from. How long one print may take is not asked here: other work beside
    would make it fail.
    """
    monkeypatch.setattr(press(), "_limits", Limits(print_seconds=600))
    began, seen, files = time.monotonic(), Seen(), 0
    names = list(HOSTILE)
    for name in names[names.index(os.environ.get("LINKDESK_FROM", names[0])) :]:
        words = HOSTILE[name]
        ink, found = crowd.poisoned(words)
        here = look_at_pages(crowd.house, ink, found)
        assert unshown(ink, here.fields) == set(), name
        here.pages += look_at_search(crowd.house, ink, found)
        csv = look_at_csv(crowd.house, ink, found)
        assert {each for each in unshown(ink, csv) if not is_kept_here(each)} == set(), name
        assert look_at_fhir(crowd.house, ink, found) >= IN_FHIR, name
        to_paper = time.monotonic()
        assert look_at_paper(crowd.house, ink, found) >= ON_PAPER, name
        on_paper = time.monotonic() - to_paper
        files += 2 + len(PAPERS)
        seen.add(here)
        crowd.tidy_up(found)
        said = f"{len(ink.written)} fields, {here.pages} pages, {len(PAPERS)} prints in {on_paper:.0f} s"
        print(f"{name}: {said}", flush=True)  # noqa: T201 - the report of a long run
    took = time.monotonic() - began
    print(f"{len(HOSTILE)} words, {seen.pages} pages and answers, {files} files, {took:.0f} s")  # noqa: T201
