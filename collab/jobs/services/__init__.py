from collab.jobs.services.asking import ask, withdraw
from collab.jobs.services.pruning import KEPT_FOR, also_prune, prune, prune_after
from collab.jobs.services.rounds import every_morning, take_up_rounds
from collab.jobs.services.working import perform, take_up_left_behind

__all__ = [
    "KEPT_FOR",
    "also_prune",
    "ask",
    "every_morning",
    "perform",
    "prune",
    "prune_after",
    "take_up_left_behind",
    "take_up_rounds",
    "withdraw",
]
