"""What was met on the way and is not in the text, and the sentences that say so."""

from dataclasses import dataclass, field

_MOST_PLACES = 12
_LONGEST_QUOTE = 160


@dataclass(frozen=True)
class _Kind:
    one: str
    many: str
    done: str
    advice: str


# In the order in which they are told.
_KINDS = {
    "hidden": _Kind(
        "passage of hidden text",
        "passages of hidden text",
        "left out",
        "In Word, make visible what is to be read, and bring the file in again.",
    ),
    "comment": _Kind("comment", "comments", "left out", "Settle them, and bring over by hand what is needed."),
    "footnote": _Kind(
        "footnote", "footnotes", "left out", "Put what is needed into the paragraph to which it belongs."
    ),
    "endnote": _Kind("endnote", "endnotes", "left out", "Put what is needed into the paragraph to which it belongs."),
    "text box": _Kind("text box", "text boxes", "left out", "Put the words into a paragraph if they are needed."),
    "picture": _Kind(
        "picture", "pictures", "left out", "A report here holds text and tables: say in words what a picture shows."
    ),
    "chart": _Kind(
        "chart or diagram",
        "charts or diagrams",
        "left out",
        "Put the figures into a table, or say in words what a chart shows.",
    ),
    "drawing": _Kind("drawing", "drawings", "left out", "Say in words what a drawing shows, if it matters."),
    "object": _Kind("embedded file", "embedded files", "left out", "Put what is needed into a paragraph or a table."),
    "other format": _Kind(
        "inserted document", "inserted documents", "left out", "Save the file anew from Word and bring it in again."
    ),
    "equation": _Kind("equation", "equations", "read as plain characters", "Check that the result can be understood."),
    "symbol": _Kind(
        "symbol of a special typeface",
        "symbols of a special typeface",
        "read as the nearest character",
        "Check the result.",
    ),
    "field": _Kind("field", "fields", "read as the words that it showed last", "Check that they are still right."),
    "form": _Kind(
        "form field that nobody filled in", "form fields that nobody filled in", "left out", "Write what is missing."
    ),
    "link": _Kind(
        "link that leads neither to the web nor to an e-mail address",
        "links that lead neither to the web nor to an e-mail address",
        "read as words alone",
        "Add a web address if there is one.",
    ),
    "struck": _Kind(
        "passage of struck-through text",
        "passages of struck-through text",
        "read as ordinary text",
        "Delete what no longer counts.",
    ),
    "merged": _Kind(
        "table with merged cells",
        "tables with merged cells",
        "read with the words in the first of the cells and the others empty",
        "Check the result and fill in what is missing.",
    ),
    "nested": _Kind(
        "table within a table", "tables within a table", "read as plain words of the outer cell", "Check the result."
    ),
    "no words": _Kind(
        "numbered paragraph without words",
        "numbered paragraphs without words",
        "left out",
        "The file counts it, so look at the numbers that follow.",
    ),
    "contents": _Kind(
        "table of contents", "tables of contents", "left out", "Pages here make their own from the headings."
    ),
    "section": _Kind(
        "section break", "section breaks", "ignored", "Wide pages, columns and page numbers of a section are not kept."
    ),
    "header": _Kind(
        "header or footer", "headers or footers", "left out", "Put what is needed into the text; pages get their own."
    ),
}


@dataclass
class Findings:
    """Gathers as the document is read. `where` is the place that is read now, "paragraph 12"."""

    where: str = ""
    _found: dict[str, list[str]] = field(default_factory=dict)
    _sentences: list[str] = field(default_factory=list)

    def add(self, kind: str, words: str = "", *, where: str | None = None) -> None:
        """One of the kinds above; `words` are what it says, shortened."""
        place = self.where if where is None else where
        quoted = f"“{shorten(words)}”" if words.strip() else ""
        self._found.setdefault(kind, []).append(": ".join(part for part in (place, quoted) if part))

    def say(self, sentence: str) -> None:
        """A sentence of its own, told first."""
        self._sentences.append(sentence)

    def notes(self) -> tuple[str, ...]:
        kinds = [_sentence(_KINDS[kind], self._found[kind]) for kind in _KINDS if kind in self._found]
        return (*self._sentences, *kinds)


def _sentence(kind: _Kind, places: list[str]) -> str:
    count = len(places)
    subject = f"{count:,} {kind.one} was" if count == 1 else f"{count:,} {kind.many} were"
    said = list(dict.fromkeys(place for place in places if place))
    more = f"; and {len(said) - _MOST_PLACES} more places" if len(said) > _MOST_PLACES else ""
    listed = f" ({'; '.join(said[:_MOST_PLACES])}{more})" if said else ""
    return f"{subject} {kind.done}{listed}. {kind.advice}"


def shorten(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1].rstrip()}…"
