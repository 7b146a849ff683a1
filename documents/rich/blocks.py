"""Blocks as they come out of HTML, whatever it nests in what."""

import re
from dataclasses import dataclass, field

from documents.notation import (
    BOLD,
    Block,
    FlatItem,
    Inline,
    Lines,
    Live,
    Run,
    Table,
    Text,
    flat,
    inlines,
    nest,
    printable,
    tree,
)

_MOST_COLUMNS = 100


@dataclass(frozen=True)
class ItemPlace:
    """The item to which words belong. `alone`: a paragraph that says of itself that it is one."""

    deep: bool
    lettered: bool
    alone: bool = False


@dataclass
class _Cell:
    parts: list[tuple[Inline, ...]] = field(default_factory=list)
    heads: bool = False


@dataclass
class _Table:
    caption: tuple[Inline, ...]
    rows: list[list[_Cell]] = field(default_factory=list)
    # Columns that a cell from above still takes up, and for how many rows.
    taken: dict[int, int] = field(default_factory=dict)
    parts: list[tuple[Inline, ...]] = field(default_factory=list)
    depth: int = 1


@dataclass
class Blocks:
    """Takes runs of words and the borders between them. `place` is the item that is open, None outside of items.
    `pasted`: the first row of a table may say by bold type alone that it is the header."""

    done: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    items: list[FlatItem] = field(default_factory=list)
    # What the last item says beyond its first line.
    further: list[tuple[Inline, ...]] = field(default_factory=list)
    lists: list[bool] = field(default_factory=list)
    places: list[ItemPlace | None] = field(default_factory=list)
    place: ItemPlace | None = None
    begun: bool = False
    table: _Table | None = None
    # How many columns the open cell takes up.
    wide: int = 1
    pasted: bool = False

    def add(self, run: Run) -> None:
        if not isinstance(run.piece, Text) or run.piece.text:
            self.runs.append(run)

    def break_line(self) -> None:
        """Two in a row are the border of a paragraph."""
        last = next((run for run in reversed(self.runs) if not (run.blank and run.piece == Text(" "))), None)
        if last and last.piece == Text("\n"):
            self.flush()
        else:
            self.runs.append(Run(Text(" " if self.table else "\n")))

    def flush(self) -> None:
        """The words until here belong together."""
        content, self.runs = tree(self.runs), []
        if not content:
            return
        if self.table:
            self.table.parts.append(content)
        elif self.place and not self.begun:
            self._end_item()
            self.items.append(FlatItem(self.place.deep, self.place.lettered, content))
            self.begun = not self.place.alone
        elif self.place and self.items:
            self.further.append(content)
        else:
            self._end_items()
            self.done.append(Lines(content))

    def put_alone(self, piece: Live) -> bool:
        """A block of its own, where there can be one."""
        self.flush()
        if self.table or self.place:
            return False
        self._end_items()
        self.done.append(Lines((piece,)))
        return True

    def finish(self) -> list[Block]:
        self.flush()
        self._end_items()
        return self.done

    def _end_item(self) -> None:
        """The last item has all its lines by now."""
        if self.further:
            last = self.items[-1]
            self.items[-1] = FlatItem(last.deep, last.lettered, _together([last.content, *self.further], "\n"))
            self.further = []

    def _end_items(self) -> None:
        self._end_item()
        self.done += nest(self.items)
        self.items = []

    # Lists

    def open_list(self, *, lettered: bool, goes_on: bool) -> None:
        """`goes_on`: each item comes as a list of its own."""
        self.flush()
        if not self.lists and not goes_on and not self.table:
            self._end_items()
        self.lists.append(lettered)

    def close_list(self) -> None:
        self.flush()
        if self.lists:
            self.lists.pop()

    def open_item(self, level: int) -> None:
        self.flush()
        self.places.append(self.place)
        lettered = self.lists[-1] if self.lists else False
        self.place, self.begun = ItemPlace((level or len(self.lists)) > 1, lettered), False

    def close_item(self) -> None:
        self.flush()
        self.place, self.begun = self.places.pop() if self.places else None, True

    # Tables. One within another is words of the cell that it stands in.

    def open_table(self, caption: str) -> None:
        self.flush()
        if self.table:
            self.table.depth += 1
            return
        self._end_items()
        self.table = _Table(inlines(" ".join(printable(caption).split()), typed=True))

    def close_caption(self) -> None:
        self.flush()
        if self.table and self.table.depth == 1:
            self.table.caption = self.table.caption or _together(self.table.parts, " ")
            self.table.parts = []

    def open_row(self) -> None:
        self.flush()
        if self.table and self.table.depth == 1:
            self.table.rows.append([])

    def open_cell(self, heads: bool, columns: str, rows: str) -> None:
        self.flush()
        table = self.table
        if not table or table.depth > 1:
            return
        if not table.rows:
            table.rows.append([])
        row = table.rows[-1]
        self._fill(row, table.taken)
        # Words beyond the last column come to stand in it.
        self.wide = min(_span(columns), _MOST_COLUMNS - len(row)) or 1
        if len(row) == _MOST_COLUMNS:
            return
        for at in range(len(row), len(row) + self.wide):
            table.taken[at] = _span(rows) - 1
        row += [_Cell(heads=heads), *(_Cell() for _ in range(self.wide - 1))]

    def close_cell(self) -> None:
        self.flush()
        table = self.table
        if table and table.depth == 1 and table.rows and table.rows[-1]:
            table.rows[-1][-self.wide].parts += table.parts
            table.parts = []

    def _fill(self, row: list[_Cell], taken: dict[int, int]) -> None:
        while len(row) < _MOST_COLUMNS and taken.get(len(row), 0) > 0:
            taken[len(row)] -= 1
            row.append(_Cell())

    def close_table(self) -> None:
        self.flush()
        table = self.table
        if not table:
            return
        if table.depth > 1:
            table.depth -= 1
            return
        self.table = None
        outside = _together(table.parts, " ")
        if outside:
            self.done.append(Lines(outside))
        rows = [row for row in table.rows if row]
        if rows:
            self.done.append(_made(table.caption, rows, self.pasted))
        elif table.caption:
            self.done.append(Lines(table.caption))


def _made(caption: tuple[Inline, ...], rows: list[list[_Cell]], pasted: bool) -> Table:
    width = max(len(row) for row in rows)
    cells = [[_together(cell.parts, " ") for cell in row] + [()] * (width - len(row)) for row in rows]
    # A header is bold by nature.
    if pasted and all(BOLD in run.marks for cell in cells[0] for run in flat(cell)):
        cells[0] = [tree(Run(run.piece, run.marks - {BOLD}) for run in flat(cell)) for cell in cells[0]]
    headed = len(rows) > 1 and all(row[0].heads for row in rows[1:])
    return Table(tuple(tuple(row) for row in cells), caption, headed)


def _together(parts: list[tuple[Inline, ...]], between: str) -> tuple[Inline, ...]:
    runs: list[Run] = []
    for part in parts:
        runs += [*([Run(Text(between))] if runs else []), *flat(part)]
    return tree(runs)


def _span(text: str) -> int:
    return min(int(text), _MOST_COLUMNS) if re.fullmatch("[1-9][0-9]{0,4}", text) else 1
