"""Cross-references as people type them, {12} or {8(a)}, and as they are stored, {ref:KEY} or {ref:KEY.a}."""

import re
from collections.abc import Mapping

_TYPED = re.compile(r"(?<!\\)\{(?P<number>\d+(?:\.\d+)*)(?P<item>(?:\([a-z]+\)){0,2})\}")
_STORED = re.compile(r"(?<!\\)\{ref:(?P<key>[a-z0-9]+)(?:\.(?P<item>[a-z]+(?:\.[a-z]+)?))?\}")
_LITERAL = re.compile(r"(?<!\\)\{(?=\d+(?:\.\d+)*(?:\([a-z]+\)){0,2}\})")


def to_stored(text: str, key_of: Mapping[str, str]) -> tuple[str, list[str]]:
    """`text` with typed numbers as keys, and the numbers that no paragraph has. `key_of` maps number to key."""
    unknown: list[str] = []

    def replace(found: re.Match[str]) -> str:
        key = key_of.get(found["number"])
        if key is None:
            unknown.append(found["number"])
            return found[0]
        item = ".".join(re.findall(r"[a-z]+", found["item"]))
        return f"{{ref:{key}.{item}}}" if item else f"{{ref:{key}}}"

    return _TYPED.sub(replace, text), unknown


def to_typed(text: str, number_of: Mapping[str, str]) -> str:
    """`text` for the text area. A reference whose paragraph has no number (it was deleted) stays as it is stored."""

    def replace(found: re.Match[str]) -> str:
        number = number_of.get(found["key"])
        return found[0] if number is None else f"{{{printed(number, found['item'] or '')}}}"

    return _STORED.sub(replace, _LITERAL.sub(r"\\{", text))


def printed(number: str, item: str) -> str:
    """ "8" and "a.ii" as they print: "8(a)(ii)"."""
    return number + "".join(f"({part})" for part in item.split(".") if part)
