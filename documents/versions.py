"""The history of one piece as its page shows it: each version beside the one before, what was done, by whom and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from documents.comparison import front_rows
from documents.exemption import exemption_of
from documents.marked import PAGE, Said, mark_up, mark_up_words
from documents.queries import ShownText
from documents.queries.past import Version
from documents.styles import Style

LEVELS = {1: "Part of the report", 2: "Heading", 3: "Sub-heading"}


@dataclass(frozen=True)
class ShownVersion:
    """`done` says in words what was done; `fields` has (label, words) where the piece is more than one text.
    `restorable`: it is another than the present one, and was not a deletion."""

    version: Version
    done: str
    html: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    restorable: bool = False
    present: bool = False


Read = Callable[[Any], Any]


def _present(
    versions: list[Version], show: Callable[[Version], ShownVersion], same: Read, at: int, count: int
) -> list[ShownVersion]:
    """`count` of the versions from `at` on; `same` reads off what putting one back would change."""
    now = versions[0].row
    found = []
    for place, version in enumerate(versions[at : at + count], start=at):
        shown = show(version)
        gone = getattr(version.row, "removed", False)
        other = getattr(now, "removed", False) or same(version.row) != same(now)
        found.append(
            ShownVersion(version, shown.done, shown.html, shown.fields, not gone and other, place == 0 and not gone)
        )
    return found


def present_paragraph_versions(
    versions: list[Version], text: ShownText, headings: Mapping[int, str], at: int, count: int
) -> list[ShownVersion]:
    """Cross-references have the numbers that they have now; `headings` maps sections to their names."""

    def said(row: Any) -> Said | None:
        return None if row.removed else Said(row.body, "", text.say)

    def show(version: Version) -> ShownVersion:
        before = said(version.before) if version.before else said(version.row)
        marked = mark_up(before, said(version.row), speech=PAGE, label=f"Table after change {version.edit.number}")
        return ShownVersion(version, _done_to_paragraph(version, headings), marked.html)

    return _present(versions, show, lambda row: (row.body, row.label, row.numbered), at, count)


def _done_to_paragraph(version: Version, headings: Mapping[int, str]) -> str:
    row, before = version.row, version.before
    said = _came_and_went(version)
    if before is not None and not said:
        if row.section_id != before.section_id:
            said.append(f"moved under “{headings.get(row.section_id, '')}”")
        elif row.rank != before.rank:
            said.append("moved")
        said += ["words changed"] if row.body != before.body else []
        said += ["row renamed"] if row.label != before.label else []
        if row.numbered != before.numbered:
            said.append("numbered" if row.numbered else "number taken away")
    return _sentence(said)


def present_section_versions(versions: list[Version], at: int, count: int) -> list[ShownVersion]:
    def show(version: Version) -> ShownVersion:
        row, before = version.row, version.before or version.row
        old, new = ("" if side.removed else side.heading for side in (before, row))
        level = mark_up_words(LEVELS[before.level], LEVELS[row.level], speech=PAGE)
        fields = (("Heading", mark_up_words(old, new, speech=PAGE)), ("Level", level))
        return ShownVersion(version, _done_to_section(version), fields=fields)

    return _present(versions, show, lambda row: (row.heading, row.level), at, count)


def _done_to_section(version: Version) -> str:
    row, before = version.row, version.before
    said = _came_and_went(version)
    if before is not None and not said:
        said += ["moved, with what stands under it"] if row.rank != before.rank else []
        said += ["words changed"] if row.heading != before.heading else []
        said += ["level changed"] if row.level != before.level else []
        if exemption_of(row) != exemption_of(before):
            said.append("made exempt" if row.exempt_paragraphs else "opened to the public")
    return _sentence(said)


def _came_and_went(version: Version) -> list[str]:
    row, before = version.row, version.before
    if before is None:
        return ["there from the beginning" if version.edit.number == 1 else "added"]
    if row.removed != before.removed:
        return ["deleted" if row.removed else "brought back"]
    return []


def present_front_versions(versions: list[Version], style: Style, at: int, count: int) -> list[ShownVersion]:
    def show(version: Version) -> ShownVersion:
        before = version.before or version.row
        fields = tuple(
            (label, mark_up_words(old, new, speech=PAGE))
            for label, old, new in (
                ("Title", before.title, version.row.title),
                *front_rows(before.instance, version.row.instance, style),
            )
            if old != new or version.before is None
        )
        return ShownVersion(version, "Changed" if version.before else "As it was begun", fields=fields)

    return _present(versions, show, lambda row: (row.title, row.meeting_date, row.front), at, count)


def _sentence(parts: list[str]) -> str:
    said = ", ".join(parts) or "changed"
    return said[:1].upper() + said[1:]
