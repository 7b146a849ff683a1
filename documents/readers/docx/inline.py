"""The words of a paragraph with their formats, and what stands among them."""

import re
from dataclasses import dataclass

from documents.notation import web_address
from documents.readers.blocks import SourceReference
from documents.readers.docx.notes import Findings
from documents.readers.docx.objects import look_at_drawing, look_at_object
from documents.readers.docx.package import Relationship
from documents.readers.docx.styles import Styles
from documents.readers.docx.writing import Run
from documents.readers.docx.xml import MC, Element, M, R, W, is_on, plain, toggle, values
from documents.word import is_reference

_READ_THROUGH = {W + name for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo")}
_FIXED = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
# Their results say nothing that could have changed.
_QUIET_FIELDS = {"", "HYPERLINK", "TOC", "PAGEREF", "PAGE", "NUMPAGES", "SEQ", "TC", "XE", "FORMTEXT", "FORMDROPDOWN"}
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"', re.I)
# A reference to the number of the paragraph at a bookmark, and not to its words.
_TO_NUMBER = re.compile(r'^\s*REF\s+"?(?P<mark>[^\s"]+)"?(?=\s).*\\[nrw]\b', re.I | re.S)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# Characters of the Symbol and Wingdings typefaces that reports use.
_SYMBOLS = {
    0xB7: "•", 0xA7: "▪", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xA8: "☐", 0xE0: "→", 0xD8: "➢",
    0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB1: "±", 0x2D: "−", 0xB0: "°",
}  # fmt: skip


@dataclass
class _Field:
    instruction: str = ""
    shows: bool = False
    address: str = ""
    # The bookmark to whose number it refers, and the run that shows it.
    mark: str = ""
    shown: Run | None = None


class InlineReader:
    """Reads paragraph after paragraph in order, since a field may reach over several."""

    def __init__(self, styles: Styles, links: dict[str, Relationship], findings: Findings) -> None:
        self._styles = styles
        self._links = links
        self._findings = findings
        self._fields: list[_Field] = []
        self._style = ""
        self._runs: list[Run] = []
        self._held = ("", "")
        self.references: list[SourceReference] = []
        self._formats: dict[tuple[str, ...], tuple[bool, bool, bool]] = {}

    def read(self, paragraph: Element, style: str) -> list[Run]:
        """The runs that are to be read: what is deleted or hidden is not among them."""
        self._style, self._runs = style, []
        self._walk(paragraph, "")
        self._hold("")
        # An instruction ends with its paragraph, lest a broken field swallow the rest of the document.
        self._fields = [part for part in self._fields if part.shows]
        return self._runs

    def _walk(self, parent: Element, address: str) -> None:
        for child in parent:
            if child.tag == W + "r":
                self._run(child, address)
            elif child.tag == W + "hyperlink" and is_reference(child.get(W + "anchor", "")):
                self._refer(child.get(W + "anchor"), Run(plain(child)))
            elif child.tag == W + "hyperlink":
                self._walk(child, self._target(child) or address)
            elif child.tag == W + "fldSimple" and (found := _TO_NUMBER.match(child.get(W + "instr", ""))):
                self._refer(found["mark"], Run(plain(child)))
            elif child.tag == W + "fldSimple":
                self._walk(child, self._field_found(child.get(W + "instr", "")) or address)
            elif child.tag == W + "sdt":
                self._form(child, address)
            elif child.tag in (M + "oMath", M + "oMathPara"):
                self._equation(child)
            elif child.tag == MC + "AlternateContent":
                self._walk(_choice(child), address)
            elif child.tag in _READ_THROUGH:
                self._walk(child, address)

    def _form(self, control: Element, address: str) -> None:
        if toggle(control.find(W + "sdtPr"), "showingPlcHdr"):
            self._findings.add("form", plain(control))
            return
        for content in control.iterchildren(W + "sdtContent"):
            self._walk(content, address)

    def _target(self, hyperlink: Element) -> str:
        link = self._links.get(hyperlink.get(R + "id", ""))
        if link is None:
            return ""
        fragment = hyperlink.get(W + "anchor", "")
        return self._address(link.target + (f"#{fragment}" if fragment else ""), plain(hyperlink))

    def _address(self, target: str, words: str) -> str:
        address = web_address(target)
        if not address:
            self._findings.add("link", words)
        return address

    def _field_found(self, instruction: str) -> str:
        """Its address, where it is a link."""
        name = (instruction.split() or [""])[0].upper()
        if name not in _QUIET_FIELDS:
            self._findings.add("field", name)
        link = _HYPERLINK.match(instruction)
        return self._address(link[1], link[1]) if link else ""

    def _run(self, run: Element, address: str) -> None:
        properties = values(next(run.iterchildren(W + "rPr"), None))
        bold, italic, hidden = self._format(properties)
        for child in run:
            if child.tag == W + "fldChar":
                self._field_mark(child.get(W + "fldCharType", ""))
            elif child.tag == W + "instrText" and self._fields and not self._fields[-1].shows:
                self._fields[-1].instruction += child.text or ""
            elif child.tag != W + "rPr" and all(part.shows for part in self._fields):
                text = self._text(child)
                if text is not None and self._is_read(text, properties, hidden):
                    around = [part.address for part in self._fields if part.address]
                    self._show(Run(text, bold, italic, address or "".join(around[-1:])))

    def _show(self, run: Run) -> None:
        """The words of a reference are gathered until its field ends, and take the format of the first."""
        referring = next((part for part in self._fields if part.mark), None)
        if referring is None:
            self._append(run)
        else:
            first = referring.shown or run._replace(text="")
            referring.shown = first._replace(text=first.text + run.text)

    def _refer(self, mark: str, shown: Run) -> None:
        before = self.references[-1] if self.references and self._runs and self._runs[-1].reference else None
        if before and mark.startswith(f"{before.mark}_"):
            # "8" and "(a)" stand beside each other, and are one reference to an item.
            shown = shown._replace(text=before.words + shown.text)
            self.references.pop()
            self._runs.pop()
        reference = SourceReference(f"r{len(self.references) + 1}", mark, shown.text)
        self.references.append(reference)
        self._append(shown._replace(text=shown.text or "?", address="", reference=reference.id))

    def _append(self, run: Run) -> None:
        """Joined to the one before where both look the same."""
        if self._runs and self._runs[-1][1:] == run[1:]:
            run = run._replace(text=self._runs.pop().text + run.text)
        self._runs.append(run)

    def _field_mark(self, mark: str) -> None:
        if mark == "begin":
            self._fields.append(_Field())
        elif mark == "separate" and self._fields:
            last = self._fields[-1]
            last.shows = True
            if found := _TO_NUMBER.match(last.instruction):
                last.mark = found["mark"]
            else:
                last.address = self._field_found(last.instruction)
        elif mark == "end" and self._fields:
            ended = self._fields.pop()
            if ended.mark:
                self._refer(ended.mark, ended.shown or Run(""))

    def _is_read(self, text: str, properties: dict[str, str], hidden: bool) -> bool:
        """Whether it can be seen; what cannot, or is struck through, gets noted."""
        if hidden:
            self._hold("hidden", text)
        elif text.strip() and any(is_on(properties.get(W + name)) for name in ("strike", "dstrike")):
            self._hold("struck", text)
        elif text.strip():
            self._hold("")
        return not hidden

    def _hold(self, kind: str, text: str = "") -> None:
        """Words of one kind that follow one another are one passage."""
        if kind != self._held[0]:
            if self._held[1].strip():
                self._findings.add(*self._held)
            self._held = (kind, "")
        self._held = (kind, self._held[1] + text)

    def _text(self, child: Element) -> str | None:
        """The text that the part of a run stands for, None for none; what else it is gets noted."""
        name = child.tag.removeprefix(W)
        if name == "t":
            words = child.text or ""
            kept = child.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            return _PRIVATE.sub(self._symbol, re.sub(r"[\r\n]", " ", words if kept else words.strip()))
        if name == "br":
            return "\n" if child.get(W + "type", "textWrapping") == "textWrapping" else None
        if name in _FIXED:
            return _FIXED[name]
        if name == "sym":
            code = child.get(W + "char", "")
            return self._sign(int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0)
        if name == "ruby":
            return plain(child.find(W + "rubyBase")) if child.find(W + "rubyBase") is not None else None
        if child.tag == MC + "AlternateContent":
            texts = [self._text(part) for part in _choice(child)]
            return "".join(text for text in texts if text) or None
        if name in ("drawing", "pict"):
            look_at_drawing(child, self._findings)
        elif name == "object":
            look_at_object(child, self._findings)
        return None

    def _symbol(self, match: re.Match[str]) -> str:
        return self._sign(ord(match[0]))

    def _sign(self, code: int) -> str:
        sign = _SYMBOLS.get(code & 0xFF, "□") if 0xF000 <= code <= 0xF0FF or code < 0x100 else "□"
        self._findings.add("symbol", sign)
        return sign

    def _equation(self, equation: Element) -> None:
        words = _PRIVATE.sub("□", plain(equation))
        self._findings.add("equation", words)
        self._append(Run(words))

    def _format(self, properties: dict[str, str]) -> tuple[bool, bool, bool]:
        """Whether a run is bold, italic, hidden."""
        said = (self._style, *(properties.get(W + name, "") for name in ("b", "i", "vanish", "rStyle")))
        if said not in self._formats:
            on = [self._is_on(properties, name) for name in ("b", "i", "vanish")]
            self._formats[said] = (on[0], on[1], on[2])
        return self._formats[said]

    def _is_on(self, properties: dict[str, str], name: str) -> bool:
        """Said of the run itself, or by exactly one of its two styles (ECMA-376 part 1, 17.7.3)."""
        own = is_on(properties.get(W + name))
        if own is not None:
            return own
        styles = (self._style, properties.get(W + "rStyle", ""))
        said = [self._styles.toggle(style, name) for style in styles if style]
        if all(one is None for one in said):
            return self._styles.default_toggle(name)
        return sum(bool(one) for one in said) == 1


def _choice(alternatives: Element) -> Element:
    """The newest of the ways in which the same thing is given."""
    return next(iter(alternatives), alternatives)
