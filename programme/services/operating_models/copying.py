"""A model begins as what the councils have, or as another model is. To be called in the transaction that makes it."""

from collections.abc import Sequence
from typing import Any

from collab.history import record, record_many
from programme.enums import PostBasis
from programme.models import ModelPost, ModelYear, OperatingModel, OtherSaving, OtherSavingYear, Post
from programme.queries.model_posts import TAKEN_OVER, offered_posts, opened
from programme.services.groups import keep_model_groups

OF_POST = (
    "position", "ref", "basis", "councils", "retains_council_id", "retains_ref", "merges", "reports_to", *TAKEN_OVER,
)  # fmt: skip


def copy_baselines(model: OperatingModel, *, by: Any, reason: str) -> None:
    """Every post in scope of every released current baseline, kept."""
    posts = list(offered_posts(opened(model.programme)))
    record_many(kept_posts(model, posts, taken=()), by=by, reason=reason)
    keep_model_groups(model)


def kept_posts(model: OperatingModel, posts: Sequence[Post], *, taken: Sequence[ModelPost]) -> list[ModelPost]:
    """New posts of the model that keep `posts`, after those that it has already (`taken`)."""
    last = max((row.position for row in taken), default=0)
    numbers = new_refs({row.ref for row in taken}, last + 1, len(posts))
    mine = {(row.retains_council_id, row.retains_ref): row.ref for row in taken if row.retains_council_id}
    mine |= {(post.baseline.council_id, post.ref): ref for post, ref in zip(posts, numbers, strict=True)}
    return [
        ModelPost(
            model=model, position=last + at, ref=ref, basis=PostBasis.GEOGRAPHIC,
            councils=[post.baseline.council.slug], retains_council=post.baseline.council, retains_ref=post.ref,
            reports_to=mine.get((post.baseline.council_id, post.reports_to), ""),
            **{name: getattr(post, name) for name in TAKEN_OVER},
        )
        for at, (post, ref) in enumerate(zip(posts, numbers, strict=True), 1)
    ]  # fmt: skip


def new_refs(taken: set[str], first: int, count: int) -> list[str]:
    """As many references of the form M1 that no post has yet."""
    found: list[str] = []
    number = first
    while len(found) < count:
        if f"M{number}" not in taken:
            found.append(f"M{number}")
        number += 1
    return found


def copy_model(source: OperatingModel, *, to: OperatingModel, by: Any, reason: str) -> None:
    """Posts, years and other savings."""
    posts = [ModelPost(model=to, **{name: getattr(post, name) for name in OF_POST}) for post in source.posts.all()]
    years = [
        ModelYear(
            model=to, year=row.year, phasing=row.phasing, one_off_pence=row.one_off_pence,
            one_off_what=row.one_off_what,
        )
        for row in source.years.all()
    ]  # fmt: skip
    record_many(posts, by=by, reason=reason)
    record_many(years, by=by, reason=reason)
    for other in source.other_savings.prefetch_related("amounts"):
        row = OtherSaving(
            model=to, position=other.position, title=other.title, kind=other.kind, source=other.source
        )  # fmt: skip
        record(row, by=by, reason=reason)
        amounts = [
            OtherSavingYear(other_saving=row, year=each.year, amount_pence=each.amount_pence)
            for each in other.amounts.all()
        ]
        record_many(amounts, by=by, reason=reason)
    keep_model_groups(to)
