"""A baseline in words: how it stands, what can be done with it, its posts, and what became of it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from collab.calc.money import in_figures, to_one_decimal, to_the_penny, whole_pounds
from collab.moments import day, moment
from programme.enums import BaselineStatus, StatutoryPost
from programme.models import Baseline, Council, Post
from programme.presenters.records import NOTHING, VERBS, Difference
from programme.queries import May
from programme.queries.posts import Sum3
from programme.rules import baselines as rules

STATUS_SIGNS = {
    BaselineStatus.DRAFT: "ring", BaselineStatus.SUBMITTED: "half", BaselineStatus.VALIDATED: "done",
    BaselineStatus.SUPERSEDED: "square",
}  # fmt: skip
LABELS = {
    "ref": "Reference", "title": "Title", "service": "Service", "tier": "Tier", "grade": "Grade", "fte": "FTE",
    "salary_pence": "Salary", "on_cost_rate": "On-costs", "cost_pence": "Cost a year", "vacant": "Vacant",
    "in_scope": "In scope", "reports_to": "Reports to", "statutory": "Statutory post", "funding_source": "Paid from",
    "shared_with": "Shared with", "estimated": "Estimated",
}  # fmt: skip


@dataclass(frozen=True)
class Act:
    """Something that this person may do with a baseline now, at the route of that name."""

    words: str
    route: str
    main: bool = False


@dataclass(frozen=True)
class BaselinePage:
    """`then` says what it waits for, and by whom."""

    headline: str
    sign: str
    status: str
    since: str
    then: str
    acts: list[Act]


def present_baseline(baseline: Baseline, total: Sum3, may: May, by: Any) -> BaselinePage:
    status = BaselineStatus(baseline.status)
    return BaselinePage(
        headline_of(baseline, total), STATUS_SIGNS[status], status.label, _since(baseline),
        _then(baseline, may, by), acts_for(baseline, may, by, posts=total.posts),
    )  # fmt: skip


def headline_of(baseline: Baseline, total: Sum3) -> str:
    if not total.posts:
        return f"{baseline} has no posts yet"
    posts = f"{total.posts:,} post{'' if total.posts == 1 else 's'}"
    return f"{baseline}: {posts}, {to_one_decimal(total.fte)} FTE, {whole_pounds(total.cost_pence)} a year"


def acts_for(baseline: Baseline, may: May, by: Any, *, posts: int) -> list[Act]:
    every = (
        (rules.why_not_submit(baseline, may, posts=posts), Act("Submit it", "baseline-submit", main=True)),
        (rules.why_not_validate(baseline, may, by=by), Act("Validate it", "baseline-validate", main=True)),
        (rules.why_not_release(baseline, may), Act("Release it to the programme", "baseline-release", main=True)),
        (rules.why_not_return(baseline, may), Act(_back(baseline, by), "baseline-return")),
        (rules.why_not_change(baseline, may), Act("Add a post", "baseline-post-add")),
        (rules.why_not_change(baseline, may), Act("Throw this draft away", "baseline-discard")),
    )
    return [act for why_not, act in every if why_not is None]


def _back(baseline: Baseline, by: Any) -> str:
    return "Take it back" if baseline.submitted_by == by else "Send it back"


def _since(baseline: Baseline) -> str:
    """When it came to where it is, and by whom."""
    found = []
    for verb, at, who in (
        ("Submitted", baseline.submitted_at, baseline.submitted_by),
        ("Validated", baseline.validated_at, baseline.validated_by),
        ("Released to the programme", baseline.released_at, baseline.released_by),
    ):
        if at:
            found.append(f"{verb} {moment(at)}{f' by {who.name}' if who else ''}.")
    return " ".join(found)


def _then(baseline: Baseline, may: May, by: Any) -> str:
    if baseline.status == BaselineStatus.DRAFT:
        return "It counts for nothing yet, and nobody outside the council’s finance and HR sees it."
    if baseline.status == BaselineStatus.SUBMITTED:
        return rules.why_not_validate(baseline, may, by=by) or "It waits for you, or for another lead, to validate it."
    if baseline.status == BaselineStatus.SUPERSEDED:
        return "Another of the same day, validated later, stands in its place."
    if baseline.released_at is None:
        return "Others see its total alone until the council releases it to the programme."
    return ""


@dataclass(frozen=True)
class PostColumn:
    """`now` is how the table is ordered by it, for aria-sort; `order` is what a press on its heading asks for."""

    name: str
    label: str
    order: str
    now: str

    @property
    def is_number(self) -> bool:
        return self.name in ("fte", "salary_pence", "cost_pence")


COLUMNS = ("title", "service", "tier", "fte", "salary_pence", "cost_pence")


def present_columns(order: str) -> list[PostColumn]:
    """The headings of the table of posts. The one that orders it turns it round."""
    return [
        PostColumn(
            name, LABELS[name], f"-{name}" if order == name else name,
            {name: "ascending", f"-{name}": "descending"}.get(order, ""),
        )
        for name in COLUMNS
    ]  # fmt: skip


@dataclass(frozen=True)
class Tail:
    """What the table says of a post under its title."""

    post: Post
    notes: str


def present_posts(posts: Iterable[Post], councils: dict[str, str]) -> list[Tail]:
    """`councils` has short names by slug."""
    return [Tail(post, ". ".join(_notes(post, councils))) for post in posts]


def _notes(post: Post, councils: dict[str, str]) -> list[str]:
    found = [post.ref if not post.grade else f"{post.ref}, {post.grade}"]
    found += ["Vacant"] if post.vacant else []
    found += [] if post.in_scope else ["Out of scope"]
    found += [_statutory(post.statutory).capitalize()] if post.statutory else []
    found += [f"Shared: {_shared(post.shared_with, councils)}"] if post.shared_with else []
    return found + ([f"Estimated: {post.estimated}"] if post.estimated else [])


def said_of_post(row: Any, name: str, councils: dict[str, str]) -> str:
    """A field of a post, of its history or of a comparison, as people say it."""
    value = getattr(row, name)
    if value in (None, "", []):
        return NOTHING
    if name.endswith("_pence"):
        return to_the_penny(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "on_cost_rate":
        return f"{plain_number(value * 100)}%"
    if name == "statutory":
        return _statutory(value)
    if name == "shared_with":
        return _shared(value, councils)
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def differences_of(before: Any, after: Any, names: Iterable[str], councils: dict[str, str]) -> list[Difference]:
    """Where two states of a post differ; where `before` is None it is new."""
    found = []
    for name in names:
        now = said_of_post(after, name, councils)
        then = said_of_post(before, name, councils) if before is not None else ""
        if now != (then or NOTHING):
            found.append(Difference(LABELS[name], then, now))
    return found


def _statutory(found: list[str]) -> str:
    return ", ".join(str(StatutoryPost(key).label) for key in found)


def _shared(shares: list[dict[str, str]], councils: dict[str, str]) -> str:
    return ", ".join(f"{share['part']} by {councils.get(share['council'], share['council'])}" for share in shares)


def plain_number(number: Decimal) -> str:
    """ "1,250.5": as many decimals as it has."""
    return in_figures(Fraction(number))


def short_names(councils: Iterable[Council]) -> dict[str, str]:
    return {row.slug: row.short_name for row in councils}


@dataclass(frozen=True)
class PastAct:
    """One act of a history: what was done, by whom, when, and what of it changed."""

    what: str
    who: str
    at: datetime.datetime
    differences: list[Difference]


def present_baseline_history(rows: Iterable[Any]) -> list[PastAct]:
    return [
        PastAct(row.history_change_reason, str(row.history_user or row.history_job), row.history_date, [])
        for row in rows
    ]


def present_post_history(rows: list[Any], councils: dict[str, str]) -> list[PastAct]:
    """Of one post, the latest first."""
    found = []
    for row, before in zip(rows, [*rows[1:], None], strict=True):
        why = "" if row.history_change_reason == VERBS[row.history_type] else f": {row.history_change_reason}"
        gone = row.history_type == "-"
        differences = [] if gone or before is None else differences_of(before, row, LABELS, councils)
        act = f"{VERBS[row.history_type].capitalize()}{why}"
        found.append(PastAct(act, str(row.history_user or row.history_job), row.history_date, differences))
    return found


def name_of_baseline(baseline: Baseline) -> str:
    return f"{BaselineStatus(baseline.status).label} as at {day(baseline.as_at)}"
