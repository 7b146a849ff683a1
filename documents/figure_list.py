"""The register of figures in words: its rows, one figure with all that is to be known of it, and how it is ordered."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from collab.calc.workings import Working
from collab.figures import FORMS, Figure, Kind, form_of, printed
from collab.moments import day
from documents.listing import Column
from documents.lookup import found

KINDS = {
    Kind.MONEY: "Amount of money", Kind.FTE: "Full-time equivalents (FTE)", Kind.COUNT: "Count", Kind.DATE: "Date",
    Kind.PERCENTAGE: "Percentage", Kind.TEXT: "Words",
}  # fmt: skip
NOT_SHOWN = "Not shown"
COLUMNS = (("name", "Figure"), ("", "Value"), ("scope", "Of what"), ("as_at", "As at"))
ORDERS: dict[str, Callable[[Figure], Any]] = {
    "name": lambda figure: figure.name.casefold(),
    "scope": lambda figure: figure.scope.casefold(),
    "as_at": lambda figure: figure.as_at or datetime.date.min,
    "source": lambda figure: figure.source.casefold(),
}


@dataclass(frozen=True)
class Wanted:
    """What is empty narrows nothing. Where no order is given it is that of the register, and of words that are looked
    for, the likest first."""

    words: str = ""
    kind: str = ""
    order: str = ""


@dataclass(frozen=True)
class ListedFigure:
    figure: Figure
    value: str
    terms: str
    as_at: str


def figures_wanted(figures: Iterable[Figure], wanted: Wanted) -> list[Figure]:
    rows = [figure for figure in figures if wanted.kind in ("", figure.kind.value)]
    if wanted.words:
        rows = found(rows, wanted.words)
    if wanted.order:
        rows = sorted(rows, key=ORDERS[wanted.order.removeprefix("-")], reverse=wanted.order.startswith("-"))
    return rows


def present_figures(figures: Iterable[Figure]) -> list[ListedFigure]:
    return [ListedFigure(figure, _value(figure), terms_of(figure), as_at_of(figure)) for figure in figures]


def present_columns(order: str) -> list[Column]:
    """The one that orders the list turns it round."""
    columns = []
    for key, label in COLUMNS:
        now = {key: "ascending", f"-{key}": "descending"}.get(order, "") if key else ""
        columns.append(Column(label, f"-{key}" if key and order == key else key, now))
    return columns


def terms_of(figure: Figure) -> str:
    """Gross or net, and at which prices: "gross, 2012/13 prices"."""
    return ", ".join(filter(None, (figure.taken, figure.price_base)))


def as_at_of(figure: Figure) -> str:
    return day(figure.as_at) if figure.as_at else "as its source says"


def _value(figure: Figure) -> str:
    return NOT_SHOWN if figure.value is None else printed(figure)


@dataclass(frozen=True)
class Form:
    """A way in which a figure may print: how it is rounded, what it says then, and what is typed for it."""

    rounding: str
    printed: str
    typed: str
    is_usual: bool


@dataclass(frozen=True)
class FigureShown:
    figure: Figure
    value: str
    kind: str
    terms: str
    as_at: str
    forms: list[Form]
    workings: tuple[Working, ...]
    bases: list[str]


def present_figure(figure: Figure) -> FigureShown:
    known = figure.value is not None
    return FigureShown(
        figure=figure,
        value=_value(figure),
        kind=KINDS[figure.kind],
        terms=terms_of(figure),
        as_at=as_at_of(figure),
        forms=_forms(figure) if known else [],
        workings=figure.workings() if known else (),
        bases=list(dict.fromkeys(f"{basis.words[0].upper()}{basis.words[1:]}" for basis in figure.bases)),
    )


def _forms(figure: Figure) -> list[Form]:
    usual = form_of(figure)
    return [
        Form(
            rounding, printed(figure, form), f"{{fig:{figure.key}{'' if form == usual else f';{form}'}}}", form == usual
        )
        for form, (rounding, _) in FORMS[figure.kind].items()
    ]


def present_choices(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """What the editor of the desk asks for: figures with all the ways in which they print; none that is held back."""
    return [
        {
            "name": row.figure.name, "value": row.value, "scope": row.figure.scope, "terms": row.terms,
            "as_at": row.as_at, "source": row.figure.source, "forms": [asdict(form) for form in _forms(row.figure)],
        }
        for row in present_figures(figures)
        if row.figure.value is not None
    ]  # fmt: skip
