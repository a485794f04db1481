"""The table of clients: one row is one person as the worker knows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients import person
from linkdesk.clients import rules
from linkdesk.clients.keepsafe.rules import KEEP_SAFE_LENGTH
from linkdesk.clients.languages import LANGUAGE_LENGTH
from linkdesk.clients.person import ContactMethod
from linkdesk.clients.person import EmailKind
from linkdesk.clients.person import EthnicCategory
from linkdesk.clients.person import GpOptOut
from linkdesk.clients.person import MaritalStatus
from linkdesk.clients.person import NhsStatus
from linkdesk.clients.person import StatedGender
from linkdesk.clients.rules import NoNhsReason
from linkdesk.clients.rules import PrintFormat
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import added
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice
from linkdesk.record.types import Json

NHS_NUMBER_LENGTH = 10


WITH_NEEDS = "(json_array_length(needs) > 0 OR interpreter_needed = 1 OR does_not_read = 1) AND deceased_on IS NULL"
"""Who has a need on record and lives; a query that says it word for word is answered from the index alone."""


class Client(OwnedRow, Base):
    """A client. Phones, needs and address lines travel with the person, so they lie in the row."""

    __tablename__ = "client"
    __table_args__ = (
        Index("ix_client_name", "family_key", "given_key", "id"),
        Index("ix_client_owner_name", "owner_id", "family_key", "given_key", "id"),
        Index("ix_client_deceased", "id", sqlite_where=text("deceased_on IS NOT NULL")),
        Index("ix_client_needs", "needs_reviewed_on", "created_at", "id", sqlite_where=text(WITH_NEEDS)),
        {
            "info": client_table(
                merge="the worker chooses field by field; the row that stays takes over all that points to the other",
                export="Patient and Flag in FHIR; clients.csv",
                erase="deleted with everything that points to it",
            )
        },
    )

    given_name: Mapped[str] = mapped_column(String(rules.GIVEN_NAME_LENGTH))
    family_name: Mapped[str] = mapped_column(String(rules.FAMILY_NAME_LENGTH))
    preferred_name: Mapped[str] = mapped_column(String(rules.PREFERRED_NAME_LENGTH))
    title: Mapped[str] = mapped_column(String(rules.TITLE_LENGTH))
    birth_date: Mapped[date]
    nhs_number: Mapped[str] = mapped_column(String(NHS_NUMBER_LENGTH), index=True)
    no_nhs_reason: Mapped[NoNhsReason | None] = mapped_column(Choice(NoNhsReason))
    gp_practice_name: Mapped[str] = mapped_column(String(rules.GP_NAME_LENGTH))
    gp_practice_code: Mapped[str] = mapped_column(String(rules.GP_CODE_LENGTH))
    address_lines: Mapped[list[str]] = mapped_column(Json)
    town: Mapped[str] = mapped_column(String(rules.ADDRESS_LINE_LENGTH))
    postcode: Mapped[str] = mapped_column(String(rules.POSTCODE_LENGTH))
    phones: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    email: Mapped[str] = mapped_column(String(rules.EMAIL_LENGTH))
    language: Mapped[str] = mapped_column(String(LANGUAGE_LENGTH))
    interpreter_needed: Mapped[bool]
    needs: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    chosen_format: Mapped[PrintFormat | None] = mapped_column(Choice(PrintFormat))
    chosen_size: Mapped[int | None]
    keep_safe: Mapped[str] = mapped_column(String(KEEP_SAFE_LENGTH), default="", server_default="", info=added(""))
    """How to reach this person without bringing them into danger; shown to everyone who may contact them."""
    name_suffix: Mapped[str] = mapped_column(String(person.SUFFIX_LENGTH), info=added(""))
    alias: Mapped[str] = mapped_column(String(person.ALIAS_LENGTH), info=added(""))
    pronouns: Mapped[str] = mapped_column(String(person.PRONOUNS_LENGTH), info=added(""))
    gender: Mapped[StatedGender | None] = mapped_column(Choice(StatedGender), info=added(None))
    ethnicity: Mapped[EthnicCategory | None] = mapped_column(Choice(EthnicCategory), info=added(None))
    is_carer: Mapped[bool | None] = mapped_column(info=added(None))
    marital_status: Mapped[MaritalStatus | None] = mapped_column(Choice(MaritalStatus), info=added(None))
    birth_place: Mapped[str] = mapped_column(String(person.PLACE_LENGTH), info=added(""))
    birth_country: Mapped[str] = mapped_column(String(person.COUNTRY_LENGTH), info=added(""))
    nhs_status: Mapped[NhsStatus | None] = mapped_column(Choice(NhsStatus), info=added(None))
    other_identifiers: Mapped[list[dict[str, Any]]] = mapped_column(Json, info=added([]))
    address_note: Mapped[str] = mapped_column(String(person.NOTE_LENGTH), info=added(""))
    other_addresses: Mapped[list[dict[str, Any]]] = mapped_column(Json, info=added([]))
    email_kind: Mapped[EmailKind | None] = mapped_column(Choice(EmailKind), info=added(None))
    other_emails: Mapped[list[dict[str, Any]]] = mapped_column(Json, info=added([]))
    other_contact: Mapped[str] = mapped_column(String(person.OTHER_CONTACT_LENGTH), info=added(""))
    contact_method: Mapped[ContactMethod | None] = mapped_column(Choice(ContactMethod), info=added(None))
    contact_limits: Mapped[list[str]] = mapped_column(Json, info=added([]))
    best_time: Mapped[str] = mapped_column(String(person.BEST_TIME_LENGTH), info=added(""))
    gp_name: Mapped[str] = mapped_column(String(person.GP_NAME_LENGTH), info=added(""))
    gp_opt_out: Mapped[GpOptOut | None] = mapped_column(Choice(GpOptOut), info=added(None))
    impairments: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list, info=added([]))
    mobility: Mapped[list[str]] = mapped_column(Json, default=list, info=added([]))
    other_requirements: Mapped[list[str]] = mapped_column(Json, default=list, info=added([]))
    reading_language: Mapped[str] = mapped_column(
        String(LANGUAGE_LENGTH), default="", server_default="", info=added("")
    )
    does_not_read: Mapped[bool | None] = mapped_column(info=added(None))
    needs_reviewed_on: Mapped[date | None] = mapped_column(index=True, info=added(None))
    """When the needs were last looked at again; until then they count from the day the client was added."""
    deceased_on: Mapped[date | None] = mapped_column(info=added(None))
    deceased_source: Mapped[str] = mapped_column(String(rules.SOURCE_LENGTH), default="", info=added(""))
    death_taken_back: Mapped[str] = mapped_column(String(rules.SOURCE_LENGTH), default="", info=added(""))
    """Why a death that was noted here was not true, if it ever was."""
    family_key: Mapped[str] = mapped_column(Text)
    given_key: Mapped[str] = mapped_column(Text)
    search_text: Mapped[str] = mapped_column(Text)
    """What search looks in: folded names, NHS number and phone digits; made by `rules.search_text`."""
