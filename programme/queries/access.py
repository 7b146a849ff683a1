"""Who may do what in a programme, and which things that opens: the question and the list from one place."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.roles import PERMISSIONS, Permission, Role, roles_with
from programme.models import Council, Membership, Programme

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class May:
    """What one person may do in one programme: `may(Permission.REPORT_EDIT, council)`.

    Read anew for every request, so that a change of roles acts on the next one.
    """

    grants: frozenset[tuple[Role, int | None]]

    def __call__(self, permission: Permission, council: Council | None = None) -> bool:
        """True where a programme role grants it, or a role for `council` does. Without a council, any role will do."""
        return any(
            permission in PERMISSIONS[role] and (council is None or council_id in (None, council.pk))
            for role, council_id in self.grants
        )


def may_in(programme: Programme, user: "User") -> May:
    """One query."""
    rows = Membership.objects.filter(programme=programme, user=user, user__is_active=True)
    return May(frozenset((Role(role), council_id) for role, council_id in rows.values_list("role", "council_id")))


def members_where(permission: Permission, user: "User", *, programme: str, council: str | None = None) -> Exists:
    """A condition for a queryset: `user` has `permission` in the row's programme (and council).

    `programme` and `council` name the row's fields. A programme role holds for every council.
    """
    rows = Membership.objects.filter(
        user=user, user__is_active=True, programme=OuterRef(programme), role__in=sorted(roles_with(permission))
    )
    if council is not None:
        rows = rows.filter(Q(council__isnull=True) | Q(council=OuterRef(council)))
    return Exists(rows)


def programmes_of(user: "User") -> QuerySet[Programme]:
    """The programmes that `user` may see, by name."""
    return Programme.objects.filter(members_where(Permission.PROGRAMME_VIEW, user, programme="pk"))


def councils_open_to(may: May, permission: Permission, programme: Programme) -> list[Council]:
    """The programme's councils, in its order, for which `permission` is granted. One query."""
    parts = programme.programme_councils.select_related("council")
    return [part.council for part in parts if may(permission, part.council)]
