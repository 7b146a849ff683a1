"""What the pages of appraisals show, as tables to keep: to the penny, with what the figures are and stand on."""

from collections.abc import Mapping

from collab.calc.appraisal import Amounts, Appraisal
from collab.calc.workings import in_words as payback_in_words
from collab.sheets import Column, Kind, Table, Value
from programme.queries.staffing_totals import Totals
from savings.presenters.side_by_side import worse_off
from savings.presenters.words import in_years, scope_of, sharing
from savings.queries import Appraised, Case

MONEY = Kind.MONEY


def comparison_tables(case: Case, rows: list[Appraised], totals: Mapping[int, Totals]) -> list[Table]:
    """The models, their years, each council's share, and the baselines."""
    return [_models(case, rows), _years(case, rows), _shares(case, rows), baselines_table(case, totals)]


def appraisal_tables(case: Case, row: Appraised, totals: Mapping[int, Totals]) -> list[Table]:
    """One model: the full year, and each year, for all councils and for each; and how each figure was worked out."""
    found = row.shared or row.total
    tables = [_full_year(case, found, bool(row.shared)), _each_year(case, found, bool(row.shared))]
    return [*tables, _workings(case, found, bool(row.shared)), baselines_table(case, totals)]


def notes_of(case: Case, *more: str) -> list[str]:
    source = f"Parameters: {case.parameters.source}" if case.parameters else ""
    note = case.programme.demonstration_note
    return [line for line in (case.programme.name, note, scope_of(case), source, *more) if line]


def _models(case: Case, rows: list[Appraised]) -> Table:
    names = {row.council.slug: row.council.name for row in case.councils}
    columns = [
        Column("Model"), Column("Name"), Column("Preferred"), Column("Cost of the model", MONEY),
        Column("Cost today", MONEY), Column("Gross saving", MONEY), Column("One-off cost", MONEY),
        Column("Net present value", MONEY), Column("Payback"), Column("Shared"), Column("Councils worse off"),
    ]  # fmt: skip
    lines: list[list[Value]] = [
        [
            row.case.model.code, row.case.model.name, row.case.model.preferred, row.total.model_cost,
            row.total.baseline_cost.total, row.total.gross_saving.total, row.total.one_off_total, row.total.npv.total,
            payback_in_words(row.total), _shared(row), worse_off(row.shared, names) if row.shared else "not known",
        ]
        for row in rows
    ]  # fmt: skip
    alternatives = "The models are alternatives and are never added up."
    return Table("Operating models compared", columns, lines, notes_of(case, alternatives), name="Models")


def _shared(row: Appraised) -> str:
    return sharing(row.shared.inputs.of, row.shared.inputs.by) if row.shared else row.why_not


def _years(case: Case, rows: list[Appraised]) -> Table:
    columns = [Column("Year", Kind.YEAR), *(Column(row.case.model.code, MONEY) for row in rows)]
    lines: list[list[Value]] = [
        [year.year, *(row.total.years[at].net.total for row in rows)] for at, year in enumerate(rows[0].total.years)
    ]
    notes = notes_of(case, "Saving less one-off cost, all councils together, not discounted.")
    return Table("Net in each year", columns, lines, notes, name="Years")


def _shares(case: Case, rows: list[Appraised]) -> Table:
    columns = [
        Column("Model"), Column("Shared"), Column("Council"), Column("Gross saving", MONEY),
        Column("Net present value", MONEY),
    ]  # fmt: skip
    lines: list[list[Value]] = [
        [
            row.case.model.code, _shared(row), council.name, row.shared.gross_saving.councils[council.slug],
            row.shared.npv.councils[council.slug],
        ]
        for row in rows
        if row.shared
        for council in row.shared.inputs.councils
    ]  # fmt: skip
    return Table("Each council’s share", columns, lines, notes_of(case), name="Shares")


def baselines_table(case: Case, totals: Mapping[int, Totals]) -> Table:
    """`totals` by the key of the baseline: what this person may see of it."""
    columns = [
        Column("Council"), Column("Baseline as at", Kind.DATE), Column("Days old", Kind.COUNT), Column("Stale"),
        Column("FTE in scope", Kind.FTE), Column("Cost a year", MONEY),
    ]  # fmt: skip
    lines: list[list[Value]] = [
        [
            row.council.name, row.current.baseline.as_at if row.current.baseline else None, row.current.age_days,
            row.current.is_stale, totals[row.current.baseline.pk].in_scope.fte if row.current.baseline else None,
            row.staff.cost_pence,
        ]
        for row in case.councils
    ]  # fmt: skip
    return Table("What the figures stand on", columns, lines, notes_of(case), name="Baselines")


def _whose(found: Appraisal, shared: bool) -> list[tuple[str, str]]:
    """Slug and name: nobody's in particular for the total, then each council where amounts are shared."""
    councils = [(council.slug, council.name) for council in found.inputs.councils] if shared else []
    return [("", "All councils"), *councils]


def _of(amounts: Amounts, slug: str) -> int:
    return amounts.councils[slug] if slug else amounts.total


def _full_year(case: Case, found: Appraisal, shared: bool) -> Table:
    columns = [
        Column("Council"), Column("Baseline cost", MONEY), Column("Gross saving", MONEY), Column("One-off cost", MONEY),
        Column("Net present value", MONEY), Column("Years in which it pays more than it saves"),
    ]  # fmt: skip
    lines: list[list[Value]] = [
        [
            name, _of(found.baseline_cost, slug), _of(found.gross_saving, slug),
            sum(_of(year.one_off_cost, slug) for year in found.years), _of(found.npv, slug),
            in_years([year.year for year in found.years if _of(year.net, slug) < 0]),
        ]
        for slug, name in _whose(found, shared)
    ]  # fmt: skip
    notes = notes_of(case, "Present values are worked out of each council’s own years: they need not add up.")
    return Table("Full year", columns, lines, notes)


def _each_year(case: Case, found: Appraisal, shared: bool) -> Table:
    columns = [
        Column("Year", Kind.YEAR), Column("Council"), Column("Saving", MONEY), Column("One-off cost", MONEY),
        Column("Net", MONEY), Column("Net of all years so far", MONEY),
    ]  # fmt: skip
    lines: list[list[Value]] = [
        [
            year.year, name, _of(year.saving, slug), _of(year.one_off_cost, slug), _of(year.net, slug),
            _of(so_far, slug),
        ]
        for year, so_far in zip(found.years, found.cumulative_net, strict=True)
        for slug, name in _whose(found, shared)
    ]  # fmt: skip
    return Table("Each year", columns, lines, notes_of(case))


def _workings(case: Case, found: Appraisal, shared: bool) -> Table:
    columns = [Column("Figure"), Column("Amount"), Column("Rule"), Column("What went in"), Column("Rounding")]
    names = {slug or "total" for slug, _ in _whose(found, shared)} | {"model_cost", "payback"}
    lines: list[list[Value]] = [
        [
            working.label, working.result, working.rule,
            "; ".join(f"{figure.label}: {figure.printed}" for figure in working.inputs), working.rounding,
        ]
        for key, working in found.workings.items()
        if key.rpartition(".")[2] in names
    ]  # fmt: skip
    return Table("How each figure was worked out", columns, lines, notes_of(case), name="Workings")
