"""How long a staffing file takes to become a draft baseline: `.venv/bin/python benchmarks/baseline.py [POSTS …]`.

A workbook of so many posts, brought in by Collab and by the usual means: openpyxl to read it, the same rules, and
bulk_create_with_history to write the posts. Each in a process of its own, with a database of its own; seconds on the
clock, in brackets those on the processor, and the most memory that the process and its children had.
"""

import datetime
import io
import itertools
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import bench

if TYPE_CHECKING:
    from programme.models import Council, Programme

AS_AT = datetime.date(2013, 1, 31)
SERVICES = ("Adults", "Children", "Education", "Commissioning", "Safeguarding")
HEADINGS = ("ref", "title", "service", "tier", "grade", "fte", "salary", "on_cost_rate", "vacant", "in_scope")


def workbook(posts: int) -> bytes:
    """Posts of 60 spine points in five services and six tiers; every tenth part-time, every fourteenth vacant."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Posts")
    sheet.append(HEADINGS)
    for at in range(posts):
        point = at * 7 % 60
        sheet.append(
            [
                f"P{at:06}", f"Officer, team {at % 400}", SERVICES[at % 5], 1 + at % 6, f"SCP {point}",
                Decimal("0.6") if at % 10 == 0 else 1, 18_000 + 731 * point, Decimal("0.285"), at % 14 == 0, True,
            ]
        )  # fmt: skip
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ours(data: bytes, programme: "Programme", council: "Council") -> Iterator[None]:
    """Stops where the file is understood and the posts are to be written, as `usual` does."""
    from collab.history import Job
    from programme.services.drafts import draft_baseline, read_baseline_file

    file = read_baseline_file(data, filename="posts.xlsx", programme=programme, council=council, as_at=AS_AT)
    yield
    draft_baseline(
        programme, council, as_at=AS_AT, file=file, source="posts.xlsx", by=Job("bench"), reason="bench"
    )  # fmt: skip


def usual(data: bytes, programme: "Programme", council: "Council") -> Iterator[None]:
    from django.db import models, transaction
    from openpyxl import load_workbook
    from simple_history.utils import bulk_create_with_history

    from accounts.models import User
    from collab.history import HistoriedQuerySet, Job, record
    from programme.models import Baseline, Post
    from programme.services.drafts import FIELDS, values_of
    from programme.staffing.interpret import Wishes, interpret
    from programme.staffing.tables import Table, find_header

    # The way that Collab keeps shut.
    HistoriedQuerySet.bulk_create = models.QuerySet.bulk_create  # type: ignore[method-assign]
    sheet = load_workbook(io.BytesIO(data), data_only=True).active
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    place, _ = find_header(rows) or (0, None)
    table = Table(rows[place], place + 1, list(enumerate(rows[place + 1 :], start=place + 2)))
    file = interpret(table, Wishes(Decimal("0.28"), False, {}, frozenset(), "the default"))
    yield
    with transaction.atomic():
        baseline = Baseline(programme=programme, council=council, as_at=AS_AT, source="posts.xlsx")
        record(baseline, by=Job("bench"), reason="bench")
        bulk_create_with_history(
            [Post(baseline=baseline, **dict(zip(FIELDS, values_of(post), strict=True))) for post in file.posts],
            Post, batch_size=1000, default_user=User.objects.first(), default_change_reason="bench",
        )  # fmt: skip


WAYS = {"Collab": ours, "openpyxl and bulk_create_with_history": usual}


def one(way: str, path: str) -> None:
    """Measured in this process, and printed: seconds, seconds on the processor, those of them for the writing,
    megabytes, and a sum to compare."""
    bench.set_up()
    from programme.models import Baseline, Council, Post, Programme

    data = Path(path).read_bytes()
    work = WAYS[way](data, Programme.objects.get(), Council.objects.get(slug="hartlepool"))
    begun, worked = time.perf_counter(), bench.processor()
    next(work)
    understood = bench.processor()
    next(work, None)
    taken, busy, writing = time.perf_counter() - begun, bench.processor() - worked, bench.processor() - understood
    made = Baseline.objects.get(council__slug="hartlepool", as_at=AS_AT)
    if Post.history.filter(baseline_id=made.pk).count() != made.posts.count():
        raise RuntimeError("not every post has its history")
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(taken, busy, writing, most // 1024, sum(made.posts.values_list("cost_pence", flat=True)))


def main() -> None:
    sizes = bench.sizes([300, 3_000, 30_000])
    table: dict[str, list[list[Decimal]]] = {way: [] for way in WAYS}
    for posts in sizes:
        path = Path(bench.folder.name) / f"{posts}.xlsx"
        path.write_bytes(workbook(posts))
        for way, columns in table.items():
            answer = subprocess.run(
                [sys.executable, __file__, "--one", way, str(path)], capture_output=True, text=True, check=True
            )
            columns.append([Decimal(word) for word in answer.stdout.split()])
        if len({columns[-1][4] for columns in table.values()}) > 1:
            raise RuntimeError(f"{posts} posts do not cost the same both ways")
    _print(sizes, table)


def _print(sizes: list[int], table: dict[str, list[list[Decimal]]]) -> None:
    print(f"| Posts | {' | '.join(f'{size:,}' for size in sizes)} |\n|---|{'---|' * len(sizes)}")
    for way, columns in table.items():
        print(f"| {way} | {' | '.join(f'{taken:.2f} ({busy:.2f})' for taken, busy, *_ in columns)} |")
    for way, columns in table.items():
        print(f"| {way}, writing alone | {' | '.join(f'({writing:.2f})' for _, _, writing, *_ in columns)} |")
    pairs = list(zip(*table.values(), strict=True))
    for words, place in (("in all", 1), ("writing alone", 2)):
        times = [f"({theirs[place] / mine[place]:.1f})" for mine, theirs in pairs]
        print(f"| **times as fast, {words}** (aim: at least 5) | {' | '.join(times)} |")
    for way, columns in table.items():
        growth = ["–", *(f"({after[1] / before[1]:.1f})" for before, after in itertools.pairwise(columns))]
        print(f"| growth from size to size, {way} | {' | '.join(growth)} |")
    for way, columns in table.items():
        print(f"| most memory in MB, {way} | {' | '.join(f'{row[3]:.0f}' for row in columns)} |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:])
    else:
        main()
