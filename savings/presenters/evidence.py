"""The files that show what a line says, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat

from programme.queries.access import May
from savings.enums import EvidenceKind
from savings.models import SavingsLine
from savings.rules import evidence as rules


@dataclass(frozen=True)
class EvidenceRow:
    row: Any
    is_a: str
    may_remove: bool


@dataclass(frozen=True)
class EvidenceShown:
    rows: list[EvidenceRow]
    may_add: bool


def present_evidence(rows: Iterable[Any], line: SavingsLine, may: May, *, by: Any) -> EvidenceShown:
    """Of rows from `evidence_of` the line, which has its plan and council."""
    stays = rules.why_not_now(line) is not None
    shown = []
    for row in rows:
        row.line = line
        may_remove = not stays and rules.why_not_remove_evidence(row, may, by) is None
        shown.append(EvidenceRow(row, f"{EvidenceKind(row.kind).label}, {filesizeformat(row.size)}", may_remove))
    return EvidenceShown(shown, not stays and rules.why_not_add_evidence(line, may, by) is None)
