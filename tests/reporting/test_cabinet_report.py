"""The published Cabinet report, in as text and as Word, out as PDF: held against what it is known to say."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from collab.history import Job
from documents.models import Document
from documents.notation import parse
from documents.readers.text import read_text
from documents.services import remove_paragraph
from tests.factories.docx import numbered_docx

COUNTS = {"headings": 15, "paragraphs": 47, "items": 10, "implications": 11}


def bring_in(path: Path, slug: str) -> dict[str, object]:
    out = StringIO()
    call_command(
        "import_report", str(path), programme="three-borough", council="darlington", slug=slug, json=True, stdout=out
    )
    data: dict[str, object] = json.loads(out.getvalue())
    return data


def held_against_source(slug: str, shared: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """The acceptance check of the exported PDF."""
    pdf = tmp_path / f"{slug}.pdf"
    call_command("export_report", slug, format="pdf", output=str(pdf), stdout=StringIO())
    check = shared / "acceptance" / "check_cabinet_report.py"
    expected = shared / "acceptance" / "three-borough-cabinet-report.expected.json"
    return subprocess.run([sys.executable, check, expected, pdf], capture_output=True, text=True, check=False)


def as_word(markdown: str) -> bytes:
    """The report as somebody would have typed it in Word, numbers and letters made by Word."""
    blocks: list[tuple[str, object]] = []
    for block in read_text(markdown).blocks:
        if block.kind == "rule":
            continue
        if block.kind == "table":
            blocks.append(("table", block.rows))
        elif block.kind == "heading":
            blocks.append((f"heading{min(block.level, 4)}", block.text))
        elif block.kind in ("numbered", "item"):
            blocks.append((block.kind, block.text))
        elif block.bold:
            blocks.append(("bold_plain", block.text))
        elif not block.text[:1].isupper() or block.text.startswith("People collaboration"):
            # Word has no page breaks within a paragraph.
            kind, words = blocks[-1]
            blocks[-1] = (kind, f"{words} {block.text}")
        else:
            blocks.append(("plain", block.text))
    return numbered_docx(blocks)  # type: ignore[arg-type]


def test_cabinet_report_from_text_prints_every_word(demonstration: None, shared: Path, tmp_path: Path) -> None:
    data = bring_in(shared / "inputs" / "three-borough-cabinet-report.md", "seed")
    assert data == {
        "slug": "seed", **COUNTS, "joined": 2, "numbering_differences": [], "not_understood": [], "notes": [],
    }  # fmt: skip
    checked = held_against_source("seed", shared, tmp_path)
    assert checked.returncode == 0, checked.stdout


def test_cabinet_report_from_word_prints_every_word(demonstration: None, shared: Path, tmp_path: Path) -> None:
    source = (shared / "inputs" / "three-borough-cabinet-report.md").read_text(encoding="utf-8")
    path = tmp_path / "report.docx"
    path.write_bytes(as_word(source))
    data = bring_in(path, "seed-word")
    assert {key: data[key] for key in COUNTS} == COUNTS
    assert (data["numbering_differences"], data["not_understood"]) == ([], [])
    checked = held_against_source("seed-word", shared, tmp_path)
    assert checked.returncode == 0, checked.stdout


def test_cabinet_report_check_would_notice_a_lost_paragraph(demonstration: None, shared: Path, tmp_path: Path) -> None:
    bring_in(shared / "inputs" / "three-borough-cabinet-report.md", "seed")
    document = Document.objects.get(slug="seed")
    section = document.sections.get(heading="Next Steps")
    for paragraph in section.paragraphs.all():
        remove_paragraph(paragraph, version=1, by=Job("test"))
    checked = held_against_source("seed", shared, tmp_path)
    assert checked.returncode == 1
    assert "missing: paragraph 25." in checked.stdout


def test_cabinet_report_lands_in_the_notation(demonstration: None, shared: Path) -> None:
    bring_in(shared / "inputs" / "three-borough-cabinet-report.md", "seed")
    bodies = [row.body for s in Document.objects.get(slug="seed").sections.all() for row in s.paragraphs.all()]
    assert all(parse(body) for body in bodies)
    assert sum("**Appendix 1**" in body for body in bodies) == 1
