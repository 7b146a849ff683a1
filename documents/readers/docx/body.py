"""The document from top to bottom: paragraphs and tables as blocks."""

from collections.abc import Iterator
from dataclasses import replace

from collab.errors import Refused
from documents.readers.blocks import SourceBlock, SourceReference
from documents.readers.docx.inline import InlineReader
from documents.readers.docx.notes import Findings
from documents.readers.docx.numbering import Label, Numbering
from documents.readers.docx.objects import is_line
from documents.readers.docx.package import Package
from documents.readers.docx.styles import Styles, outline_level
from documents.readers.docx.tables import children, read_rows
from documents.readers.docx.writing import Run, is_bold, write
from documents.readers.docx.xml import MC, Element, M, W, number, plain, toggle, value
from documents.word import LABEL, ROW_HEADING, begins_paragraph

MOST_PARAGRAPHS = 20_000

_READ_THROUGH = {W + name for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_SHOWN = (W + "t", W + "sym", W + "drawing", W + "pict", W + "object", M + "t")


class BodyReader:
    """Gathers `blocks` from the text of a package, and what else it meets in `findings`."""

    def __init__(self, package: Package, styles: Styles, findings: Findings) -> None:
        self.blocks: list[SourceBlock] = []
        self._findings = findings
        self._styles = styles
        self._numbering = Numbering(package.part("numbering"), self._styles)
        self._inline = InlineReader(self._styles, package.links(), findings)
        self._carried: list[Run] = []
        self._marks: tuple[str, ...] = ()
        self._paragraphs = self._tables = 0
        self._contents = False

    @property
    def references(self) -> list[SourceReference]:
        return self._inline.references

    def read(self, body: Element) -> None:
        count = sum(1 for _ in body.iter(W + "p"))
        if count > MOST_PARAGRAPHS:
            raise Refused(
                f"The document has {count:,} paragraphs; the most that can be read is {MOST_PARAGRAPHS:,}. "
                "Divide it into smaller documents and upload those.",
                code="upload-too-long",
            )
        self._read(body)
        self._drop_carried()

    def _read(self, parent: Element) -> None:
        for child in self._flat(parent):
            if child.tag == W + "p":
                self._paragraph(child)
            else:
                self._table(child)

    def _drop_carried(self) -> None:
        """A table or the end of the document is no paragraph that could take words in."""
        self._add(SourceBlock("text"), self._carried)
        self._carried = []

    def _flat(self, parent: Element) -> Iterator[Element]:
        """Paragraphs and tables in reading order."""
        for child in parent:
            if child.tag in (W + "p", W + "tbl"):
                yield child
            elif child.tag == W + "sdt":
                if toggle(child.find(W + "sdtPr"), "showingPlcHdr"):
                    self._findings.add("form", plain(child))
                else:
                    yield from self._flat(child)
            elif child.tag == W + "bookmarkStart":
                # It waits for the paragraph or table that comes next.
                self._marks += (child.get(W + "name", ""),)
            elif child.tag in _READ_THROUGH:
                yield from self._flat(child)
            elif child.tag == MC + "AlternateContent":
                yield from self._flat(next(iter(child), child))
            elif child.tag == W + "altChunk":
                self._findings.add("other format")

    def _paragraph(self, paragraph: Element) -> None:
        if next(paragraph.iter(*_SHOWN), None) is not None:
            self._paragraphs += 1
            self._findings.where = f"paragraph {self._paragraphs}"
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            self._findings.add("section", where="")
        runs, label, level, joins = self.read_paragraph(paragraph)
        if joins:
            self._carried, self._marks = runs, self._marked(paragraph)
            return
        if self._styles.is_contents(self._style(paragraph)):
            if not self._contents:
                self._findings.add("contents", where="")
            self._contents = True
            return
        block = replace(_block(label, level), style=self._styles.own(self._style(paragraph)))
        block = replace(block, marks=self._marked(paragraph))
        self._marks = ()
        self._add(block, runs)
        if not any(run.text.strip() for run in runs) and not begins_paragraph(block.marks):
            self._empty(paragraph, label)

    def read_paragraph(self, paragraph: Element) -> tuple[list[Run], Label | None, int, bool]:
        """The runs, the label, the heading level, and whether the paragraph's end is deleted, so that the next goes on
        where it ends. Each paragraph may be read once, in order."""
        style, properties = self._style(paragraph), paragraph.find(W + "pPr")
        runs = self._carried + self._inline.read(paragraph, style)
        self._carried = []
        mark = properties.find(W + "rPr") if properties is not None else None
        if mark is not None:
            gone = mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None
            # A hidden end without words before it is a hidden paragraph.
            if gone or (toggle(mark, "vanish") and not any(run.text.strip() for run in runs)):
                return runs, None, 0, True
        outline = value(properties, "outlineLvl")
        level = outline_level(outline) if outline else self._styles.heading_level(style)
        return runs, self._label(properties, style, level), level, False

    def _marked(self, element: Element) -> tuple[str, ...]:
        """The bookmarks that wait and those that begin here."""
        return (*self._marks, *(mark.get(W + "name", "") for mark in element.iter(W + "bookmarkStart")))

    def _style(self, paragraph: Element) -> str:
        return value(paragraph.find(W + "pPr"), "pStyle") or self._styles.default

    def _label(self, properties: Element, style: str, level: int) -> Label | None:
        direct = properties.find(W + "numPr") if properties is not None else None
        num, at = value(direct, "numId"), value(direct, "ilvl")
        if num:
            return self._numbering.label(num, number(at, 0), heading=level > 0)
        num, inherited, owner = self._styles.numbering(style)
        tied = self._numbering.level_of(num, style)
        if tied is None:
            tied = self._numbering.level_of(num, owner)
        depth = number(at or inherited, 0) if at or tied is None else tied
        return self._numbering.label(num, depth, heading=level > 0)

    def _table(self, table: Element) -> None:
        self._drop_carried()
        self._tables += 1
        self._findings.where = f"table {self._tables}"
        first = next(table.iter(W + "p"), None)
        if first is not None and self._styles.own(self._style(first)) == LABEL:
            self._labelled(table)
            return
        rows = read_rows(table, self.read_paragraph, self._findings)
        marks = self._marked(table)
        if any(cell for row in rows for cell in row) or begins_paragraph(marks):
            styles = {self._styles.own(self._style(paragraph)) for paragraph in table.iter(W + "p")}
            block = SourceBlock("table", rows=rows, where=self._findings.where, marks=marks)
            self.blocks.append(replace(block, headed=ROW_HEADING in styles))
            self._marks = ()

    def _labelled(self, table: Element) -> None:
        """The implications as they are written here: after its label, a row's words are read like any others."""
        for row in children(table, "tr"):
            label, *cells = children(row, "tc")
            words, marks = plain(label), self._marked(label)
            self._marks = ()
            self.blocks.append(SourceBlock("label", words, where=self._findings.where, marks=marks))
            for cell in cells:
                self._read(cell)

    def _add(self, block: SourceBlock, runs: list[Run]) -> None:
        """A heading is bold and slanted by nature, so marks would say nothing there. Where a style says what the block
        is, bold says nothing of it."""
        heading = block.kind == "heading"
        bold = is_bold(runs) and not heading and not block.style
        text = write(runs, bold=not bold and not heading, italic=not heading)
        if text or begins_paragraph(block.marks):
            self.blocks.append(replace(block, text=text, bold=bold, where=self._findings.where))

    def _empty(self, paragraph: Element, label: Label | None) -> None:
        border = paragraph.find(f"{W}pPr/{W}pBdr")
        if is_line(paragraph) or (border is not None and len(border)):
            self.blocks.append(SourceBlock("rule", where=self._findings.where))
        elif label is not None and label.kind != "text" and label.number != "-":
            self._findings.add("no words", label.printed, where="")


def _block(label: Label | None, level: int) -> SourceBlock:
    if level:
        return SourceBlock("heading", number=label.number.strip("-") if label else "", level=level)
    if label is None or label.kind == "text":
        return SourceBlock("text")
    return SourceBlock(label.kind, number=label.number, level=label.depth)
