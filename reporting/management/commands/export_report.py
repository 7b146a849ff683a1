"""Renders a report, or the business case, as PDF, as a Word document, or as an HTML page that needs nothing else."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from collab import commands
from collab.errors import Refused
from documents.models import Document
from documents.queries import documents_visible_to
from reporting.html import standalone
from reporting.pdf import render_pdf
from reporting.word import render_docx

FORMATS: dict[str, Callable[[Document], bytes]] = {
    "pdf": render_pdf,
    "html": lambda document: standalone(document).encode(),
    "docx": render_docx,
}


class Command(commands.Command):
    help = __doc__ or ""
    name = "export_report"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("slug")
        parser.add_argument("--format", choices=tuple(FORMATS), required=True)
        parser.add_argument("--output", required=True)

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        by = self.actor(options)
        found = (
            documents_visible_to(by)
            if options["by"]
            else Document.objects.select_related("council", "programme", "style")
        )
        document = found.filter(slug=options["slug"]).first()
        if document is None:
            raise Refused(f"There is no report called “{options['slug']}”.", code="unknown-report")
        data = FORMATS[options["format"]](document)
        commands.write_bytes(options["output"], data)
        size = f"{len(data) / 1024:,.0f} KB"
        done = {"slug": document.slug, "format": options["format"], "output": options["output"], "bytes": len(data)}
        return f"{document.title}: written to {options['output']}, {size}.", done
