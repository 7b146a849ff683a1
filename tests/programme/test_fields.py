"""What figures of posts and cases are typed into: a number is what it says, or none."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from programme.forms.fields import DecimalText, PercentText

LIMITS: dict[str, Any] = {"places": 4, "least": Decimal(-9_999), "most": Decimal(9_999), "example": "0.5"}
FTE, RATE = DecimalText(**LIMITS), PercentText(**LIMITS)


@pytest.mark.parametrize(
    ("field", "typed", "number"),
    [
        (FTE, "0.5", "0.5"), (FTE, "1,250.5", "1250.5"), (FTE, " 3 ", "3"), (RATE, "28.5", "0.285"),
        (RATE, "28.5 %", "0.285"), (RATE, "1,000%", "10"), (RATE, "-5", "-0.05"),
    ],
)  # fmt: skip
def test_a_number_is_what_it_says(field: DecimalText, typed: str, number: str) -> None:
    assert field.clean(typed) == Decimal(number)


# Taken for thousands, a comma would make five posts of half a one; a part in per cent is no FTE.
@pytest.mark.parametrize(
    ("field", "typed"), [(FTE, "0,5"), (FTE, "0,500"), (FTE, "1,25"), (FTE, "60%"), (RATE, "28,5"), (RATE, "%")]
)
def test_what_may_mean_something_else_is_refused(field: DecimalText, typed: str) -> None:
    with pytest.raises(ValidationError):
        field.clean(typed)
