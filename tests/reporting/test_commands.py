"""The commands as scripts use them: one object, one sentence, or nothing at all."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from documents.models import Document
from programme.models import Membership, Programme
from reporting.demonstration import PEOPLE

REPORT = "# DEPOTS\n\n## Background\n\n1. One.\n\n2. Two.\n"


def run(*args: str, **options: Any) -> str:
    out = StringIO()
    call_command(*args, **options, stdout=out)
    return out.getvalue()


def import_report(tmp_path: Path, **options: Any) -> str:
    path = tmp_path / "depots.md"
    path.write_text(options.pop("text", REPORT), encoding="utf-8")
    defaults = {"programme": "three-borough", "council": "darlington", "slug": "depots"}
    return run("import_report", str(path), **{**defaults, **options})


def test_demo_loads_once(demonstration: None) -> None:
    def count() -> tuple[int, ...]:
        return tuple(model.objects.count() for model in (Programme, User, Membership, Document))

    before = count()
    assert before == (1, len(PEOPLE), len(PEOPLE), 2)
    again = json.loads(run("demo", json=True))
    assert again["loaded"] is False
    assert count() == before


def test_import_report_prints_one_object(demonstration: None, tmp_path: Path) -> None:
    data = json.loads(import_report(tmp_path, json=True))
    assert data == {
        "slug": "depots", "headings": 2, "paragraphs": 2, "items": 0, "implications": 0, "joined": 0,
        "numbering_differences": [], "not_understood": [], "notes": [],
    }  # fmt: skip


def test_import_report_acts_as_a_person_with_that_persons_rights(demonstration: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Reports of Darlington Borough Council are begun by its officers"):
        import_report(tmp_path, by="hr@hartlepool.example")
    with pytest.raises(CommandError, match=r"Nobody signs in as nobody@example\.org\."):
        import_report(tmp_path, by="nobody@example.org")
    import_report(tmp_path, by="Officer@Darlington.example")
    assert Document.objects.get(slug="depots").created_by == User.objects.get(email="officer@darlington.example")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"programme": "nowhere"}, "There is no programme called “nowhere”."),
        ({"council": "nowhere"}, "No council called “nowhere” takes part"),
        ({"slug": "people-services-update"}, "There is already a document with the address"),
        ({"slug": "Not A Slug"}, "cannot be an address"),
        ({"text": ""}, "empty"),
        ({"text": "\x00\x01\x02" * 50}, "is neither a document nor text"),
    ],
)
def test_import_report_refuses_in_one_sentence_and_writes_nothing(
    demonstration: None, tmp_path: Path, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(CommandError) as refused:
        import_report(tmp_path, **options)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
    assert Document.objects.count() == 2


def test_import_report_of_no_file(demonstration: None) -> None:
    with pytest.raises(CommandError, match=r"There is no file nowhere\.md\."):
        run("import_report", "nowhere.md", programme="three-borough", council="darlington")


def test_export_report_writes_each_format(demonstration: None, tmp_path: Path) -> None:
    for kind, start in (("pdf", b"%PDF-1.7"), ("html", b"<!DOCTYPE html>"), ("docx", b"PK")):
        target = tmp_path / f"report.{kind}"
        data = json.loads(run("export_report", "people-services-update", format=kind, output=str(target), json=True))
        assert target.read_bytes().startswith(start)
        assert data["bytes"] == target.stat().st_size


def test_export_report_shows_a_person_only_what_is_theirs(demonstration: None, tmp_path: Path) -> None:
    target = tmp_path / "report.html"

    def export(email: str) -> str:
        return run("export_report", "people-services-update", format="html", output=str(target), by=email)

    with pytest.raises(CommandError, match="There is no report called"):
        export("hr@hartlepool.example")
    assert not target.exists()
    export("officer@darlington.example")
    assert target.exists()


def test_export_report_to_a_place_that_is_not_there_leaves_nothing(demonstration: None, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "report.html"
    with pytest.raises(CommandError, match="cannot be written"):
        run("export_report", "people-services-update", format="html", output=str(target))
