"""Cross-references as people type them, {12} or {8(a)}, and as they are stored, {ref:KEY} or {ref:KEY.a}."""

import re
from collections.abc import Callable, Mapping

from documents.notation import KEY, LINK

DELETED = "[a paragraph that was deleted]"
# Backslashes in pairs are backslashes; one more takes away the meaning of the bracket.
_PLAIN = r"(?<!\\)(?P<before>(?:\\\\)*)"
_TYPED = re.compile(_PLAIN + rf"(?:{LINK}|" + r"\{(?P<number>\d+(?:\.\d+)*)(?P<item>(?:\([a-z]+\)){0,2})\})")
_STORED = re.compile(rf"{_PLAIN}\{{ref:{KEY}\}}")
_LITERAL = re.compile(_PLAIN + r"\{(?=\d+(?:\.\d+)*(?:\([a-z]+\)){0,2}\})")


def to_stored(text: str, key_of: Mapping[str, str]) -> tuple[str, list[str]]:
    """`text` with typed numbers as keys, and the numbers that no paragraph has. `key_of` maps number to key."""
    unknown: list[str] = []

    def replace(found: re.Match[str]) -> str:
        if found["number"] is None:
            return found[0]
        key = key_of.get(found["number"])
        if key is None:
            unknown.append(found["number"])
            return found[0]
        item = ".".join(re.findall(r"[a-z]+", found["item"]))
        return f"{found['before']}{{ref:{key}.{item}}}" if item else f"{found['before']}{{ref:{key}}}"

    return _TYPED.sub(replace, text), unknown


def to_typed(text: str, number_of: Mapping[str, str]) -> str:
    """`text` for the text area. A reference whose paragraph has no number (it was deleted) stays as it is stored."""
    return with_numbers(_LITERAL.sub(r"\g<before>\\{", text), number_of)


def with_numbers(text: str, number_of: Mapping[str, str]) -> str:
    """`text` with numbers for keys, its other brackets as they are."""

    def replace(found: re.Match[str]) -> str:
        number = number_of.get(found["key"])
        return found[0] if number is None else f"{found['before']}{{{printed(number, found['item'] or '')}}}"

    return _STORED.sub(replace, text)


def repoint(text: str, key_of: Mapping[str, str], *, otherwise: str = "") -> str:
    """`text` with its references to the keys in `key_of` led to what each stands for; others become the words of
    `otherwise`, or stay as they are."""

    def replace(found: re.Match[str]) -> str:
        key = key_of.get(found["key"])
        if key is None:
            return f"{found['before']}{otherwise}" if otherwise else found[0]
        item = f".{found['item']}" if found["item"] else ""
        return f"{found['before']}{{ref:{key}{item}}}"

    return _STORED.sub(replace, text)


def pointed_anew(text: str, target: Callable[[str, str], tuple[str, str]]) -> str:
    """`text` with every stored reference pointing to what `target` gives for its key and item."""

    def replace(found: re.Match[str]) -> str:
        key, item = target(found["key"], found["item"] or "")
        return f"{{ref:{key}.{item}}}" if item else f"{{ref:{key}}}"

    return _STORED.sub(replace, text)


def printed(number: str, item: str) -> str:
    """ "8" and "a.ii" as they print: "8(a)(ii)"."""
    return number + "".join(f"({part})" for part in item.split(".") if part)
