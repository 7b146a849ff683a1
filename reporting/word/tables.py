"""Tables with a real header row and columns as wide as their words ask for."""

from collections.abc import Callable, Sequence

from documents.notation import Table, plain_inlines
from documents.word import ROW_HEADING, TABLE_HEADING, TABLE_TEXT
from reporting.word.xml import Element, add

# In twentieths of a point: the width between the margins, and the room at either side of a cell's words.
WIDTH, CELL_EDGE = 9070, 125
# Letters: no column is thought narrower or wider, and what a letter of 10.5 points takes.
_NARROWEST, _WIDEST, _LETTER = 5, 45, 118

WriteCell = Callable[[Element, str, int, int], None]


def add_grid(parent: Element, widths: Sequence[int], left: int, *, label: str = "", headed: bool = False) -> Element:
    """An empty table of these columns. With a `label`, by which it is announced, its first row is a header;
    `headed`: its first column heads the rows."""
    table = add(parent, "tbl")
    properties = add(table, "tblPr")
    add(properties, "tblStyle", val="TableGrid")
    add(properties, "tblW", w=sum(widths), type="dxa")
    if left:
        add(properties, "tblInd", w=left, type="dxa")
    add(properties, "tblLayout", type="fixed")
    look = 0x0600 | 0x0020 * bool(label) | 0x0080 * headed
    add(properties, "tblLook", val=f"{look:04X}", firstRow=int(bool(label)), lastRow=0, firstColumn=int(headed),
        lastColumn=0, noHBand=1, noVBand=1)  # fmt: skip
    if label:
        add(properties, "tblCaption", val=label)
    grid = add(table, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=width)
    return table


def add_row(table: Element, *, header: bool = False) -> Element:
    row = add(table, "tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    if header:
        add(properties, "tblHeader")
    return row


def add_cell(row: Element, width: int) -> Element:
    cell = add(row, "tc")
    add(add(cell, "tcPr"), "tcW", w=width, type="dxa")
    return cell


def add_table(parent: Element, table: Table, left: int, *, width: int, label: str, write_cell: WriteCell) -> None:
    """`write_cell` is given each cell, the style of its words, its row and its column."""
    widths = column_widths(table, width - left)
    grid = add_grid(parent, widths, left, label=label, headed=table.headed)
    for at in range(len(table.rows)):
        row = add_row(grid, header=at == 0)
        for place, wide in enumerate(widths):
            style = ROW_HEADING if table.headed and place == 0 else TABLE_TEXT
            write_cell(add_cell(row, wide), style if at else TABLE_HEADING, at, place)


def column_widths(table: Table, width: int) -> list[int]:
    """Room for the longest word of each column, as far as there is room; the rest by how much each has to say."""
    columns = list(zip(*table.rows, strict=True))
    texts = [[plain_inlines(cell) for cell in column] for column in columns]
    needs = [max(len(word) for text in column for word in text.split() or [""]) for column in texts]
    needs = [min(max(need, _NARROWEST), _WIDEST) * _LETTER + 2 * CELL_EDGE for need in needs]
    wishes = [min(max(len(text) for text in column), _WIDEST * 3) + 1 for column in texts]
    spare = width - sum(needs)
    if spare < 0:
        shares = [need * width // sum(needs) for need in needs]
    else:
        shares = [need + spare * wish // sum(wishes) for need, wish in zip(needs, wishes, strict=True)]
    shares[-1] += width - sum(shares)
    return shares
