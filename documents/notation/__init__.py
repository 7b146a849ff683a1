r"""The light notation in which a paragraph's text is typed and stored. docs/notation.md says what it means.

There is nothing else: what is not notation is text, so no text is ever refused.
Plain Python: a reader in a child process uses it without Django.
"""

from documents.notation.inline import ADDRESS, BOLD, ITALIC, KEY, LINK, NUMBER, Run, flat, inlines, tree, web_address
from documents.notation.pieces import (
    Block,
    Emphasis,
    Inline,
    Item,
    Items,
    Lines,
    Link,
    Reference,
    Strong,
    Table,
    Text,
    Typed,
)
from documents.notation.reading import FlatItem, nest, parse
from documents.notation.words import count_items, mark, plain_inlines, plain_text, references
from documents.notation.writing import clean, escape, normalise, printable, write, write_inline, write_line

__all__ = [
    "ADDRESS",
    "BOLD",
    "ITALIC",
    "KEY",
    "LINK",
    "NUMBER",
    "Block",
    "Emphasis",
    "FlatItem",
    "Inline",
    "Item",
    "Items",
    "Lines",
    "Link",
    "Reference",
    "Run",
    "Strong",
    "Table",
    "Text",
    "Typed",
    "clean",
    "count_items",
    "escape",
    "flat",
    "inlines",
    "mark",
    "nest",
    "normalise",
    "parse",
    "plain_inlines",
    "plain_text",
    "printable",
    "references",
    "tree",
    "web_address",
    "write",
    "write_inline",
    "write_line",
]
