"""Where one step up or down takes a paragraph, or a heading with all that stands under it. No query."""

from documents.queries.text import ShownSection, ShownText


def heading_step(text: ShownText, key: str, direction: str) -> str | None:
    """Which section a heading follows after one step "up" or "down" with all that stands under it ("" for none): it
    goes past the heading before or after it of its own level, or past one that it stood under. None at the edge."""
    block = text.block_of(key)
    keys = [section.row.key for section in text.sections]
    at, end = keys.index(key), keys.index(key) + len(block)
    if direction == "up":
        above = [index for index in range(at) if text.sections[index].row.level <= block[0].row.level]
        if not above:
            return None
        return keys[above[-1] - 1] if above[-1] else ""
    if end == len(keys):
        return None
    below = text.sections[end]
    same = below.row.level == block[0].row.level
    return text.block_of(below.row.key)[-1].row.key if same else below.row.key


def step(text: ShownText, key: str, direction: str) -> tuple[ShownSection, str] | None:
    """Where one step "up" or "down" takes a paragraph: its section there and the key that it then follows ("" for
    none). At the edge of a section it goes into the next one; None at the edge of the document."""
    places = [(s, p.key) for s, section in enumerate(text.sections) for p in section.paragraphs]
    section_at = next(s for s, k in places if k == key)
    mates = [p.key for p in text.sections[section_at].paragraphs]
    at = mates.index(key)
    if direction == "up":
        if at > 0:
            return text.sections[section_at], mates[at - 2] if at > 1 else ""
        if section_at == 0:
            return None
        above = text.sections[section_at - 1]
        return above, above.paragraphs[-1].key if above.paragraphs else ""
    if at + 1 < len(mates):
        return text.sections[section_at], mates[at + 1]
    return (text.sections[section_at + 1], "") if section_at + 1 < len(text.sections) else None
