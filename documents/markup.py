"""The light notation as HTML: an allow-list by construction, since nothing but these tags is ever written."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from documents.notation import (
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
    Told,
    Typed,
    mark,
    parse,
    plain_inlines,
)


@dataclass(frozen=True)
class Target:
    """Where a cross-reference leads and what it prints; `href` is "" where the paragraph is gone, or `kept_back` from
    this version of the text."""

    href: str
    words: str
    kept_back: bool = False


@dataclass(frozen=True)
class Resolve:
    """What stands where a text has a cross-reference, a figure, a quoted one, or a live table or chart: all but the
    first as HTML."""

    reference: Callable[[Reference], Target]
    chip: Callable[[Chip], str]
    quoted: Callable[[Quoted], str]
    live: Callable[[Live], str]


def to_html(body: str, *, number: str = "", resolve: Resolve, table_label: str = "Table") -> str:
    """`body` as HTML blocks, `number` as it is printed ("12.", "1.2") before the first words. Each table is a region
    of a name of its own, which `table_label` begins."""
    blocks = parse(body)
    lead = f'<span class="para__no">{escape(number)} </span>' if number else ""
    if not blocks or not isinstance(blocks[0], Lines):
        blocks = [Lines(()), *blocks] if lead else blocks
    parts: list[str] = []
    tables = 0
    for block in blocks:
        tables += isinstance(block, Table)
        label = f"{table_label}, number {tables}" if tables > 1 else table_label
        parts.append(_block(block, lead, resolve, label))
        lead = ""
    return "\n".join(parts)


def inline_html(content: tuple[Inline, ...], resolve: Resolve) -> str:
    return "".join(_inline(piece, resolve) for piece in content)


def _block(block: Block, lead: str, resolve: Resolve, table_label: str) -> str:
    if isinstance(block, Lines) and len(block.content) == 1 and isinstance(block.content[0], Live):
        return (f"<p>{lead}</p>" if lead else "") + resolve.live(block.content[0])
    if isinstance(block, Lines):
        return f"<p>{lead}{inline_html(block.content, resolve)}</p>"
    if isinstance(block, Items):
        return _items(block, resolve, deep=False)
    return _table(block, resolve, table_label)


def _items(items: Items, resolve: Resolve, *, deep: bool) -> str:
    lines = []
    for at, item in enumerate(items.items):
        inner = _items(item.items, resolve, deep=True) if item.items else ""
        words = inline_html(item.content, resolve)
        lines.append(f'<li><span class="items__no">{mark(items, at, deep=deep)} </span>{words}{inner}</li>')
    tag = "ol" if items.lettered else "ul"
    return f'<{tag} class="items">{"".join(lines)}</{tag}>'


def _table(table: Table, resolve: Resolve, label: str) -> str:
    head, *rows = table.rows
    # An empty header cell would be announced as nothing: it is a plain cell.
    header = "".join(f'<th scope="col">{inline_html(cell, resolve)}</th>' if cell else "<td></td>" for cell in head)
    lines = "".join(f"<tr>{_row(row, resolve, headed=table.headed)}</tr>" for row in rows)
    # The PDF wants its captions as paragraphs (PDF/UA), and the page carries the same words.
    caption = f'<p class="table-caption">{inline_html(table.caption, resolve)}</p>' if table.caption else ""
    if table.caption:
        label = f"{label}: {plain_inlines(table.caption, _said(resolve))}"
    return (
        f'{caption}<div class="scroll" role="region" tabindex="0" aria-label="{escape(label)}">'
        f'<table class="govuk-table"><thead><tr>{header}</tr></thead><tbody>{lines}</tbody></table></div>'
    )


def _row(row: tuple[tuple[Inline, ...], ...], resolve: Resolve, *, headed: bool) -> str:
    cells = [f"<td>{inline_html(cell, resolve)}</td>" for cell in row]
    if headed and row[0]:
        cells[0] = f'<th scope="row">{inline_html(row[0], resolve)}</th>'
    return "".join(cells)


def _inline(piece: Inline, resolve: Resolve) -> str:
    if isinstance(piece, Text):
        return escape(piece.text, quote=False).replace("\n", "<br>")
    if isinstance(piece, Strong):
        return f"<strong>{inline_html(piece.children, resolve)}</strong>"
    if isinstance(piece, Emphasis):
        return f"<em>{inline_html(piece.children, resolve)}</em>"
    if isinstance(piece, Link):
        return f'<a href="{escape(piece.address)}" rel="noopener noreferrer">{escape(piece.words, quote=False)}</a>'
    if isinstance(piece, Typed):
        return escape(piece.number)
    if isinstance(piece, Quoted):
        return resolve.quoted(piece)
    if isinstance(piece, Chip):
        return resolve.chip(piece)
    if isinstance(piece, Live):
        return resolve.live(piece)
    target = resolve.reference(piece)
    if target.kept_back:
        return escape(target.words, quote=False)
    if not target.href:
        return f'<span class="gone">{escape(target.words, quote=False)}</span>'
    return f'<a href="{escape(target.href)}">{escape(target.words, quote=False)}</a>'


def _said(resolve: Resolve) -> Callable[[Told], str]:
    """In plain words, for labels; a figure in a caption is left to the eye."""

    def say(piece: Told) -> str:
        return resolve.reference(piece).words if isinstance(piece, Reference) else "…"

    return say
