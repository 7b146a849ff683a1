"""What the first page shows, gathered from all floors."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.queries import waiting as of_documents
from documents.queries.waiting import ChangedDocument
from programme.models import Programme
from programme.queries import programmes_of
from programme.queries import waiting as of_programmes
from programme.queries import waiting_leads as of_leads
from programme.queries.since import changed_since
from programme.queries.waiting import Ahead, Waiting
from savings.queries import unsettled as of_unsettled
from savings.queries import waiting as of_savings

if TYPE_CHECKING:
    from accounts.models import User

MOST_PROGRAMMES, MOST_CHANGED, MOST_DATES = 50, 10, 10


@dataclass(frozen=True)
class Home:
    """`waiting` is late first; `since` is the visit before this one, None at the first."""

    programmes: list[Programme]
    waiting: list[Waiting]
    since: datetime.datetime | None
    documents: list[ChangedDocument]
    changed: list[tuple[Programme, int]]
    ahead: list[Ahead]


def waiting_for(user: "User") -> list[Waiting]:
    """Late first, then by date, then what has none. Twenty-one queries, and those of the cases of claims that
    wait."""
    floors = (of_programmes, of_leads, of_unsettled, of_savings, of_documents)
    found = [row for floor in floors for row in floor.waiting_for(user)]
    return sorted(found, key=lambda row: row.order)


def home(user: "User") -> Home:
    """Whatever there is, the same number of queries."""
    since = user.previous_sign_in_at
    ahead = [*of_programmes.dates_ahead(user), *of_savings.dates_ahead(user), *of_documents.meetings_ahead(user)]
    return Home(
        programmes=list(programmes_of(user)[:MOST_PROGRAMMES]),
        waiting=waiting_for(user),
        since=since,
        documents=of_documents.changed_documents(user, since, MOST_CHANGED) if since else [],
        changed=changed_since(user, since) if since else [],
        ahead=sorted(ahead, key=lambda row: (row.on, row.what))[:MOST_DATES],
    )
