"""What a plan's file is understood beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from programme.models import Council, Programme
from programme.queries.operating_models import years_asked
from savings.models import SavingsLine, SavingsPlan
from savings.queries.keeping import owners_of
from savings.queries.versions import content_of, lines_in_full, seal_of


@dataclass(frozen=True)
class Present:
    """`lines` in full, `years` those of which the plan may say something. `seal` is that of everything in the plan."""

    council: Council
    others: Sequence[Council]
    lines: Sequence[SavingsLine]
    owners: Sequence[User]
    years: Sequence[int]
    seal: str


def present_plan(programme: Programme, council: Council) -> Present:
    """In the same number of queries whatever the plan holds."""
    plan = SavingsPlan.objects.filter(programme=programme, council=council).first()
    lines = lines_in_full(plan) if plan else []
    owners, years = owners_of(programme, council), years_asked(programme, ())
    others = [row for row in programme.councils.all() if row.pk != council.pk]
    return Present(council, others, lines, owners, years, seal_of(content_of(lines)))
