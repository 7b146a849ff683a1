"""How long the pages of savings take beside many posts: `.venv/bin/python benchmarks/plan_pages.py [POSTS …]`.

The councils, posts and models of plans.py, and ten thousand lines, of which the first council has half: with two
agreed versions, and an update that waits for finance on nearly every line. Its finance lead asks for each page, and
its owner sends updates. Prints the seconds of the server for one request by the clock and, in brackets, on its
processor, which other work does not lengthen (the time of PostgreSQL is in the former alone); queries; and the size of
the page.
"""

import statistics
import sys
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import appraisal
import bench
import plans

if TYPE_CHECKING:
    from django.test import Client

    from programme.models import Council, Programme
    from savings.models import SavingsPlan

RUNS, LINES = 3, 10_000
# In the middle of the third year: two are over, with nothing confirmed.
TODAY = date(plans.FIRST + 2, 6, 1)


class Page(NamedTuple):
    took: appraisal.Took
    queries: int
    kilobytes: int

    def __str__(self) -> str:
        return f"{self.took}, {self.queries} queries, {self.kilobytes:,} kB"


def make(posts: int, councils: "list[Council]") -> "Programme":
    from collab.history import Job, record

    programme = appraisal.make_programme(posts, councils)
    programme.own_date, programme.demonstration_note = TODAY, "Made up."
    record(programme, by=Job("bench"), reason="bench")
    plans.make_plans(programme, councils, LINES // 2, of_first=LINES // 2)
    fill(programme.savings_plans.order_by("pk")[0])
    return programme


def fill(plan: "SavingsPlan") -> None:
    """Gap, updates that wait, and versions of the first plan."""
    from django.utils import timezone

    from accounts.services import make_account
    from collab.history import Job, record_many
    from savings.models import LineUpdate, PlanVersion
    from savings.queries.versions import content_of, lines_in_full
    from savings.services.keeping import keep_gap

    job = Job("bench")
    amounts = dict.fromkeys(range(plans.FIRST, plans.FIRST + plans.YEARS), 10**10)
    keep_gap(
        plan.programme, plan.council, type="cumulative_position", source="made up", amounts=amounts, version=0, by=job
    )
    owner = make_account(
        email=f"sender-{plan.programme.slug}@bench.example", name="Sender", password=None, by=job, reason="bench"
    )
    updates = [
        LineUpdate(line=line, year=plans.FIRST + 1, quarter=4, forecast_pence=1, delivered_pence=1, rating="green",
                   comment="Under way", sent_by=owner, sent_at=timezone.now())
        for line in plan.lines.all()[20:]
    ]  # fmt: skip
    record_many(updates, by=job, reason="bench")
    content = content_of(lines_in_full(plan))
    for line in content["lines"][::7]:
        line["title"] = "Another title"
    for number in (1, 2):
        PlanVersion(plan=plan, number=number, agreed_on=TODAY, authority="Cabinet", content=content, job="bench").save()


def lead_of(programme: "Programme") -> "Client":
    from django.test import Client

    from accounts.roles import Role
    from accounts.services import make_account
    from collab.history import Job
    from programme.services import give_role

    signed = {"by": Job("bench"), "reason": "bench"}
    user = make_account(email=f"lead-{programme.slug}@bench.example", name="Lead", password=None, **signed)
    council = programme.savings_plans.order_by("pk")[0].council
    give_role(user=user, programme=programme, role=Role.FINANCE_LEAD, council=council, **signed)
    client = Client()
    client.force_login(user)
    return client


def addresses(programme: "Programme") -> dict[str, str]:
    from django.utils import timezone

    home = f"/programmes/{programme.slug}/savings/"
    plan = programme.savings_plans.order_by("pk")[0]
    council = f"{home}{plan.council.slug}/"
    line = plan.lines.order_by("pk")[30]
    return {
        "Savings": home,
        "Joint saving": f"{home}joint/m0/",
        "Joint saving as at today, from history": f"{home}joint/m0/?at={timezone.localdate()}",
        "Posts that two count on": f"{home}joint/m0/claims/",
        "Plan": council,
        "Line": f"{council}lines/{line.pk}/",
        "Tracker": f"{council}tracker/",
        "Gap": f"{council}gap/",
        "Gap as at today, from history": f"{council}gap/?at={timezone.localdate()}",
        "To confirm": f"{council}confirmations/",
        "Not delivered": f"{council}unsettled/",
        "What becomes of a year": f"{council}lines/{line.pk}/settle/{plans.FIRST}/",
        "Versions": f"{council}versions/",
        "A version": f"{council}versions/1/",
        "Agree the plan": f"{council}agree/",
    }


def measure_page(client: "Client", address: str) -> Page:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    queries = len(asked)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    runs = [appraisal.timed(lambda: client.get(address)) for _ in range(RUNS)]
    took = appraisal.Took(*(statistics.median(column) for column in zip(*runs, strict=True)))
    return Page(took, queries, len(answer.content) // 1000)


def measure(posts: int, councils: "list[Council]") -> dict[str, str]:
    return measure_pages(make(posts, councils), posts)


def measure_pages(programme: "Programme", posts: int) -> dict[str, str]:
    client = lead_of(programme)
    found = {name: str(measure_page(client, address)) for name, address in addresses(programme).items()}
    update = plans.update_a_line(programme)
    runs = [appraisal.timed(update) for _ in range(10)]
    found["A line updated"] = str(appraisal.Took(*(statistics.median(column) for column in zip(*runs, strict=True))))
    for name, words in found.items():
        print(f"{posts:,} posts: {name}: {words}", file=sys.stderr, flush=True)
    return found


def main() -> None:
    bench.set_up(demonstration=False)
    councils = appraisal.make_councils()
    sizes = bench.sizes([30_000, 300_000])
    found = [measure(posts, councils) for posts in sizes]
    print(f"| Posts | {' | '.join(f'{posts:,}' for posts in sizes)} |\n|---|{'---|' * len(sizes)}")
    for name in found[0]:
        print(f"| {name} | {' | '.join(each[name] for each in found)} |")


if __name__ == "__main__":
    main()
