"""The hall and the rooms."""

from django.urls import include, path

urlpatterns = [
    path("", include("programs.casework.urls")),
    path("worksite/", include("programs.worksite.urls")),
    path("mpmp/", include("programs.mpmp.urls")),
    path("young-parent/", include("programs.young_parent.urls")),
    path("", include("programs.moppp.urls")),
]
