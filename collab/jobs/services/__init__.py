from collab.jobs.services.asking import ask, withdraw
from collab.jobs.services.pruning import KEPT_FOR, prune
from collab.jobs.services.working import perform, take_up_left_behind

__all__ = ["KEPT_FOR", "ask", "perform", "prune", "take_up_left_behind", "withdraw"]
