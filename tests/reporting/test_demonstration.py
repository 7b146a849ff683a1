"""The demonstration's own texts: read without loss, and brought into a database that was loaded before they were."""

import re
from collections.abc import Callable

import pytest
from django.core.management import call_command

from documents.enums import Kind
from documents.models import Document, Edit, EditPart, Paragraph
from documents.notation import references
from documents.queries import read_text, style_for
from documents.services import read_file
from programme.models import Programme
from reporting.demonstration import CASE, CASE_SLUG


@pytest.fixture
def load(db: None, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    def load() -> str:
        call_command("demo")
        return capsys.readouterr().out.split("\n")[0]

    return load


def test_the_business_case_reads_without_a_question(load: Callable[[], str]) -> None:
    load()
    outline = read_file(CASE.read_bytes(), file_name=CASE.name, style=style_for(None, Programme.objects.get().today))
    assert (outline.differences, outline.not_understood, outline.notes) == ((), (), ())
    text = read_text(Document.objects.get(slug=CASE_SLUG))
    assert list(text.number_of.values()) == [row.source_number for row in outline.paragraphs if row.numbered]
    # Every fact is from a paragraph of the one report, which has forty-seven.
    bodies = "\n".join(row.row.body for row in text.paragraphs.values())
    sources = re.findall(r"\[([\d, ()a-z]+)\]", bodies)
    assert len(sources) > 60
    assert {int(number) for source in sources for number in re.findall(r"\d+", source)} <= set(range(1, 48))


def test_its_cross_references_lead_to_its_own_paragraphs(load: Callable[[], str]) -> None:
    load()
    text = read_text(Document.objects.get(slug=CASE_SLUG))
    keys = {key for row in text.paragraphs.values() for key in references(row.row.body)}
    assert {text.number_of[key] for key in keys} == {"1.3", "2.4", "3.5", "4.1", "7.1"}


def test_a_demonstration_of_before_gets_its_business_case(load: Callable[[], str]) -> None:
    load()
    # As it was before there were any.
    for model in (EditPart, Edit):
        model._base_manager.all()._raw_delete("default")  # type: ignore[attr-defined]
    case = Document.objects.get(kind=Kind.BUSINESS_CASE)
    Paragraph._base_manager.filter(section__document=case)._raw_delete("default")  # type: ignore[attr-defined]
    case.sections.all()._raw_delete("default")
    Document._base_manager.filter(pk=case.pk)._raw_delete("default")  # type: ignore[attr-defined]
    assert load() == "The demonstration programme is loaded."
    assert Document.objects.filter(kind=Kind.BUSINESS_CASE).count() == 1
    assert load() == "The demonstration programme was already loaded."
