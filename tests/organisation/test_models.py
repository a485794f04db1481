"""The table of the service."""

from __future__ import annotations

from linkdesk.organisation import rules
from linkdesk.organisation.models import OrganisationRow


def test_every_text_has_a_most_length() -> None:
    lengths = {name: OrganisationRow.__table__.c[name].type.length for name in ("name", "phone", "email")}  # type: ignore[attr-defined]  # String has a length
    assert lengths == {"name": rules.NAME_LENGTH, "phone": rules.PHONE_LENGTH, "email": rules.EMAIL_LENGTH}


def test_the_service_is_no_client_data() -> None:
    assert "client_id" not in OrganisationRow.__table__.c
