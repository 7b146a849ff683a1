"""Prints what an operating model saves and costs, year by year, for all councils together and for each."""

from argparse import ArgumentParser
from typing import Any

from collab import commands
from collab.calc.appraisal import Appraisal
from collab.calc.money import to_the_penny
from programme.queries import programme_called
from savings.queries import appraisal_of


class Command(commands.Command):
    help = __doc__ or ""
    name = "appraise"

    def add_arguments(self, parser: ArgumentParser) -> None:
        # It reads for whoever keeps the installation, as nobody in particular: --by says how the amounts are shared.
        parser.add_argument("programme")
        parser.add_argument("model", help="the code of the operating model")
        parser.add_argument("--of", default="", help="saving or cost; without it, what the model says")
        parser.add_argument(
            "--by", default="", metavar="KEY",
            help="equal, baseline_cost, population, net_revenue_budget or fixed; without it, what the model says",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        programme = programme_called(options["programme"])
        found = appraisal_of(programme, options["model"], of=options["of"], by=options["by"])
        return _summary(programme.name, options["model"], found), found.as_json(programme.slug, options["model"])


def _summary(programme: str, model: str, found: Appraisal) -> str:
    councils = [
        f"  {council.name}: {to_the_penny(found.gross_saving.councils[council.slug])} a year, "
        f"net present value {to_the_penny(found.npv.councils[council.slug])}"
        for council in found.inputs.councils
    ]
    lines = [
        f"{programme}, model {model}: the {found.inputs.of} shared by {found.inputs.by}.",
        f"Gross saving {to_the_penny(found.gross_saving.total)} a year; net present value "
        f"{to_the_penny(found.npv.total)}; payback: {found.workings['payback'].result}.",
        *councils,
        *found.warnings,
    ]
    return "\n".join(lines)
