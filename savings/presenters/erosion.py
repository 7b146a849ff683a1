"""The joint saving as validated and as it stands: its sentence, its headline figures, each year, and the workings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from collab.calc.money import to_the_penny, whole_pounds
from collab.calc.reassess import Reassessment, Year
from collab.calc.workings import Working
from programme.models import ProgrammeCouncil
from savings.presenters.appraisal import Head, ShownWorking, place_of
from savings.presenters.losses import Eyes, few_posts
from savings.presenters.words import plural
from savings.queries import Case


@dataclass(frozen=True)
class YearLine:
    """A row of the table of years; `at` leads to its workings in the year that is shown."""

    label: str
    part: ProgrammeCouncil | None
    cells: list[str]
    at: str = ""
    strong: bool = False


def year_shown(found: Reassessment, asked: str) -> int:
    """Which of the years: that asked for, else the first of which the model's saving is whole, else the last."""
    starts = [str(year.year.start) for year in found.years]
    if asked in starts:
        return starts.index(asked)
    return next((at for at, year in enumerate(found.years) if year.phasing >= 1), len(starts) - 1)


def erosion_headline(found: Reassessment, at: int) -> str:
    now, then = found.years[at].reassessed, found.as_validated
    stands = f"The joint saving now stands at {whole_pounds(now)} a year"
    if now == then:
        return f"{stands}, as validated"
    return f"{stands}, {whole_pounds(abs(then - now))} {'less' if now < then else 'more'} than as validated"


def present_erosion_heads(found: Reassessment, at: int, to_decide: int) -> list[Head]:
    year, spared = found.years[at], found.inputs.model_cost_pence - found.years[at].model_cost
    return [
        Head("As validated", whole_pounds(found.as_validated), "a year, before any local line",
             place_of("as_validated")),
        Head("Taken by local lines", whole_pounds(year.erosion.total - spared),
             f"{whole_pounds(year.erosion.total)} of posts, of which {whole_pounds(spared)} the model kept anyway",
             place_of(f"erosion.{year.year}.total")),
        Head("As it stands", whole_pounds(year.reassessed), f"a year in {year.year}",
             place_of(f"reassessed.{year.year}")),
        Head("To decide", plural(to_decide, "conflict"), "over posts on which two count" if to_decide else "none waits",
             ""),
    ]  # fmt: skip


def present_erosion_years(case: Case, found: Reassessment, at: int, eyes: Eyes, shared: bool) -> list[YearLine]:
    """Baseline, erosion, model, joint saving and shares, year by year, to the penny."""
    few = [few_posts(found, number, eyes) for number in range(len(found.years))]
    year = found.years[at].year
    rows = [_line("Baseline as validated", [found.inputs.baseline_pence] * len(found.years), "as_validated")]
    for row in case.councils:
        slug = row.council.slug
        cells = [
            few[number].get(slug) or to_the_penny(each.erosion.councils[slug])
            for number, each in enumerate(found.years)
        ]
        if any(each.erosion.councils[slug] for each in found.years):
            rows.append(YearLine("Taken by", row.part, cells, place_of(f"erosion.{year}.{slug}")))
    rows += [
        _line("Taken by all", [each.erosion.total for each in found.years], f"erosion.{year}.total"),
        _line("Cost of the model as it stands", [each.model_cost for each in found.years], f"model_cost.{year}"),
        _line("Joint saving as it stands", [each.reassessed for each in found.years], f"reassessed.{year}",
              strong=True),
    ]  # fmt: skip
    if shared:
        rows += [
            YearLine("Share of", row.part, [to_the_penny(each.shares[row.council.slug]) for each in found.years],
                     place_of(f"share.{year}.{row.council.slug}"))
            for row in case.councils
        ]  # fmt: skip
        phased = [each.phased.total for each in found.years]
        rows.append(_line("What comes of it in the year, by the phasing", phased, f"phased.{year}.total"))
    return rows


def _line(label: str, pence: Sequence[int], key: str, *, strong: bool = False) -> YearLine:
    return YearLine(label, None, [to_the_penny(each) for each in pence], place_of(key), strong)


def present_erosion_workings(
    found: Reassessment, at: int, eyes: Eyes, shared: bool
) -> list[ShownWorking]:  # fmt: skip
    """Of the year that is shown. Lines and posts are named of the councils whose posts are told; an amount that one
    post of another makes is told as everywhere on the page."""
    year = found.years[at]
    few = few_workings(found, at, eyes)
    of_year = {
        key: working
        for key, working in found.workings(eyes.told).items()
        if key == "as_validated" or (_year_of(key) == str(year.year) and (shared or not _is_share(key)))
    }
    return [_shown(key, working, of_year, few) for key, working in of_year.items()]


def _shown(key: str, working: Working, shown: Mapping[str, Working], few: Mapping[str, str]) -> ShownWorking:
    working = as_told(key, working, few)
    inputs = [
        (figure.label, figure.printed, place_of(figure.key) if figure.key in shown else "", "")
        for figure in working.inputs
    ]
    return ShownWorking(place_of(key), working, inputs)


def few_workings(found: Reassessment, at: int, eyes: Eyes) -> dict[str, str]:
    """By the key of a working, what is told of an amount that one post of another council makes."""
    year = found.years[at].year
    return {f"erosion.{year}.{slug}": words for slug, words in few_posts(found, at, eyes).items()}


def as_told(key: str, working: Working, few: Mapping[str, str]) -> Working:
    """The working with what `few_workings` has in place of such amounts."""
    inputs = tuple(replace(figure, printed=few.get(figure.key, figure.printed)) for figure in working.inputs)
    return replace(working, inputs=inputs, result=few.get(key, working.result))


def _year_of(key: str) -> str:
    return key.split(".")[1] if "." in key else ""


def _is_share(key: str) -> bool:
    return key.startswith(("share.", "phased."))


@dataclass(frozen=True)
class Preview:
    """What the joint saving would be with more lines of one's own councils."""

    label: str
    amount: str
    difference: str


def present_previews(released: Year, also: Mapping[str, Year]) -> list[Preview]:
    """`also` by what is counted besides."""
    return [
        Preview(label, whole_pounds(year.reassessed), _difference(released.reassessed - year.reassessed))
        for label, year in also.items()
    ]


def _difference(pence: int) -> str:
    if not pence:
        return "the same as now"
    return f"{whole_pounds(abs(pence))} {'less' if pence > 0 else 'more'} than now"
