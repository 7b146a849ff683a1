"""From HTML to the notation: an allow-list by construction, since nothing but what is known here is written.

What the editor sends is one case of it; Word, a web page and rubbish are others. Words are kept, whatever they stand
in; styles, images, scripts, comments and deletions that were tracked are left out, and `Read.left_out` counts those
that somebody could miss. The parser hands over start and end tags in pairs, so nothing here calls itself.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from documents.notation import (
    ADDRESS,
    BOLD,
    FIGURE,
    FIGURE_KEY,
    ITALIC,
    KEY,
    NUMBER,
    Chip,
    Link,
    Live,
    Quoted,
    Reference,
    Run,
    Text,
    Typed,
    printable,
    web_address,
    write,
)
from documents.rich.blocks import Blocks, ItemPlace
from documents.rich.word import list_level, marker_is_letter, style_of, what_is_left_out

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("legend", "main", "nav", "p", "pre", "section", "summary"),
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# All the backslashes or none: what begins in the middle of many would look to their end from each of them.
_TYPED = re.compile(rf"(?<!\\)(?P<slashes>\\*){NUMBER}")
_KEY = re.compile(KEY)
_ADDRESS = re.compile(ADDRESS)
_FIGURE = re.compile(FIGURE)
_LIVE = re.compile(FIGURE_KEY)
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class Read:
    """`text` as it is typed, with {ref:KEY} for chips; how many things of which kind were left out."""

    text: str
    left_out: Mapping[str, int]


def from_editor(html: str, *, living: Collection[str] | None = None, programme: str = "") -> Read:
    """The text of an HTML fragment. `living` says that it was pasted from anywhere: a chip for another paragraph
    than those, as another report has them, becomes its words, and so does a figure of another
    programme than `programme`, with which the keys of its figures begin ("p3")."""
    target = _Target(living, Blocks(pasted=living is not None), programme=programme)
    parser = etree.HTMLParser(target=target, huge_tree=True)
    if html.strip():
        parser.feed(html)
        parser.close()
    return Read(write(target.blocks.finish(), typed=True), target.left_out)


_NAMES = {
    "image": ("an image", "images"),
    "comment": ("a comment", "comments"),
    "deletion": ("a tracked deletion", "tracked deletions"),
    "script": ("a script", "scripts"),
    "object": ("an embedded object", "embedded objects"),
}


def left_out(counts: Mapping[str, int]) -> str:
    """One sentence about what was left out; "" where nothing was."""
    found = [(counts.get(kind, 0), one, more) for kind, (one, more) in _NAMES.items()]
    parts = [one if count == 1 else f"{count} {more}" for count, one, more in found if count]
    if not parts:
        return ""
    words = ", ".join(parts[:-1]) + (" and " if parts[1:] else "") + parts[-1]
    return f"{words[0].upper()}{words[1:]} {'was' if sum(counts.values()) == 1 else 'were'} left out."


@dataclass(frozen=True)
class _Element:
    """What holds for the words within an open element."""

    tag: str = ""
    marks: frozenset[str] = frozenset()
    address: str = ""
    skipped: bool = False
    marker: bool = False
    wrapper: bool = False
    quoted: str = ""


@dataclass
class _Target:
    """What the parser calls."""

    living: Collection[str] | None
    blocks: Blocks
    left_out: Counter[str] = field(default_factory=Counter)
    open: list[_Element] = field(default_factory=lambda: [_Element()])
    words: list[str] = field(default_factory=list)
    marker: str = ""
    programme: str = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._take_words()
        now = self.open[-1]
        if not now.skipped:
            style = style_of(attributes)
            kind = what_is_left_out(tag, attributes, style)
            if kind is not None:
                self.left_out.update([kind] if kind else [])
                now = replace(now, skipped=True)
            else:
                self._open_block(tag, attributes, style)
                live = self._live(tag, attributes)
                now = replace(now, skipped=True) if live else self._inline(now, tag, attributes, style)
        self.open.append(replace(now, tag=tag))

    def end(self, tag: str) -> None:
        self._take_words()
        element = self.open.pop()
        if not element.skipped:
            self._close_block(tag)

    def data(self, text: str) -> None:
        if self.open[-1].marker:
            self.marker += text
        elif not self.open[-1].skipped:
            self.words.append(text)

    def comment(self, text: str) -> None:
        """Word hides its own markup in comments."""

    def close(self) -> None:
        self._take_words()

    # Blocks

    def _open_block(self, tag: str, attributes: Mapping[str, str], style: Mapping[str, str]) -> None:
        if tag in ("ul", "ol"):
            self.blocks.open_list(lettered=tag == "ol", goes_on=any(e.wrapper for e in self.open[-3:]))
        elif tag == "li":
            said = attributes.get("data-aria-level") or attributes.get("aria-level") or ""
            self.blocks.open_item(int(said) if re.fullmatch("[1-9]", said) else 0)
        elif tag == "table":
            self.blocks.open_table(attributes.get("data-caption", ""))
        elif tag == "caption":
            self.blocks.flush()
        elif tag == "tr":
            self.blocks.open_row()
        elif tag in ("td", "th"):
            self.blocks.open_cell(tag == "th", attributes.get("colspan", ""), attributes.get("rowspan", ""))
        elif tag == "br":
            self.blocks.break_line()
        elif tag in _BLOCKS:
            self.blocks.flush()
            level = list_level(style)
            if tag == "p" and level:
                self.marker = ""
                self.blocks.place = ItemPlace(deep=level > 1, lettered=False, alone=True)

    def _live(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Whether this is a live table or chart, which then stands there; within an item or a table it is its words."""
        key = attributes.get("data-block", "") if tag == "div" else ""
        mine = self.living is None or key.partition(".")[0] == self.programme
        return bool(_LIVE.fullmatch(key)) and mine and self.blocks.put_alone(Live(key))

    def _close_block(self, tag: str) -> None:
        blocks = self.blocks
        if tag in ("ul", "ol"):
            blocks.close_list()
        elif tag == "li":
            blocks.close_item()
        elif tag == "table":
            blocks.close_table()
        elif tag == "caption":
            blocks.close_caption()
        elif tag in ("td", "th"):
            blocks.close_cell()
        elif tag in _BLOCKS:
            if blocks.place and blocks.place.alone:
                blocks.place = replace(blocks.place, lettered=marker_is_letter(self.marker))
                blocks.flush()
                blocks.place = None
            blocks.flush()

    # Words

    def _inline(self, now: _Element, tag: str, attributes: Mapping[str, str], style: Mapping[str, str]) -> _Element:
        marks = set(now.marks)
        weight, slant = style.get("font-weight", ""), style.get("font-style", "")
        if tag in _HEADINGS or tag in ("b", "strong") or weight in ("bold", "bolder", "600", "700", "800", "900"):
            marks.add(BOLD)
        if tag in ("i", "em") or slant in ("italic", "oblique"):
            marks.add(ITALIC)
        if weight in ("normal", "400"):
            marks.discard(BOLD)
        if slant == "normal":
            marks.discard(ITALIC)
        now = replace(now, marks=frozenset(marks), marker=now.marker or style.get("mso-list", "") == "ignore")
        if tag == "a":
            address = attributes.get("href", "").strip()
            return replace(now, address=address if _ADDRESS.fullmatch(address) else web_address(address))
        if tag == "div":
            return replace(now, wrapper="ListContainerWrapper" in attributes.get("class", ""))
        kinds = attributes.get("class", "").split() if tag == "data" else []
        if "reference" in kinds:
            return self._chip(now, attributes.get("value", ""))
        if "figure" in kinds:
            return self._figure(now, attributes.get("value", ""))
        if "quoted" in kinds:
            return replace(now, quoted=" ".join(printable(attributes.get("value", "")).split()))
        return now

    def _figure(self, now: _Element, value: str) -> _Element:
        found = _FIGURE.fullmatch(value)
        if not found or (self.living is not None and found["figure"].partition(".")[0] != self.programme):
            return now
        self.blocks.add(Run(Chip(found["figure"], found["form"] or ""), now.marks))
        return replace(now, skipped=True)

    def _chip(self, now: _Element, value: str) -> _Element:
        found = _KEY.fullmatch(value)
        if not found or (self.living is not None and found["key"] not in self.living):
            return now
        self.blocks.add(Run(Reference(found["key"], found["item"] or ""), now.marks))
        return replace(now, skipped=True)

    def _take_words(self) -> None:
        """Brackets with a number are a reference, unless an odd backslash before them says that they are not."""
        text = _SPACE.sub(" ", printable("".join(self.words)))
        self.words = []
        if not text:
            return
        now, at = self.open[-1], 0
        if now.quoted:
            self.blocks.add(Run(Quoted(text, now.quoted), now.marks))
            return
        if now.address:
            self.blocks.add(Run(Link(text, now.address), now.marks))
            return
        for match in _TYPED.finditer(text):
            slashes = match["slashes"]
            before = text[at : match.start()] + slashes[: len(slashes) // 2]
            at = match.end()
            if len(slashes) % 2:
                self.blocks.add(Run(Text(f"{before}{{{match['number']}}}"), now.marks))
            else:
                self.blocks.add(Run(Text(before), now.marks))
                self.blocks.add(Run(Typed(match["number"]), now.marks))
        self.blocks.add(Run(Text(text[at:]), now.marks))
