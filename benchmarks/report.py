"""How long a report takes to come in, to show and to print: `.venv/bin/python benchmarks/report.py [PARAGRAPHS …]`.

Works on a database of its own in a temporary folder. Prints the median of five runs, after one that does not count.
"""

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 5
WORDS = "The councils have looked at what each of them spends on this service and at what they could share. " * 4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
folder = tempfile.TemporaryDirectory()
os.environ["DATABASE_URL"] = f"sqlite:///{folder.name}/bench.sqlite3"
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"


def markdown(paragraphs: int) -> bytes:
    parts = ["# A LONG REPORT"]
    for at in range(1, paragraphs + 1):
        if at % 8 == 1:
            parts.append(f"## Heading {at // 8 + 1}")
        parts.append(f"{at}. {WORDS}")
    return "\n\n".join(parts).encode()


def median(work: Callable[[], object]) -> str:
    times = []
    for _ in range(RUNS + 1):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return f"{statistics.median(times[1:]):.2f}"


def measure(paragraphs: int) -> None:
    from django.test import Client

    from accounts.models import User
    from collab.history import Job
    from documents.models import Document
    from documents.queries import style_for
    from documents.services import create_report, read_file
    from programme.models import Council, Programme
    from reporting.pdf import render_pdf

    programme = Programme.objects.get()
    council = Council.objects.get(slug="darlington")
    style, data, slug = style_for(council, programme.today), markdown(paragraphs), f"long-{paragraphs}"
    outline = read_file(data, file_name="long.md", style=style)
    begun = time.perf_counter()
    document: Document = create_report(
        programme=programme, council=council, style=style, outline=outline, slug=slug, by=Job("bench"), reason="bench"
    )
    saved = time.perf_counter() - begun
    client = Client()
    client.force_login(User.objects.get(email="officer@darlington.example"))
    base = f"/programmes/{programme.slug}/reports/{slug}/"
    read = median(lambda: read_file(data, file_name="long.md", style=style))
    desk, page = median(lambda: client.get(base)), median(lambda: client.get(f"{base}read/"))
    pdf = median(lambda: render_pdf(document))
    print(f"| {paragraphs} | {read} | {saved:.2f} | {desk} | {page} | {pdf} |")


def main() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("demo", stdout=io.StringIO())
    print("| Paragraphs | Read the file | Save it | Desk | Reading page | PDF |\n|---|---|---|---|---|---|")
    for paragraphs in [int(words) for words in sys.argv[1:]] or [47, 200, 1000]:
        measure(paragraphs)


if __name__ == "__main__":
    main()
