"""Bundles: a small one that has every key of the format, and any number of others."""

import json
from typing import Any

from hypothesis import strategies as st

from collab.calc.years import FinancialYear
from collab.history import Job
from programme.bundle import Signature
from reporting.bundle import bring_in

SIGNATURE = Signature(by=Job("test"), reason="brought in for a test")


def as_bytes(bundle: Any) -> bytes:
    return (json.dumps(bundle, ensure_ascii=False, indent=2) + "\n").encode()


def import_bundle(bundle: Any) -> Any:
    return bring_in(as_bytes(bundle), signature=SIGNATURE)


def post(ref: str, **others: Any) -> dict[str, Any]:
    return {
        "ref": ref, "title": f"Head of {ref}", "service": "People", "tier": 3, "grade": "G1", "fte": "1.0000",
        "salary": "50000.00", "on_cost_rate": "0.2850", "vacant": False, "in_scope": True, **others,
    }  # fmt: skip


def model_post(ref: str, councils: list[str], **others: Any) -> dict[str, Any]:
    return {
        "ref": ref, "title": "Director of both", "service": "People", "tier": 2, "basis": "shared", "fte": "1.0000",
        "salary": "90000.00", "on_cost_rate": "0.2850", "councils": councils, "retains": None, **others,
    }  # fmt: skip


def small_bundle() -> dict[str, Any]:
    """Two councils with every key that the format has, in the form and order in which it is written."""
    return {
        "format": "collab-programme/1",
        "programme": {
            "slug": "riverside", "name": "Riverside", "first_year": "2013/14", "appraisal_years": 3,
            "discount_rate": "0.035", "price_base": "2012/13",
        },
        "councils": [
            {"slug": "elm", "name": "Elm Borough Council", "ons_code": "E06000091", "population": 1000,
             "net_revenue_budget": "85000000.00", "fixed_share": "0.30"},
            {"slug": "ash", "name": "Ash City Council", "ons_code": "E06000092", "population": None,
             "net_revenue_budget": None, "fixed_share": None},
        ],
        "baselines": [
            {"council": "elm", "as_at": "2012-11-30", "status": "validated", "posts": [
                post("E1", statutory=["dcs", "dass"]),
                post("E2", reports_to="E1", funding_source="Grant", vacant=True, tier=None,
                     shared_with=[{"council": "ash", "part": "0.5"}], estimated="pay: the middle of a band"),
                post("E3", in_scope=False),
            ]},
            {"council": "ash", "as_at": "2012-11-30", "status": "validated", "source": "Payroll", "note": "As agreed",
             "released": False, "posts": [post("A1", fte="0.6000"), post("A2")]},
            {"council": "ash", "as_at": "2013-01-31", "status": "draft", "posts": [post("A1")]},
        ],
        "operating_models": [
            {
                "code": "3b", "name": "Two directors", "description": "One for each.", "reasons": "Fewer posts.",
                "preferred": True,
                "posts": [
                    model_post("M1", ["elm", "ash"], statutory=["dcs"], shared_with=[{"council": "elm", "part": "1"}],
                               merges=["elm:E1", "ash:A2"]),
                    model_post("M2", ["ash"], basis="geographic", retains="ash:A1", reports_to="M1",
                               funding_source="Grant"),
                ],
                "phasing": {"2012/13": "-0.1", "2014/15": "0.5", "2015/16": "1"},
                "one_off_costs": {"2014/15": "350000.00"},
                "one_off_reasons": {"2014/15": "Redundancy"},
                "apportionment": {"of": "saving", "by": "equal"},
                "other_savings": [{"title": "One contract", "kind": "contract", "source": "Procurement",
                                   "amounts": {"2014/15": "-20.50"}}],
            },
            {"code": "1", "name": "As it is", "description": "", "preferred": False, "posts": [], "phasing": {},
             "one_off_costs": {}},
        ],
        "savings_plans": [{"council": "elm", "lines": [
            {"ref": "L1", "title": "Fewer heads", "kind": "staffing", "status": "agreed",
             "amounts": {"2014/15": {"planned": "120000.00", "forecast": "-110000.00", "actual": None,
                                     "cost": "9000.00",
                                     "quarters": ["60000.00", "70000.00", "-20000.00", "10000.00"]}},
             "posts": [{"ref": "E2", "from": "2014/15", "fte": "0.5000"}], "held": True, "origin": "collaboration",
             "service": "People", "description": "Two heads become one.", "one_off": True, "cash_releasing": False,
             "confidence": "low", "depends_on": "The new structure", "source": "Budget book",
             "agreed_on": "2012-12-03", "authority": "Cabinet, minute 7"},
            {"ref": "L2", "title": "Fees", "kind": "income", "status": "proposed", "amounts": {}, "posts": []},
        ]}],
        "budget_gaps": [
            {"council": "ash", "type": "cumulative_position", "amounts": {"2013/14": "2500000.00"},
             "source": "Medium-term plan"},
            {"council": "ash", "type": "in_year_increment", "amounts": {"2013/14": "-1.00", "2014/15": "2.00"}},
        ],
        "net_budgets": [
            {"council": "elm", "year": "2013/14", "amount": "61000000.00", "source": "Budget book"},
            {"council": "elm", "year": "2013/14", "service": "Parking", "amount": "-5000.50", "source": "Budget book"},
        ],
        "pressures": [
            {"council": "elm", "ref": "P-2", "kind": "substitution", "title": "Rents", "year": "2013/14", "quarter": 1,
             "amount": "0.01", "source": "Budget monitor", "service": "People", "line": "L1"},
            {"council": "elm", "ref": "P-10", "kind": "pressure", "title": "Placements", "year": "2013/14",
             "quarter": 1, "amount": "328000.00", "source": "Budget monitor"},
        ],
        "parameters": {
            "scope": "People services", "as_at": "2012-11-30", "apportionment": {"of": "cost", "by": "population"},
            "agreed_on": "2012-12-03", "agreed_by": "Programme Board", "source": "Minutes",
        },
    }  # fmt: skip


# Any bundle, in the form in which it is written

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12).filter(
    str.strip
)
MAY_BE_EMPTY = st.one_of(st.just(""), WORDS)


def pounds(least: int = 0, most: int = 10**9) -> st.SearchStrategy[str]:
    def write(pence: int) -> str:
        return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02}"

    return st.integers(least, most).map(write)


def places(digits: int, most: int) -> st.SearchStrategy[str]:
    return st.integers(0, most * 10**digits).map(lambda n: f"{n // 10**digits}.{n % 10**digits:0{digits}}")


def shortened(written: str, least: int = 0) -> str:
    head, tail = written.split(".")
    tail = tail.rstrip("0").ljust(least, "0")
    return f"{head}.{tail}" if tail else head


YEARS = st.integers(1998, 2040).map(lambda start: str(FinancialYear(start)))


def by_year(values: st.SearchStrategy[Any], years: st.SearchStrategy[str] = YEARS) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(years, values, max_size=4).map(lambda found: dict(sorted(found.items())))


@st.composite
def posts(draw: st.DrawFn, refs: list[str], councils: list[str]) -> list[dict[str, Any]]:
    found = []
    for ref in refs:
        row = {
            "ref": ref, "title": draw(WORDS), "service": draw(MAY_BE_EMPTY),
            "tier": draw(st.none() | st.integers(0, 9)), "grade": draw(MAY_BE_EMPTY), "fte": draw(places(4, 30)),
            "salary": draw(pounds()),
            "on_cost_rate": draw(places(4, 2)), "vacant": draw(st.booleans()), "in_scope": draw(st.booleans()),
        }  # fmt: skip
        found.append({**row, **draw(left_out(councils, refs))})
    return found


@st.composite
def left_out(draw: st.DrawFn, councils: list[str], refs: list[str]) -> dict[str, Any]:
    shares = places(4, 1).map(shortened).filter(lambda share: share != "0")
    part = st.builds(lambda council, share: {"council": council, "part": share}, st.sampled_from(councils), shares)
    said = {
        "reports_to": draw(st.sampled_from(["", *refs])),
        "statutory": draw(st.lists(st.sampled_from(["hps", "s151", "mo", "dcs", "dass"]), unique=True, max_size=2)),
        "funding_source": draw(MAY_BE_EMPTY),
        "shared_with": draw(st.lists(part, max_size=2, unique_by=lambda row: row["council"])),
    }
    return {key: value for key, value in said.items() if value}


@st.composite
def models(draw: st.DrawFn, code: str, councils: list[str], kept: list[str], years: list[str]) -> dict[str, Any]:
    found = []
    retained = draw(st.lists(st.none() | st.sampled_from(kept) if kept else st.none(), max_size=4))
    for number, name in enumerate(row for at, row in enumerate(retained) if row is None or row not in retained[:at]):
        serves = draw(st.lists(st.sampled_from(councils), min_size=1, unique=True))
        row = {
            "ref": f"M{number}", "title": draw(WORDS), "service": draw(MAY_BE_EMPTY),
            "tier": draw(st.none() | st.integers(0, 9)),
            "basis": draw(st.sampled_from(["shared", "geographic", "functional"])), "fte": draw(places(4, 30)),
            "salary": draw(pounds()), "on_cost_rate": draw(places(4, 2)),
            "councils": sorted(serves, key=councils.index), "retains": name,
        }  # fmt: skip
        found.append({**row, **draw(left_out(councils, ["M0"]))})
    by = st.sampled_from(["equal", "baseline_cost", "population", "net_revenue_budget", "fixed"])
    model = {
        "code": code, "name": draw(WORDS), "description": draw(MAY_BE_EMPTY), "preferred": draw(st.booleans()),
        "posts": found, "phasing": draw(by_year(places(6, 2).map(shortened))),
        "one_off_costs": draw(by_year(pounds(), st.sampled_from(years))),
    }  # fmt: skip
    if draw(st.booleans()):
        model["apportionment"] = {"of": draw(st.sampled_from(["saving", "cost"])), "by": draw(by)}
    return model


def left_out_of_lines() -> st.SearchStrategy[dict[str, Any]]:
    """Keys in the order in which they are written, and none that is empty."""
    order = {
        "held": st.just(True), "origin": st.sampled_from(["local", "collaboration"]), "service": WORDS,
        "description": WORDS, "one_off": st.just(True), "cash_releasing": st.just(False),
        "confidence": st.sampled_from(["high", "medium", "low"]), "depends_on": WORDS, "source": WORDS,
        "agreed_on": st.just("2012-12-03"), "authority": WORDS,
    }  # fmt: skip
    found = st.fixed_dictionaries({}, optional=order)
    return found.map(lambda said: {key: said[key] for key in order if key in said})


@st.composite
def plans(draw: st.DrawFn, council: str) -> dict[str, Any]:
    amount = st.none() | pounds(-(10**8))
    amounts = st.builds(
        lambda *three: dict(zip(("planned", "forecast", "actual"), three, strict=True)), amount, amount, amount
    )
    removed = st.builds(lambda ref, year, fte: {"ref": ref, "from": year, "fte": fte}, WORDS, YEARS, places(4, 3))
    lines = [
        {
            "ref": f"L{number}", "title": draw(WORDS),
            "kind": draw(st.sampled_from(["staffing", "contract", "income", "cost_avoidance", "other"])),
            "status": draw(st.sampled_from(["proposed", "agreed", "in_delivery", "delivered", "withdrawn"])),
            "amounts": draw(by_year(amounts)), "posts": draw(st.lists(removed, max_size=2)),
            **draw(left_out_of_lines()),
        }
        for number in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    return {"council": council, "lines": lines}


@st.composite
def tracker_of(draw: st.DrawFn, council: str) -> dict[str, Any]:
    """What a tracker needs, in the order in which it is written."""
    said = {
        "net_budgets": [
            {"council": council, "year": year, **({"service": service} if service else {}),
             "amount": draw(pounds(-(10**9))), "source": draw(WORDS)}
            for year, service in sorted(draw(st.sets(st.tuples(YEARS, MAY_BE_EMPTY), max_size=3)))
        ],
        "pressures": [
            {"council": council, "ref": f"P-{number}", "kind": draw(st.sampled_from(["pressure", "substitution"])),
             "title": draw(WORDS), "year": year, "quarter": quarter, "amount": draw(pounds(1)), "source": draw(WORDS)}
            for number, (year, quarter) in
            enumerate(sorted(draw(st.lists(st.tuples(YEARS, st.integers(1, 4)), max_size=3))), 9)
        ],
    }  # fmt: skip
    return {key: rows for key, rows in said.items() if rows}


@st.composite
def bundles(draw: st.DrawFn) -> dict[str, Any]:
    """Of one to nine councils."""
    councils = [f"council-{number}" for number in draw(st.permutations(range(draw(st.integers(1, 9)))))]
    first, count = draw(st.integers(1999, 2030)), draw(st.integers(1, 12))
    head = {
        "slug": "riverside", "name": draw(WORDS), "first_year": str(FinancialYear(first)), "appraisal_years": count,
        "discount_rate": shortened(draw(places(6, 1))), "price_base": draw(YEARS),
    }  # fmt: skip
    states = st.sampled_from([[], ["draft"], ["validated"], ["validated", "submitted"]])
    baselines = [
        {"council": slug, "as_at": "2012-11-30", "status": status,
         "posts": draw(posts([f"P{number}" for number in range(draw(st.integers(0, 3)))], councils))}
        for slug in councils for status in draw(states)
    ]  # fmt: skip
    frozen = {row["council"] for row in baselines if row["status"] == "validated"}
    kept = [
        f"{row['council']}:{post['ref']}" for row in baselines for post in row["posts"]
        if post["in_scope"] and (row["status"] == "validated" or row["council"] not in frozen)
    ]  # fmt: skip
    years = [str(FinancialYear(first + number)) for number in range(count)]
    return {
        "format": "collab-programme/1",
        "programme": head,
        "councils": [
            {
                "slug": slug, "name": f"{slug.title()} Council", "ons_code": f"E0600{slug[-1]}",
                "population": draw(st.none() | st.integers(0, 10**7)),
                "net_revenue_budget": draw(st.none() | pounds(0, 10**12)),
                "fixed_share": draw(st.none() | places(6, 1).map(lambda share: shortened(share, 2))),
            }
            for slug in councils
        ],
        "baselines": baselines,
        "operating_models": [
            draw(models(f"m{number}", councils, kept, years)) for number in range(draw(st.integers(0, 3)))
        ],
        "savings_plans": [draw(plans(slug)) for slug in councils if draw(st.booleans())],
        "budget_gaps": [
            {"council": slug, "type": kind, "amounts": draw(by_year(pounds(-(10**9))))}
            for slug in councils for kind in draw(st.sampled_from([[], ["in_year_increment"], ["cumulative_position"]]))
        ],
        **draw(tracker_of(councils[0])),
    }  # fmt: skip
