"""A text as the public reads it and as the council does, where a part of it is exempt. Both have the same numbers."""

import copy
import re
from dataclasses import replace

from documents.exemption import full_line, numbers_in_words, public_line
from documents.models import Document, Paragraph, Section
from documents.models.exemption import Exemptible
from documents.notation import Lines, Text, write
from documents.queries.text import ShownParagraph, ShownSection, ShownText

OPEN, PART, WHOLE = "Open", "Part exempt", "Exempt"
# How people begin what they type into the front field.
_TYPED = (
    (re.compile(r"part", re.I), PART),
    (re.compile(r"exempt|private|not for publication|confidential", re.I), WHOLE),
    (re.compile(r"open|public|for general release", re.I), OPEN),
)


def public_text(text: ShownText) -> ShownText:
    """Without what is exempt, but for one line each that names it. Nothing else of it is left, not even its keys."""
    shown, kept_back = [], dict[str, str]()
    for section in text.sections:
        above = text.exempt.get(section.row.key)
        if above is None:
            shown.append(section)
            continue
        kept_back |= {row.key: row.number for row in section.paragraphs if row.number}
        if above.key == section.row.key:
            shown.append(_instead(section, f"exempt{len(shown)}"))
    return replace(_classified(text), sections=shown, kept_back=kept_back)


def full_text(text: ShownText) -> ShownText:
    """Everything, with a line at the head of each part that is exempt."""
    shown = [
        replace(section, paragraphs=[_line(section, full_line(section.row), f"exempt{at}"), *section.paragraphs])
        if section.row.is_exempt else section
        for at, section in enumerate(text.sections)
    ]  # fmt: skip
    return replace(_classified(text), sections=shown)


def has_exempt(text: ShownText) -> bool:
    return bool(_exempt_things(text))


def classification_of(text: ShownText) -> str:
    """What the front says where nobody has typed anything: "Part exempt (paragraph 3 of Schedule 12A)"."""
    things = _exempt_things(text)
    if not things:
        return OPEN
    numbers = numbers_in_words(number for row in things for number in row.schedule_paragraphs)
    return f"{_state(text)} ({numbers} of Schedule 12A)"


def question_of(text: ShownText) -> str | None:
    """What is asked where the front says otherwise than the text: a sentence, or None."""
    typed = text.document.field("classification")
    said = next((state for pattern, state in _TYPED if pattern.match(typed)), None)
    if said is None or said == _state(text):
        return None
    return f"The front says “{typed}”, and the text is: {classification_of(text)}. Which of the two is right?"


def _state(text: ShownText) -> str:
    if not _exempt_things(text):
        return OPEN
    saying = [section.row.key for section in text.sections if section.row.heading or section.filled]
    return WHOLE if all(key in text.exempt for key in saying) else PART


def _exempt_things(text: ShownText) -> list[Exemptible]:
    return list({row.key: row for row in text.exempt.values()}.values())


def _classified(text: ShownText) -> ShownText:
    """With the classification at its front, where the house style asks for one and nobody has typed it."""
    document = text.document
    asked = any(row.key == "classification" for row in text.style.front)
    if not asked or document.field("classification"):
        return text
    shown: Document = copy.copy(document)
    shown.front = {**document.front, "classification": classification_of(text)}
    return replace(text, document=shown)


def _instead(section: ShownSection, key: str) -> ShownSection:
    row = Section(document=section.row.document, key=key, heading="", level=section.row.level)
    return replace(
        section, row=row, number="", paragraphs=[_line(section, public_line(section.row, section.number), key)]
    )


def _line(section: ShownSection, words: str, key: str) -> ShownParagraph:
    """A paragraph without a number that is nowhere kept."""
    body = write((Lines((Text(words),)),))
    return ShownParagraph(Paragraph(key=key, body=body, label="Exempt", numbered=False), "")
