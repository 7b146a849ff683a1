"""What a model does with the councils' posts: keeps, removes, changes and merges them, and adds posts of its own."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from collab.calc.costing import post_cost
from collab.errors import Refused
from collab.history import erase_many, record, record_changes, record_many
from programme.models import ModelPost, OperatingModel, Post
from programme.queries.model_posts import (
    TAKEN_OVER,
    keeping,
    kept_of,
    merging_posts,
    name_of_post,
    offered_posts,
    opened,
)
from programme.rules import operating_models as rules
from programme.services.membership import refuse
from programme.services.operating_models.copying import kept_posts, new_refs
from programme.services.operating_models.locking import count_change, lock_model

# What people say of a post of a model.
SAID = (
    "title", "service", "tier", "basis", "fte", "salary_pence", "on_cost_rate", "councils", "reports_to", "statutory",
)  # fmt: skip
NOTHING_CHOSEN = "Tick the posts that are meant."


@transaction.atomic
def keep_posts(
    model: OperatingModel, *, posts: QuerySet[Post], version: int, by: Any, reason: str = ""
) -> OperatingModel:
    """The model keeps `posts` as their baselines have them: those that it had changed too, and those that it had
    merged into others. Only posts in scope of released current baselines are taken; "nothing" where there is none of
    those, else refused as by `lock_model`."""
    model = lock_model(model, version, by)
    reason = reason or "posts kept"
    wanted = offered_posts(opened(model.programme)).filter(pk__in=posts.values("pk"))
    missing = list(wanted.filter(~keeping(model)))
    there = {(post.baseline.council_id, post.ref): post for post in wanted.filter(keeping(model))}
    if not missing and not there:
        raise Refused(NOTHING_CHOSEN, code="nothing")
    _leave_merges(model, missing, by=by, reason=reason)
    record_many(kept_posts(model, missing, taken=list(model.posts.all())), by=by, reason=reason)
    mine = kept_of(model, posts)
    reset = [row for row in mine if _reset(row, there.get((row.retains_council_id or 0, row.retains_ref)))]
    record_changes(reset, (*TAKEN_OVER, "councils"), by=by, reason=reason)
    return count_change(model, by=by, reason=reason, posts=True)


def _reset(row: ModelPost, post: Post | None) -> bool:
    """Whether the kept post says now what it did not before."""
    if post is None:
        return False
    wanted = {**{name: getattr(post, name) for name in TAKEN_OVER}, "councils": [post.baseline.council.slug]}
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return False
    for name, value in wanted.items():
        setattr(row, name, value)
    return True


def _leave_merges(model: OperatingModel, posts: Sequence[Post], *, by: Any, reason: str) -> None:
    """Posts that are kept again are merged into no other."""
    kept = {name_of_post(post) for post in posts}
    rows = [row for row in merging_posts(model) if kept & set(row.merges)]
    for row in rows:
        row.merges = [name for name in row.merges if name not in kept]
    record_changes(rows, ("merges",), by=by, reason=reason)


@transaction.atomic
def remove_posts(
    model: OperatingModel, *, posts: QuerySet[Post], own: Collection[int] = (), version: int, by: Any, reason: str = ""
) -> OperatingModel:
    """The model has them no longer: those that keep any of `posts`, and its own by their keys. What a released council
    has not in its current baseline any more counts as the model's own. Refused as by keep_posts."""
    model = lock_model(model, version, by)
    found = opened(model.programme)
    released = {council.pk for council in found.councils}
    rows = {row.pk: row for row in kept_of(model, posts).filter(retains_council__in=released)}
    for row in model.posts.filter(pk__in=list(own)):
        if row.retains_council_id is None or row.retains_council_id in released:
            rows[row.pk] = row
    if not rows:
        raise Refused(NOTHING_CHOSEN, code="nothing")
    take_out(model, list(rows.values()), by=by, reason=reason or "posts removed")
    return count_change(model, by=by, reason=reason or "posts removed", posts=True)


def take_out(model: OperatingModel, rows: Sequence[ModelPost], *, by: Any, reason: str, to: str | None = None) -> None:
    """Erase posts of the model. Who reported to one of them reports to `to`, or to whom that one did, or to nobody."""
    gone = {row.ref: row.reports_to for row in rows}
    lines = model.posts.exclude(reports_to="")
    orphans = [row for row in lines if row.reports_to in gone and row.ref not in gone]
    for row in orphans:
        row.reports_to = to if to is not None and to != row.ref else _above(gone, row.reports_to, row.ref)
    record_changes(orphans, ("reports_to",), by=by, reason=reason)
    erase_many(rows, by=by, reason=reason)


def _above(gone: Mapping[str, str], ref: str, whose: str) -> str:
    """The first that stays, up the lines of what is gone."""
    seen: set[str] = set()
    while ref in gone and ref not in seen:
        seen.add(ref)
        ref = gone[ref]
    return "" if ref in gone or ref == whose else ref


@transaction.atomic
def add_post(
    model: OperatingModel, *, values: Mapping[str, Any], merged: QuerySet[Post] | None = None, version: int, by: Any,
    reason: str = "",
) -> ModelPost:  # fmt: skip
    """A new post, of the programme's own; `merged` are posts of baselines that it stands in place of, which the model
    keeps no longer. Refused with code "merge" where they are fewer than two, "post" for values that cannot be, or as by
    `lock_model`."""
    model = lock_model(model, version, by)
    posts: list[Post] = []
    if merged is not None:
        posts = list(offered_posts(opened(model.programme)).filter(pk__in=merged.values("pk")))
        refuse(rules.why_not_merge(posts=len(posts)), "merge")
    reason = reason or ("posts merged" if posts else "post added")
    last = model.posts.order_by("-position").values_list("position", flat=True).first() or 0
    (ref,) = new_refs(set(model.posts.values_list("ref", flat=True)), last + 1, 1)
    row = ModelPost(model=model, position=last + 1, ref=ref, merges=[name_of_post(post) for post in posts])
    _say(row, values)
    if posts:
        _leave_merges(model, posts, by=by, reason=reason)
        kept = kept_of(model, Post.objects.filter(pk__in=[post.pk for post in posts]))
        take_out(model, list(kept), by=by, reason=reason, to=ref)
        if row.reports_to and not model.posts.filter(ref=row.reports_to).exists():
            row.reports_to = ""
    record(row, by=by, reason=reason)
    count_change(model, by=by, reason=reason, posts=True)
    return row


@transaction.atomic
def change_post(post: ModelPost, *, values: Mapping[str, Any], version: int, by: Any, reason: str = "") -> ModelPost:
    """A post of the model with other `values`, as SAID names them; `version` is the model's. A post that it keeps stays
    its council's. Without a difference nothing is written. Refused as by add_post, or with code "gone"."""
    model = lock_model(post.model, version, by)
    found = model.posts.filter(pk=post.pk).first()
    if found is None:
        raise Refused(rules.GONE, code="gone")
    if found.retains_council_id and found.retains_council not in opened(model.programme).councils:
        raise Refused("The council has not released its posts to the programme.", code="not-allowed")
    before = {name: getattr(found, name) for name in SAID}
    _say(found, values)
    if before == {name: getattr(found, name) for name in SAID}:
        return found
    reason = reason or "post changed"
    record(found, by=by, reason=reason)
    count_change(model, by=by, reason=reason, posts=True)
    return found


def _say(row: ModelPost, values: Mapping[str, Any]) -> None:
    """Take the values over, and reckon what the post costs."""
    if unknown := set(values) - set(SAID):
        raise TypeError(f"{', '.join(sorted(unknown))} of a post cannot be set")
    for name, value in values.items():
        setattr(row, name, value)
    row.cost_pence = post_cost(row.salary_pence, row.fte, row.on_cost_rate)
    part = {slug: at for at, slug in enumerate(_slugs(row.model))}
    if not row.councils or not set(row.councils) <= set(part):
        raise Refused("Say which councils of the programme the post serves: one or more.", code="post")
    row.councils = sorted(set(row.councils), key=part.__getitem__)
    others = set(row.model.posts.exclude(pk=row.pk).values_list("ref", flat=True)) if row.reports_to else set()
    if row.reports_to and row.reports_to not in others:
        raise Refused(f"The model has no other post {row.reports_to} to report to.", code="post")


def _slugs(model: OperatingModel) -> list[str]:
    return list(model.programme.programme_councils.values_list("council__slug", flat=True))
