"""Two moments of a document as the page and the paper show them."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.template.loader import render_to_string

from collab.moments import moment
from documents.comparison import compare
from documents.marked import PAGE, PAPER, MarkedReport, Speech, present_comparison
from documents.models import Document, Edit
from documents.queries.past import text_after


@dataclass(frozen=True)
class Moments:
    """Two acts, the earlier first. `last` is the number of the document's last act, which is now; 0 where the words
    are to outlive it."""

    earlier: Edit
    later: Edit
    last: int = 0

    @property
    def words(self) -> str:
        return f"Between {self.name(self.earlier)} and {self.name(self.later)}"

    def name(self, edit: Edit) -> str:
        if edit.number == self.last:
            return f"now (change {edit.number})"
        begun = "the beginning, " if edit.number == 1 else ""
        return f"{begun}{moment(edit.at)} (change {edit.number})"

    def query(self, *, only: bool) -> str:
        """The part of an address that means exactly these moments, whatever is done later."""
        found = {"from": self.earlier.number, "to": self.later.number}
        return urlencode({**found, "only": "on"} if only else found)


def between(one: Edit, other: Edit, last: int = 0) -> Moments:
    earlier, later = sorted((one, other), key=lambda edit: edit.number)
    return Moments(earlier, later, last)


def marked_report(document: Document, moments: Moments, *, only: bool, speech: Speech = PAGE) -> MarkedReport:
    """Six queries, whatever the length."""
    comparison = compare(text_after(document, moments.earlier), text_after(document, moments.later))
    return present_comparison(comparison, speech=speech, between=moments.words, only_changed=only)


def comparison_paper(document: Document, moments: Moments, *, only: bool) -> str:
    """The comparison as one HTML page for the PDF engine. What is "now" has its date: paper outlives it."""
    moments = replace(moments, last=0)
    context = {
        "report": marked_report(document, moments, only=only, speech=PAPER),
        "document": document, "programme": document.programme, "moments": moments,
    }  # fmt: skip
    return render_to_string("reporting/comparison_paper.html", context)
