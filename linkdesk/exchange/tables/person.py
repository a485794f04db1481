"""Who a person is: details, phones, needs and what else they need, addresses, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.tables.table import Row


ADDRESS_LINES = 4
OTHER_ADDRESS_LINES = 5


def _clients(dossier: Dossier) -> Iterator[Row]:
    client: ClientRecord = dossier.client
    address = (*client.address_lines, *[""] * ADDRESS_LINES)[:ADDRESS_LINES]
    yield (
        client.id,
        client.title,
        client.given_name,
        client.family_name,
        client.preferred_name,
        client.birth_date,
        client.nhs_number,
        client.no_nhs_reason,
        client.gp_practice_name,
        client.gp_practice_code,
        *address,
        client.town,
        client.postcode,
        client.email,
        client.language,
        client.interpreter_needed,
        client.reading_language,
        client.does_not_read,
        client.print_format,
        client.print_size,
        client.name_suffix,
        client.alias,
        client.pronouns,
        client.gender,
        client.ethnicity,
        client.is_carer,
        client.marital_status,
        client.birth_place,
        client.birth_country,
        client.nhs_status,
        client.address_note,
        client.email_kind,
        client.other_contact,
        client.contact_method,
        ", ".join(client.contact_limits),
        client.best_time,
        client.gp_name,
        client.gp_opt_out,
        client.needs_reviewed_on,
        client.deceased_on,
        client.deceased_source,
        client.keep_safe,
        client.created_at,
        client.updated_at,
    )


def _phones(dossier: Dossier) -> Iterator[Row]:
    for place, phone in enumerate(dossier.client.phones, start=1):
        yield (dossier.client.id, place, phone.number, phone.kind, phone.safe_to_leave_message)


def _needs(dossier: Dossier) -> Iterator[Row]:
    for place, need in enumerate(dossier.client.needs, start=1):
        yield (dossier.client.id, place, need.code, need.text, need.detail)


def _requirements(dossier: Dossier) -> Iterator[Row]:
    client = dossier.client
    said = [("impairment", each.text, each.detail) for each in client.impairments]
    said += [("mobility", words, "") for words in client.mobility]
    said += [("other", words, "") for words in client.other_requirements]
    for place, (kind, words, detail) in enumerate(said, start=1):
        yield (client.id, place, kind, words, detail)


def _addresses(dossier: Dossier) -> Iterator[Row]:
    for place, each in enumerate(dossier.client.other_addresses, start=1):
        lines = (*each.lines, *[""] * OTHER_ADDRESS_LINES)[:OTHER_ADDRESS_LINES]
        yield (dossier.client.id, place, each.kind, *lines, each.postcode, each.note)


def _emails(dossier: Dossier) -> Iterator[Row]:
    for place, each in enumerate(dossier.client.other_emails, start=2):
        yield (dossier.client.id, place, each.address, each.kind)


def _identifiers(dossier: Dossier) -> Iterator[Row]:
    for place, each in enumerate(dossier.client.other_identifiers, start=1):
        yield (dossier.client.id, place, each.kind, each.value)


TABLES = (
    Table(
        "clients",
        columns(
            id="string",
            title="string",
            given_name="string",
            family_name="string",
            preferred_name="string",
            birth_date="date",
            nhs_number="string",
            no_nhs_reason="string",
            gp_practice_name="string",
            gp_practice_code="string",
            address_1="string",
            address_2="string",
            address_3="string",
            address_4="string",
            town="string",
            postcode="string",
            email="string",
            language="string",
            interpreter_needed="boolean",
            reading_language="string",
            does_not_read="boolean",
            print_format="string",
            print_size="integer",
            name_suffix="string",
            alias="string",
            pronouns="string",
            gender="string",
            ethnicity="string",
            is_carer="boolean",
            marital_status="string",
            birth_place="string",
            birth_country="string",
            nhs_status="string",
            address_note="string",
            email_kind="string",
            other_contact="string",
            contact_method="string",
            contact_limits="string",
            best_time="string",
            gp_name="string",
            gp_opt_out="string",
            needs_reviewed_on="date",
            deceased_on="date",
            deceased_source="string",
            keep_safe="string",
            created_at="datetime",
            updated_at="datetime",
        ),
        ("id",),
        (),
        _clients,
    ),
    Table(
        "phones",
        columns(client_id="string", place="integer", number="string", kind="string", messages_allowed="boolean"),
        ("client_id", "place"),
        (("client_id", "clients"),),
        _phones,
    ),
    Table(
        "needs",
        columns(client_id="string", place="integer", snomed_code="string", words="string", detail="string"),
        ("client_id", "place"),
        (("client_id", "clients"),),
        _needs,
    ),
    Table(
        "requirements",
        columns(client_id="string", place="integer", kind="string", words="string", detail="string"),
        ("client_id", "place"),
        (("client_id", "clients"),),
        _requirements,
    ),
    Table(
        "addresses",
        columns(
            client_id="string",
            place="integer",
            kind="string",
            line_1="string",
            line_2="string",
            line_3="string",
            line_4="string",
            line_5="string",
            postcode="string",
            note="string",
        ),
        ("client_id", "place"),
        (("client_id", "clients"),),
        _addresses,
    ),
    Table(
        "emails",
        columns(client_id="string", place="integer", address="string", kind="string"),
        ("client_id", "place"),
        (("client_id", "clients"),),
        _emails,
    ),
    Table(
        "identifiers",
        columns(client_id="string", place="integer", kind="string", value="string"),
        ("client_id", "place"),
        (("client_id", "clients"),),
        _identifiers,
    ),
)
