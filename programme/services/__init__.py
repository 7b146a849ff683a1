from programme.services.membership import give_role, take_role
from programme.services.programmes import keep_council, keep_programme

__all__ = ["give_role", "keep_council", "keep_programme", "take_role"]
