"""Addresses of what belongs to one programme, below /api/v1/."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from programme.api import baselines, models, parameters

HERE = "programmes/<slug:slug>/"


class Number(IntConverter):
    """Of a row: none is longer."""

    regex = "[0-9]{1,18}"


register_converter(Number, "number")

urlpatterns = [
    path(f"{HERE}baselines/", baselines.BaselineList.as_view(), name="api-baseline-list"),
    path(f"{HERE}baselines/<number:baseline>/", baselines.BaselineDetail.as_view(), name="api-baseline-detail"),
    path(f"{HERE}baselines/<number:baseline>/posts/", baselines.BaselinePosts.as_view(), name="api-baseline-posts"),
    path(f"{HERE}operating-models/", models.ModelList.as_view(), name="api-model-list"),
    path(f"{HERE}operating-models/<str:code>/", models.ModelDetail.as_view(), name="api-model-detail"),
    path(f"{HERE}operating-models/<str:code>/posts/", models.ModelPosts.as_view(), name="api-model-posts"),
    path(f"{HERE}parameters/", parameters.Parameters.as_view(), name="api-parameters"),
]
