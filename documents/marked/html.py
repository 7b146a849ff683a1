"""Lines of two versions as HTML. Nothing but the tags that are written here is ever printed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from documents.differences import cut_words, ends_sentence, runs
from documents.marked.lines import TABLE, TEXT, Line, Pair, Row, Word, Words, lines_of, pair_lines, pair_rows
from documents.notation import Told


@dataclass(frozen=True)
class Said:
    """One version: its body in the light notation, its printed number, and what references and figures print in it."""

    body: str
    number: str
    resolve: Callable[[Told], str]


@dataclass(frozen=True)
class Speech:
    """What stands around added and deleted words for those who see neither colour nor line."""

    added: tuple[str, str]
    removed: tuple[str, str]

    def wrap(self, kind: str, html: str) -> str:
        if kind == "same" or not html:
            return html
        tag, (before, after) = ("ins", self.added) if kind == "added" else ("del", self.removed)
        return f"<{tag}>{before}{html}{after}</{tag}>"


_END = '<span class="vh">]</span>'
PAGE = Speech(('<span class="vh">[added: </span>', _END), ('<span class="vh">[deleted: </span>', _END))
PAPER = Speech(("[+", "+]"), ("[−", "−]"))


@dataclass(frozen=True)
class Marked:
    """`rough`: it was too long to be compared word by word, and changed sentences are shown whole."""

    html: SafeString
    rough: bool = False


def mark_up(before: Said | None, after: Said | None, *, speech: Speech, label: str) -> Marked:
    """Two versions of a paragraph as one, None where there is none on that side. `label` names its tables."""
    writer = _Writer(before, after, speech, label)
    old, new = (lines_of(said.body) if said else [] for said in (before, after))
    return Marked(mark_safe(writer.paragraph(pair_lines(old, new))), writer.rough)


def mark_up_words(before: str, after: str, *, speech: Speech) -> SafeString:
    """Two versions of a title, a heading or a field."""
    found, _ = runs(cut_words(before), cut_words(after), blank=str.isspace, ends=ends_sentence)
    return mark_safe("".join(speech.wrap(kind, escape("".join(words), quote=False)) for kind, words in found))


def was(words: str) -> str:
    """What something was called before it was renumbered, in small letters."""
    return f' <span class="was">was {escape(words)}</span>'


class _Writer:
    """Writes the lines of one paragraph."""

    def __init__(self, before: Said | None, after: Said | None, speech: Speech, label: str) -> None:
        self.before, self.after, self.speech, self.label = before, after, speech, label
        self.rough, self.tables = False, 0

    def paragraph(self, pairs: list[Pair[Line]]) -> str:
        lead, parts, at = self._lead(), list[str](), 0
        if lead and (not pairs or _kind(pairs[0]) != TEXT):
            parts, lead = [f"<p>{lead}</p>"], ""
        while at < len(pairs):
            old, new = pairs[at]
            kind = _kind(pairs[at])
            if kind == TEXT:
                parts.append(f"<p>{lead}{self._words(_said(old), _said(new))}</p>")
                lead, at = "", at + 1
            elif kind == TABLE:
                parts.append(self._table(old, new))
                at += 1
            else:
                items = _run(pairs[at:], kind)
                parts.append(self._list(items, kind))
                at += len(items)
        return "\n".join(parts)

    def _lead(self) -> str:
        old, new = (said.number if said else "" for said in (self.before, self.after))
        number = new if self.after else old
        if not number and not old:
            return ""
        renumbered = was(old) if self.after and self.before and old != new and old else ""
        css = "para__no para__no--was" if renumbered else "para__no"
        return f'<span class="{css}">{escape(number)}{renumbered} </span>'

    def _list(self, pairs: list[Pair[Line]], kind: str) -> str:
        html, inner = "", list[Pair[Line]]()

        def close() -> str:
            deeper = self._list(inner, _kind(inner[0])) if inner else ""
            inner.clear()
            return deeper

        open_item, top = False, _deep(pairs[0])
        for old, new in pairs:
            if _deep((old, new)) and not top:
                inner.append((old, new))
                continue
            html += close() + ("</li>" if open_item else "")
            letters = [line.letter for line in (old, new) if line]
            renumbered = was(letters[0]) if letters[0] != letters[-1] else ""
            words = self._words(_said(old), _said(new))
            html += f'<li><span class="items__no">{letters[-1]} </span>{words}{renumbered}'
            open_item = True
        tag = "ol" if kind == "lettered" else "ul"
        return f'<{tag} class="items">{html}{close()}</li></{tag}>'

    def _table(self, old: Line | None, new: Line | None) -> str:
        pairs: list[Pair[Row]]
        if old and new:
            pairs = pair_rows(old.rows, new.rows)
        else:
            pairs = [*((row, None) for row in _rows(old)), *((None, row) for row in _rows(new))]
        self.tables += 1
        label = self.label if self.tables == 1 else f"{self.label} ({self.tables})"
        caption = self._words(_said(old), _said(new))
        caption = f'<p class="table-caption">{caption}</p>' if caption else ""
        head, *rows = [self._cells(*pair) for pair in pairs]
        # An empty header cell would be announced as nothing: it is a plain cell.
        header = "".join(f'<th scope="col">{cell}</th>' if cell else "<td></td>" for cell in head)
        line = new or old
        lines = "".join(_row(row, headed=bool(line and line.headed)) for row in rows)
        return (
            f'{caption}<div class="scroll" role="region" tabindex="0" aria-label="{escape(label)}">'
            f'<table class="govuk-table"><thead><tr>{header}</tr></thead><tbody>{lines}</tbody></table></div>'
        )

    def _cells(self, old: Row | None, new: Row | None) -> list[str]:
        if old and new:
            return [self._words(a, b) for a, b in zip(old, new, strict=True)]
        return [self._words(cell, None) for cell in old or ()] + [self._words(None, cell) for cell in new or ()]

    def _words(self, old: Words | None, new: Words | None) -> str:
        found, rough = runs(old or (), new or (), blank=lambda word: word.blank, ends=lambda word: word.ends_sentence)
        self.rough = self.rough or rough
        return "".join(self.speech.wrap(kind, self._run(kind, words)) for kind, words in found)

    def _run(self, kind: str, words: Iterable[Word]) -> str:
        def look(word: Word) -> tuple[bool, bool, str, Told | None]:
            return word.strong, word.emphasis, word.address, word.reference

        html = ""
        for (strong, emphasis, address, reference), group in groupby(words, look):
            inner = escape("".join(word.text for word in group), quote=False).replace("\n", "<br>")
            if reference:
                inner = self._reference(kind, reference)
            if address:
                inner = f'<a href="{escape(address)}" rel="noopener noreferrer">{inner}</a>'
            inner = f"<em>{inner}</em>" if emphasis else inner
            html += f"<strong>{inner}</strong>" if strong else inner
        return html

    def _reference(self, kind: str, reference: Told) -> str:
        old = self.before.resolve(reference) if self.before else ""
        new = self.after.resolve(reference) if self.after else ""
        if kind == "removed" or not self.after:
            return escape(old, quote=False)
        renumbered = was(old) if kind == "same" and old and old != new else ""
        return escape(new, quote=False) + renumbered


def _said(line: Line | None) -> Words:
    return line.words if line else ()


def _rows(line: Line | None) -> tuple[Row, ...]:
    return line.rows if line else ()


def _row(cells: list[str], *, headed: bool) -> str:
    first = f'<th scope="row">{cells[0]}</th>' if headed and cells[0] else f"<td>{cells[0]}</td>"
    return f"<tr>{first}{''.join(f'<td>{cell}</td>' for cell in cells[1:])}</tr>"


def _kind(pair: Pair[Line]) -> str:
    line = pair[1] or pair[0]
    return line.kind if line else TEXT


def _deep(pair: Pair[Line]) -> bool:
    line = pair[1] or pair[0]
    return bool(line and line.deep)


def _run(pairs: list[Pair[Line]], kind: str) -> list[Pair[Line]]:
    """The items at the head that make one list: of one kind, and those within them of any."""
    found = []
    for pair in pairs:
        if _kind(pair) in (TEXT, TABLE) or (_kind(pair) != kind and not _deep(pair)):
            break
        found.append(pair)
    return found
