from django.urls import path

from collab.jobs import views

urlpatterns = [
    path("jobs/<uuid:asking>/", views.JobPage.as_view(), name="job"),
    path("jobs/<uuid:asking>/file/", views.JobFile.as_view(), name="job-file"),
    path("jobs/<uuid:asking>/cancel/", views.JobCancel.as_view(), name="job-cancel"),
]
