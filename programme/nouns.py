"""What the programme manager keeps, noun by noun, and on which page each is read.

A noun needs a model that says what is asked (`Kept.asked`), a line here, and a place on the template of its page:
its form, its history, its list of changes, its routes and its rights come of themselves.
"""

from dataclasses import dataclass

from django.urls import reverse

from programme.models import (
    Benefit,
    Contribution,
    Finding,
    Funding,
    Kept,
    Milestone,
    Programme,
    RestartCondition,
    Review,
    Risk,
    Workstream,
)


@dataclass(frozen=True)
class Noun:
    """`key` begins the names of its routes ("risk-add"), `path` their addresses; `page` is where it is read."""

    key: str
    path: str
    page: str
    model: type[Kept]

    @property
    def one(self) -> str:
        return str(self.model._meta.verbose_name)

    def url(self, programme: Programme) -> str:
        """The page on which it is read."""
        return reverse(f"programme-{self.page}", args=[programme.slug])

    @property
    def a_new(self) -> str:
        """As in "Add a risk"."""
        return self.one if self.model is Funding else f"a {self.one}"


@dataclass(frozen=True)
class Page:
    """`key` is the path of the page and its template, `title` its heading."""

    key: str
    title: str

    @property
    def route(self) -> str:
        return f"programme-{self.key}"

    def url(self, programme: Programme) -> str:
        return reverse(self.route, args=[programme.slug])


PAGES = (
    Page("stage", "Stage"),
    Page("workstreams", "Workstreams"),
    Page("dates", "Dates"),
    Page("funding", "Funding"),
    Page("reviews", "Reviews"),
    Page("benefits", "Benefits"),
    Page("risks", "Risks"),
)
NOUNS = (
    Noun("condition", "conditions", "stage", RestartCondition),
    Noun("workstream", "workstreams", "workstreams", Workstream),
    Noun("milestone", "dates", "dates", Milestone),
    Noun("funding", "funding", "funding", Funding),
    Noun("contribution", "contributions", "funding", Contribution),
    Noun("review", "reviews", "reviews", Review),
    Noun("finding", "findings", "reviews", Finding),
    Noun("benefit", "benefits", "benefits", Benefit),
    Noun("risk", "risks", "risks", Risk),
)
NOUN = {noun.key: noun for noun in NOUNS}
NOUN_OF = {noun.model: noun for noun in NOUNS}
PAGE = {page.key: page for page in PAGES}
