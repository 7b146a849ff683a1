"""The files that show what lines say."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet
from django.db.models.functions import Length

from savings.models import Evidence, SavingsLine


def evidence_of(line: SavingsLine) -> QuerySet[Evidence]:
    """Of the council's own people to read: each with its `size` in bytes, and without the bytes."""
    return line.evidence.select_related("added_by").annotate(size=Length("data")).defer("data")


def how_many_of(lines: Iterable[int]) -> dict[int, int]:
    """How many files each of these lines has, by its key; those that have none are left out. One query."""
    rows = Evidence.objects.filter(line__in=list(lines)).order_by().values_list("line")
    return dict(rows.annotate(files=Count("pk")))
