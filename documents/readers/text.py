"""Markdown and plain text, with the page breaks and slips that exported text has."""

import json
import re
from dataclasses import replace

from collab.errors import Refused
from documents.notation import escape
from documents.readers.blocks import Source, SourceBlock

MOST_BLOCKS = 20_000

_NUMBERED = re.compile(
    r"^(?P<indent>\s*)(?P<number>\d{1,3}(?:\.\d{1,3})+\.?|\d{1,4}[.)])(?P<gap>[ \t]+)(?P<text>\S.*)$"
)
_NUMBER_TAB = re.compile(r"^(?P<indent>\s*)(?P<number>\d{1,3})(?P<gap>\t+)(?P<text>\S.*)$")
_ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+•]\s+)?\(?(?P<letter>[a-z]{1,4})\)\s+(?P<text>\S.*)$")
_BULLET = re.compile(r"^(?P<indent>\s*)[-*+•–]\s+(?P<text>\S.*)$")
_RULE = re.compile(r"^\s*(?:-\s*){3,}$|^\s*(?:_\s*){3,}$|^\s*(?:\*\s*){3,}$|^\s*={3,}\s*$")
_HEADING = re.compile(r"^\s{0,3}(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*\s*$")
_PAGE_NUMBER = re.compile(
    r"^\s*(?:-\s*\d{1,4}\s*-|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|\d{1,4}\s+of\s+\d{1,4})\s*$", re.I
)
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
# Only what is HTML: <anything else> in angle brackets is words.
_TAG = re.compile(
    r"<!--.*?-->|</?(?:a|abbr|b|blockquote|body|center|code|div|em|font|h[1-6]|head|hr|html|i|iframe|img|li|link|meta|ol"
    r"|p|pre|s|script|small|span|strong|style|sub|sup|table|tbody|td|th|thead|title|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.I,
)


def read(data: bytes) -> bytes:
    """Bytes of a text file in, JSON of a `Source` out; refuses what is not text."""
    text, notes = decode(data)
    source = read_text(text)
    return json.dumps(replace(source, notes=tuple(notes) + source.notes).as_json()).encode()


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text, and a note where its encoding had to be guessed."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        note = (
            "The file is not in UTF-8, so it was read as Windows-1252. "
            "Look at pound signs, dashes and quotation marks, and save it as UTF-8 if they are wrong."
        )
        return _printable(text), [note]
    return _printable(text), []


def _printable(text: str) -> str:
    strange = sum(1 for c in text if (ord(c) < 32 and c not in "\t\n\r\f\v") or c == "\ufffd")
    if strange > max(8, len(text) // 100):
        raise Refused(
            "This file is not text that can be read. Save the report as a Word document (.docx), "
            "Markdown or plain text in UTF-8, and bring that in.",
            code="not-text",
        )
    return "".join(c for c in text if ord(c) >= 32 or c in "\t\n\r\f")


def read_text(text: str) -> Source:
    """The blocks of a text. Markdown's marks count where the text uses any; otherwise a star is a star."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    markdown = any(_HEADING.match(line) for line in lines) or len(re.findall(r"\*\*\S[^*\n]*\*\*", text)) > 1
    reader = _Reader(markdown)
    for at, line in enumerate(lines, start=1):
        reader.take(line, at)
    reader.close()
    if len(reader.blocks) > MOST_BLOCKS:
        raise Refused(
            f"The file has more than {MOST_BLOCKS:,} paragraphs, which is no report. Bring in one report at a time.",
            code="too-long",
        )
    return Source(tuple(reader.blocks), tuple(reader.notes()), paged=True)


class _Reader:
    """Takes lines one by one and closes a block where the next one begins."""

    def __init__(self, markdown: bool) -> None:
        self.markdown = markdown
        self.blocks: list[SourceBlock] = []
        self.open: SourceBlock | None = None
        self.lines: list[str] = []
        self.rows: list[tuple[str, ...]] = []
        self.begun = 0
        self.images: list[str] = []
        self.tags = 0
        self.page_numbers = 0

    def take(self, line: str, at: int) -> None:
        line = self._clean(line)
        if not line.strip():
            self.close()
            return
        if _PAGE_NUMBER.match(line):
            self.page_numbers += 1
            self.close()
            return
        if _RULE.match(line) and not (line.strip().startswith("=") and self.lines):
            self.close()
            self.blocks.append(SourceBlock("rule", where=f"line {at}"))
            return
        if self.markdown and (heading := _HEADING.match(line)):
            self.close()
            self._begin(SourceBlock("heading", level=len(heading["marks"])), heading["text"], at)
            self.close()
            return
        if line.lstrip().startswith("|") or self._is_row(line):
            self._take_row(line, at)
            return
        self._take_words(line, at)

    def _is_row(self, line: str) -> bool:
        begins = _NUMBERED.match(line) or _NUMBER_TAB.match(line) or _ITEM.match(line)
        return "\t" in line.strip() and not begins and not _BULLET.match(line)

    def _take_row(self, line: str, at: int) -> None:
        if self.lines:
            self.close()
        if not self.rows:
            self.begun = at
        if line.lstrip().startswith("|"):
            if _TABLE_RULE.match(line):
                return
            cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
        else:
            cells = re.split(r"\t+", line.strip())
        self.rows.append(tuple(self._inline(cell.strip()) for cell in cells))

    def _take_words(self, line: str, at: int) -> None:
        if self.rows:
            self.close()
        numbered = _NUMBERED.match(line) or _NUMBER_TAB.match(line)
        item = _ITEM.match(line)
        bullet = _BULLET.match(line)
        if numbered:
            self.close()
            level = len(numbered["indent"].expandtabs(4)) // 2
            self._begin(
                SourceBlock("numbered", number=numbered["number"].rstrip(".)"), level=level), numbered["text"], at
            )
        elif item:
            self.close()
            level = len(item["indent"].expandtabs(4)) // 2
            self._begin(SourceBlock("item", number=item["letter"], level=level), item["text"], at)
        elif bullet and not (self.markdown and line.strip().startswith("**")):
            self.close()
            level = len(bullet["indent"].expandtabs(4)) // 2
            self._begin(SourceBlock("item", number="-", level=level), bullet["text"], at)
        elif self.open:
            self.lines.append(line)
        else:
            self._begin(SourceBlock("text"), line, at)

    def _begin(self, block: SourceBlock, words: str, at: int) -> None:
        self.open, self.lines, self.begun = block, [words], at

    def close(self) -> None:
        where = f"line {self.begun}"
        if self.rows:
            self.blocks.append(SourceBlock("table", rows=tuple(self.rows), where=where))
            self.rows = []
        if self.open:
            block, text = self.open, self._join()
            bold = self.markdown and bool(
                re.fullmatch(r"\*\*(?:(?!\*\*).)+\*\*(?:\s+\*\*(?:(?!\*\*).)+\*\*)*", text, re.S)
            )
            if bold or block.kind == "heading":
                text = text.replace("**", "")
            text = self._inline(text).strip()
            if text:
                self.blocks.append(SourceBlock(block.kind, text, block.number, block.level, (), bold, where))
            self.open, self.lines = None, []

    def _join(self) -> str:
        """Lines of one block: two spaces or a backslash at the end force a line break in Markdown."""
        text = ""
        for line in self.lines:
            forced = self.markdown and line.endswith(("  ", "\\"))
            text += line.strip().removesuffix("\\").rstrip() + ("\n" if forced else " ")
        return text.strip()

    def _clean(self, line: str) -> str:
        if self.markdown:
            self.images += _IMAGE.findall(line)
            line = _IMAGE.sub("", line)
            line = re.sub(r"<br\s*/?>", " ", line)
            line, tags = _TAG.subn("", line)
            self.tags += tags
        return line.replace("\xa0", " ")

    def _inline(self, text: str) -> str:
        if not self.markdown:
            return escape(text)
        text = re.sub(r"__(?=\S)(.+?)(?<=\S)__", r"**\1**", text)
        text = re.sub(r"(?<![\w*_])_(?=\S)([^_]+?)(?<=\S)_(?![\w_])", r"*\1*", text)
        text = re.sub(r"\\([#_`~>+.!&<])", r"\1", text)
        return re.sub(r"\{(?=ref:)", r"\\{", text)

    def notes(self) -> list[str]:
        notes = []
        if self.images:
            notes.append(
                f"{_count(len(self.images), 'picture was', 'pictures were')} left out. "
                "A report here holds text and tables; describe in words what the picture shows."
            )
        if self.tags:
            notes.append(f"{_count(self.tags, 'HTML tag was', 'HTML tags were')} taken out; the words inside stayed.")
        if self.page_numbers:
            lines = _count(
                self.page_numbers, "line that held only a page number was", "lines that held only page numbers were"
            )
            notes.append(f"{lines} left out; pages are numbered anew in print.")
        return notes


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
