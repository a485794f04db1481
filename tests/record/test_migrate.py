"""The schema goes up and down without losing a row, and equals the models at its head."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Column
from sqlalchemy import Engine
from sqlalchemy import String
from sqlalchemy import inspect
from sqlalchemy.orm import Session

import linkdesk.application  # noqa: F401 - loads every room's tables
from linkdesk.desk.search.models import WORDS_TABLE
from linkdesk.record import migrate
from linkdesk.record import migrations
from linkdesk.record.base import ADDED
from linkdesk.record.base import Base
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from linkdesk.services.finding.models import WORDS_TABLE as SERVICE_WORDS
from tests.record.sample import TABLES
from tests.record.sample import Leaf
from tests.record.sample import Tree


def test_the_named_head_is_alembics(engine: Engine) -> None:
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(migrate.config(connection))
    assert script.get_current_head() == migrations.HEAD == migrate.current(engine)
    assert {found.revision for found in script.walk_revisions()} == migrations.KNOWN


def test_the_head_equals_the_models(engine: Engine) -> None:
    samples = {table.name for table in TABLES}

    def ours(_object: object, name: str | None, *_rest: object) -> bool:
        return name not in samples and not str(name).startswith((WORDS_TABLE, SERVICE_WORDS))

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        assert compare_metadata(context, Base.metadata) == []


def test_down_to_nothing_and_up_again(engine: Engine) -> None:
    migrate.downgrade(engine, "base")
    with engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    assert {n for n in left if not n.startswith("sqlite_")} == {"alembic_version", *(t.name for t in TABLES)}
    migrate.upgrade(engine)
    test_the_head_equals_the_models(engine)


def test_a_column_that_came_after_its_table_says_what_older_rows_hold(engine: Engine) -> None:
    """Else every row of before would look altered to the audit; see `record.base.added`."""
    migrate.downgrade(engine, "base")
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(migrate.config(connection))
    born: dict[str, set[str]] = {}
    for found in reversed(list(script.walk_revisions())):
        migrate.upgrade(engine, found.revision)
        held = inspect(engine)
        for name in held.get_table_names():
            born.setdefault(name, {column["name"] for column in held.get_columns(name)})
    late = [(t.name, c.name) for t in Base.metadata.sorted_tables for c in t.c if c.name not in born[t.name]]
    unsaid = [each for each in late if ADDED not in Base.metadata.tables[each[0]].c[each[1]].info]
    assert unsaid == []


@pytest.fixture
def family(engine: Engine, session: Session, actor: Actor) -> Engine:
    """A tree with 480 leaves."""
    with unit_of_work(session, actor, "plant") as work:
        tree = Tree(id=work.new_id(), name="oak")
        work.session.add(tree)
        work.session.flush()
        work.session.add_all([Leaf(tree_id=tree.id) for _ in range(480)])
    session.close()
    return engine


def leaves(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM sample_leaf").scalar_one())


def run_revision(engine: Engine, steps: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run steps as a revision would, through our own environment."""

    def run(self: MigrationContext, **_kwargs: object) -> None:
        with Operations.context(self):
            steps()

    monkeypatch.setattr(MigrationContext, "run_migrations", run)
    migrate.upgrade(engine)


def rebuild() -> None:
    """Batch mode drops and recreates the parent; with foreign keys on, every child would go."""
    with op.batch_alter_table("sample_tree", recreate="always") as batch:
        batch.add_column(Column("height", String(10)))


def test_rebuilding_a_parent_keeps_its_children(family: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap 3: measured elsewhere as 480 notes -> 0 without an error."""
    run_revision(family, rebuild, monkeypatch)
    assert leaves(family) == 480
    with family.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_the_trap_is_real(family: Engine) -> None:
    """The positive control: the same steps without our environment do delete the children."""
    with family.connect() as connection, connection.begin():
        with Operations.context(MigrationContext.configure(connection)):
            rebuild()
        assert connection.exec_driver_sql("SELECT count(*) FROM sample_leaf").scalar_one() == 0


def test_a_failing_revision_leaves_nothing(family: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        rebuild()
        raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        run_revision(family, fail, monkeypatch)
    with family.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(sample_tree)")]
    assert not [name for name in names if name.startswith("_alembic_tmp")]
    assert "height" not in columns
    assert leaves(family) == 480


def test_each_revision_has_its_data_test() -> None:
    versions = Path(migrations.__file__).parent / "versions"
    here = Path(__file__).parent / "migrations"
    for revision in versions.glob("r*.py"):
        assert (here / f"test_{revision.stem}.py").is_file(), f"{revision.name} has no data test"
