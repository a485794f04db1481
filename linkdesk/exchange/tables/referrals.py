"""The way of a person: each referral and where it stands, its presenting issues, what happened line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns
from linkdesk.exchange.tables.table import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.tables.table import Row

_REFERRAL = (
    *("referrer_name", "referrer_role", "referrer_team", "referrer_service", "referrer_organisation"),
    *("referrer_organisation_code", "referrer_contact"),
    *("to_name", "to_role", "to_team", "to_service", "to_organisation", "to_organisation_code", "to_contact"),
    *("return_to", "reason", "own_words", "background"),
)
_TRIAGE = ("decision_words", "asked_whom", "passed_to")


def _episodes(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.episodes:
        yield (
            each.id,
            each.client_id,
            each.number,
            dossier.stages.get(each.id),
            each.worker_id,
            each.source,
            each.method,
            each.urgency,
            each.received_on,
            each.referred_on,
            *(getattr(each, name) for name in _REFERRAL),
            each.decision,
            each.decided_on,
            *(getattr(each, name) for name in _TRIAGE),
            each.tries,
            each.last_try_on,
            each.first_contact_on,
            each.first_visit_on,
            each.first_visit_time,
            each.first_visit_place,
            each.closing_on,
            each.closed_on,
            each.close_reason,
            each.outcome,
            each.did_not_work,
            each.reopened_from,
            each.created_at,
            each.updated_at,
        )


def _issues(dossier: Dossier) -> Iterator[Row]:
    for episode in dossier.episodes:
        for place, issue in enumerate(episode.presenting_issues, start=1):
            yield (episode.id, place, issue.code, issue.text)


def _events(dossier: Dossier) -> Iterator[Row]:
    for episode in dossier.episodes:
        steps = [each for each in dossier.events if each.episode_id == episode.id]
        for place, each in enumerate(reversed(steps), start=1):
            yield (
                episode.id,
                place,
                each.kind,
                each.on,
                each.way,
                each.outcome,
                each.words,
                each.worker_id,
                each.at,
            )


TABLES = (
    Table(
        "episodes",
        columns(
            **texts("id", "client_id"),
            number="integer",
            **texts("stage", "worker_id", "source", "method", "urgency"),
            received_on="date",
            referred_on="date",
            **texts(*_REFERRAL, "decision"),
            decided_on="date",
            **texts(*_TRIAGE),
            tries="integer",
            last_try_on="date",
            first_contact_on="date",
            first_visit_on="date",
            first_visit_time="string",
            first_visit_place="string",
            closing_on="date",
            closed_on="date",
            **texts("close_reason", "outcome", "did_not_work", "reopened_from"),
            created_at="datetime",
            updated_at="datetime",
        ),
        ("id",),
        (("client_id", "clients"),),
        _episodes,
    ),
    Table(
        "presenting_issues",
        columns(episode_id="string", place="integer", snomed_code="string", words="string"),
        ("episode_id", "place"),
        (("episode_id", "episodes"),),
        _issues,
    ),
    Table(
        "episode_events",
        columns(
            episode_id="string",
            place="integer",
            kind="string",
            on="date",
            **texts("way", "outcome", "words", "worker_id"),
            at="datetime",
        ),
        ("episode_id", "place"),
        (("episode_id", "episodes"),),
        _events,
    ),
)
