"""How a model, or the case, is apportioned, as a bundle says it."""

from programme.bundle import values as fit
from programme.bundle.strict import Record
from programme.enums import ApportionBy, ApportionOf


def read_apportionment(record: Record) -> dict[str, str]:
    """The fields that `apportionment` fills; none where it is left out."""
    if "apportionment" not in record.value:
        return {}
    if record.value["apportionment"] is None:
        return {"apportion_of": "", "apportion_by": ""}
    found = Record(record.value["apportionment"], record.at("apportionment"), record.problems, required=("of", "by"))
    return {
        "apportion_of": found.take("of", fit.one_of(ApportionOf.values), ""),
        "apportion_by": found.take("by", fit.one_of(ApportionBy.values), ""),
    }
