"""Files that show what a line says are added and removed."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from collab import uploads
from collab.history import erase, record
from programme.services.membership import refuse
from savings.enums import EvidenceKind
from savings.models import Evidence, SavingsLine
from savings.queries.evidence import evidence_of
from savings.rules import evidence as rules
from savings.services.locking import lock_line, rights

if TYPE_CHECKING:
    from accounts.models import User

KINDS = tuple(kind.name.lower() for kind in EvidenceKind)


@dataclass(frozen=True)
class EvidenceFile:
    """A file that was looked at."""

    name: str
    kind: EvidenceKind
    data: bytes


def look_at(data: bytes, *, filename: str) -> EvidenceFile:
    """What is kept of an upload. Refused with a code of collab.uploads for one that cannot be kept."""
    kind = uploads.check(data, filename=filename, kinds=KINDS)
    return EvidenceFile(uploads.plain_name(filename), EvidenceKind[kind.upper()], data)


@transaction.atomic
def add_evidence(
    line: SavingsLine, *, file: EvidenceFile, title: str, what: str, by: "User", reason: str = ""
) -> Evidence:  # fmt: skip
    """`title` names the file, `what` says what it shows. The line stays at its version: nobody who changes it meanwhile
    is in the way.

    Refused with code "not-allowed", "withdrawn", "gone", or "file" where the line has the same file already.
    """
    line = lock_line(line)
    refuse(rules.why_not_add_evidence(line, rights(line.plan.programme, by), by), "not-allowed")
    refuse(rules.why_not_now(line), "withdrawn")
    digest = hashlib.sha256(file.data).hexdigest()
    refuse(rules.why_not_again(evidence_of(line).filter(digest=digest).first()), "file")
    row = Evidence(
        line=line, title=title, what=what, file_name=file.name, kind=file.kind, data=file.data, digest=digest,
        added_at=timezone.now(), added_by=by,
    )  # fmt: skip
    record(row, by=by, reason=reason.strip() or f"evidence added: {title}")
    return row


@transaction.atomic
def remove_evidence(row: Evidence, *, by: Any, reason: str) -> None:
    """The file is gone for good; its history says what it was, and who removed it and why.

    Refused with code "not-allowed", "withdrawn", "gone", or "reason" where none is given.
    """
    line = lock_line(row.line)
    found = evidence_of(line).filter(pk=row.pk).first()
    refuse(None if found else rules.GONE, "gone")
    assert found is not None  # noqa: S101 - refused above
    found.line = line
    refuse(rules.why_not_remove_evidence(found, rights(line.plan.programme, by), by), "not-allowed")
    refuse(rules.why_not_now(line), "withdrawn")
    refuse(None if reason.strip() else rules.NO_REASON, "reason")
    erase(found, by=by, reason=f"evidence removed: {reason.strip()}")
