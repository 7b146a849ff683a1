"""A savings plan is kept: its lines are made, said other things of, take posts, and are deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from collab.errors import Refused
from collab.history import erase, erase_many, record, record_changes, record_many
from programme.models import Council, Programme
from programme.queries.operating_models import years_asked
from programme.services.membership import refuse
from savings.enums import LineStatus
from savings.models import LineAmount, LinePost, SavingsLine, SavingsPlan
from savings.models.plan import QUARTERS
from savings.queries.keeping import owners_of, uses_of, was_agreed
from savings.rules import plans as rules
from savings.services.groups import refresh_groups
from savings.services.locking import count_change, lock_line, rights

# What people say of a line besides its years and its posts; what becomes of it is another matter.
SAID = (
    "ref", "title", "kind", "origin", "description", "service", "owner", "recurring", "cash_releasing", "confidence",
    "depends_on", "source",
)  # fmt: skip


@dataclass(frozen=True)
class LineYear:
    """What is said of a line's year, in pence; None: nothing. What was confirmed is finance's to say."""

    planned_pence: int | None = None
    forecast_pence: int | None = None
    cost_pence: int | None = None
    q1_pence: int | None = None
    q2_pence: int | None = None
    q3_pence: int | None = None
    q4_pence: int | None = None

    @classmethod
    def of(cls, row: LineAmount) -> "LineYear":
        return cls(*(getattr(row, name) for name in FIELDS))


@dataclass(frozen=True)
class PostSaid:
    ref: str
    from_year: int
    fte: Decimal


FIELDS = tuple(LineYear.__dataclass_fields__)


@transaction.atomic
def make_line(
    programme: Programme, council: Council, *, values: Mapping[str, Any], years: Mapping[int, LineYear], by: Any,
    reason: str = "",
) -> SavingsLine:  # fmt: skip
    """A proposed line at the end of the council's plan, which is made with its first line. `values` of what SAID names.

    Refused with code "not-allowed", "ref", "owner", "years" or "quarters".
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    refuse(rules.why_not_keep_plan(council, rights(programme, by)), "not-allowed")
    reason = reason.strip() or "line proposed"
    plan = SavingsPlan.objects.filter(programme=programme, council=council).first()
    if plan is None:
        plan = SavingsPlan(programme=programme, council=council)
        record(plan, by=by, reason=reason)
    last = plan.lines.aggregate(last=Max("position"))["last"] or 0
    line = SavingsLine(plan=plan, position=last + 1, status=LineStatus.PROPOSED)
    _say(line, values)
    wanted = _said(years)
    _refuse_years(programme, wanted, wanted)
    record(line, by=by, reason=reason)
    rows = [LineAmount(line=line, year=year, **vars(said)) for year, said in sorted(wanted.items())]
    record_many(rows, by=by, reason=reason)
    refresh_groups(plan, services={line.service})
    return line


@transaction.atomic
def change_line(
    line: SavingsLine, *, values: Mapping[str, Any], years: Mapping[int, LineYear], version: int, by: Any,
    reason: str = "",
) -> SavingsLine:  # fmt: skip
    """The line with `values`, and with `years` as all that is said of years; what finance has confirmed of one stays.
    Without a difference nothing is written.

    Refused as `make_line`, or with code "stale", "gone", "withdrawn", or "reason" where the plan of a line that counts
    changes without one.
    """
    row = lock_line(line, version=version)
    programme = row.plan.programme
    may = rights(programme, by)
    refuse(rules.why_not_keep_plan(row.plan.council, may), "not-allowed")
    refuse(rules.why_not_change_line(row, may), "withdrawn")
    service, differs = row.service, _say(row, values)
    there, wanted = {amount.year: amount for amount in row.amounts.all()}, _said(years)
    was, nothing = {year: LineYear.of(amount) for year, amount in there.items()}, LineYear()
    changed = {year for year in was.keys() | wanted.keys() if was.get(year, nothing) != wanted.get(year, nothing)}
    planned = {
        year: (was.get(year, nothing).planned_pence, wanted.get(year, nothing).planned_pence) for year in changed
    }  # fmt: skip
    refuse(rules.why_not_replan(row, planned, reason), "reason")
    _refuse_years(programme, wanted, changed - there.keys())
    if not differs and not changed:
        return row
    reason = reason.strip() or "changed"
    _put_years(row, there, {year: wanted.get(year, LineYear()) for year in sorted(changed)}, by=by, reason=reason)
    return count_change(row, by=by, reason=reason, services={service})


@transaction.atomic
def keep_posts(line: SavingsLine, *, posts: Sequence[PostSaid], version: int, by: Any, reason: str = "") -> SavingsLine:
    """The line takes `posts` and no others. One that claims more than a post has, or names one that the current
    baseline has not, is kept: pages say so. Refused as `change_line`, or with code "elsewhere" for a post of another
    council."""
    row = lock_line(line, version=version)
    council, programme = row.plan.council, row.plan.programme
    may = rights(programme, by)
    refuse(rules.why_not_keep_plan(council, may), "not-allowed")
    refuse(rules.why_not_change_line(row, may), "withdrawn")
    there = list(row.posts.all())
    if [PostSaid(post.ref, post.from_year, post.fte) for post in there] == list(posts):
        return row
    councils = list(programme.councils.all())
    for said in posts:
        refuse(rules.why_not_post_of(said.ref, council, councils), "elsewhere")
    known = {post.from_year for post in there}
    new = {said.from_year for said in posts} - known
    refuse(rules.why_not_years(new, years_asked(programme, ())), "years")
    reason = reason.strip() or "posts changed"
    _put_posts(row, there, posts, council, by=by, reason=reason)
    return count_change(row, by=by, reason=reason)


@transaction.atomic
def delete_line(line: SavingsLine, *, version: int, by: Any, reason: str = "") -> None:
    """The line is gone with all that belongs to it; the histories stay. Refused with code "not-allowed", "stale",
    "gone", or "in-use" for one that was agreed at any time or is named elsewhere."""
    row = lock_line(line, version=version)
    may, reason = rights(row.plan.programme, by), reason.strip() or "deleted"
    refuse(rules.why_not_keep_plan(row.plan.council, may), "not-allowed")
    why_not = rules.why_not_delete_line(row, may, was_agreed=was_agreed(row), uses=uses_of(row))
    refuse(why_not, "in-use")
    for rows in (row.amounts.all(), row.posts.all(), row.updates.all(), row.evidence.all()):
        erase_many(list(rows), by=by, reason=reason)
    plan, service = row.plan, row.service
    erase(row, by=by, reason=reason)
    refresh_groups(plan, services={service})


def _say(line: SavingsLine, values: Mapping[str, Any]) -> bool:
    """Whether that is anything new."""
    if unknown := set(values) - set(SAID):
        raise TypeError(f"{', '.join(sorted(unknown))} of a line cannot be set")
    changed = {name: value for name, value in values.items() if getattr(line, name) != value}
    for name, value in changed.items():
        setattr(line, name, value)
    others = line.plan.lines.exclude(pk=line.pk)
    refuse(rules.why_not_ref(line.ref, set(others.values_list("ref", flat=True))), "ref")
    if changed.get("owner") and changed["owner"] not in owners_of(line.plan.programme, line.plan.council):
        raise Refused("The owner of a line is one of the council’s own people. Choose one of them.", code="owner")
    return bool(changed)


def says_nothing(row: LineAmount) -> bool:
    """Nothing is said of the year, and finance has neither confirmed nor settled anything of it."""
    return LineYear.of(row) == LineYear() and row.actual_pence is None and not row.settled


def _said(years: Mapping[int, LineYear]) -> dict[int, LineYear]:
    return {year: said for year, said in years.items() if said != LineYear()}


def _refuse_years(programme: Programme, years: Mapping[int, LineYear], new: Any) -> None:
    """`new` are those of which nothing was said before."""
    refuse(rules.why_not_years(new, years_asked(programme, ())), "years")
    for said in years.values():
        refuse(rules.why_not_quarters(said.planned_pence, [getattr(said, name) for name in QUARTERS]), "quarters")


def _put_years(
    line: SavingsLine, there: Mapping[int, LineAmount], years: Mapping[int, LineYear], *, by: Any, reason: str
) -> None:
    """A year of which nothing is said any more goes, unless finance has confirmed or settled something of it."""
    new: list[LineAmount] = []
    changed: list[LineAmount] = []
    gone: list[LineAmount] = []
    for year, said in years.items():
        row = there.get(year)
        if row is None:
            new.append(LineAmount(line=line, year=year, **vars(said)))
            continue
        for name, value in vars(said).items():
            setattr(row, name, value)
        (gone if says_nothing(row) else changed).append(row)
    erase_many(gone, by=by, reason=reason)
    record_changes(changed, FIELDS, by=by, reason=reason)
    record_many(new, by=by, reason=reason)


def _put_posts(
    line: SavingsLine, there: Sequence[LinePost], posts: Sequence[PostSaid], council: Council, *, by: Any, reason: str
) -> None:
    """Row by row, in their order."""
    own = f"{council.slug}:"
    new: list[LinePost] = []
    changed: list[LinePost] = []
    for at, said in enumerate(posts):
        row = there[at] if at < len(there) else LinePost(line=line, position=at + 1)
        before = (row.ref, row.from_year, row.fte)
        row.ref, row.from_year, row.fte = said.ref.removeprefix(own), said.from_year, said.fte
        if row.pk is None:
            new.append(row)
        elif before != (row.ref, row.from_year, row.fte):
            changed.append(row)
    erase_many(list(there[len(posts) :]), by=by, reason=reason)
    record_changes(changed, ("ref", "from_year", "fte"), by=by, reason=reason)
    record_many(new, by=by, reason=reason)
