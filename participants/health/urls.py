from django.urls import path

from participants.health import views

app_name = "health"

urlpatterns = [
    path("participants/<int:pk>/health/", views.health, name="health"),
    path("participants/<int:pk>/health/doctors/new/", views.add_provider, name="add_provider"),
    path("participants/<int:pk>/health/insurance/new/", views.add_insurance, name="add_insurance"),
    path("participants/<int:pk>/health/notes/new/", views.add_note, name="add_note"),
    path("health/doctors/<int:pk>/edit/", views.edit_provider, name="edit_provider"),
    path("health/insurance/<int:pk>/edit/", views.edit_insurance, name="edit_insurance"),
    path("health/insurance/<int:pk>/number/", views.number, name="number"),
    path("health/notes/<int:pk>/edit/", views.edit_note, name="edit_note"),
]
