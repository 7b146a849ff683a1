"""How long savings plans take beside many posts: `.venv/bin/python benchmarks/plans.py [POSTS …]`.

30 councils with so many posts between them and six operating models, as in appraisal.py, and a savings line for every
thirty posts, each with four years and one post that it takes; one model keeps every tenth of these posts. Prints
seconds by the clock and, in brackets, on the processor, which other work does not lengthen; and queries.
"""

import random
import statistics
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import appraisal
import bench

if TYPE_CHECKING:
    from programme.models import Council, Programme

POSTS_A_LINE = 30
YEARS = 4
FIRST = 2026


def make_plans(programme: "Programme", councils: "list[Council]", lines: int, *, of_first: int = 0) -> None:
    """The lines of each council take its first posts in scope; one in twenty names a post that is not there. The first
    council has so many lines more."""
    from collab.history import Job, record, record_many
    from programme.models import Post
    from programme.services.groups import keep_model_groups
    from savings.models import LineAmount, LinePost, SavingsLine, SavingsPlan
    from savings.services import refresh_groups

    made, job = random.Random(f"{appraisal.SEED} {lines}"), Job("bench")  # noqa: S311
    model, kept = programme.operating_models.get(code="m0"), []
    signed = {"by": job, "reason": "bench"}
    for council in councils:
        each = lines // len(councils) + of_first * (council == councils[0])
        plan = SavingsPlan(programme=programme, council=council)
        record(plan, **signed)
        rows = [
            SavingsLine(
                plan=plan, position=at, ref=f"L{at}", title="A line", kind="staffing", status="agreed",
                service=made.choice(appraisal.SERVICES), held=made.random() < 0.05,
            )
            for at in range(1, each + 1)
        ]  # fmt: skip
        record_many(rows, **signed)
        amounts = [
            LineAmount(line=line, year=FIRST + year, planned_pence=made.randint(10**5, 10**7),
                       forecast_pence=made.randint(10**5, 10**7))
            for line in rows for year in range(YEARS)
        ]  # fmt: skip
        record_many(amounts, **signed)
        posts = list(
            Post.objects.filter(baseline__programme=programme, baseline__council=council, in_scope=True)[:each]
        )
        claims = [
            LinePost(line=line, position=1, ref=post.ref if at % 20 else f"lost {at}", fte=post.fte,
                     from_year=FIRST + at % YEARS)
            for at, (line, post) in enumerate(zip(rows, posts, strict=False))
        ]  # fmt: skip
        record_many(claims, **signed)
        kept += [_kept(model, council, post, len(kept) + at) for at, post in enumerate(posts[::10], 100_000)]
        refresh_groups(plan)
    record_many(kept, **signed)
    keep_model_groups(model)


def _kept(model: object, council: "Council", post: object, position: int) -> object:
    from programme.models import ModelPost

    same = ("title", "service", "tier", "fte", "salary_pence", "on_cost_rate", "cost_pence")
    return ModelPost(
        model=model, position=position, ref=f"K{position}", basis="geographic", councils=[council.slug],
        retains_council=council, retains_ref=post.ref, **{name: getattr(post, name) for name in same},
    )  # fmt: skip


# Measuring


class Found(NamedTuple):
    posts: int
    took: dict[str, "appraisal.Took"]
    queries: dict[str, int]


def update_a_line(programme: "Programme") -> Callable[[], object]:
    """Another line each time: its owner's update of a quarter, with its history and the refreshed sums of the plan."""
    from accounts.roles import Role
    from accounts.services import make_account
    from collab.calc.quarters import Quarter
    from collab.calc.years import FinancialYear
    from collab.history import Job, record
    from programme.services import give_role
    from savings.models import SavingsLine
    from savings.services.updates import Told, send_update

    signed = {"by": Job("bench"), "reason": "bench"}
    owner = make_account(email=f"{programme.slug}@bench.example", name="Owner", password=None, **signed)
    plan = programme.savings_plans.all()[0]
    give_role(user=owner, programme=programme, role=Role.OFFICER, council=plan.council, **signed)
    lines = list(plan.lines.all()[:20])
    for line in lines:
        line.owner = owner
        record(line, **signed)
    keys, quarter = iter([line.pk for line in lines]), Quarter(FinancialYear(FIRST), 1)

    def update() -> None:
        line = SavingsLine.objects.select_related("plan").get(pk=next(keys))
        told = Told(forecast_pence=12_345_00, delivered_pence=1_000_00, rating="amber", comment="Under way")
        send_update(line, quarter, told=told, version=line.version, by=owner, sure=True)

    return update


def measure(posts: int, councils: "list[Council]") -> Found:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from savings.queries import case_of, local_plans, reassess, reassessment_at, reassessment_of

    programme = appraisal.make_programme(posts, councils)
    make_plans(programme, councils, posts // POSTS_A_LINE)

    def every_model() -> None:
        case = case_of(programme)
        plans = local_plans(case)
        for model in case.models:
            reassess(case, model, plans)

    works: dict[str, Callable[[], object]] = {
        "one model reassessed": lambda: reassessment_of(programme, "m0"),
        "all six": every_model,
        "one model as at today, from history": lambda: reassessment_at(programme, "m0", timezone.localdate()),
        "a line updated": update_a_line(programme),
    }
    took, queries = {}, {}
    for name, work in works.items():
        work()
        runs = [appraisal.timed(work) for _ in range(appraisal.RUNS)]
        took[name] = appraisal.Took(*(statistics.median(column) for column in zip(*runs, strict=True)))
        with CaptureQueriesContext(connection) as asked:
            work()
        queries[name] = len(asked)
    return Found(posts, took, queries)


def lines(found: list[Found]) -> Iterator[tuple[str, list[str]]]:
    yield "Posts", [f"{each.posts:,}" for each in found]
    yield "Savings lines", [f"{each.posts // POSTS_A_LINE:,}" for each in found]
    for name in found[0].took:
        yield f"{name}: seconds", [str(each.took[name]) for each in found]
        yield "queries", [str(each.queries[name]) for each in found]


def main() -> None:
    bench.set_up(demonstration=False)
    councils = appraisal.make_councils()
    found = []
    for posts in bench.sizes([30_000, 300_000]):
        found.append(measure(posts, councils))
        print(found[-1], file=sys.stderr, flush=True)
    for at, (name, cells) in enumerate(lines(found)):
        print(f"| {name} | {' | '.join(cells)} |")
        if not at:
            print(f"|---|{'---|' * len(found)}")


if __name__ == "__main__":
    main()
