"""The savings of all councils at a glance, for those who decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collab.calc.claims import POST_NOT_FOUND
from collab.calc.money import whole_pounds
from collab.calc.years import FinancialYear
from programme.models import Council, Programme
from savings import year_charts
from savings.presenters.comparison import Picture, drawn
from savings.presenters.gaps import year_of_note
from savings.presenters.words import as_at, left_out, plural, price_base, to_5000, unforecast
from savings.queries.gaps import CouncilGap
from savings.queries.joint import Joint
from savings.queries.plans import CouncilPlan, YearSums
from savings.year_charts import Bar, Group


@dataclass(frozen=True)
class Head:
    """`route` is the page behind it and `to` what it has, or `at` a place on this one."""

    label: str
    amount: str
    words: str
    route: str = ""
    at: str = ""
    to: str = ""


@dataclass(frozen=True)
class GapRow:
    council: Council
    position: int
    year: str
    to_find: str
    found: str
    remaining: str


@dataclass(frozen=True)
class ToDecide:
    """Conflicts of one council that await a decision."""

    council: Council
    position: int
    words: str


@dataclass(frozen=True)
class Board:
    headline: str
    scope: str
    model: str
    why_not: str
    heads: list[Head]
    picture: Picture | None
    years: list[tuple[str, YearSums, str]]
    gaps: list[GapRow]
    waiting: list[ToDecide]


def present_board(
    programme: Programme, joint: Joint, plans: Sequence[CouncilPlan], gaps: Sequence[CouncilGap], *, year: int,
    to_decide: Mapping[str, int],
) -> Board:  # fmt: skip
    """`year` is the one that the table of councils shows; `to_decide` has how many conflicts await a decision, by the
    slug of the council."""
    years = [(start, _together(plans, start)) for start in sorted({each for plan in plans for each in plan.cash})]
    return Board(
        headline=_headline(joint),
        scope=_scope(joint),
        model=joint.model.model.code if joint.model else "",
        why_not=joint.why_not,
        heads=_heads(joint, dict(years).get(year, YearSums()), str(FinancialYear(year))),
        picture=_picture(years) if years else None,
        years=[
            (str(FinancialYear(start)), sums, unforecast(sums.unforecast) if sums.unforecast else "")
            for start, sums in years
        ],
        gaps=[_gap(programme, row) for row in gaps],
        waiting=[
            ToDecide(row.council, row.position, f"{plural(to_decide[row.council.slug], 'claim')} to decide")
            for row in gaps
            if row.council.slug in to_decide
        ],
    )


def _headline(joint: Joint) -> str:
    if joint.found is None:
        return "The councils’ own savings, and no joint saving yet"
    now, was = joint.found.years[-1].reassessed, joint.found.as_validated
    stands = f"The joint saving now stands at {whole_pounds(now)} a year"
    if now == was:
        return f"{stands}, as validated"
    return f"{stands}, {whole_pounds(abs(was - now))} {'less' if now < was else 'more'} than validated"


def _scope(joint: Joint) -> str:
    if joint.found is None or joint.model is None:
        return joint.why_not
    return (
        f"Model {joint.model.model.code}, full year, gross, {price_base(joint.case)}, all councils together, in "
        f"{joint.found.years[-1].year}, once every released line has taken its posts; {as_at(joint.case)}."
    )


def _heads(joint: Joint, sums: YearSums, year: str) -> list[Head]:
    heads = []
    if joint.found is not None:
        said = f"a full year, jointly, {as_at(joint.case)}"
        validated = whole_pounds(joint.found.as_validated)
        heads.append(Head("Validated", validated, said, route="erosion", to="What took it"))
    planned = f"of {whole_pounds(sums.planned_pence)} that local lines plan for {year}"
    heads.append(Head("Confirmed", whole_pounds(sums.actual_pence), planned, at="councils"))
    heads.append(_at_risk(sums, year))
    if joint.found is not None:
        twice = {(row.council, row.post) for row in joint.found.conflicts if row.kind != POST_NOT_FOUND}
        words = "on which two count: a local line and the joint model, or several lines" if twice else "are in dispute"
        posts = plural(len(twice), "post") if twice else "No posts"
        heads.append(Head("Claims", posts, words, route="erosion-conflicts", to="Both claims"))
    return heads


def _at_risk(sums: YearSums, year: str) -> Head:
    """Of the lines that have a forecast. Where some have none, what those plan is the rest of the sums, and so is told
    no closer than a line is."""
    if not sums.is_forecast:
        return Head("At risk", "Not known", f"{unforecast(sums.unforecast)}, for {year}", at="councils")
    risk = sums.at_risk_pence
    over = "less forecast than planned" if risk >= 0 else "forecast beyond the plan"
    if not sums.unforecast:
        return Head("At risk", whole_pounds(risk), f"{over}, for {year}", at="councils")
    words = f"{over}, for {year}, to the nearest £5,000; {left_out(sums.unforecast)}"
    return Head("At risk", whole_pounds(to_5000(risk)), words, at="councils")


def _together(plans: Sequence[CouncilPlan], year: int) -> YearSums:
    return sum((plan.cash.get(year, YearSums()) for plan in plans), YearSums())


def _picture(years: Sequence[tuple[int, YearSums]]) -> Picture:
    groups = [
        Group(
            str(FinancialYear(start)),
            (
                Bar(f"{whole_pounds(sums.planned_pence)} planned", sums.planned_pence, "sand"),
                Bar(f"{whole_pounds(sums.forecast_pence)} forecast", sums.forecast_pence, "mid"),
                Bar(f"{whole_pounds(sums.actual_pence)} confirmed", sums.actual_pence, "ink"),
            ),
        )
        for start, sums in years
    ]
    title = _title([sums for _, sums in years if sums.is_forecast], len(years))
    said = "; ".join(f"{group.label}: {', '.join(bar.words for bar in group.bars)}" for group in groups)
    return drawn(
        (year_charts.wide, year_charts.narrow, year_charts.in_text), groups, title=title,
        note="Lines of all councils that are agreed and released, and that release cash. Bars start at nought.",
        description=f"Bars for each year: {said}.",
    )  # fmt: skip


def _title(forecast: Sequence[YearSums], years: int) -> str:
    """`forecast`: the years of which something is."""
    less = sum(sums.at_risk_pence > 0 for sums in forecast)
    if not forecast:
        return "What local plans are to bring, year by year; none of it is forecast yet"
    if less == years:
        return "Local plans are forecast to bring less than planned, every year"
    if less:
        return f"Local plans are forecast to bring less than planned in {plural(less, 'year')} of {years}"
    so_far = "" if len(forecast) == years and not any(sums.unforecast for sums in forecast) else ", so far as forecast"
    return f"Local plans are forecast to bring what was planned, or more{so_far}"


def _gap(programme: Programme, found: CouncilGap) -> GapRow:
    row = year_of_note(found, FinancialYear.containing(programme.today))
    if row is None:
        return GapRow(found.council, found.position, "", "", "", "")
    return GapRow(
        found.council, found.position, str(row.year), whole_pounds(row.position),
        whole_pounds(row.position - row.remaining), whole_pounds(row.remaining),
    )  # fmt: skip
