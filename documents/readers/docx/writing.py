"""Runs of words as one text in the light notation."""

import re
from typing import NamedTuple

from documents.notation import escape, inlines, plain_inlines


class Run(NamedTuple):
    """Words of one format; `address` is where they lead, "" for nowhere."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


# Stand-ins while the words are escaped as a whole; the reader lets no such character in.
_STRONG, _EMPHASIS, _LINK = "\ue000", "\ue001", "\ue002"
_MARKS = {_STRONG: "**", _EMPHASIS: "*"}
_EDGES = re.compile(r"([\s\\]*)(.*?)([\s\\]*)", re.S)
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]+", re.I)


def web_address(address: str) -> str:
    """The address as the notation takes it, "" for one that is not of the web or of e-mail."""
    address = address.strip()
    if not _SAFE_ADDRESS.fullmatch(address):
        return ""
    scheme, rest = address.split(":", 1)
    return f"{scheme.lower()}:" + re.sub(r"""[()<>\[\]{}|*\\"'`]""", lambda c: f"%{ord(c[0]):02X}", rest)


def is_bold(runs: list[Run]) -> bool:
    """Whether all that can be seen is bold."""
    seen = [run for run in runs if run.text.strip()]
    return bool(seen) and all(run.bold for run in seen)


def write(runs: list[Run], *, bold: bool = True, italic: bool = True, cell: bool = False) -> str:
    """The runs as text, marks close to the words; formats that the caller does not want are left away,
    and so are those that the notation cannot tell apart where they touch. A cell is one line."""
    runs = [run._replace(bold=run.bold and bold, italic=run.italic and italic) for run in runs]
    runs = _tidy(runs, cell)
    words = "".join(run.text for run in runs)
    for plainer in (runs, [run._replace(italic=False) for run in runs], [Run(r.text, address=r.address) for r in runs]):
        text = _write(_merge(plainer))
        if plain_inlines(inlines(text)) == words:
            break
    else:
        text = escape(words)
    return re.sub(r"(?<!\\)\|", r"\\|", text) if cell else text


def _tidy(runs: list[Run], cell: bool) -> list[Run]:
    """No space at the ends of the text or of a line, and one forced line break at a time."""
    joined: list[Run] = []
    last = "\n"
    for run in runs:
        text = re.sub(r"\s+", " ", run.text) if cell or run.address else re.sub(r"[ \t]*\n\s*", "\n", run.text)
        if last == "\n":
            text = text.lstrip()
        elif cell and last == " ":
            text = text.removeprefix(" ")
        if not text:
            continue
        last = text[-1]
        joined.append(run._replace(text=text))
        if text.startswith("\n"):
            _trim(joined, len(joined) - 1)
    _trim(joined, len(joined), " \t\n")
    return [run for run in joined if run.text]


def _trim(runs: list[Run], end: int, spaces: str = " \t") -> None:
    for at in range(end - 1, -1, -1):
        runs[at] = runs[at]._replace(text=runs[at].text.rstrip(spaces))
        if runs[at].text:
            return


def _merge(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        if not run.text.strip() and not run.address and merged:
            # A space takes the format before it, so that a phrase is not torn apart.
            run = merged[-1]._replace(text=run.text, address="")
        if merged and merged[-1]._replace(text="") == run._replace(text=""):
            merged[-1] = run._replace(text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged


def _write(runs: list[Run]) -> str:
    links: list[str] = []
    text = ""
    at = 0
    while at < len(runs):
        until = at
        while until < len(runs) and runs[until].bold == runs[at].bold:
            until += 1
        inner = _emphasise(runs[at:until], links)
        text += _hug(inner, _STRONG) if runs[at].bold else inner
        at = until
    text = re.sub(rf"\\(?=[{_STRONG}{_EMPHASIS}{_LINK}])", r"\\\\", escape(text))
    for mark, sign in _MARKS.items():
        text = text.replace(mark, sign)
    return re.sub(_LINK, lambda _: links.pop(0), text)


def _emphasise(runs: list[Run], links: list[str]) -> str:
    text = ""
    at = 0
    while at < len(runs):
        until = at
        inner = ""
        while until < len(runs) and runs[until].italic == runs[at].italic:
            inner += _link(runs[until], links)
            until += 1
        text += _hug(inner, _EMPHASIS) if runs[at].italic else inner
        at = until
    return text


def _link(run: Run, links: list[str]) -> str:
    words = run.text.strip()
    if not run.address or not words:
        return run.text
    words = re.sub(r"([\\*\[\]{}|])", r"\\\1", words.replace("\n", " "))
    links.append(f"[{words}]({run.address})")
    before, _, after = run.text.partition(run.text.strip())
    return f"{before}{_LINK}{after}"


def _hug(text: str, mark: str) -> str:
    # A backslash at the end would take the mark's meaning away.
    before, words, after = _EDGES.fullmatch(text).groups()  # type: ignore[union-attr]
    return f"{before}{mark}{words}{mark}{after}" if words else text
