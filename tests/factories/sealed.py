"""Publications straight from their rows, and the one way in which a test may empty their tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from django.db import connection
from django.utils import timezone

from collab.history import Job
from documents.models import Document
from reporting.enums import Format, SealedKind, Version
from reporting.models import Publication, SealedFigure, SealedFile

JOB = Job("test")
TABLES = tuple(model._meta.db_table for model in (Publication, SealedFile, SealedFigure))


def sealed(document: Document, *, full: str = "", **values: Any) -> Publication:
    """The next publication of a document, with one file and one figure, as nothing but rows; of a full version too,
    which says `full`."""
    before = document.publications.first()
    number = before.number + 1 if before else 1
    said: dict[str, Any] = {
        "until": document.edits.first().number, "title": document.title, "sealed": {}, "job": JOB.name,
        "exempt": bool(full), "corrects": before, "correction": "a figure" if before else "",
        "at": timezone.now(), **values,
    }  # fmt: skip
    publication = Publication.objects.create(document=document, number=number, **said)
    words = {Version.PUBLIC: f"{publication.title} {number}"} | ({Version.FULL: full} if full else {})
    for version, said_in_it in words.items():
        content = said_in_it.encode()
        SealedFile.objects.create(
            publication=publication, version=version, format=Format.HTML, media_type="text/html; charset=utf-8",
            content=content, size=len(content), sha256=sha256(content).hexdigest(),
        )  # fmt: skip
        SealedFigure.objects.create(
            publication=publication, version=version, position=1, place="p", kind=SealedKind.COUNT, printed="41",
            name=full if version == Version.FULL else "Posts",
        )  # fmt: skip
    # PostgreSQL would otherwise refuse to empty or alter a table for the links that it has yet to look at.
    connection.check_constraints()
    return publication


@contextmanager
def lifted() -> Iterator[None]:
    """The guards of the database taken away for a while, as only its owner can: between tests, to empty the tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _each(cursor, "ALTER TABLE {} DISABLE TRIGGER USER")
            yield
            _each(cursor, "ALTER TABLE {} ENABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
            yield
            for _, statement in triggers:
                cursor.execute(statement)


def _each(cursor: Any, statement: str) -> None:
    for table in TABLES:
        cursor.execute(statement.format(connection.ops.quote_name(table)))
