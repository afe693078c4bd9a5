from django.urls import include, path

from participants import views

app_name = "participants"

urlpatterns = [
    path("participants/new/", views.create, name="create"),
    path("participants/voided/", views.voided, name="voided"),
    path("participants/<int:pk>/edit/", views.edit, name="edit"),
    path("participants/<int:pk>/children/new/", views.child, name="child"),
    path("", include("participants.households.urls")),
    path("", include("participants.reaching.urls")),
    path("", include("participants.backgrounds.urls")),
    path("", include("participants.equipment.urls")),
    path("", include("participants.registrations.urls")),
    path("", include("participants.deaths.urls")),
]
