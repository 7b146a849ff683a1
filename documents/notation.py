r"""The light notation in which a paragraph's text is typed and stored, and what it means.

    **bold**, *italic*, [words](https://address), {ref:KEY} or {ref:KEY.a}   a cross-reference
    (a) an item; a line that begins with two spaces and (i) is an item of the item
    - a bullet
    | a | table |   one line a row, the first being the header

A line break is a line break in print; a blank line begins a new block; a backslash takes away a
character's meaning. There is nothing else: what is not notation is text, so no text is ever refused.
Plain Python: a reader in a child process uses it without Django.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from documents.numbering import letter, roman


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Strong:
    children: tuple["Inline", ...]


@dataclass(frozen=True)
class Emphasis:
    children: tuple["Inline", ...]


@dataclass(frozen=True)
class Link:
    words: str
    address: str


@dataclass(frozen=True)
class Reference:
    """To a paragraph by its key; `item` is the path of letters within it, "" for the paragraph itself."""

    key: str
    item: str = ""


Inline = Text | Strong | Emphasis | Link | Reference


@dataclass(frozen=True)
class Lines:
    """Running text; a forced line break is "\\n" in a Text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Item:
    content: tuple[Inline, ...]
    items: "Items | None" = None


@dataclass(frozen=True)
class Items:
    lettered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Table:
    """`rows` are equally long; the first is the header."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


Block = Lines | Items | Table

_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:\((?P<letter>[a-z]{1,4})\)|(?P<bullet>[-•]))[ \t]+(?P<text>\S.*)$")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\*\[\]{}|()•-])"
    r"|\*\*(?=\S)(?P<strong>(?:\\.|[^\\])+?)(?<=[^\s\\])\*\*(?!\*)"
    r"|(?<!\*)\*(?=[^\s*])(?P<emphasis>(?:\\.|[^\\*]|\*\*)+?)(?<=[^\s\\])\*(?!\*)"
    r"|\[(?P<words>(?:\\.|[^\\\]\n])+)\]\((?P<address>(?:https?://|mailto:)[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)"
    r"|\{ref:(?P<key>[a-z0-9]+)(?:\.(?P<item>[a-z]+(?:\.[a-z]+)?))?\}"
)
_CELL_END = re.compile(r"(?<!\\)\|")


def parse(body: str) -> list[Block]:
    """The blocks of a paragraph in reading order; an empty text has none."""
    blocks: list[Block] = []
    lines: list[str] = []
    items: list[tuple[int, bool, str]] = []
    rows: list[str] = []

    def close() -> None:
        if lines:
            blocks.append(Lines(inlines("\n".join(lines))))
        if items:
            blocks.extend(_nest(items))
        if rows:
            blocks.append(_table(rows))
        lines.clear(), items.clear(), rows.clear()  # type: ignore[func-returns-value]

    for line in body.split("\n"):
        item = _ITEM.match(line)
        if not line.strip():
            close()
        elif line.lstrip().startswith("|"):
            if lines or items:
                close()
            rows.append(line.strip())
        elif item:
            if lines or rows:
                close()
            deep = len(item["indent"].expandtabs(2)) >= 2
            items.append((int(deep), item["bullet"] is None, item["text"].rstrip()))
        elif items:
            depth, lettered, text = items[-1]
            items[-1] = (depth, lettered, f"{text}\n{line.strip()}")
        else:
            if rows:
                close()
            lines.append(line.strip())
    close()
    return blocks


def _nest(flat: list[tuple[int, bool, str]]) -> list[Items]:
    """Runs of items of one kind; deeper ones belong to the item before them."""
    runs: list[tuple[bool, list[Item]]] = []
    at = 0
    while at < len(flat):
        depth, lettered, text = flat[at]
        inner: list[tuple[int, bool, str]] = []
        at += 1
        while at < len(flat) and flat[at][0] > depth:
            inner.append((0, flat[at][1], flat[at][2]))
            at += 1
        # Items of an item are of one kind: the first one's.
        children = _nest([(d, inner[0][1], t) for d, _, t in inner])[0] if inner else None
        if not runs or runs[-1][0] != lettered:
            runs.append((lettered, []))
        runs[-1][1].append(Item(inlines(text), children))
    return [Items(lettered, tuple(items)) for lettered, items in runs]


def _table(lines: list[str]) -> Table:
    rows = []
    for line in lines:
        inner = line[1:-1] if len(line) > 1 and line.endswith("|") and not line.endswith("\\|") else line[1:]
        cells = [cell.strip() for cell in _CELL_END.split(inner)]
        if not all(re.fullmatch(r":?-{2,}:?", cell) for cell in cells):
            rows.append([inlines(cell) for cell in cells])
    width = max((len(row) for row in rows), default=0)
    return Table(tuple(tuple(row + [()] * (width - len(row))) for row in rows))


def inlines(text: str) -> tuple[Inline, ...]:
    """The marked-up runs of one line or cell."""
    found: list[Inline] = []
    at = 0

    def plain(words: str) -> None:
        if words and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + words)
        elif words:
            found.append(Text(words))

    for match in _INLINE.finditer(text):
        plain(text[at : match.start()])
        at = match.end()
        if match["escaped"] is not None:
            plain(match["escaped"])
        elif match["strong"] is not None:
            found.append(Strong(inlines(match["strong"])))
        elif match["emphasis"] is not None:
            found.append(Emphasis(inlines(match["emphasis"])))
        elif match["address"] is not None:
            found.append(Link(re.sub(r"\\(.)", r"\1", match["words"]), match["address"]))
        else:
            found.append(Reference(match["key"], match["item"] or ""))
    plain(text[at:])
    return tuple(found)


def escape(text: str) -> str:
    """Plain text as it must be typed to stay plain text. Where nothing would mean anything, it stays as it is."""
    text = re.sub(r"\\(?=[\\*\[\]{}|()•-])", r"\\\\", text)
    text = text.replace("*", r"\*")
    text = re.sub(r"\{(?=ref:)", r"\\{", text)
    text = re.sub(r"\[(?=[^\]\n]+\]\((?:https?://|mailto:))", r"\\[", text)
    return re.sub(r"(?m)^([ \t]*)(?=(?:\([a-z]{1,4}\)|[-•])[ \t]+\S|\|)", r"\1\\", text)


def normalise(body: str) -> str:
    """`body` as it is stored: no control characters, no stray space, items lettered in order."""
    body = unicodedata.normalize("NFC", body.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    body = "".join(c for c in body if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Cn"})
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in body.split("\n"))).strip("\n")
    return _letter_items(body)


def _letter_items(body: str) -> str:
    outer = inner = -1
    lines = []
    for line in body.split("\n"):
        item = _ITEM.match(line)
        if item and item["letter"]:
            if len(item["indent"].expandtabs(2)) >= 2 and outer >= 0:
                inner += 1
                line = f"  ({roman(inner)}) {item['text']}"
            else:
                outer, inner = outer + 1, -1
                line = f"({letter(outer)}) {item['text']}"
        elif not line.strip() or item or line.lstrip().startswith("|"):
            outer = inner = -1
        lines.append(line)
    return "\n".join(lines)


def references(body: str) -> set[str]:
    """The keys of the paragraphs that `body` refers to."""
    return set(re.findall(r"\{ref:([a-z0-9]+)", body))


def plain_text(body: str, number_of: Callable[[Reference], str] = lambda reference: "") -> str:
    """The words as they print, items with their letters, one block or item a line."""
    return "\n".join(_plain_block(block, number_of) for block in parse(body))


def _plain_block(block: Block, number_of: Callable[[Reference], str]) -> str:
    if isinstance(block, Lines):
        return plain_inlines(block.content, number_of)
    if isinstance(block, Table):
        return "\n".join(" | ".join(plain_inlines(cell, number_of) for cell in row) for row in block.rows)
    return "\n".join(_plain_items(block, number_of, deep=False))


def _plain_items(items: Items, number_of: Callable[[Reference], str], *, deep: bool) -> list[str]:
    lines = []
    for at, item in enumerate(items.items):
        lines.append(f"{mark(items, at, deep=deep)} {plain_inlines(item.content, number_of)}")
        if item.items:
            lines += _plain_items(item.items, number_of, deep=True)
    return lines


def plain_inlines(content: tuple[Inline, ...], number_of: Callable[[Reference], str] = lambda reference: "") -> str:
    words = []
    for piece in content:
        if isinstance(piece, Text):
            words.append(piece.text)
        elif isinstance(piece, Link):
            words.append(piece.words)
        elif isinstance(piece, Reference):
            words.append(number_of(piece))
        else:
            words.append(plain_inlines(piece.children, number_of))
    return "".join(words)


def mark(items: Items, at: int, *, deep: bool) -> str:
    """What is printed before the item: "(a)", "(i)" or "•"."""
    if not items.lettered:
        return "•"
    return f"({roman(at) if deep else letter(at)})"


def count_items(body: str) -> int:
    """How many items, inner ones included."""

    def count(items: Items) -> int:
        return sum(1 + (count(item.items) if item.items else 0) for item in items.items)

    return sum(count(block) for block in parse(body) if isinstance(block, Items))
