"""Every table of an export, parents before children."""

from __future__ import annotations

from linkdesk.exchange.tables import around
from linkdesk.exchange.tables import connections
from linkdesk.exchange.tables import contacts
from linkdesk.exchange.tables import given
from linkdesk.exchange.tables import parting
from linkdesk.exchange.tables import person
from linkdesk.exchange.tables import plans
from linkdesk.exchange.tables import referrals
from linkdesk.exchange.tables import sharing
from linkdesk.exchange.tables import talks

TABLES = (
    *person.TABLES,
    *around.TABLES,
    *sharing.TABLES,
    *referrals.TABLES,
    *contacts.TABLES,
    *talks.TABLES,
    *plans.TABLES,
    *given.TABLES,
    *parting.TABLES,
    *connections.TABLES,
)
