"""The names by which a Word file from here says what each part of it is, so that it comes in again as the same report.

They are all things that Word shows: names of styles and of bookmarks. LibreOffice and Word keep them when they save.
Plain Python: a reader in a child process uses it without Django.
"""

import re

# Styles of paragraphs.
TITLE = "Title"
NUMBERED, PLAIN, CONTINUED = "Numbered paragraph", "Paragraph without number", "Paragraph continued"
ITEM, INNER_ITEM, BULLET, INNER_BULLET = "Item", "Inner item", "Bullet", "Inner bullet"
SIGNATURE, CONTACT, FRONT = "Signature line", "Contact line", "Front field"
# The label of an implication begins a row of that table; what stands in other tables.
LABEL, TABLE_TEXT, TABLE_HEADING = "Implication", "Table text", "Table heading"
CAPTION, ROW_HEADING = "Caption", "Table row heading"
OWN_STYLES = (
    TITLE, NUMBERED, PLAIN, CONTINUED, ITEM, INNER_ITEM, BULLET, INNER_BULLET, SIGNATURE, CONTACT, FRONT, LABEL,
    TABLE_TEXT, TABLE_HEADING, CAPTION, ROW_HEADING,
)  # fmt: skip

# Styles of characters: the value of a front field wherever it stands, and other words of header and footer.
FURNITURE = "Page furniture"
_FIELD = "Front field "

_SECTION = re.compile(r"section_(?P<level>[123])_(?P<kind>[a-z_]+)_[a-z0-9]+")
_PARAGRAPH = re.compile(r"paragraph_[a-z0-9]+")
_TARGET = re.compile(r"(?P<paragraph>paragraph_[a-z0-9]+)(?P<item>(?:_[a-z]+){0,2})")


def field_style(key: str) -> str:
    """The style of a front field's value: "Front field meeting date"."""
    return _FIELD + key.replace("_", " ")


def field_of(style: str) -> str:
    """The front field whose value has this style, "" for none."""
    words = style.casefold()
    return words.removeprefix(_FIELD.casefold()).replace(" ", "_") if words.startswith(_FIELD.casefold()) else ""


def section_mark(level: int, kind: str, key: str) -> str:
    """The bookmark where a section begins."""
    return f"section_{level}_{kind}_{key}"


def paragraph_mark(key: str, item: str = "") -> str:
    """The bookmark where a paragraph begins, or on its item "a.ii"."""
    return f"paragraph_{key}" + "".join(f"_{part}" for part in item.split(".") if part)


def section_of(marks: tuple[str, ...]) -> tuple[int, str] | None:
    """Level and kind of the section that begins here, None where none does."""
    found = next((match for mark in marks if (match := _SECTION.fullmatch(mark))), None)
    return (int(found["level"]), found["kind"]) if found else None


def is_reference(mark: str) -> bool:
    """Whether a bookmark is one to which a cross-reference from here points."""
    return bool(_TARGET.fullmatch(mark))


def target_of(mark: str) -> tuple[str, str] | None:
    """The bookmark of the paragraph, and the item within it, "a.ii"."""
    found = _TARGET.fullmatch(mark)
    return (found["paragraph"], found["item"].strip("_").replace("_", ".")) if found else None


def begins_paragraph(marks: tuple[str, ...]) -> bool:
    return any(_PARAGRAPH.fullmatch(mark) for mark in marks)
