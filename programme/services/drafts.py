"""A staffing file becomes a council's draft baseline: read, looked at, kept whole or not at all."""

import datetime
import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from collab.db import MOST_PENCE
from collab.errors import Refused
from collab.history import Job, record, record_values
from collab.moments import day
from programme.enums import BaselineStatus
from programme.models import Baseline, Council, Post, Programme
from programme.queries.access import may_in
from programme.queries.settings import settings_as_at
from programme.queries.shared_posts import shared_post_problems
from programme.rules import baselines as rules
from programme.services.membership import refuse
from programme.staffing import StaffingFile, StaffingPost, read_staffing

ROWS_AT_ONCE = 1000
FIELDS = (
    "ref", "title", "service", "tier", "grade", "fte", "salary_pence", "on_cost_rate", "cost_pence", "vacant",
    "in_scope", "reports_to", "statutory", "funding_source", "shared_with", "estimated", "personal",
)  # fmt: skip
MOST_FTE = 1_000_000_000


@dataclass(frozen=True)
class Drafted:
    """The baseline, and whether it was made just now or has been there already."""

    baseline: Baseline
    is_new: bool


def read_baseline_file(
    data: bytes,
    *,
    filename: str,
    programme: Programme,
    council: Council,
    as_at: datetime.date,
    keep_names: bool = False,
    mends: Mapping[tuple[int, str], str] | None = None,
    left_out: Collection[int] = (),
) -> StaffingFile:
    """The file as it would be kept for this council and day, with what is doubtful beside other councils' baselines.

    Writes nothing. Refused as by programme.staffing.read_staffing.
    """
    settings = settings_as_at(council, as_at, today=programme.today)
    file = read_staffing(
        data, filename=filename, on_cost_rate=settings.on_cost_rate, keep_names=keep_names, mends=mends,
        left_out=left_out, whose_rate="the council’s default" if settings.pk else "Collab’s default",
        partners=list(programme.councils.exclude(pk=council.pk).values_list("slug", flat=True)),
    )  # fmt: skip
    return file.with_warnings(shared_post_problems(programme, council, file))


@transaction.atomic
def draft_baseline(
    programme: Programme,
    council: Council,
    *,
    as_at: datetime.date,
    file: StaffingFile,
    source: str,
    by: Any,
    reason: str,
    accept_partial: bool = False,
    progress: Callable[[str], None] = lambda words: None,
) -> Drafted:
    """The accepted posts as a new draft baseline, with their history; the same posts for the same day only once, unless
    they were changed here since or superseded.

    `source` says what it was made from. Refused with code "not-allowed", "rejected-rows" where rows were rejected and
    `accept_partial` is not given, "no-posts", or "too-large".
    """
    # Nobody else brings in a baseline of the council meanwhile.
    programme.programme_councils.select_for_update().get(council=council)
    refuse_unless_keeper(programme, council, by)
    _check(file, accept_partial)
    posts = [values_of(post) for post in file.posts]
    digest = digest_of(posts)
    rows = Baseline.objects.filter(programme=programme, council=council, as_at=as_at, digest=digest)
    # What another took the place of may come back, and go the whole way again.
    there = rows.exclude(status=BaselineStatus.SUPERSEDED).first()
    if there is not None:
        return Drafted(there, is_new=False)
    baseline = Baseline(programme=programme, council=council, as_at=as_at, source=source[:300], digest=digest)
    record(baseline, by=by, reason=reason)
    for at in range(0, len(posts), ROWS_AT_ONCE):
        some = [(baseline.pk, *values) for values in posts[at : at + ROWS_AT_ONCE]]
        record_values(Post, ("baseline_id", *FIELDS), some, by=by, reason=reason)
        progress(f"{at + len(some):,} of {len(posts):,} posts")
    return Drafted(baseline, is_new=True)


def refuse_unless_keeper(programme: Programme, council: Council, by: Any) -> None:
    """Refused with code "not-allowed" where `by` may not bring in the council's baselines."""
    if not isinstance(by, Job):
        refuse(rules.why_not_keep_staffing(council, may_in(programme, by)), "not-allowed")


def _check(file: StaffingFile, accept_partial: bool) -> None:
    if file.rejected and not accept_partial:
        rows = "1 row was" if file.rejected == 1 else f"{file.rejected:,} rows were"
        raise Refused(
            f"{rows} rejected, so nothing was kept. Mend the file and bring it in again, or say that the "
            f"{file.accepted:,} accepted rows are enough.",
            code="rejected-rows",
        )
    if not file.posts:
        raise Refused("No row of the file could be accepted, so there is nothing to keep.", code="no-posts")
    if file.cost_total_pence > MOST_PENCE or file.fte > MOST_FTE:
        raise Refused("The posts come to more than Collab can keep: check their salaries and FTE.", code="too-large")


def digest_of(posts: Sequence[tuple[Any, ...]]) -> str:
    """Of all that is kept of the posts, so that the same file, read in the same way, is known again."""
    found = hashlib.sha256()
    for values in posts:
        found.update(repr(values).encode())
    return found.hexdigest()


def already_there(baseline: Baseline) -> str:
    """The sentence for a file that has been brought in before."""
    return (
        f"These posts were brought in before: the baseline of {baseline.council.name} as at {day(baseline.as_at)} is "
        f"there already ({baseline.get_status_display().lower()}). Nothing was added."
    )


def values_of(post: StaffingPost) -> tuple[Any, ...]:
    """In the order of FIELDS."""
    return (
        post.ref, post.title, post.service, post.tier, post.grade, post.fte, post.salary_pence, post.on_cost_rate,
        post.cost_pence, post.vacant, post.in_scope, post.reports_to, list(post.statutory), post.funding_source,
        _shares(post), post.estimated[:300], post.personal,
    )  # fmt: skip


def _shares(post: StaffingPost) -> list[dict[str, str]]:
    return [{"council": council, "part": f"{part.normalize():f}"} for council, part in post.shared_with]
