"""Runs of words as one text in the light notation."""

import re
from typing import NamedTuple

from documents import notation
from documents.notation import BOLD, ITALIC, Link, Reference, Text, tree, write_line


class Run(NamedTuple):
    """Words of one format; `address` is where they lead, "" for nowhere. With a `reference` they are what the
    cross-reference of that id shows."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""
    reference: str = ""


def is_bold(runs: list[Run]) -> bool:
    """Whether all that can be seen is bold."""
    seen = [run for run in runs if run.text.strip()]
    return bool(seen) and all(run.bold for run in seen)


def write(runs: list[Run], *, bold: bool = True, italic: bool = True, cell: bool = False) -> str:
    """The runs as text, marks close to the words; formats that the caller does not want are left away.
    A cell is one line."""
    found = []
    for run in runs:
        text = re.sub(r"\s+", " ", run.text) if cell or run.address else run.text
        marks = [mark for mark, on in ((BOLD, run.bold and bold), (ITALIC, run.italic and italic)) if on]
        piece: Link | Reference | Text = Text(text)
        if run.reference:
            piece = Reference(run.reference)
        elif run.address and text.strip():
            piece = Link(text, run.address)
        found.append(notation.Run(piece, frozenset(marks)))
    return write_line(tree(found), cell=cell)
