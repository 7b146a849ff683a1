"""What the benchmarks share: a database of their own in a temporary folder (or the empty one that BENCH_DATABASE_URL
names, as on_postgres.sh does), and long reports in it.

Imported before anything of Django.
"""

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from documents.models import Document

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
WORDS = "The councils have looked at what each of them spends on this service and at what they could share. " * 4

sys.path.insert(0, str(ROOT))
folder = tempfile.TemporaryDirectory()
os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{folder.name}/bench.sqlite3"
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"


def set_up(*, demonstration: bool = True) -> None:
    """A database, mostly with the demonstration, and a client that may ask."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    if demonstration:
        call_command("demo", stdout=io.StringIO())


def markdown(paragraphs: int) -> bytes:
    parts = ["# A LONG REPORT"]
    for at in range(1, paragraphs + 1):
        if at % 8 == 1:
            parts.append(f"## Heading {at // 8 + 1}")
        parts.append(f"{at}. {WORDS}")
    return "\n\n".join(parts).encode()


def make_report(paragraphs: int) -> "Document":
    """A report of Darlington's with so many paragraphs, called long-47."""
    from collab.history import Job
    from documents.queries import style_for
    from documents.services import create_report, read_file
    from programme.models import Council, Programme

    programme, council = Programme.objects.get(), Council.objects.get(slug="darlington")
    style = style_for(council, programme.today)
    return create_report(
        programme=programme, council=council, style=style, slug=f"long-{paragraphs}", by=Job("bench"), reason="bench",
        outline=read_file(markdown(paragraphs), file_name="long.md", style=style),
    )  # fmt: skip


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds, the median of some runs after one that does not count."""
    times = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:])


def processor(pid: int | str = "self") -> float:
    """Seconds that a process and those of its children that have ended have spent on a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(ticks) for ticks in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def most_memory() -> int:
    """The most that this process has held since `forget_memory`, in MB."""
    found = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(found.split()[1]) // 1024


def forget_memory() -> int:
    """Begin to look at memory anew; what is held now, in MB."""
    Path("/proc/self/clear_refs").write_text("5")
    return most_memory()


def sizes(usual: list[int]) -> list[int]:
    """The numbers of paragraphs or posts that were asked for."""
    return [int(words) for words in sys.argv[1:]] or usual
