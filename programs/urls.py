"""The hall and the rooms."""

from django.urls import include, path

urlpatterns = [
    path("", include("programs.casework.urls")),
    path("young-parent/", include("programs.young_parent.urls")),
]
