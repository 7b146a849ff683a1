"""The four worked reassessments of the three-borough figures: page, API and workbook say what is expected."""

import io
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook

from accounts.roles import Role
from collab.calc.money import pence_of, to_the_penny
from collab.history import record
from programme.models import Baseline, Council, Programme
from savings.enums import ConflictKind
from tests.factories.world import JOB, REASON, make_member

PLACE = "/programmes/three-borough/savings/joint/{}/"
API = "/api/v1/programmes/three-borough/operating-models/{}/reassessment/"
ROW = re.compile(
    r'<tr(?: class="total")?><th scope="row"><a href="#[^"]*">([^<]*)</a></th>((?:<td class="n">[^<]*</td>)+)'
)
HEADING = re.compile(r'<h2 class="h3"><span[^>]*>([^<]*)</span>: post ([^,]*), ([^<]*)</h2>')
Amounts = dict[tuple[str, str], str]


@pytest.fixture
def manager(db: None, shared: Path) -> Client:
    """Of the programme team, to whom all councils have released their posts."""
    call_command("import_programme", str(shared / "acceptance/figures/three-borough.bundle.json"), stdout=io.StringIO())
    programme = Programme.objects.get()
    for baseline in Baseline.objects.exclude(validated_at=None):
        baseline.released_at = baseline.validated_at
        record(baseline, by=JOB, reason=REASON)
    client = Client()
    client.force_login(make_member(programme, Role.PROGRAMME_MANAGER))
    return client


def wanted(figures: dict[str, Any], names: dict[str, str]) -> Amounts:
    """By year and label, in words, what the page has a row for."""
    found: Amounts = {}
    for year in figures["years"]:
        said = {
            "Baseline as validated": year["baseline"], "Taken by all": year["erosion"]["total"],
            "Cost of the model as it stands": year["model_cost"], "Joint saving as it stands": year["reassessed"],
        }  # fmt: skip
        for slug, name in names.items():
            said |= {f"Taken by {name}": year["erosion"][slug], f"Share of {name}": year["shares"][slug]}
        found |= {(year["year"], label): amount for label, amount in said.items()}
    return found


def on_page(html: str, figures: dict[str, Any]) -> dict[tuple[str, str], str]:
    years = [year["year"] for year in figures["years"]]
    rows = {unescape(label): re.findall(r">([^<]*)</td>", cells) for label, cells in ROW.findall(html)}
    return {(year, label): cell for label, cells in rows.items() for year, cell in zip(years, cells, strict=True)}


def in_workbook(data: bytes, councils: dict[str, str]) -> Amounts:
    found: Amounts = {}
    for row in load_workbook(io.BytesIO(data))["Years"].iter_rows(values_only=True):
        year, whose, baseline, taken, model_cost, saving = row[:6]
        if whose == "All councils":
            said = {"Baseline as validated": baseline, "Taken by all": taken,
                    "Cost of the model as it stands": model_cost, "Joint saving as it stands": saving}  # fmt: skip
        elif whose in councils:
            said = {f"Taken by {councils[whose]}": taken, f"Share of {councils[whose]}": saving}
        else:
            continue
        found |= {(str(year), label): f"{amount:.2f}" for label, amount in said.items()}
    return found


def test_page_api_and_workbook_agree_with_the_expected_reassessments(manager: Client, shared: Path) -> None:
    expected = json.loads((shared / "acceptance/figures/three-borough.expected.json").read_text(encoding="utf-8"))
    rows = Council.objects.values_list("slug", "short_name", "name")
    names, councils = {slug: short for slug, short, _ in rows}, {name: short for _, short, name in rows}
    kinds = {kind.value: kind.label.lower() for kind in ConflictKind}
    assert [figures["model"] for figures in expected["reassessments"]] == ["1", "2", "3a", "3b"]
    for figures in expected["reassessments"]:
        at, amounts = PLACE.format(figures["model"]), wanted(figures, names)
        assert manager.get(API.format(figures["model"])).json() == figures
        assert in_workbook(manager.get(f"{at}?format=xlsx").content, councils) == amounts
        html = manager.get(at).content.decode()
        shown = on_page(html, figures)
        told = {key: to_the_penny(pence_of(amount) or 0) for key, amount in amounts.items()}
        # A council of whom nothing is taken in any year has no row of it.
        assert {key: told[key] for key in shown if key in told} == {key: shown[key] for key in shown if key in told}
        assert {amounts[key] for key in told.keys() - shown.keys()} <= {"0.00"}
        assert to_the_penny(pence_of(figures["as_validated"]) or 0) in html
        assert sorted(HEADING.findall(manager.get(f"{at}claims/").content.decode())) == sorted(
            (names[row["council"]], row["post"], kinds[row["kind"]]) for row in figures["conflicts"]
        )
