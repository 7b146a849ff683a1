"""What others have changed in a person's programmes since a moment."""

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models import F

from programme.models import Programme
from programme.nouns import NOUNS
from programme.queries.access import programmes_of

if TYPE_CHECKING:
    from accounts.models import User


def changed_since(user: "User", moment: datetime.datetime) -> list[tuple[Programme, int]]:
    """The programmes of `user` that others have changed, with how many changes, most first. Two queries."""
    programmes = {programme.pk: programme for programme in programmes_of(user)}
    parts = [_of_others(Programme.history, "id", user, moment)]
    parts += [_of_others(noun.model.history, "programme_id", user, moment) for noun in NOUNS]  # type: ignore[attr-defined]
    first, *others = parts
    counts = Counter(row["of"] for row in first.union(*others, all=True))
    return [(programmes[pk], count) for pk, count in counts.most_common() if pk in programmes]


def _of_others(history: Any, programme: str, user: "User", moment: datetime.datetime) -> Any:
    rows = history.filter(history_date__gt=moment).exclude(history_user=user)
    return rows.order_by().annotate(of=F(programme)).values("of", "history_id")
