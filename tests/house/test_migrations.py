"""Every migration goes forward and back on a database with the demonstration in it."""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import DjangoDbBlocker

from tests.house.source import APPS


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """An empty database beside the suite's: what goes wrong in it is wrong in it alone."""
    with django_db_blocker.unblock():
        connection.close()
        suite = connection.settings_dict["NAME"]
        embedded = connection.vendor == "sqlite"
        own = str(tmp_path / "own.sqlite3") if embedded else f"{suite}_migrations"
        quoted = connection.ops.quote_name(own)
        if not embedded:
            with connection._nodb_cursor() as cursor:
                cursor.execute("DROP DATABASE IF EXISTS " + quoted)
                cursor.execute("CREATE DATABASE " + quoted)
        connection.settings_dict["NAME"] = own
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = suite
            if not embedded:
                with connection._nodb_cursor() as cursor:
                    cursor.execute("DROP DATABASE " + quoted)


def columns() -> dict[str, list[tuple[str, bool]]]:
    """Each table's columns, and whether they may be empty."""
    describe = connection.introspection.get_table_description
    with connection.cursor() as cursor:
        return {
            table: sorted((column.name, column.null_ok) for column in describe(cursor, table))
            for table in connection.introspection.table_names(cursor)
        }


def test_no_migration_is_missing(own_database: None) -> None:
    with suppress(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, stdout=(out := io.StringIO()))
    assert out.getvalue() == "No changes detected\n"


def test_migrations_go_forward_and_back(own_database: None) -> None:
    call_command("migrate", verbosity=0)
    whole = columns()
    call_command("demo", stdout=io.StringIO())

    # One at a time, the last first: the step that cannot go back is named.
    applied = MigrationRecorder(connection).migration_qs.filter(app__in=APPS).order_by("-id")
    for app, name in list(applied.values_list("app", "name")):
        executor = MigrationExecutor(connection)
        before = [key for key in executor.loader.graph.node_map[app, name].parents if key[0] == app]
        executor.migrate([tuple(before[0]) if before else (app, None)])
    assert not [table for table in columns() if table.startswith(tuple(f"{app}_" for app in APPS))]

    call_command("migrate", verbosity=0)
    assert columns() == whole
    call_command("demo", stdout=io.StringIO())
