from accounts.services.people import (
    change_name,
    choose_password,
    close_account,
    end_session,
    end_sessions,
    let_set_up,
    make_account,
    remember_sign_in,
    reopen_account,
)
from accounts.services.tokens import make_token, remember_use, withdraw_token

__all__ = [
    "change_name",
    "choose_password",
    "close_account",
    "end_session",
    "end_sessions",
    "let_set_up",
    "make_account",
    "make_token",
    "remember_sign_in",
    "remember_use",
    "reopen_account",
    "withdraw_token",
]
