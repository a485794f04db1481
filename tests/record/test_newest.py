"""What tests write down from the first new vault is what the revisions make."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from linkdesk.record.session import Doors
from linkdesk.settings import Store
from linkdesk.vault.cipher import StoreAccess
from linkdesk.vault.cipher import mark
from linkdesk.vault.upgrade import make_schema
from tests.conftest import RAW_KEY
from tests.newest import Newest
from tests.newest import read

NAMES = "SELECT type, name, tbl_name FROM sqlite_master ORDER BY 1, 2"


def _empty(path: Path) -> Engine:
    made = StoreAccess(path, lambda: bytearray(RAW_KEY), Doors(audit_key=lambda: b"k" * 32), Store(), create=True)
    engine = made.open()
    mark(engine)
    return engine


def test_a_vault_from_the_paper_is_the_vault_of_the_revisions(tmp_path: Path) -> None:
    newest = Newest()
    engines = [_empty(tmp_path / f"{number}.db") for number in range(3)]
    make_schema(engines[0])
    newest(engines[1])
    newest(engines[2])
    seen = []
    for engine in engines:
        with engine.connect() as connection:
            seen.append((read(connection), connection.exec_driver_sql(NAMES).all()))
        engine.dispose()
    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0][0].statements) > 100
    assert any("alembic_version" in statement for statement, _row in seen[0][0].rows)
