"""What is said about a workbook, in sentences."""

from collections.abc import Sequence

from programme.staffing.markup import Marks, letters

Cell = tuple[int, int]


def of_sheets(visible: Sequence[str], chosen: str, others: Sequence[str]) -> list[str]:
    if len(visible) < 2:
        return []
    sentences = [f"The workbook has {len(visible)} sheets: “{chosen}” was read."]
    if others:
        names = ", ".join(f"“{name}”" for name in others)
        sentences.append(f"There are staffing tables on {names} too, which were not read: put all posts on one sheet.")
    return sentences


def of_hidden_sheets(names: Sequence[str]) -> list[str]:
    return [f"The sheet “{name}” is hidden and was not read." for name in names]


def only_hidden(name: str) -> str:
    return (
        f"The only staffing table stands on the hidden sheet “{name}”: show it, save the workbook and upload it again."
    )


def of_hidden_cells(sheet: str, marks: Marks) -> list[str]:
    sentences = []
    if marks.hidden_rows:
        rows = _ranges(marks.hidden_rows)
        sentences.append(f"On the sheet “{sheet}” hidden rows were read like the others: {rows}.")
    within = [
        (first, min(last, marks.last_column)) for first, last in marks.hidden_columns if first <= marks.last_column
    ]
    if within:
        columns = ", ".join(letters(a) if a == b else f"{letters(a)} to {letters(b)}" for a, b in within)
        sentences.append(f"On the sheet “{sheet}” hidden columns were read like the others: {columns}.")
    return sentences


def of_calculated_and_merged(sheet: str, marks: Marks, merged: Sequence[tuple[Cell, Cell]]) -> list[str]:
    sentences = []
    if marks.formulas:
        count, cells = _counted(marks.formulas, "cell holds a formula", "cells hold formulas")
        sentences.append(f"On the sheet “{sheet}” {count} ({cells}): the values last calculated were read.")
    if marks.without_value:
        names = [f"{letters(column)}{row}" for row, columns in marks.without_value.items() for column in columns]
        count, cells = _counted(names, "formula has no value or an error", "formulas have no value or an error")
        sentences.append(
            f"On the sheet “{sheet}” {count} ({cells}): correct them, save the workbook in Excel and upload it again."
        )
    if merged:
        names = [f"{_name(first)}:{_name(last)}" for first, last in merged]
        count, cells = _counted(names, "group of cells is merged", "groups of cells are merged")
        sentences.append(f"On the sheet “{sheet}” {count} ({cells}): only the first cell of each holds its value.")
    return sentences


def too_large(sheet: str, marks: Marks) -> str:
    corner = f"{letters(marks.last_column)}{marks.last_row}"
    return (
        f"The sheet “{sheet}” was not read, because it reaches as far as the cell {corner}: delete what stands far "
        "below or to the right of the table, save the workbook and upload it again."
    )


def _counted(cells: Sequence[str], one: str, more: str) -> tuple[str, str]:
    shown = ", ".join(cells[:5]) + (" …" if len(cells) > 5 else "")
    return f"{len(cells):,} {one if len(cells) == 1 else more}", shown


def _name(cell: Cell) -> str:
    return f"{letters(cell[1] + 1)}{cell[0] + 1}"


def _ranges(numbers: Sequence[int]) -> str:
    """ "3, 5 to 9 and 12"; of very many only the first."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    words = [str(a) if a == b else f"{a} to {b}" for a, b in spans]
    return ", ".join(words[:20]) + (" …" if len(words) > 20 else "")
