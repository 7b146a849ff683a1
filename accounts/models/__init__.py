from accounts.models.token import Token
from accounts.models.user import SIGN_IN_FIELDS, User, UserManager

__all__ = ["SIGN_IN_FIELDS", "Token", "User", "UserManager"]
