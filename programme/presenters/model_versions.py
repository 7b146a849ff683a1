"""Versions of a model in words: what each came to, and what is different between two."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from collab.calc.money import pence_of, pounds
from collab.moments import day
from programme.enums import ApportionBy, ApportionOf, OtherSavingKind, PostBasis
from programme.models import Council, ModelVersion
from programme.presenters.operating_models import NOT_SHOWN, listed, percent, plain_fte
from programme.presenters.records import Difference
from programme.queries.model_versions import PostDifference, different_posts
from programme.queries.operating_models import is_below, is_few

NOTHING = "nothing"
# As many as somebody reads one by one.
MOST_POSTS = 300
HIDDEN = "Posts that the model keeps of councils are different as well; they are shown to those who may see them."
LABELS = {"code": "Code", "name": "Name", "description": "What it is", "reasons": "Why it is considered"}


@dataclass(frozen=True)
class ShownPost:
    """A post that is different: `verb` says how, `differences` in what."""

    verb: str
    title: str
    council: str
    differences: list[Difference]


@dataclass(frozen=True)
class Comparison:
    """What is different: of posts the first, and how many `more`. `hidden` says that others are not to be shown."""

    said: list[Difference]
    years: list[Difference]
    others: list[Difference]
    posts: list[ShownPost]
    more: int
    hidden: str

    @property
    def is_empty(self) -> bool:
        return not (self.said or self.years or self.others or self.posts or self.hidden)


@dataclass(frozen=True)
class ShownVersion:
    row: ModelVersion
    saving: str
    cost: str
    against: str


def present_version(row: ModelVersion, councils: Sequence[Council]) -> ShownVersion:
    saving = "not known" if row.saving_pence is None else pounds(row.saving_pence)
    return ShownVersion(row, saving, pounds(row.cost_pence), _against(row, councils))


def tell_number(content: dict[str, Any], threshold: int) -> str:
    """How many posts, as on the page of a model: not where few of the councils' own are below tier 3."""
    below = sum(bool(post["retains"]) and is_below(post["tier"]) for post in content["posts"])
    return NOT_SHOWN if is_few(below, threshold) else f"{len(content['posts']):,}"


def _against(row: ModelVersion, councils: Sequence[Council]) -> str:
    names = {council.slug: council.short_name for council in councils}
    by_day: dict[str, list[str]] = {}
    for each in row.measured_against:
        by_day.setdefault(each["as_at"], []).append(names.get(each["council"], each["council"]))
    if not by_day:
        return "no validated baseline"
    if len(by_day) == 1:
        return f"baselines as at {_day(next(iter(by_day)))}"
    return "; ".join(f"{listed(names)} as at {_day(date)}" for date, names in sorted(by_day.items()))


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))


def compare(
    before: dict[str, Any], after: dict[str, Any], councils: Sequence[Council], seen: Collection[str]
) -> Comparison:
    """Two writings of a model. `seen` has the slugs of the councils whose kept posts may be shown one by one."""
    posts = different_posts(before, after)
    shown = [row for row in posts if not row.retains or row.retains in seen]
    return Comparison(
        said=_said(before, after),
        years=_years(before, after),
        others=_others(before, after),
        posts=[_post(row, councils, seen) for row in shown[:MOST_POSTS]],
        more=max(len(shown) - MOST_POSTS, 0),
        hidden=HIDDEN if len(posts) > len(shown) else "",
    )


def _differ(label: str, before: str, after: str) -> list[Difference]:
    return [] if before == after else [Difference(label, before or NOTHING, after or NOTHING)]


def _said(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    found = [row for name, label in LABELS.items() for row in _differ(label, before[name], after[name])]
    found += _differ("Preferred", *("yes" if content["preferred"] else "no" for content in (before, after)))
    return found + _differ("How it is shared", *(_sharing(content["apportionment"]) for content in (before, after)))


def _sharing(said: dict[str, str] | None) -> str:
    return f"{ApportionOf(said['of']).label}: {ApportionBy(said['by']).label.lower()}" if said else "not decided"


def _years(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    found = []
    years = {year for content in (before, after) for year in (*content["phasing"], *content["one_off_costs"])}
    for year in sorted(years):
        found += _differ(f"Share in {year}", *(_share(content, year) for content in (before, after)))
        found += _differ(f"One-off cost in {year}", *(_once(content, year) for content in (before, after)))
    return found


def _share(content: dict[str, Any], year: str) -> str:
    return percent(Decimal(content["phasing"][year])) if year in content["phasing"] else "not said"


def _once(content: dict[str, Any], year: str) -> str:
    if year not in content["one_off_costs"]:
        return "none"
    what = content["one_off_reasons"].get(year, "")
    return f"{_pounds(content['one_off_costs'][year])}{f': {what}' if what else ''}"


def _pounds(words: str) -> str:
    return pounds(pence_of(words) or 0)


def _others(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    one, other = ({row["title"]: _other(row) for row in content["other_savings"]} for content in (before, after))
    titles = dict.fromkeys([*one, *other])
    return [row for title in titles for row in _differ(title, one.get(title, ""), other.get(title, ""))]


def _other(row: dict[str, Any]) -> str:
    amounts = ", ".join(f"{_pounds(words)} in {year}" for year, words in row["amounts"].items())
    return f"{OtherSavingKind(row['kind']).label}: {amounts} ({row['source']})"


def _post(row: PostDifference, councils: Sequence[Council], seen: Collection[str]) -> ShownPost:
    names = {council.slug: council.short_name for council in councils}
    verb = "Changed" if row.before and row.after else "Added" if row.after else "Removed"
    if row.retains and verb != "Changed":
        verb = "Kept" if row.after else "Not kept"
    one, other = (_told(post, names, seen) if post else {} for post in (row.before, row.after))
    differences = []
    if verb == "Changed":
        differences = [each for label in other for each in _differ(label, one.get(label, ""), other[label])]
    else:
        whole = other or one
        wanted = ("Full-time equivalents", "Salary")
        pairs = [("", whole[label]) if row.after else (whole[label], "") for label in wanted]
        differences = [Difference(label, *pair) for label, pair in zip(wanted, pairs, strict=True)]
    return ShownPost(verb, row.post["title"], names.get(row.retains, "new post"), differences)


def _told(post: dict[str, Any], names: dict[str, str], seen: Collection[str]) -> dict[str, str]:
    """What a post says, by label. Of what it stands in place of, only the number, for those who may not see them."""
    merges = post.get("merges", [])
    open_ones = [name for name in merges if name.partition(":")[0] in seen]
    return {
        "Title": post["title"], "Service": post["service"], "Tier": str(post["tier"] or "not said"),
        "Basis": PostBasis(post["basis"]).label, "Full-time equivalents": plain_fte(Decimal(post["fte"])),
        "Salary": _pounds(post["salary"]), "On-cost rate": percent(Decimal(post["on_cost_rate"])),
        "Serves": ", ".join(names.get(slug, slug) for slug in post["councils"]),
        "In place of": ", ".join(open_ones) if len(open_ones) == len(merges) else f"{len(merges)} posts",
    }  # fmt: skip
