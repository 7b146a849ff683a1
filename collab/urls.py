"""The roof's list of addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("collab.web.urls")),
    path("", include("programme.urls")),
    path("", include("documents.urls")),
    path("", include("reporting.urls")),
]

handler400 = "collab.web.errors.bad_request"
handler403 = "collab.web.errors.permission_denied"
handler404 = "collab.web.errors.page_not_found"
handler500 = "collab.web.errors.server_error"
