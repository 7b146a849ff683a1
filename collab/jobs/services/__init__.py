from collab.jobs.services.asking import ask, withdraw
from collab.jobs.services.pruning import KEPT_FOR, also_prune, prune, prune_after
from collab.jobs.services.working import perform, take_up_left_behind

__all__ = ["KEPT_FOR", "also_prune", "ask", "perform", "prune", "prune_after", "take_up_left_behind", "withdraw"]
