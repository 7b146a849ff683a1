"""The figures of a model as the workbook reckons them, and beside them those that Collab has worked out."""

from collections.abc import Sequence
from dataclasses import dataclass

from collab.calc.appraisal import Amounts
from savings.workbook.contents import ModelContents
from savings.workbook.inputs import ModelInputs, Parameters
from savings.workbook.pen import Formula, Look, Pen, Written, pence
from savings.workbook.shares import Shares

AMOUNTS = (Look.TEXT, Look.POUNDS)


@dataclass(frozen=True)
class Compared:
    """A figure by the name that it has in the API: what Collab has, and the cell that reckons it. `is_money` is in
    pounds."""

    name: str
    ours: Written
    cell: str
    is_money: bool = True


def yearly(shares: Shares, *, first: int) -> list[list[str]]:
    """By year the pence of all and of each council: what the sums up to then add to those before. `first` is the
    place of the first year."""
    columns = [shares.totals, *([row[at] for row in shares.pennies] for at in range(len(shares.pennies[0])))]
    rows = []
    for at in range(first, len(shares.totals)):
        rows.append([f"{column[at]}-{column[at - 1]}" if at > first else column[at] for column in columns])
    return rows


def nets(savings: Sequence[Sequence[str]], costs: Sequence[Sequence[str]]) -> list[list[str]]:
    return [
        [f"({saving})-({cost})" for saving, cost in zip(*row, strict=True)] for row in zip(savings, costs, strict=True)
    ]


@dataclass(frozen=True)
class Reckoned:
    """Where a model's results stand."""

    full_year: Sequence[str]
    savings: Sequence[Sequence[str]]
    costs: Sequence[Sequence[str]]
    nets: Sequence[Sequence[str]]
    values: Sequence[str]
    payback: tuple[str, str]


def write_figures(
    pen: Pen, model: ModelContents, notes: Sequence[str], parameters: Parameters, inputs: ModelInputs, found: Reckoned
) -> list[Compared]:
    """The sheet, and what is to be compared with the engine's figures."""
    pen.write(f"Model {model.code}: {model.name}", looks=Look.TITLE)
    for note in notes:
        pen.write(note)
    pen.write()
    sheet = _Figures(pen, model, ["total", *(council.slug for council in model.appraisal.inputs.councils)])
    ours = model.appraisal
    pen.write("Pounds", "All councils", *parameters.names, looks=Look.HEADING)
    sheet.row("Baseline cost in scope, a year", "baseline_cost", ours.baseline_cost,
              [parameters.baselines_together, *parameters.baseline])  # fmt: skip
    row = pen.write("Cost of the model, a year", Formula(f"{inputs.cost}/100"), looks=AMOUNTS)
    sheet.compared.append(Compared(f"{model.code} model_cost", pence(ours.model_cost), pen.at(1, row)))
    sheet.row("Gross saving, a full year", "gross_saving", ours.gross_saving, found.full_year)
    sheet.row("Net present value", "npv", ours.npv, found.values)
    sheet.payback(found.payback)
    years = [str(year.year) for year in ours.years]
    blocks = (("Saving", "saving", found.savings), ("One-off cost", "one_off_cost", found.costs),
              ("Net", "net", found.nets))  # fmt: skip
    for title, name, rows in blocks:
        pen.write()
        pen.write(title, "All councils", *parameters.names, looks=Look.HEADING)
        for year, figures, cells in zip(years, ours.years, rows, strict=True):
            sheet.row(year, f"{name}.{year}", getattr(figures, name), cells)
    return sheet.compared


class _Figures:
    def __init__(self, pen: Pen, model: ModelContents, whose: Sequence[str]) -> None:
        self.pen, self.model, self.whose = pen, model, whose
        self.compared: list[Compared] = []

    def row(self, label: str, name: str, ours: Amounts, cells: Sequence[str]) -> None:
        row = self.pen.write(label, *(Formula(f"({cell})/100") for cell in cells), looks=AMOUNTS)
        for at, slug in enumerate(self.whose, 1):
            amount = ours.total if slug == "total" else ours.councils[slug]
            self.compared.append(Compared(f"{self.model.code} {name}.{slug}", pence(amount), self.pen.at(at, row)))

    def payback(self, cells: tuple[str, str]) -> None:
        payback = self.model.appraisal.payback
        row = self.pen.write(
            "Payback: years, months", *(Formula(cell) for cell in cells), looks=(Look.TEXT, Look.WHOLE)
        )
        late = "not within these years"
        for at, part in enumerate(("years", "months"), 1):
            ours = getattr(payback, part) if payback else late
            name = f"{self.model.code} payback.{part}"
            self.compared.append(Compared(name, ours, self.pen.at(at, row), is_money=False))


def write_check(pen: Pen, compared: Sequence[Compared]) -> None:
    pen.write("Collab’s figures and this workbook’s", looks=Look.TITLE)
    pen.write("Collab’s are those of the moment when this workbook was made; they stay when something is changed here.")
    first, last = pen.row + 3, pen.row + 2 + len(compared)
    same = f'COUNTIF({pen.run(3, first, last)},"yes")={len(compared)}'
    pen.write("All of them agree", Formula(f'IF({same},"yes","no")'))
    pen.write("Figure", "Collab", "This workbook", "The same", looks=Look.HEADING)
    for each in compared:
        ours, cell = pen.here(1, pen.row + 1), pen.here(2, pen.row + 1)
        question = f"ROUND({ours}*100,0)=ROUND({cell}*100,0)" if each.is_money else f"{ours}={cell}"
        pen.write(
            each.name, each.ours, Formula(each.cell), Formula(f'IF({question},"yes","no")'),
            looks=(Look.TEXT, Look.POUNDS if each.is_money else Look.WHOLE),
        )  # fmt: skip
