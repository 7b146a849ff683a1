"""Tables as rows of cells, each cell one line."""

from collections.abc import Callable, Iterator

from documents.readers.docx.notes import Findings
from documents.readers.docx.numbering import Label
from documents.readers.docx.writing import Run, is_bold, write
from documents.readers.docx.xml import Element, W, number, value

ReadParagraph = Callable[[Element], tuple[list[Run], Label | None, int, bool]]
Rows = tuple[tuple[str, ...], ...]

_READ_THROUGH = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_MOST_COLUMNS = 100


def read_rows(table: Element, read_paragraph: ReadParagraph, findings: Findings) -> Rows:
    """Rows of equal length. Merged cells have their words in the first of them; a table within a cell
    becomes words of that cell. `read_paragraph` is asked once for each paragraph, in order."""
    rows = []
    merged = False
    for row in children(table, "tr"):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        cells: list[list[Run]] = [[] for _ in range(_span(properties, "gridBefore", 0))]
        for cell in children(row, "tc"):
            about = cell.find(W + "tcPr")
            runs = _cell(cell, read_paragraph, findings)
            span = _span(about, "gridSpan", 1)
            below = about is not None and about.find(W + "vMerge") is not None
            merged = merged or span > 1 or below
            gone_cell = about is not None and about.find(W + "cellDel") is not None
            cells += [[] if gone_cell else runs, *([] for _ in range(span - 1))]
        rows.append(cells[:_MOST_COLUMNS])
    if merged:
        findings.add("merged")
    return _written(rows)


def _written(rows: list[list[list[Run]]]) -> Rows:
    """A first row that is bold throughout is a header, which is bold by nature."""
    width = max((len(row) for row in rows), default=0)
    header = bool(rows) and all(is_bold(cell) for cell in rows[0] if any(run.text.strip() for run in cell))
    return tuple(
        tuple(write(cell, bold=not (header and at == 0), cell=True) for cell in row) + ("",) * (width - len(row))
        for at, row in enumerate(rows)
    )


def children(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in _READ_THROUGH:
            yield from children(child, name)


def _cell(cell: Element, read_paragraph: ReadParagraph, findings: Findings) -> list[Run]:
    runs: list[Run] = []
    for child in cell:
        if child.tag == W + "p":
            words, label, _, joins = read_paragraph(child)
            if label and any(run.text.strip() for run in words):
                runs.append(Run(f"{label.printed} "))
            runs += [*words, *([] if joins else [Run(" ")])]
        elif child.tag == W + "tbl":
            findings.add("nested")
            for row in children(child, "tr"):
                for inner in children(row, "tc"):
                    runs += _cell(inner, read_paragraph, findings)
        elif child.tag in _READ_THROUGH:
            runs += _cell(child, read_paragraph, findings)
    return runs


def _span(properties: Element, name: str, otherwise: int) -> int:
    return min(number(value(properties, name), otherwise), _MOST_COLUMNS)
