"""One row of the table while it is read."""

from dataclasses import dataclass, field
from decimal import Decimal

from programme.staffing.shapes import Problem, Severity
from programme.staffing.values import is_nothing


@dataclass(slots=True)
class Draft:
    """What a row will be as a post, as far as it could be read."""

    ref: str = ""
    title: str = ""
    service: str = ""
    tier: int | None = None
    grade: str = ""
    fte: Decimal = Decimal()
    salary_pence: int = 0
    on_cost_rate: Decimal | None = None
    vacant: bool = False
    in_scope: bool = True
    reports_to: str = ""
    statutory: tuple[str, ...] = ()
    funding_source: str = ""
    shared_with: tuple[tuple[str, Decimal], ...] = ()
    estimated: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """`texts` has the cells by field, in one line each; `headings` what the file calls the fields."""

    number: int
    texts: dict[str, str]
    headings: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The cell, or "" where nothing is known."""
        text = self.texts.get(name, "")
        return "" if is_nothing(text) else text

    def error(self, name: str, message: str) -> None:
        self._say(name, message, "error")

    def warn(self, name: str, message: str) -> None:
        self._say(name, message, "warning")

    def _say(self, name: str, message: str, severity: Severity) -> None:
        self.problems.append(Problem(self.number, self.headings.get(name, ""), message, severity))

    @property
    def is_rejected(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


def quoted(text: str) -> str:
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"
