"""Included by the people's addresses, under their name."""

from django.urls import path

from participants.deaths import views

urlpatterns = [
    path("participants/<int:pk>/death/", views.death, name="death"),
    path("participants/<int:pk>/death/mistake/", views.take_back, name="take_back_death"),
]
