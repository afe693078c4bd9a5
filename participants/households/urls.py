"""Included by the people's addresses, under their name."""

from django.urls import path

from participants.households import views

urlpatterns = [
    path("participants/<int:pk>/household/", views.household, name="household"),
    path("participants/<int:pk>/household/find/", views.find_member, name="find_member"),
    path("participants/<int:pk>/household/join/new/", views.join_new, name="join_new"),
    path("participants/<int:pk>/household/join/<int:other>/", views.join_known, name="join_known"),
    path("participants/<int:pk>/household/homes/new/", views.new_home, name="new_home"),
    path("participants/<int:pk>/household/homes/<int:home>/", views.home, name="home"),
    path("participants/<int:pk>/household/members/<int:member>/", views.correct_member, name="member"),
    path("participants/<int:pk>/household/members/<int:member>/leave/", views.move_out, name="move_out"),
]
