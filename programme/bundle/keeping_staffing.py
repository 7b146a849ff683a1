"""A bundle's baselines are kept: what is validated stays as it is, and a draft becomes what the bundle says."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time
from itertools import islice
from typing import Any

from django.utils import timezone

from collab.errors import Refused
from collab.history import erase_many, record, record_values
from collab.moments import day
from programme.bundle.parts import BaselinePart, PostRow
from programme.bundle.rows import SOURCE, Signature
from programme.enums import FROZEN, BaselineStatus
from programme.models import Baseline, Council, Post, Programme
from programme.services.groups import keep_groups

Count = Callable[[str, int], None]
# Whether a baseline that is there is the one of the bundle, its posts being the same: it may have gone on meanwhile.
GONE_ON: dict[str, list[str]] = {
    BaselineStatus.DRAFT: list(BaselineStatus.values),
    BaselineStatus.SUBMITTED: [BaselineStatus.SUBMITTED, *FROZEN],
    BaselineStatus.VALIDATED: list(FROZEN),
    BaselineStatus.SUPERSEDED: [BaselineStatus.SUPERSEDED],
}
ROWS_AT_ONCE = 5000


def keep_baselines(
    programme: Programme, parts: Sequence[BaselinePart], councils: dict[str, Council], count: Count,
    signature: Signature,
) -> None:  # fmt: skip
    """Refused with code "bundle" where a validated or submitted baseline is there with other posts."""
    # Nobody changes a draft meanwhile, or brings in another.
    list(Council.objects.select_for_update().filter(slug__in={part.council for part in parts}).order_by("pk"))
    taken: set[int] = set()
    for at, part in enumerate(parts, 1):
        council = councils[part.council]
        signature.progress(f"Baseline {at} of {len(parts)}: {council.short_name}, {len(part.posts):,} posts")
        baseline, changed = _keep(programme, council, part, taken, signature)
        taken.add(baseline.pk)
        count("baselines", changed)
        count("posts", len(part.posts) if changed else 0)


def _keep(
    programme: Programme, council: Council, part: BaselinePart, taken: set[int], signature: Signature
) -> tuple[Baseline, bool]:
    """The baseline, and whether it was made or changed just now."""
    there = [
        row for row in programme.baselines.filter(council=council, as_at=part.as_at).order_by("pk")
        if row.pk not in taken and row.status in GONE_ON[part.status]
    ]  # fmt: skip
    # One that stands where the bundle says comes before one that has gone on.
    there.sort(key=lambda row: row.status != part.status)
    same = next((row for row in there if has_posts(row, part.posts)), None)
    if same is not None:
        return same, False
    fixed = next((row for row in there if row.status == part.status and part.status != BaselineStatus.DRAFT), None)
    if fixed is not None and part.status != BaselineStatus.SUPERSEDED:
        raise Refused(
            f"{part.place} has other posts than the baseline of {council.name} as at {day(part.as_at)} that is "
            f"{fixed.get_status_display().lower()} here, and that one stays. Give the later state a date of its own.",
            code="bundle",
        )
    draft = next((row for row in there if row.status == part.status == BaselineStatus.DRAFT), None)
    if draft is not None:
        return _replace(draft, part, signature), True
    return _make(programme, council, part, signature), True


def has_posts(baseline: Baseline, posts: Sequence[PostRow]) -> bool:
    """Whether these are its posts, in whatever order."""
    rows = baseline.posts.order_by()
    if rows.count() != len(posts):
        return False
    wanted = {row.ref: row for row in posts}
    return all(wanted.get(row[0]) == row for row in rows.values_list(*PostRow._fields).iterator(2000))


def _make(programme: Programme, council: Council, part: BaselinePart, signature: Signature) -> Baseline:
    status = BaselineStatus(part.status)
    baseline = Baseline(
        programme=programme, council=council, as_at=part.as_at, status=status,
        source=part.source or SOURCE, note=part.note or "", **_steps(programme, part, signature),
    )  # fmt: skip
    record(baseline, by=signature.by, reason=signature.reason)
    _add_posts(baseline, part.posts, signature)
    if status in FROZEN:
        keep_groups(baseline)
    return baseline


def _replace(draft: Baseline, part: BaselinePart, signature: Signature) -> Baseline:
    """The draft with the posts of the bundle in the place of its own."""
    draft.version += 1
    draft.source, draft.digest = part.source or SOURCE, ""
    draft.note = draft.note if part.note is None else part.note
    record(draft, by=signature.by, reason=signature.reason)
    erase_many(list(draft.posts.all()), by=signature.by, reason=signature.reason)
    _add_posts(draft, part.posts, signature)
    return draft


def _add_posts(baseline: Baseline, posts: Sequence[PostRow], signature: Signature) -> None:
    names = (*PostRow._fields, "baseline_id", "personal")
    rows: Iterator[tuple[Any, ...]] = ((*row, baseline.pk, {}) for row in posts)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        record_values(Post, names, some, by=signature.by, reason=signature.reason)


def _steps(programme: Programme, part: BaselinePart, signature: Signature) -> dict[str, Any]:
    """When it was submitted, validated and released, as far as it was: now, by whoever brings it in."""
    now = moment_in(programme)
    reached = {
        "submitted": part.status != BaselineStatus.DRAFT,
        "validated": part.status in FROZEN,
        "released": part.status in FROZEN and part.released,
    }
    return dict(_stamps(reached, now, signature))


def _stamps(reached: dict[str, bool], now: datetime, signature: Signature) -> Iterator[tuple[str, Any]]:
    for step, done in reached.items():
        if done:
            yield f"{step}_at", now
            yield f"{step}_by", signature.person


def moment_in(programme: Programme) -> datetime:
    """Now; or noon of the day at which the programme lives."""
    if programme.own_date is None:
        return timezone.now()
    return timezone.make_aware(datetime.combine(programme.own_date, time(12)))
