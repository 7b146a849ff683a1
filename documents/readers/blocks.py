"""What every reader hands on: the file's blocks in reading order, before anything is understood."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

BlockKind = Literal["heading", "numbered", "item", "text", "table", "rule"]


@dataclass(frozen=True)
class SourceBlock:
    """One block of the source.

    `text` is in the light notation (`**bold**`, `*italic*`, `[words](https://…)`; a character that
    would mean something else there is escaped with a backslash). A line break that the source forces
    inside a block is "\\n". `number` is what the source prints ("8", "1.2"; for an item its letter or
    number without brackets, "a", "iv"; "-" for a bullet) or "" where it prints none. `level` is the heading level, 1
    the highest and 0 where the source does not say (a bold line), or an item's depth, 0 the outermost.
    `rows` holds a table's cells, row by row, each in the light notation. `bold` says that the whole block is bold.
    `where` is for people: "line 12" or "paragraph 12".
    """

    kind: BlockKind
    text: str = ""
    number: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    bold: bool = False
    where: str = ""


@dataclass(frozen=True)
class Source:
    """A file as read. `notes` are plain sentences on what was left out or needs a look, each complete:
    what was found, what was done with it, and what to do."""

    blocks: tuple[SourceBlock, ...]
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Source":
        blocks = tuple(
            SourceBlock(**{**block, "rows": tuple(tuple(row) for row in block["rows"])}) for block in data["blocks"]
        )
        return cls(blocks=blocks, notes=tuple(data["notes"]))
