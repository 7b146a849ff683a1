"""The page of all models: its sentence, its picture and its tables."""

from collections.abc import Callable
from typing import Any

from collab.calc.money import whole_pounds
from collab.web.charts import Definition, Picture
from savings import charts
from savings.presenters.words import in_a_row, repaid
from savings.queries import Appraised, Case

Drawing = Callable[..., Definition]


def drawn(
    pictures: tuple[Drawing, Drawing, Drawing], *args: Any, title: str, note: str, description: str
) -> Picture:  # fmt: skip
    """`pictures` draw the same for a wide window, a phone, and a column of text."""
    return Picture(title, note, description, *(picture(*args) for picture in pictures))


def headline(rows: list[Appraised]) -> str:
    """Which model saves most, and when it is repaid."""
    most = max(row.total.gross_saving.total for row in rows)
    best = [row for row in rows if row.total.gross_saving.total == most]
    codes = [row.case.model.code for row in best]
    if most <= 0:
        least = f"model {codes[0]}" if len(best) == 1 else f"models {in_a_row(codes)}"
        verb = "costs" if len(best) == 1 else "cost"
        more = f"{whole_pounds(-most)} a year more than today" if most else "as much as today"
        return f"No model saves: {least} {verb} {more}."
    if len(best) > 1:
        return f"Models {in_a_row(codes)} save most, {whole_pounds(most)} a year each."
    saves = f"saves {whole_pounds(most)} a year" if len(rows) == 1 else f"saves most, {whole_pounds(most)} a year,"
    return f"Model {codes[0]} {saves} and {repaid(best[0].total)}."


def present_bars(case: Case, rows: list[Appraised]) -> Picture:
    today = rows[0].total.baseline_cost.total
    bars = [
        charts.ModelBar(
            row.case.model.code, row.case.model.name, row.total.model_cost, row.total.gross_saving.total,
            row.case.model.preferred,
        )
        for row in rows
    ]  # fmt: skip
    said = "; ".join(f"model {bar.code} costs {whole_pounds(bar.cost)} and {bar.said}" for bar in bars)
    return drawn(
        (charts.wide_bars, charts.narrow_bars, charts.text_bars), bars, today, title=_bars_title(bars, today),
        note="Dark: what the posts of the model cost a year. Pale: what is saved against today. "
        "They are alternatives and are never added up.",
        description=f"A bar to each model, from nought: {said}.",
    )  # fmt: skip


def _bars_title(bars: list[charts.ModelBar], today: int) -> str:
    least, most = min(bars, key=lambda bar: bar.cost), max(bars, key=lambda bar: bar.cost)
    against = f"Against {whole_pounds(today)} today"
    if least.cost == most.cost:
        models = f"model {least.code} costs" if len(bars) == 1 else "each model costs"
        return f"{against}, {models} {whole_pounds(least.cost)} a year"
    return (
        f"{against}, the models cost from {whole_pounds(least.cost)} a year ({least.code}) "
        f"to {whole_pounds(most.cost)} ({most.code})"
    )
