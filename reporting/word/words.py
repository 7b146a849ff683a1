"""Words in the light notation as runs of a Word paragraph."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn

from documents.notation import Chip, Emphasis, Inline, Link, Live, Quoted, Reference, Strong, Text, Typed
from reporting.word.xml import Element, add, add_field, add_run


@dataclass(frozen=True)
class Target:
    """What a cross-reference prints. `fields` are the bookmarks whose numbers Word puts there, one after the other,
    with each number as it is now. What is not there is words, that lead to `mark` where it is known."""

    words: str
    mark: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass
class Words:
    part: Part
    resolve: Callable[[Reference], Target]
    say: Callable[[Chip | Live], str]

    def write(self, paragraph: Element, content: Iterable[Inline], *, bold: bool = False, italic: bool = False) -> None:
        for piece in content:
            if isinstance(piece, Text):
                add_run(paragraph, piece.text, bold=bold, italic=italic)
            elif isinstance(piece, Strong | Emphasis):
                strong = isinstance(piece, Strong)
                self.write(paragraph, piece.children, bold=bold or strong, italic=italic or not strong)
            elif isinstance(piece, Link):
                link = add(paragraph, "hyperlink", history=1)
                link.set(qn("r:id"), self.part.relate_to(piece.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
                add_run(link, piece.words, style="Hyperlink", bold=bold, italic=italic)
            elif isinstance(piece, Typed):
                add_run(paragraph, piece.number, bold=bold, italic=italic)
            elif isinstance(piece, Quoted):
                add_run(paragraph, piece.words, bold=bold, italic=italic)
            elif isinstance(piece, Chip | Live):
                add_run(paragraph, self.say(piece), bold=bold, italic=italic)
            else:
                self._reference(paragraph, self.resolve(piece), bold, italic)

    def _reference(self, paragraph: Element, target: Target, bold: bool, italic: bool) -> None:
        for mark, number in target.fields:
            # The number on its own, without closing stop; with the item's number after it, "8(a)".
            add_field(paragraph, rf"REF {mark} \n \h", number, bold=bold, italic=italic)
        if not target.fields:
            parent = add(paragraph, "hyperlink", anchor=target.mark) if target.mark else paragraph
            add_run(parent, target.words, bold=bold, italic=italic)
