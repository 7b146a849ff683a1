"""The councils' staffing in words: which baseline stands, how old it is, and its totals as far as they may be seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from collab.calc.money import to_one_decimal, to_the_penny, whole_pounds
from collab.calc.suppression import Margin, Shown
from collab.moments import day
from programme.enums import BaselineStatus
from programme.models import Baseline, Council
from programme.presenters.baselines import STATUS_SIGNS, plain_number
from programme.presenters.overview import in_words
from programme.queries.sight import ListedPost, Sight
from programme.queries.staffing import CurrentBaseline
from programme.queries.staffing_totals import StaffingTable, Totals

NOT_SHOWN = "Not shown"
AFTER_RELEASE = "After release"


@dataclass(frozen=True)
class Figures:
    """As they are printed."""

    posts: str
    fte: str
    cost: str


@dataclass(frozen=True)
class CouncilStaffing:
    """A council and its current baseline, in words. `state` says whether the posts are released, with a sign; `outside`
    what is not in scope, and `missing` who can supply a baseline, where there is that to say. `drafts` are for the
    council's own leads alone."""

    council: Council
    position: int
    baseline: Baseline | None
    as_at: str
    age: str
    is_stale: bool
    stale_after: str
    sign: str
    state: str
    figures: Figures | None
    headline: str
    source: str
    outside: str
    missing: str
    drafts: list[tuple[Baseline, str]]
    may_bring_in: bool


@dataclass(frozen=True)
class StaffingList:
    headline: str
    rows: list[CouncilStaffing]
    total: Figures | None
    no_total: str


def present_staffing_list(
    currents: list[CurrentBaseline], totals: Mapping[int, Totals], sights: Mapping[int, Sight],
    drafts: Iterable[Baseline], own: Iterable[Council],
) -> StaffingList:  # fmt: skip
    """`totals` and `sights` by the key of the baseline."""
    drafts, mine = list(drafts), set(own)
    rows = [
        present_council(
            current, totals, sights, [row for row in drafts if row.council_id == current.council.pk],
            position=at, may_bring_in=current.council in mine,
        )
        for at, current in enumerate(currents, 1)
    ]  # fmt: skip
    total = _joint([totals[row.baseline.pk].in_scope if row.baseline else None for row in currents])
    return StaffingList(_headline(currents, total), rows, figures_of(total) if total else None, _no_total(currents))


def present_council(
    current: CurrentBaseline, totals: Mapping[int, Totals], sights: Mapping[int, Sight], drafts: list[Baseline], *,
    position: int, may_bring_in: bool,
) -> CouncilStaffing:  # fmt: skip
    baseline = current.baseline
    released = baseline is not None and baseline.released_at is not None
    figures = figures_of(totals[baseline.pk].in_scope, sights[baseline.pk]) if baseline else None
    return CouncilStaffing(
        council=current.council, position=position, baseline=baseline,
        as_at=day(baseline.as_at) if baseline else "", age=age_of(current), is_stale=current.is_stale,
        stale_after=days(current.stale_after_days),
        sign="done" if released else "half", state="Released to the programme" if released else "Not released yet",
        figures=figures, headline=_headline_of(current, totals), source=_source(current, sights),
        outside=_outside(totals[baseline.pk].outside) if baseline else "",
        missing="" if baseline else _missing(current.council),
        drafts=[(row, STATUS_SIGNS[BaselineStatus(row.status)]) for row in drafts], may_bring_in=may_bring_in,
    )  # fmt: skip


def _headline_of(current: CurrentBaseline, totals: Mapping[int, Totals]) -> str:
    """What is there, in a sentence, as far as it may be seen."""
    name = current.council.short_name
    if current.baseline is None:
        return f"{name} has no validated baseline yet"
    figure = totals[current.baseline.pk].in_scope
    if figure.fte is None or figure.cost_pence is None:
        return f"{name} as at {day(current.baseline.as_at)}"
    posts = "" if figure.posts is None else f"{figure.posts:,} post{'' if figure.posts == 1 else 's'}, "
    cost = whole_pounds(figure.cost_pence)
    return f"{name} has {posts}{to_one_decimal(figure.fte)} FTE in scope, which cost {cost} a year"


def _source(current: CurrentBaseline, sights: Mapping[int, Sight]) -> str:
    """The name of a file is for those who see what was in it."""
    baseline = current.baseline
    if baseline is None or sights[baseline.pk] < Sight.POSTS:
        return "From the baseline that the council has validated."
    return f"From {baseline.source}, validated by the council."


def _outside(number: int | None) -> str:
    if not number:
        return ""
    return f"{number:,} post{' is' if number == 1 else 's are'} out of scope and not counted here."


def figures_of(figure: Shown, sight: Sight = Sight.OWN) -> Figures:
    unseen = AFTER_RELEASE if sight == Sight.TOTALS else NOT_SHOWN
    return Figures(
        unseen if figure.posts is None else f"{figure.posts:,}",
        NOT_SHOWN if figure.fte is None else plain_number(figure.fte),
        NOT_SHOWN if figure.cost_pence is None else to_the_penny(figure.cost_pence),
    )


def days(number: int) -> str:
    return f"{number:,} day{'' if number == 1 else 's'}"


def age_of(current: CurrentBaseline) -> str:
    """ "88 days old"."""
    if current.age_days is None:
        return ""
    return f"{days(current.age_days)} old" if current.age_days >= 0 else f"in {days(-current.age_days)}"


def band_of(post: ListedPost) -> str:
    """ "£110,000 to £114,999"."""
    return in_band(post.band_from_pence, post.band_to_pence)


def in_band(low: int, above: int) -> str:
    return f"£{low // 100:,} to £{above // 100 - 1:,}"


def _joint(figures: list[Shown | None]) -> Shown | None:
    """Of all councils together, where each is shown to them: so that nothing follows from it."""
    found = [figure for figure in figures if figure is not None and None not in (figure.fte, figure.cost_pence)]
    if len(found) < len(figures) or not found:
        return None
    numbers = [figure.posts for figure in found if figure.posts is not None]
    return Shown(
        sum(numbers) if len(numbers) == len(found) else None,
        sum((figure.fte or Decimal(0) for figure in found), Decimal(0)),
        sum(figure.cost_pence or 0 for figure in found),
    )


def _missing(council: Council) -> str:
    return f"No validated baseline yet. The finance lead or the HR lead of {council.short_name} can bring in its posts."


def _headline(currents: list[CurrentBaseline], total: Shown | None) -> str:
    """What the table says, in a sentence."""
    there = [row for row in currents if row.baseline]
    if not there:
        return "No council has a validated baseline yet"
    if len(there) < len(currents):
        wait = [row.council.short_name for row in currents if not row.baseline]
        return f"{joined(wait)} {'has' if len(wait) == 1 else 'have'} no validated baseline yet"
    stale = [row.council.short_name for row in there if row.is_stale]
    if stale:
        return f"The {'baseline' if len(stale) == 1 else 'baselines'} of {joined(stale)} {_are(stale)} stale"
    if total is None or total.fte is None or total.cost_pence is None:
        return "Every council has a validated baseline"
    of = f"The {in_words(len(there))} councils have" if len(there) > 1 else f"{there[0].council.short_name} has"
    posts = "" if total.posts is None else f"{total.posts:,} posts, "
    return f"{of} {posts}{to_one_decimal(total.fte)} FTE in scope, which cost {whole_pounds(total.cost_pence)} a year"


def _no_total(currents: list[CurrentBaseline]) -> str:
    if any(row.baseline is None for row in currents):
        return "There is no total until every council has a validated baseline."
    return "There is no total, because one council’s would follow from it."


def joined(names: list[str]) -> str:
    """ "Darlington, Hartlepool and Redcar & Cleveland"."""
    if not names:
        return ""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _are(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


# One council


@dataclass(frozen=True)
class TableLine:
    label: str
    figures: Figures


@dataclass(frozen=True)
class StaffingTables:
    """By tier, by service, and by both with one kind of figure in each cell. `note` says what is left out, and why."""

    tiers: list[TableLine]
    services: list[TableLine]
    total: Figures
    columns: list[str]
    rows: list[tuple[str, list[str]]]
    foot: list[str]
    note: str


KINDS = {"posts": "Posts", "fte": "FTE", "cost": "Cost a year"}


def present_tables(table: StaffingTable, threshold: int, kind: str = "posts") -> StaffingTables:
    """`kind` is one of KINDS: what stands in the cells by service and tier."""
    total = Margin.TOTAL
    lines = [*table.tiers, total]
    return StaffingTables(
        tiers=[TableLine(tier_name(tier), _figures(table.at(total, tier))) for tier in table.tiers],
        services=[TableLine(name or "Not said", _figures(table.at(name, total))) for name in table.services],
        total=_figures(table.at(total, total)),
        columns=[*(tier_name(tier) for tier in table.tiers), "All tiers"],
        rows=[
            (name or "Not said", [_one(table.at(name, tier), kind) for tier in lines]) for name in table.services
        ],
        foot=[_one(table.at(total, tier), kind) for tier in lines],
        note="" if table.is_whole else (
            f"Groups of fewer than {threshold} posts are not shown, nor anything that tells what one post costs. Other "
            "figures are left out with them, so that they cannot be worked out from the totals."
        ),
    )  # fmt: skip


def tier_name(tier: str | int | None) -> str:
    if tier is None:
        return "Not said"
    return tier if isinstance(tier, str) else f"Tier {tier}"


def _figures(figure: Shown | None) -> Figures:
    return figures_of(figure) if figure else Figures("0", "0", to_the_penny(0))


def _one(figure: Shown | None, kind: str) -> str:
    """A cell; "none" where there are no posts."""
    return str(getattr(figures_of(figure), kind)) if figure else "None"
