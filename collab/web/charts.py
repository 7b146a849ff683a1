"""Charts: one Vega-Lite definition drawn on the server as SVG, for page and PDF alike, with no script in the browser.

A definition is a plain dict with its data in it; it may name no address. What comes out carries its title and
description inside, and neither style nor script, so that the content policy lets all of it through.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from lxml import etree

from collab import figures
from collab.xml import possible_all

Definition = dict[str, Any]

FONT = "Source Sans 3, Liberation Sans, sans-serif"
KEPT = 200
SVG = "{http://www.w3.org/2000/svg}"
# What Vega writes for its own viewer in a browser: a picture is read by its title and description alone.
FOR_VIEWERS = ("class", "role", "aria-roledescription", "aria-label", "aria-hidden", "pointer-events")
LEFT_OUT = {f"{SVG}{name}" for name in ("style", "script", "foreignObject", "image", "a")}


@dataclass(frozen=True)
class Picture:
    """Its message in a sentence, how to read it, and what is to be seen; and what it is drawn of when somebody asks:
    for a wide window (None where it would not be readable), for a phone, and for a column of text or paper."""

    title: str
    note: str
    description: str
    for_wide: Definition | None
    for_narrow: Definition
    for_text: Definition

    @property
    def wide(self) -> SafeString | None:
        return self._drawn(self.for_wide) if self.for_wide else None

    @property
    def narrow(self) -> SafeString:
        return self._drawn(self.for_narrow)

    def in_text(self) -> figures.Picture:
        """As a text shows it."""
        return figures.Picture(
            self.title, self.description, lambda: self._drawn(self.for_text), self.note, lambda: self.narrow
        )

    def _drawn(self, definition: Definition) -> SafeString:
        return draw(definition, title=self.title, description=self.description)


def draw(definition: Definition, *, title: str, description: str) -> SafeString:
    """The chart as an inline `<svg>`; `title` is its message in a sentence, `description` what is to be seen.

    Drawing takes a tenth of a second, so that each process keeps what it drew last, by content: there is nothing to
    bring up to date.
    """
    # What XML cannot hold, such as Word's sign of a line break, would end the process in which it is drawn.
    definition, title, description = possible_all([definition, title, description])
    return mark_safe(_drawn(json.dumps(definition, sort_keys=True), title, description))


@lru_cache(maxsize=KEPT)
def _drawn(definition: str, title: str, description: str) -> str:
    import vl_convert

    drawn = vl_convert.vegalite_to_svg({"config": {"font": FONT}, **json.loads(definition)}, allowed_base_urls=[])
    root = etree.fromstring(drawn.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter()):
        for name in FOR_VIEWERS:
            element.attrib.pop(name, None)
        parent = element.getparent()
        if parent is not None and (element.tag in LEFT_OUT or element.get("d") == ""):
            parent.remove(element)
    for at, (name, words) in enumerate((("title", title), ("desc", description))):
        told = etree.Element(f"{SVG}{name}")
        told.text = words
        root.insert(at, told)
    root.attrib.update({"role": "img", "class": "chart__drawing", "focusable": "false"})
    return etree.tostring(root, encoding="unicode")
