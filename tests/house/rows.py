"""Every row of ours in the database, to tell whether anything has changed."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from tests.house.source import APPS

# Whatever time it is, whichever number comes next, however a password is salted.
PASSING = frozenset(
    {"history_id", "history_date", "at", "created_at", "changed_at", "archived_at", "read_at", "joined_at"}
    | {"last_login", "previous_sign_in_at", "password"}
    | {"document_until", "sections_until", "paragraphs_until"}
    | {"submitted_at", "validated_at", "released_at"}
    | {"sent_at", "answered_at", "added_at", "asked_at", "started_at", "finished_at", "leased_until", "withdrawn_at"}
    | {"made_at", "expires_at", "secret_digest"}
)


def our_models() -> list[type[models.Model]]:
    """Ours and those of signing in; a session is not a record of anything."""
    ours = [model for floor in APPS for model in apps.get_app_config(floor).get_models(include_auto_created=True)]
    return [*ours, *apps.get_app_config("auth").get_models(include_auto_created=True)]


def snapshot(tables: Iterable[type[models.Model]] | None = None) -> dict[str, list[tuple]]:
    """All rows of these tables, or of all of ours, as they are."""
    wanted = our_models() if tables is None else tables
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in wanted}


def known() -> dict[str, set[Any]]:
    """The primary keys that there are, by table."""
    return {model._meta.label: set(model._base_manager.values_list("pk", flat=True)) for model in our_models()}


def comparable(before: dict[str, set[Any]], tables: Iterable[type[models.Model]]) -> dict[str, list[str]]:
    """The rows without times, and "new" for numbers of rows that were not there before: the same after the same act."""
    found = {}
    for model in tables:
        rows = []
        for row in model._base_manager.order_by("pk").values():
            kept = {}
            for field in model._meta.concrete_fields:
                value = row[field.attname]
                target = field.related_model or (model if field.primary_key else None)
                base = getattr(model, "instance_type", None)
                if field.name in PASSING:
                    continue
                if base is not None and field.attname == "id":
                    target = base
                if target is not None and value is not None and value not in before.get(target._meta.label, {value}):
                    value = "new"
                # PostgreSQL's drivers hand bytes over as a view, which prints where it lies and not what it holds.
                kept[field.name] = bytes(value) if isinstance(value, memoryview) else value
            rows.append(str(kept))
        found[model._meta.label] = sorted(rows)
    return found


@cache
def tables_of_ours() -> dict[str, type[models.Model]]:
    """As a statement names them."""
    return {f'"{model._meta.db_table}"': model for model in our_models()}


class Writes:
    """Statements that change a table of ours, while it is on the connection: `with connection.execute_wrapper(…)`.

    What none of them names has not changed, so that only `tables` need to be looked at.
    """

    def __init__(self) -> None:
        self.found: list[str] = []
        self.tables: set[type[models.Model]] = set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        verb = sql.lstrip("( ").split(" ", 1)[0].upper()
        if verb in ("INSERT", "UPDATE", "DELETE", "REPLACE"):
            named = {model for table, model in tables_of_ours().items() if table in sql}
            self.found += [sql[:120]] if named else []
            self.tables |= named
        return execute(sql, params, many, context)
