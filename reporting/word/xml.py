"""Elements of a Word document, written one below the other in the order that the standard asks for."""

import re
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from collab.xml import possible

Element = Any

_BREAKS = re.compile(r"([\n\t])")


def add(parent: Element, tag: str, **values: object) -> Element:
    """A new last child "w:tag"; each value is an attribute of the same namespace."""
    child = etree.SubElement(parent, qn(f"w:{tag}"))
    for name, value in values.items():
        child.set(qn(f"w:{name}"), possible(str(value)))
    return child


def style_id(name: str) -> str:
    """The identity of the style that people see as `name`: "Inner item" is InnerItem."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def add_run(parent: Element, text: str, *, style: str = "", bold: bool = False, italic: bool = False) -> None:
    """Words of one format; a line break and a tab are what Word has for them."""
    run = _run(parent, style, bold, italic)
    for words in _BREAKS.split(possible(text)):
        if words == "\n":
            add(run, "br")
        elif words == "\t":
            add(run, "tab")
        elif words:
            _say(run, "t", words)


def add_field(
    parent: Element, instruction: str, result: str, *, style: str = "", bold: bool = False, italic: bool = False
) -> None:
    """A field that Word can work out anew; until then it shows `result`. All of it has the format, lest it be lost."""
    add(_run(parent, style, bold, italic), "fldChar", fldCharType="begin")
    _say(_run(parent, style, bold, italic), "instrText", f" {instruction} ")
    add(_run(parent, style, bold, italic), "fldChar", fldCharType="separate")
    add_run(parent, result, style=style, bold=bold, italic=italic)
    add(_run(parent, style, bold, italic), "fldChar", fldCharType="end")


def _run(parent: Element, style: str, bold: bool, italic: bool) -> Element:
    run = add(parent, "r")
    if style or bold or italic:
        properties = add(run, "rPr")
        if style:
            add(properties, "rStyle", val=style_id(style))
        for tag in (*(("b", "bCs") if bold else ()), *(("i", "iCs") if italic else ())):
            add(properties, tag)
    return run


def _say(run: Element, tag: str, words: str) -> None:
    said = add(run, tag)
    said.text = words
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
