"""Gives a report, or the business case, as PDF, as a Word document, or as an HTML page that needs nothing else.

Of one that is published it gives the sealed bytes of the latest publication, unless the draft is asked for.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from collab import commands
from collab.errors import Refused
from documents.models import Document
from documents.queries import documents_visible_to
from reporting.enums import Version
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

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """With a --version of our own in place of Django’s."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("slug")
        parser.add_argument("--format", choices=tuple(FORMATS), required=True)
        parser.add_argument("--output", required=True)
        parser.add_argument("--version", choices=Version.values, default=Version.PUBLIC, help="of a publication")
        parser.add_argument("--draft", action="store_true", help="the draft, also where there is a publication")

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
        sealed = None if options["draft"] else _sealed(document, options["format"], options["version"])
        data = FORMATS[options["format"]](document) if sealed is None else sealed
        commands.write_bytes(options["output"], data)
        size = f"{len(data) / 1024:,.0f} KB"
        done = {"slug": document.slug, "format": options["format"], "output": options["output"], "bytes": len(data)}
        return f"{document.title}: written to {options['output']}, {size}.", done


def _sealed(document: Document, format: str, version: str) -> bytes | None:
    """The bytes of the latest publication; None where there is none. Refused where it has no such version."""
    latest = document.publications.defer("sealed").first()
    if latest is None:
        return None
    content = latest.files.filter(format=format, version=version, appendix=0).values_list("content", flat=True).first()
    if content is None:
        raise Refused("Nothing in it is exempt, so that it has no full version.", code="no-such-version")
    return bytes(content)
