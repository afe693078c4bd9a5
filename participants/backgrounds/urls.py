"""Included by the people's addresses, under their name."""

from django.urls import path

from participants.backgrounds import views

urlpatterns = [path("participants/<int:pk>/background/", views.background, name="background")]
