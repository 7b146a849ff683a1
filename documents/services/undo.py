"""Taking back what somebody did, where nothing has come on top of it."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from collab.errors import Refused
from collab.history import record
from documents import rules
from documents.enums import FRONT, Verb
from documents.models import Document, Edit, EditPart, Paragraph, Section
from documents.models.edit import PieceEdit
from documents.queries.edits import latest_undoable
from documents.services.front import front_state, restore_front
from documents.services.log import counted, history_reason, lock, log, place, words

BACK = {
    Verb.ADD: Verb.REMOVE,
    Verb.REMOVE: Verb.ADD,
    Verb.SPLIT: Verb.JOIN,
    Verb.JOIN: Verb.SPLIT,
    Verb.REPLACE: Verb.CHANGE,
}
FIELDS = (
    "body", "label", "numbered", "heading", "level", "kind", "exempt_paragraphs", "exempt_reason", "open_title",
)  # fmt: skip

Piece = Paragraph | Section | None


@transaction.atomic
def undo(document: Document, *, by: Any, number: int | None = None) -> Edit:
    """Take back the act called `number`, or the last one that `by` did and has not taken back: all of it or nothing.

    Only one's own acts. Refused with code "nothing" where there is none, "moved-on" where
    somebody changed the same words since. Returns the new edit.
    """
    document = lock(document, by)
    mine = document.edits.select_related("undone_by").filter(by=by)
    edit = mine.filter(number=number).first() if number else latest_undoable(document, by)
    if edit is None:
        raise Refused("There is nothing of yours to undo here.", code="nothing")
    parts = list(edit.parts.all())
    pieces = _pieces(document, [edit, *parts])
    for part, piece in pieces:
        now = front_state(document) if piece is None else words(piece)
        same = _same(now, part)
        later = None if same else _later(document, edit, part.piece)
        reason = rules.why_not_undo(edit, unchanged=same, later=later)
        if reason:
            raise Refused(reason, code="moved-on")
    for part, piece in _in_order(pieces):
        if piece is None:
            restore_front(document, part.before)
        else:
            _restore(piece, part, by=by, reason=history_reason("undo", Verb.CHANGE, str(edit)))
    return log(
        document, verb=_back(edit), piece=edit.piece, what=_what(edit, pieces), before=edit.after, after=edit.before,
        by=by, reason=f"undone: {edit}", undoes=edit,
        parts=[EditPart(verb=_back(row), piece=row.piece, before=row.after, after=row.before) for row in parts],
    )  # fmt: skip


def _back(change: PieceEdit) -> Verb:
    return BACK.get(Verb(change.verb), Verb(change.verb))


def _what(edit: Edit, pieces: list[tuple[PieceEdit, Piece]]) -> str:
    if edit.verb != Verb.REPLACE:
        return edit.what
    return counted([piece for _, piece in pieces if piece is not None])


def _pieces(document: Document, parts: list[PieceEdit]) -> list[tuple[PieceEdit, Piece]]:
    """Each part of the act with its piece, None for the front fields. Two queries."""
    keys = [part.piece for part in parts]
    found: dict[str, Piece] = {FRONT: None}
    for section in document.sections.filter(key__in=keys):
        found[section.key] = section
    for row in Paragraph.objects.filter(section__document=document, key__in=keys).select_related("section"):
        found[row.key] = row
    return [(part, found[part.piece]) for part in parts]


def _in_order(pieces: list[tuple[PieceEdit, Piece]]) -> list[tuple[PieceEdit, Piece]]:
    """What goes, goes from the last to the first, so that a heading is empty when its turn comes; then what stays or
    comes back, from the first to the last, so that what a piece follows is there."""
    going = [(part, piece) for part, piece in pieces if not part.before]
    return [*reversed(going), *((part, piece) for part, piece in pieces if part.before)]


def _same(now: dict[str, Any], change: PieceEdit) -> bool:
    """True where what the act set is still as it set it. Its place counts only where the act moved it."""
    if bool(now) != bool(change.after):
        return False
    touched = {key for key in change.after if change.after.get(key) != change.before.get(key)} - {"follows"}
    if change.verb != Verb.MOVE:
        touched -= {"section"}
    return all(now.get(key) == change.after[key] for key in touched)


def _later(document: Document, edit: Edit, key: str) -> Edit | None:
    touching = document.edits.filter(Q(piece=key) | Q(parts__piece=key), number__gt=edit.number)
    return touching.select_related("by").first()


def _restore(piece: Paragraph | Section, change: PieceEdit, *, by: Any, reason: str) -> None:
    """Put back what the act altered and nothing else, at its place as far as that place is still there."""
    before, after = change.before, change.after
    if not before and isinstance(piece, Section) and piece.paragraphs.filter(removed=False).exists():
        raise Refused("There is text under this heading by now. Move or delete it first.", code="moved-on")
    piece.removed = not before
    for name in FIELDS:
        if name in before and before[name] != after.get(name):
            setattr(piece, name, before[name])
    back_to_its_place = before and change.verb in (Verb.MOVE, Verb.REMOVE)
    if before and isinstance(piece, Paragraph):
        if back_to_its_place:
            piece.section = Section.objects.get(document=piece.section.document_id, key=before["section"])
        if piece.section.removed:
            raise Refused("The heading that it stood under has been deleted.", code="moved-on")
    if back_to_its_place:
        place(piece, follows=before["follows"], by=by, reason="undone")
    piece.version += 1
    record(piece, by=by, reason=reason)
