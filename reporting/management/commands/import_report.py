"""Reads an existing report (Markdown, plain text or DOCX) into a structured, editable Cabinet report."""

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from collab import commands
from documents.queries import style_for
from documents.services import create_report, free_slug, read_file
from programme.queries import council_in, programme_called


class Command(commands.Command):
    help = __doc__ or ""
    name = "import_report"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file")
        parser.add_argument("--programme", required=True)
        parser.add_argument("--council", required=True)
        parser.add_argument("--slug", help="the report's address; made from the title where none is given")

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        programme = programme_called(options["programme"])
        council = council_in(programme, options["council"])
        style = style_for(council, programme.today)
        file_name = Path(options["file"]).name
        outline = read_file(commands.read_bytes(options["file"]), file_name=file_name, style=style)
        document = create_report(
            programme=programme, council=council, style=style, outline=outline,
            slug=options["slug"] or free_slug(outline.title, council),
            by=self.actor(options), reason=f"brought in from {file_name}",
        )  # fmt: skip
        data = {
            "slug": document.slug,
            **outline.counts,
            "numbering_differences": [asdict(row) for row in outline.differences],
            "not_understood": [asdict(row) for row in outline.not_understood],
            "notes": list(outline.notes),
        }
        return _summary(document.title, data), data


def _summary(title: str, data: dict[str, Any]) -> str:
    lines = [
        f"{title}: {data['headings']} headings, {data['paragraphs']} numbered paragraphs, {data['items']} items, "
        f"{data['implications']} implications. Its address is {data['slug']}.",
        *data["notes"],
    ]
    if data["joined"]:
        lines.append(f"{data['joined']} paragraphs that a page break had split were joined.")
    if data["numbering_differences"]:
        lines.append(f"{len(data['numbering_differences'])} paragraphs have another number here than in the source.")
    if data["not_understood"]:
        lines.append(f"{len(data['not_understood'])} passages were kept as plain text; look at them in the report.")
    return "\n".join(lines)
