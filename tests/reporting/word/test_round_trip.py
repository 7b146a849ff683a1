"""A report goes out as Word and comes in again the same: as it went out, and when another program has saved it."""

import io
from pathlib import Path

import docx
import pytest
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from collab.history import record
from documents.enums import SectionKind
from documents.models import Document, HouseStyle, Paragraph, Section
from documents.notation import Block, Items, Table, normalise, parse, write
from documents.queries.text import shown_text
from documents.readers.docx import read_docx
from documents.recognise import recognise
from documents.services import create_report, keep_style, read_file
from documents.styles import parse_style, shipped_style
from programme.models import Council, Programme
from reporting.word import render_docx
from reporting.word.build import build
from tests.factories.everything import SHIPPED, everything, shape
from tests.factories.report import JOB
from tests.office import saved_by_libreoffice


def brought_in(data: bytes, document: Document, slug: str = "again") -> dict[str, object]:
    """The file as a report of its own, as if nothing were known of the first."""
    outline = read_file(data, file_name="report.docx", style=document.style)
    assert (outline.differences, outline.not_understood, outline.notes) == ((), (), ())
    if document.council is None:
        # A programme has one business case at a time.
        document.archived_at, document.archive_reason = timezone.now(), "test"
        record(document, by=JOB, reason="test")
    made = create_report(
        programme=document.programme, council=document.council, style=document.style, outline=outline, slug=slug,
        by=JOB, reason="brought in",
    )  # fmt: skip
    return shape(made)


def saved_by_python_docx(data: bytes) -> bytes:
    stream = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("style", SHIPPED)
def test_report_comes_in_again_the_same(programme: Programme, council: Council, style: str) -> None:
    document = everything(programme, council, style)
    first = shape(document)
    second = brought_in(saved_by_python_docx(render_docx(document)), document)
    assert second["sections"] == first["sections"]
    assert second == first


def test_report_would_not_be_the_same_without_its_marks(programme: Programme, council: Council) -> None:
    """What tells one paragraph from the next are the bookmarks, and the test above sees when they are gone."""
    document = everything(programme, council, "plain")
    opened = docx.Document(io.BytesIO(render_docx(document)))
    for mark in list(opened.element.body.iter("{*}bookmarkStart")):
        mark.getparent().remove(mark)
    stream = io.BytesIO()
    opened.save(stream)
    outline = read_file(stream.getvalue(), file_name="report.docx", style=document.style)
    assert len(outline.paragraphs) != sum(len(rows) for *_, rows in shape(document)["sections"])  # type: ignore[attr-defined]


# Through LibreOffice


@pytest.mark.office
def test_reports_come_in_again_the_same_through_libreoffice(
    programme: Programme, council: Council, tmp_path: Path
) -> None:
    documents = {style: everything(programme, council, style, slug=style) for style in SHIPPED}
    saved = saved_by_libreoffice({style: render_docx(row) for style, row in documents.items()}, tmp_path, ending="docx")
    for style, document in documents.items():
        first = shape(document)
        second = brought_in(saved[style], document, slug=f"{style}-again")
        assert second["sections"] == first["sections"], style
        assert second == first, style


@pytest.mark.office
def test_the_published_report_comes_in_again_the_same(
    programme: Programme, council: Council, shared: Path, tmp_path: Path
) -> None:
    """As it went out, and through LibreOffice, in the style in which it was written and in one with other numbers."""
    path = shared / "inputs" / "three-borough-cabinet-report.md"
    documents = {}
    for name in ("darlington-2011", "redcar-and-cleveland-2018"):
        style = keep_style(shipped_style(name), council=council, by=JOB)
        outline = read_file(path.read_bytes(), file_name=path.name, style=style)
        documents[name] = create_report(
            programme=programme, council=council, style=style, outline=outline, slug=name, by=JOB, reason="test"
        )
    files = {name: render_docx(document) for name, document in documents.items()}
    saved = saved_by_libreoffice(files, tmp_path, ending="docx")
    for name, document in documents.items():
        first = shape(document)
        # What the style does not print is not in the file.
        printed = {row.key for row in document.style.style.front}
        first["front"] = {key: value for key, value in document.front.items() if key in printed}
        assert brought_in(files[name], document, slug=f"{name}-again") == first
        assert brought_in(saved[name], document, slug=f"{name}-saved") == first


# Whatever is written

# Each kind of block, with what could be taken for something else; a header is bold by nature, so none is bold here.
BLOCKS = [
    "Words that end in no stop", "12. typed", "1.2\tand a tab", "**Bold**", "*a* **b *c*** ***d*** e",
    "A line\nand another",
    "\\(a) no item\n\\- no bullet\n\\| no table", "a\\*b\\ [x] {12} \\{ref:abc} £",
    "[w\\]\\*](https://a.example/b?c=(d)&e='f')|",
    "SUMMARY", "Wards - All", "A B Extension 1234", "\\*\\*", "…”)]*", "Contact: a **[b](mailto:c@d.example)**",
    "(a) one\n(b) two", "(a) one\nand more\n  (i) in\n  (ii) **in**\n(b) *two*\n  - in", "(a) **all bold**",
    "- a\n  - b\n- c", "- a\n  (i) b\n  (ii) c\n- d\n  (i) e", "- \\- x",
    "| a | *b* |\n| **c** | \\| |", "| a |", "|+ **Caption** of it\n|! a | b |\n| c | |\n| | d |",
    "| | |\n| Wards affected | All |",
]  # fmt: skip
ODD = st.text(st.sampled_from("aé £*|\\[](){}-•1.:\n"), min_size=1, max_size=12)


def body_of(blocks: list[str]) -> str:
    """As it is stored. Two lists of bullets that touch print as one, and are one in Word."""
    found: list[Block] = []
    for block in parse(normalise("\n\n".join(blocks))):
        last = found[-1] if found else None
        if isinstance(block, Items) and isinstance(last, Items) and not (block.lettered or last.lettered):
            found[-1] = Items(False, last.items + block.items)
        elif not isinstance(block, Table) or block.rows[1:]:
            found.append(block)
    return normalise(write(found))


BODIES = st.lists(st.sampled_from(BLOCKS) | ODD, min_size=1, max_size=4).map(body_of).filter(bool)
SECTIONS = st.lists(
    st.tuples(st.integers(1, 3), st.booleans(), st.lists(st.tuples(BODIES, st.booleans()), max_size=3)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.sampled_from(SHIPPED), SECTIONS)
def test_any_text_comes_in_again_the_same(
    style_name: str, sections: list[tuple[int, bool, list[tuple[str, bool]]]]
) -> None:
    definition = shipped_style(style_name)
    style = parse_style(definition)
    now = timezone.now()
    document = Document(
        title="A title", programme=Programme(name="P"), council=Council(name="C"), created_at=now, changed_at=now,
        style=HouseStyle(definition=definition),
    )  # fmt: skip
    heads = [
        Section(
            pk=at, rank=at, level=level, heading=f"Heading {at}" if headed or not rows else "", kind=SectionKind.TEXT
        )
        for at, (level, headed, rows) in enumerate(sections)
    ]
    paragraphs = [
        Paragraph(section_id=at, body=body, numbered=numbered)
        for at, (_, _, rows) in enumerate(sections)
        for body, numbered in rows
    ]
    outline = recognise(read_docx(build(shown_text(document, heads, paragraphs))), style)
    assert outline.differences == ()
    assert [(section.heading, section.level) for section in outline.sections] == [(s.heading, s.level) for s in heads]
    found = [(row.body, row.numbered) for row in outline.paragraphs]
    assert found == [(row.body, row.numbered) for row in paragraphs]
