"""A text is sealed with its files and figures at once, or not at all."""

import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from collab.errors import Refused
from documents.models import Document
from documents.services import add_paragraph, archive, bring_back
from reporting.models import Publication, SealedFigure
from reporting.publishing import prepare, seal
from tests.factories.sealed import JOB


def test_a_text_is_sealed_as_it_was_made_ready(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reporting.publishing.preparing.print_paper", str.encode)
    section = document.sections.first()
    quoted = add_paragraph(section, body="[over £100,000](quoted: a leaflet)", by=JOB, follows="")
    ready, other = prepare(document), prepare(document)
    first = seal(ready, by=JOB)
    assert [(file.version, file.format) for file in first.files.all()] == [
        ("public", "html"), ("public", "pdf"), ("public", "docx"),
    ]  # fmt: skip
    for file in first.files.all():
        content = bytes(file.content)
        assert (file.size, file.sha256) == (len(content), sha256(content).hexdigest())
        assert file.format == "docx" or str(first.identifier).encode() in content
    row = first.figures.get()
    assert (row.place, row.kind, row.printed, row.source) == (quoted.key, "quoted", "over £100,000", "a leaflet")
    words = [one["words"] for section in first.sealed["public"]["sections"] for one in section["paragraphs"]]
    assert words == ["over £100,000", "One", "Two", "Three", "Four"]
    # Two were made ready, and the second comes too late; then a change comes between.
    with pytest.raises(Refused, match="published by somebody else meanwhile"):
        seal(other, by=JOB, correction="a slip")
    ready = prepare(document)
    add_paragraph(section, body="Changed", by=JOB, follows=quoted.key)
    with pytest.raises(Refused, match="changed the text"):
        seal(ready, by=JOB, correction="a slip")
    with pytest.raises(Refused, match="Say what"):
        seal(prepare(document), by=JOB)
    second = seal(prepare(document), by=JOB, correction="a slip")
    assert (second.number, second.corrects, second.correction) == (2, first, "a slip")


def test_what_cannot_be_published_is_not(document: Document) -> None:
    section = document.sections.first()
    archive(document, by=JOB, reason="put away")
    with pytest.raises(Refused, match="archived"):
        prepare(document)
    bring_back(document, by=JOB)
    add_paragraph(section, body="It saves {fig:p0.saving.m1}.", by=JOB, follows="")
    with pytest.raises(Refused, match=r"cannot be found: p0\.saving\.m1"):
        prepare(document)
    assert not Publication.objects.exists()
    assert not SealedFigure.objects.exists()


def test_the_commands_publish_and_give_the_sealed_bytes(document: Document, tmp_path: Path) -> None:
    call_command("publish_report", document.slug, json=True, stdout=(out := StringIO()))
    digests = {file["format"]: file["sha256"] for file in json.loads(out.getvalue())["files"]}
    add_paragraph(document.sections.first(), body="Since then", by=JOB, follows="")
    path = tmp_path / "file"

    def export(**options: object) -> str:
        call_command("export_report", document.slug, output=str(path), stdout=StringIO(), **options)
        return sha256(path.read_bytes()).hexdigest()

    assert {format: export(format=format) for format in digests} == digests
    assert export(format="html", draft=True) != digests["html"]
    with pytest.raises(CommandError, match="no full version"):
        export(format="pdf", version="full")
    with pytest.raises(CommandError, match="Say what this publication corrects"):
        call_command("publish_report", document.slug)
