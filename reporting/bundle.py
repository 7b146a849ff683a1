"""The programme bundle, put together from what each floor reads, keeps and writes of it."""

from typing import Any

from django.db import transaction

from collab.errors import Refused
from programme import bundle as of_programme
from programme.bundle import Kept, Signature
from programme.bundle.reading import OPTIONAL, REQUIRED
from programme.bundle.strict import Problems, Record, read_json, short
from savings import bundle as of_savings
from savings.bundle.reading import REQUIRED as REQUIRED_OF_SAVINGS

FORMAT = "collab-programme/1"
# Half a million posts.
MOST_BYTES = 256 * 1024 * 1024
SOURCE = "Programme bundle"


def bring_in(data: bytes, *, signature: Signature) -> Kept:
    """The programme of the bundle is made, or brought up to it: all of it or nothing.

    Refused with code "bundle" and the place of each problem where it is not what the format says.
    """
    top, problems = _opened(data), Problems()
    record = Record(top, "", problems, required=("format", *REQUIRED, *REQUIRED_OF_SAVINGS), optional=OPTIONAL)
    programme = of_programme.read_programme(record)
    savings = of_savings.read_savings(record, programme.council_slugs)
    problems.refuse_any()
    with transaction.atomic():
        kept = of_programme.keep_bundle(programme, signature=signature)
        of_savings.keep_savings(savings, kept=kept, signature=signature)
    return kept


def _opened(data: bytes) -> dict[str, Any]:
    """The object of the bundle, where it says that it is in our format."""
    if len(data) > MOST_BYTES:
        raise Refused(f"The bundle is larger than {MOST_BYTES // 1024 // 1024} MB.", code="bundle")
    top = read_json(data)
    if not isinstance(top, dict):
        raise Refused("The bundle is not one JSON object.", code="bundle")
    said = top.get("format")
    if said != FORMAT:
        words = f"“{short(said)}”" if isinstance(said, str) else "none that is known"
        raise Refused(f"The bundle’s format is {words}; Collab reads {FORMAT}.", code="bundle")
    return top
