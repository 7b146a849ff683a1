"""A text in the versions in which it is published, and as a draft."""

from documents.exempting import full_text, has_exempt, public_text
from documents.queries import ShownText
from reporting.enums import Version


def presented(text: ShownText, version: Version) -> ShownText:
    """As the readers of a version have it. The public one holds nothing of what is exempt but a line that names it."""
    return public_text(text) if version == Version.PUBLIC else full_text(text)


def as_draft(text: ShownText) -> ShownText:
    """With the same lines as the full version, where a part is exempt; otherwise as it is."""
    return full_text(text) if has_exempt(text) else text
