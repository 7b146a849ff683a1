"""Adding, changing, moving and deleting sections and paragraphs. Every act is one transaction and one row of Edit.

`by` is a User or a Job, `reason` what somebody said about it ("" where nothing). Each refuses (Refused) with code
"not-allowed" where `by` may not change the report, and with code "stale" or "gone" where the piece is not
any more as `by` saw it; then nothing has been written.
"""

from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.history import record
from documents.enums import SectionKind, Verb
from documents.models import Document, Paragraph, Section
from documents.models.text import LONGEST_BODY
from documents.notation import normalise
from documents.queries.text import read_text
from documents.services.log import history_reason, lock, log, place, state


@transaction.atomic
def add_paragraph(
    section: Section, *, body: str, by: Any, follows: str = "", label: str = "", numbered: bool = True, reason: str = ""
) -> Paragraph:
    """A new paragraph in `section`, after the one whose key is `follows` (first where "")."""
    document = lock(section.document, by)
    section = _living_section(section)
    paragraph = Paragraph(section=section, body=_body(body), label=label, numbered=numbered)
    place(paragraph, follows=follows, by=by, reason="paragraph added")
    record(paragraph, by=by, reason=history_reason("paragraph", Verb.ADD, reason))
    what = _called(document, paragraph)
    log(
        document, verb=Verb.ADD, piece=paragraph.key, what=what, before={}, after=state(paragraph), by=by, reason=reason
    )
    return paragraph


@transaction.atomic
def change_paragraph(
    paragraph: Paragraph, *, body: str, version: int, by: Any, numbered: bool | None = None, reason: str = ""
) -> Paragraph:
    """New words for a paragraph. `version` is the one that `by` saw; another is refused with code "stale"."""
    document = lock(paragraph.section.document, by)
    paragraph = _living(paragraph)
    body = _body(body)
    numbered = paragraph.numbered if numbered is None else numbered
    if (body, numbered) == (paragraph.body, paragraph.numbered):
        return paragraph
    if paragraph.version != version:
        raise Refused("Somebody else changed this paragraph while you were writing.", code="stale")
    before, what = state(paragraph), _called(document, paragraph)
    paragraph.body, paragraph.numbered = body, numbered
    paragraph.version += 1
    record(paragraph, by=by, reason=history_reason(what, Verb.CHANGE, reason))
    log(
        document, verb=Verb.CHANGE, piece=paragraph.key, what=what,
        before=before, after=state(paragraph), by=by, reason=reason,
    )  # fmt: skip
    return paragraph


@transaction.atomic
def move_paragraph(paragraph: Paragraph, *, section: Section, follows: str, by: Any, reason: str = "") -> Paragraph:
    """Put a paragraph into `section` after the one whose key is `follows` (first where "")."""
    document = lock(paragraph.section.document, by)
    paragraph, section = _living(paragraph), _living_section(section)
    if section.document_id != document.pk:
        raise Refused("A paragraph can only be moved within its own report.", code="gone")
    before, what = state(paragraph), _called(document, paragraph)
    paragraph.section = section
    place(paragraph, follows=follows, by=by, reason="paragraph moved")
    record(paragraph, by=by, reason=history_reason(what, Verb.MOVE, reason))
    log(
        document, verb=Verb.MOVE, piece=paragraph.key, what=what,
        before=before, after=state(paragraph), by=by, reason=reason,
    )  # fmt: skip
    return paragraph


@transaction.atomic
def remove_paragraph(paragraph: Paragraph, *, version: int, by: Any, reason: str = "") -> Paragraph:
    """Delete a paragraph; undo brings it back with its identity. `version` as in change_paragraph."""
    document = lock(paragraph.section.document, by)
    paragraph = _living(paragraph)
    if paragraph.version != version:
        raise Refused(
            "Somebody else changed this paragraph since you opened it, so it was not deleted. "
            "Read it as it is now, and delete it then if you still wish to.",
            code="stale",
        )
    before, what = state(paragraph), _called(document, paragraph)
    paragraph.removed = True
    record(paragraph, by=by, reason=history_reason(what, Verb.REMOVE, reason))
    log(document, verb=Verb.REMOVE, piece=paragraph.key, what=what, before=before, after={}, by=by, reason=reason)
    return paragraph


@transaction.atomic
def add_section(
    document: Document, *, heading: str, level: int, by: Any, follows: str = "", reason: str = ""
) -> Section:
    """A new heading after the section whose key is `follows` (first where "")."""
    document = lock(document, by)
    section = Section(document=document, heading=heading.strip(), level=level, kind=SectionKind.TEXT)
    place(section, follows=follows, by=by, reason="heading added")
    record(section, by=by, reason=history_reason(_named(section), Verb.ADD, reason))
    what = _named(section)
    log(document, verb=Verb.ADD, piece=section.key, what=what, before={}, after=state(section), by=by, reason=reason)
    return section


@transaction.atomic
def change_section(section: Section, *, heading: str, level: int, version: int, by: Any, reason: str = "") -> Section:
    """Another heading text or level. `version` as in change_paragraph."""
    document = lock(section.document, by)
    section = _living_section(section)
    if (heading.strip(), level) == (section.heading, section.level):
        return section
    if section.version != version:
        raise Refused("Somebody else changed this heading while you were writing.", code="stale")
    before, what = state(section), _named(section)
    section.heading, section.level = heading.strip(), level
    section.version += 1
    record(section, by=by, reason=history_reason(what, Verb.CHANGE, reason))
    log(
        document, verb=Verb.CHANGE, piece=section.key, what=what,
        before=before, after=state(section), by=by, reason=reason,
    )  # fmt: skip
    return section


@transaction.atomic
def move_section(section: Section, *, follows: str, by: Any, reason: str = "") -> Section:
    """Put a heading, with all that stands under it, after the section whose key is `follows` (first where "")."""
    document = lock(section.document, by)
    section = _living_section(section)
    before, what = state(section), _named(section)
    place(section, follows=follows, by=by, reason="heading moved")
    record(section, by=by, reason=history_reason(what, Verb.MOVE, reason))
    log(
        document, verb=Verb.MOVE, piece=section.key, what=what,
        before=before, after=state(section), by=by, reason=reason,
    )  # fmt: skip
    return section


@transaction.atomic
def remove_section(section: Section, *, by: Any, reason: str = "") -> Section:
    """Delete an empty section. One that still holds text is refused with code "not-empty"."""
    document = lock(section.document, by)
    section = _living_section(section)
    if section.paragraphs.filter(removed=False).exists():
        raise Refused(
            "There is still text under this heading. Move or delete its paragraphs first, then the heading.",
            code="not-empty",
        )
    before, what = state(section), _named(section)
    section.removed = True
    record(section, by=by, reason=history_reason(what, Verb.REMOVE, reason))
    log(document, verb=Verb.REMOVE, piece=section.key, what=what, before=before, after={}, by=by, reason=reason)
    return section


def _body(body: str) -> str:
    body = normalise(body)
    if len(body) > LONGEST_BODY:
        raise Refused(
            f"A paragraph may have {LONGEST_BODY:,} characters and this one has {len(body):,}. Split it in two.",
            code="too-long",
        )
    return body


def _living(paragraph: Paragraph) -> Paragraph:
    found = Paragraph.objects.select_related("section__document").get(pk=paragraph.pk)
    if found.removed or found.section.removed:
        raise Refused("Somebody else deleted this paragraph in the meantime.", code="gone")
    return found


def _living_section(section: Section) -> Section:
    found = Section.objects.get(pk=section.pk)
    if found.removed:
        raise Refused("Somebody else deleted this heading in the meantime.", code="gone")
    return found


def _called(document: Document, paragraph: Paragraph) -> str:
    shown = read_text(document).paragraphs.get(paragraph.key)
    return shown.name if shown else "paragraph"


def _named(section: Section) -> str:
    return f"the heading “{section.heading}”" if section.heading else section.name.lower()
