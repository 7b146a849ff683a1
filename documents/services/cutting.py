"""A paragraph split in two, and two joined. Each is one act: one row in the list of changes, one undo.

`by`, `reason` and the codes of what is refused are as in documents.services.pieces.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from collab.errors import Refused
from documents import cutting
from documents.enums import Verb
from documents.models import EditPart, Paragraph
from documents.queries.text import ShownText, read_text
from documents.references import pointed_anew
from documents.services.log import history_reason, lock, log_act, place, saved, state, words
from documents.services.pieces import living, stored
from documents.signs import item_paths

Target = Callable[[str, str], tuple[str, str]]


@transaction.atomic
def split_paragraph(paragraph: Paragraph, *, at: int, version: int, by: Any, reason: str = "") -> Paragraph:
    """Cut a paragraph in two at a place of its body (documents.cutting). Returns the second, which is new.

    The first keeps its identity, so that cross-references follow it; those to items that went into the second follow
    the items. Refused with code "place" where the body cannot be cut there.
    """
    document = lock(paragraph.section.document, by)
    paragraph = living(paragraph)
    if paragraph.version != version:
        raise Refused("Somebody else changed this paragraph meanwhile, so it was not split.", code="stale")
    if paragraph.label:
        raise Refused("A row of the implications cannot be split.", code="place")
    try:
        first, rest = cutting.cut(paragraph.body, at)
    except ValueError as error:
        raise Refused(str(error), code="place") from error
    text = read_text(document)
    what, before = text.paragraphs[paragraph.key].name, words(paragraph)
    said = history_reason(what, Verb.SPLIT, reason)
    second = Paragraph(section=paragraph.section, numbered=paragraph.numbered)
    target = _where_items_went(paragraph, first, rest, second)
    paragraph.body, second.body = pointed_anew(first, target), pointed_anew(rest, target)
    paragraph.version += 1
    parts = [saved(paragraph, verb=Verb.CHANGE, before=before, by=by, reason=said)]
    place(second, follows=paragraph.key, by=by, reason=said)
    parts.append(saved(second, verb=Verb.ADD, before={}, by=by, reason=said))
    parts += _point_anew(text, paragraph.key, target, but=[paragraph], by=by, reason=said)
    log_act(document, parts, verb=Verb.SPLIT, what=what, by=by, reason=reason)
    return second


def _where_items_went(paragraph: Paragraph, first: str, rest: str, second: Paragraph) -> Target:
    old, kept, gone = item_paths(paragraph.body), item_paths(first), item_paths(rest)

    def target(key: str, item: str) -> tuple[str, str]:
        if key != paragraph.key or not item or item not in old:
            return key, item
        at = old.index(item)
        return (key, item) if at < len(kept) else (second.key, gone[at - len(kept)])

    return target


@transaction.atomic
def join_paragraphs(
    paragraph: Paragraph, second: Paragraph, *, version: int, second_version: int, by: Any, reason: str = ""
) -> Paragraph:
    """Make one paragraph of two that follow each other: the first keeps its identity, the second goes.

    Cross-references to the second, and to its items, lead to the first from now on. Refused with code "stale" where
    either has changed or they do not follow each other any more.
    """
    document = lock(paragraph.section.document, by)
    paragraph, second = living(paragraph), living(second)
    if (paragraph.version, second.version) != (version, second_version):
        raise Refused("Somebody else changed one of the two meanwhile, so they were not joined.", code="stale")
    text = read_text(document)
    if _next(text, paragraph) != second:
        raise Refused("The two do not follow each other any more, so they were not joined.", code="stale")
    if paragraph.label or second.label:
        raise Refused("Rows of the implications cannot be joined.", code="place")
    what = _both(text, paragraph, second)
    said = history_reason(what, Verb.JOIN, reason)
    before, second_before = words(paragraph), state(second)
    body = cutting.join(paragraph.body, second.body)
    target = _where_items_came(paragraph, second, body)
    paragraph.body = stored(pointed_anew(body, target))
    paragraph.version += 1
    second.removed = True
    parts = [saved(paragraph, verb=Verb.CHANGE, before=before, by=by, reason=said)]
    parts.append(saved(second, verb=Verb.REMOVE, before=second_before, by=by, reason=said))
    parts += _point_anew(text, second.key, target, but=[paragraph, second], by=by, reason=said)
    log_act(document, parts, verb=Verb.JOIN, what=what, by=by, reason=reason)
    return paragraph


def _next(text: ShownText, paragraph: Paragraph) -> Paragraph | None:
    mates = [row.row for row in text.section_of(text.paragraphs[paragraph.key]).paragraphs]
    at = mates.index(paragraph) + 1
    return mates[at] if at < len(mates) else None


def _both(text: ShownText, first: Paragraph, second: Paragraph) -> str:
    shown = [text.paragraphs[row.key] for row in (first, second)]
    if all(row.number for row in shown):
        return f"paragraphs {shown[0].number} and {shown[1].number}"
    return f"{shown[0].name} and {shown[1].name}"


def _where_items_came(first: Paragraph, second: Paragraph, body: str) -> Target:
    old, new, before = item_paths(second.body), item_paths(body), len(item_paths(first.body))

    def target(key: str, item: str) -> tuple[str, str]:
        if key != second.key:
            return key, item
        return first.key, new[before + old.index(item)] if item in old else item

    return target


def _point_anew(
    text: ShownText, key: str, target: Target, *, but: list[Paragraph], by: Any, reason: str
) -> list[EditPart]:
    """Save every other paragraph whose references to the one called `key` lead elsewhere now."""
    parts = []
    for shown in text.paragraphs.values():
        row = shown.row
        body = pointed_anew(row.body, target) if f"{{ref:{key}" in row.body and row not in but else row.body
        if body != row.body:
            before = words(row)
            row.body, row.version = body, row.version + 1
            parts.append(saved(row, verb=Verb.CHANGE, before=before, by=by, reason=reason))
    return parts
