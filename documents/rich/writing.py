"""From the notation to what the editor shows."""

import re
from collections.abc import Mapping
from html import escape

from documents.notation import (
    NUMBER,
    Block,
    Emphasis,
    Inline,
    Items,
    Lines,
    Link,
    Reference,
    Strong,
    Table,
    Text,
    Typed,
    parse,
    write_inline,
)
from documents.references import DELETED, printed, to_stored, with_numbers

_LITERAL = re.compile(rf"(?<!\\)(\\*)(?={NUMBER})")


def to_editor(typed: str, *, key_of: Mapping[str, str], number_of: Mapping[str, str]) -> str:
    """Text as it is typed, as HTML for the editor. A reference is a chip with its present number; where the number
    that somebody typed belongs to no paragraph, it stays as it was typed."""
    stored, _ = to_stored(typed, key_of)
    return "".join(_block(block, number_of) for block in parse(stored, typed=True))


def _block(block: Block, number_of: Mapping[str, str]) -> str:
    if isinstance(block, Lines):
        return f"<p>{_inlines(block.content, number_of)}</p>"
    if isinstance(block, Items):
        return _items(block, number_of)
    return _table(block, number_of)


def _items(items: Items, number_of: Mapping[str, str]) -> str:
    tag = "ol" if items.lettered else "ul"
    lines = [
        f"<li><p>{_inlines(item.content, number_of)}</p>{_items(item.items, number_of) if item.items else ''}</li>"
        for item in items.items
    ]
    return f"<{tag}>{''.join(lines)}</{tag}>"


def _table(table: Table, number_of: Mapping[str, str]) -> str:
    """The caption is an attribute, since the editor knows nothing but rows within a table."""
    lines = []
    for at, row in enumerate(table.rows):
        tags = ["th" if at == 0 or (table.headed and column == 0) else "td" for column in range(len(row))]
        cells = [f"<{t}><p>{_inlines(cell, number_of)}</p></{t}>" for t, cell in zip(tags, row, strict=True)]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    caption = with_numbers(write_inline(table.caption, typed=True), number_of)
    about = f' data-caption="{escape(caption)}"' if caption else ""
    return f"<table{about}><tbody>{''.join(lines)}</tbody></table>"


def _inlines(content: tuple[Inline, ...], number_of: Mapping[str, str]) -> str:
    found = ""
    for at, piece in enumerate(content):
        if isinstance(piece, Text):
            # A bracket with a number in it would be a reference: a backslash says that it is none.
            text = _LITERAL.sub(lambda m: m[1] * 2 + "\\", piece.text)
            if at + 1 < len(content) and isinstance(content[at + 1], Typed):
                text += "\\" * (len(text) - len(text.rstrip("\\")))
            found += escape(text, quote=False).replace("\n", "<br>")
        else:
            found += _piece(piece, number_of)
    return found


def _piece(piece: Strong | Emphasis | Link | Reference | Typed, number_of: Mapping[str, str]) -> str:
    if isinstance(piece, Strong):
        return f"<strong>{_inlines(piece.children, number_of)}</strong>"
    if isinstance(piece, Emphasis):
        return f"<em>{_inlines(piece.children, number_of)}</em>"
    if isinstance(piece, Link):
        return f'<a href="{escape(piece.address)}">{escape(piece.words, quote=False)}</a>'
    if isinstance(piece, Typed):
        return f"{{{piece.number}}}"
    number = number_of.get(piece.key)
    words = DELETED if number is None else printed(number, piece.item)
    value = f"{piece.key}.{piece.item}" if piece.item else piece.key
    return f'<data class="reference" value="{value}">{escape(words, quote=False)}</data>'
