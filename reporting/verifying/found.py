"""What can be said of a PDF: by its bytes first, and only then by what it says of itself."""

import uuid
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from collab import uploads
from reporting.enums import Format, Version
from reporting.models import Publication, SealedFile

URN = "urn:uuid:"
_READERS = {"pdf": "reporting.verifying.reading:read_identifier"}


class Verdict(Enum):
    """`NOT_PUBLIC`: byte for byte a file that was sealed, for some readers only. `ALTERED`: it names a publication,
    and is none of its files."""

    UNALTERED = "unaltered"
    NOT_PUBLIC = "not public"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Found:
    """`latest` is the latest publication of the same document. `appendix` is the number of the one that the file is,
    0 for the report itself."""

    verdict: Verdict
    digest: str
    publication: Publication | None = None
    latest: Publication | None = None
    appendix: int = 0

    @property
    def is_superseded(self) -> bool:
        return self.publication != self.latest


def identifier_of(publication: Publication) -> str:
    """As it stands in the files of the publication."""
    return f"{URN}{publication.identifier}"


def verify(data: bytes, *, filename: str) -> Found:
    """Raises Refused with a plain sentence where it is no PDF that can be read. Two queries.

    A file that was sealed is known by its bytes and not opened; any other is opened in a child process.
    """
    digest = sha256(data).hexdigest()
    file = _sealed(digest)
    if file is not None:
        public = file.version == Version.PUBLIC
        return _found(Verdict.UNALTERED if public else Verdict.NOT_PUBLIC, digest, file.publication, file.appendix)
    named = _named(uploads.read(data, filename=filename, readers=_READERS))
    return _found(Verdict.ALTERED, digest, named) if named else Found(Verdict.UNKNOWN, digest)


def _found(verdict: Verdict, digest: str, publication: Publication, appendix: int = 0) -> Found:
    latest = Publication.objects.filter(document=publication.document_id).defer("sealed").first()
    return Found(verdict, digest, publication, latest, appendix)


def _sealed(digest: str) -> SealedFile | None:
    """The file of these bytes: the public one, where they are the same in both versions."""
    found = SealedFile.objects.filter(sha256=digest, format=Format.PDF).order_by("pk").defer("content")
    rows = list(found.select_related("publication__document__council", "publication__document__programme"))
    return next((row for row in rows if row.version == Version.PUBLIC), rows[0] if rows else None)


def _named(words: bytes) -> Publication | None:
    try:
        identifier = uuid.UUID(words.decode().removeprefix(URN))
    except ValueError:
        return None
    found = Publication.objects.select_related("document__council", "document__programme").defer("sealed")
    return found.filter(identifier=identifier).first()
