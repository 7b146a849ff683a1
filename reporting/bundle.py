"""The programme bundle, put together from what each floor reads, keeps and writes of it."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.db import IntegrityError, transaction

from collab.errors import Refused
from programme import bundle as of_programme
from programme.bundle import Kept, ProgrammePart, Signature
from programme.bundle.reading import OPTIONAL, REQUIRED
from programme.bundle.strict import Problems, Record, read_json, short
from programme.models import Programme
from savings import bundle as of_savings
from savings.bundle import SavingsPart
from savings.bundle.reading import REQUIRED as REQUIRED_OF_SAVINGS
from savings.bundle.reading_tracker import OPTIONAL as OPTIONAL_OF_SAVINGS

FORMAT = "collab-programme/1"
# Half a million posts.
MOST_BYTES = 256 * 1024 * 1024


def read(data: bytes) -> tuple[ProgrammePart, SavingsPart]:
    """What the bundle says. Refused with code "bundle" and the place of each problem where it is not in the format."""
    top, problems = _opened(data), Problems()
    required, optional = ("format", *REQUIRED, *REQUIRED_OF_SAVINGS), (*OPTIONAL, *OPTIONAL_OF_SAVINGS)
    record = Record(top, "", problems, required=required, optional=optional)
    programme = of_programme.read_programme(record)
    savings = of_savings.read_savings(record, programme.council_slugs)
    problems.refuse_any()
    return programme, savings


def bring_in(data: bytes, *, signature: Signature) -> Kept:
    """The programme of the bundle is made, or brought up to it: all of it or nothing.

    Refused, besides what `read` refuses, where the bundle contradicts what is there and may not change.
    """
    programme, savings = read(data)
    try:
        with transaction.atomic():
            kept = of_programme.keep_bundle(programme, signature=signature)
            of_savings.keep_savings(savings, kept=kept, signature=signature)
    except IntegrityError as error:
        raise Refused(
            "Something that the bundle says was kept by somebody else at the same moment. Bring it in again.",
            code="bundle",
        ) from error
    return kept


def write_out(programme: Programme, *, by: Any) -> bytes:
    """The bundle of the programme. The same rows give the same bytes, whichever database they are in.

    Refused with code "not-allowed" where `by` is a person who may not see all of it.
    """
    of_programme.refuse_stranger(programme, (), by)
    with transaction.atomic():
        return "".join(_written(programme)).encode()


def _written(programme: Programme) -> Iterator[str]:
    """Baseline by baseline and model by model: they are what is large."""
    yield f'{{\n  "format": {json.dumps(FORMAT)}'
    sections = chain(
        of_programme.write_programme(programme),
        of_savings.write_savings(programme),
        of_programme.write_parameters(programme),
    )
    for key, value in sections:
        yield f",\n  {json.dumps(key)}: "
        yield from [_json(value, 2)] if isinstance(value, dict) else _list(value)
    yield "\n}\n"


def _list(rows: Iterable[Any]) -> Iterator[str]:
    before = "[\n    "
    for row in rows:
        yield before + _json(row, 4)
        before = ",\n    "
    yield "\n  ]" if before.startswith(",") else "[]"


def _json(value: Any, indent: int) -> str:
    """As it stands `indent` spaces from the left. No text has a line's end of its own in JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * indent)


def _opened(data: bytes) -> dict[str, Any]:
    """The object of the bundle, where it says that it is in our format."""
    if len(data) > MOST_BYTES:
        raise Refused(f"The bundle is larger than {MOST_BYTES // 1024 // 1024} MB.", code="bundle")
    top = read_json(data)
    if not isinstance(top, dict):
        raise Refused("The bundle is not one JSON object.", code="bundle")
    said = top.get("format")
    if said != FORMAT:
        words = f"“{short(said)}”" if type(said) is str else "none that is known"
        raise Refused(f"The bundle’s format is {words}; Collab reads {FORMAT}.", code="bundle")
    return top
