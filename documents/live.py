"""A live table or chart of a text as it prints: the same for page, paper and Word."""

from dataclasses import dataclass

from collab.figures import Picture
from collab.sheets import PrintedTable, printed_table
from documents.notation import Live
from documents.queries.text import ShownText


@dataclass(frozen=True)
class Row:
    words: tuple[str, ...]
    numbers: tuple[bool, ...]
    is_total: bool = False

    @property
    def cells(self) -> list[tuple[str, bool]]:
        return [*zip(self.words, self.numbers, strict=True)]


@dataclass(frozen=True)
class ShownBlock:
    """`caption` has its number, `address` is that of the page that it comes from. `table` is None, and `caption` says
    so, where it cannot be found."""

    caption: str
    table: PrintedTable | None = None
    notes: tuple[str, ...] = ()
    address: str = ""
    name: str = ""
    picture: Picture | None = None

    @property
    def heads(self) -> list[tuple[str, bool]]:
        return [*zip(self.table.headings, self.table.numbers, strict=True)] if self.table else []

    @property
    def rows(self) -> list[Row]:
        if self.table is None:
            return []
        rows = [Row(cells, self.table.numbers) for cells in self.table.rows]
        return [*rows, Row(self.table.total, self.table.numbers, is_total=True)] if self.table.total else rows


def present_live(text: ShownText, live: Live, number: int) -> ShownBlock:
    block = text.register.block(live.key)
    if block is None:
        return ShownBlock(text.say(live))
    return ShownBlock(
        f"Table {number}: {block.caption}", printed_table(block.table), tuple(block.table.notes), block.address,
        block.name, block.picture,
    )  # fmt: skip
