"""The table of models side by side: a column to each model, in groups of rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from collab.calc.appraisal import Appraisal
from collab.calc.money import in_whole_pounds_adds_up as adds_up
from collab.calc.money import whole_pounds
from collab.calc.workings import in_words as payback_in_words
from savings.presenters.staff import Told, tell_tiers
from savings.presenters.words import ROUNDED, in_a_row, in_years, plural, rate
from savings.queries import Appraised, Case

NONE, UNKNOWN = "none", "not known"


@dataclass(frozen=True)
class Row:
    """A figure of each model, in their order; `big` is the one that a reader looks for first."""

    label: str
    note: str
    cells: list[str]
    big: bool = False


@dataclass(frozen=True)
class Group:
    heading: str
    rows: list[Row]


def present_groups(case: Case, rows: list[Appraised], *, today: bool) -> list[Group]:
    """`today`: the posts that there are may be told beside those of the models."""
    return [
        Group("Money, a year unless it says otherwise", _money(rows)),
        Group("Councils that pay more than they save", _fairness(case, rows)),
        Group("Posts and full-time equivalents (FTE)", _people(case, rows, today=today)),
    ]


def present_years(rows: list[Appraised]) -> list[Row]:
    """The net of each year, and of all of them."""
    found = [
        Row(str(year.year), "", [whole_pounds(row.total.years[at].net.total) for row in rows])
        for at, year in enumerate(rows[0].total.years)
    ]
    return [*found, Row("All years", "", [whole_pounds(row.total.cumulative_net[-1].total) for row in rows])]


def rounding_of_years(rows: list[Appraised]) -> str:
    """What to say where the whole pounds of the years do not add up to those of all years."""
    columns = [([year.net.total for year in row.total.years], row.total.cumulative_net[-1].total) for row in rows]
    return "" if all(adds_up(years, together) for years, together in columns) else ROUNDED


def _money(rows: list[Appraised]) -> list[Row]:
    first = rows[0].total
    today, early = first.baseline_cost.total, [str(year.year) for year in first.years[:2]]

    def row(label: str, note: str, figure: Callable[[Appraisal], str], *, big: bool = False) -> Row:
        return Row(label, note, [figure(each.total) for each in rows], big)

    return [
        row("Gross saving", "full year, recurring", lambda a: whole_pounds(a.gross_saving.total), big=True),
        row("Cost of the model", f"against {whole_pounds(today)} today", lambda a: whole_pounds(a.model_cost)),
        row("Part of today’s cost saved", "", lambda a: _part(a.gross_saving.total, today)),
        row("Cost to achieve, once", "all years together", _once),
        row("Net at first", f"{in_a_row(early)}{' together' if len(early) > 1 else ''}", _at_first),
        row("Net present value", f"{plural(len(first.years), 'year')} at {rate(first.inputs.discount_rate)}", _worth),
        row("Payback", "from the start of the first year", payback_in_words),
    ]


def _once(appraisal: Appraisal) -> str:
    return whole_pounds(appraisal.one_off_total) if appraisal.one_off_total else NONE


def _at_first(appraisal: Appraisal) -> str:
    return whole_pounds(sum(year.net.total for year in appraisal.years[:2]))


def _worth(appraisal: Appraisal) -> str:
    return whole_pounds(appraisal.npv.total)


def _part(saving: int, today: int) -> str:
    """To the nearest whole percentage."""
    return f"{(200 * saving + today) // (2 * today)}%" if today and saving >= 0 else NONE


def _fairness(case: Case, rows: list[Appraised]) -> list[Row]:
    names = {row.council.slug: row.council.short_name for row in case.councils}
    return [
        Row("In any year", "", [worse_off(row.shared, names) if row.shared else UNKNOWN for row in rows]),
        Row(
            "By the end", "all years together",
            [_by_the_end(row.shared, names) if row.shared else UNKNOWN for row in rows],
        ),
    ]  # fmt: skip


def worse_off(appraisal: Appraisal, names: Mapping[str, str]) -> str:
    """The councils with a year in which they pay more than they save, and those years. `names` are by slug."""
    found = {slug: in_years(years) for slug, years in appraisal.worse_off.items()}
    if not found:
        return NONE
    if len(found) == len(names) > 1 and len(set(found.values())) == 1:
        return f"all councils, {next(iter(found.values()))}"
    return "; ".join(f"{names[slug]}, {years}" for slug, years in found.items())


def _by_the_end(appraisal: Appraisal, names: Mapping[str, str]) -> str:
    return in_a_row([names[slug] for slug in appraisal.worse_off_by_the_end]) or NONE


def _people(case: Case, rows: list[Appraised], *, today: bool) -> list[Row]:
    now = tell_tiers(case.today, case.today, case.threshold) if today else None
    models = [tell_tiers(row.case.tiers, row.case.kept_tiers, case.threshold) for row in rows]
    told = [*models, *([now] if now else [])]
    labels = sorted({label for each in told for label in each.tiers}, key=lambda label: (label[0] != "T", label))
    return [
        Row("All posts", f"today {now.all}" if now else "", [each.all for each in models]),
        *(Row(label, _of_today(now, label), [each.tiers.get(label, NONE) for each in models]) for label in labels),
    ]


def _of_today(today: Told | None, label: str) -> str:
    return f"today {today.tiers.get(label, NONE)}" if today else ""
