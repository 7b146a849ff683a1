"""Tables to which the database itself only lets rows be added: a migration says so of a model, after it has made it.

The triggers refuse what the models' own guards cannot see: SQL by hand, and whatever goes past the managers. Only an
owner of the database who takes them away could do otherwise. SQLite loses them where a later migration makes the table
anew: such a migration says it again, and the suite asks that they are there.
"""

from string import Template
from typing import Any

from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.operations.base import Operation
from django.db.models import UniqueConstraint

# Emptying a table in which there is nothing loses nothing.
_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION collab_unalterable() RETURNS trigger LANGUAGE plpgsql AS $$$$
DECLARE
    lost boolean := true;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO lost;
    END IF;
    IF lost THEN
        RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$$$""",
    "CREATE OR REPLACE TRIGGER $row BEFORE UPDATE OR DELETE ON $table"
    " FOR EACH ROW EXECUTE FUNCTION collab_unalterable()",
    "CREATE OR REPLACE TRIGGER $all BEFORE TRUNCATE ON $table FOR EACH STATEMENT EXECUTE FUNCTION collab_unalterable()",
)
_POSTGRESQL_UNDONE = ("DROP TRIGGER $row ON $table", "DROP TRIGGER $all ON $table")
_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS $update BEFORE UPDATE ON $table BEGIN $refuse END",
    "CREATE TRIGGER IF NOT EXISTS $delete BEFORE DELETE ON $table BEGIN $refuse END",
    # A row that would replace another deletes it without a word to the trigger of deletions.
    "CREATE TRIGGER IF NOT EXISTS $replace BEFORE INSERT ON $table"
    " WHEN EXISTS (SELECT 1 FROM $table WHERE $same) BEGIN $refuse END",
)
_SQLITE_UNDONE = tuple(f"DROP TRIGGER {name}" for name in ("$update", "$delete", "$replace"))


class Unalterable(Operation):
    """Let rows of a model be added and never changed or deleted."""

    reversible = True

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing that Django knows of is changed."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        on_postgresql = schema_editor.connection.vendor == "postgresql"
        self._execute(_POSTGRESQL if on_postgresql else _SQLITE, app_label, schema_editor, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = from_state.apps.get_model(app_label, self.model)
        if model._base_manager.using(schema_editor.connection.alias).exists():
            raise IrreversibleError(f"there are rows of {model._meta.db_table}, which are never deleted")
        on_postgresql = schema_editor.connection.vendor == "postgresql"
        self._execute(_POSTGRESQL_UNDONE if on_postgresql else _SQLITE_UNDONE, app_label, schema_editor, from_state)

    def describe(self) -> str:
        return f"Let rows of {self.model} be added and never changed or deleted"

    def _execute(self, statements: tuple[str, ...], app_label: str, schema_editor: Any, state: Any) -> None:
        model = state.apps.get_model(app_label, self.model)
        names = _names(model, schema_editor.connection.ops.quote_name)
        for statement in statements:
            schema_editor.execute(Template(statement).substitute(names), params=None)


def _names(model: Any, quote: Any) -> dict[str, str]:
    table = model._meta.db_table
    triggers = {event: quote(f"{table}_no_{event}") for event in ("row", "all", "update", "delete", "replace")}
    same = " OR ".join(
        "(" + " AND ".join(f"{quote(column)} = NEW.{quote(column)}" for column in columns) + ")"
        for columns in _unique(model)
    )
    refuse = f"SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted');"
    return {"table": quote(table), "same": same, "refuse": refuse, **triggers}


def _unique(model: Any) -> list[list[str]]:
    """The columns of which no two rows may be the same."""
    meta = model._meta
    together = [
        [meta.get_field(name).column for name in constraint.fields]
        for constraint in meta.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    return [*([field.column] for field in meta.concrete_fields if field.unique), *together]
