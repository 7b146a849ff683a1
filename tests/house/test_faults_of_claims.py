"""The database fails at the Nth statement while a claim is decided, for every N: nothing is half done."""

from accounts.roles import Role
from savings.enums import Keeper
from savings.queries.conflicts import conflicts_beside
from savings.services.claims import Decided, decide_claim
from tests.factories.savings import make_line
from tests.factories.staffing import make_baseline, make_operating_model, make_parameters
from tests.factories.world import CASES, NEAR, STAFF, make_council, make_member, make_programme
from tests.house.test_faults import half_done

MARK = CASES["near"]


def test_a_fault_leaves_nothing_half_decided(db) -> None:
    near = make_programme("near", [make_council("alder")], NEAR)
    alder = near.councils.get()
    make_parameters(near, MARK)
    model = make_operating_model(near, MARK, [make_baseline(near, alder, STAFF["alder"])])
    make_line(near, alder, STAFF["alder"].staff, (3, 2013, "1"))
    lead = make_member(near, Role.FINANCE_LEAD, alder)
    for version in (0, 1):
        row = conflicts_beside(near, model.code).standing[0]
        decided = Decided(Keeper.LOCAL, "because", "Board", near.today)
        change = {"model": model, "decided": decided, "version": version, "seen": row.seen, "by": lead}
        found, statements = half_done(lambda row=row, change=change: decide_claim(row, **change))
        assert found == []
        assert statements >= 10
        if version == 0:
            decide_claim(row, **change)
