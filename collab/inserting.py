"""New rows straight from their values, where there are too many of them for an object each."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import connection, models

# Of one statement, where the database sets no other limit.
MOST_ROWS = 1000
# What the drivers of both databases take as it is.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)

Prepare = Callable[[Any], Any]


def insert(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[int]:
    """The keys of new rows of `model`, whose values stand in the order of `names`: every field but the key, a link by
    the name of its column. Nothing is checked but by the database, and no history is kept."""
    fields = [model._meta.get_field(name) for name in names]
    prepares = _prepares(fields)
    prepared = [[prepare(value) for prepare, value in zip(prepares, row, strict=True)] for row in rows]
    keys: list[int] = []
    with connection.cursor() as cursor:
        for some in _batches(prepared, len(fields)):
            cursor.execute(_statement(model, fields, len(some)), [value for row in some for value in row])
            keys += [key for (key,) in cursor.fetchall()]
    return keys


def _batches(rows: Sequence[Any], width: int) -> Iterator[Sequence[Any]]:
    most = connection.features.max_query_params
    size = min(MOST_ROWS, most // width) if most else MOST_ROWS
    return (rows[at : at + size] for at in range(0, len(rows), size))


def _statement(model: Any, fields: Sequence[Any], rows: int) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    parts = ("INSERT INTO", quote(model._meta.db_table), f"({columns}) VALUES", ", ".join([one] * rows))
    return " ".join((*parts, "RETURNING", quote(model._meta.pk.column)))


def _prepares(fields: Sequence[Any]) -> list[Prepare]:
    return [_as_it_is if isinstance(field, _PLAIN) else _by_field(field) for field in fields]


def _as_it_is(value: Any) -> Any:
    return value


def _by_field(field: Any) -> Prepare:
    """As the field saves it; rates and parts of full time come again and again, and are prepared once each."""
    known: dict[Any, Any] = {}

    def prepare(value: Any) -> Any:
        if isinstance(value, list | dict):
            return field.get_db_prep_save(value, connection)
        if value not in known:
            known[value] = field.get_db_prep_save(value, connection)
        return known[value]

    return prepare
