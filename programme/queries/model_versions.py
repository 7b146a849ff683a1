"""A model written down whole, and how two such writings differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.roles import Permission
from collab.calc.money import plain
from collab.calc.years import FinancialYear
from programme.models import ModelPost, ModelVersion, OperatingModel, Programme
from programme.queries.access import May
from programme.queries.model_posts import opened

# What a bundle leaves out of a post where it is empty.
OPTIONAL = ("reports_to", "statutory", "funding_source", "shared_with", "merges")


@dataclass(frozen=True)
class PostDifference:
    """A post in two writings of a model, as they write it; None where it is not there."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def post(self) -> dict[str, Any]:
        return self.after or self.before or {}

    @property
    def retains(self) -> str:
        """The council whose post it is, by its slug, or ""."""
        return str(self.post["retains"] or "").partition(":")[0]


def content_of(model: OperatingModel) -> dict[str, Any]:
    """The model as a bundle writes it. Five queries."""
    years = list(model.years.all())
    apportionment = {"of": model.apportion_of, "by": model.apportion_by} if model.apportion_of else None
    others = model.other_savings.prefetch_related("amounts")
    return {
        "code": model.code,
        "name": model.name,
        "description": model.description,
        "reasons": model.reasons,
        "preferred": model.preferred,
        "posts": [_post(row) for row in model.posts.select_related("retains_council")],
        "phasing": _by_year((row.year, shortest(row.phasing)) for row in years if row.phasing is not None),
        "one_off_costs": _by_year(
            (row.year, plain(row.one_off_pence)) for row in years if row.one_off_pence is not None
        ),
        "one_off_reasons": _by_year((row.year, row.one_off_what) for row in years if row.one_off_what),
        "apportionment": apportionment,
        "other_savings": [
            {
                "title": row.title, "kind": row.kind, "source": row.source,
                "amounts": _by_year((each.year, plain(each.amount_pence)) for each in row.amounts.all()),
            }
            for row in others
        ],
    }  # fmt: skip


def _by_year(rows: Iterable[tuple[int, str]]) -> dict[str, str]:
    return {str(FinancialYear(year)): words for year, words in rows}


def shortest(value: Decimal) -> str:
    """Without noughts at the end: "0.5", "1"."""
    return f"{value.normalize():f}"


def _post(row: ModelPost) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ref": row.ref, "title": row.title, "service": row.service, "tier": row.tier, "basis": row.basis,
        "fte": f"{row.fte:.4f}", "salary": plain(row.salary_pence), "on_cost_rate": f"{row.on_cost_rate:.4f}",
        "councils": row.councils,
        "retains": f"{row.retains_council.slug}:{row.retains_ref}" if row.retains_council else None,
    }  # fmt: skip
    return found | {name: getattr(row, name) for name in OPTIONAL if getattr(row, name)}


def versions_of(model: OperatingModel) -> list[ModelVersion]:
    """Latest first, without their contents."""
    return list(model.versions.select_related("by").defer("content"))


def different_posts(before: dict[str, Any], after: dict[str, Any]) -> list[PostDifference]:
    """The posts that the two writings have not alike: a kept post by the post that it keeps, others by reference."""
    one, other = ({_key(post): post for post in content["posts"]} for content in (before, after))
    keys = [*other, *(key for key in one if key not in other)]
    found = [PostDifference(one.get(key), other.get(key)) for key in keys]
    return [row for row in found if row.before is None or row.after is None or not _alike(row.before, row.after)]


def _key(post: dict[str, Any]) -> tuple[str, str]:
    return ("retains", post["retains"]) if post["retains"] else ("ref", post["ref"])


def _alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whatever they are called here: a kept post that went and came back has another reference."""
    apart = ("ref", "reports_to")
    return all(one.get(name) == other.get(name) for name in {*one, *other} if name not in apart)


def councils_seen(programme: Programme, may: May) -> set[str]:
    """The slugs of the councils whose kept posts this person may see one by one: one's own as a lead, and for those who
    work for all councils those that are released. Two queries."""
    found = opened(programme)
    released = {row.council.slug for row in found.open if may(Permission.STAFFING_RELEASED_VIEW, row.council)}
    own = {row.council.slug for row in (*found.open, *found.shut) if may(Permission.STAFFING_VIEW, row.council)}
    return released | own
