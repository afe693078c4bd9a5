"""Included by the people's addresses, under their name."""

from django.urls import path

from participants.registrations import views

urlpatterns = [
    path("participants/<int:pk>/sites/", views.registrations, name="registrations"),
    path("participants/<int:pk>/sites/<int:registration>/end/", views.end, name="end_registration"),
    path("participants/<int:pk>/sites/<int:registration>/transfer/", views.transfer, name="transfer"),
    path("participants/<int:pk>/sites/again/<int:site>/", views.begin_again, name="register_again"),
]
