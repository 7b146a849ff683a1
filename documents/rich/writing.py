"""From the notation to what the editor shows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from documents.notation import (
    NUMBER,
    Block,
    Chip,
    Emphasis,
    Inline,
    Items,
    Lines,
    Link,
    Live,
    Quoted,
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


@dataclass(frozen=True)
class _Telling:
    """What cross-references, figures and live tables print."""

    number_of: Mapping[str, str]
    say: Callable[[Chip | Live], str]


def to_editor(
    typed: str, *, key_of: Mapping[str, str], number_of: Mapping[str, str], say: Callable[[Chip | Live], str]
) -> str:
    """Text as it is typed, as HTML for the editor. A reference is a chip with its present number, a figure one with
    what it prints; where the number that somebody typed belongs to no paragraph, it stays as it was typed."""
    stored, _ = to_stored(typed, key_of)
    telling = _Telling(number_of, say)
    return "".join(_block(block, telling) for block in parse(stored, typed=True))


def _block(block: Block, telling: _Telling) -> str:
    if isinstance(block, Lines) and len(block.content) == 1 and isinstance(block.content[0], Live):
        live = block.content[0]
        return f'<div class="live" data-block="{live.key}">{escape(telling.say(live), quote=False)}</div>'
    if isinstance(block, Lines):
        return f"<p>{_inlines(block.content, telling)}</p>"
    if isinstance(block, Items):
        return _items(block, telling)
    return _table(block, telling)


def _items(items: Items, telling: _Telling) -> str:
    tag = "ol" if items.lettered else "ul"
    lines = [
        f"<li><p>{_inlines(item.content, telling)}</p>{_items(item.items, telling) if item.items else ''}</li>"
        for item in items.items
    ]
    return f"<{tag}>{''.join(lines)}</{tag}>"


def _table(table: Table, telling: _Telling) -> str:
    """The caption is an attribute, since the editor knows nothing but rows within a table."""
    lines = []
    for at, row in enumerate(table.rows):
        tags = ["th" if at == 0 or (table.headed and column == 0) else "td" for column in range(len(row))]
        cells = [f"<{t}><p>{_inlines(cell, telling)}</p></{t}>" for t, cell in zip(tags, row, strict=True)]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    caption = with_numbers(write_inline(table.caption, typed=True), telling.number_of)
    about = f' data-caption="{escape(caption)}"' if caption else ""
    return f"<table{about}><tbody>{''.join(lines)}</tbody></table>"


def _inlines(content: tuple[Inline, ...], telling: _Telling) -> str:
    found = ""
    for at, piece in enumerate(content):
        if isinstance(piece, Text):
            # A bracket with a number in it would be a reference: a backslash says that it is none.
            text = _LITERAL.sub(lambda m: m[1] * 2 + "\\", piece.text)
            if at + 1 < len(content) and isinstance(content[at + 1], Typed):
                text += "\\" * (len(text) - len(text.rstrip("\\")))
            found += escape(text, quote=False).replace("\n", "<br>")
        else:
            found += _piece(piece, telling)
    return found


def _piece(piece: Strong | Emphasis | Link | Reference | Typed | Chip | Quoted | Live, telling: _Telling) -> str:
    if isinstance(piece, Strong):
        return f"<strong>{_inlines(piece.children, telling)}</strong>"
    if isinstance(piece, Emphasis):
        return f"<em>{_inlines(piece.children, telling)}</em>"
    if isinstance(piece, Link):
        return f'<a href="{escape(piece.address)}">{escape(piece.words, quote=False)}</a>'
    if isinstance(piece, Typed):
        return f"{{{piece.number}}}"
    if isinstance(piece, Quoted):
        return f'<data class="quoted" value="{escape(piece.source)}">{escape(piece.words, quote=False)}</data>'
    if isinstance(piece, Live):
        return escape(telling.say(piece), quote=False)
    if isinstance(piece, Chip):
        value = f"{piece.key};{piece.form}" if piece.form else piece.key
        return f'<data class="figure" value="{value}">{escape(telling.say(piece), quote=False)}</data>'
    number = telling.number_of.get(piece.key)
    words = DELETED if number is None else printed(number, piece.item)
    value = f"{piece.key}.{piece.item}" if piece.item else piece.key
    return f'<data class="reference" value="{value}">{escape(words, quote=False)}</data>'
