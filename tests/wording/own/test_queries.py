"""What is read of own words in another language."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from linkdesk.wording.own import queries

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_somebody_of_whom_nothing_is_kept_has_an_empty_page(session: Session) -> None:
    nobody = uuid.UUID(int=4)
    assert queries.own_words(session, nobody, "pl") == {}
    assert queries.page_stamp(session, nobody, "pl") == 0
    assert queries.translations_of(session, nobody) == ()
