"""How long a report takes to go out: `.venv/bin/python benchmarks/export.py [PARAGRAPHS …]`.

Our PDF, started anew and from a warm worker, beside WeasyPrint alone on the same HTML and beside headless LibreOffice
on our Word file. Prints the median of some runs in seconds, and what they are to each other.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
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
    begun = time.perf_counter()
    page = HTML(filename=sys.argv[2], base_url="asset:/", url_fetcher=Fetcher())
    page.write_pdf(sys.argv[2] + ".pdf", stylesheets=[CSS(filename=f"{sys.argv[1]}/paper.css", url_fetcher=Fetcher())])
    print(time.perf_counter() - begun)
"""


def alone(html: Path, times: int) -> list[float]:
    from reporting.engine import ASSETS

    command = [sys.executable, "-c", ALONE, str(ASSETS), str(html), str(times)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in said.split()]


def measure(document: "Document", folder: Path) -> dict[str, float | None]:
    from collab import child
    from reporting.html import paper
    from reporting.pdf import ENGINE, render_pdf

    html = folder / "report.html"
    html.write_text(paper(document), encoding="utf-8")
    command = [sys.executable, bench.ROOT / "manage.py", "export_report", document.slug, "--format", "pdf", "--output"]
    found: dict[str, float | None] = {
        "WeasyPrint alone, a new process": bench.median(lambda: alone(html, 1), RUNS),
        "WeasyPrint alone, once more in the same": alone(html, RUNS + 1)[-1],
        "our PDF, a new process": bench.median(lambda: render_pdf(document), RUNS),
        "`export_report`": bench.median(
            lambda: subprocess.run([*command, folder / "x.pdf"], check=True, capture_output=True), RUNS
        ),
    }
    child.keep_warm(ENGINE)
    found["our PDF, a warm worker"] = bench.median(lambda: render_pdf(document), RUNS)
    child._warm.pop(ENGINE).close()
    found["asked for on a page, until the file is there"] = asked_for(document)
    found["LibreOffice on our Word file"] = libreoffice(document, folder)
    return found


def asked_for(document: "Document") -> float:
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
    return found


def libreoffice(document: "Document", folder: Path) -> float | None:
    """None where there is no LibreOffice."""
    try:
        from reporting.word import render_docx
    except ImportError:
        return None
    if not shutil.which("soffice"):
        return None
    (folder / "report.docx").write_bytes(render_docx(document))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
    return bench.median(
        lambda: subprocess.run([*command, "--outdir", folder, folder / "report.docx"], check=True, capture_output=True),
        RUNS,
    )


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
        row(name, ["not there" if (took := column[name]) is None else f"{took:.2f}" for column in columns])
    for one, other, aim in RATIOS:
        if any(column[one] is None or column[other] is None for column in columns):
            continue
        cells = [f"{column[one] / column[other]:.2f}" for column in columns]  # type: ignore[operator]
        row(f"**{one}, to {other}**{f' ({aim})' if aim else ''}", cells)


if __name__ == "__main__":
    main()
