"""A Word file that was written here: its styles and bookmarks say what each block is, so that nothing is guessed.

What somebody added to it in Word has a style and no bookmark, and lands where it stands.
"""

from collections.abc import Mapping
from dataclasses import replace

from documents.enums import SectionKind
from documents.front import split_field
from documents.notation import escape, normalise, plain_text
from documents.numbering import letter, roman
from documents.outline import OutlineParagraph, OutlineSection
from documents.readers.blocks import Source, SourceBlock
from documents.recognise.references import Targets
from documents.recognise.sections import OpenSection, bare_name, table_body
from documents.word import (
    BULLET,
    CAPTION,
    CONTACT,
    CONTINUED,
    FRONT,
    INNER_BULLET,
    INNER_ITEM,
    ITEM,
    SIGNATURE,
    TABLE_TEXT,
    TITLE,
    begins_paragraph,
    section_of,
)

_ITEMS = {ITEM, INNER_ITEM, BULLET, INNER_BULLET}


def is_own(source: Source) -> bool:
    return any(section_of(block.marks) for block in source.blocks)


class OwnReader:
    """`kinds` gives the kind of a section by the bare name of its heading, for headings that somebody added."""

    def __init__(self, source: Source, kinds: Mapping[str, str]) -> None:
        self.title = ""
        self.front = dict(source.fields)
        self._blocks, self._kinds = source.blocks, kinds
        self._sections: list[OpenSection] = []
        self._targets = Targets(source)
        # What a heading of Word's stands for in this file: the level of the sections that have it.
        marked = [(block, found) for block in source.blocks if (found := section_of(block.marks))]
        self._levels = {block.level: level for block, (level, _) in marked if block.kind == "heading"}
        self._caption: SourceBlock | None = None
        # Where the last item stands among its kind, and among those within one.
        self._outer = self._inner = -1

    def read(self) -> tuple[tuple[OutlineSection, ...], list[str]]:
        """The sections, and sentences on what could not be kept."""
        for block in self._blocks:
            self._take(block)
        self._drop_caption()
        for section in self._sections:
            section.paragraphs = [replace(row, body=normalise(row.body)) for row in section.paragraphs]
        notes = self._targets.settle(self._sections)
        return tuple(section.frozen() for section in self._sections), notes

    def _take(self, block: SourceBlock) -> None:
        if block.kind != "table":
            self._drop_caption()
        opened = section_of(block.marks)
        if opened and opened[1] in SectionKind.values:
            heading = _words(block) if block.kind == "heading" else ""
            self._sections.append(OpenSection(heading, *opened, []))
        if block.kind == "heading":
            if not opened:
                self._take_heading(block)
        elif block.style == CAPTION:
            self._caption = block
        elif block.style in (FRONT, CONTACT):
            self._take_field(block)
        elif block.kind == "label":
            self._begin(block, OutlineParagraph("", numbered=False, label=block.text))
        elif block.kind == "table":
            self._take_table(block)
        elif block.kind == "item" or (block.kind == "numbered" and block.style in _ITEMS):
            self._take_item(block)
        elif block.kind == "numbered":
            self._begin(block, OutlineParagraph(block.text, source_number=block.number))
        elif block.style == SIGNATURE:
            # Bold by its style; the words are plain.
            self._begin(block, OutlineParagraph(escape(plain_text(block.text)), numbered=False))
        elif block.kind == "text":
            self._take_words(block, block.text, continues=block.style in (CONTINUED, TABLE_TEXT))

    def _take_heading(self, block: SourceBlock) -> None:
        if block.style == TITLE:
            self.title = self.title or _words(block)
            return
        kind = self._kinds.get(bare_name(_words(block)), SectionKind.TEXT)
        self._sections.append(OpenSection(_words(block), self._levels.get(block.level, 2), kind, []))

    def _take_field(self, block: SourceBlock) -> None:
        """A value that lost its style in Word is known by the words before it."""
        words = _words(block)
        field = ("contact", words) if block.style == CONTACT else split_field(words)
        if field:
            self.front.setdefault(*field)

    # Paragraphs

    def _begin(self, block: SourceBlock, paragraph: OutlineParagraph) -> None:
        self._outer = self._inner = -1
        self._section(block).paragraphs.append(paragraph)
        self._targets.place(block, self._sections)

    def _section(self, block: SourceBlock) -> OpenSection:
        """Where the block belongs: below a signature or the implications, other text has a section of its own."""
        kind = self._sections[-1].kind if self._sections else ""
        stays = {
            "": False,
            SectionKind.SIGNATURE: block.style == SIGNATURE or begins_paragraph(block.marks),
            SectionKind.IMPLICATIONS: block.kind in ("label", "table") or block.style in (*_ITEMS, TABLE_TEXT),
        }
        if not stays.get(kind, True):
            self._sections.append(OpenSection("", 2, SectionKind.TEXT, []))
        return self._sections[-1]

    def _take_words(self, block: SourceBlock, text: str, *, continues: bool) -> None:
        section = self._section(block)
        in_row = section.kind == SectionKind.IMPLICATIONS
        if not section.paragraphs or not (continues or in_row):
            self._begin(block, OutlineParagraph(text, numbered=False))
            return
        self._outer = self._inner = -1
        before = section.paragraphs[-1]
        section.paragraphs[-1] = replace(before, body=f"{before.body}\n\n{text}" if before.body else text)

    def _take_table(self, block: SourceBlock) -> None:
        caption, self._caption = self._caption, None
        if caption:
            block = replace(block, marks=(*caption.marks, *block.marks))
        body = table_body(block.rows, caption.text if caption else "", headed=block.headed)
        self._take_words(block, body, continues=not begins_paragraph(block.marks))

    def _drop_caption(self) -> None:
        """A caption without a table is text."""
        caption, self._caption = self._caption, None
        if caption:
            self._take_words(caption, caption.text, continues=not begins_paragraph(caption.marks))

    def _take_item(self, block: SourceBlock) -> None:
        """A line of the paragraph above, or of one of its own where the bookmark says so."""
        section = self._section(block)
        in_row = section.kind == SectionKind.IMPLICATIONS
        if not section.paragraphs or (begins_paragraph(block.marks) and not in_row):
            self._begin(block, OutlineParagraph("", numbered=False))
        before = section.paragraphs[-1]
        deep = block.style in (INNER_ITEM, INNER_BULLET) or (block.style not in _ITEMS and block.level > 0)
        bullet = block.number == "-"
        gap = "\n" if before.body else ""
        if not deep and not bullet and block.number == letter(0) and self._outer >= 0:
            # The letters begin anew: this is another list.
            gap, self._outer = "\n\n", -1
        self._count(bullet, deep)
        mark = "-" if bullet else f"({roman(self._inner) if deep else letter(self._outer)})"
        line = f"{'  ' if deep else ''}{mark} {block.text}"
        section.paragraphs[-1] = replace(before, body=f"{before.body}{gap}{line}")
        self._targets.place(block, self._sections, "" if bullet else self._path(deep))

    def _count(self, bullet: bool, deep: bool) -> None:
        if deep:
            self._inner += 1
        else:
            self._outer, self._inner = -1 if bullet else self._outer + 1, -1

    def _path(self, deep: bool) -> str:
        outer = letter(max(self._outer, 0))
        return f"{outer}.{roman(self._inner)}" if deep else outer


def _words(block: SourceBlock) -> str:
    return plain_text(block.text).replace("\n", " ").strip()
