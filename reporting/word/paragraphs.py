"""Paragraphs of a report, with their items and tables, as paragraphs and tables of Word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docx.parts.story import StoryPart

from documents.live import present_live
from documents.notation import (
    Block,
    Emphasis,
    Inline,
    Items,
    Lines,
    Live,
    Reference,
    Table,
    Text,
    parse,
    plain_inlines,
)
from documents.numbering import letter, roman
from documents.queries.text import ShownParagraph, ShownText
from documents.references import DELETED, printed
from documents.word import (
    BULLET,
    CAPTION,
    CONTINUED,
    INNER_BULLET,
    INNER_ITEM,
    ITEM,
    NUMBERED,
    PLAIN,
    TABLE_TEXT,
    paragraph_mark,
)
from reporting.word.lists import NUMBER, Lists, Place
from reporting.word.live import add_picture, as_table
from reporting.word.tables import WIDTH, add_table
from reporting.word.words import Target, Words
from reporting.word.xml import Element, add, style_id

AFTER_TABLE, WITHIN_CELL = 280, 80
_TO_ITEM = re.compile(r"\{ref:([a-z0-9]+)\.([a-z]+(?:\.[a-z]+)?)\}")


@dataclass
class Spot:
    """Where the next paragraph goes. `marks` are the bookmarks that wait for it; `width` is what a table may take."""

    parent: Element
    marks: list[str] = field(default_factory=list)
    after_table: bool = False
    in_cell: bool = False
    width: int = WIDTH


class ParagraphWriter:
    def __init__(self, text: ShownText, lists: Lists, part: StoryPart) -> None:
        self._text, self._lists, self._part = text, lists, part
        self._words = Words(part, self._target, text.say)
        self._bookmarks = 0
        # Items that somebody refers to, each with the item around it: they wait for their bookmark.
        referred = {found for row in text.paragraphs.values() for found in _TO_ITEM.findall(row.row.body)}
        self._there = {(key, item) for key, item in referred if self._is_there(key, item)}
        self._waiting = {(key, part) for key, item in self._there for part in (item, item.partition(".")[0])}

    def line(
        self, spot: Spot, style: str, content: Sequence[Inline], *, place: Place | None = None,
        left: int | None = None, before: int | None = None, after: int | None = None, centred: bool = False,
        right: bool = False,
    ) -> Element:  # fmt: skip
        """One paragraph of Word, numbered where it has a place in a list."""
        written = add(spot.parent, "p")
        properties = add(written, "pPr")
        add(properties, "pStyle", val=style_id(style))
        if place and not content:
            # A number alone stays with what it numbers.
            add(properties, "keepNext")
        if place:
            numbering = add(properties, "numPr")
            add(numbering, "ilvl", val=place.level)
            add(numbering, "numId", val=place.num)
        spacing = {name: room for name, room in (("before", before), ("after", after)) if room is not None}
        if spacing:
            add(properties, "spacing", **spacing)
        if left is not None:
            add(properties, "ind", left=left)
        if centred:
            add(properties, "jc", val="center")
        elif right:
            add(properties, "jc", val="right")
        first = self._bookmarks + 1
        for number, name in enumerate(spot.marks, start=first):
            add(written, "bookmarkStart", id=number, name=name)
            self._bookmarks = number
        self._words.write(written, content)
        for number in range(first, self._bookmarks + 1):
            add(written, "bookmarkEnd", id=number)
        spot.marks, spot.after_table = [], False
        return written

    def keep_apart(self, spot: Spot) -> None:
        """Word makes one table of two that touch, and a cell or document ends with a paragraph."""
        if spot.after_table:
            marks, spot.marks = spot.marks, []
            self.line(spot, TABLE_TEXT, ())
            spot.marks = marks

    def paragraph(self, paragraph: ShownParagraph, spot: Spot) -> None:
        """A paragraph with its number, if it has one and does not stand in a cell."""
        place = None
        if paragraph.number and not spot.in_cell:
            place = self._lists.paragraph(paragraph.number, self._text.style.printed_number(paragraph.number))
        left = NUMBER if place else 0
        letters = place.below if place else None
        blocks = parse(paragraph.row.body)
        if place and (not isinstance(blocks[0], Lines) or _live_of(blocks[0])):
            blocks = [Lines(()), *blocks]
        numbers = iter(self._text.table_numbers.get(paragraph.key, ()))
        spot.marks.append(paragraph_mark(paragraph.key))
        for at, block in enumerate(blocks):
            if live := _live_of(block):
                self._live(live, next(numbers), spot, left)
            elif isinstance(block, Lines):
                self._lines(block, spot, place if at == 0 else None, left, continued=at > 0)
            elif isinstance(block, Table):
                self._table(block, spot, left, label=f"Table in {paragraph.name}")
            elif block.lettered:
                self._items(block, spot, letters or self._lists.items(left), left, paragraph.key)
                letters = None
            else:
                self._items(block, spot, self._lists.bullets(left), left, paragraph.key)

    def _lines(self, block: Lines, spot: Spot, place: Place | None, left: int, *, continued: bool) -> None:
        if spot.in_cell:
            self.line(spot, TABLE_TEXT, block.content, before=WITHIN_CELL if continued else None)
            return
        before = AFTER_TABLE if spot.after_table else None
        if continued:
            self.line(spot, CONTINUED, block.content, before=before, left=None if left else 0)
        else:
            self.line(spot, NUMBERED if place else PLAIN, block.content, place=place, before=before)

    def _items(self, items: Items, spot: Spot, place: Place, left: int, key: str, outer: str = "") -> None:
        for at, item in enumerate(items.items):
            path = f"{outer}.{roman(at)}" if outer else letter(at)
            if items.lettered and (key, path) in self._waiting:
                self._waiting.discard((key, path))
                spot.marks.append(paragraph_mark(key, path))
            style = ((BULLET, ITEM), (INNER_BULLET, INNER_ITEM))[bool(outer)][items.lettered]
            self.line(spot, style, item.content, place=place, before=AFTER_TABLE if spot.after_table else None)
            if item.items:
                inner = place.below
                if item.items.lettered != items.lettered:
                    other = self._lists.items(left) if item.items.lettered else self._lists.bullets(left)
                    inner = other.below
                self._items(item.items, spot, inner, left, key, outer=path)

    def _table(self, table: Table, spot: Spot, left: int, *, label: str) -> None:
        self.keep_apart(spot)

        def write_cell(cell: Element, style: str, row: int, column: int) -> None:
            self.line(Spot(cell, spot.marks, in_cell=True), style, table.rows[row][column])
            spot.marks = []

        if table.caption:
            label += f": {plain_inlines(table.caption, self._text.say)}"
            self.line(spot, CAPTION, table.caption, left=left or None)
        add_table(spot.parent, table, left, width=spot.width, label=label, write_cell=write_cell)
        spot.after_table = True

    def _live(self, live: Live, number: int, spot: Spot, left: int) -> None:
        shown = present_live(self._text, live, number)
        if shown.table is None:
            self._lines(Lines((Text(shown.caption),)), spot, None, left, continued=True)
            return
        self.keep_apart(spot)
        self.line(spot, CAPTION, (Text(shown.caption),), left=left or None)
        if shown.picture:
            self.line(spot, CONTINUED, (Text(f"{shown.picture.title}."),), left=None if left else 0)
            add_picture(self.line(spot, CONTINUED, (), left=None if left else 0), shown.picture, self._part,
                        spot.width - left)  # fmt: skip
        table, numbers = as_table(shown.table), shown.table.numbers

        def write_cell(cell: Element, style: str, row: int, column: int) -> None:
            self.line(Spot(cell, in_cell=True), style, table.rows[row][column], right=numbers[column])

        add_table(spot.parent, table, left, width=spot.width, label=shown.caption, write_cell=write_cell)
        notes = " ".join([*([shown.picture.note] if shown.picture and shown.picture.note else []), *shown.notes])
        self.line(spot, CONTINUED, (Emphasis((Text(notes),)),), before=WITHIN_CELL, left=None if left else 0)

    # Cross-references

    def _target(self, reference: Reference) -> Target:
        number = self._text.number_of.get(reference.key)
        if number is None:
            kept_back = self._text.kept_back.get(reference.key)
            return Target(DELETED if kept_back is None else printed(kept_back, reference.item))
        if reference.item and (reference.key, reference.item) not in self._there:
            return Target(printed(number, reference.item), paragraph_mark(reference.key, reference.item))
        parts = [part for part in reference.item.split(".") if part]
        marks = [paragraph_mark(reference.key, ".".join(parts[:at])) for at in range(len(parts) + 1)]
        return Target(
            printed(number, reference.item),
            fields=tuple(zip(marks, [number, *(f"({part})" for part in parts)], strict=True)),
        )

    def _is_there(self, key: str, item: str) -> bool:
        """Whether the paragraph has such an item."""
        target = self._text.paragraphs.get(key)
        blocks = parse(target.row.body) if target else []
        return any(item in _paths(block) for block in blocks if isinstance(block, Items) and block.lettered)


def _live_of(block: Block) -> Live | None:
    """The live table or chart that stands there alone."""
    if isinstance(block, Lines) and len(block.content) == 1 and isinstance(block.content[0], Live):
        return block.content[0]
    return None


def _paths(items: Items) -> set[str]:
    inner = {
        f"{letter(at)}.{roman(place)}"
        for at, item in enumerate(items.items) if item.items and item.items.lettered
        for place in range(len(item.items.items))
    }  # fmt: skip
    return inner | {letter(at) for at in range(len(items.items))}
