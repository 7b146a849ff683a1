"""Live tables and charts as Word has them: a real table with a header row, the chart as a picture with words."""

import io
from functools import lru_cache
from pathlib import Path

from docx.parts.story import StoryPart
from docx.shared import Emu

from collab.figures import Picture
from collab.sheets import PrintedTable
from documents.notation import Inline, Strong, Table, Text
from reporting.word.xml import Element, add

FONTS = Path(__file__).parent.parent / "assets"
KEPT, SCALE = 100, 2
# A twentieth of a point, in which widths are counted here.
EMU_OF_TWENTIETH = 635


def as_table(printed: PrintedTable) -> Table:
    """As a text has tables, so that it is written like them; a total stands in bold."""
    rows = [*(tuple(map(_plain, row)) for row in (printed.headings, *printed.rows))]
    if printed.total:
        rows.append(tuple(map(_strong, printed.total)))
    return Table(tuple(rows), headed=True)


def _plain(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


def _strong(words: str) -> tuple[Inline, ...]:
    return (Strong((Text(words),)),)


def add_picture(paragraph: Element, picture: Picture, part: StoryPart, width: int) -> None:
    """As wide as there is room, with its message and what is to be seen as alternative text."""
    inline = part.new_pic_inline(io.BytesIO(_png(str(picture.draw()))), width=Emu(width * EMU_OF_TWENTIETH))
    inline.docPr.set("descr", f"{picture.title}. {picture.description}")
    add(add(paragraph, "r"), "drawing").append(inline)


@lru_cache(maxsize=KEPT)
def _png(drawn: str) -> bytes:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return bytes(vl_convert.svg_to_png(drawn, scale=SCALE))
