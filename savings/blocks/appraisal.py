"""What operating models cost and save, in tables: all of them compared; and of each its years, what each council gets,
and its one-off costs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from accounts.roles import Permission
from collab.calc.appraisal import Amounts, Appraisal, Year
from collab.calc.money import whole_pounds
from collab.calc.workings import in_words as payback_in_words
from collab.figures import Block, Family, key_of
from collab.sheets import Column, Kind, Table, Value, with_rounding
from collab.web.charts import Picture
from programme.models import Programme
from programme.queries import May
from savings.figures import bases
from savings.figures.appraisal import latest_day
from savings.presenters import present_bars, present_methods
from savings.presenters.words import plural, rate, scope_of, sharing
from savings.queries import Appraised, Case, ModelCase, appraised, case_of, shares_by_method, why_not_appraise

MONEY = Kind.MONEY
NPV_APART = "Present values are worked out of each council’s own years: they need not add up."


def blocks(programme: Programme, may: May) -> Iterator[Block]:
    """Of every model that can be appraised. The queries of `case_of`, and no others."""
    if not may(Permission.MODEL_VIEW):
        return
    case = case_of(programme)
    if why_not_appraise(case):
        return
    rows = appraised(case)[0]
    if rows:
        yield _compared(case, rows)
    for row in rows:
        yield from _Of(case, row).all()


def _compared(case: Case, rows: list[Appraised]) -> Block:
    columns = [
        Column("Model"), Column("Cost a year", MONEY), Column("Gross saving a year", MONEY),
        Column("Cost to achieve, once", MONEY), Column("Net present value", MONEY), Column("Payback"),
    ]  # fmt: skip
    lines: list[list[Value]] = [
        [
            f"{row.case.model.code}: {row.case.model.name}{' (preferred)' if row.case.model.preferred else ''}",
            row.total.model_cost, row.total.gross_saving.total, row.total.one_off_total, row.total.npv.total,
            payback_in_words(row.total),
        ]
        for row in rows
    ]  # fmt: skip
    found = rows[0].total
    notes = [
        f"Against {whole_pounds(found.baseline_cost.total)} a year today. The models are alternatives and are never "
        "added up.", _worth(found), scope_of(case),
    ]  # fmt: skip
    name = "Operating models compared"
    return Block(
        key=key_of(case.programme, "models-table"),
        name=name,
        caption=f"{name}: cost and saving a year, all councils together",
        table=Table(name, columns, lines, notes),
        address=reverse("model-list", args=[case.programme.slug]),
        as_at=latest_day(case),
        picture=present_bars(case, rows).in_text(),
        bases=tuple(dict.fromkeys(basis for row in rows for basis in _bases(case, row.case))),
    )


def _worth(found: Appraisal) -> str:
    inputs = found.inputs
    years = plural(inputs.appraisal_years, "year")
    return f"Net present value of {years} from {inputs.first_year} at {rate(inputs.discount_rate)}."


@dataclass(frozen=True)
class _Of:
    """The tables of one model; those by council only where the model says how amounts are shared."""

    case: Case
    row: Appraised

    @property
    def model(self) -> ModelCase:
        return self.row.case

    @property
    def called(self) -> str:
        return f"model {self.model.model.code}"

    def all(self) -> Iterator[Block]:
        found, shared = self.row.total, self.row.shared
        yield self._block("appraisal-table", f"Appraisal of {self.called}", "year by year", self._years(found))
        if shared:
            yield self._shares(shared)
            words = "each council’s share, year by year"
            yield self._by_council("saving-table", f"Joint saving of {self.called}", words, shared, lambda y: y.saving)
        if found.one_off_total:
            name, words = f"One-off costs of {self.called}", "year by year"
            if shared:
                yield self._by_council("one-off-table", name, words, shared, lambda year: year.one_off_cost)
            else:
                yield self._block("one-off-table", name, words, self._once(found))

    def _years(self, found: Appraisal) -> Table:
        columns = [
            Column("Year", Kind.YEAR), Column("Saving", MONEY), Column("One-off cost", MONEY), Column("Net", MONEY),
            Column("Net so far", MONEY),
        ]  # fmt: skip
        lines: list[list[Value]] = [
            [year.year, year.saving.total, year.one_off_cost.total, year.net.total, so_far.total]
            for year, so_far in zip(found.years, found.cumulative_net, strict=True)
        ]
        saving, net = sum(year.saving.total for year in found.years), found.cumulative_net[-1].total
        total: list[Value] = ["All years", saving, found.one_off_total, net, whole_pounds(net)]
        notes = [f"Net present value: {whole_pounds(found.npv.total)}. {_worth(found)}", f"Payback: "
                 f"{payback_in_words(found)}.", *self._notes]  # fmt: skip
        sums = [([year.saving.total, -year.one_off_cost.total], year.net.total) for year in found.years]
        return with_rounding(Table("", columns, lines, notes, total), *sums, ([saving, -found.one_off_total], net))

    def _shares(self, found: Appraisal) -> Block:
        columns = [
            Column("Council"), Column("Cost today", MONEY), Column("Share of the saving", MONEY),
            Column("Share of one-off costs", MONEY), Column("Net present value", MONEY),
        ]  # fmt: skip

        def line(name: str, of: Callable[[Amounts], int]) -> list[Value]:
            once = sum(of(year.one_off_cost) for year in found.years)
            return [name, of(found.baseline_cost), of(found.gross_saving), once, of(found.npv)]

        lines = [line(row.council.name, _of(row.council.slug)) for row in self.case.councils]
        notes = [f"{self._shared(found)} {NPV_APART}", *self._notes]
        table = with_rounding(Table("", columns, lines, notes, line("All councils", _of(""))))
        of, by = found.inputs.of, found.inputs.by
        ways = shares_by_method(self.case, self.model, of=of)
        picture = present_methods(self.case, self.model, ways, of=of, chosen=by).picture
        name = f"Shares of {self.called}"
        return self._block("shares-table", name, "what each council gets, a full year", table, picture)

    def _by_council(
        self, key: str, name: str, words: str, found: Appraisal, kind: Callable[[Year], Amounts]
    ) -> Block:  # fmt: skip
        councils = [row.council for row in self.case.councils]
        columns = [
            Column("Year", Kind.YEAR), *(Column(row.short_name, MONEY) for row in councils),
            Column("All councils", MONEY),
        ]  # fmt: skip
        amounts = [kind(year) for year in found.years]
        parts = [[each.councils[row.slug] for row in councils] for each in amounts]
        totals = [each.total for each in amounts]
        lines: list[list[Value]] = [
            [year.year, *part, total] for year, part, total in zip(found.years, parts, totals, strict=True)
        ]
        below = [sum(column) for column in zip(*parts, strict=True)]
        table = Table("", columns, lines, [self._shared(found), *self._notes], ["All years", *below, sum(totals)])
        sums = [*zip(parts, totals, strict=True), (below, sum(totals))]
        return self._block(key, name, words, with_rounding(table, *sums))

    def _once(self, found: Appraisal) -> Table:
        columns = [Column("Year", Kind.YEAR), Column("One-off cost", MONEY)]
        lines: list[list[Value]] = [[year.year, year.one_off_cost.total] for year in found.years]
        return with_rounding(Table("", columns, lines, self._notes, ["All years", found.one_off_total]))

    def _shared(self, found: Appraisal) -> str:
        said = sharing(found.inputs.of, found.inputs.by)
        return f"{said[0].upper()}{said[1:]}."

    @property
    def _notes(self) -> list[str]:
        row = self.model.model
        return [f"Source: operating model {row.code}, version {row.version}.", scope_of(self.case)]

    def _block(self, key: str, name: str, words: str, table: Table, picture: Picture | None = None) -> Block:
        model = self.model.model
        return Block(
            key=key_of(self.case.programme, key, model),
            name=name,
            caption=f"{name}: {words}",
            table=replace(table, title=name),
            address=reverse("model-appraisal", args=[self.case.programme.slug, model.code]),
            as_at=latest_day(self.case),
            picture=picture.in_text() if picture else None,
            bases=_bases(self.case, self.model),
        )


def _bases(case: Case, model: ModelCase) -> bases.Bases:
    """All that an appraisal of the model rests on."""
    found = (
        *bases.of_full_year(case, model), *bases.of_phasing(case, model), *bases.of_one_off(case, model),
        *bases.of_sharing(case, model), *bases.of_parameters(case, "discount-rate"),
    )  # fmt: skip
    return tuple(dict.fromkeys(found))


def _of(slug: str) -> Callable[[Amounts], int]:
    return lambda amounts: amounts.councils[slug] if slug else amounts.total


NAMES = frozenset({"models-table", "appraisal-table", "shares-table", "saving-table", "one-off-table"})
FAMILY = Family(NAMES, blocks=blocks, subject="Tables of the appraisal")
