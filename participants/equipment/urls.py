"""Included by the people's addresses, under their name."""

from django.urls import path

from participants.equipment import views

urlpatterns = [
    path("participants/<int:pk>/equipment/", views.equipment, name="equipment"),
    path("participants/<int:pk>/equipment/new/", views.lend, name="lend"),
    path("participants/<int:pk>/equipment/<int:loan>/", views.correct, name="loan"),
    path("participants/<int:pk>/equipment/<int:loan>/back/", views.take_back, name="take_back_loan"),
]
