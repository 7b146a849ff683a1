"""What Word and its relatives write into HTML: fake lists, comments, deletions, styles."""

import re
from collections.abc import Mapping

# None of it is text of the paragraph. "" is left out without a word.
_LEFT_OUT = {
    "img": "image", "picture": "image", "svg": "image", "canvas": "image", "v:imagedata": "image",
    "script": "script", "object": "object", "embed": "object", "iframe": "object", "video": "object", "audio": "object",
    "math": "object", "applet": "object", "del": "deletion", "style": "", "head": "", "title": "", "template": "",
    "noscript": "", "select": "", "input": "", "button": "", "textarea": "", "meta": "", "link": "", "xml": "",
}  # fmt: skip
_LEVEL = re.compile(r"\blevel([1-9])\b")
_LETTER = re.compile(r"\(?[0-9a-z]{1,5}[.):]", re.I)


def style_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """The declarations of a style attribute, in small letters."""
    pairs = [part.partition(":") for part in attributes.get("style", "").lower().split(";")]
    return {name.strip(): value.strip() for name, _, value in pairs if value}


def what_is_left_out(tag: str, attributes: Mapping[str, str], style: Mapping[str, str]) -> str | None:
    """The kind of thing that an element is, if it is left out with all that is in it; None if it is not."""
    if tag in _LEFT_OUT:
        return _LEFT_OUT[tag]
    classes = attributes.get("class", "").lower().split()
    element = style.get("mso-element", "")
    if element == "comment" or "msocomanchor" in classes:
        # The words of a comment and the anchor that leads to them: counted once.
        return "comment" if element == "comment" else ""
    if element == "comment-list" or "msocommentreference" in classes:
        return None if element else ""
    if "msodel" in classes:
        return "deletion"
    if style.get("display") == "none" or style.get("mso-hide") == "all" or "hidden" in attributes:
        return ""
    return None


def list_level(style: Mapping[str, str]) -> int:
    """The level of an item that Word writes as a paragraph ("mso-list: l0 level2 lfo1"); 0 for no item."""
    found = _LEVEL.search(style.get("mso-list", ""))
    return int(found[1]) if found else 0


def marker_is_letter(marker: str) -> bool:
    """Whether the item had a letter or number before it ("a)", "(iv)", "3.") and not a bullet."""
    return bool(_LETTER.match(marker.strip()))
