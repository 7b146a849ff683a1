from django.urls import path

from savings import api

urlpatterns = [
    path(
        "api/v1/programmes/<slug:slug>/operating-models/<str:code>/appraisal/",
        api.AppraisalView.as_view(),
        name="api-appraisal",
    ),
]
