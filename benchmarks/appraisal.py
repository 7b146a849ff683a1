"""How long six operating models take to appraise: `.venv/bin/python benchmarks/appraisal.py [POSTS …]`.

30 councils with so many posts between them, made up from a seed. Ours reads the groups of posts from the database;
headless LibreOffice opens the workbook of the same models, with a row for each post, reckons it and saves it. First
both have to come to the same present values. Prints seconds by the clock and, in brackets, on the processor, which
other work does not lengthen; queries, memory, and the growth from size to size.
"""

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import bench

if TYPE_CHECKING:
    from collab.calc.appraisal import Appraisal
    from programme.models import Council, Programme
    from savings.queries import Case, ModelCase

COUNCILS = 30
MODELS = 6
YEARS = 10
RUNS, TIMES = 5, 4
SERVICES = ("Adults", "Children", "Education", "Public health", "Commissioning", "Finance", "Housing", "Libraries")
WAYS = (("saving", "baseline_cost"), ("cost", "population"), ("saving", "fixed"), ("cost", "net_revenue_budget"),
        ("saving", "equal"), ("cost", "baseline_cost"))  # fmt: skip
SEED = 4


# What is appraised


def make_councils() -> "list[Council]":
    from collab.history import Job, record
    from programme.models import Council

    councils = [
        Council(slug=f"council-{at}", name=f"Council {at}", short_name=f"C{at}", ons_code=f"E0600{at:04}")
        for at in range(COUNCILS)
    ]
    for council in councils:
        record(council, by=Job("bench"), reason="bench")
    return councils


def make_programme(posts: int, councils: "list[Council]") -> "Programme":
    from collab.history import Job, record, record_many
    from programme.models import CaseParameters, Programme, ProgrammeCouncil

    made, job = random.Random(f"{SEED} {posts}"), Job("bench")  # noqa: S311
    programme = Programme(
        slug=f"bench-{posts}", name=f"{posts} posts", stage="business_case", stage_since=date(2026, 4, 1)
    )
    record(programme, by=job, reason="bench")
    parts = [
        ProgrammeCouncil(
            programme=programme, council=council, position=at, population=made.randint(80_000, 600_000),
            population_source="made up", net_revenue_budget_pence=made.randint(5 * 10**9, 5 * 10**10),
            budget_source="made up", fixed_share=Decimal(made.randint(1, 60_000)).scaleb(-6), share_source="made up",
        )
        for at, council in enumerate(councils, 1)
    ]  # fmt: skip
    record_many(parts, by=job, reason="bench")
    parameters = CaseParameters(
        programme=programme, number=1, first_year=2026, appraisal_years=YEARS, discount_rate=Decimal("0.035"),
        price_base=2026, source="made up",
    )  # fmt: skip
    record(parameters, by=job, reason="bench")
    for council in councils:
        make_baseline(programme, council, posts // COUNCILS, made)
    for at in range(MODELS):
        make_model(programme, at, posts // 20, made)
    return programme


def make_baseline(programme: "Programme", council: "Council", posts: int, made: random.Random) -> None:
    from django.utils import timezone

    from collab.history import Job, record, record_many
    from programme.enums import BaselineStatus
    from programme.models import Baseline, Post
    from programme.services.groups import keep_groups

    baseline = Baseline(
        programme=programme, council=council, as_at=date(2026, 3, 31), status=BaselineStatus.VALIDATED,
        source="made up", validated_at=timezone.now(),
    )  # fmt: skip
    record(baseline, by=Job("bench"), reason="bench")
    rows = [
        Post(baseline=baseline, grade=f"G{made.randint(1, 12)}", in_scope=made.random() < 0.1, **values(at, made))
        for at in range(posts)
    ]
    record_many(rows, by=Job("bench"), reason="bench")
    keep_groups(baseline)


def make_model(programme: "Programme", at: int, posts: int, made: random.Random) -> None:
    from collab.history import Job, record, record_many
    from programme.models import ModelPost, ModelYear, OperatingModel
    from programme.services.groups import keep_model_groups

    job, (of, by) = Job("bench"), WAYS[at]
    model = OperatingModel(
        programme=programme, code=f"m{at}", name=f"Model {at}", position=at, apportion_of=of, apportion_by=by
    )
    record(model, by=job, reason="bench")
    rows = [
        ModelPost(model=model, position=place, basis="shared", councils=[], **values(place, made))
        for place in range(posts)
    ]
    record_many(rows, by=job, reason="bench")
    keep_model_groups(model)
    for year, part in enumerate(("0.25", "0.666667", "1")):
        once = made.randint(10**6, 10**9)
        row = ModelYear(model=model, year=2026 + year, phasing=Decimal(part), one_off_pence=once)
        record(row, by=job, reason="bench")


def values(at: int, made: random.Random) -> dict[str, object]:
    from collab.calc.costing import post_cost

    salary, fte = made.randint(2_000_000, 9_000_000), Decimal(made.choice([10_000, 10_000, 5_000, 7_432])).scaleb(-4)
    rate = Decimal(made.choice(["0.2850", "0.3125"]))
    return {
        "ref": f"P{at:06}", "title": "Post", "service": made.choice(SERVICES), "tier": made.randint(2, 6), "fte": fte,
        "salary_pence": salary, "on_cost_rate": rate, "cost_pence": post_cost(salary, fte, rate),
    }  # fmt: skip


# Measuring


class Took(NamedTuple):
    """Seconds by the clock and on the processor."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.3g} ({self.processor:.3g})"

    def to(self, other: "Took") -> str:
        return f"{self.clock / other.clock:.3g} ({self.processor / other.processor:.3g})"


def timed(work: Callable[[], object]) -> Took:
    clock, processor = time.perf_counter(), bench.processor()
    work()
    return Took(time.perf_counter() - clock, bench.processor() - processor)


@dataclass(frozen=True)
class Found:
    """Of one size; memory in MB, ours above what was held before."""

    posts: int
    groups: int
    ours: Took
    queries: int
    memory: int
    workbook: Took
    megabytes: float
    libreoffice: Took
    libreoffice_memory: int


def appraise_all(programme: "Programme") -> "tuple[Case, list[tuple[ModelCase, Appraisal]]]":
    from savings.queries import appraise, case_of

    case = case_of(programme)
    return case, [(model, appraise(case, model)) for model in case.models]


def measure(posts: int, councils: "list[Council]", folder: Path) -> Found:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from programme.models import BaselineGroup, ModelGroup
    from savings.queries.workbook import workbook_contents
    from savings.workbook import to_workbook

    programme = make_programme(posts, councils)
    before = bench.forget_memory()
    # Several at a time: a processor's time is told in hundredths of a second.
    runs = [timed(lambda: [appraise_all(programme) for _ in range(TIMES)]) for _ in range(RUNS)]
    ours = Took(*(statistics.median(column) / TIMES for column in zip(*runs, strict=True)))
    memory = bench.most_memory() - before
    with CaptureQueriesContext(
        connection,
    ) as asked:
        case, rows = appraise_all(programme)
    contents = workbook_contents(case, rows, notes=["Made up"], sees=lambda baseline: True)
    path = folder / f"{posts}.xlsx"
    written = timed(lambda: path.write_bytes(to_workbook(contents)))
    took = timed(lambda: reckon(path, folder))
    prove(folder / "saved" / path.name, [appraisal for _, appraisal in rows])
    groups = BaselineGroup.objects.filter(baseline__programme=programme).count()
    groups += ModelGroup.objects.filter(model__programme=programme).count()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return Found(posts, groups, ours, len(asked), memory, written, path.stat().st_size / 1024**2, took, most)


def reckon(path: Path, folder: Path) -> None:
    """LibreOffice opens, reckons and saves the workbook."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to"]
    command += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "saved"), str(path)]
    subprocess.run(command, check=True, capture_output=True)


def prove(path: Path, appraisals: "list[Appraisal]") -> None:
    """Every present value, and every other figure, is the same to the penny."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Check").to_python()
    found = {row[0]: row for row in rows[4:]}
    for at, appraisal in enumerate(appraisals):
        if round(Decimal(str(found[f"m{at} npv.total"][2])) * 100) != appraisal.npv.total:
            raise RuntimeError(f"m{at} has another present value in LibreOffice")
    if {row[3] for row in found.values()} != {"yes"}:
        raise RuntimeError("LibreOffice has other figures")


def lines(found: list[Found]) -> Iterator[tuple[str, list[str]]]:
    pairs = list(pairwise(found))
    yield "Posts", [f"{each.posts:,}" for each in found]
    yield "Groups", [f"{each.groups:,}" for each in found]
    yield "Six models appraised, from groups: seconds", [str(each.ours) for each in found]
    yield "queries", [str(each.queries) for each in found]
    yield "memory on top, MB", [str(each.memory) for each in found]
    yield "The workbook written: seconds", [str(each.workbook) for each in found]
    yield "its size, MB", [f"{each.megabytes:.1f}" for each in found]
    yield "LibreOffice reckons it: seconds", [str(each.libreoffice) for each in found]
    yield "its memory, MB", [f"{each.libreoffice_memory:,}" for each in found]
    yield "**LibreOffice to ours** (aim at 300,000: at least 60)", [each.libreoffice.to(each.ours) for each in found]
    yield "growth of ours from size to size", ["", *(after.ours.to(before.ours) for before, after in pairs)]
    yield "growth of LibreOffice's", ["", *(after.libreoffice.to(before.libreoffice) for before, after in pairs)]


def main() -> None:
    bench.set_up(demonstration=False)
    councils = make_councils()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for posts in bench.sizes([300, 3_000, 30_000, 300_000]):
            found.append(measure(posts, councils, Path(folder)))
            print(found[-1], file=sys.stderr, flush=True)
    for at, (name, cells) in enumerate(lines(found)):
        print(f"| {name} | {' | '.join(cells)} |")
        if not at:
            print(f"|---|{'---|' * len(found)}")


if __name__ == "__main__":
    main()
