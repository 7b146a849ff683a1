"""Word documents for the tests: `numbered_docx` through python-docx, `raw_docx` from bare XML."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from documents.notation import Emphasis, Inline, Link, Strong, Text, inlines

Rows = Sequence[Sequence[str]]
Block = tuple[str, str | Rows]

_LEVELS = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))
_LEVEL_OF = {"numbered": 0, "item": 1, "subitem": 2}
_HEADINGS = {"heading1": 1, "heading2": 2, "heading3": 3, "heading4": 4}


def numbered_docx(blocks: Iterable[Block]) -> bytes:
    """A report with Word's own numbering: paragraphs "1.", "2." in one run across headings, items "(a)" and
    sub-items "(i)" that begin anew below each.

    Kinds: title, heading1 to heading4, numbered, item, subitem, bullet, plain, bold_plain, and table with rows
    instead of a text. Texts and cells are in the light notation, without references.
    """
    document = Document()
    num = add_numbering(document)
    for kind, content in blocks:
        if not isinstance(content, str):
            add_table(document, content)
        elif kind == "title":
            write(document.add_heading(level=0), content)
        elif kind in _HEADINGS:
            write(document.add_heading(level=_HEADINGS[kind]), content)
        else:
            paragraph = document.add_paragraph(style="List Bullet" if kind == "bullet" else None)
            write(paragraph, content, bold=kind == "bold_plain")
            if kind in _LEVEL_OF:
                number_paragraph(paragraph, num, _LEVEL_OF[kind])
    return to_bytes(document)


def to_bytes(document: DocumentType) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_numbering(document: DocumentType, levels: Sequence[tuple[str, str]] = _LEVELS) -> int:
    """A multi-level list of (format, text) by level; its number for `number_paragraph`."""
    numbering = document.part.numbering_part.element
    abstract_id = 1 + max((int(a.get(qn("w:abstractNumId"))) for a in numbering.iter(qn("w:abstractNum"))), default=0)
    parts = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">{parts}</w:abstractNum>')
    # Word wants every abstract numbering before the first list.
    numbering.insert(0, abstract)
    return numbering.add_num(abstract_id).numId


def number_paragraph(paragraph: Paragraph, num: int, level: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = num


def write(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    """A text in the light notation as runs."""
    for piece in inlines(text):
        _write(paragraph, piece, bold, italic=False)


def _write(paragraph: Paragraph, piece: Inline, bold: bool, italic: bool) -> None:
    if isinstance(piece, Text):
        run = paragraph.add_run(piece.text)
        run.bold, run.italic = bold or None, italic or None
    elif isinstance(piece, Link):
        add_link(paragraph, piece.words, piece.address, bold=bold, italic=italic)
    elif isinstance(piece, (Strong, Emphasis)):
        for child in piece.children:
            _write(paragraph, child, bold or isinstance(piece, Strong), italic or isinstance(piece, Emphasis))
    else:
        raise ValueError("a Word document holds no reference")


def add_link(paragraph: Paragraph, words: str, address: str, *, bold: bool = False, italic: bool = False) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(words)
    run.bold, run.italic = bold or None, italic or None
    link.append(run._r)
    paragraph._p.append(link)


def add_table(document: DocumentType, rows: Rows) -> None:
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            write(cell.paragraphs[0], text)


# Things that a reader has to report


def add_tracked_change(document: DocumentType, before: str, deleted: str, inserted: str, after: str) -> None:
    """A paragraph in which `inserted` took the place of `deleted`."""
    paragraph = document.add_paragraph(before)
    paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="901">{_run(deleted, "delText")}</w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="902">{_run(inserted)}</w:ins>'))
    paragraph.add_run(after)


def add_comment(document: DocumentType, words: str, comment: str) -> None:
    """A paragraph with a comment on all of it."""
    paragraph = document.add_paragraph(words)
    document.add_comment(paragraph.runs, text=comment, author="A. Reviewer", initials="AR")


def add_image(document: DocumentType, description: str) -> None:
    """A paragraph that holds a small grey picture."""
    shape = document.add_paragraph().add_run().add_picture(io.BytesIO(_GREY), width=Pt(20))
    shape._inline.docPr.set("descr", description)


def add_nested_table(document: DocumentType, outer: str, inner: Rows) -> None:
    """A table of one cell, with words and a table in it."""
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = outer
    table = cell.add_table(rows=len(inner), cols=len(inner[0]))
    for row, cells in zip(table.rows, inner, strict=True):
        for place, text in zip(row.cells, cells, strict=True):
            place.text = text


def add_hidden(document: DocumentType, shown: str, hidden: str) -> None:
    """A paragraph that goes on hidden."""
    document.add_paragraph(shown).add_run(hidden).font.hidden = True


def _run(words: str, name: str = "t") -> str:
    return f'<w:r><w:{name} xml:space="preserve">{escape(words)}</w:{name}></w:r>'


_GREY = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6368000000820081"
    "77cd72b60000000049454e44ae426082"
)

# Bare XML

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def raw_docx(
    body: str, parts: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None, main: str = DOCX_MAIN
) -> bytes:
    """A document with this XML as its body.

    `parts` are the other parts by kind ("styles", "numbering", "comments", "footnotes", "header"): the content of
    the root element, or the whole part where it begins with "<?xml". `links` are web addresses by id.
    """
    return zip_of(raw_members(body, parts, links, main))


def raw_members(
    body: str, parts: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None, main: str = DOCX_MAIN
) -> dict[str, bytes]:
    roots = {"header": "hdr", "footer": "ftr"}
    members = {"word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        for name, address in (links or {}).items()
    )
    for kind, content in (parts or {}).items():
        root = roots.get(kind, kind)
        whole = content if content.startswith("<?xml") else f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
        members[f"word/{kind}.xml"] = whole
        relations += f'<Relationship Id="part-{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
    members["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_RELATIONSHIPS}">{relations}</Relationships>'
    first = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    outer = {
        "[Content_Types].xml": types,
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONSHIPS}">{first}</Relationships>',
    }
    return {name: text.encode() for name, text in {**outer, **members}.items()}


def zip_of(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
