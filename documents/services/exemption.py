"""What is exempt is said of sections, and does not become open by the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from collab.errors import Refused
from documents.enums import Verb
from documents.exemption import Exemption, exemption_of, set_exemption, why_no_exemption
from documents.models import Document, Section
from documents.queries.text import ShownText, read_text
from documents.services.log import keep, living_section, lock, named, state


@transaction.atomic
def classify_section(
    section: Section, *, exemption: Exemption | None, version: int, by: Any, reason: str = ""
) -> Section:  # fmt: skip
    """Make a section exempt, with all that stands under it; `exemption` None opens it to the public.

    Refused with code "exempt" where the exemption is none, "stale" where `version` is not the one that is there,
    "gone" and "not-allowed" as for other changes.
    """
    document = lock(section.document, by)
    section = living_section(section)
    if exemption and (why_not := why_no_exemption(exemption)):
        raise Refused(why_not, code="exempt")
    if exemption_of(section) == exemption:
        return section
    if section.version != version:
        raise Refused("Somebody else changed this heading while you were deciding.", code="stale")
    before, what = state(section), named(document, section)
    set_exemption(section, exemption)
    section.version += 1
    keep(document, section, verb=Verb.CHANGE, before=before, by=by, reason=reason, what=what)
    return section


@contextmanager
def nothing_opened(document: Document) -> Iterator[None]:
    """Around an act that moves text or headings: Refused with code "exempt" where it would take something that is
    exempt out of what makes it so. The act is to be in the transaction that the refusal takes back."""
    if not document.sections.filter(removed=False).exclude(exempt_paragraphs="").exists():
        yield
        return
    before = _exempt_keys(read_text(document))
    yield
    text = read_text(document)
    exempt = _exempt_keys(text)
    opened = next((row for key, row in text.pieces.items() if key in before and key not in exempt), None)
    if opened is not None:
        raise Refused(
            f"This would open {text.name_of(opened)} to the public: it is exempt only where it stands. Make the "
            "heading that it comes to stand under exempt too, or open the one that it stands under first.",
            code="exempt",
        )


def _exempt_keys(text: ShownText) -> set[str]:
    sections = [section for section in text.sections if section.row.key in text.exempt]
    return {row.key for section in sections for row in (section.row, *(each.row for each in section.paragraphs))}
