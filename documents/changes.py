"""The list of changes as its page shows it: each act with its differences, and where to look further."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localtime

from documents.enums import FRONT, Verb
from documents.front import FRONT_FIELDS
from documents.marked import PAGE, Said, mark_up, mark_up_words
from documents.models import Edit
from documents.models.edit import PieceEdit
from documents.queries import ShownText

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Difference:
    """What an act did to one piece: `html` for text, else `fields` as (label, marked-up words); `moved` in words."""

    html: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    moved: str = ""


@dataclass(frozen=True)
class ShownEdit:
    """`route` and `key` lead to the history of the piece that it names; `route` is "" where there is none."""

    edit: Edit
    differences: tuple[Difference, ...]
    route: str = ""
    key: str = ""
    undoable: bool = False

    @property
    def day(self) -> datetime.date:
        return localtime(self.edit.at).date()


def present_edits(
    edits: Iterable[Edit], text: ShownText, headings: Mapping[str, str], user: "User", *, may_edit: bool
) -> list[ShownEdit]:
    """Cross-references and neighbours have the numbers that they have now; `headings` maps keys to headings."""
    return [
        ShownEdit(
            edit,
            tuple(
                _difference(part, text, headings, label=f"Table of change {edit.number}, piece {at}")
                for at, part in enumerate((edit, *edit.parts.all()), 1)
            ),
            route=_route(edit),
            key=edit.piece if edit.piece != FRONT else "",
            undoable=may_edit and edit.by_id == user.pk and bool(edit.piece) and not hasattr(edit, "undone_by"),
        )
        for edit in edits
    ]  # fmt: skip


def _route(edit: Edit) -> str:
    said = {**edit.before, **edit.after}
    if edit.piece == FRONT:
        return "front-history" if "title" in said else ""
    if "body" in said:
        return "paragraph-history"
    return "section-history" if "heading" in said else ""


def _difference(part: PieceEdit, text: ShownText, headings: Mapping[str, str], *, label: str) -> Difference:
    """`label` names its tables: in a list of changes the same paragraph may come several times."""
    before, after = part.before, part.after
    if "body" in {**before, **after}:
        sides = [Said(side["body"], "", text.say) if side else None for side in (before, after)]
        marked = mark_up(*sides, speech=PAGE, label=label)
        return Difference(marked.html, _label(before, after), _moved(part, text, headings))
    if "heading" in {**before, **after}:
        words = mark_up_words(before.get("heading", ""), after.get("heading", ""), speech=PAGE)
        return Difference(fields=(("Heading", words),), moved=_moved(part, text, headings))
    return Difference(fields=_front(before, after))


def _label(before: dict[str, Any], after: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    old, new = before.get("label", ""), after.get("label", "")
    return (("Row", mark_up_words(old, new, speech=PAGE)),) if old or new else ()


def _moved(part: PieceEdit, text: ShownText, headings: Mapping[str, str]) -> str:
    """ "Moved under “Summary”, after paragraph 3"; "" where the act moved nothing."""
    if part.verb != Verb.MOVE or not part.after:
        return ""
    heading, follows = headings.get(part.after.get("section", "")), part.after.get("follows", "")
    neighbour = text.paragraphs.get(follows)
    name = neighbour.name if neighbour else f"“{headings[follows]}”" if follows in headings else ""
    under = f" under “{heading}”" if heading else ""
    return f"Moved{under}{f', after {name}' if name else '' if follows else ', to the first place'}"


def _front(before: dict[str, Any], after: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    sides = [{"title": side.get("title", ""), **side.get("front", {})} for side in (before, after)]
    for side, row in zip(sides, (before, after), strict=True):
        if row.get("meeting_date"):
            side["meeting_date"] = row["meeting_date"]
    labels = {"title": "Title", **{key: label for key, (label, _, _) in FRONT_FIELDS.items()}}
    return tuple(
        (label, mark_up_words(old, new, speech=PAGE))
        for key, label in labels.items()
        if (old := sides[0].get(key, "")) != (new := sides[1].get(key, ""))
    )
