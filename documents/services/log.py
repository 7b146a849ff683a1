"""What all changes of a document have in common: lock, permission, rank, and a row in the list of changes."""

from typing import Any

from django.db.models import Max
from django.utils import timezone

from collab.errors import Refused
from collab.history import Job, record
from documents import rules
from documents.enums import Verb
from documents.models import Document, Edit, Paragraph, Section
from documents.queries.text import read_text
from programme.queries import may_in

ROOM = 1 << 20


def lock(document: Document, by: Any) -> Document:
    """The document, locked until the transaction ends; Refused where `by` may not change it."""
    found = Document.objects.select_for_update(of=("self",)).select_related("council", "programme", "style")
    document = found.get(pk=document.pk)
    if not isinstance(by, Job):
        reason = rules.why_not_edit(document, may_in(document.programme, by))
        if reason:
            raise Refused(reason, code="not-allowed")
    return document


def state(piece: Paragraph | Section) -> dict[str, Any]:
    """The piece's own fields, its place told by the piece that it follows, as kept in Edit.before and .after."""
    if piece.removed:
        return {}
    follows = _mates(piece).filter(rank__lt=piece.rank).order_by("-rank").values_list("key", flat=True).first()
    place = {"follows": follows or ""}
    if isinstance(piece, Paragraph):
        return {
            "body": piece.body,
            "label": piece.label,
            "numbered": piece.numbered,
            "section": piece.section.key,
            **place,
        }
    return {"heading": piece.heading, "level": piece.level, "kind": piece.kind, **place}


def _mates(piece: Paragraph | Section) -> Any:
    if isinstance(piece, Paragraph):
        return Paragraph.objects.filter(section=piece.section_id, removed=False).exclude(pk=piece.pk)
    return Section.objects.filter(document=piece.document_id, removed=False).exclude(pk=piece.pk)


def place(piece: Paragraph | Section, *, follows: str, by: Any, reason: str) -> None:
    """Give `piece` a rank right after the mate called `follows` (first where ""; last where that one is gone)."""
    mates = list(_mates(piece).order_by("rank"))
    keys = [mate.key for mate in mates]
    at = 0 if not follows else keys.index(follows) + 1 if follows in keys else len(mates)
    low = mates[at - 1].rank if at else 0
    high = mates[at].rank if at < len(mates) else low + 2 * ROOM
    if high - low < 2:
        # No room is left between the two: spread all of them out beyond the last, so that no two ever share a rank.
        beyond = mates[-1].rank
        for index, mate in enumerate(mates, start=1):
            mate.rank = beyond + index * ROOM
            record(mate, by=by, reason=f"{reason} (room made)")
        low = mates[at - 1].rank if at else 0
        high = mates[at].rank if at < len(mates) else low + 2 * ROOM
    piece.rank = (low + high) // 2


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
) -> Edit:
    """Add a row to the list of changes and mark the document as changed."""
    last = document.edits.aggregate(last=Max("number"))["last"] or 0
    edit = Edit.objects.create(
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
    return edit


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


def named(document: Document, piece: Paragraph | Section) -> str:
    """What people call the piece: "paragraph 12", "the heading “Summary”"."""
    if isinstance(piece, Section):
        return f"the heading “{piece.heading}”" if piece.heading else piece.name.lower()
    return read_text(document).paragraphs[piece.key].name


def history_reason(what: str, verb: Verb, reason: str) -> str:
    """The reason that a history row carries: what was done, and why where somebody said so."""
    said = f"{what} {verb.label}"
    return f"{said}: {reason}" if reason else said
