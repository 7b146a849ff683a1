"""The posts of a draft baseline are added, changed, deleted, and put in or out of scope."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from collab.calc.costing import post_cost
from collab.db import MOST_PENCE
from collab.errors import Refused
from collab.history import erase, record, record_changes
from programme.models import Baseline, Post
from programme.queries.posts import version_of
from programme.rules import baselines as rules
from programme.services.baselines import NOT_ALLOWED, lock_baseline, rights, touch
from programme.services.membership import refuse

STALE = "Somebody else changed this post while you were writing. Nothing of yours is lost."
GONE = "Somebody else has deleted this post in the meantime."


@dataclass(frozen=True)
class PostValues:
    """What is said of a post, as in programme.models.Post; what it costs is worked out."""

    ref: str
    title: str
    service: str
    tier: int | None
    grade: str
    fte: Decimal
    salary_pence: int
    on_cost_rate: Decimal
    vacant: bool
    in_scope: bool
    reports_to: str
    statutory: list[str]
    funding_source: str
    shared_with: list[dict[str, str]]
    estimated: str


@transaction.atomic
def add_post(baseline: Baseline, *, values: PostValues, by: Any, reason: str = "") -> Post:
    """Refused with code "not-allowed", "gone", or with the name of the field whose value does not fit the others."""
    baseline = _open(baseline, by)
    post = Post(baseline=baseline)
    _take_over(post, values)
    record(post, by=by, reason=reason or "added")
    _changed(baseline, by=by, reason=f"post {post.ref} added")
    return post


@transaction.atomic
def change_post(post: Post, *, values: PostValues, version: int, by: Any, reason: str = "") -> Post:
    """The post with these values; posts that report to it follow its reference. Without a difference nothing is
    written. `version` (programme.queries.posts) is the one that the person saw.

    Refused as by add_post, or with code "stale".
    """
    baseline, now = _locked(post, version, by)
    before, ref = {name: getattr(now, name) for name in vars(values)}, now.ref
    if before == vars(values):
        return now
    _take_over(now, values)
    record(now, by=by, reason=reason or "changed")
    if now.ref != ref:
        _lead(_below(baseline, ref), now.ref, by=by, reason=f"{ref} is now {now.ref}")
    _changed(baseline, by=by, reason=f"post {now.ref} changed")
    return now


@transaction.atomic
def delete_post(post: Post, *, version: int, by: Any, reason: str = "") -> None:
    """The post is gone, its history stays, and what reported to it reports to nobody. Refused as by change_post."""
    baseline, now = _locked(post, version, by)
    _lead(_below(baseline, now.ref), "", by=by, reason=f"{now.ref} is deleted")
    erase(now, by=by, reason=reason or "deleted")
    _changed(baseline, by=by, reason=f"post {now.ref} deleted")


@transaction.atomic
def put_in_scope(baseline: Baseline, *, service: str, in_scope: bool, by: Any) -> int:
    """Put every post of a service in scope, or out of it. How many it changed."""
    baseline = _open(baseline, by)
    posts = list(baseline.posts.filter(service=service, in_scope=not in_scope))
    if not posts:
        return 0
    for post in posts:
        post.in_scope = in_scope
    reason = f"{service or 'posts without a service'} put {'in' if in_scope else 'out of'} scope"
    record_changes(posts, ["in_scope"], by=by, reason=reason)
    _changed(baseline, by=by, reason=f"{reason}: {len(posts)} posts")
    return len(posts)


def _changed(baseline: Baseline, *, by: Any, reason: str) -> None:
    """Its posts are no longer those of the file, which may be brought in anew."""
    baseline.digest = ""
    touch(baseline, by=by, reason=reason)


def _open(baseline: Baseline, by: Any) -> Baseline:
    """The baseline, locked, for somebody who may change its posts."""
    row = lock_baseline(baseline)
    refuse(rules.why_not_change(row, rights(row, by)), NOT_ALLOWED)
    return row


def _locked(post: Post, version: int, by: Any) -> tuple[Baseline, Post]:
    baseline = _open(post.baseline, by)
    now = baseline.posts.filter(pk=post.pk).first()
    if now is None:
        raise Refused(GONE, code="gone")
    if version_of(now) != version:
        raise Refused(STALE, code="stale")
    return baseline, now


def _take_over(post: Post, values: PostValues) -> None:
    others = post.baseline.posts.exclude(pk=post.pk)
    if others.filter(ref=values.ref).exists():
        raise Refused(f"Another post has the reference {values.ref}: give this one its own.", code="ref")
    if values.reports_to and not others.filter(ref=values.reports_to).exists():
        raise Refused(f"No other post of this baseline has the reference {values.reports_to}.", code="reports_to")
    for name, value in vars(values).items():
        setattr(post, name, value)
    post.cost_pence = post_cost(post.salary_pence, post.fte, post.on_cost_rate)
    if post.cost_pence > MOST_PENCE:
        raise Refused("What it would cost is larger than Collab can keep.", code="salary_pence")


def _below(baseline: Baseline, ref: str) -> QuerySet[Post]:
    return baseline.posts.filter(reports_to=ref)


def _lead(posts: QuerySet[Post], ref: str, *, by: Any, reason: str) -> None:
    rows = list(posts)
    for row in rows:
        row.reports_to = ref
    record_changes(rows, ["reports_to"], by=by, reason=reason)
