"""Taking back what somebody did, where nothing has come on top of it."""

from typing import Any

from django.db import transaction

from collab.errors import Refused
from collab.history import record
from documents import rules
from documents.enums import Verb
from documents.models import Document, Edit, Paragraph, Section
from documents.queries.edits import latest_undoable
from documents.services.front import FRONT, front_state, restore_front
from documents.services.log import history_reason, lock, log, place, state


@transaction.atomic
def undo(document: Document, *, by: Any, number: int | None = None) -> Edit:
    """Take back the change called `number`, or the last one that `by` made and has not taken back.

    Only one's own changes. Refused with code "nothing" where there is none, "moved-on" where
    somebody changed the same words since. Returns the new edit.
    """
    document = lock(document, by)
    edit = document.edits.filter(number=number, by=by).first() if number else latest_undoable(document, by)
    if edit is None:
        raise Refused("There is nothing of yours to undo in this report.", code="nothing")
    piece = _piece(document, edit.piece)
    now = front_state(document) if piece is None else state(piece)
    reason = rules.why_not_undo(edit, unchanged=_same(now, edit), later=_later(document, edit))
    if reason:
        raise Refused(reason, code="moved-on")
    if piece is None:
        restore_front(document, edit.before)
    else:
        _restore(piece, edit, by=by)
    verb = {Verb.ADD: Verb.REMOVE, Verb.REMOVE: Verb.ADD}.get(Verb(edit.verb), Verb(edit.verb))
    return log(
        document, verb=verb, piece=edit.piece, what=edit.what, before=edit.after, after=edit.before,
        by=by, reason=f"undone: {edit}", undoes=edit,
    )  # fmt: skip


def _piece(document: Document, key: str) -> Paragraph | Section | None:
    if key == FRONT:
        return None
    paragraph = Paragraph.objects.filter(section__document=document, key=key).select_related("section").first()
    return paragraph or Section.objects.get(document=document, key=key)


def _same(now: dict[str, Any], edit: Edit) -> bool:
    """True where what the edit set is still as it set it. Its place counts only where the edit moved it."""
    if bool(now) != bool(edit.after):
        return False
    touched = {key for key in edit.after if edit.after.get(key) != edit.before.get(key)}
    if edit.verb != Verb.MOVE:
        touched -= {"follows", "section"}
    else:
        touched -= {"follows"}
    return all(now.get(key) == edit.after[key] for key in touched)


def _later(document: Document, edit: Edit) -> Edit | None:
    return document.edits.filter(piece=edit.piece, number__gt=edit.number).select_related("by").first()


def _restore(piece: Paragraph | Section, edit: Edit, *, by: Any) -> None:
    """Put back what stood before the edit, at its place as far as that place is still there."""
    before = edit.before
    if not before and isinstance(piece, Section) and piece.paragraphs.filter(removed=False).exists():
        raise Refused("There is text under this heading by now. Move or delete it first.", code="moved-on")
    piece.removed = not before
    if before:
        if isinstance(piece, Paragraph):
            section = Section.objects.get(document=edit.document_id, key=before["section"])
            if section.removed:
                raise Refused("The heading that it stood under has been deleted.", code="moved-on")
            piece.section = section
            piece.body, piece.label, piece.numbered = before["body"], before["label"], before["numbered"]
        else:
            piece.heading, piece.level, piece.kind = before["heading"], before["level"], before["kind"]
        if edit.verb in (Verb.MOVE, Verb.REMOVE):
            place(piece, follows=before["follows"], by=by, reason="undone")
    piece.version += 1
    record(piece, by=by, reason=history_reason("undo", Verb.CHANGE, str(edit)))
