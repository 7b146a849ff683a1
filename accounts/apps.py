from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.services import remember_sign_in

        user_logged_in.disconnect(dispatch_uid="update_last_login")
        user_logged_in.connect(remember_sign_in, dispatch_uid="update_last_login")
