"""What a document's styles say, through the styles that they build on."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.readers.docx.xml import Element, W, number, toggle, value
from documents.word import OWN_STYLES, field_of

_DEEPEST = 30
_OWN = {name.casefold(): name for name in OWN_STYLES}


@dataclass(frozen=True)
class _Style:
    """`name` is Word's own, in small letters and in English whatever the language of the document."""

    id: str
    name: str
    parent: str
    paragraph: Element
    run: Element


class Styles:
    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self.default = ""
        self._defaults = None
        self._toggles: dict[tuple[str, str], bool | None] = {}
        for style in [] if root is None else root.iter(W + "style"):
            name = style.get(W + "styleId", "")
            paragraph, run = style.find(W + "pPr"), style.find(W + "rPr")
            self._styles[name] = _Style(name, value(style, "name").lower(), value(style, "basedOn"), paragraph, run)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self.default = name
        if root is not None:
            self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def chain(self, style: str) -> Iterator[_Style]:
        """The style, then what it builds on."""
        for _ in range(_DEEPEST):
            if style not in self._styles:
                return
            yield self._styles[style]
            style = self._styles[style].parent

    def heading_level(self, style: str) -> int:
        """1 the highest, a title included; 0 for a style that is no heading."""
        for part in self.chain(style):
            if part.name == "title":
                return 1
            if part.name.startswith("heading ") and part.name[8:] in set("123456789"):
                return int(part.name[8:])
            outline = value(part.paragraph, "outlineLvl")
            if outline:
                return outline_level(outline)
        return 0

    def own(self, style: str) -> str:
        """Its name where it is one of documents.word, else ""."""
        found = self._styles.get(style)
        return _OWN.get(found.name, "") if found else ""

    def field(self, style: str) -> str:
        """The front field whose value has this style of characters, "" for none."""
        found = self._styles.get(style)
        return field_of(found.name) if found else ""

    def name(self, style: str) -> str:
        found = self._styles.get(style)
        return found.name if found else ""

    def is_contents(self, style: str) -> bool:
        """Whether it is a line of a table of contents."""
        return any(part.name.startswith(("toc ", "table of figures")) for part in self.chain(style))

    def numbering(self, style: str) -> tuple[str, str, str]:
        """The list's number, the level and the style that names the list, each "" where nothing is said."""
        level = ""
        for part in self.chain(style):
            properties = part.paragraph.find(W + "numPr") if part.paragraph is not None else None
            level = level or value(properties, "ilvl")
            if value(properties, "numId"):
                return value(properties, "numId"), level, part.id
        return "", level, ""

    def toggle(self, style: str, name: str) -> bool | None:
        """What the style says of bold and the like, None where it says nothing."""
        if (style, name) not in self._toggles:
            said = (toggle(part.run, name) for part in self.chain(style))
            self._toggles[style, name] = next((on for on in said if on is not None), None)
        return self._toggles[style, name]

    def default_toggle(self, name: str) -> bool:
        return bool(toggle(self._defaults, name))


def outline_level(text: str) -> int:
    """A heading level from an outline level, which counts from 0 and is 9 for body text."""
    level = number(text, 9) + 1
    return level if level < 10 else 0
