from django.urls import path

from participants.immunizations import views

app_name = "immunizations"

urlpatterns = [
    path("participants/<int:pk>/immunizations/", views.immunizations, name="immunizations"),
    path("participants/<int:pk>/immunizations/card.pdf", views.card, name="card"),
    path("participants/<int:pk>/immunizations/given/", views.add, name="add"),
    path("participants/<int:pk>/immunizations/card-seen/", views.see_card, name="see_card"),
    path("participants/<int:pk>/immunizations/declined/", views.waive, name="waive"),
    path("immunizations/<int:pk>/edit/", views.edit, name="edit"),
    path("immunizations/declined/<int:pk>/edit/", views.edit_waiver, name="edit_waiver"),
    path("rules/immunizations/", views.schedule, name="schedule"),
]
