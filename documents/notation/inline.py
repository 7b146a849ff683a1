"""Runs of words: bold, italic, links, references and figures, read from and written in the notation.

Stars switch: two of them bold, one italic, three both, wherever they stand against a word. So every change of type
can be written, also in the middle of a word. What switches nothing is text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from documents.notation.pieces import Chip, Emphasis, Inline, Link, Live, Quoted, Reference, Strong, Text, Typed

ADDRESS = r"(?:https?://|mailto:)[^\s()]+(?:\([^\s()]*\)[^\s()]*)*"
NUMBER = r"\{(?P<number>\d+(?:\.\d+)*(?:\([a-z]+\)){0,2})\}"
_SOURCE = r"[ \t]*(?=\S)(?:\\.|[^\\()\n])+"
# A link or a quoted figure as a whole, whose words are nothing but words.
LINK = rf"\[(?=[^\S\n]*[^\s\]])(?:\\.|[^\\\[\]\n])+\]\((?:{ADDRESS}|quoted:{_SOURCE})\)"
# A figure of the register, and how it is to print.
FIGURE_KEY = r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*"
FIGURE = rf"(?P<figure>{FIGURE_KEY})(?:;(?P<form>[a-z0-9]+))?"
KEY = r"(?P<key>[a-z0-9]+)(?:\.(?P<item>[a-z]+(?:\.[a-z]+)?))?"
_STORED = (
    r"\\(?P<escaped>[\\*\[\]{}|()•-])"
    r"|(?P<stars>\*+)"
    rf"|\[(?=[^\S\n]*[^\s\]])(?P<words>(?:\\.|[^\\\[\]\n])+)\]"
    rf"\((?:(?P<address>{ADDRESS})|quoted:(?P<source>{_SOURCE}))\)"
    rf"|\{{ref:{KEY}\}}|\{{fig:{FIGURE}\}}"
)
_TOKEN = {False: re.compile(_STORED), True: re.compile(f"{_STORED}|{NUMBER}")}
_LINE_END = re.compile(r"(?<!\s)\s*\n\s*")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s]+", re.I)
BOLD, ITALIC = "bold", "italic"
_MARKS = {1: (ITALIC,), 2: (BOLD,), 3: (BOLD, ITALIC)}
_STARS = {ITALIC: "*", BOLD: "**"}


Piece = Text | Link | Reference | Typed | Chip | Quoted | Live


@dataclass(frozen=True)
class Run:
    """Words, a link, a reference or a figure, and how they are set."""

    piece: Piece
    marks: frozenset[str] = frozenset()

    @property
    def blank(self) -> bool:
        return isinstance(self.piece, Text) and self.piece.text.isspace()


def inlines(text: str, *, typed: bool = False) -> tuple[Inline, ...]:
    """The runs of one line or cell. `typed`: {12} is a reference, as where people type, and not only {ref:KEY}."""
    return tree(_switched(list(_tokens(text, typed))))


def tree(runs: Iterable[Run]) -> tuple[Inline, ...]:
    """Runs in their one settled form: blanks set as what stands on both sides of them, none at the ends."""
    return _nested(_settled(list(runs)))


def flat(content: Iterable[Inline], marks: frozenset[str] = frozenset()) -> Iterator[Run]:
    """The runs of which `content` was made."""
    for piece in content:
        if isinstance(piece, Strong):
            yield from flat(piece.children, marks | {BOLD})
        elif isinstance(piece, Emphasis):
            yield from flat(piece.children, marks | {ITALIC})
        else:
            yield Run(piece, marks)


def web_address(address: str) -> str:
    """The address as the notation takes it, "" for one that is not of the web or of e-mail."""
    address = address.strip()
    if not _WEB.fullmatch(address):
        return ""
    scheme, rest = address.split(":", 1)
    found = f"{scheme.lower()}:" + re.sub(r"""[<>\[\]{}|*\\"`]""", _in_numbers, rest)
    # Brackets that have no partner would end the notation's link.
    return found if re.fullmatch(ADDRESS, found) else re.sub(r"[()]", _in_numbers, found)


def _in_numbers(character: re.Match[str]) -> str:
    return f"%{ord(character[0]):02X}"


def write_inlines(content: tuple[Inline, ...], *, guarded: bool, cell: bool = False) -> str:
    """`content` in the notation. Unless `guarded`, words that look like notation are left to be taken for it."""
    written, on = [], frozenset[str]()
    for run in flat(content):
        written += [_switch(on, run.marks), _write(run.piece, guarded=guarded, cell=cell)]
        on = run.marks
    return "".join([*written, _switch(on, frozenset())])


# Reading


@dataclass
class _Stars:
    """A run of stars. `used` says which marks it switches; the stars of the others are text."""

    count: int
    opens: bool
    closes: bool
    used: set[str]


def _tokens(text: str, typed: bool) -> Iterator[Run | _Stars]:
    at, before = 0, " "
    for match in _TOKEN[typed].finditer(text):
        if match.start() > at:
            yield Run(Text(text[at : match.start()]))
            before = text[match.start() - 1]
        at = match.end()
        if match["stars"]:
            after = text[at : at + 1]
            yield _Stars(len(match["stars"]), bool(after.strip()), bool(before.strip()), set())
        else:
            yield Run(_piece(match, typed))
        before = match["escaped"] or "."
    if text[at:]:
        yield Run(Text(text[at:]))


def _piece(match: re.Match[str], typed: bool) -> Piece:
    if match["escaped"]:
        return Text(match["escaped"])
    if match["words"]:
        words = re.sub(r"\\(.)", r"\1", match["words"])
        if match["address"]:
            return Link(words, match["address"])
        return Quoted(words, " ".join(re.sub(r"\\(.)", r"\1", match["source"]).split()))
    if match["figure"]:
        return Chip(match["figure"], match["form"] or "")
    if typed and match["number"]:
        return Typed(match["number"])
    return Reference(match["key"], match["item"] or "")


def _switched(tokens: list[Run | _Stars]) -> Iterator[Run]:
    """The tokens with their stars either at work or as text. Stars that nothing ends switch nothing."""
    open_at: dict[str, _Stars] = {}
    for token in tokens:
        if isinstance(token, Run):
            continue
        marks = _MARKS.get(token.count, ())
        if all(token.closes if mark in open_at else token.opens for mark in marks):
            for mark in marks:
                token.used.add(mark)
                if open_at.pop(mark, None) is None:
                    open_at[mark] = token
        elif token.opens and all(mark in open_at for mark in marks):
            # The earlier ones cannot have been meant: these stand before a word, too.
            for mark in marks:
                open_at[mark].used.discard(mark)
                open_at[mark] = token
                token.used.add(mark)
    for mark, token in open_at.items():
        token.used.discard(mark)
    return _marked(tokens)


def _marked(tokens: list[Run | _Stars]) -> Iterator[Run]:
    on: frozenset[str] = frozenset()
    for token in tokens:
        if isinstance(token, Run):
            yield replace(token, marks=on)
            continue
        literal = token.count - sum(len(_STARS[mark]) for mark in token.used)
        if literal:
            yield Run(Text("*" * literal), on)
        on = on ^ token.used


# The settled form


def _settled(runs: list[Run]) -> list[Run]:
    runs = _joined([part for run in runs for part in _parts(run)])
    runs = runs[bool(runs) and runs[0].blank : len(runs) - (len(runs) > 1 and runs[-1].blank)]
    found = []
    for at, run in enumerate(runs):
        if run.blank:
            before = runs[at - 1].marks if at else frozenset[str]()
            after = runs[at + 1].marks if at + 1 < len(runs) else frozenset[str]()
            run = replace(run, marks=before & after)
        found.append(run)
    return found


def _parts(run: Run) -> Iterator[Run]:
    """Blanks at the ends apart from words, also those of a link. A line ends without any."""
    if isinstance(run.piece, Text):
        text = _LINE_END.sub("\n", run.piece.text)
        words = text.strip()
        at = len(text) - len(text.lstrip())
        for part in filter(None, (text[:at], words, text[at + len(words) :])):
            yield replace(run, piece=Text(part))
    elif isinstance(run.piece, Link | Quoted):
        words = run.piece.words
        start, end = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        if start:
            yield Run(Text(start))
        yield replace(run, piece=replace(run.piece, words=words.strip()))
        if end:
            yield Run(Text(end))
    else:
        yield run


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbouring blanks are one, and so are neighbouring words of one link."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and last.blank and run.blank:
            found[-1] = replace(last, piece=Text("\n" if "\n" in _text_of(last) + _text_of(run) else " "))
        elif last and isinstance(last.piece, Link) and isinstance(run.piece, Link) and _same_link(last, run):
            words = last.piece.words + run.piece.words
            found[-1] = Run(Link(words, run.piece.address), last.marks & run.marks)
        else:
            found.append(run)
    return found


def _same_link(one: Run, other: Run) -> bool:
    return isinstance(one.piece, Link) and isinstance(other.piece, Link) and one.piece.address == other.piece.address


def _text_of(run: Run) -> str:
    return run.piece.text if isinstance(run.piece, Text) else ""


def _nested(runs: list[Run]) -> tuple[Inline, ...]:
    """The outer of two marks is the one that goes on for longer, bold where they end together."""
    found: list[Inline] = []
    at = 0
    while at < len(runs):
        marks = sorted(runs[at].marks)
        if not marks:
            piece = runs[at].piece
            last = found[-1] if found else None
            if isinstance(piece, Text) and isinstance(last, Text):
                found[-1] = Text(last.text + piece.text)
            else:
                found.append(piece)
            at += 1
            continue
        ends = {mark: _end(runs, at, mark) for mark in marks}
        outer = max(marks, key=lambda mark: (ends[mark], mark == BOLD))
        inner = _nested([replace(run, marks=run.marks - {outer}) for run in runs[at : ends[outer]]])
        found.append(Strong(inner) if outer == BOLD else Emphasis(inner))
        at = ends[outer]
    return tuple(found)


def _end(runs: list[Run], at: int, mark: str) -> int:
    while at < len(runs) and mark in runs[at].marks:
        at += 1
    return at


# Writing


def _switch(on: frozenset[str], marks: frozenset[str]) -> str:
    return "".join(_STARS[mark] for mark in on ^ marks)


def _write(piece: Piece, *, guarded: bool, cell: bool) -> str:
    if isinstance(piece, Reference):
        return f"{{ref:{piece.key}.{piece.item}}}" if piece.item else f"{{ref:{piece.key}}}"
    if isinstance(piece, Typed):
        return f"{{{piece.number}}}"
    if isinstance(piece, Live):
        return f"{{block:{piece.key}}}"
    if isinstance(piece, Chip):
        return f"{{fig:{piece.key};{piece.form}}}" if piece.form else f"{{fig:{piece.key}}}"
    if isinstance(piece, Link | Quoted):
        words = re.sub(r"([\\\[\]])", r"\\\1", piece.words)
        about = piece.address if isinstance(piece, Link) else "quoted: " + re.sub(r"([\\()])", r"\\\1", piece.source)
        written = f"[{words}]({about})"
        # An address has no such sign.
        return written.replace("|", r"\|") if cell else written
    text = piece.text
    if guarded:
        text = re.sub(r"\\(?=[\\*\[\]{}|()•-]|\Z)", r"\\\\", text)
        text = re.sub(r"([*\[{])", r"\\\1", text)
    return text.replace("|", r"\|") if cell else text
