"""Person, referral and letter are kept together or not at all."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.rules import AddClient
from linkdesk.episodes.choices import Source
from linkdesk.episodes.rules import ReferralDetails
from linkdesk.exchange.letters.service import FORM
from linkdesk.exchange.letters.service import NEW
from linkdesk.exchange.letters.service import KeepLetter
from linkdesk.exchange.letters.service import keep_letter
from linkdesk.record.attachments import Attachment
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from tests.furnished import House

ADA = AddClient(given_name="Ada", family_name="Quill", birth_date=date(1984, 2, 13))
REFERRAL = ReferralDetails(source=Source.GP, received_on=date(2026, 11, 1))


def test_all_or_nothing(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        counts = [select(func.count()).select_from(table) for table in (Client, Attachment)]
        before = [session.scalar(each) for each in counts]
        late = ReferralDetails(source=Source.GP, received_on=date(2999, 1, 1))
        save_draft(session, actor, FORM, NEW, {"text": "Dear all"})
        with pytest.raises(RuleBroken, match="future"):
            keep_letter(session, actor, KeepLetter("Dear all", ADA, late))
        with pytest.raises(NotFound):
            keep_letter(session, actor, KeepLetter("Dear all", ADA, REFERRAL, uuid4()))
        assert [session.scalar(each) for each in counts] == before
        keep_letter(session, actor, KeepLetter("Dear all", ADA, REFERRAL))
        after = [(count or 0) + 1 for count in before]
        assert [session.scalar(each) for each in counts] == after
        with pytest.raises(RuleBroken, match="kept already"):
            keep_letter(session, actor, KeepLetter("Dear all", ADA, REFERRAL))
        assert [session.scalar(each) for each in counts] == after, "sent twice, kept once"
