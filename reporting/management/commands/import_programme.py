"""Creates or updates a programme from a bundle: all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from collab import commands
from programme.bundle import Kept, Signature
from reporting.bundle import MOST_BYTES, bring_in

NAMES = {
    "councils": ("council", "councils"),
    "parameters": ("list of parameters", "lists of parameters"),
    "baselines": ("baseline", "baselines"),
    "posts": ("post", "posts"),
    "operating_models": ("operating model", "operating models"),
    "savings_plans": ("savings plan", "savings plans"),
    "savings_lines": ("savings line", "savings lines"),
    "budget_gaps": ("budget gap", "budget gaps"),
    "net_budgets": ("net budget", "net budgets"),
    "pressures": ("pressure or substitution", "pressures and substitutions"),
}


class Command(commands.Command):
    help = __doc__ or ""
    name = "import_programme"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE")

    def act(self, **options: Any) -> tuple[str, dict[str, Any]]:
        reason = f"brought in from {Path(options['file']).name}"
        signature = Signature(by=self.actor(options), reason=reason, progress=self.progress)
        kept = bring_in(commands.read_bytes(options["file"], most=MOST_BYTES), signature=signature)
        return _summary(kept), {
            "programme": kept.programme.slug,
            "made": kept.made,
            "changed": kept.counts,
            "warnings": kept.warnings,
        }


def _summary(kept: Kept) -> str:
    counts = [f"{number:,} {NAMES[what][number != 1]}" for what, number in kept.counts.items()]
    done = f"made or changed: {', '.join(counts)}" if counts else "nothing to change"
    made = "is made" if kept.made else "was here already"
    lines = [f"{kept.programme.name} ({kept.programme.slug}) {made}; {done}.", *kept.warnings]
    if not kept.programme.memberships.exists():
        lines.append(f"Nobody has a role in it yet: make_administrator EMAIL --programme {kept.programme.slug}")
    return "\n".join(lines)
