"""Short ways to write a document's XML, and to read it."""

from documents.readers.blocks import Source
from documents.readers.docx import read_docx
from tests.factories import docx as make

LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>{}</w:lvl>'


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(content: str = "", properties: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>{content if content.startswith('<') or not content else run(content)}</w:p>"
    )


def listed(words: str, level: int = 0, num: int = 1) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def abstract(*levels: tuple[str, str] | tuple[str, str, int, str], number: int = 1, link: str = "") -> str:
    parts = [LEVEL.format(at, (*level, 1, "")[2], *level[:2], (*level, 1, "")[3]) for at, level in enumerate(levels)]
    return f'<w:abstractNum w:abstractNumId="{number}">{link}{"".join(parts)}</w:abstractNum>'


def num(number: int, abstract: int = 1, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def source(body: str, links: dict[str, str] | None = None, **parts: str) -> Source:
    return read_docx(make.raw_docx(body, parts, links))


def text(content: str, **parts: str) -> str:
    """The text of the only block of a document of one paragraph."""
    (block,) = source(paragraph(content), **parts).blocks
    return block.text


def labels(body: str, numbering: str, styles: str = "") -> list[tuple[str, str, int]]:
    return [(b.kind, b.number, b.level) for b in source(body, numbering=numbering, styles=styles).blocks]


def note(body: str, **parts: str) -> str:
    """The only note."""
    (said,) = source(body, **parts).notes
    assert said.endswith(".")
    return said


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/>'
    "<w:rPr><w:b/><w:i/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Our Heading"/>'
    '<w:basedOn w:val="berschrift2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Out"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Strong"><w:name w:val="Our strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Bold"><w:name w:val="Bold"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


CLAUSES = abstract(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)"))


def table(*rows: list[str], properties: str = "") -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{properties}{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else paragraph(content)}</w:tc>"


def rows(body: str, **parts: str) -> tuple[tuple[str, ...], ...]:
    (block,) = source(body, **parts).blocks
    assert block.kind == "table"
    return block.rows
