"""Routes of signing in and of tokens. The names of the first are allauth's own, because it looks them up; the addresses
are ours.

Only what is used has a route: there is no signing up and no changing of one's own e-mail address.
"""

from allauth.account import views as allauth_views
from django.urls import path, re_path

from accounts.views import sign_in as views
from accounts.views import tokens

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/again/", views.SignInAgain.as_view(), name="account_reauthenticate"),
    path("sign-in/closed/", allauth_views.account_inactive, name="account_inactive"),
    path("sign-out/", allauth_views.logout, name="account_logout"),
    path("password/change/", views.ChangePassword.as_view(), name="account_change_password"),
    path("password/forgotten/", views.Forgotten.as_view(), name="account_reset_password"),
    path("password/forgotten/sent/", allauth_views.password_reset_done, name="account_reset_password_done"),
    path("password/new/done/", allauth_views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("account/tokens/new/", tokens.TokenNew.as_view(), name="token-new"),
    path("account/tokens/<int:token>/withdraw/", tokens.TokenWithdraw.as_view(), name="token-withdraw"),
    path("demonstration/mail/", views.sent_mail, name="sent-mail"),
]
