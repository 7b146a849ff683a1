"""A section that is being read, and the small words of reading."""

import re
from dataclasses import dataclass

from documents.notation import Table, inlines, write
from documents.outline import OutlineParagraph, OutlineSection


@dataclass
class OpenSection:
    heading: str
    level: int
    kind: str
    paragraphs: list[OutlineParagraph]

    def frozen(self) -> OutlineSection:
        return OutlineSection(self.heading, self.level, self.kind, "", tuple(self.paragraphs))


def bare_name(text: str) -> str:
    """A heading as it is compared: without case, marks and numbers of its own."""
    words = re.sub(r"^\s*\d+(?:\.\d+)*[.)]?\s+", "", text.replace("\\", ""))
    return re.sub(r"[^a-z0-9]+", " ", words.casefold().replace("&", "and")).strip()


def table_body(rows: tuple[tuple[str, ...], ...], caption: str = "", *, headed: bool = False) -> str:
    """A table in the light notation, its rows made equally long."""
    width = max(len(row) for row in rows)
    cells = tuple(tuple(inlines(cell) for cell in row + ("",) * (width - len(row))) for row in rows)
    return write([Table(cells, inlines(caption.replace("\n", " ")), headed)])
