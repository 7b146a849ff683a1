"""How long a programme bundle takes to come in and go out: `.venv/bin/python benchmarks/bundle.py [POSTS …]`.

So many posts of up to 30 councils, and six models that each keep every tenth of them. Brought in, brought in again,
and written out, each in a process of its own: seconds on the clock, in brackets those on the processor, and the most
memory.
"""

import itertools
import json
import os
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import bench

STEPS = ("brought in", "brought in again", "written out")
MOST_COUNCILS = 30


def bundle(posts: int) -> dict[str, Any]:
    """Posts of 60 spine points in five services and six tiers, each council with its share of them."""
    councils = [f"council-{at:02}" for at in range(max(1, min(MOST_COUNCILS, posts // 100)))]
    baselines = [
        {
            "council": slug, "as_at": "2012-11-30", "status": "validated",
            "posts": [_post(f"{slug}-{at:06}", at) for at in range(posts // len(councils))],
        }
        for slug in councils
    ]  # fmt: skip
    return {
        "format": "collab-programme/1",
        "programme": {
            "slug": "large", "name": "Large", "first_year": "2013/14", "appraisal_years": 10,
            "discount_rate": "0.035", "price_base": "2012/13",
        },
        "councils": [
            {
                "slug": slug, "name": f"{slug} Council", "ons_code": f"E09{at:06}", "population": None,
                "net_revenue_budget": None, "fixed_share": None,
            }
            for at, slug in enumerate(councils)
        ],
        "baselines": baselines,
        "operating_models": [_model(number, baselines) for number in range(6)],
        "savings_plans": [],
        "budget_gaps": [],
    }  # fmt: skip


def _post(ref: str, at: int) -> dict[str, Any]:
    return {
        "ref": ref, "title": f"Officer, team {at % 400}", "service": f"Service {at % 5}", "tier": 1 + at % 6,
        "grade": f"SCP {at * 7 % 60}", "fte": "0.6000" if at % 10 == 0 else "1.0000",
        "salary": f"{18_000 + 731 * (at * 7 % 60)}.00", "on_cost_rate": "0.2850", "vacant": at % 14 == 0,
        "in_scope": True,
    }  # fmt: skip


def _model(number: int, baselines: list[dict[str, Any]]) -> dict[str, Any]:
    kept = [(row["council"], post) for row in baselines for post in row["posts"][number::10]]
    posts = [
        {
            "ref": f"M{at}", "title": post["title"], "service": post["service"], "tier": post["tier"],
            "basis": "geographic", "fte": post["fte"], "salary": post["salary"],
            "on_cost_rate": post["on_cost_rate"], "councils": [council], "retains": f"{council}:{post['ref']}",
        }
        for at, (council, post) in enumerate(kept, 1)
    ]  # fmt: skip
    return {
        "code": str(number), "name": f"Model {number}", "description": "", "preferred": number == 3, "posts": posts,
        "phasing": {"2013/14": "0.5", "2014/15": "1"}, "one_off_costs": {},
    }  # fmt: skip


def measure(*arguments: str) -> tuple[Decimal, Decimal, Decimal]:
    """Seconds, seconds on the processor and megabytes of one command in a process of its own."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=bench.ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{arguments[0]} failed")
    taken = time.perf_counter() - begun
    return Decimal(taken), Decimal(used.ru_utime + used.ru_stime), Decimal(used.ru_maxrss // 1024)


def one(posts: int) -> list[tuple[Decimal, Decimal, Decimal]]:
    source, target = (Path(bench.folder.name) / name for name in ("in.json", "out.json"))
    # Not in this process: what it holds would count as held by those that it begins.
    subprocess.run([sys.executable, __file__, "--make", str(posts), str(source)], check=True)
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=bench.ROOT, check=True)
    found = [
        measure("import_programme", str(source)),
        measure("import_programme", str(source)),
        measure("export_programme", "large", "--output", str(target)),
    ]
    if target.read_bytes() != source.read_bytes():
        raise RuntimeError("what came out is not what came in")
    for path in Path(bench.folder.name).glob("bench.sqlite3*"):
        path.unlink()
    return found


def main() -> None:
    sizes = bench.sizes([300, 3_000, 30_000, 300_000])
    columns = [one(posts) for posts in sizes]
    print(f"| Posts | {' | '.join(f'{size:,}' for size in sizes)} |\n|---|{'---|' * len(sizes)}")
    for step, cells in zip(STEPS, zip(*columns, strict=True), strict=True):
        print(f"| {step} | {' | '.join(f'{seconds:.1f} ({busy:.1f})' for seconds, busy, _ in cells)} |")
    for step, cells in zip(STEPS, zip(*columns, strict=True), strict=True):
        growth = ["–", *(f"{after[1] / before[1]:.1f}" for before, after in itertools.pairwise(cells))]
        print(f"| growth from size to size on the processor, {step} | {' | '.join(growth)} |")
    for step, cells in zip(STEPS, zip(*columns, strict=True), strict=True):
        print(f"| most memory in MB, {step} | {' | '.join(f'{most:.0f}' for _, _, most in cells)} |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        Path(sys.argv[3]).write_text(json.dumps(bundle(int(sys.argv[2])), indent=2) + "\n", encoding="utf-8")
    else:
        main()
