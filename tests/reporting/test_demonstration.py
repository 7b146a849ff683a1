"""The demonstration's own texts: read without loss, and brought into a database that was loaded before they were."""

import datetime
import json
import re
from collections.abc import Callable
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts.models import User
from collab.history import record
from documents.enums import Kind
from documents.models import Document, Edit, EditPart, Paragraph
from documents.notation import references
from documents.queries import read_text, style_for
from documents.services import read_file
from programme.models import Baseline, Membership, Programme
from reporting.bundle import bring_in, write_out
from reporting.demonstration import CASE, CASE_SLUG, FIGURES, OWNERS, PEOPLE
from savings.models import SavingsLine
from savings.queries.updates import asked_of_owner
from savings.queries.waiting import dates_ahead
from tests.factories.bundle import SIGNATURE, as_bytes
from tests.factories.world import JOB


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


def test_a_programme_that_came_with_the_bundle_alone_becomes_the_demonstration(load: Callable[[], str]) -> None:
    bring_in(FIGURES.read_bytes(), signature=SIGNATURE)
    assert load() == "The demonstration programme is loaded."
    programme = Programme.objects.get()
    assert Membership.objects.filter(programme=programme).count() == len(PEOPLE)
    assert "savings plans, budgets" in programme.demonstration_note
    assert {part.population_source for part in programme.programme_councils.all()} == {"Census 2011"}
    assert write_out(programme, by=JOB) == FIGURES.read_bytes()
    assert load() == "The demonstration programme was already loaded."


def test_another_programme_of_its_name_is_left_alone(load: Callable[[], str]) -> None:
    bundle = json.loads(FIGURES.read_bytes())
    bundle |= {"baselines": [], "operating_models": [], "savings_plans": [], "budget_gaps": []}
    bundle["councils"].pop()
    bring_in(as_bytes(bundle), signature=SIGNATURE)
    with pytest.raises(CommandError, match="There is another programme called “three-borough” here"):
        load()
    assert not Membership.objects.exists()


def test_figures_come_into_a_demonstration_of_before(load: Callable[[], str]) -> None:
    with mock.patch("reporting.management.commands.demo.Command._figures", return_value=False):
        load()
    assert not Baseline.objects.exists()
    programme = Programme.objects.get()
    programme.demonstration_note = "As it was before."
    record(programme, by=JOB, reason="for a test")
    assert load() == "The demonstration programme is loaded."
    assert write_out(programme, by=JOB) == FIGURES.read_bytes()
    programme.refresh_from_db()
    assert "savings plans, budgets" in programme.demonstration_note
    owners = dict(SavingsLine.objects.filter(owner__isnull=False).values_list("ref", "owner__email"))
    assert owners == {ref: email for email, refs in OWNERS.items() for ref in refs}
    # Nobody is asked on that day for what has not begun, and the first page says when it will be.
    assert asked_of_owner(SavingsLine.objects.get(ref="DL-03").owner) == []
    (ahead,) = dates_ahead(SavingsLine.objects.get(ref="HL-02").owner)
    assert (ahead.on, "HL-02" in ahead.what) == (datetime.date(2013, 7, 11), True)


def test_it_prints_every_sign_in(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo")
    printed = capsys.readouterr().out
    assert all(email in printed and name in printed for email, name, _, _ in PEOPLE)


@override_settings(PRODUCTION=True)
def test_it_is_not_for_production(db: None) -> None:
    with pytest.raises(CommandError, match="sign-ins that everybody knows"):
        call_command("demo")
    assert not User.objects.exists()
