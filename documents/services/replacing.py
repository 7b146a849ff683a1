"""Words replaced all through a document: one act, one row in the list of changes, one undo."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from collab.errors import Refused
from documents import replacing
from documents.enums import Verb
from documents.models import Document, EditPart, Paragraph, Section
from documents.models.text import LONGEST_BODY, LONGEST_HEADING
from documents.notation import clean
from documents.queries.text import ShownText, read_text
from documents.replacing import Search
from documents.services.log import counted, history_reason, lock, log_act, saved, words

LONGEST_NAME = 40


@dataclass
class Replaced:
    """In how many places of which pieces; `left` says of each piece that stayed as it was what it is and why."""

    places: int = 0
    pieces: list[Paragraph | Section] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def replace_words(
    document: Document,
    *,
    search: Search,
    replacement: str,
    wanted: Mapping[str, tuple[int, set[int]]],
    by: Any,
    reason: str = "",
) -> Replaced:
    """Put `replacement` in the places wanted: by key of the piece the version that `by` saw and numbers of its places.

    What somebody changed meanwhile is left as it is and named. Refused with code "nothing" where nothing remains to be
    replaced.
    """
    document = lock(document, by)
    text = read_text(document)
    replacement = " ".join(clean(replacement).split())
    said = history_reason(f"“{_short(search.words)}” by {_named(replacement)}", Verb.REPLACE, reason)
    done, parts = Replaced(), list[EditPart]()
    if any(key not in text.pieces for key in wanted):
        done.left.append("what somebody else deleted meanwhile")
    for piece in text.pieces.values():
        if piece.key in wanted:
            part = _replace_in(text, piece, search, replacement, wanted[piece.key], done, by=by, reason=said)
            parts += [part] if part else []
    if not parts:
        raise Refused(
            f"Nothing was replaced. Left as it was: {'; '.join(done.left)}." if done.left else "Nothing was replaced.",
            code="nothing",
        )
    what = f"“{_short(search.words)}” by {_named(replacement)} in {counted(done.pieces)}"
    log_act(document, parts, verb=Verb.REPLACE, what=what, by=by, reason=reason)
    return done


def _replace_in(
    text: ShownText, piece: Paragraph | Section, search: Search, replacement: str, seen: tuple[int, set[int]],
    done: Replaced, *, by: Any, reason: str,
) -> EditPart | None:  # fmt: skip
    version, numbers = seen
    name, before = text.name_of(piece), words(piece)
    if piece.version != version:
        done.left.append(f"{name}, which somebody else changed meanwhile")
        return None
    new, places, why = replaced(piece, search, replacement, numbers)
    if why:
        done.left.append(f"{name}, {why}")
    if not places:
        return None
    if isinstance(piece, Section):
        piece.heading = new
    else:
        piece.body = new
    piece.version += 1
    done.places += len(places)
    done.pieces.append(piece)
    return saved(piece, verb=Verb.CHANGE, before=before, by=by, reason=reason)


def replaced(
    piece: Paragraph | Section, search: Search, replacement: str, numbers: set[int]
) -> tuple[str, set[int], str]:
    """The new words of a piece, the places where they are, and why others stay as they are, "" where none do."""
    if isinstance(piece, Section):
        old, longest = piece.heading, LONGEST_HEADING
        new, done, left = replacing.replace_plain(old, search, replacement, numbers)
    else:
        old, longest = piece.body, LONGEST_BODY
        new, done, left = replacing.replace(old, search, replacement, numbers)
    if len(new) > longest:
        return old, set(), "which would be too long"
    return new, done, "of which nothing would remain" if left else ""


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_NAME else f"{words[:LONGEST_NAME].rstrip()} …"


def _named(replacement: str) -> str:
    return f"“{_short(replacement)}”" if replacement else "nothing"
