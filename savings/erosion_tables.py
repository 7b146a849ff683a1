"""The joint saving as it stands, as tables to keep: to the penny, with as much of lines and posts as the page tells."""

from collections.abc import Sequence

from collab.calc.money import pence_of
from collab.calc.reassess import Reassessment
from collab.sheets import Column, Kind, Table, Value
from savings.presenters.erosion import present_erosion_workings
from savings.presenters.losses import Eyes, few_posts, present_losses, present_taken
from savings.presenters.words import sharing, to_5000
from savings.queries import Case
from savings.queries.conflicts import NamedClaims
from savings.tables import notes_of

MONEY = Kind.MONEY
ROUNDED = "What one post of a council makes is rounded to £5,000 for whoever does not see its posts."


def erosion_tables(
    case: Case, found: Reassessment, at: int, eyes: Eyes, named: NamedClaims, *, shared: bool
) -> list[Table]:  # fmt: skip
    """Year by year; who took what in the year that is shown; claim by claim, where posts are told; the workings."""
    year = found.years[at].year
    notes = notes_of(case, f"Model {case.models[0].model.code}, after lines that are agreed and released.", ROUNDED)
    losses: list[list[Value]] = [
        [loss.part.council.name, loss.ref, loss.title, loss.posts, loss.shown_pence]
        for loss in present_losses(case, found, at, eyes, named)
    ]
    lost = [Column("Council"), Column("Line"), Column("Title"), Column("Posts"), Column("Joint saving lost", MONEY)]
    workings: list[list[Value]] = [
        [row.working.label, row.working.result, row.working.rule,
         "; ".join(f"{label}: {printed}" for label, printed, _, _ in row.inputs), row.working.rounding]
        for row in present_erosion_workings(found, at, eyes, shared)
    ]  # fmt: skip
    how = [Column("Figure"), Column("Amount"), Column("Rule"), Column("What went in"), Column("Rounding")]
    return [
        _years(case, found, eyes, notes, shared),
        Table(f"What took of it in {year}", lost, losses, notes, name="Lines"),
        _taken(case, found, at, eyes, named, notes),
        Table(f"How each figure of {year} was worked out", how, workings, notes, name="Workings"),
    ]


def _years(case: Case, found: Reassessment, eyes: Eyes, notes: Sequence[str], shared: bool) -> Table:
    columns = [
        Column("Year", Kind.YEAR), Column("Council"), Column("Baseline as validated", MONEY), Column("Taken", MONEY),
        Column("Cost of the model as it stands", MONEY), Column("Joint saving as it stands", MONEY),
        Column("Of it in the year, by the phasing", MONEY),
    ]  # fmt: skip
    lines: list[list[Value]] = []
    for at, year in enumerate(found.years):
        few = few_posts(found, at, eyes)
        phased = year.phased.total if shared else None
        baseline = found.inputs.baseline_pence
        lines.append(
            [year.year, "All councils", baseline, year.erosion.total, year.model_cost, year.reassessed, phased]
        )  # fmt: skip
        for row, council in zip(case.councils, found.inputs.councils, strict=True):
            slug = row.council.slug
            taken = year.erosion.councils[slug]
            lines.append([
                year.year, row.council.name, council.baseline_cost_pence, to_5000(taken) if slug in few else taken,
                None, year.shares[slug] if shared else None, year.phased.councils[slug] if shared else None,
            ])  # fmt: skip
    said = f"{sharing(found.inputs.of, found.inputs.by)}." if shared else "The model does not say how it is shared."
    return Table("Year by year", columns, lines, [*notes, f"{said[0].upper()}{said[1:]}"], name="Years")


def _taken(
    case: Case, found: Reassessment, at: int, eyes: Eyes, named: NamedClaims, notes: Sequence[str]
) -> Table:  # fmt: skip
    columns = [
        Column("Council"), Column("Line"), Column("Post"), Column("From"), Column("FTE"),
        Column("Taken of the baseline", MONEY), Column("Taken of the model", MONEY), Column("Joint saving lost", MONEY),
    ]  # fmt: skip
    lines: list[list[Value]] = [
        [row.part.council.name, row.ref, row.post, row.from_year, row.fte, *map(pence_of, (row.removed, row.spared)),
         pence_of(row.lost)]
        for row in present_taken(case, found, at, eyes, named)
    ]  # fmt: skip
    return Table("Claim by claim, of the councils whose posts are open to you", columns, lines, notes, name="Claims")
