"""Whatever is wrong with a bundle is refused in plain words that name its place."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from collab.errors import Refused
from reporting.bundle import read
from tests.factories.bundle import as_bytes, model_post, post, small_bundle

Change = Callable[[dict[str, Any]], object]


def put(*path: Any) -> Change:
    """Sets the last of `path` at the place that the others lead to."""

    def change(bundle: dict[str, Any]) -> None:
        *way, key, value = path
        place: Any = bundle
        for step in way:
            place = place[step]
        place[key] = value

    return change


def drop(*path: Any) -> Change:
    def change(bundle: dict[str, Any]) -> None:
        *way, key = path
        place: Any = bundle
        for step in way:
            place = place[step]
        del place[key]

    return change


POST = ("baselines", 0, "posts", 1)
MODEL = ("operating_models", 0)
LINE = ("savings_plans", 0, "lines", 0)
YEAR_OF_LINE = (*LINE, "amounts", "2014/15")

WRONG: list[tuple[Change, str]] = [
    # Keys
    (put("surprise", 1), "surprise is no key of the format."),
    (put(*POST, "salry", "1.00"), "baselines[0].posts[1].salry is no key of the format."),
    (put(*POST, "a b", "1.00"), 'baselines[0].posts[1]."a b" is no key of the format.'),
    (put(*MODEL, "posts", 0, "grade", "x"), "operating_models[0].posts[0].grade is no key of the format."),
    (put(*LINE, "amounts", "2014/15", "plan", "1.00"), 'savings_plans[0].lines[0].amounts["2014/15"].plan is no key'),
    (put("parameters", "rate", "1"), "parameters.rate is no key of the format."),
    (drop("budget_gaps"), "budget_gaps is missing."),
    (drop("councils", 1, "population"), "councils[1].population is missing."),
    (drop(*POST, "grade"), "baselines[0].posts[1].grade is missing."),
    (drop(*LINE, "amounts", "2014/15", "actual"), 'savings_plans[0].lines[0].amounts["2014/15"].actual is missing.'),
    # Kinds of values
    (put("baselines", {}), "baselines is an object, where a list is needed."),
    (put("baselines", 0, "posts", None), "baselines[0].posts is null, where a list is needed."),
    (put("baselines", 0, []), "baselines[0] is a list, where an object is needed."),
    (put(*POST, "salary", 45000), "baselines[0].posts[1].salary is a number, where pounds are needed as a text"),
    (put(*POST, "salary", 45000.5), "baselines[0].posts[1].salary is a number, where pounds are needed as a text"),
    (put(*POST, "title", None), "baselines[0].posts[1].title is null, where a text is needed."),
    (put(*POST, "vacant", 1), "baselines[0].posts[1].vacant is a number, where true or false is needed."),
    (put(*POST, "tier", True), "baselines[0].posts[1].tier is true, where a whole number is needed."),
    (put(*POST, "tier", "3"), "baselines[0].posts[1].tier is a text, where a whole number is needed."),
    (put(*POST, "tier", 2.0), "baselines[0].posts[1].tier is a number, where a whole number is needed."),
    (put(*POST, "tier", 10**30), "baselines[0].posts[1].tier is a number, where a whole number is needed."),
    (put(*POST, "tier", -1), "baselines[0].posts[1].tier is not between 0 and 99."),
    (put(*POST, "fte", 0.5), "baselines[0].posts[1].fte is a number, where a number is needed as a text"),
    (put("councils", 0, "population", -1), "councils[0].population is not between 0 and 2,147,483,647."),
    # Money, FTE, rates
    (put(*POST, "salary", "45,000.00"), "salary is “45,000.00”, where pounds are written like “45000.00”."),
    (put(*POST, "salary", "45000"), "salary is “45000”, where pounds are written like “45000.00”."),
    (put(*POST, "salary", "45000.005"), "salary is “45000.005”, where pounds are written like “45000.00”."),
    (put(*POST, "salary", "٤٥.٠٠"), "salary is “٤٥.٠٠”, where pounds are written like “45000.00”."),
    (put(*POST, "salary", "-0.00"), "salary is “-0.00”, where pounds are written like “45000.00”."),
    (put(*POST, "salary", "-1.00"), "baselines[0].posts[1].salary is less than nothing."),
    (put(*POST, "salary", "99999999999999.00"), "baselines[0].posts[1].salary is larger than Collab can keep."),
    (put(*POST, "fte", "0.12345"), "baselines[0].posts[1].fte has more than 4 decimals."),
    (put(*POST, "fte", "-1"), "fte is “-1”, where a number of nought or more is written like “0.5”."),
    (put(*POST, "fte", "NaN"), "fte is “NaN”, where a number of nought or more is written like “0.5”."),
    (put(*POST, "fte", "1e3"), "fte is “1e3”, where a number of nought or more is written like “0.5”."),
    (put(*POST, "fte", "100000"), "baselines[0].posts[1].fte is not below 100,000."),
    (put(*POST, "on_cost_rate", "100"), "baselines[0].posts[1].on_cost_rate is not below 100."),
    (put("councils", 0, "net_revenue_budget", "-1.00"), "councils[0].net_revenue_budget is less than nothing."),
    (put("councils", 0, "fixed_share", "-0.1"), "fixed_share is “-0.1”, where a number of nought or more is written"),
    (put(*MODEL, "one_off_costs", {"2014/15": "-1.00"}), '.one_off_costs["2014/15"] is less than nothing.'),
    (put("baselines", 0, "posts", [post("X", salary="9000000000000.00", fte="9.0000")]),
     "baselines[0].posts[0] costs more than Collab can keep."),
    (put("baselines", 0, "posts", [post(f"X{n}", salary="4000000000000.00") for n in range(3)]),
     "baselines[0] comes to more than Collab can keep."),
    # Dates and years
    (put("baselines", 0, "as_at", "2012-11-31"), "baselines[0].as_at is “2012-11-31”, which is no date"),
    (put("baselines", 0, "as_at", "20121130"), "baselines[0].as_at is “20121130”, which is no date"),
    (put("programme", "first_year", "2013/15"), "programme.first_year is “2013/15”, which is no financial year"),
    (put("programme", "first_year", "9998/99"), "programme.first_year leaves no room for the years appraised."),
    (put("programme", "appraisal_years", 0), "programme.appraisal_years is not between 1 and 100."),
    (put(*MODEL, "phasing", {"2013": "1"}), 'operating_models[0].phasing["2013"] is “2013”, which is no financial'),
    (put(*MODEL, "one_off_costs", {"2016/17": "1.00"}), "has a cost in 2016/17, outside the years appraised."),
    (put(*LINE, "posts", 0, "from", "14/15"), "savings_plans[0].lines[0].posts[0].from is “14/15”, which is no"),
    (put("budget_gaps", 0, "amounts", {"2013/13": "1.00"}), 'budget_gaps[0].amounts["2013/13"] is “2013/13”, which'),
    # Texts
    (put(*POST, "title", " "), "baselines[0].posts[1].title is empty."),
    (put(*POST, "title", "x" * 301), "baselines[0].posts[1].title has 301 characters; the most is 300."),
    (put(*POST, "title", "a\x00b"), "baselines[0].posts[1].title has a character in it that no text has."),
    (put(*POST, "ref", ""), "baselines[0].posts[1].ref is empty."),
    (put("programme", "slug", "a b"), "programme.slug is no address: letters, digits and hyphens, at most 50."),
    (put("programme", "slug", "new"), "programme.slug is “new”, which no programme can be called."),
    (put("councils", 1, "slug", "total"), "councils[1].slug is “total”, which no council can be called."),
    (put(*MODEL, "code", "3/b"), "operating_models[0].code has a space, a slash or another character"),
    (put(*MODEL, "code", ".."), "operating_models[0].code has a space, a slash or another character"),
    # Words of a list
    (put("baselines", 0, "status", "final"), "status is “final”, and not one of draft, submitted, "),
    (put(*POST, "statutory", ["ceo"]), "statutory is “ceo”, and not one of hps, s151, mo, dcs, dass."),
    (put(*POST, "statutory", ["mo", "mo"]), "baselines[0].posts[1].statutory names something twice."),
    (put(*MODEL, "posts", 0, "basis", "local"), "basis is “local”, and not one of shared, geographic, functional."),
    (put(*MODEL, "apportionment", {"of": "saving"}), "operating_models[0].apportionment.by is missing."),
    (put(*MODEL, "apportionment", "by", "caseload"), "apportionment.by is “caseload”, and not one of equal, "),
    (put(*MODEL, "other_savings", 0, "kind", "luck"), "other_savings[0].kind is “luck”, and not one of contract, "),
    (put(*LINE, "status", "done"), "savings_plans[0].lines[0].status is “done”, and not one of proposed, "),
    (put(*LINE, "origin", "joint"), "savings_plans[0].lines[0].origin is “joint”, and not one of local, "),
    (put(*LINE, "confidence", "good"), "savings_plans[0].lines[0].confidence is “good”, and not one of high, "),
    (put(*LINE, "one_off", "yes"), "savings_plans[0].lines[0].one_off is a text, where true or false is needed."),
    (put(*YEAR_OF_LINE, "cost", "-1.00"), 'lines[0].amounts["2014/15"].cost is less than nothing.'),
    (put(*YEAR_OF_LINE, "quarters", ["1.00"] * 4), '["2014/15"].quarters is not four amounts that add up to what is'),
    (put(*YEAR_OF_LINE, "quarters", ["120000.00"]), '["2014/15"].quarters is not four amounts that add up to what is'),
    (put("budget_gaps", 0, "source", ""), "budget_gaps[0].source is empty."),
    (put("budget_gaps", 0, "type", "gap"), "budget_gaps[0].type is “gap”, and not one of cumulative_position, "),
    # Councils
    (put("baselines", 0, "council", "oak"), "baselines[0].council is “oak”, which is no council of this"),
    (put(*POST, "shared_with", 0, "council", "oak"), "shared_with[0].council is “oak”, which is no council of this"),
    (put(*MODEL, "posts", 0, "councils", ["oak"]), "posts[0].councils is “oak”, which is no council of this"),
    (put(*MODEL, "posts", 0, "councils", []), "operating_models[0].posts[0].councils is empty."),
    (put(*MODEL, "posts", 0, "retains", "oak:A1"), "posts[0].retains is “oak”, which is no council of this"),
    (put(*MODEL, "posts", 0, "retains", "A1"), "retains is “A1”, where a post is named like “darlington:D001”."),
    (put("savings_plans", 0, "council", "oak"), "savings_plans[0].council is “oak”, which is no council of this"),
    (put("budget_gaps", 0, "council", "oak"), "budget_gaps[0].council is “oak”, which is no council of this"),
    (put(*POST, "shared_with", 0, "part", "1.5"), "shared_with[0].part is not above 0 and at most 1."),
    # Twice
    (put("councils", 1, "slug", "elm"), "councils[1].slug is “elm”, which another council of the bundle has."),
    (put("councils", 1, "ons_code", "E06000091"), "ons_code is “E06000091”, which another council of the bundle has."),
    (put(*POST, "ref", "E1"), "baselines[0].posts[1].ref is “E1”, which another post before it"),
    (put(*MODEL, "posts", 1, "ref", "M1"), "operating_models[0].posts[1].ref is “M1”, which another post before it"),
    (put(*MODEL, "code", "1"), "operating_models[1].code is “1”, which another model before it has."),
    (put("savings_plans", 0, "lines", 1, "ref", "L1"), "lines[1].ref is “L1”, which another line before it has."),
    (lambda bundle: bundle["savings_plans"].append({"council": "elm", "lines": []}),
     "savings_plans[1].council is “elm”, which has another plan before it."),
    (put("budget_gaps", 1, "type", "cumulative_position"), "budget_gaps[1] is the second gap of its council of that"),
    (put("net_budgets", 1, {"council": "elm", "year": "2013/14", "amount": "1.00", "source": "x"}),
     "net_budgets[1] is the second net budget of its service in that year."),
    (put("pressures", 1, "ref", "P-2"), "pressures[1].ref is “P-2”, which another pressure of its council has."),
    (put("pressures", 1, "line", "L1"), "pressures[1].line is said of a pressure: only a substitution is in"),
    (put("pressures", 0, "amount", "0.00"), "pressures[0].amount is nothing, where there is something."),
    (put("pressures", 0, "quarter", 5), "pressures[0].quarter is not between 1 and 4."),
    (put("pressures", 0, "council", "oak"), "pressures[0].council is “oak”, which is no council of this"),
    (put("net_budgets", 0, "services", "x"), "net_budgets[0].services is no key of the format."),
    (drop("net_budgets", 0, "source"), "net_budgets[0].source is missing."),
    (lambda bundle: bundle["baselines"].append(copy.deepcopy(bundle["baselines"][0])),
     "baselines[3] is the second validated baseline of its council with that date."),
    (lambda bundle: bundle["operating_models"][0]["posts"].append(model_post("M3", ["ash"], retains="ash:A1")),
     "operating_models[0].posts[2].retains is “ash:A1”, which another post before it keeps."),
]  # fmt: skip


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(data)
    assert "\n" not in refused.value.reason
    return refused.value.reason


def test_nothing_is_wrong_with_it_otherwise() -> None:
    programme, savings = read(as_bytes(small_bundle()))
    assert [len(part.posts) for part in programme.baselines] == [3, 2, 1]
    assert [len(lines) for lines in savings.plans.values()] == [2]


@pytest.mark.parametrize(("change", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_what_is_wrong_is_named_with_its_place(change: Change, sentence: str) -> None:
    bundle = small_bundle()
    change(bundle)
    assert sentence in refusal(as_bytes(bundle))


def test_every_key_is_needed_or_left_out_and_none_may_be_of_another_kind() -> None:
    """Wherever in the bundle, a value of no kind that the format knows is refused and never a fault."""

    def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        return [place for key, row in inner for place in ((*way, key), *places(row, (*way, key)))]

    for way in places(small_bundle()):
        for odd in (3.5, {"odd": [True]}, [[]], "\ud800"):
            bundle = small_bundle()
            put(*way, odd)(bundle)
            data = json.dumps(bundle).encode()
            assert refusal(data), (way, odd)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The bundle is not JSON: line 1, column 1 is where it goes wrong."),
        (b'{"format": "collab-programme/1"', "The bundle is not JSON: line 1, column 32"),
        (b"[]", "The bundle is not one JSON object."),
        (b"{}", "The bundle’s format is none that is known; Collab reads collab-programme/1."),
        (b'{"format": "collab-programme/2"}', "The bundle’s format is “collab-programme/2”; Collab reads"),
        (b'{"format": NaN}', "The bundle has NaN in it, which is no number."),
        (b'{"a": -Infinity}', "The bundle has -Infinity in it, which is no number."),
        (b'{"a": {"b": 1, "c": 2, "b": 1}}', "An object of the bundle has the key “b” twice."),
        ('{"a": "é"}'.encode("latin-1"), "The bundle is not in UTF-8: byte 8 is wrong."),
        (b"[" * 100_000, "The bundle has lists within lists, deeper than the format goes."),
        (b'{"format": ' + b"9" * 10_000 + b"}", "The bundle’s format is none that is known"),
        (b"PK\x03\x04\xff\xfe", "The bundle is not in UTF-8: byte 5 is wrong."),
    ],
)  # fmt: skip
def test_what_is_no_bundle_is_refused(data: bytes, sentence: str) -> None:
    assert sentence in refusal(data)


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert read(b"\xef\xbb\xbf" + as_bytes(small_bundle()))[0].slug == "riverside"


def test_many_problems_are_named_at_once_and_counted() -> None:
    bundle = small_bundle()
    for row in bundle["baselines"][0]["posts"]:
        row |= {"tier": "x", "fte": "x", "salary": "x", "vacant": "x"}
    reason = refusal(as_bytes(bundle))
    assert "baselines[0].posts[0].tier is" in reason
    assert "baselines[0].posts[1].vacant is" in reason
    assert reason.endswith(" And 4 more.")
