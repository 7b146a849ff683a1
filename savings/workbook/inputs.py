"""What a workbook's figures go by: the parameters of the case and of its councils, and what each model says."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

from collab.calc import apportion
from collab.calc.apportion import CouncilInput
from collab.calc.appraisal import Inputs
from savings.workbook.contents import Contents, ModelContents
from savings.workbook.pen import Formula, Look, Pen, Written, pence
from savings.workbook.posts import cost_of
from savings.workbook.shares import MILLION, Councils, Period

MISSING = "missing"
TEXT_AND = (Look.TEXT, Look.WHOLE)


@dataclass(frozen=True)
class Parameters:
    """Where they stand: the rate, and by council its name, its baseline cost in pounds and its weights by every key."""

    rate: str
    keys: str
    names: Sequence[str]
    baseline: Sequence[str]
    weights: Sequence[str]
    first: int
    last: int

    @property
    def baselines_together(self) -> str:
        return "+".join(self.baseline)


def write_parameters(pen: Pen, contents: Contents, posts: tuple[Pen, tuple[int, int]] | None) -> Parameters:
    inputs = contents.models[0].appraisal.inputs
    pen.write("Parameters", looks=Look.TITLE)
    pen.write("A cell on a pale ground may be changed: every figure follows.")
    pen.write()
    pen.write("First year", str(inputs.first_year))
    pen.write("Years appraised", inputs.appraisal_years, looks=TEXT_AND)
    rate = pen.write("Discount rate a year", inputs.discount_rate, looks=(Look.TEXT, Look.OPEN_RATE))
    pen.write()
    keys = pen.write(
        "Council", "Short name", "Baseline cost in scope", "Population", "Net revenue budget", "Fixed share",
        *apportion.BY, looks=Look.HEADING,
    )  # fmt: skip
    for council in inputs.councils:
        _write_council(pen, council, posts if council.slug in contents.posts else None)
    rows = range(keys + 1, pen.row + 1)
    return Parameters(
        rate=pen.at(1, rate),
        keys=f"{pen.at(6, keys)}:{pen.here(10, keys)}",
        names=[council.name for council in inputs.councils],
        baseline=[pen.at(7, row) for row in rows],
        weights=[f"{pen.at(6, row)}:{pen.here(10, row)}" for row in rows],
        first=rows[0],
        last=rows[-1],
    )


def _write_council(pen: Pen, council: CouncilInput, posts: tuple[Pen, tuple[int, int]] | None) -> None:
    """Its weights are whole numbers: pence, people, and millionths of a share."""
    cost, people, budget, share, weight = (pen.here(column, pen.row + 1) for column in (2, 3, 4, 5, 7))
    budget_pence, slug = council.net_revenue_budget_pence, pen.at(1, pen.row + 1)
    pen.write(
        council.name, council.slug,
        Formula(f"{weight}/100") if posts else pence(council.baseline_cost_pence),
        _known(council.population), MISSING if budget_pence is None else pence(budget_pence),
        _known(council.fixed_share),
        1,
        Formula(cost_of(*posts, slug) if posts else f"ROUND({cost}*100,0)"),
        _whole(people, 1), _whole(budget, 100), _whole(share, MILLION),
        looks=(
            Look.TEXT, Look.TEXT, Look.POUNDS if posts else Look.OPEN_POUNDS, Look.OPEN_WHOLE, Look.OPEN_POUNDS,
            Look.OPEN_FTE, Look.WHOLE,
        ),
    )  # fmt: skip


def _known(value: Written) -> Written:
    return MISSING if value is None else value


def _whole(cell: str, times: int) -> Formula:
    return Formula(f'IF(ISNUMBER({cell}),ROUND({cell}*{times},0),"{MISSING}")')


def most_weights(inputs: Inputs) -> int:
    """The largest sum of weights, by whatever key, as the workbook has them."""
    found = [1]
    for by in apportion.BY:
        known = [weight for council in inputs.councils if (weight := council.weight(by)) is not None]
        whole = [round(weight * MILLION) if by == "fixed" else round(weight) for weight in known]
        found.append(sum(whole) // (gcd(*whole) or 1))
    return max(found)


@dataclass(frozen=True)
class ModelInputs:
    """Where a model's stand: cost and gross saving in pence, the councils for sharing, and the periods of its saving
    (the full year first) and of its one-off costs."""

    cost: str
    gross: str
    councils: Councils
    savings: Sequence[Period]
    costs: Sequence[Period]


def write_model(
    pen: Pen, model: ModelContents, parameters: Parameters, posts: tuple[Pen, tuple[int, int]] | None
) -> ModelInputs:
    inputs = model.appraisal.inputs
    pen.write(f"Model {model.code}: what its figures go by", looks=Look.TITLE)
    pen.write()
    pounds = pen.here(1, pen.row + 1)
    cost = Formula(f"{pen.here(1, pen.row + 2)}/100") if posts else pence(inputs.model_cost_pence)
    pen.write("Cost of the model a year", cost, looks=(Look.TEXT, Look.POUNDS if posts else Look.OPEN_POUNDS))
    cost_row = pen.write(
        "The same in pence", Formula(cost_of(*posts) if posts else f"ROUND({pounds}*100,0)"), looks=TEXT_AND
    )
    gross = pen.write(
        "Gross saving, pence", Formula(f"{parameters.baselines_together}-{pen.here(1, cost_row)}"), looks=TEXT_AND
    )
    of = pen.write("What is shared: saving, or cost", inputs.of, looks=(Look.TEXT, Look.OPEN_TEXT))
    by = pen.write(f"By: {', '.join(apportion.BY)}", inputs.by, looks=(Look.TEXT, Look.OPEN_TEXT))
    weights, together = _write_weights(pen, parameters, pen.here(1, by))
    is_cost = f'{pen.at(1, of)}="cost"'
    cost_at, gross_at = pen.at(1, cost_row), pen.at(1, gross)
    councils = Councils(
        names=parameters.names,
        own=[f"IF({is_cost},{baseline},0)" for baseline in parameters.baseline],
        weights=weights,
        together=together,
    )
    shared = f"IF({is_cost},-{cost_at},{gross_at})"
    rows = _write_years(pen, inputs)
    return ModelInputs(
        cost=cost_at,
        gross=gross_at,
        councils=councils,
        savings=[
            Period("A full year", shared, str(MILLION), gross_at),
            *(Period(str(year), shared, pen.at(3, row), gross_at) for year, row in rows),
        ],
        costs=[Period(str(year), pen.at(5, row), str(MILLION), pen.at(5, row)) for year, row in rows],
    )


def _write_weights(pen: Pen, parameters: Parameters, by: str) -> tuple[list[str], str]:
    """Each council's weight by the chosen key, in the lowest terms; and their sum."""
    pen.write()
    pen.write("Council", "Weight", "In the lowest terms", looks=Look.HEADING)
    first, last = pen.row + 1, pen.row + len(parameters.names)
    for name, weights in zip(parameters.names, parameters.weights, strict=True):
        chosen = f"INDEX({weights},1,MATCH({by},{parameters.keys},0))"
        lowest = f"{pen.here(1, pen.row + 1)}/GCD({pen.run(1, first, last)})"
        pen.write(name, Formula(chosen), Formula(lowest), looks=TEXT_AND)
    together = pen.write("Together", None, Formula(f"SUM({pen.run(2, first, last)})"), looks=TEXT_AND)
    return [pen.at(2, row) for row in range(first, last + 1)], pen.at(2, together)


def _write_years(pen: Pen, inputs: Inputs) -> list[tuple[object, int]]:
    """What is listed for each year, the part that is in force, and the sums up to then."""
    pen.write()
    pen.write(
        "Year", "Part of the saving, as listed", "Part in force, millionths", "Up to then", "One-off cost, as listed",
        "Up to then, pence", looks=Look.HEADING,
    )  # fmt: skip
    before = [year for year in inputs.phasing if year < inputs.first_year]
    pen.write(
        "Last listed before", inputs.phasing[max(before)] if before else 0,
        Formula(f"ROUND({pen.here(1, pen.row + 1)}*{MILLION},0)"), 0, None, 0,
        looks=(Look.TEXT, Look.OPEN_FTE, Look.WHOLE),
    )  # fmt: skip
    rows: list[tuple[object, int]] = []
    for year in inputs.years:
        row = pen.row + 1
        listed, once = pen.here(1, row), pen.here(4, row)
        pen.write(
            str(year), inputs.phasing.get(year, ""),
            Formula(f"IF(ISNUMBER({listed}),ROUND({listed}*{MILLION},0),{pen.here(2, row - 1)})"),
            Formula(f"{pen.here(3, row - 1)}+{pen.here(2, row)}"),
            pence(inputs.one_off_pence.get(year, 0)),
            Formula(f"{pen.here(5, row - 1)}+ROUND({once}*100,0)"),
            looks=(Look.TEXT, Look.OPEN_FTE, Look.WHOLE, Look.WHOLE, Look.OPEN_POUNDS, Look.WHOLE),
        )  # fmt: skip
        rows.append((year, row))
    return rows
