"""Where the pages about one council's savings lead to."""

from typing import Any

from programme.models import OperatingModel, Programme

# Route, and what its page is called; the second are for the council's own people.
FOR_ALL = (
    ("plan", "Savings plan"), ("gap", "Budget gap"), ("tracker", "Tracker"),
    ("tracker-inputs", "Budgets and pressures"), ("plan-rating-rules", "Ratings"),
)  # fmt: skip
FOR_OWN = (
    ("plan-confirmations", "To confirm"), ("plan-unsettled", "Not delivered"), ("plan-versions", "Versions agreed"),
)  # fmt: skip


def ways_of(programme: Programme, *, is_own: bool) -> dict[str, Any]:
    """`joint_model` is the code of the preferred model, or else of the first; "" where there is none. One query."""
    models = OperatingModel.objects.filter(programme=programme).order_by("-preferred", "code")
    return {
        "ways": [*FOR_ALL, *(FOR_OWN if is_own else ())],
        "joint_model": models.values_list("code", flat=True).first() or "",
    }
