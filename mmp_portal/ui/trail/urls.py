from django.urls import path

from mmp_portal.ui.trail import views

app_name = "audit"

urlpatterns = [
    path("", views.openings, name="openings"),
    path("changes/", views.events, name="events"),
]
