"""Every migration goes forward and back on a database with the demonstration in it."""

import datetime
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import DjangoDbBlocker

from tests.house.source import APPS


@contextmanager
def beside(blocker: DjangoDbBlocker, folder: Path, *, migrated: bool) -> Iterator[None]:
    """A database beside the suite's, empty or as migrating made that: what goes wrong in it is wrong in it alone."""
    with blocker.unblock():
        suite = connection.settings_dict["NAME"]
        embedded = connection.vendor == "sqlite"
        own = str(folder / "own.sqlite3") if embedded else f"{suite}_migrations"
        if embedded and migrated:
            connection.ensure_connection()
            with closing(sqlite3.connect(own)) as copy:
                connection.connection.backup(copy)
        connection.close()
        if not embedded:
            _on_server("DROP DATABASE IF EXISTS {}", own)
            _on_server("CREATE DATABASE {} TEMPLATE {}", own, suite if migrated else "template0")
        connection.settings_dict["NAME"] = own
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = suite
            if not embedded:
                _on_server("DROP DATABASE {}", own)


def _on_server(statement: str, *names: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement.format(*(connection.ops.quote_name(name) for name in names)))


@pytest.fixture
def empty_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    with beside(django_db_blocker, tmp_path, migrated=False):
        yield


@pytest.fixture
def migrated_database(transactional_db: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    with beside(django_db_blocker, tmp_path, migrated=True):
        yield


def columns() -> dict[str, list[tuple[str, bool]]]:
    """Each table's columns, and whether they may be empty."""
    describe = connection.introspection.get_table_description
    with connection.cursor() as cursor:
        return {
            table: sorted((column.name, column.null_ok) for column in describe(cursor, table))
            for table in connection.introspection.table_names(cursor)
        }


def test_no_migration_is_missing(empty_database: None) -> None:
    with suppress(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, stdout=(out := io.StringIO()))
    assert out.getvalue() == "No changes detected\n"


def test_migrations_go_forward_and_back(migrated_database: None) -> None:
    whole = columns()
    call_command("demo", stdout=io.StringIO())

    steps: list[str] = []
    executor = MigrationExecutor(
        connection, progress_callback=lambda act, migration=None, fake=False: steps.append(f"{act} {migration}")
    )
    try:
        executor.migrate([(app, None) for app in APPS])
    except Exception as error:
        error.add_note(f"at: {steps[-1]}")
        raise
    assert not [table for table in columns() if table.startswith(tuple(f"{app}_" for app in APPS))]
    assert not MigrationRecorder(connection).migration_qs.filter(app__in=APPS)

    call_command("migrate", verbosity=0)
    assert columns() == whole
    call_command("demo", stdout=io.StringIO())


OLD_DATES = {
    "26 February 2013": (datetime.date(2013, 2, 26), "day", "done"),
    "November 2011": (datetime.date(2011, 11, 1), "month", "done"),
    "Summer 2012": (datetime.date(2012, 6, 1), "season", "done"),
    "April to June 2012": (datetime.date(2012, 4, 1), "quarter", "done"),
    "2010": (datetime.date(2010, 1, 1), "year", "done"),
    "2012/13": (datetime.date(2012, 4, 1), "financial_year", "done"),
    # No more of it is known than its year.
    "Late 2012": (datetime.date(2012, 1, 1), "year", "done"),
    "1 May 2090": (datetime.date(2090, 5, 1), "day", "planned"),
}
READ_FROM_WORDS = {"Late 2012": "2012"}


def migrated(name: str) -> Any:
    executor = MigrationExecutor(connection)
    return executor.migrate([("programme", name)]).apps


def test_what_a_programme_kept_before_it_had_records_of_its_own(empty_database: None) -> None:
    """Workstreams, conditions and dates of the old kind go forward, come back, and go forward again."""
    old = migrated("0003_council_settings")
    programme = old.get_model("programme", "Programme").objects.create(
        slug="vans", name="Vans", stage="feasibility", stage_since="2013-01-01"
    )
    source = {"programme": programme, "source": "Board"}
    for at, (name, state) in enumerate((("People", "running"), ("Place", "deferred")), start=1):
        old.get_model("programme", "Workstream").objects.create(position=at, name=name, state=state, **source)
        old.get_model("programme", "RestartCondition").objects.create(position=at, text=name, state="met", **source)
    for when, (on, _, _) in OLD_DATES.items():
        row = old.get_model("programme", "Milestone").objects.create(on=on, when=when, text=when, **source)
        old.get_model("programme", "HistoricalMilestone").objects.create(
            id=row.pk, on=on, when=when, text=when, history_date="2013-01-01T00:00Z", history_type="+", **source
        )

    new = migrated("0010_dates_to_come_are_planned")
    for model in ("Milestone", "HistoricalMilestone"):
        rows = new.get_model("programme", model).objects.all()
        assert {row.text: (row.on, row.exactness, row.state) for row in rows} == OLD_DATES
    workstreams = new.get_model("programme", "Workstream")
    assert list(workstreams.objects.values_list("name", "state", "version", "parent")) == [
        ("People", "running", 1, None), ("Place", "deferred", 1, None),
    ]  # fmt: skip
    # What the old kind cannot say: a project, and two that share a place.
    people = workstreams.objects.get(name="People")
    workstreams.objects.create(
        programme_id=programme.pk, parent=people, position=1, name="Libraries", state="running", source="Board"
    )
    new.get_model("programme", "RestartCondition").objects.update(position=1)

    old = migrated("0003_council_settings")
    for model in ("Milestone", "HistoricalMilestone"):
        rows = old.get_model("programme", model).objects.all()
        assert {row.text: row.when for row in rows} == {when: READ_FROM_WORDS.get(when, when) for when in OLD_DATES}
    kept = old.get_model("programme", "Workstream").objects.order_by("position").values_list("position", "name")
    assert list(kept) == [(1, "People"), (2, "Libraries"), (3, "Place")]
    conditions = old.get_model("programme", "RestartCondition").objects.order_by("position")
    assert list(conditions.values_list("position", "text")) == [(1, "People"), (2, "Place")]

    new = migrated("0010_dates_to_come_are_planned")
    rows = new.get_model("programme", "Milestone").objects.all()
    assert {row.text: (row.on, row.exactness, row.state) for row in rows} == OLD_DATES
