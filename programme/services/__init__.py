from programme.services.invitations import accept, accept_with_account, invite, send_again, withdraw
from programme.services.membership import give_another_role, give_role, take_role
from programme.services.programmes import fill_programme, keep_council, keep_programme
from programme.services.records import add_record, change_record, delete_record, move_record
from programme.services.set_up import (
    add_council,
    change_part,
    make_council,
    move_council,
    remove_council,
    set_up_programme,
)
from programme.services.settings import Values, change_settings, withdraw_settings
from programme.services.stage import change_stage

__all__ = [
    "Values",
    "accept",
    "accept_with_account",
    "add_council",
    "add_record",
    "change_part",
    "change_record",
    "change_settings",
    "change_stage",
    "delete_record",
    "fill_programme",
    "give_another_role",
    "give_role",
    "invite",
    "keep_council",
    "keep_programme",
    "make_council",
    "move_council",
    "move_record",
    "remove_council",
    "send_again",
    "set_up_programme",
    "take_role",
    "withdraw",
    "withdraw_settings",
]
