"""What has been published stays as it was, by whatever way somebody tries to change it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor

from collab.history import erase
from collab.unalterable import Unalterable
from documents.models import Document
from reporting.models import Publication, SealedFigure, SealedFile
from tests.factories.sealed import JOB, TABLES, lifted, sealed

SEALED = (Publication, SealedFile, SealedFigure)


@pytest.fixture
def publication(document: Document) -> Publication:
    return sealed(document)


def rows() -> dict[str, list[tuple[Any, ...]]]:
    return {model.__name__: list(model._base_manager.order_by("pk").values_list()) for model in SEALED}


def execute(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def delete_all(table: str) -> None:
    """With the links checked at once, and not only when the transaction ends."""
    execute(f"DELETE FROM {connection.ops.quote_name(table)}")
    connection.check_constraints()


def past_the_managers(model: Any) -> Iterator[Callable[[], Any]]:
    """What no guard of a model sees: only the database can refuse it."""
    row, table = model._base_manager.first(), connection.ops.quote_name(model._meta.db_table)
    everything = models.QuerySet(model).all()
    field = next(
        field for field in model._meta.concrete_fields if isinstance(field, models.TextField | models.CharField)
    )
    yield lambda: everything.update(**{field.attname: "changed"})
    yield lambda: everything._raw_delete(everything.db)
    yield lambda: models.QuerySet(model).bulk_update([row], [field.attname])
    yield lambda: models.QuerySet(model).bulk_create(
        [row], update_conflicts=True, unique_fields=["pk"], update_fields=[field.attname]
    )
    yield lambda: models.Model.save_base(row, raw=True)
    yield lambda: execute(f"UPDATE {table} SET id = id")
    yield lambda: execute(f"DELETE FROM {table} WHERE id = %s", row.pk)
    if connection.vendor == "postgresql":
        yield lambda: execute(f"TRUNCATE {table} CASCADE")
    else:
        yield lambda: execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        yield lambda: execute(f"UPDATE OR REPLACE {table} SET id = id")


@pytest.mark.parametrize("model", SEALED, ids=lambda model: model.__name__)
def test_the_database_refuses_every_change(publication: Publication, model: Any) -> None:
    whole = rows()
    for act in past_the_managers(model):
        with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
            act()
    assert rows() == whole
    sealed(publication.document)
    added = rows()
    assert all(added[name][: len(kept)] == kept and len(added[name]) == len(kept) + 1 for name, kept in whole.items())


@pytest.mark.parametrize("model", SEALED, ids=lambda model: model.__name__)
def test_the_models_refuse_before_the_database_is_asked(publication: Publication, model: Any) -> None:
    row = model.objects.first()
    found = model.objects.all()
    for act in (
        row.save, row.delete, found.delete, lambda: found.update(pk=1),
        lambda: model.objects.bulk_update([row], [model._meta.fields[-1].name]),
    ):  # fmt: skip
        with pytest.raises(TypeError, match="is never"):
            act()


def test_nothing_that_a_publication_stands_on_can_be_deleted(publication: Publication) -> None:
    """Neither its document, nor by a cascade from what that belongs to, nor the one that another corrects."""
    document, whole = publication.document, rows()
    with pytest.raises(models.ProtectedError):
        erase(document, by=JOB, reason="test")
    for table in ("documents_document", "programme_programme"):
        with pytest.raises(DatabaseError), transaction.atomic():
            delete_all(table)
    assert rows() == whole


def test_no_fixture_and_no_migration_changes_one(publication: Publication, tmp_path: Path) -> None:
    whole = rows()
    call_command("dumpdata", "reporting", output=str(tmp_path / "rows.json"))
    kept = json.loads((tmp_path / "rows.json").read_text())
    assert len(kept) == len(SEALED)
    for row in kept:
        (tmp_path / "row.json").write_text(json.dumps([row]))
        with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
            call_command("loaddata", str(tmp_path / "row.json"), verbosity=0)
    state = MigrationExecutor(connection).loader.project_state(("reporting", "0002_what_is_published_stays"))
    for model in SEALED:
        with pytest.raises(IrreversibleError, match="never deleted"):
            Unalterable(model.__name__).database_backwards("reporting", connection.schema_editor(), state, state)
    assert rows() == whole


def test_every_sealed_table_has_its_guards(db: None) -> None:
    """A later migration that makes a table anew would lose them on SQLite."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger"
                " WHERE NOT tgisinternal AND tgenabled = 'O' GROUP BY 1"
            )
            assert dict(cursor.fetchall()) == dict.fromkeys(TABLES, 2)
        else:
            cursor.execute("SELECT tbl_name, count(*) FROM sqlite_master WHERE type = 'trigger' GROUP BY 1")
            assert dict(cursor.fetchall()) == dict.fromkeys(TABLES, 3)


def test_an_owner_who_takes_the_guards_away_could(publication: Publication) -> None:
    """So it is they that refuse, and not something else. They stand again afterwards."""
    with lifted():
        models.QuerySet(SealedFigure).update(printed="42")
        connection.check_constraints()
    assert SealedFigure.objects.get().printed == "42"
    with pytest.raises(IntegrityError), transaction.atomic():
        models.QuerySet(SealedFigure).update(printed="43")
