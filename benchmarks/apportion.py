"""A million amounts shared between councils, to see that no penny is lost. Prints what it found.

    .venv/bin/python benchmarks/apportion.py [CASES]

The cases come of a fixed seed, so that every run tries the same ones.
"""

import random
import sys
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from collab.calc.apportion import CouncilInput, in_pennies, weights

SEED = 2013
CASES = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


def drawn(source: random.Random) -> tuple[int, list[CouncilInput]]:
    """An amount in pence, at times below nought, and two to eight councils, of which a fifth weigh nothing."""
    count = source.randint(2, 8)
    weighs = [0 if source.random() < 0.2 else source.randint(1, 10 ** source.randint(1, 7)) for _ in range(count)]
    if not any(weighs):
        weighs[0] = 1
    councils = [CouncilInput(str(at), str(at), 0, population=weight) for at, weight in enumerate(weighs)]
    return source.choice((1, -1)) * source.randint(0, 10 ** source.randint(1, 10)), councils


def faults(amount: int, councils: list[CouncilInput], shares: list[int], parts: tuple[Fraction, ...]) -> list[str]:
    """What is wrong with one sharing, in words; nothing, as a rule."""
    found = []
    if sum(shares) != amount:
        found.append("pennies lost or made")
    if any(abs(share - amount * part) >= 1 for share, part in zip(shares, parts, strict=True)):
        found.append("a penny or more off what is due")
    if any(share and not council.population for share, council in zip(shares, councils, strict=True)):
        found.append("something for a weight of nought")
    return found


def main() -> int:
    source = random.Random(SEED)  # noqa: S311 - the same cases each time are what is wanted
    counted, below, idle = Counter[str](), 0, 0
    began = time.perf_counter()
    for _ in range(CASES):
        amount, councils = drawn(source)
        parts = weights("population", councils)
        shares = in_pennies([amount * part for part in parts])
        counted.update(faults(amount, councils, shares, parts))
        below += amount < 0
        idle += any(not council.population for council in councils)
    taken = time.perf_counter() - began
    print(f"{CASES:,} cases in {taken:.0f} s, {below:,} of them below nought, {idle:,} with a weight of nought")
    for fault in ("pennies lost or made", "a penny or more off what is due", "something for a weight of nought"):
        print(f"{counted[fault]:>9,} {fault}")
    return 1 if counted else 0


if __name__ == "__main__":
    sys.exit(main())
