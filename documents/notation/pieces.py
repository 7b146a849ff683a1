"""What a paragraph's text is made of, once it is read: blocks, and the runs of words in them."""

from dataclasses import dataclass


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


@dataclass(frozen=True)
class Typed:
    """A reference by the number that somebody typed, "12" or "8(a)". It is never stored: documents.references
    puts the key in its place."""

    number: str


@dataclass(frozen=True)
class Chip:
    """A figure of the register: `key` says which, `form` how it prints ("" as such figures do)."""

    key: str
    form: str = ""


@dataclass(frozen=True)
class Quoted:
    """Words with a figure that somebody else gave, as they gave it, and where they did."""

    words: str
    source: str


@dataclass(frozen=True)
class Live:
    """A table or chart of the register, made anew whenever it is shown. It stands alone in its Lines."""

    key: str


Inline = Text | Strong | Emphasis | Link | Reference | Typed | Chip | Quoted | Live


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
    """`rows` are equally long; the first is the header. `headed`: the first cell of every other row heads it."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    caption: tuple[Inline, ...] = ()
    headed: bool = False


Block = Lines | Items | Table
