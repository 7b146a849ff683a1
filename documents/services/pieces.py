"""Adding, changing, moving and deleting sections and paragraphs. Every act is one transaction and one row of Edit.

`by` is a User or a Job, `reason` what somebody said about it ("" where nothing). Each refuses (Refused) with code
"not-allowed" where `by` may not change the document, "archived" where nobody may, "stale" or "gone" where the
piece is not any more as `by` saw it, and "exempt" where something exempt would become open by the way;
then nothing has been written.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from collab.errors import Refused
from documents.enums import SectionKind, Verb
from documents.models import Document, Paragraph, Section
from documents.models.text import LONGEST_BODY
from documents.notation import normalise
from documents.queries.text import read_text
from documents.services.exemption import nothing_opened
from documents.services.log import (
    counted,
    history_reason,
    keep,
    living_section,
    lock,
    log_act,
    named,
    place,
    saved,
    state,
)


@transaction.atomic
def add_paragraph(
    section: Section, *, body: str, by: Any, follows: str = "", label: str = "", numbered: bool = True, reason: str = ""
) -> Paragraph:
    """A new paragraph in `section`, after the one whose key is `follows` (first where "")."""
    document = lock(section.document, by)
    section = living_section(section)
    paragraph = Paragraph(section=section, body=stored(body), label=label, numbered=numbered)
    place(paragraph, follows=follows, by=by, reason="paragraph added")
    keep(document, paragraph, verb=Verb.ADD, before={}, by=by, reason=reason)
    return paragraph


@transaction.atomic
def change_paragraph(
    paragraph: Paragraph, *, body: str, version: int, by: Any, numbered: bool | None = None, reason: str = ""
) -> Paragraph:
    """New words for a paragraph. `version` is the one that `by` saw; another is refused with code "stale"."""
    document = lock(paragraph.section.document, by)
    paragraph = living(paragraph)
    body = stored(body)
    numbered = paragraph.numbered if numbered is None else numbered
    # The same in another spelling is no change.
    if (body, numbered) == (normalise(paragraph.body), paragraph.numbered):
        return paragraph
    if paragraph.version != version:
        raise Refused("Somebody else changed this paragraph while you were writing.", code="stale")
    before, what = state(paragraph), named(document, paragraph)
    paragraph.body, paragraph.numbered = body, numbered
    paragraph.version += 1
    keep(document, paragraph, verb=Verb.CHANGE, before=before, by=by, reason=reason, what=what)
    return paragraph


@transaction.atomic
def move_paragraph(paragraph: Paragraph, *, section: Section, follows: str, by: Any, reason: str = "") -> Paragraph:
    """Put a paragraph into `section` after the one whose key is `follows` (first where "")."""
    document = lock(paragraph.section.document, by)
    paragraph, section = living(paragraph), living_section(section)
    if section.document_id != document.pk:
        raise Refused("A paragraph can only be moved within its own text.", code="gone")
    before, what = state(paragraph), named(document, paragraph)
    with nothing_opened(document):
        paragraph.section = section
        place(paragraph, follows=follows, by=by, reason="paragraph moved")
        keep(document, paragraph, verb=Verb.MOVE, before=before, by=by, reason=reason, what=what)
    return paragraph


@transaction.atomic
def remove_paragraph(paragraph: Paragraph, *, version: int, by: Any, reason: str = "") -> Paragraph:
    """Delete a paragraph; undo brings it back with its identity. `version` as in change_paragraph."""
    document = lock(paragraph.section.document, by)
    paragraph = living(paragraph)
    if paragraph.version != version:
        raise Refused(
            "Somebody else changed this paragraph since you opened it, so it was not deleted. "
            "Read it as it is now, and delete it then if you still wish to.",
            code="stale",
        )
    before, what = state(paragraph), named(document, paragraph)
    paragraph.removed = True
    keep(document, paragraph, verb=Verb.REMOVE, before=before, by=by, reason=reason, what=what)
    return paragraph


@transaction.atomic
def add_section(
    document: Document, *, heading: str, level: int, by: Any, follows: str = "", reason: str = ""
) -> Section:
    """A new heading after the section whose key is `follows` (first where "")."""
    document = lock(document, by)
    section = Section(document=document, heading=heading.strip(), level=level, kind=SectionKind.TEXT)
    with nothing_opened(document):
        place(section, follows=follows, by=by, reason="heading added")
        keep(document, section, verb=Verb.ADD, before={}, by=by, reason=reason)
    return section


@transaction.atomic
def change_section(section: Section, *, heading: str, level: int, version: int, by: Any, reason: str = "") -> Section:
    """Another heading text or level. `version` as in change_paragraph."""
    document = lock(section.document, by)
    section = living_section(section)
    if (heading.strip(), level) == (section.heading, section.level):
        return section
    if section.version != version:
        raise Refused("Somebody else changed this heading while you were writing.", code="stale")
    before, what = state(section), named(document, section)
    with nothing_opened(document):
        section.heading, section.level = heading.strip(), level
        section.version += 1
        keep(document, section, verb=Verb.CHANGE, before=before, by=by, reason=reason, what=what)
    return section


@transaction.atomic
def move_section(section: Section, *, follows: str, by: Any, reason: str = "") -> Section:
    """Put a heading, with its text and its sub-headings, after the section whose key is `follows` (first where "").

    Refused with code "place" where that one is the heading itself or under it.
    """
    document = lock(section.document, by)
    section = living_section(section)
    block = [shown.row for shown in read_text(document).block_of(section.key)]
    if follows in [row.key for row in block]:
        raise Refused("A heading cannot be put after itself or under itself.", code="place")
    what, parts = named(document, section), []
    said = history_reason(what, Verb.MOVE, reason)
    # Their states are taken before any of them goes.
    with nothing_opened(document):
        for row, before in [(row, state(row)) for row in block]:
            place(row, follows=follows, by=by, reason=said)
            parts.append(saved(row, verb=Verb.MOVE, before=before, by=by, reason=said))
            follows = row.key
    log_act(document, parts, verb=Verb.MOVE, what=what, by=by, reason=reason)
    return section


@transaction.atomic
def remove_section(
    section: Section,
    *,
    by: Any,
    reason: str = "",
    seen: Mapping[str, int] | None = None,
    with_subheadings: bool = False,
) -> Section:
    """Delete a heading, alone or with the text under it and its sub-headings with theirs; one undo brings all back.

    `seen` is what `by` saw go, versions by key: where it is not exactly that any more, refused with code "stale".
    Without it a heading that still holds text is refused with code "not-empty".
    """
    document = lock(section.document, by)
    section = living_section(section)
    going = read_text(document).going_with(section.key, with_subheadings=with_subheadings)
    if seen is None and len(going) > 1:
        raise Refused(
            "There is still text under this heading. Move or delete its paragraphs first, then the heading.",
            code="not-empty",
        )
    if seen is not None and {piece.key: piece.version for piece in going} != dict(seen):
        raise Refused(
            "Somebody else changed what stands under this heading meanwhile, so nothing was deleted. "
            "Read what would go now, and delete it then if you still wish to.",
            code="stale",
        )
    what, parts = named(document, section), []
    said = history_reason(what, Verb.REMOVE, reason)
    with nothing_opened(document):
        for piece, before in [(piece, state(piece)) for piece in going]:
            piece.removed = True
            parts.append(saved(piece, verb=Verb.REMOVE, before=before, by=by, reason=said))
    further = counted(going[1:])
    what = f"{what}, with {further}," if further else what
    log_act(document, parts, verb=Verb.REMOVE, what=what, by=by, reason=reason)
    return section


def stored(body: str) -> str:
    body = normalise(body)
    if len(body) > LONGEST_BODY:
        raise Refused(
            f"A paragraph may have {LONGEST_BODY:,} characters and this one has {len(body):,}. Split it in two.",
            code="too-long",
        )
    return body


def living(paragraph: Paragraph) -> Paragraph:
    found = Paragraph.objects.select_related("section__document").get(pk=paragraph.pk)
    if found.removed or found.section.removed:
        raise Refused("Somebody else deleted this paragraph in the meantime.", code="gone")
    return found
