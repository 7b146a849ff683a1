"""Every change of who may do what in a programme, from the histories of roles, invitations and accounts."""

from typing import Any

from django.db.models import Case, CharField, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from accounts.models import User
from programme.enums import InvitationState
from programme.models import Council, Invitation, Membership, Programme

ROLE, INVITATION, ACCOUNT = "role", "invitation", "account"
# The columns that the three histories share, in order.
COLUMNS = ("when", "number", "kind", "act", "mails", "who", "job", "person", "address", "role_then", "place", "why")


def access_changes(
    programme: Programme, *, words: str = "", role: str = "", council: Council | None = None
) -> QuerySet[Any, Any]:
    """Latest first, as dicts with COLUMNS. One query.

    `act` is "+" or "-" for a role, the state for an invitation (and `mails` how often it was sent by then), "open" or
    "closed" for an account. An invitation that was accepted is told by the role.
    """
    roles = Membership.history.filter(programme=programme)
    sent = Invitation.history.filter(programme=programme).exclude(state=InvitationState.ACCEPTED)
    accounts = _openings(programme)
    if words:
        roles, sent = roles.filter(user__name__icontains=words), sent.filter(name__icontains=words)
        accounts = accounts.filter(name__icontains=words)
    if role:
        roles, sent, accounts = roles.filter(role=role), sent.filter(role=role), accounts.none()
    if council:
        roles, sent, accounts = roles.filter(council=council), sent.filter(council=council), accounts.none()
    found = [
        _rows(roles, ROLE, act=F("history_type"), person=F("user__name"), address=F("user__email")),
        _rows(sent, INVITATION, act=F("state"), mails=F("times"), person=F("name"), address=F("email")),
        # Who keeps the installation, and why they do what they do, is no affair of a programme.
        _rows(
            accounts, ACCOUNT, act=F("turned"), person=F("name"), address=F("email"), who=_text(), job=_text("x"),
            why=_text(), role_then=_text(), place=_text(),
        ),
    ]  # fmt: skip
    together: QuerySet[Any, Any] = found[0].union(*found[1:], all=True)
    return together.order_by("-when", "-kind", "-number")


def _rows(history: QuerySet[Any], kind: str, **own: Any) -> QuerySet[Any, Any]:
    usual: dict[str, Any] = {
        "when": F("history_date"), "number": F("history_id"), "kind": _text(kind), "mails": Value(0, IntegerField()),
        "who": F("history_user__name"), "job": F("history_job"), "why": F("history_change_reason"),
    }  # fmt: skip
    if "role_then" not in own:
        usual |= {"role_then": F("role"), "place": F("council__short_name")}
    found: QuerySet[Any, Any] = history.order_by().annotate(**(usual | own)).values(*COLUMNS)
    return found


def _openings(programme: Programme) -> QuerySet[Any]:
    """The histories of people of this programme, where an account was closed or opened again."""
    people = Membership.history.filter(programme=programme).values("user_id")
    before = User.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    rows = User.history.filter(id__in=people).annotate(was_active=Subquery(before.values("is_active")[:1]))
    turned = Case(When(is_active=True, then=_text("open")), default=_text("closed"))
    found: QuerySet[Any] = rows.exclude(was_active=None).exclude(is_active=F("was_active")).annotate(turned=turned)
    return found


def _text(words: str = "") -> Value:
    return Value(words, CharField())
