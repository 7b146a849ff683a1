"""How long a report takes to come in, to open and to save: `.venv/bin/python benchmarks/report.py [PARAGRAPHS …]`.

Server time of a request, by Django's test client, so without the network and gunicorn: the median of five runs.
"""

import time
from typing import TYPE_CHECKING

import bench

if TYPE_CHECKING:
    from django.test import Client

    from documents.models import Document

# Under the address of the report.
PAGES = {"Desk": "", "Reading page": "read/", "Who changed what": "changes/"}


def measure(paragraphs: int) -> dict[str, float]:
    from django.test import Client

    from accounts.models import User
    from documents.queries import style_for
    from documents.services import read_file

    begun = time.perf_counter()
    document = bench.make_report(paragraphs)
    saved = time.perf_counter() - begun
    style = style_for(document.council, document.programme.today)
    data = bench.markdown(paragraphs)
    read = bench.median(lambda: read_file(data, file_name="long.md", style=style))
    client = Client()
    client.force_login(User.objects.get(email="officer@darlington.example"))
    base = document.get_absolute_url().removesuffix("read/")
    return {
        "Read the file": read,
        "Keep it": saved - read,
        **{name: bench.median(lambda page=page: client.get(base + page)) for name, page in PAGES.items()},
        "Open a paragraph": bench.median(lambda: client.get(f"{base}paragraphs/{middle(document).key}/")),
        "Save a paragraph": bench.median(lambda: save(client, base, document)),
    }


def middle(document: "Document"):
    from documents.models import Paragraph

    rows = Paragraph.objects.filter(section__document=document, removed=False).order_by("pk")
    return rows[rows.count() // 2]


def save(client: "Client", base: str, document: "Document") -> None:
    row = middle(document)
    sent = {"body": f"{row.body} More.", "numbered": "on", "version": row.version}
    answer = client.post(f"{base}paragraphs/{row.key}/", sent)
    if answer.status_code != 302:
        raise RuntimeError(f"not saved: {answer.status_code}")


def main() -> None:
    bench.set_up()
    paragraphs = bench.sizes([47, 200, 500])
    columns = [measure(count) for count in paragraphs]
    print(f"| Paragraphs | {' | '.join(str(count) for count in paragraphs)} |\n|---|{'---|' * len(paragraphs)}")
    for name in columns[0]:
        print(f"| {name} | {' | '.join(f'{column[name]:.3f}' for column in columns)} |")


if __name__ == "__main__":
    main()
