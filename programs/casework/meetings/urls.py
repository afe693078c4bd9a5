from django.urls import path

from programs.casework.meetings import views

app_name = "meetings"

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.plan, name="plan"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", views.edit, name="edit"),
    path("meetings/<int:pk>/call-off/", views.call_off, name="call_off"),
    path("meetings/<int:pk>/attendance/", views.attendance, name="attendance"),
    path("meetings/<int:pk>/walk-in/", views.walk_in, name="walk_in"),
    path("invitations/<int:pk>/answer/", views.answer, name="answer"),
]
