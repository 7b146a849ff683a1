"""What all changes of a document have in common: lock, permission, rank, and a row in the list of changes."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone

from collab.errors import Refused
from collab.history import Job, record
from documents import rules
from documents.enums import Verb
from documents.models import Document, Edit, EditPart, Paragraph, Section
from documents.queries.past import history_ends
from documents.queries.text import read_text
from programme.queries import may_in

ROOM = 1 << 20


def lock(document: Document, by: Any) -> Document:
    """The document, locked until the transaction ends; Refused where `by` may not change it, with code "archived"
    where nobody may."""
    document = lock_whatever(document, by)
    reason = rules.why_closed(document)
    if reason:
        raise Refused(reason, code="archived")
    return document


def lock_whatever(document: Document, by: Any) -> Document:
    """The same in whatever state the document is."""
    found = Document.objects.select_for_update(of=("self",)).select_related("council", "programme", "style")
    document = found.get(pk=document.pk)
    if not isinstance(by, Job):
        reason = rules.why_not_write(document, may_in(document.programme, by))
        if reason:
            raise Refused(reason, code="not-allowed")
    return document


def living_section(section: Section) -> Section:
    found = Section.objects.get(pk=section.pk)
    if found.removed:
        raise Refused("Somebody else deleted this heading in the meantime.", code="gone")
    return found


def state(piece: Paragraph | Section) -> dict[str, Any]:
    """The piece's own fields, its place told by the piece that it follows, as kept in Edit.before and .after."""
    if piece.removed:
        return {}
    mates = _mates(piece).filter(rank__lt=piece.rank).order_by("-rank")
    return {**words(piece), "follows": mates.values_list("key", flat=True).first() or ""}


def words(piece: Paragraph | Section) -> dict[str, Any]:
    """The piece's own fields without its place among its mates; no query where its section is loaded."""
    if piece.removed:
        return {}
    if isinstance(piece, Paragraph):
        section = piece.section.key
        return {"body": piece.body, "label": piece.label, "numbered": piece.numbered, "section": section}
    return {
        "heading": piece.heading, "level": piece.level, "kind": piece.kind, "open_title": piece.open_title,
        "exempt_paragraphs": piece.exempt_paragraphs, "exempt_reason": piece.exempt_reason,
    }  # fmt: skip


def _mates(piece: Paragraph | Section) -> Any:
    if isinstance(piece, Paragraph):
        return Paragraph.objects.filter(section=piece.section_id, removed=False).exclude(pk=piece.pk)
    return Section.objects.filter(document=piece.document_id, removed=False).exclude(pk=piece.pk)


def place(piece: Paragraph | Section, *, follows: str, by: Any, reason: str) -> None:
    """Give `piece` a rank right after the mate called `follows` (first where ""; last where that one is gone)."""
    mates = _mates(piece).order_by("rank")
    below = (mates.filter(key=follows).first() or mates.last()) if follows else None
    low = below.rank if below else 0
    above = mates.filter(rank__gt=low).first()
    high = above.rank if above else low + 2 * ROOM
    if high - low >= 2:
        piece.rank = (low + high) // 2
        return
    # No room is left between the two: spread all of them out beyond the last, so that no two ever share a rank.
    beyond = mates.last().rank
    for index, mate in enumerate(list(mates), start=1):
        mate.rank = beyond + index * ROOM
        record(mate, by=by, reason=f"{reason} (room made)")
    place(piece, follows=follows, by=by, reason=reason)


def log(
    document: Document,
    *,
    verb: Verb,
    piece: str,
    what: str,
    before: dict[str, Any],
    after: dict[str, Any],
    by: Any,
    reason: str,
    undoes: Edit | None = None,
    parts: Sequence[EditPart] = (),
) -> Edit:
    """Add a row to the list of changes, with what the act did to further pieces, and mark the document as changed."""
    last = document.edits.aggregate(last=Max("number"))["last"] or 0
    edit = Edit(
        document=document,
        number=last + 1,
        verb=verb,
        piece=piece,
        what=what[:200],
        before=before,
        after=after,
        by=None if isinstance(by, Job) else by,
        job=by.name if isinstance(by, Job) else "",
        reason=reason[:300],
        undoes=undoes,
    )
    document.changed_at = timezone.now()
    record(document, by=by, reason=f"{edit}"[:300])
    edit.document_until, edit.sections_until, edit.paragraphs_until = history_ends()
    edit.save()
    for part in parts:
        part.edit = edit
    EditPart.objects.bulk_create(parts)
    return edit


def log_act(document: Document, parts: Sequence[EditPart], *, verb: Verb, what: str, by: Any, reason: str) -> Edit:
    """One row in the list of changes for what one act did to several pieces, the first of `parts` the chief of them."""
    first, *further = parts
    return log(
        document, verb=verb, piece=first.piece, what=what, before=first.before, after=first.after, by=by,
        reason=reason, parts=further,
    )  # fmt: skip


def keep(
    document: Document,
    piece: Paragraph | Section,
    *,
    verb: Verb,
    before: dict[str, Any],
    by: Any,
    reason: str,
    what: str = "",
) -> None:
    """Save a piece that was added, changed, moved or removed, with its history and its row in the list of changes.

    `before` is its state until now, `what` its name then; a piece that is new is named by where it came to stand.
    """
    record(piece, by=by, reason=history_reason(what or str(piece._meta.verbose_name), verb, reason))
    what = what or named(document, piece)
    log(document, verb=verb, piece=piece.key, what=what, before=before, after=state(piece), by=by, reason=reason)


def saved(piece: Paragraph | Section, *, verb: Verb, before: dict[str, Any], by: Any, reason: str) -> EditPart:
    """Save one piece of an act of several, with its history; what is returned belongs into the act's row."""
    record(piece, by=by, reason=reason)
    after = words(piece) if verb == Verb.CHANGE else state(piece)
    return EditPart(verb=verb, piece=piece.key, before=before, after=after)


def named(document: Document, piece: Paragraph | Section) -> str:
    """What people call the piece: "paragraph 12", "the heading “Summary”"."""
    return piece.called if isinstance(piece, Section) else read_text(document).paragraphs[piece.key].name


def history_reason(what: str, verb: Verb, reason: str) -> str:
    """The reason that a history row carries: what was done, and why where somebody said so."""
    said = f"{what} {verb.label}"
    return f"{said}: {reason}" if reason else said


def counted(pieces: Iterable[Paragraph | Section]) -> str:
    """How many of what: "1 paragraph", "7 paragraphs and 2 headings"."""
    headings = [isinstance(piece, Section) for piece in pieces]
    found = ((len(headings) - sum(headings), "paragraph"), (sum(headings), "heading"))
    return " and ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in found if count)
