"""From the blocks of a source to the outline of a report in a house style.

It never drops words: what has no place that it knows is kept as plain text where it stood and
listed under `not_understood`.
"""

import re
from dataclasses import replace

from documents.enums import SectionKind
from documents.front import split_field
from documents.notation import plain_text
from documents.numbering import letter
from documents.outline import NotUnderstood, Outline, OutlineParagraph, OutlineSection, differences
from documents.readers.blocks import Source, SourceBlock
from documents.recognise.items import ends_with_item, item_line, last_item
from documents.recognise.numbers import source_number_notes
from documents.recognise.own import OwnReader, is_own
from documents.recognise.references import Targets
from documents.recognise.sections import OpenSection, bare_name, table_body
from documents.styles import Block, Style

# Rows by which a table of implications is known in a style that does not name its own.
_USUAL_ROWS = {
    "key decision", "urgent decision", "wards affected", "groups affected", "budget and policy framework", "diversity",
    "equality", "equalities", "equality and diversity", "crime and disorder", "s17 crime and disorder", "carbon impact",
    "climate change", "health and well being", "health and wellbeing", "risk management", "human rights", "efficiency",
}  # fmt: skip
_CLOSED = re.compile(r"[.:;?!…][)\"'”’]*$|-$")
# A name and a number to call: "A Person Extension 1234", and no sentence before it.
_CONTACT = re.compile(
    r"^(?:(?i:contact(?: officer)?):?\s+)?(?:[A-Z][\w.’'-]*,?\s+){1,5}[-–—:,]?\s*"
    r"(?i:ext(?:ension)?|tel(?:ephone)?)\b\.?:?\s*[\d ()+]{3,}\s*$"
)
_TYPED_NUMBER = re.compile(
    r"^(?P<number>\d{1,3}(?:\.\d{1,3})*)[.)]?\t+(?P<text>[\s\S]+)$|^(?P<dotted>\d{1,3})[.)] (?P<rest>[\s\S]+)$"
)
_TYPED_BULLET = re.compile(r"^\\?[-•–]\s+(?P<text>\S[\s\S]*)$")
_TYPED_ITEM = re.compile(r"^\\?\((?P<letter>[a-z]{1,4})\)\s+(?P<text>[\s\S]+)$")


def recognise(source: Source, style: Style) -> Outline:
    """The outline of `source`, its numbers checked against those that `style` gives."""
    if is_own(source):
        return _own(source, style)
    reader = _Recogniser(source, style)
    for block in source.blocks:
        reader.take(_typed(block))
    sections = reader.finish()
    return Outline(
        title=reader.title,
        front=reader.front,
        sections=sections,
        joined=reader.joined,
        differences=differences(sections, style.numbering),
        not_understood=tuple(reader.not_understood),
        notes=source.notes + tuple(reader.notes),
    )


def _own(source: Source, style: Style) -> Outline:
    names = {words: block.kind for block in reversed(style.blocks) for words in (block.heading, *block.aliases)}
    reader = OwnReader(source, {bare_name(words): kind for words, kind in names.items() if words})
    sections, notes = reader.read()
    return Outline(
        title=reader.title,
        front=reader.front,
        sections=sections,
        differences=differences(sections, style.numbering),
        notes=(*source.notes, *notes),
    )


def _typed(block: SourceBlock) -> SourceBlock:
    """A number or letter that somebody typed instead of having Word make it counts as one."""
    if block.kind != "text" or block.bold:
        return block
    if typed := _TYPED_NUMBER.match(block.text):
        number, text = typed["number"] or typed["dotted"], typed["text"] or typed["rest"]
        return replace(block, kind="numbered", number=number, text=text.strip())
    if typed := _TYPED_ITEM.match(block.text):
        return replace(block, kind="item", number=typed["letter"], text=typed["text"].strip())
    if typed := _TYPED_BULLET.match(block.text):
        return replace(block, kind="item", number="-", text=typed["text"].strip())
    return block


class _Recogniser:
    def __init__(self, source: Source, style: Style) -> None:
        self.paged = source.paged
        self.targets = Targets(source)
        self.known: dict[str, Block] = {}
        for block in style.blocks:
            for words in (block.heading, *block.aliases):
                if words:
                    self.known.setdefault(bare_name(words), block)
        self.rows = {bare_name(row): row for row in style.implications}
        self.title = ""
        self.front: dict[str, str] = {}
        self.sections: list[OpenSection] = []
        self.joined = 0
        self.not_understood: list[NotUnderstood] = []
        self.notes: list[str] = []
        self.waiting: list[SourceBlock] = []
        self.levels: list[int] = []
        self.last = 0

    # -- headings --------------------------------------------------------------------------

    def take(self, block: SourceBlock) -> None:
        if block.kind == "rule":
            return
        if self._is_heading(block):
            self._take_heading(block)
        elif block.kind == "table":
            self._take_table(block)
        elif block.kind == "numbered":
            self._take_numbered(block)
        elif block.kind == "item":
            self._take_item(block)
        else:
            self._take_text(block)

    def _is_heading(self, block: SourceBlock) -> bool:
        words = plain_text(block.text)
        if block.kind == "numbered":
            # "1. Introduction" is a heading only where the house style has that heading.
            return bare_name(words) in self.known and len(words) < 120
        if block.kind == "heading":
            return True
        if block.kind != "text" or "\n" in block.text or len(words) > 120:
            return False
        if not self.title:
            return block.bold or (words.isupper() and not split_field(words))
        if bare_name(words) in self.known:
            return True
        capitals = words.isupper() and len(words) > 3 and not re.search(r"\d{3}", words)
        return (block.bold and self._begun and not _CLOSED.search(words.rstrip("?"))) or capitals

    @property
    def _begun(self) -> bool:
        return any(section.heading for section in self.sections)

    def _take_heading(self, block: SourceBlock) -> None:
        words = re.sub(r"[*]{1,2}", "", block.text).replace("\n", " ").strip()
        words = re.sub(r"\\(.)", r"\1", words)
        known = self.known.get(bare_name(words))
        if not self.title and known is None:
            self.title = words
            return
        if known is None and block.kind == "heading" and not self._begun and split_field(block.text):
            self._take_text(block)
            return
        kind = known.kind if known else SectionKind.TEXT
        # A style's own heading keeps the source's words, only its place in the outline is known.
        self.sections.append(OpenSection(words, self._level(block, known), kind, []))

    def _level(self, block: SourceBlock, known: Block | None) -> int:
        if known:
            return known.level
        has_parts = any(entry.level == 1 for entry in self.known.values())
        if has_parts and any(section.level == 2 for section in self.sections):
            return 3
        if block.level and not has_parts:
            self.levels = [level for level in self.levels if level < block.level] + [block.level]
            return min(3, 1 + len(self.levels))
        return 2

    # -- words -----------------------------------------------------------------------------

    def _here(self) -> OpenSection:
        if not self.sections:
            self.sections.append(OpenSection("", 2, SectionKind.TEXT, []))
        if self.sections[-1].kind in (SectionKind.IMPLICATIONS, SectionKind.SIGNATURE):
            self.sections.append(OpenSection("", 2, SectionKind.TEXT, []))
        return self.sections[-1]

    def _take_numbered(self, block: SourceBlock) -> None:
        section, number = self._here(), block.number
        inner = block.level and section.paragraphs and section.paragraphs[-1].numbered and number.isdigit()
        if inner and int(number) != self.last + 1 and (int(number) == 1 or ends_with_item(section.paragraphs[-1].body)):
            self._take_item(replace(block, kind="item", number=letter(int(number) - 1)))
            return
        self.last = int(number.split(".")[-1]) if number.split(".")[-1].isdigit() else self.last
        section.paragraphs.append(OutlineParagraph(block.text, True, "", number))
        self.targets.place(block, self.sections)

    def _take_item(self, block: SourceBlock) -> None:
        section = self._here()
        text = block.text.replace("\n", " ")
        if not section.paragraphs:
            section.paragraphs.append(OutlineParagraph(self._item(block, text, ""), numbered=False))
            return
        before = section.paragraphs[-1]
        line = self._item(block, text, before.body)
        body = f"{before.body}\n{line}" if before.body else line
        section.paragraphs[-1] = replace(before, body=body)
        if block.marks:
            self.targets.place(block, self.sections, last_item(body))

    def _item(self, block: SourceBlock, text: str, body: str) -> str:
        line, note = item_line(block, text, body)
        if note:
            self.notes.append(note)
        return line

    def _take_text(self, block: SourceBlock) -> None:
        if not self._begun and self._take_front(block):
            return
        section = self.sections[-1] if self.sections else None
        if section and self._is_signature(block, section):
            self._sign(block)
            return
        if section and section.paragraphs and section.kind not in (SectionKind.SIGNATURE, SectionKind.IMPLICATIONS):
            before = section.paragraphs[-1]
            if self.paged and before.numbered and not block.bold and not _CLOSED.search(before.body.rstrip()):
                # A page break had split the paragraph: its first half does not end like a sentence.
                section.paragraphs[-1] = replace(before, body=f"{before.body} {block.text}")
                self.joined += 1
                return
        self._take_plain(block)

    def _take_front(self, block: SourceBlock) -> bool:
        """True where every line of the block was a front field."""
        whole = split_field(plain_text(block.text))
        lines = block.text.split("\n")
        found = [field for line in lines if (field := split_field(plain_text(line)))]
        if whole and len(found) < len(lines):
            found = [whole]
        elif len(found) < len(lines):
            return False
        self.front.update(found)
        return True

    def _take_plain(self, block: SourceBlock) -> None:
        section = self._here()
        lines = block.text.split("\n") if section.kind == SectionKind.BACKGROUND_PAPERS else [block.text]
        for line in lines:
            words = plain_text(line)
            contact = section.kind == SectionKind.BACKGROUND_PAPERS and _CONTACT.match(words.strip())
            if contact and "contact" not in self.front:
                self.front["contact"] = words.strip()
                continue
            section.paragraphs.append(OutlineParagraph(f"**{line}**" if block.bold else line, numbered=False))
        if not section.heading:
            where = "kept as plain text before the first heading"
            self.not_understood.append(NotUnderstood(block.where, plain_text(block.text)[:200], where))

    # -- signature and tables -----------------------------------------------------------------

    def _is_signature(self, block: SourceBlock, section: OpenSection) -> bool:
        lines = plain_text(block.text).split("\n")
        short = all(len(line) <= 60 and not re.search(r"[\d:;?!]", line) and not line.endswith(".") for line in lines)
        after = section.kind == SectionKind.SIGNATURE or any(row.numbered for row in section.paragraphs)
        return block.bold and short and after and 1 <= len(lines) <= 4

    def _sign(self, block: SourceBlock) -> None:
        if self.sections[-1].kind != SectionKind.SIGNATURE:
            self.sections.append(OpenSection("", 2, SectionKind.SIGNATURE, []))
        for line in block.text.split("\n"):
            self.sections[-1].paragraphs.append(OutlineParagraph(line.strip(), numbered=False))

    def _take_table(self, block: SourceBlock) -> None:
        rows = [tuple(cell for cell in row) for row in block.rows]
        pairs = [row for row in rows if len([cell for cell in row if cell]) <= 2 and len(row) >= 2]
        known = [row for row in pairs if bare_name(row[0]) in self.rows]
        usual = [row for row in pairs if bare_name(row[0]) in _USUAL_ROWS]
        if (known and len(known) * 2 >= len(rows)) or len(usual) > 1:
            self._take_implications(rows)
            return
        fields = [split_field(f"{plain_text(row[0])}: {plain_text(row[1])}") for row in pairs if row[1].strip()]
        if not self._begun and fields and all(fields) and len(fields) == len(rows):
            self.front.update(field for field in fields if field)
            return
        self._here().paragraphs.append(OutlineParagraph(table_body(tuple(rows)), numbered=False))

    def _take_implications(self, rows: list[tuple[str, ...]]) -> None:
        paragraphs = []
        for row in rows:
            label = plain_text(row[0]).strip()
            text = " ".join(cell.strip() for cell in row[1:] if cell.strip())
            paragraphs.append(OutlineParagraph(text, False, self.rows.get(bare_name(label), label)))
        if self.sections and self.sections[-1].kind == SectionKind.IMPLICATIONS:
            self.sections[-1].paragraphs += paragraphs
            return
        self.sections.append(OpenSection("", 2, SectionKind.IMPLICATIONS, paragraphs))

    def finish(self) -> tuple[OutlineSection, ...]:
        if not any(section.paragraphs for section in self.sections):
            self.notes.append("No text was found under any heading. Check that this is the file you meant.")
        elif not any(row.numbered for section in self.sections for row in section.paragraphs):
            self.notes.append(
                "No paragraph of the file has a number, so all are kept without. You can number them at the desk."
            )
        self.notes += source_number_notes(self.sections)
        self.notes += self.targets.settle(self.sections)
        return tuple(section.frozen() for section in self.sections)
