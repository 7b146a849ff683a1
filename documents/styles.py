"""What a house style is made of, read from data so that a council's own template needs no code."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from collab.errors import Refused
from documents.enums import Numbering, SectionKind
from documents.front import FRONT_FIELDS
from documents.outline import Outline, OutlineParagraph, OutlineSection

FURNITURE = ("council", "committee", "meeting_date", "item_number", "classification", "title", "draft", "page")


@dataclass(frozen=True)
class FrontField:
    key: str
    label: str
    # "front" prints it under the title, "background_papers" at the end of those, "" only in header and footer.
    printed: str = "front"


@dataclass(frozen=True)
class Block:
    """A heading that a report of this style begins with."""

    heading: str
    level: int
    kind: str = SectionKind.TEXT
    guidance: str = ""
    aliases: tuple[str, ...] = ()
    lead: str = ""
    numbered: bool = True


@dataclass(frozen=True)
class Style:
    """A house style. `header` and `footer` list what stands at the left and right of each page (of FURNITURE)."""

    numbering: str
    number_stop: bool
    title_capitals: bool
    front: tuple[FrontField, ...]
    blocks: tuple[Block, ...]
    implications: tuple[str, ...]
    header: tuple[tuple[str, ...], tuple[str, ...]]
    footer: tuple[tuple[str, ...], tuple[str, ...]]

    def printed_number(self, number: str) -> str:
        """A paragraph's number as it prints: "12." or "1.2"."""
        return f"{number}." if number and self.number_stop and "." not in number else number

    def begin(self, title: str) -> Outline:
        """The outline of a new report: headings and implications waiting to be filled."""
        rows = tuple(OutlineParagraph("", numbered=False, label=label) for label in self.implications)
        sections = []
        for block in self.blocks:
            paragraphs = rows if block.kind == SectionKind.IMPLICATIONS else ()
            if block.lead:
                paragraphs = (OutlineParagraph(block.lead, numbered=block.numbered),)
            sections.append(OutlineSection(block.heading, block.level, block.kind, block.guidance, paragraphs))
        return Outline(title=title, front={}, sections=tuple(sections))


def parse_style(data: Any) -> Style:
    """The style that `data` describes; Refused with the place where it does not describe one."""
    try:
        front = tuple(FrontField(**row) for row in data["front"])
        blocks = tuple(Block(**{**row, "aliases": tuple(row.get("aliases", ()))}) for row in data["blocks"])
        style = Style(
            numbering=data["numbering"],
            number_stop=data["number_stop"],
            title_capitals=data["title_capitals"],
            front=front,
            blocks=blocks,
            implications=tuple(data["implications"]),
            header=(tuple(data["header"]["left"]), tuple(data["header"]["right"])),
            footer=(tuple(data["footer"]["left"]), tuple(data["footer"]["right"])),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise Refused(f"The house style is not complete: {error}.", code="style") from error
    for known, given, what in (
        (Numbering.values, {style.numbering}, "numbering scheme"),
        (FRONT_FIELDS, {field.key for field in front}, "front field"),
        (SectionKind.values, {block.kind for block in blocks}, "kind of section"),
        ((1, 2, 3), {block.level for block in blocks}, "level"),
        (FURNITURE, {key for side in (*style.header, *style.footer) for key in side}, "header or footer field"),
    ):
        unknown = sorted(str(value) for value in given if value not in known)
        if unknown:
            raise Refused(f"The house style names a {what} that there is not: {', '.join(unknown)}.", code="style")
    return style


def shipped_style(name: str) -> dict[str, Any]:
    """One of the house styles that Collab carries as data, for example "darlington-2011" or "plain"."""
    path = Path(__file__).parent / "house_styles" / f"{name}.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def shipped_reports() -> dict[str, dict[str, Any]]:
    """The house styles of reports that Collab carries, by name of the file."""
    found = {path.stem: shipped_style(path.stem) for path in (Path(__file__).parent / "house_styles").glob("*.json")}
    return {name: found[name] for name in sorted(found) if found[name].get("kind", "report") == "report"}
