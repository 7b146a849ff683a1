"""The roof's list of addresses."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from documents.api import ReportViewSet
from programme.api import ProgrammeViewSet

api = SimpleRouter()
api.register("programmes", ProgrammeViewSet, "api-programme")
api.register("reports", ReportViewSet, "api-report")

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("collab.web.urls")),
    path("", include("collab.jobs.urls")),
    path("", include("programme.urls")),
    path("", include("savings.urls")),
    path("", include("documents.urls")),
    path("", include("reporting.urls")),
    path("api/v1/", include(api.urls)),
    path("api/v1/", include("programme.api.urls")),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="api-schema"),
]

handler400 = "collab.web.errors.bad_request"
handler403 = "collab.web.errors.permission_denied"
handler404 = "collab.web.errors.page_not_found"
handler500 = "collab.web.errors.server_error"
