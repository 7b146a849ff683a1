"""How long a report takes to go out: `.venv/bin/python benchmarks/export.py [PARAGRAPHS …]`.

Our PDF, started anew and from a warm worker, beside WeasyPrint alone on the same HTML and beside headless LibreOffice
on our Word file. Prints seconds, the median of some runs, in brackets those on the processor, and what they are to each
other.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import bench

if TYPE_CHECKING:
    from documents.models import Document

RUNS = 3
# WeasyPrint as anybody would call it: no tags, no archive profile, no repair pass.
ALONE = """
import sys, time
from pathlib import Path
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

class Fetcher(URLFetcher):
    def fetch(self, url, headers=None):
        return URLFetcherResponse(url, body=(Path(sys.argv[1]) / url.rsplit("/", 1)[1]).read_bytes())

for _ in range(int(sys.argv[3])):
    begun, before = time.perf_counter(), time.process_time()
    page = HTML(filename=sys.argv[2], base_url="asset:/", url_fetcher=Fetcher())
    page.write_pdf(sys.argv[2] + ".pdf", stylesheets=[CSS(filename=f"{sys.argv[1]}/paper.css", url_fetcher=Fetcher())])
    print([time.perf_counter() - begun, time.process_time() - before])
"""


@dataclass(frozen=True)
class Took:
    """Seconds by the clock and, where it can be told, on the processor, which other work does not lengthen."""

    clock: float
    processor: float | None = None

    def __str__(self) -> str:
        return f"{self.clock:.2f}" + (f" ({self.processor:.2f})" if self.processor else "")

    def to(self, other: "Took") -> str:
        own, others = self.processor, other.processor
        return f"{self.clock / other.clock:.2f}" + (f" ({own / others:.2f})" if own and others else "")


def timed(work: Callable[[], object], pids: Callable[[], list[int]] = list) -> Took:
    """The medians of some runs, after one that does not count. What `pids` names works for this process."""

    def spent() -> float:
        return bench.processor() + sum(bench.processor(pid) for pid in pids())

    clock, processor = [], []
    for _ in range(RUNS + 1):
        begun, before = time.perf_counter(), spent()
        work()
        clock.append(time.perf_counter() - begun)
        processor.append(spent() - before)
    return Took(statistics.median(clock[1:]), statistics.median(processor[1:]))


def alone(html: Path, times: int) -> list[list[float]]:
    from reporting.engine import ASSETS

    command = [sys.executable, "-c", ALONE, str(ASSETS), str(html), str(times)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in said.splitlines()]


def measure(document: "Document", folder: Path) -> dict[str, Took | None]:
    from collab import child
    from reporting.html import paper
    from reporting.pdf import ENGINE, render_pdf

    html = folder / "report.html"
    html.write_text(paper(document), encoding="utf-8")
    command = [sys.executable, bench.ROOT / "manage.py", "export_report", document.slug, "--format", "pdf", "--output"]
    found: dict[str, Took | None] = {
        "WeasyPrint alone, a new process": timed(lambda: alone(html, 1)),
        "WeasyPrint alone, once more in the same": Took(*alone(html, 3)[-1]),
        "our PDF, a new process": timed(lambda: render_pdf(document)),
        "`export_report`": timed(lambda: subprocess.run([*command, folder / "x.pdf"], check=True, capture_output=True)),
    }
    child.keep_warm(ENGINE)
    parent = child._warm[ENGINE].parent.pid
    found["our PDF, a warm worker"] = timed(lambda: render_pdf(document), lambda: [parent])
    child._warm.pop(ENGINE).close()
    found["asked for on a page, until the file is there"] = asked_for(document)
    found["LibreOffice on our Word file"] = libreoffice(document, folder)
    return found


def asked_for(document: "Document") -> Took:
    """By a worker in a process of its own, which has begun already; each time of another text."""
    from django.test import Client

    from accounts.models import User
    from collab.history import Job
    from collab.jobs.models import Job as LongJob
    from documents.services import change_paragraph

    client, path = Client(), f"{document.get_absolute_url().removesuffix('read/')}pdf/"
    client.force_login(User.objects.get(email="officer@darlington.example"))
    row = document.sections.first().paragraphs.first()

    def ask() -> None:
        nonlocal row
        row = change_paragraph(row, body=f"{row.body} x", version=row.version, by=Job("bench"))
        client.post(path)
        while LongJob.objects.exclude(state="done").exists():
            if LongJob.objects.filter(state="failed").exists():
                raise RuntimeError("a job has failed")
            time.sleep(0.02)

    with subprocess.Popen([sys.executable, bench.ROOT / "manage.py", "worker", "--verbosity", "0"]) as worker:
        found = bench.median(ask, RUNS)
        worker.terminate()
    return Took(found)


def libreoffice(document: "Document", folder: Path) -> Took | None:
    """None where there is no LibreOffice."""
    from reporting.word import render_docx

    if not shutil.which("soffice"):
        return None
    (folder / "report.docx").write_bytes(render_docx(document))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(folder), str(folder / "report.docx")]
    return timed(lambda: subprocess.run(command, check=True, capture_output=True))


RATIOS: tuple[tuple[str, str, str], ...] = (
    ("our PDF, a new process", "WeasyPrint alone, a new process", "aim: at most 1.3"),
    ("our PDF, a warm worker", "our PDF, a new process", "aim: at most 0.4"),
    ("our PDF, a warm worker", "`export_report`", "aim: at most 0.4"),
    ("our PDF, a warm worker", "WeasyPrint alone, once more in the same", ""),
    ("our PDF, a warm worker", "LibreOffice on our Word file", ""),
)


def main() -> None:
    bench.set_up()
    paragraphs = bench.sizes([47, 200, 500])
    columns = []
    for count in paragraphs:
        with tempfile.TemporaryDirectory() as folder:
            columns.append(measure(bench.make_report(count), Path(folder)))
    print(f"| Paragraphs | {' | '.join(str(count) for count in paragraphs)} |\n|---|{'---|' * len(paragraphs)}")
    row: Callable[[str, list[str]], None] = lambda name, cells: print(f"| {name} | {' | '.join(cells)} |")  # noqa: E731
    for name in columns[0]:
        row(name, ["not there" if (took := column[name]) is None else str(took) for column in columns])
    for one, other, aim in RATIOS:
        pairs = [(ours, theirs) for column in columns if (ours := column[one]) and (theirs := column[other])]
        if len(pairs) < len(columns):
            continue
        cells = [ours.to(theirs) for ours, theirs in pairs]
        row(f"**{one}, to {other}**{f' ({aim})' if aim else ''}", cells)


if __name__ == "__main__":
    main()
