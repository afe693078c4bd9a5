"""Included by the people's addresses, under their name."""

from django.urls import path

from participants.reaching import views

urlpatterns = [
    path("participants/<int:pk>/reach/", views.reach, name="reach"),
    path("participants/<int:pk>/reach/new/", views.add, name="add_way"),
    path("participants/<int:pk>/reach/<int:way>/", views.correct, name="way"),
    path("participants/<int:pk>/reach/<int:way>/stop/", views.stop, name="stop_way"),
    path("participants/<int:pk>/reach/<int:way>/first/", views.prefer, name="prefer_way"),
    path("participants/<int:pk>/reach/stop/<slug:kind>/", views.stop_first, name="stop_first_way"),
]
