"""What every reader hands on: the file's blocks in reading order, before anything is understood."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

BlockKind = Literal["heading", "numbered", "item", "text", "table", "rule", "label"]


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

    From Word: `style` is the name of the paragraph's style where it is one of documents.word, `marks` are the
    bookmarks in the block, a "label" begins a row of the implications, whose words follow as blocks, and `headed` says
    that the first cell of each row of a table heads it.
    """

    kind: BlockKind
    text: str = ""
    number: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    bold: bool = False
    where: str = ""
    style: str = ""
    marks: tuple[str, ...] = ()
    headed: bool = False


@dataclass(frozen=True)
class SourceReference:
    """A cross-reference that a text gives as {ref:ID}: the bookmark that it points to, and the words that it shows."""

    id: str
    mark: str
    words: str


@dataclass(frozen=True)
class Source:
    """A file as read. `notes` are plain sentences on what was left out or needs a look, each complete:
    what was found, what was done with it, and what to do. `fields` are front fields that the file names as such.
    `paged`: the text was cut into pages, so that a page break may stand within a paragraph."""

    blocks: tuple[SourceBlock, ...]
    notes: tuple[str, ...] = ()
    references: tuple[SourceReference, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    paged: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Source":
        blocks = tuple(
            SourceBlock(**{**block, "rows": tuple(tuple(row) for row in block["rows"]), "marks": tuple(block["marks"])})
            for block in data["blocks"]
        )
        return cls(
            blocks=blocks,
            notes=tuple(data["notes"]),
            references=tuple(SourceReference(**reference) for reference in data["references"]),
            fields=dict(data["fields"]),
            paged=data["paged"],
        )
