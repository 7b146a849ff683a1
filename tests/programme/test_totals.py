"""Amounts of benefits are added to their like alone, and a total says how exact it is."""

import pytest

from collab.history import erase
from programme.enums import Basis, BenefitKind, BenefitState, Precision, Recurrence
from programme.models import Benefit, Programme
from programme.presenters.pages import present_benefits
from programme.queries.records import benefit_totals
from programme.services.records import add_record
from tests.factories.world import JOB, REASON, make_council, make_programme

BASE = {
    "kind": BenefitKind.CASH, "state": BenefitState.EXPECTED, "recurrence": Recurrence.YEARLY, "basis": Basis.GROSS,
    "price_base": "2012/13", "text": "A benefit", "source": "a source", "precision": Precision.EXACT,
}  # fmt: skip


@pytest.fixture
def programme(db) -> Programme:
    programme = make_programme("near", [make_council("alder")])
    for row in list(programme.benefits.all()):
        erase(row, by=JOB, reason=REASON)
    return programme


def add(programme: Programme, pence: int | None, **values: object) -> None:
    add_record(Benefit, programme=programme, values={**BASE, "amount_pence": pence, **values}, by=JOB, reason=REASON)


def totals(programme: Programme) -> dict[str, list[tuple[str, str]]]:
    groups = present_benefits([], benefit_totals(programme))
    return {
        group.kind.value: [(total.amount, total.note) for total in group.totals] for group in groups if group.totals
    }


NOTE = "Amounts that are not exact are counted at the figure that is named."


@pytest.mark.parametrize(
    ("precisions", "amount", "note"),
    [
        (("exact", "exact"), "£3,000", ""),
        (("more", "more"), "more than £3,000", NOTE),
        (("exact", "more"), "more than £3,000", NOTE),
        (("up_to", "exact"), "up to £3,000", NOTE),
        (("more", "up_to"), "about £3,000", NOTE),
        (("about", "exact"), "about £3,000", NOTE),
    ],
)
def test_a_total_is_as_exact_as_its_parts(programme: Programme, precisions, amount: str, note: str) -> None:
    for pence, precision in zip((1_000_00, 2_000_00), precisions, strict=True):
        add(programme, pence, precision=precision)
    assert totals(programme) == {"cash": [(amount, note)]}


def test_only_like_is_added_to_like(programme: Programme) -> None:
    add(programme, 1_000_00)
    add(programme, 2_000_00)
    for other in (
        {"kind": BenefitKind.AVOIDED}, {"state": BenefitState.SEEN}, {"recurrence": Recurrence.ONCE},
        {"basis": Basis.NET}, {"price_base": "2013/14"},
    ):  # fmt: skip
        add(programme, 5_00, **other)
    found = totals(programme)
    assert sorted(amount for amount, _ in found["cash"]) == ["£3,000", "£5", "£5", "£5", "£5"]
    assert found["avoided"] == [("£5", "")]


def test_what_has_no_amount_is_said_to_be_left_out(programme: Programme) -> None:
    add(programme, None)
    assert totals(programme) == {"cash": [("Amount not stated", "")]}
    add(programme, 1_000_00)
    assert totals(programme) == {"cash": [("£1,000", "Without 1 whose amount is not stated.")]}
