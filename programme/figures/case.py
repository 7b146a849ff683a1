"""What the case goes by: who takes part, what each council's shares may be worked out from, and the parameters."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from accounts.roles import Permission
from collab.calc.years import FinancialYear
from collab.figures import Basis, Family, Figure, Kind, Value, key_of, stamp
from programme.models import CaseParameters, Programme, ProgrammeCouncil
from programme.queries import May
from programme.queries.operating_models import parameters_in_force

# By key: the field, where its source stands, what it is, what all of them come to (None where they are not added).
KEYS: dict[str, tuple[str, str, Kind, str, str | None]] = {
    "population": ("population", "population_source", Kind.COUNT, "Population of {}", "Population of all councils"),
    "net-budget": (
        "net_revenue_budget_pence", "budget_source", Kind.MONEY, "Net revenue budget of {}",
        "Net revenue budgets of all councils",
    ),
    "fixed-share": ("fixed_share", "share_source", Kind.PERCENTAGE, "Fixed share of {}", None),
}  # fmt: skip
PARAMETERS: dict[str, tuple[str, Kind, Callable[[CaseParameters], Value]]] = {
    "first-year": ("First year of the case", Kind.TEXT, lambda row: str(FinancialYear(row.first_year))),
    "appraisal-years": ("Years appraised", Kind.COUNT, lambda row: row.appraisal_years),
    "discount-rate": ("Discount rate a year", Kind.PERCENTAGE, lambda row: row.discount_rate),
    "price-base": ("Price base of the case", Kind.TEXT, lambda row: str(FinancialYear(row.price_base))),
    "agreed": ("Day on which the parameters were agreed", Kind.DATE, lambda row: row.agreed_on or ""),
}


def figures(programme: Programme, may: May) -> Iterator[Figure]:
    """Two queries."""
    parts = list(programme.programme_councils.select_related("council"))
    if may(Permission.PROGRAMME_VIEW):
        yield _councils(programme, parts)
    if may(Permission.MODEL_VIEW):
        yield from _keys(programme, parts)
        yield from _parameters(programme, parameters_in_force(programme))


def _councils(programme: Programme, parts: list[ProgrammeCouncil]) -> Figure:
    return Figure(
        key=key_of(programme, "councils"),
        name="Councils that take part",
        kind=Kind.COUNT,
        value=len(parts),
        scope="the whole programme",
        source="The councils of the programme",
        address=programme.get_absolute_url(),
        as_at=programme.today,
        bases=(basis_of_councils(parts),),
    )


def basis_of_councils(parts: list[ProgrammeCouncil]) -> Basis:
    """Who takes part, in their order, which settles ties."""
    return Basis("councils", "the councils that take part", stamp(*(part.council_id for part in parts)))


def _keys(programme: Programme, parts: list[ProgrammeCouncil]) -> Iterator[Figure]:
    for key, (field, source, kind, name, together) in KEYS.items():
        said = [part for part in parts if getattr(part, field) is not None]
        bases = {part.pk: basis_of_key(part, key) for part in said}
        for part in said:
            yield Figure(
                key=key_of(programme, key, part.council), name=name.format(part.council.short_name), kind=kind,
                value=getattr(part, field), scope=part.council.name, source=getattr(part, source),
                address=_page(programme), price_base=_prices(kind), bases=(bases[part.pk],),
            )  # fmt: skip
        if together and said and len(said) == len(parts):
            yield Figure(
                key=key_of(programme, key), name=together, kind=kind,
                value=sum(getattr(part, field) for part in said), scope="all councils together",
                source="; ".join(dict.fromkeys(getattr(part, source) for part in said)), address=_page(programme),
                price_base=_prices(kind), bases=tuple(bases.values()),
            )  # fmt: skip


def basis_of_key(part: ProgrammeCouncil, key: str) -> Basis:
    """What a council's share may go by, of KEYS."""
    field, _, _, name, _ = KEYS[key]
    said = getattr(part, field)
    # One database gives a share with all its decimals back, another record has it as it was typed.
    said = f"{said:.6f}" if KEYS[key][2] is Kind.PERCENTAGE and said is not None else said
    words = name.format(part.council.name)
    return Basis(f"{key}.c{part.council_id}", f"the {words[0].lower()}{words[1:]}", stamp(said))


def _parameters(programme: Programme, row: CaseParameters | None) -> Iterator[Figure]:
    for key, (name, kind, read) in PARAMETERS.items() if row else ():
        assert row is not None  # noqa: S101 - without a row there is nothing to go through
        value = read(row)
        if value != "":
            yield Figure(
                key=key_of(programme, key), name=name, kind=kind, value=value, scope="the whole case",
                source=row.source, address=_page(programme), as_at=row.agreed_on or programme.today,
                bases=(Basis(f"parameters.{key}", _of_case(row), stamp(_plain(value))),),
            )  # fmt: skip


def _of_case(row: CaseParameters) -> str:
    return f"the parameters of the case, version {row.number}"


def basis_of_parameters(row: CaseParameters, *keys: str) -> tuple[Basis, ...]:
    """Some of PARAMETERS, each by itself."""
    return tuple(Basis(f"parameters.{key}", _of_case(row), stamp(_plain(PARAMETERS[key][2](row)))) for key in keys)


def _plain(value: Any) -> str:
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def _page(programme: Programme) -> str:
    return reverse("parameters", args=[programme.slug])


def _prices(kind: Kind) -> str:
    return "prices of its own year" if kind is Kind.MONEY else ""


FAMILY = Family(
    frozenset({"councils", *KEYS, *PARAMETERS}), figures, subject="Councils and parameters of the case"
)  # fmt: skip
