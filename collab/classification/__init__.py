"""How sensitive each stored field is. Every field of every model of ours is here; the suite fails where one is missing.

A page, file or message may show a field to whom its class allows: `PUBLIC` to anybody, `INTERNAL` to members whose role
opens the thing it belongs to, `PERSONAL` the same and no further than its purpose needs, `EXEMPT_CAPABLE` the same,
and never in anything public before somebody has said that it is open (Local Government Act 1972, Schedule 12A).
"""

from collab.classification import accounts, documents, programme, reporting, savings, staffing
from collab.classification.sensitivity import EXEMPT_CAPABLE, INTERNAL, PERSONAL, Sensitivity

# "app.Model.field". A history model has the classes of its model, and those of HISTORY for what it adds.
FIELDS: dict[str, Sensitivity] = {
    **accounts.FIELDS,
    **programme.FIELDS,
    **staffing.FIELDS,
    **savings.FIELDS,
    **documents.FIELDS,
    **reporting.FIELDS,
}
HISTORY: dict[str, Sensitivity] = {
    "history_id": INTERNAL,
    "history_date": INTERNAL,
    "history_type": INTERNAL,
    "history_user": PERSONAL,
    "history_job": INTERNAL,
    "history_change_reason": EXEMPT_CAPABLE,
}


def class_of(model: str, field: str, *, history: bool = False) -> Sensitivity:
    """The class of a field of `model` ("app.Model"), or of its history's. Raises KeyError where there is none."""
    if history and field in HISTORY:
        return HISTORY[field]
    return FIELDS[f"{model}.{field}"]
