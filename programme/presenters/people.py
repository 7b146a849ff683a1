"""Changes of access in words, and links that put a list in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from programme.enums import InvitationState
from programme.queries.access_changes import ACCOUNT, INVITATION
from programme.rules.people import as_role_words

KEEPER = "Whoever keeps the installation"


@dataclass(frozen=True)
class AccessChange:
    when: datetime
    person: str
    address: str
    what: str
    by: str
    why: str


def present_access_changes(rows: Iterable[dict[str, Any]]) -> list[AccessChange]:
    return [
        AccessChange(
            when=row["when"], person=row["person"] or "Somebody", address=row["address"] or "", what=_what(row),
            by=row["who"] or (KEEPER if row["kind"] == ACCOUNT else row["job"]), why=row["why"],
        )
        for row in rows
    ]  # fmt: skip


def _what(row: dict[str, Any]) -> str:
    if row["kind"] == ACCOUNT:
        return "Account closed" if row["act"] == "closed" else "Account opened again"
    role = as_role_words(row["role_then"], row["place"] or "")
    if row["kind"] == INVITATION:
        if row["act"] == InvitationState.WITHDRAWN:
            return f"Invitation withdrawn: {role}"
        return f"Invited: {role}" if row["mails"] == 1 else f"Invitation sent again: {role}"
    return f"Given: {role}" if row["act"] == "+" else f"Taken: {role}"
