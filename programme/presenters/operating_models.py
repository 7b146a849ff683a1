"""An operating model in words: what it costs and saves, what it does with posts, and what it says of the years."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from collab.calc.money import pounds, whole_pounds
from collab.calc.years import FinancialYear
from collab.moments import day
from programme.models import CaseParameters, Council, ModelPost, ModelYear, OperatingModel, OtherSaving
from programme.queries.model_posts import Opened
from programme.queries.operating_models import ModelFigures
from programme.queries.staffing import CurrentBaseline
from programme.rules.operating_models import phasing_warnings

NOT_SHOWN = "Not shown"
SAME = "as in the year before"


@dataclass(frozen=True)
class ShownYear:
    year: str
    share: str
    cost: str
    what: str


@dataclass(frozen=True)
class ShownOther:
    row: OtherSaving
    kind: str
    amounts: list[tuple[str, str]]
    in_all: str


@dataclass(frozen=True)
class ShownPost:
    post: ModelPost
    ref: str
    serves: str
    fte: str
    cost: str
    merged: int


@dataclass(frozen=True)
class ModelPage:
    """What the page of a model says. Amounts are words already."""

    headline: str
    scope: str
    baselines: str
    cautions: list[str]
    number: str
    staff: str
    today: str
    doing: list[tuple[str, str]]
    sharing: str
    years: list[ShownYear]
    one_off: str
    warnings: list[str]
    others: list[ShownOther]
    posts: list[ShownPost]


def present_model(
    model: OperatingModel,
    figures: ModelFigures,
    parameters: CaseParameters | None,
    posts: Iterable[ModelPost],
    councils: Sequence[Council],
    *,
    today: bool,
) -> ModelPage:
    """`today`: how many posts there are may be told of all councils together."""
    years = list(model.years.all())
    shares = {row.year: row.phasing for row in years if row.phasing is not None}
    costs = [row.one_off_pence for row in years if row.one_off_pence is not None]
    return ModelPage(
        headline=headline(model, figures),
        scope=scope_line(parameters),
        baselines=as_at(figures.current),
        cautions=[*stale(figures.current), *moved_on([model.code], figures.moved)],
        number=NOT_SHOWN if figures.has_few_below else f"{figures.model.posts:,}",
        staff=_staff(figures, today=today),
        today=f"Of {figures.today.posts:,} in scope today, as counted" if today else "As counted",
        doing=_doing(figures, today=today),
        sharing=_sharing(model),
        years=[_year(row) for row in years],
        one_off=pounds(sum(costs)) if costs else "none",
        warnings=phasing_warnings(shares),
        others=[_other(row) for row in model.other_savings.prefetch_related("amounts")],
        posts=[present_post(row, councils) for row in posts],
    )


def headline(model: OperatingModel, figures: ModelFigures) -> str:
    cost, saving = whole_pounds(figures.model.cost_pence), figures.saving_pence
    if saving is None:
        return f"Model {model.code} costs {cost} a year"
    if saving > 0:
        return f"Model {model.code} saves {whole_pounds(saving)} a year"
    if saving < 0:
        return f"Model {model.code} costs {whole_pounds(-saving)} a year more than what the councils have"
    return f"Model {model.code} costs what the councils have today, and saves nothing"


def scope_line(parameters: CaseParameters | None) -> str:
    """What every such amount is: "Gross, full year, 2012/13 prices"."""
    base = f"{FinancialYear(parameters.price_base)} prices" if parameters else "the price base is not agreed yet"
    return f"Gross, full year, {base}, posts in scope of all councils together"


def as_at(current: Sequence[CurrentBaseline]) -> str:
    """The days of the baselines, and whose they are where they differ."""
    by_day = defaultdict(list)
    for row in current:
        if row.baseline is not None:
            by_day[row.baseline.as_at].append(row.council.short_name)
    if not by_day:
        return "No council has a validated baseline yet"
    if len(by_day) == 1:
        return f"The councils’ validated baselines as at {day(next(iter(by_day)))}"
    parts = [f"{', '.join(names)} as at {day(date)}" for date, names in sorted(by_day.items())]
    return f"The councils’ validated baselines: {'; '.join(parts)}"


def moved_on(codes: Sequence[str], moved: Sequence[CurrentBaseline]) -> list[str]:
    """What to bear in mind where the posts of models were chosen from other baselines than those that stand now."""
    if not moved:
        return []
    names = [f"{row.council.short_name} as at {day(row.baseline.as_at)}" for row in moved if row.baseline]
    which = "model" if len(codes) == 1 else "models"
    return [
        f"The posts of {which} {listed(codes)} were chosen before the baseline of {listed(names)} stood. Until they "
        "are looked at again, what is saved is worked out between staffing of different days."
    ]


def stale(current: Sequence[CurrentBaseline]) -> list[str]:
    """A sentence for each baseline that is too old."""
    return [
        f"The baseline of {row.council.short_name} is {row.age_days} days old; it counts as stale after "
        f"{row.stale_after_days}."
        for row in current
        if row.is_stale
    ]


def listed(names: Iterable[str]) -> str:
    """One after the other in a sentence: "A, B and C"."""
    *before, last = names
    return " and ".join(part for part in (", ".join(before), last) if part)


def present_opened(found: Opened) -> str:
    """Whose posts a model can have, and whose it cannot, and why."""
    names = [row.council.short_name for row in found.open]
    said = f"Of {listed(names)}." if names else "No council has released its posts to the programme yet."
    for why, rows in (
        ("not validated", [row for row in found.shut if row.baseline is None]),
        ("validated but not released to the programme", [row for row in found.shut if row.baseline is not None]),
    ):
        if rows:
            said += f" Left out, because {'it is' if len(rows) == 1 else 'they are'} {why}: the baseline"
            said += f"{'' if len(rows) == 1 else 's'} of {listed(row.council.short_name for row in rows)}."
    return said


def _staff(figures: ModelFigures, *, today: bool) -> str:
    """Beside the number of posts."""
    few = f"fewer than {figures.threshold} kept ones are below tier 3"
    own = few if figures.has_few_below else f"{figures.model.fte:,.1f} FTE"
    return f"{own}; today {figures.today.posts:,} posts, {figures.today.fte:,.1f} FTE" if today else own


def _doing(figures: ModelFigures, *, today: bool) -> list[tuple[str, str]]:
    """What becomes of the posts that the councils have, and what comes besides. The first four add up to them, so that
    what may not be told of them leaves out what would give it away."""
    kept, removed = _posts(figures.kept - figures.changed), _posts(figures.removed)
    return [
        ("Kept as they are", NOT_SHOWN if figures.has_few_below else kept),
        ("Kept and changed", _posts(figures.changed)),
        ("Merged into new posts", _posts(figures.merged)),
        ("Removed", removed if today and not figures.has_few_below else NOT_SHOWN),
        ("New posts of the model’s own", _posts(figures.new)),
    ]


def _posts(count: int) -> str:
    return "none" if not count else "1 post" if count == 1 else f"{count:,} posts"


def _sharing(model: OperatingModel) -> str:
    if not model.apportion_of:
        return "Not decided yet. Without it the model has no shares of the councils, and no appraisal by itself."
    by = model.get_apportion_by_display()
    return f"{model.get_apportion_of_display()}: {by[0].lower()}{by[1:]}."


def percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"


def _year(row: ModelYear) -> ShownYear:
    return ShownYear(
        year=str(FinancialYear(row.year)),
        share=SAME if row.phasing is None else percent(row.phasing),
        cost="none" if row.one_off_pence is None else pounds(row.one_off_pence),
        what=row.one_off_what,
    )


def _other(row: OtherSaving) -> ShownOther:
    amounts = [(str(FinancialYear(each.year)), pounds(each.amount_pence)) for each in row.amounts.all()]
    in_all = sum(each.amount_pence for each in row.amounts.all())
    return ShownOther(row, row.get_kind_display(), amounts, pounds(in_all))


def present_post(row: ModelPost, councils: Sequence[Council]) -> ShownPost:
    names = {council.slug: council.short_name for council in councils}
    everybody = len(row.councils) == len(names) > 1
    serves = "all councils" if everybody else ", ".join(names.get(slug, slug) for slug in row.councils)
    return ShownPost(row, row.ref, serves, plain_fte(row.fte), pounds(row.cost_pence), len(row.merges))


def plain_fte(fte: Any) -> str:
    """Without noughts at the end: "0.5", "12", "1,250.25"."""
    return f"{fte.normalize():,f}"
