"""Publishes a report, or the business case: seals its text, figures and files as they are now, for good."""

from argparse import ArgumentParser
from typing import Any

from collab import commands
from collab.errors import Refused
from collab.history import Job
from documents.models import Document
from reporting.publishing import prepare, seal


class Command(commands.Command):
    help = __doc__ or ""
    name = "publish_report"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("slug")
        parser.add_argument("--corrects", default="", help="what it corrects, from the second publication on")

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        by = self.actor(options)
        if not isinstance(by, Job):
            raise Refused("Leave --by out: whoever runs this machine publishes by it.", code="not-allowed")
        document = Document.objects.filter(slug=options["slug"]).first()
        if document is None:
            raise Refused(f"There is no report called “{options['slug']}”.", code="unknown-report")
        publication = seal(prepare(document), by=by, correction=options["corrects"])
        files = [
            {"version": file.version, "format": file.format, "bytes": file.size, "sha256": file.sha256}
            for file in publication.files.defer("content")
        ]
        done = {"slug": document.slug, "number": publication.number, "identifier": str(publication.identifier)}
        lines = [f"{file['version']} {file['format']}: SHA-256 {file['sha256']}" for file in files]
        return "\n".join([f"{publication} is published.", *lines]), {**done, "files": files}
