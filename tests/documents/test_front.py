"""Front fields as sources print them."""

import pytest

from documents.front import FRONT_FIELDS, split_field


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Responsible Cabinet Member - Councillor A Reader", ("responsible_member", "Councillor A Reader")),
        ("Responsible Directors -\nA and B", ("responsible_officer", "A and B")),
        ("Report of: Director of Place", ("report_of", "Director of Place")),
        ("Date: 12 March 2013", ("meeting_date", "12 March 2013")),
        ("WARD(S): All", ("wards", "All")),
        ("Forward Plan Ref – 12/34", ("forward_plan_reference", "12/34")),
        ("To\tCabinet", ("committee", "Cabinet")),
        ("To make a decision", None),
        ("Responsible Cabinet Member -", None),
        ("Wards", None),
    ],
)
def test_split_field(line: str, expected: tuple[str, str] | None) -> None:
    assert split_field(line) == expected


def test_every_name_leads_to_one_field() -> None:
    names = [name.casefold() for label, others, _ in FRONT_FIELDS.values() for name in (label, *others)]
    assert len(names) == len(set(names))
