"""Present value and payback in formulas: discount factors to 24 decimals, three in a cell, so that no penny is lost."""

from collections.abc import Sequence

from savings.workbook.pen import Formula, Look, Pen

PLACES = 9
THOUSAND = 1000
MILLION = 1_000_000
# Decimals that are looked at to round, and what they may be off by.
LOOKED_AT = 4
NEARLY = "0.00000000001"


def write_worth(
    pen: Pen, years: Sequence[str], names: Sequence[str], nets: Sequence[Sequence[str]], rate: str
) -> tuple[list[str], tuple[str, str]]:
    """The sheet. `nets` has for each year the net of all and of each of `names`, in pence, as formulas.

    Returns where the present values stand, in the same order, and where the years and months of the payback do.
    """
    pen.write("1 + discount rate, in millionths", Formula(f"{MILLION}+ROUND({rate}*{MILLION},0)"), looks=NUMBER)
    over = pen.here(1, 1)
    pen.write()
    factors = [
        f"Factor, decimals {3 * place - 2} to {3 * place}" if place else "Factor, whole" for place in range(PLACES)
    ]
    rests = [f"Rest {place + 1}" for place in range(PLACES)]
    pen.write("Year", *factors, *rests, *(f"Net, pence: {name}" for name in names), looks=Look.HEADING)
    first = pen.row + 1
    for year, row in zip(years, nets, strict=True):
        pen.write(year, *(Formula(words) for words in (*_factor(pen, first, over), *row)), looks=NUMBER)
    columns = range(1 + 2 * PLACES, 1 + 2 * PLACES + len(names))
    values = _values(pen, names, columns, first)
    return values, _payback(pen, years, columns[0], first)


NUMBER = (Look.TEXT, Look.WHOLE)


def _factor(pen: Pen, first: int, over: str) -> list[str]:
    """1 in the first year; each other is the one before ÷ (1 + rate), a thousand at a time."""
    row = pen.row + 1
    if row == first:
        return ["1", *["0"] * (2 * PLACES - 1)]
    # In millionths, the factor moves by two places.
    earlier = [pen.here(1 + place, row - 1) for place in range(PLACES)] + ["0", "0"]
    rest, factors, rests = f"({earlier[0]}*{THOUSAND}+{earlier[1]})", [], []
    for place in range(PLACES):
        taken = f"({rest}*{THOUSAND}+{earlier[place + 2]})"
        factors.append(f"INT({taken}/{over})")
        rests.append(f"{taken}-{pen.here(1 + place, row)}*{over}")
        rest = pen.here(1 + PLACES + place, row)
    return [*factors, *rests]


def _values(pen: Pen, names: Sequence[str], columns: range, first: int) -> list[str]:
    """From the smallest decimals up: the sum of net × decimals, and what of it is carried to the next."""
    last = pen.row
    pen.write()
    pen.write("Present value", *names, looks=Look.HEADING)
    below: int | None = None
    sums: dict[int, int] = {}
    for place in reversed(range(PLACES)):
        sums[place] = pen.write(
            f"Net × decimals, place {place}",
            *(Formula(_sum(pen, column, place, first, last, below, at)) for at, column in enumerate(columns)),
            looks=NUMBER,
        )  # fmt: skip
        below = sums[place]
    result = pen.row + 2
    pen.write(
        "Decimals of a penny",
        *(Formula(_decimals(pen, sums, at)) for at in range(len(names))), looks=(Look.TEXT, Look.TEXT),
    )  # fmt: skip
    pen.write(
        "Net present value, pence",
        *(Formula(_rounded(pen.here(at + 1, sums[0]), pen.here(at + 1, result - 1))) for at in range(len(names))),
        looks=NUMBER,
    )  # fmt: skip
    return [pen.at(at + 1, result) for at in range(len(names))]


def _sum(pen: Pen, column: int, place: int, first: int, last: int, below: int | None, at: int) -> str:
    own = f"SUMPRODUCT({pen.run(column, first, last)},{pen.run(1 + place, first, last)})"
    return own if below is None else f"{own}+INT({pen.here(at + 1, below)}/{THOUSAND})"


def _decimals(pen: Pen, sums: dict[int, int], at: int) -> str:
    cells = [pen.here(at + 1, sums[place]) for place in range(1, LOOKED_AT + 1)]
    return "+".join(
        f"({cell}-INT({cell}/{THOUSAND})*{THOUSAND})/{THOUSAND**place}" for place, cell in enumerate(cells, 1)
    )


def _rounded(whole: str, decimals: str) -> str:
    """A half goes away from nought."""
    return f"{whole}+IF({whole}>=0,IF({decimals}>=0.5-{NEARLY},1,0),IF({decimals}>0.5+{NEARLY},1,0))"


def _payback(pen: Pen, years: Sequence[str], net: int, first: int) -> tuple[str, str]:
    """The first year in which the running total is back at nought, having been below; months are rounded up."""
    pen.write()
    headings = ("Payback", "Running total, pence", "Has been below", "Is back", "Months into the year")
    pen.write(*headings, looks=Look.HEADING)
    start = pen.row + 1
    for at, year in enumerate(years):
        pen.write(year, *(Formula(words) for words in _running(pen, net, first + at, first=at == 0)), looks=NUMBER)
    below, back, months = (pen.run(column, start, pen.row) for column in (2, 3, 4))
    found = f"MATCH(1,{back},0)"
    late = f'IF(MAX({below})=0,0,IFERROR(%s,"not within these years"))'
    row = pen.write(
        "Payback: years, months",
        Formula(late % f"{found}-1+IF(INDEX({months},{found})=12,1,0)"),
        Formula(late % f"INDEX({months},{found})-IF(INDEX({months},{found})=12,12,0)"),
        looks=NUMBER,
    )
    return pen.at(1, row), pen.at(2, row)


def _running(pen: Pen, net: int, net_row: int, *, first: bool) -> list[str]:
    row, year = pen.row + 1, pen.here(net, net_row)
    total = pen.here(1, row)
    if first:
        return [year, f"IF({total}<0,1,0)", "0", "0"]
    before = pen.here(1, row - 1)
    return [
        f"{before}+{year}",
        f"IF(OR({pen.here(2, row - 1)}=1,{total}<0),1,0)",
        f"IF(AND({before}<0,{total}>=0),1,0)",
        f"IF({pen.here(3, row)}=1,-INT(12*{before}/{year}),0)",
    ]
