"""How the tests upload a file."""

import json
import re
import time

import pytest

from collab import uploads
from collab.errors import Refused
from documents.readers.blocks import Source
from tests.factories.docx import raw_members, zip_of

READERS = {"docx": "documents.readers.docx:read", "text": "documents.readers.text:read"}
ECHO = "tests.collab.child_work:reverse"
PARAGRAPH = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>"


def read(data: bytes, filename: str = "report.docx") -> Source:
    return Source.from_json(json.loads(uploads.read(data, filename=filename, readers=READERS)))


def refusal(data: bytes, filename: str = "report.docx") -> Refused:
    """The refusal, which must come soon, name the file, and say what to do."""
    begun = time.monotonic()
    with pytest.raises(Refused) as refused:
        uploads.read(data, filename=filename, readers=READERS)
    assert time.monotonic() - begun < 10
    reason = refused.value.reason
    assert reason.startswith(f"“{filename}” ")
    assert re.search(r"\b(Upload|Open|Save|Divide|Take out|upload|Check)\b", reason)
    assert reason.endswith(".")
    return refused.value


def changed(members: dict[str, bytes | None]) -> bytes:
    whole = raw_members(PARAGRAPH) | members
    return zip_of({name: content for name, content in whole.items() if content is not None})
